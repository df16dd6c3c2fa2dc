"""The look: an accent that can be read, pages of a fit weight, headings in order, a sound print."""

import re

import pytest

from generator.colour import Colour
from generator.outputs import accent
from tests.conftest import ROOT

SHEET = (ROOT / "docs/assets/stylesheets/notices.css").read_text(encoding="utf-8")


def test_the_grounds_of_the_accent_are_those_of_the_sheet() -> None:
    """What links stand on: paper, panel, mark, in the light and in the dark."""
    light, dark = SHEET.split("@media (prefers-color-scheme: dark)")[:2]
    for part, grounds in ((light, accent.LIGHT), (dark, accent.DARK)):
        found = [re.findall(rf"--{name}: (#\w+);", part)[0] for name in ("paper", "panel", "mark")]
        full = [c if len(c) == 7 else "#" + "".join(2 * d for d in c[1:]) for c in found]
        assert [str(ground) for ground in grounds] == full


@pytest.mark.parametrize(
    "colour", ["#c2410c", "#ffee00", "#000000", "#ffffff", "#7a7a7a", "#00ff00"]
)
def test_any_accent_can_be_read(colour: str) -> None:
    """7 to 1 on every ground in both schemes; the bar can be seen."""
    sheet = accent.sheet(Colour.parse(colour))
    found = [Colour.parse(c) for c in re.findall(r"#\w{6}", sheet)]
    for (bar, link), grounds in zip(
        (found[:2], found[2:]), (accent.LIGHT, accent.DARK), strict=True
    ):
        assert min(link.contrast(ground) for ground in grounds) >= 7
        assert min(bar.contrast(ground) for ground in grounds) >= 3


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    """The brand keeps its colour where it can."""
    assert "--accent: #0b3f6e" in accent.sheet(Colour.parse("#0b3f6e")).split("@media")[0]
