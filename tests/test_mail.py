"""The parts of e-mails: the words of the release, whole, small, harmless, through a real server."""

import json
import re
import shutil
import smtplib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser

from generator import loading, pipeline
from generator.cache import Layout
from generator.errors import LoadingError
from generator.expression import text as text_1
from generator.outputs.api.files import SCHEMAS
from generator.outputs.mail import lines as plain
from generator.outputs.mail.mails import Mails
from generator.outputs.mail.parts import LIMIT, MailTooLarge, parts, travelling
from tests import demo, mailing, published
from tests.conftest import serve

NEEDS_PHP = pytest.mark.skipif(not shutil.which("php"), reason="no PHP here (install_programs.py)")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    return mailing.released_company(tmp_path_factory.mktemp("company"))


@pytest.fixture(scope="module")
def outcomes(company: pipeline.Outcome, demo_data: Path) -> dict[str, pipeline.Outcome]:
    return {"company": company, "demo": mailing.production(demo_data, demo.TODAY)}


@pytest.fixture(scope="module")
def made(outcomes: dict[str, pipeline.Outcome]) -> dict[str, Files]:
    return {name: published.mails(outcome) for name, outcome in outcomes.items()}


@pytest.fixture(scope="module")
def host(made: dict[str, Files], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration's parts, served."""
    folder = tmp_path_factory.mktemp("host")
    for path, content in made["demo"].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    yield from (f"{address}/" for address in serve(folder))


def all_parts(made: dict[str, Files]) -> dict[str, dict]:
    return {
        f"{name}:{path}": json.loads(content)
        for name, files in made.items()
        for path, content in files.items()
        if path.endswith(".json") and not path.endswith("index.json")
    }


def test_the_files_are_valid_and_the_list_names_them(made: dict[str, Files]) -> None:
    """Both schemas; HTML and text beside the JSON are the same words."""
    mails, mail = schema("mails"), schema("mail")
    for files in made.values():
        index = json.loads(files["api/v1/mail/index.json"])
        assert list(mails.iter_errors(index)) == []
        named = [part for row in index["mails"] for part in row["parts"]]
        paths = {part[kind] for part in named for kind in ("json", "html", "text")}
        assert paths == set(files) - {"api/v1/mail/index.json"}
        for part in named:
            data = json.loads(files[part["json"]])
            assert list(mail.iter_errors(data)) == []
            assert files[part["html"]].decode() == data["html"]
            assert files[part["text"]].decode() == data["text"]


def schema(name: str) -> Draft202012Validator:
    written = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def test_the_policy_keeps_its_promise(made: dict[str, Files]) -> None:
    """The company's mail holds notice and cookie policy in full, in both languages."""
    for language in ("tr", "en"):
        path = f"api/v1/mail/2026-11-25/membership-accepted.{language}.json"
        data = json.loads(made["company"][path])
        carried = {document["id"]: document["carried"] for document in data["documents"]}
        assert carried == {"illumination-membership": ["short", "full"],
                           "cookie-policy": ["short", "full"]}  # fmt: skip


def test_words_and_digests_are_those_of_the_release(
    made: dict[str, Files], outcomes: dict[str, pipeline.Outcome]
) -> None:
    """Each layer, computed again from the HTML part; every line in order in the plain part."""
    frozen = {
        (name, text.document, text.language, text.release): outcome.archive.read(text)
        for name, outcome in outcomes.items()
        for release in outcome.archive.releases
        if release.id not in outcome.archive.withdrawals
        for text in release.own
    }
    for place, data in all_parts(made).items():
        found = mailing.digests(data["html"])
        lines = iter(re.sub(r"^ *(- )?", "", line) for line in data["text"].split("\n"))
        expected = {}
        for said in data["documents"]:
            name = place.partition(":")[0]
            text = frozen[name, said["id"], data["lang"], said["release"]]
            assert said["carried"][:1] == ["short"] or data["occasion"] == "changed"
            for layer in text.layers:
                assert said["hash"][layer.name]["value"] == layer.digest
                if layer.name in said["carried"]:
                    expected[text.document, layer.name] = layer.digest
                    assert all(line in lines for line in layer.plain.split("\n"))
        assert found == expected


def test_plain_lines_add_nothing_but_white_space_dashes_and_columns(
    outcomes: dict[str, pipeline.Outcome],
) -> None:
    for text in published.publication(outcomes["demo"]).texts:
        for layer in text.layers:
            lines = [re.sub(r"^ *(- )?", "", la) for la in plain.plain(layer.html).split("\n")]
            labels = {f"[{m}]" for m in re.findall(r'data-label="([^"]*)"', layer.html)}
            kept = [line for line in lines if line and line not in labels]
            assert kept == layer.plain.split("\n")


def test_nothing_is_fetched_and_every_link_leads_somewhere(made: dict[str, Files]) -> None:
    """No image, sheet, script or font; links are absolute."""
    for place, data in all_parts(made).items():
        html = data["html"]
        assert not re.search(r"<(img|link|script|iframe|object|style|form|input)\b", html), place
        assert not re.search(r"\s(src|srcset|background|on\w+)=|url\(|@import", html), place
        for href in re.findall(r'href="([^"]*)"', html):
            assert href.startswith(("https://", "mailto:", "tel:")), (place, href)
        for document in data["documents"]:
            assert document["url"] in html
            assert document["url"] in data["text"]
            assert document["release"] in data["text"]


def test_permanent_links_lead_to_pages(made: dict[str, Files], demo_site: Path) -> None:
    """Pages and places on them that the demonstration's site really has."""
    for place, data in all_parts({"demo": made["demo"]}).items():
        for href in re.findall(r'href="([^"]*)"', data["html"]):
            if href.startswith(demo.ADDRESS):
                path, _, clause = href.removeprefix(demo.ADDRESS).partition("#")
                page = (demo_site / path / "index.html").read_text(encoding="utf-8")
                assert not clause or f'id="{clause}"' in page, (place, href)


def receipt(release: str, time: str, language: str = "tr") -> dict[str, str]:
    return {"document": "notice-newsletter", "lang": language, "release": release, "time": time}


@pytest.mark.parametrize(
    ("release", "time", "mail", "cookies"),
    [
        # shown at 23:59 in Istanbul, told a minute later: the text of before midnight
        ("2026-03-02", "2026-05-19T20:59:00Z", "2026-03-02", "2026-03-02"),
        ("2026-03-02", "2026-05-19T21:01:00Z", "2026-03-02", "2026-03-02"),
        ("2026-05-20", "2026-05-19T21:01:00Z", "2026-05-20", "2026-05-20"),
        # a browser whose clock is late
        ("2026-05-20", "2026-05-19T20:58:00Z", "2026-05-20", "2026-05-20"),
        # the notice stayed, the cookie policy got other words
        ("2026-05-20", "2026-06-30T12:00:00Z", "2026-05-20", "2026-05-20"),
        ("2026-05-20", "2026-08-01T12:00:00Z", "2026-07-01", "2026-07-01"),
        ("2027-01-01", "2027-01-02T12:00:00Z", "2027-01-01", "2027-01-01"),
    ],
)
@pytest.mark.parametrize("program", ["python", pytest.param("php", marks=NEEDS_PHP)])
def test_the_receipt_decides_which_release_is_sent(
    host: str, tmp_path: Path, program: str, release: str, time: str, mail: str, cookies: str
) -> None:
    asked = receipt(release, time)
    if program == "python":
        found = mailing.example(tmp_path).parts_for(host, "welcome", asked)
    else:
        code = "echo json_encode(notice_parts($argv[1], 'welcome', json_decode($argv[2], true)));"
        done = mailing.php(code, host, json.dumps(asked))
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
    assert found["release"] == mail
    assert {d["id"]: d["release"] for d in found["documents"]} == {
        "notice-newsletter": release, "cookies": cookies}  # fmt: skip


@pytest.mark.parametrize("program", ["python", pytest.param("php", marks=NEEDS_PHP)])
def test_a_release_leads_to_the_mail_that_tells_of_it(
    host: str, tmp_path: Path, program: str
) -> None:
    """No receipt names a text that is only announced; one that changed nothing has no mail."""

    def told(release: str) -> Any:
        if program == "python":
            return mailing.example(tmp_path).parts_of(host, "texts-changed", release, "en")
        code = "echo json_encode(notice_parts_of($argv[1], 'texts-changed', $argv[2], 'en'));"
        done = mailing.php(code, host, release)
        if done.returncode:
            raise LookupError(done.stderr)
        return json.loads(done.stdout)

    found = told("2027-01-01")
    assert (found["release"], found["occasion"], found["lang"]) == ("2027-01-01", "changed", "en")
    for silent in ("2026-03-02", "2026-07-01"):  # a first release, a change of wording
        with pytest.raises(LookupError, match="changed no text"):
            told(silent)


def test_a_withdrawn_text_is_not_mailed(host: str, tmp_path: Path, made: dict[str, Files]) -> None:
    """Its words are gone; the example says so."""
    assert not any("/2026-09-01/" in path for path in made["demo"])
    with pytest.raises(LookupError, match="withdrawn"):
        mailing.example(tmp_path).parts_for(
            host, "welcome", receipt("2026-09-01", "2026-09-01T12:00:00Z")
        )


def raw_messages(found: dict, folder: Path) -> dict[str, bytes]:
    """The message that each example makes of the same parts."""
    module = mailing.example(folder)
    made = {
        "python": module.message(found, "shop@ornek.example", "member@ornek.example").as_bytes()
    }
    if shutil.which("php"):
        (folder / "parts.json").write_text(json.dumps(found), encoding="utf-8")
        code = (
            "$p = json_decode(file_get_contents($argv[1]), true);"
            "[$s, $h, $b] = notice_message($p, 'shop@ornek.example');"
            'echo "To: member@ornek.example\\r\\nSubject: $s\\r\\n$h\\r\\n\\r\\n$b";'
        )
        done = mailing.php(code, str(folder / "parts.json"))
        assert done.returncode == 0, done.stderr
        made["php"] = done.stdout
    return made


def test_through_a_real_server_and_back(made: dict[str, Files], tmp_path: Path) -> None:
    """Every mail in both languages, by both examples: small, whole, and read by the library."""
    chosen = {p: d for p, d in all_parts(made).items() if "2026-05-20" in p or "company" in p}
    assert {d["occasion"] for d in chosen.values()} == {"shown", "changed"}
    with mailing.mail_server() as (box, port), smtplib.SMTP("127.0.0.1", port) as client:
        for data in chosen.values():
            for program, content in raw_messages(data, tmp_path).items():
                assert len(content) < 100_000
                client.sendmail("shop@ornek.example", "member@ornek.example", content)
                message = mailing.parsed(box.received[-1])
                assert message.get_content_type() == "multipart/alternative", program
                assert message["Subject"] == data["subject"]
                assert message["Content-Language"] == data["lang"]
                assert not message.defects
                plain_part, html_part = mailing.parts_of(message)
                assert plain_part.rstrip("\n") == data["text"].rstrip("\n")
                assert html_part.rstrip("\n") == data["html"].rstrip("\n")
                assert mailing.digests(html_part) == mailing.digests(data["html"])
                assert max(map(len, content.split(b"\r\n"))) <= 998


def test_the_size_is_measured_as_it_travels(made: dict[str, Files], tmp_path: Path) -> None:
    """What the JSON says is no less than what quoted-printable and base64 really need."""
    for data in all_parts(made).values():
        assert data["bytes"] == travelling(data["html"]) + travelling(data["text"]) <= LIMIT
        real = len(mailing.example(tmp_path).message(data, "a@b.example", "c@d.example").as_bytes())
        assert real <= data["bytes"] + 1_500


def test_the_longest_text_gives_way_first(company: pipeline.Outcome) -> None:
    """The policy alone is too large for a mail, so it comes short; nothing else does."""
    mails = Mails(published.publication(company))
    declared = mails.publication.facts.mails["membership-accepted"]
    (release,) = company.archive.releases
    held = [release.text(name, "tr") for name in ("illumination-membership", "privacy-policy")]
    mail = mails._mail(declared, release, "tr", [text for text in held if text])
    data = json.loads(parts(mail).json)
    assert [d["carried"] for d in data["documents"]] == [["short", "full"], ["short"]]
    assert "Tam metin: https://" in data["text"]
    assert parts(mail) == parts(mail)
    with pytest.raises(MailTooLarge):
        parts(replace(mail, opening="ş" * LIMIT))


def test_a_draft_is_never_mailed() -> None:
    """No part at all in a preview, with a sentence that says why; none without an address."""
    preview = pipeline.run(pipeline.Settings(data=mailing.COMPANY, base=demo.ADDRESS))
    files = published.mails(preview)
    assert list(files) == ["api/v1/mail/index.json"]
    said = json.loads(files["api/v1/mail/index.json"])
    assert said["mails"] == []
    assert "draft is never mailed" in said["missing"]
    assert list(schema("mails").iter_errors(said)) == []


def test_without_an_address_there_are_no_mails(demo_data: Path) -> None:
    """A link in a mail must lead somewhere."""
    nowhere = mailing.production(demo_data, demo.TODAY, base="")
    files = published.mails(nowhere)
    assert list(files) == ["api/v1/mail/index.json"]
    assert "SITE_URL" in json.loads(files["api/v1/mail/index.json"])["missing"]


HOSTILE = (
    "<script>alert(1)</script> & \"'` İı\r\nBcc: a@b.example\r\n\r\n<img src=x onerror=alert(1)>"
)


def test_hostile_words_stay_words(company: pipeline.Outcome, tmp_path: Path) -> None:
    """In subject, greeting, note, brand, name and title: no markup, no header, no line."""
    mails = Mails(published.publication(company))
    (release,) = company.archive.releases
    declared = mails.publication.facts.mails["texts-changed"]
    held = [text for text in [release.text("cookie-policy", "tr")] if text]
    mail = mails._mail(declared, release, "tr", held)
    evil = replace(
        mail, subject=HOSTILE, opening=HOSTILE, note=HOSTILE, brand=HOSTILE, controller=HOSTILE,
        texts=[replace(t, text=replace(t.text, title=HOSTILE)) for t in mail.texts],
    )  # fmt: skip
    data = json.loads(parts(evil).json)
    assert list(schema("mail").iter_errors(data)) == []
    assert not re.search(r"<(script|img)", data["html"])
    assert data["html"].count("&lt;script&gt;") == 6
    assert not re.search(r"(?m)^Bcc", data["text"])
    assert mailing.digests(data["html"]) == mailing.digests(parts(mail).html)
    for content in raw_messages(data, tmp_path).values():
        message = mailing.parsed(content)
        assert message["Bcc"] is None
        assert message["Subject"] == data["subject"]
        assert "Bcc: a@b.example" in message["Subject"]
        assert not message.defects
    raw = data | {"subject": HOSTILE}
    with pytest.raises(ValueError, match="linefeed"):
        mailing.example(tmp_path).message(raw, "a@b.example", "c@d.example")


def test_hostile_facts_stay_words(tmp_path: Path) -> None:
    """From YAML to JSON, HTML and plain lines; the page says the same. The elements have names that
    no check knows, which would stop a real one."""
    data = tmp_path / "data"
    shutil.copytree(demo.RICH, data)
    name = "A<x-b>&amp'\"</x-b><x-script onload=y>x</x-script>"
    controller = (data / "controller.yml").read_text(encoding="utf-8")
    quoted = json.dumps(name)
    changed = re.sub(
        r"(?m)^registered_name:.*$", lambda _: f"registered_name: {quoted}", controller
    )
    (data / "controller.yml").write_text(changed, encoding="utf-8")
    demo.publish(data, demo.STEPS[0])
    files = published.files(mailing.production(data, demo.STEPS[0].effective))
    found = all_parts({"x": {p: c for p, c in files.items() if "/mail/" in p}})
    assert found
    for part in found.values():
        assert "<x-" not in part["html"]
        assert name in part["text"]
        assert name in text_1.plain(mailing.ARTICLE.search(part["html"])[0])  # type: ignore[index]
    current = json.loads(files["api/v1/current/policy.tr.json"])
    assert "<x-" not in current["layers"][0]["html"]
    assert name in current["layers"][0]["text"]


def test_the_same_inputs_give_the_same_bytes(
    made: dict[str, Files], outcomes: dict[str, pipeline.Outcome], tmp_path: Path
) -> None:
    """Made again, and made again from what is kept."""
    for name, outcome in outcomes.items():
        settings = replace(outcome.settings, cache=Layout(tmp_path / name))
        with demo.clock(outcome.settings.day if name == "company" else demo.TODAY):
            for _ in range(2):
                again = published.mails(pipeline.run(settings))
                if name == "demo":
                    assert again == made[name]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 700])
