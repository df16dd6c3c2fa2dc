"""The look: an accent that can be read, pages of a fit weight, headings in order, a sound print."""

import re
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from generator.colour import Colour
from generator.mkdocs import provided
from generator.outputs.site import accent

SHEET = (provided.FRAME / provided.SHEET).read_text(encoding="utf-8")


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


def test_the_icon_has_the_bar_of_the_site() -> None:
    """That of the sheet, or the one of the accent; an icon with colours of its own keeps them."""
    drawn = (provided.FRAME / accent.ICON).read_text(encoding="utf-8")
    light, dark = SHEET.split("@media (prefers-color-scheme: dark)")[:2]
    for part, bar in zip((light, dark), accent.BARS, strict=True):
        assert f"--brand: {bar};" in part
        assert str(bar) in drawn
    orange = Colour.parse("#c2410c")
    bars = re.findall(r"--brand: (#\w+);", accent.sheet(orange))
    assert re.findall(r"#\w{6}", accent.icon(drawn, orange)) == [bars[1], "#12161c", bars[0]]
    assert accent.icon('<rect fill="#123456"/>', orange) == '<rect fill="#123456"/>'


def test_the_icon_is_seen_on_light_and_dark_tabs(page: Page, address: str) -> None:
    """Sixteen pixels wide, under the policy of the site: the sheet and a line on it stand out."""
    for scheme, tab in (("light", Colour(255, 255, 255)), ("dark", Colour(40, 40, 40))):
        page.emulate_media(color_scheme=cast("Any", scheme))
        page.goto(f"{address}/")
        href = page.get_attribute("link[rel=icon]", "href")
        pixels = page.evaluate(
            """async (href) => {
              const image = new Image(16, 16);
              image.src = href;
              document.body.append(image);
              await image.decode();
              const canvas = new OffscreenCanvas(16, 16);
              const drawn = canvas.getContext("2d");
              drawn.drawImage(image, 0, 0, 16, 16);
              return [[8, 1], [8, 3]].map((at) => [...drawn.getImageData(...at, 1, 1).data]);
            }""",
            href,
        )
        ground, line = (Colour(*pixel[:3]) for pixel in pixels)
        assert ground == accent.BARS[scheme == "dark"]
        assert ground.contrast(tab) >= 3
        assert line.contrast(ground) >= 7


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_mark_of_a_doubt_stands_alone(chromium: Browser, address: str, width: int) -> None:
    """The question mark stays on the line of the word that it doubts."""
    page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    for path in ("uyelik-aydinlatma-metni/", "en/membership-privacy-notice/"):
        page.goto(f"{address}/{path}")
        alone = page.evaluate(
            """() => [...document.querySelectorAll("[data-unconfirmed] > small")].map((mark) => {
              const lines = mark.parentElement.getClientRects();
              return lines[lines.length - 1].width - mark.getBoundingClientRect().width;
            }).filter((word) => word < 2).length"""
        )
        assert page.locator("[data-unconfirmed] > small").count()
        assert alone == 0
    page.context.close()


def test_the_ways_of_sending_stand_one_below_the_other(page: Page) -> None:
    """A short one is not put beside the way before it."""
    ways = "".join(f"<dt>{word}</dt><dd>{'words ' * 40}</dd>" for word in ("By post", "By KEP"))
    page.set_content(f'<style>{SHEET}</style><main><dl class="ways">{ways}</dl></main>')
    left = "found => found.map((one) => one.getBoundingClientRect().left)"
    assert len(set(page.locator(".ways dt").evaluate_all(left))) == 1


def test_no_picture_of_the_theme_is_carried(built: Path, demo_site: Path) -> None:
    """One icon, in the accent where there is one, and nothing else to look at."""
    for site in (built, demo_site):
        pictures = {p for p in site.rglob("*") if p.suffix in (".png", ".svg", ".ico", ".jpg")}
        assert pictures == {site / accent.ICON}
    assert str(accent.BARS[0]) in (built / accent.ICON).read_text(encoding="utf-8")
    assert str(accent.BARS[0]) not in (demo_site / accent.ICON).read_text(encoding="utf-8")


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    """The brand keeps its colour where it can."""
    assert "--accent: #0b3f6e" in accent.sheet(Colour.parse("#0b3f6e")).split("@media")[0]
