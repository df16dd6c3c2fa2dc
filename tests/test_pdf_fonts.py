"""A PDF holds the fonts of the tool alone; letters that they lack are found before."""

import io
import os
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from generator import pipeline
from generator.characters import UNPRINTED
from generator.checks.finding import Level
from generator.outputs.print import pdf
from tests.conftest import CACHE, ROOT, own_starter

FONTS = sorted((ROOT / "generator/outputs/print/fonts").glob("*.ttf"))
FOREIGN = "株式会社 Ελλάδα Москва ☎ 👍 ‱"


def fonts_of(content: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        return {
            str(thing.BaseFont)
            for thing in opened.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }


def test_the_list_is_that_of_the_fonts() -> None:
    """What all of them draw, and nothing else."""
    drawn = set.intersection(*(set(TTFont(path).getBestCmap()) for path in FONTS))
    listed = {code for code in range(0x20, sys.maxunicode + 1) if not UNPRINTED.match(chr(code))}
    assert listed == drawn


def test_what_the_tool_itself_prints_can_be_printed() -> None:
    """Its templates and labels, in the languages that come with it; a box is a field there."""
    for folder in ("generator/documents", "generator/outputs/print/labels"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".jinja", ".yml"):
                assert {*UNPRINTED.findall(path.read_text(encoding="utf-8"))} <= {"☐"}, path


def test_no_font_of_the_machine_is_in_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever element or letter asks for another one; and the environment is as it was."""
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere/fonts.conf")
    outcome = pipeline.run(pipeline.Settings(data=own_starter(tmp_path / "data"), cache=CACHE))
    text = outcome.texts[0]
    more = f"<p><code>kod</code> <em>{FOREIGN}</em> <q>x</q></p></article>"
    layers = tuple(replace(la, html=la.html.replace("</article>", more)) for la in text.layers)
    made = pdf.pdf(
        replace(text, layers=layers), lambda *_: "https://x.example/", controller=FOREIGN,
        address="https://x.example/",
    )  # fmt: skip
    assert fonts_of(made)
    assert all("Notices-Sans" in name or name == "/NotoSans" for name in fonts_of(made))
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere/fonts.conf"


def test_letters_without_a_glyph_are_found(tmp_path: Path) -> None:
    """In facts and in wordings, each by its letters; a warning, for the name may be right."""
    data = own_starter(tmp_path / "data")
    path = data / "controller.yml"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace("Deneme Sok. No. 1", "Ελλάδα Sok. No. 1"), encoding="utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    (found,) = [f for f in outcome.findings if f.sub == "unprinted"]
    assert found.level is Level.WARNING
    assert "a PDF shows an empty box for Ε λ ά δ α" in found.message
    assert found.origin.file == "data/controller.yml"