def test_in_a_browser(
    chromium: Browser, made: dict[str, Files], tmp_path: Path, width: int, scheme: str
) -> None:
    """As it came out of a message: fits the screen, asks nobody, and can be read."""
    chosen = [d for p, d in all_parts(made).items() if "company" in p or "texts-changed" in p][:4]
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for data in chosen:
        content = mailing.example(tmp_path).message(data, "a@b.example", "c@d.example").as_bytes()
        (tmp_path / "mail.html").write_text(mailing.parts_of(mailing.parsed(content))[1], "utf-8")
        page.goto((tmp_path / "mail.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1:visible").count() == len(data["documents"])
        assert page.evaluate(CONTRAST) >= 4.5
    assert all(url.startswith("file://") for url in asked)
    context.close()


CONTRAST = """() => {
  // The colours that the browser really uses for text and links on its own canvas.
  const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const numbers = (s) => s.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.color = "Canvas";
  const paper = light(numbers(getComputedStyle(probe).color));
  probe.remove();
  return Math.min(...[...document.querySelectorAll("p, a, h1, h2, code, small")].map((e) => {
    const ink = light(numbers(getComputedStyle(e).color));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }));
}"""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[notice-newsletter, cookies]", "[notice-newsletter, cokies]", "cokies"),
        (
            "{tr: Bülten aboneliğiniz, en: Your newsletter subscription}",
            "{tr: Bülten}",
            "no words in: en",
        ),
        ("occasion: shown", "occasion: shown\n  site: ornekk", "ornekk"),
        ("occasion: shown", "occasion: sent", "sent"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, before: str, after: str, said: str) -> None:
    """At the line of mails.yml."""
    data = tmp_path / "data"
    shutil.copytree(demo.RICH, data)
    written = (data / "mails.yml").read_text(encoding="utf-8")
    assert before in written
    (data / "mails.yml").write_text(written.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LoadingError) as refused:
        loading.load(data)
    assert said in str(refused.value)
    assert "mails.yml:" in str(refused.value)
