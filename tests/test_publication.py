"""The demonstration: five releases, one announced, one of wording, one withdrawn, as a site."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from playwright.sync_api import Page, Route, expect

from generator import pipeline
from generator.commands import main
from generator.expression import text as text_1
from generator.outputs.api.files import SCHEMAS
from generator.outputs.site import headers, links
from generator.outputs.site.frame import Frame
from generator.proofs import site as published_site
from generator.proofs.archive import Proofs, verify
from generator.recipes import answering, proving
from generator.releases import signing
from generator.releases.archive import Archive
from tests import demo, signing_keys
from tests.axe import violations
from tests.conftest import ROOT, own_starter, serve


@pytest.fixture(scope="module")
def data(demo_data: Path) -> Path:
    """The fictional controller with its history."""
    return demo_data


@pytest.fixture(scope="module")
def site(demo_site: Path) -> Path:
    """The production site of the demonstration's day."""
    return demo_site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    yield from serve(site, headers.of)


def html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def test_every_state_says_what_it_is(site: Path) -> None:
    """In force, announced, superseded, withdrawn; the mark leads to the text of today."""
    assert "2026-05-20" in html(site, "gizlilik")
    assert "1 Ocak 2027 tarihinde yeni bir metin yürürlüğe girecektir." in html(site, "gizlilik")
    assert "announced-mark" in html(site, "gizlilik/2027-01-01")
    old = html(site, "en/privacy/2026-03-02")
    assert "superseded-mark" in old
    assert "2 March 2026 to 19 May 2026" in old
    assert "<dd>First version: First publication.</dd>" in old
    assert 'href="../../../en/privacy/">Current text' in old
    assert '<meta name="robots" content="noindex">' in old
    assert "noindex" not in html(site, "gizlilik")
    assert "draft-mark" not in html(site, "gizlilik")


def test_a_withdrawn_text_is_nowhere_and_its_digest_is_there(site: Path, data: Path) -> None:
    """The wrong number is on no page, in no file of the API and not in the archive."""
    tombstone = html(site, "gizlilik/2026-09-01")
    assert "withdrawn-mark" in tombstone
    (release,) = [m for m in Archive.of(data, "ornek").releases if m.id == "2026-09-01"]
    text = release.text("policy", "tr")
    assert text is not None
    said = re.findall(r"<dt>([^<]*)</dt><dd><code>([^<]*)</code>", tombstone)
    assert said == [
        ("Metnin doğrulama kodu (kısa)", text.layers["short"]),
        ("Metnin doğrulama kodu (tam)", text.layers["full"]),
    ]
    for path in site.rglob("*"):
        if path.is_file():
            assert b"0212 000 00 99" not in path.read_bytes(), path


def test_all_links_of_the_site_lead_somewhere(site: Path) -> None:
    """Also those of superseded texts, in both languages."""
    assert links.broken(site, demo.ADDRESS) == []


def test_the_published_archive_can_be_verified(site: Path, data: Path) -> None:
    """A copy of the site proves itself, and that the repository is its continuation."""
    copy = Archive(site / "archive")
    assert verify(copy) == []
    assert verify(Archive.of(data, "ornek"), Proofs(copy=copy)) == []
    page = site / "archive/2026-03-02/policy.tr.json"
    content = page.read_bytes()
    page.write_bytes(content.replace("Örnek".encode(), b"Ornek", 1))
    assert verify(Archive(site / "archive"))
    page.write_bytes(content)


NOW, OLD = "gizlilik/index.html", "en/privacy/2026-03-02/index.html"


@pytest.mark.parametrize(
    ("page", "row"),
    [
        (NOW, 'gizlilik/2026-09-01/">2026-09-01</a> (geri çekildi)</dd>'),
        (NOW, 'gizlilik/2026-03-02/">2026-03-02</a></dd>'),
        ("en/privacy/2027-01-01/index.html", "2026-09-01</a> (withdrawn)</dd>"),
    ],
)
def test_the_way_to_a_withdrawn_version_says_so(site: Path, page: str, row: str) -> None:
    """Before anybody follows it; other versions stand there without a word."""
    assert row in (site / page).read_text(encoding="utf-8")


def read_back(site: Path, day: date = demo.TODAY) -> str:
    return "\n".join(list(published_site.verify(site, proving.archive_in(site), day).wrong))


