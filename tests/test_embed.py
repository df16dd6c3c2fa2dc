"""The files of the embedded script: small, named by their bytes, one source for each word."""

import gzip
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator import languages
from generator.expression import elements, text
from generator.mkdocs import provided
from generator.outputs.embed import script
from generator.outputs.embed.labels import labels_of
from generator.outputs.site import headers
from tests import build_embed, published, receipt_cases
from tests.conftest import ROOT

SOURCE, CHANGES, COOKIES, SHARED = (
    (script.SOURCE / name).read_text(encoding="utf-8")
    for name in ("notice.js", "changes.js", "cookies.js", "shared.mjs")
)
BUDGET = 5500
"""Bytes of the script with its style and its labels, compressed as a host sends it."""
BUDGET_CHANGES = 2000
BUDGET_COOKIES = 8000


@pytest.fixture(scope="module")
def company() -> dict[str, bytes]:
    return published.files(published.outcome(ROOT / "data"))


def test_the_script_is_small() -> None:
    """Everything in one file: script, style, labels of two languages."""
    budgets = (BUDGET, BUDGET_CHANGES, BUDGET_COOKIES)
    for made, most in zip(script.scripts(), budgets, strict=True):
        assert len(gzip.compress(made.content.encode(), 9, mtime=0)) <= most


def test_both_names_lead_to_the_same_bytes(company: dict[str, bytes]) -> None:
    """The hash of the lasting name and the integrity are those of the bytes."""
    for made in script.scripts():
        newest = company[f"embed/v1/{made.newest}"]
        assert newest == company[f"embed/v1/{made.name}"]
        assert re.fullmatch(rf"{made.of}-[0-9a-f]{{16}}\.js", made.name)
        assert made.integrity == script.Script(newest.decode()).integrity
    assert "embed/v1/notice.d.ts" in company


def test_scripts_that_were_published_stay() -> None:
    """A kept script has the name of its bytes."""
    for path in script.KEPT.glob("*.js"):
        of = path.name.partition("-")[0]
        assert script.Script(path.read_text(encoding="utf-8"), of).name == path.name


def test_hosts_send_the_headers_that_shops_need() -> None:
    """Any origin may load the script; the lasting name may be kept for ever."""
    for of in ("notice", "changes", "cookies"):
        lasting, newest = headers.of(f"/embed/v1/{of}-0.js"), headers.of(f"/embed/v1/{of}.js")
        allowed = [sent["Access-Control-Allow-Origin"] for sent in (lasting, newest)]
        assert allowed == ["*", "*"]
        assert "immutable" in lasting["Cache-Control"]
        assert "immutable" not in newest["Cache-Control"]


def test_the_script_asks_for_nothing_dangerous_and_stores_nothing() -> None:
    """What a reviewer of the shop would search for."""
    for word in (
        "innerHTML|outerHTML|insertAdjacentHTML|document.write|eval|new Function|cookie|"
        "localStorage|sessionStorage|indexedDB|sendBeacon|XMLHttpRequest|WebSocket|userAgent"
    ).split("|"):
        for made in (script.script(), script.changes()):
            assert word not in made.content, word
        if word not in ("cookie", "localStorage", "sessionStorage"):  # what it is there for
            assert word not in script.cookies().content, word


def test_the_closed_lists_are_those_of_the_texts() -> None:
    """Elements and attributes that the script lets through, tried one by one."""
    block = re.search(r"const BLOCK =\s*/(.*)/;", SHARED)
    kept = re.search(r"const KEPT = /(.*)/;", SHARED)
    assert block
    assert kept
    for name in elements.BLOCK:
        assert re.search(block[1], name), name
    others = "script style iframe object embed img svg math form input button video link meta base"
    for name in [*others.split(), *elements.INLINE, "template", "slot", "dialog", "x-p", "hr2"]:
        assert not re.search(block[1], name), name
    for name in ("onclick", "style", "src", "id", "class", "href", "data-aside", "xlang"):
        assert not re.search(kept[1], name), name


def test_the_labels_are_those_of_the_languages() -> None:
    """And a notice is never “accepted”, “approved” or “consented to”."""
    content = "".join(made.content for made in script.scripts())
    for code in languages.codes():
        labels = labels_of(code)
        for key, said in labels.items():
            if key.startswith(("embed_", "told_", "banner_")):
                assert json.dumps(said, ensure_ascii=False) in content
        for word in ("kabul", "onay", "rıza", "accept", "agree", "approve", "consent"):
            assert word not in labels["embed_notice"].lower()
            assert word not in labels["embed_need"].lower()


