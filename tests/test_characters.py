"""One list of refused characters, for all that is printed or frozen, whatever door it comes by."""

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import languages, pipeline, source
from generator.characters import REFUSED, first_refused
from generator.documents import document_types, wording
from generator.documents.types import HERE
from generator.errors import NoticesError, SourceError, TemplateError, in_one_line
from generator.releases import remarks
from tests.conftest import ROOT, own_starter

BLANKS = "\t\n"
_IGNORED = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
"""Letters and marks that are drawn as nothing (Default_Ignorable_Code_Point, and an empty Braille
cell), beside the variants of letters."""


def unseen(code: int) -> bool:
    """What nobody sees, by the data of Unicode."""
    variant = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x180B <= code <= 0x180F
    never = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    category = unicodedata.category(chr(code))
    return (
        category in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") or variant or never or code in _IGNORED
    ) and chr(code) not in BLANKS


def test_the_list_is_what_nobody_sees() -> None:
    """Every such character of Unicode, and none that is drawn or that is a blank of a line."""
    listed = [code for code in range(sys.maxunicode + 1) if REFUSED.match(chr(code))]
    assert {code for code in range(sys.maxunicode + 1) if unseen(code)} <= set(listed)
    drawn = [c for c in listed if not unseen(c) and unicodedata.category(chr(c)) != "Cn"]
    assert drawn == []
    assert all(first_refused(f"ş{chr(code)}“") for code in listed)  # among usual letters as well


def test_no_letter_of_the_texts_is_on_it() -> None:
    """The words of the tool, in every language, and of the controllers that come with it."""
    for folder in ("generator", "data", "docs", "tests/rich", "tests/german"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".yml", ".jinja", ".md"):
                assert not first_refused(path.read_text(encoding="utf-8")), path
    assert languages.codes()


SAMPLES = [
    "\u202e", "\u2066", "\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad",
    "\u180e", "\u034f", "\u3164", "\u115f", "\u2800", "\ufe0f", "\U000e0041", "\U000e0100",
    "\x1b", "\x9b", "\x7f", "\x85", "\u2028", "\ue000", "\U0010fffd", "\ufff9",
]  # fmt: skip
"""Bidirectional, of no width, tags, variants, fillers, controls, private."""


def reword(folder: Path, words: str) -> Path:
    """A wording of one clause in both languages."""
    for language in ("tr", "en"):
        path = folder / "policy" / f"effect.{language}.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        content = f"{{# reason: ours #}}\n<h2>Yürürlük</h2>\n<p>{words}</p>\n"
        path.write_text(content, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize("sign", SAMPLES, ids=lambda sign: f"U+{ord(sign):04X}")
def test_every_door_refuses_it(sign: str, tmp_path: Path) -> None:
    """Facts, wordings, notes and reasons; a terminal gets a blank instead."""
    name = f"U+{ord(sign):04X}"
    with pytest.raises(SourceError, match=name.replace("+", r"\+")):
        source.parse(f"a: b{sign}c".encode(), "t.yml")
    assert f"holds {name}" in remarks.fault(f"a{sign}b")
    assert in_one_line(f"a{sign}b") == "a b"
    folder = reword(tmp_path / "wording", f"Bir{sign}iki.")
    with pytest.raises(TemplateError) as refused:
        wording.read(folder, list(document_types()), HERE, ["tr", "en"])
    assert all(name in problem.message for problem in refused.value.problems)
    assert [p.origin.line for p in refused.value.problems] == [3, 3]


@pytest.mark.parametrize("written", ["&#xad;", "&#xFEFF;", "&#xe000;", "&#8238;"])
def test_a_reference_brings_none_in(written: str, tmp_path: Path) -> None:
    """Not in words either where no sign of the file is refused."""
    data = own_starter(tmp_path / "data")
    reword(data / "wording", f"Bir{written}iki.")
    with pytest.raises(NoticesError, match=r"invisible or forbidden|the number|no page can|stands"):
        pipeline.run(pipeline.Settings(data=data))


@given(st.text(max_size=200))
def test_a_remark_that_passes_is_one_line_of_what_can_be_seen(words: str) -> None:
    """And what does not pass is refused with a reason."""
    if remarks.fault(words) == "":
        assert words.strip()
        assert not any(unseen(ord(sign)) or sign in BLANKS for sign in words)
    assert "\x1b" not in in_one_line(words)