def test_the_pages_of_a_published_site_say_the_words_of_its_archive(site: Path) -> None:
    """All of them on the day of the build; on a later day the announced text is owed."""
    assert read_back(site) == ""
    late = read_back(site, date(2027, 1, 1))
    assert "gizlilik/index.html: it does not hold the text in force on 2027-01-01" in late
    assert "--as-of" in late


def test_the_words_of_a_page_have_the_digest_of_its_release(site: Path, data: Path) -> None:
    """Recomputed from the page and from the API, for every published text."""
    archive = Archive.of(data, "ornek")
    schema = json.loads((site / "api/v1/schemas/document.schema.json").read_text())
    validator = Draft202012Validator(schema)
    for release in archive.releases:
        for text in release.own if release.id not in archive.withdrawals else ():
            prefix = "" if text.language == "tr" else f"{text.language}/"
            page = html(site, f"{prefix}{text.slug}/{text.release}")
            found = {
                m[1]: text_1.digest(m[0])
                for m in re.finditer(r'<article data-layer="(\w+)".*?</article>', page, re.DOTALL)
            }
            assert found == dict(text.layers)
            path = f"api/v1/releases/{text.release}/{text.document}.{text.language}.json"
            said = json.loads((site / path).read_text())
            assert list(validator.iter_errors(said)) == []
            assert {la["name"]: la["hash"]["value"] for la in said["layers"]} == found


def test_the_api_says_what_is_current(site: Path) -> None:
    """Current files have a state; the index lists every release, valid by its schema."""
    index = json.loads((site / "api/v1/index.json").read_text())
    schema = json.loads((site / "api/v1/schemas/index.schema.json").read_text())
    assert list(Draft202012Validator(schema).iter_errors(index)) == []
    assert [r["id"] for r in index["releases"]][:2] == ["2027-01-01", "2026-09-01"]
    current = json.loads((site / "api/v1/current/policy.tr.json").read_text())
    assert (current["state"], current["release"]) == ("in-force", "2026-05-20")
    assert not (site / "api/v1/drafts").exists()


@pytest.mark.parametrize(
    ("day", "version"),
    [("2026-03-01", None), ("2026-05-19", "2026-03-02"), ("2026-09-02", "2026-09-01"),
     ("2026-09-03", "2026-05-20"), ("2027-01-01", "2027-01-01")],
)  # fmt: skip
def test_the_command_answers_for_any_day(data: Path, day: str, version: str | None) -> None:
    settings = pipeline.Settings(data=data, as_of=demo.TODAY)
    found = answering.at(settings, date.fromisoformat(day), "policy", "tr")
    assert [row["version"] for row in found.texts] == ([version] if version else [])


def test_each_version_is_called_by_its_own_name(site: Path) -> None:
    """Whoever has the links read aloud hears of which text a day is, and no name twice."""
    names = re.findall(r'<a href="[^"]*" aria-label="([^"]*)">', html(site, "surumler"))
    assert {"Gizlilik Politikası 2027-01-01", "Çerez Politikası 2027-01-01"} <= set(names)
    assert len(names) == len(set(names))


def test_a_visitor_picks_a_day(page: Page, address: str) -> None:
    """Only the versions of that day stay; without a script all of them are there."""
    page.goto(f"{address}/surumler/")
    rows = page.locator("tr[data-held]:visible")
    before = rows.count()
    page.fill(".pick-day input", "2026-04-01")
    assert 0 < rows.count() < before
    assert set(rows.locator("td:first-child").all_inner_texts()) == {"2026-03-02"}
    page.fill(".pick-day input", "2020-01-01")
    assert rows.count() == 0
    assert page.locator(".pick-day output").inner_text()
    tables = page.locator("table.versions:visible, main h2:visible")
    assert tables.count() == 0, "no title and no head of a table without a row"
    page.fill(".pick-day input", "")
    assert rows.count() == before
    assert tables.count() == 2 * page.locator("table.versions").count()


