"""What was frozen once is read, proved and rendered the same by all later code.

`tests/frozen/archive/` is an archive of format 1 as the first code wrote it: two releases, one
that was withdrawn, signatures and time stamps. It is never made again; if a test here fails, the
code is wrong. `rendered.json` holds the digests of everything that was made of its texts.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import expression
from generator.expression import Expression, Reference
from generator.expression import text as text_1
from generator.outputs.api import text as api
from generator.outputs.site.page import page
from generator.proofs.archive import Proofs, verify
from generator.releases import signing, stamping
from generator.releases.archive import Archive
from generator.releases.record import from_json, to_json
from generator.releases.timeline import DRAFT, State, Timeline

FROZEN = Path(__file__).parent / "frozen"
ARCHIVE = FROZEN / "archive" / "ornek"
TEXTS = sorted(ARCHIVE.glob("*/*.??.json"))


def sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def resolve(link: Reference, language: str) -> str:
    return f"/{language}/{link.document}/#{link.clause}"


def shown(text: Expression) -> Iterator[tuple[str, str]]:
    """The words of each layer on the page, as a reader and a receipt find them."""
    html = page(text, "x/", resolve).html
    for article in re.finditer(r'<article data-layer="(\w+)".*?</article>', html, re.DOTALL):
        yield article[1], text_1.digest(article[0])


def rendered(text: Expression) -> dict[str, object]:
    """Digests of the JSON form, the plain text, the page and the file of the API."""
    row = api.Row(
        site="ornek", expression=text, standing=DRAFT, url="x/", languages=("tr", "en"),
        resolve=resolve,
    )  # fmt: skip
    said = json.loads(api.version(row))
    return {
        "json": sha256(expression.to_json(text)),
        "plain": {layer.name: sha256(layer.plain) for layer in text.layers},
        "page": dict(shown(text)),
        "api": {layer["name"]: sha256(layer["html"]) for layer in said["layers"]},
    }


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_frozen_text_is_rendered_the_same(path: Path) -> None:
    """Page, plain text, JSON and API: byte by byte where the contract says so."""
    known = json.loads((FROZEN / "rendered.json").read_text(encoding="utf-8"))
    source = path.read_text(encoding="utf-8")
    text = expression.from_json(source)
    assert expression.to_json(text) == source
    assert rendered(text) == known[f"{path.parent.name}/{path.name}"]
    layers = {layer.name: layer.digest for layer in text.layers}
    assert dict(shown(text)) == layers


def test_the_sample_has_what_texts_have() -> None:
    """Tables, form fields, both layers, both languages, links to other texts."""
    texts = [expression.from_json(path.read_text(encoding="utf-8")) for path in TEXTS]
    html = "".join(layer.html for text in texts for layer in text.layers)
    assert {text.language for text in texts} == {"tr", "en"}
    assert any(text.fields for text in texts)
    assert {"<table", "notice:", "mailto:"} <= {
        m for m in ("<table", "notice:", "mailto:") if m in html
    }
    assert len(TEXTS) == 8


def test_an_archive_of_format_1_is_proved_by_later_code() -> None:
    """Chain, signatures, stamps and the pinned end, all together."""
    said = json.loads((FROZEN / "proofs.json").read_text(encoding="utf-8"))
    archive = Archive(ARCHIVE)
    proofs = Proofs(
        head=said["head"],
        keys=[signing.public_key(said["key"])],
        authorities=[stamping.authority(FROZEN / "authority.pem")],
    )
    assert verify(archive, proofs) == []
    for path in ARCHIVE.glob("*/manifest.json"):
        source = path.read_text(encoding="utf-8")
        assert to_json(from_json(source)) == source
    timeline = Timeline(archive.manifests, date(2026, 6, 1))
    standings = [timeline.standing(m.texts[-1]).state for m in timeline.releases]
    assert standings == [State.IN_FORCE, State.IN_FORCE, State.IN_FORCE]
    held = [timeline.in_force(date(2026, month, 2)) for month in (3, 4, 5, 6)]
    assert [m.id for m in held if m] == ["2026-03-02", "2026-04-01", "2026-05-01", "2026-04-01"]
