"""The files of the embedded script: small, named by their bytes, one source for each word."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import languages, pipeline
from generator.expression import elements, text
from generator.mkdocs import provided
from generator.outputs.embed import script
from generator.outputs.embed.labels import labels_of
from generator.outputs.site import headers
from tests import build_embed, published, receipt_cases
from tests.conftest import ROOT

SOURCE = (script.SOURCE / "notice.js").read_text(encoding="utf-8")
BUDGET = 4000
"""Bytes of the script with its style and its labels, compressed as a host sends it."""


@pytest.fixture(scope="module")
def company() -> dict[str, bytes]:
    return published.files(pipeline.run(pipeline.Settings(data=ROOT / "data")))


def test_the_script_is_small() -> None:
    """Everything in one file: script, style, labels of two languages."""
    assert len(gzip.compress(script.script().content.encode(), 9, mtime=0)) <= BUDGET


def test_both_names_lead_to_the_same_bytes(company: dict[str, bytes]) -> None:
    """The hash of the lasting name and the integrity are those of the bytes."""
    made = script.script()
    assert company["embed/v1/notice.js"] == company[f"embed/v1/{made.name}"]
    assert re.fullmatch(r"notice-[0-9a-f]{16}\.js", made.name)
    assert made.integrity == script.Script(company["embed/v1/notice.js"].decode()).integrity
    assert "embed/v1/notice.d.ts" in company


def test_scripts_that_were_published_stay() -> None:
    """A kept script has the name of its bytes."""
    for path in script.KEPT.glob("*.js"):
        assert script.Script(path.read_text(encoding="utf-8")).name == path.name


def test_hosts_send_the_headers_that_shops_need() -> None:
    """Any origin may load the script; the lasting name may be kept for ever."""
    lasting, newest = headers.of("/embed/v1/notice-0.js"), headers.of("/embed/v1/notice.js")
    assert lasting["Access-Control-Allow-Origin"] == newest["Access-Control-Allow-Origin"] == "*"
    assert "immutable" in lasting["Cache-Control"]
    assert "immutable" not in newest["Cache-Control"]


def test_the_script_asks_for_nothing_dangerous_and_stores_nothing() -> None:
    """What a reviewer of the shop would search for."""
    for word in (
        "innerHTML|outerHTML|insertAdjacentHTML|document.write|eval|new Function|cookie|"
        "localStorage|sessionStorage|indexedDB|sendBeacon|XMLHttpRequest|WebSocket|userAgent"
    ).split("|"):
        assert word not in script.script().content, word


def test_the_closed_lists_are_those_of_the_texts() -> None:
    """Elements and attributes that the script lets through, tried one by one."""
    block = re.search(r"const BLOCK =\s*/(.*)/;", SOURCE)
    kept = re.search(r"const KEPT = /(.*)/;", SOURCE)
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
    content = script.script().content
    for code in languages.codes():
        labels = labels_of(code)
        for key, said in labels.items():
            if key.startswith("embed_"):
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


def test_what_is_handed_out_is_made_from_the_source() -> None:
    """Whoever changes the script or its style runs `make embed`; labels are put in."""
    built = (script.SOURCE / script.BUILT).read_text(encoding="utf-8")
    assert built == build_embed.built(), "make embed writes the script again"
    assert built.count("__LABELS__") == 1
    assert "__LABELS__" not in script.script().content


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


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("reached", [True, False])
def test_the_guide_takes_a_form(language: str, reached: bool, tmp_path: Path) -> None:
    """The lines as they stand there: kept once proved, kept for later when the site is away; a
    withdrawal is carried out in both cases, and another field is no receipt."""
    cases = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
    receipt = json.loads(cases["cases"][0]["text"])
    # Long ago, so that the clock of this machine does not matter.
    receipt |= {"shown": "2021-01-01T09:00:00Z", "time": "2021-01-01T09:00:00Z"}
    held = [{"from": "2020-01-01", "until": None, "release": receipt["release"]}]
    posted: dict[str, Any] = {
        "notice": json.dumps(receipt),
        "consent_newsletter": '{"event":"withdrawn"}',
        "approval_email": "",
        "agreement": "yes",
        "list": ["x"],
    }
    if reached:
        index = tmp_path / "site/api/v1/index.json"
        index.parent.mkdir(parents=True)
        index.write_text(json.dumps(cases["index"] | {"inForce": held}), encoding="utf-8")
    (tmp_path / "form.json").write_text(json.dumps(posted), encoding="utf-8")
    verifier = receipt_cases.VECTORS.parent / "verify_receipt.php"
    shutil.copy(verifier, tmp_path)
    (block,) = (block for block in printed(language) if "$_POST" in block)
    said = php(tmp_path, (
        "function stop($member, $field) { echo \"stop $field\\n\"; }\n"
        "function later($member, $now, $posted) { echo \"later $posted\\n\"; }\n"
        "function store($member, $id, $now, $posted) { echo \"store $posted\\n\"; }\n"
        "$member = '4711'; $_POST = json_decode(file_get_contents('form.json'), true);\n"
        + block.replace("https://aydinlatma.example/", "site/")
    ))  # fmt: skip
    notice, withdrawal = posted["notice"], posted["consent_newsletter"]
    assert said.splitlines() == (
        [f"store {notice}", "stop consent_newsletter"]
        if reached
        else [f"later {notice}", "stop consent_newsletter", f"later {withdrawal}"]
    )


def test_the_types_name_every_event_and_every_error() -> None:
    """What the script says is what an editor offers."""
    types = (script.SOURCE / "notice.d.ts").read_text(encoding="utf-8")
    said = set(re.findall(r'tell\(\s*"(\w+)"', SOURCE)) | set(re.findall(r'issue\("(\w+)"', SOURCE))
    said |= {"acknowledged", "consented", "approved"}
    assert set(re.findall(r'"kvkk:(\w+)"', types)) == said
    codes = set(re.findall(r'(?:fail\(|throw |: )"([a-z-]+)"', SOURCE)) & set(_codes(types))
    assert codes | {"draft", "announced"} == set(_codes(types))


def _codes(types: str) -> list[str]:
    part = types[types.index("KvkkErrorCode =") : types.index("export interface KvkkEventMap")]
    return re.findall(r'\| "([a-z-]+)"', part)