def test_the_choices_lead_to_their_documents(company: dict[str, bytes]) -> None:
    """As the index of the API says; in a preview only drafts are offered."""
    texts = json.loads(company["embed/v1/texts.json"])
    index = json.loads(company["api/v1/index.json"])
    for key in ("item", "channel"):
        assert texts[key] == {d[key]: d["id"] for d in index["documents"] if key in d}
        assert texts[key]
    assert texts["folder"] == "drafts"


def test_each_choice_names_its_notices() -> None:
    """Those to which its short layer leads first; a choice without one names none."""
    files = published.files(published.outcome(ROOT / "tests/rich"))
    notices = json.loads(files["embed/v1/texts.json"])["notices"]
    assert notices["consent-newsletter"] == ["notice-newsletter"]
    assert notices["approval-email"] == ["notice-newsletter"]
    assert "approval-call" not in notices


def test_what_is_handed_out_is_made_from_the_source() -> None:
    """Whoever changes the script or its style runs `make embed`; labels are put in."""
    for name, content in build_embed.built().items():
        built = (script.SOURCE / name).read_text(encoding="utf-8")
        assert built == content, "make embed writes the script again"
        assert built.count("__LABELS__") == 1
    for made in script.scripts():
        assert "__LABELS__" not in made.content


def printed(language: str) -> list[str]:
    """The blocks of code of the guide for web developers."""
    guide = (provided.PAGES / f"embed.{language}.md").read_text(encoding="utf-8")
    return re.findall(r"^```(?:\w+)\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)


def test_the_guides_print_the_same_code() -> None:
    """But for what is said in a comment or a placeholder, and the language of the text."""

    def bare(block: str) -> str:
        return re.sub(r"\s*(//|#) .*|<\w+>|\b(tr|en)\b", "", block)

    turkish, english = ([bare(block) for block in printed(code)] for code in ("tr", "en"))
    assert turkish == english
    assert len(turkish) > 5


def php(folder: Path, code: str) -> str:
    """What PHP prints; a warning is a mistake."""
    if not shutil.which("php"):
        pytest.skip("no php (apt: php-cli)")
    (folder / "run.php").write_text(f"<?php\n{code}", encoding="utf-8")
    done = subprocess.run(
        ["php", "-d", "display_errors=1", "run.php"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Warning" not in done.stdout
    return done.stdout


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_guide_prints_a_text_that_is_proved(
    language: str, tmp_path: Path, company: dict[str, bytes]
) -> None:
    """The lines as they stand there: the same words, no id, no link into the shop."""
    name = f"illumination-membership.{language}.json"
    draft = company[f"api/v1/drafts/{name}"]
    (tmp_path / f"notice.{language}.json").write_bytes(draft)
    (block,) = (block for block in printed(language) if "echo" in block)
    element = php(tmp_path, block)
    article = element[element.index("<article") : element.index("</article>") + len("</article>")]
    assert text.digest(article) == json.loads(draft)["layers"][0]["hash"]["value"]
    assert " id=" not in element
    links = re.findall(r'href="([^"]*)"', element)
    assert all(re.match(r"https://|mailto:|tel:", link) for link in links)
    assert "https://aydinlatma.example/" in "".join(links)


OWN = """function stop($member, $field) { echo "stop $field\\n"; }
function keep($member, $record, $answer) { echo json_encode([$record, $answer]), "\\n"; }
function wp_unslash($form) { return array_map('stripslashes', $form); }
ini_set('error_log', 'kvkk.log');
$member = '4711';
$_POST = json_decode(file_get_contents('form.json'), true);
"""


def _taken(folder: Path, block: str, posted: dict[str, Any], *, reached: bool) -> tuple[Any, ...]:
    """What the copied loop keeps (receipt and problems), stops and logs."""
    cases = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
    if reached:
        # In force for ever, so that the clock of this machine does not matter.
        held = {"from": "2020-01-01", "until": None, "release": "2026-07-01"}
        index = cases["index"] | {"inForce": [held]}
        for name, content in {"api/v1/index.json": index, **cases["texts"]}.items():
            path = folder / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")
    (folder / "form.json").write_text(json.dumps(posted), encoding="utf-8")
    shutil.copy(receipt_cases.VECTORS.parent / "verify_receipt.php", folder)
    said = php(folder, OWN + block.replace("https://aydinlatma.example/", "site/")).splitlines()
    stopped = [line.removeprefix("stop ") for line in said if line.startswith("stop ")]
    rows = [json.loads(line) for line in said if line.startswith("[")]
    log = folder / "kvkk.log"
    logged = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return rows, stopped, [line.partition("kvkk ")[2] for line in logged]


def _posted() -> dict[str, Any]:
    """A form of today with everything that may come in it."""
    cases = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
    receipt = json.loads(cases["cases"][0]["text"])
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return {
        "notice": json.dumps({**receipt, "shown": now, "time": now}),
        "consent_newsletter": '{"event":"withdrawn"}',
        "approval_email": "",
        "consent_list": ['{"event":"withdrawn"}'],
        "agreement": "yes",
        "list": ["x"],
    }


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("reached", [True, False])
def test_the_guide_takes_a_form(language: str, reached: bool, tmp_path: Path) -> None:
    """The lines as they stand there: every receipt is kept, as the record that was verified; what
    does not hold is logged with the answer; a withdrawal is carried out in every case."""
    posted = _posted()
    (block,) = (block for block in printed(language) if "$_POST" in block)
    rows, stopped, logged = _taken(tmp_path, block, posted, reached=reached)
    (notice, answer), (withdrawal, incomplete), (many, listed) = rows
    assert json.loads(notice)["receipt"] == json.loads(posted["notice"])
    assert json.loads(notice)["member"] == "4711"
    assert answer["problems"] == ([] if reached else ["text-unknown"])
    assert json.loads(withdrawal)["receipt"] == {"event": "withdrawn"}
    assert "malformed:receipt.hash" in incomplete["problems"]
    assert many == json.dumps(posted["consent_list"]).replace(" ", "")
    assert listed["problems"] == ["malformed:"]
    assert stopped == ["consent_newsletter", "consent_list"]
    assert [line.split()[0] for line in logged] == [*([] if reached else ["notice"]), *stopped]
    assert json.loads(logged[-1].partition(" ")[2]) == ["malformed:"]


@pytest.mark.parametrize("unslashed", [True, False])
def test_the_guide_takes_a_form_of_wordpress(unslashed: bool, tmp_path: Path) -> None:
    """WordPress adds slashes to every field: with the line of the guide nothing is lost, without it
    nothing is lost in silence, and withdrawals still count."""
    posted = {key: value for key, value in _posted().items() if isinstance(value, str)}
    slashed = {key: value.replace('"', '\\"') for key, value in posted.items()}
    (block,) = (block for block in printed("en") if "$_POST" in block)
    assert "wp_unslash($_POST)" in block
    if unslashed:
        block = block.replace("= $_POST;", "= wp_unslash($_POST);")
    rows, stopped, logged = _taken(tmp_path, block, slashed, reached=True)
    assert stopped == ["consent_newsletter"]
    if unslashed:
        assert json.loads(rows[0][0])["receipt"] == json.loads(posted["notice"])
    else:
        assert [row[0] for row in rows] == [slashed["notice"], slashed["consent_newsletter"]]
        assert logged == [
            'notice ["malformed:slashed"]', 'consent_newsletter ["malformed:slashed"]'
        ]  # fmt: skip


def test_the_types_name_every_event_and_every_error() -> None:
    """What the script says is what an editor offers."""
    types = (script.SOURCE / "notice.d.ts").read_text(encoding="utf-8")
    everything = SOURCE + CHANGES + COOKIES + SHARED
    said = set(re.findall(r'[#.]?tell\((?:host, |this, )?"(\w+)"', everything)) | set(
        re.findall(r'issue\("(\w+)"', SOURCE)
    )
    said |= {"acknowledged", "consented", "approved"}
    assert set(re.findall(r'"kvkk:(\w+)"', types)) == said
    codes = set(
        re.findall(r'(?:fail\((?:host|this), |throw |: |return )"([a-z-]+)"', everything)
    ) & set(_codes(types))
    assert codes | {"draft", "announced"} == set(_codes(types))


def _codes(types: str) -> list[str]:
    part = types[types.index("KvkkErrorCode =") : types.index("export interface KvkkEventMap")]
    return re.findall(r'\| "([a-z-]+)"', part)