MOVED = """() => new Promise((done) => {
  const moved = [];
  const scripts = performance.getEntriesByType("resource").filter((r) => r.name.endsWith(".js"));
  const came = Math.min(...scripts.map((script) => script.responseEnd));
  new PerformanceObserver((list) => {
    for (const { sources, startTime } of list.getEntries()) {
      if (startTime < came) continue; // the page itself was still coming
      moved.push(...sources.map(({ node }) => node?.outerHTML ?? node?.textContent));
    }
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""


@pytest.mark.parametrize(
    "path", ["surumler/", "gizlilik/", "arama/", "basvuru/", "kayit-dogrulama/"]
)
def test_nothing_moves_when_the_scripts_come_late(page: Page, address: str, path: str) -> None:
    """What only a script shows has its place from the first moment."""

    def late(route: Route) -> None:
        time.sleep(0.5)  # the browser paints meanwhile
        route.continue_()

    page.set_viewport_size({"width": 360, "height": 800})
    page.route("**/*.js", late)
    page.goto(f"{address}/{path}")
    assert page.evaluate(MOVED) == []


@pytest.mark.parametrize(
    "path", ["surumler/", "en/versions/", "gizlilik/", "gizlilik/2026-09-01/", "en/privacy/"]
)
def test_nothing_is_wider_than_a_narrow_phone(page: Page, address: str, path: str) -> None:
    """Tables of versions are cards there."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_elements_can_be_tried_on_the_page_for_developers(page: Page, address: str) -> None:
    """Under the site's own policy: a choice, its receipt as a shop would get it, nothing sent."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.goto(f"{address}/en/embed/")
    page.locator(".trial kvkk-consent").get_by_role("checkbox").check()
    page.locator(".trial > p > button").click()
    said = page.locator(".trial-said").inner_text()
    receipt = json.loads(re.sub(r"^.*consent_\w+ = |\napproval_.*$", "", said, flags=re.DOTALL))
    assert (receipt["event"], receipt["lang"]) == ("consented", "en")
    schemas = Path(SCHEMAS / "receipt.schema.json").read_text(encoding="utf-8")
    assert list(Draft202012Validator(json.loads(schemas)).iter_errors(receipt)) == []
    assert set(asked) == {"GET"}
    assert violations(page, rules={}) == []


def test_the_banner_for_cookies_can_be_tried_there(page: Page, address: str) -> None:
    """When it is asked for; the choice goes with the page."""
    page.goto(f"{address}/siteye-ekleme/")
    assert page.locator("kvkk-cookies").count() == 0
    page.locator(".trial-cookies").click()
    page.locator("kvkk-cookies [part=accept]").click()
    expect(page.locator(".trial-said")).to_contain_text("kvkk-cookies  kvkk:choice  accepted")
    assert violations(page, rules={}) == []
    page.goto(f"{address}/")
    assert page.context.cookies() == []


@pytest.mark.parametrize("name", ["en/embed", "siteye-ekleme"])
def test_what_a_developer_copies_names_this_site(site: Path, name: str) -> None:
    """No address is an example where the site knows its own, and every text has its link."""
    whole = html(site, name)
    assert "aydinlatma.example" not in whole
    code = unescape(re.search(r"<pre><code>(.*?)</code></pre>", whole, re.DOTALL)[1])  # type: ignore[index]
    assert f'src="{demo.ADDRESS}embed/v1/notice-' in code
    links = re.findall(rf'<a href="{demo.ADDRESS}([^"]*)"', code)
    assert len(links) == code.count("</kvkk-") == 4  # who asks and why, and three texts
    assert all((site / link / "index.html").is_file() for link in links)
    host = demo.ADDRESS.removesuffix("/kvkk/")
    assert f"script-src {host}; connect-src {host}\n" in unescape(re.sub("<[^>]*>", "", whole))


def test_the_frame_of_a_version_is_that_of_its_document(site: Path) -> None:
    """Same header, menu and footer, one folder deeper: nothing of the frame is drawn twice."""
    menu = re.compile(r'<nav class="menu-panel".*?</nav>', re.DOTALL)
    now, old = html(site, "gizlilik"), html(site, "gizlilik/2026-03-02")
    assert menu.search(now)
    assert menu.search(old)
    ours = re.findall(r'href="([^"]*)"', menu.search(now)[0])  # type: ignore[index]
    theirs = re.findall(r'href="([^"]*)"', menu.search(old)[0])  # type: ignore[index]
    relative = [a if a.startswith("#") else "../" if a == "./" else f"../{a}" for a in ours]
    assert theirs == relative


def test_a_frame_gives_its_own_page_back() -> None:
    """Cut and joined, only the marks are gone; filled, the slots are new and links deeper."""
    page = '<a href="../w/"><!--slot:body-->old<!--/slot:body--><a href="#y"><a href="./">'
    frame = Frame.cut(page, "x/")
    assert frame.page == '<a href="../w/">old<a href="#y"><a href="./">'
    deeper = frame.filled({"body": "new"}, "x/2026-03-02/")
    assert deeper == '<a href="../../w/">new<a href="#y"><a href="../">'
    moved = frame.filled({}, "was/2026-03-02/")
    assert moved == '<a href="../../w/"><a href="#y"><a href="../../x/">'


def test_nobody_publishes_without_a_release(tmp_path: Path) -> None:
    """The company's data has none, so a production build refuses and writes nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--production", "--output", tmp_path / "s"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "there is no approved release to publish" in done.stderr
    assert not (tmp_path / "s").exists()


