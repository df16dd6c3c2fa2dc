"""The files of the embedded script: small, named by their bytes, one source for each word."""

import gzip
import json
import re

import pytest

from generator import languages, pipeline
from generator.expression import elements
from generator.outputs import embed, headers
from tests import build_embed
from tests.conftest import ROOT

SOURCE = (embed.SOURCE / "notice.js").read_text(encoding="utf-8")
BUDGET = 4000
"""Bytes of the script with its style and its labels, compressed as a host sends it."""


@pytest.fixture(scope="module")
def company() -> dict[str, bytes]:
    return dict(pipeline.run(pipeline.Settings(data=ROOT / "data")).files)


def test_the_script_is_small() -> None:
    """Everything in one file: script, style, labels of two languages."""
    assert len(gzip.compress(embed.script().content.encode(), 9, mtime=0)) <= BUDGET


def test_both_names_lead_to_the_same_bytes(company: dict[str, bytes]) -> None:
    """The hash of the lasting name and the integrity are those of the bytes."""
    made = embed.script()
    assert company["embed/v1/notice.js"] == company[f"embed/v1/{made.name}"]
    assert re.fullmatch(r"notice-[0-9a-f]{16}\.js", made.name)
    assert made.integrity == embed.Script(company["embed/v1/notice.js"].decode()).integrity
    assert "embed/v1/notice.d.ts" in company


def test_scripts_that_were_published_stay() -> None:
    """A kept script has the name of its bytes."""
    for path in embed.KEPT.glob("*.js"):
        assert embed.Script(path.read_text(encoding="utf-8")).name == path.name


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
        assert word not in embed.script().content, word


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
    content = embed.script().content
    for code in languages.codes():
        labels = languages.get(code).labels
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
    """Whoever changes the script, its style or a label of it runs `make embed`."""
    made = build_embed.built()
    assert embed.script().content == made, "make embed writes the script anew"


def test_the_types_name_every_event_and_every_error() -> None:
    """What the script says is what an editor offers."""
    types = (embed.SOURCE / "notice.d.ts").read_text(encoding="utf-8")
    said = set(re.findall(r'tell\(\s*"(\w+)"', SOURCE)) | set(re.findall(r'issue\("(\w+)"', SOURCE))
    said |= {"acknowledged", "consented", "approved"}
    assert set(re.findall(r'"kvkk:(\w+)"', types)) == said
    codes = set(re.findall(r'(?:fail\(|throw |: )"([a-z-]+)"', SOURCE)) & set(_codes(types))
    assert codes | {"draft", "announced"} == set(_codes(types))


def _codes(types: str) -> list[str]:
    part = types[types.index("KvkkErrorCode =") : types.index("export interface KvkkEventMap")]
    return re.findall(r'\| "([a-z-]+)"', part)
