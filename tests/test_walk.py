"""The pictures of the guide for legal staff: each is there, small, and has its words."""

import re

from PIL import Image

from tests.conftest import ROOT
from tests.walk import PAGES, SIZE, STEPS, TO

README = (ROOT / "data/README.md").read_text(encoding="utf-8")
_SHOWN = re.compile(r"!\[([^\]]*)\]\(\.\./\.readme/(walk-(\w+)\.(\w+)\.webp)\)")


def test_each_step_is_shown_in_both_languages_in_its_order() -> None:
    shown = [(m[4], m[3]) for m in _SHOWN.finditer(README)]
    assert shown == [(code, step) for code in PAGES for step in STEPS]
    assert {m[2] for m in _SHOWN.finditer(README)} == {p.name for p in TO.glob("walk-*")}


def test_each_picture_is_small_and_has_its_words() -> None:
    for match in _SHOWN.finditer(README):
        path = TO / match[2]
        assert 10_000 < path.stat().st_size < 70_000, path  # an empty page has one kilobyte
        assert Image.open(path).size == (SIZE["width"], SIZE["height"])
        assert len(match[1]) > 40, path