def test_an_unapproved_release_is_refused_with_what_to_write(tmp_path: Path) -> None:
    """The approver gets the digests to copy; one role cannot prepare and approve."""
    data = own_starter(tmp_path / "data")
    asked = ("release", "--data", data, "--as-of", "2026-03-02", "--effective", "2026-03-02",
             "--kind", "first")  # fmt: skip
    done = notices(*asked)
    assert done.exit_code == 1
    assert "nobody has approved these texts" in done.stderr
    entry = done.stdout[done.stdout.index("release-2026-03-02:") :]
    written = entry.replace("<role>", "counsel").replace("<another role>", "counsel")
    approvals = data / "approvals.yml"
    approvals.write_text(written.replace("<day>", "2026-03-02"), encoding="utf-8")
    done = notices(*asked)
    assert "one role prepared and approved" in done.stderr
    assert not (data / "releases/ornek/CHAIN").exists()


def test_names_of_approvers_stay_internal(site: Path, data: Path) -> None:
    """Roles are published; no name of an approver is in any file of the site or the archive."""
    manifest = (site / "archive/2026-03-02/manifest.json").read_text(encoding="utf-8")
    assert "legal counsel" in manifest
    name = demo.APPROVER
    assert name in (data / "approvals.yml").read_text(encoding="utf-8")
    forms = {name.encode(), json.dumps(name)[1:-1].encode()}
    for path in (p for p in (*site.rglob("*"), *(data / "releases").rglob("*")) if p.is_file()):
        assert not any(form in path.read_bytes() for form in forms), path


def notices(*arguments: object) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, [str(argument) for argument in arguments])


def test_the_commands_answer_in_words(data: Path, tmp_path: Path) -> None:
    """Day, proof and withdrawal from the command line; mistakes are sentences, not tracebacks."""
    copy = tmp_path / "data"
    demo.shutil.copytree(data, copy)
    common = ("--data", copy, "--as-of", demo.TODAY)
    told = notices("at", "2026-04-01", "--document", "policy", "--lang", "en", *common)
    assert told.exit_code == 0
    assert "policy (en): 2026-03-02  /en/privacy/2026-03-02/" in told.stdout
    assert notices("at", "2020-01-01", *common).exit_code == 1
    head = Archive.of(copy, "ornek").head
    assert notices("verify", "--head", head, *common).exit_code == 0
    assert "not the pinned" in notices("verify", "--head", "0" * 64, *common).stderr
    refused = notices("release", "--withdraw", "2026-03-02", "--reason", "x", *common)
    assert refused.exit_code == 1
    assert "“2026-07-01” would be in force without its texts of 2026-03-02" in refused.stderr
    done = notices("release", "--withdraw", "2027-01-01", "--reason", "x", *common)
    assert done.exit_code == 0, done.stderr
    assert notices("verify", "--head", head, *common).exit_code == 1
    for wrong in (("at", "soon"), ("verify", "--key", "?"), ("release",)):
        said = notices(*wrong, "--data", copy)
        assert said.exit_code == 2
        assert "Traceback" not in said.stderr


def test_a_signed_release_names_its_key(tmp_path: Path) -> None:
    """From a private key in a file to a verification with the printed public key."""
    data = own_starter(tmp_path / "data")
    public = signing_keys.new_key(tmp_path / "key.pem")
    demo.publish(data, demo.STEPS[0], key=tmp_path / "key.pem")
    letters = signing.in_letters(public)
    assert notices("verify", "--data", data, "--key", letters).exit_code == 0
    late = notices("verify", "--data", data, "--key", f"{letters},2026-06-01")
    assert "no key that was valid on 2026-03-02" in late.stderr
