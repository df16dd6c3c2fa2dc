"""Every page in a real browser: axe without a finding, 7 to 1, keyboard, zoom, own wishes.

axe runs with all its rules, best practice among them, and two that it leaves out by itself: the
enhanced contrast (7 to 1) and the size of targets. What needs a person to judge is told in
generator/mkdocs/pages/accessibility.*.md.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from generator.mkdocs import provided
from tests import published
from tests.axe import COLOURS, LETTERS, violations
from tests.conftest import ROOT, serve
from tests.page_kinds import DEMO, LANGUAGES, PREVIEW, SCHEMES, WIDTHS

KINDS = [*PREVIEW, *DEMO]
# Each kind of page in two views, so that every view meets every second kind: in one of them, now in
# this language and now in that, axe asks everything, in the other about colours alone. All views
# and all rules when the variable is set, which takes minutes.
SOME = (
    ((360, "dark", 0), (1280, "light", 1)),
    ((768, "dark", 1), (360, "light", 0)),
    ((1280, "dark", 0), (768, "light", 1)),
)
ALL = [(w, s, n) for w in WIDTHS for s in SCHEMES for n in range(len(LANGUAGES))]
KNOWN = {path for paths in PREVIEW.values() for path in paths}
OTHERS = list(
    {
        p.document: p.url
        for number, p in enumerate(published.pages(published.outcome(ROOT / "data")))
        if p.url not in KNOWN and (number // 2 % 2, p.language) != (0, "en")
    }.values()
)
"""Each document that is none of them, every second one in English."""
POLICY = PREVIEW["policy"]


@pytest.fixture(scope="module")
def demo_address(demo_site: Path) -> Iterator[str]:
    """The demonstration, served."""
    yield from serve(demo_site)


@pytest.fixture
def where(address: str, demo_address: str) -> dict[str, tuple[str, str]]:
    """The addresses of each kind of page."""
    preview = {kind: (f"{address}/{tr}", f"{address}/{en}") for kind, (tr, en) in PREVIEW.items()}
    demo = {
        kind: (f"{demo_address}/{tr}", f"{demo_address}/{en}") for kind, (tr, en) in DEMO.items()
    }
    return preview | demo


def opened(chromium: Browser, width: int, scheme: str = "light", **wishes: Any) -> Page:
    """A page in a context of its own."""
    return chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=cast("Any", scheme), **wishes
    ).new_page()


@pytest.fixture(scope="module")
def audited(chromium: Browser) -> Iterator[Page]:
    """A page for all audits, whose process compiles axe once; none of those that are opened in it
    is refused anything or meets an error."""
    page, wrong = opened(chromium, WIDTHS[0]), list[tuple[str, str]]()
    page.on("response", lambda r: wrong.append((page.url, r.url)) if r.status >= 400 else None)
    page.on("console", lambda m: wrong.append((page.url, m.text)) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
    yield page
    page.context.close()
    assert wrong == []


def seen(page: Page, width: int, scheme: str, address: str) -> None:
    """The page in a window of this width and in these colours."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=cast("Any", scheme))
    page.goto(address)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page(audited: Page, where: dict[str, tuple[str, str]], kind: str) -> None:
    """Widths, schemes and languages: axe finds nothing; no words of the other language stand
    outside an element with its `lang`; nothing is lost on a narrow screen or in large letters."""
    number, every = KINDS.index(kind), "KVKK_ALL_VIEWS" in os.environ
    for width, scheme, language in ALL if every else SOME[number % len(SOME)]:
        seen(audited, width, scheme, where[kind][language])
        only = None if every or language == number // len(SOME) % 2 else COLOURS
        assert violations(audited, only=only) == [], (kind, width, scheme)
        assert unmarked(audited) == [], (kind, LANGUAGES[language])
        for narrow, size in (NARROW[0], NARROW[1 + number % 2]) if language == 0 else ():
            assert lost(audited, narrow, size) == [], (kind, narrow, size)


NARROW = ((360, 200), (320, 100), (1280, 200))
"""Letters of twice the size on a phone, which leave least room; and every second kind of page at
320 px, the others with such letters on a desk."""


def lost(page: Page, width: int, size: int) -> list[str]:
    """What is cut off or stands beside the window at this width, with letters of `size` %."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
    # Two frames: what observes sizes has spoken, however busy the machine is.
    page.evaluate("() => new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)))")
    found = page.evaluate(
        """(width) => [...document.querySelectorAll("body *")].filter((element) => {
          if (!element.checkVisibility()) return false;
          if (element.closest("thead, pre, .skip, :is(ins, del) > [data-aside]")) return false;
          const box = element.getBoundingClientRect();
          const style = getComputedStyle(element);
          const cut = style.overflowX !== "visible" && !element.matches("input, textarea")
            && element.scrollWidth > element.clientWidth + 1;
          return cut || box.right > width + 1 || box.left < -1;
        }).map((element) => element.outerHTML.slice(0, 120))""",
        width,
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*found, *([f"the page is {wide} px wide"] if wide > width else [])]


FOREIGN = {
    "tr": "the|of|and|with|which|this|for",
    "en": "ve|veya|için|ile|bir|bu|olarak",
}


def unmarked(page: Page) -> list[str]:
    """Words of the other language outside an element with its `lang`, and links that lead there
    unmarked."""
    found: list[str] = page.evaluate(
        r"""(foreign) => {
          const root = document.documentElement;
          const word = `(?<![\\p{L}\\p{N}_])(${foreign[root.lang]})(?![\\p{L}\\p{N}_])`;
          const other = new RegExp(word, "u");
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          const found = [];
          while (walker.nextNode()) {
            if (!other.test(walker.currentNode.data)) continue;
            const parent = walker.currentNode.parentElement;
            if (parent.closest("script, style, code, pre, title")) continue;
            if (parent.closest("[lang]").lang === root.lang) found.push(walker.currentNode.data);
          }
          const links = [...document.querySelectorAll("a[hreflang]")];
          const plain = links.filter((a) => a.lang !== a.hreflang);
          return [...found, ...plain.map((a) => a.outerHTML)];
        }""",
        FOREIGN,
    )
    return found


def test_a_word_of_the_other_language_is_found(page: Page) -> None:
    """Unless it is marked; parts of a word are none."""
    page.set_content(
        '<html lang="en"><p>müve <i lang="tr">ve</i> <code>ve</code></p><p id="a">bu</p>'
        '<p id="b">x, için!</p><a id="c" hreflang="tr"></a><a hreflang="tr" lang="tr"></a>'
    )
    assert unmarked(page) == ["bu", "x, için!", '<a id="c" hreflang="tr"></a>']


@pytest.mark.parametrize("path", OTHERS)
def test_axe_finds_nothing_on_any_other_page(audited: Page, address: str, path: str) -> None:
    """Each document once, some in the dark; how large targets are is seen on one page of each
    kind."""
    seen(audited, 768, "dark" if len(path) % 2 else "light", f"{address}/{path}")
    assert violations(audited, LETTERS) == []


def test_one_faint_word_among_many_is_found(page: Page, address: str) -> None:
    """Though axe is asked about colours twice for each way in which letters are set."""
    page.goto(f"{address}/{POLICY[0]}")
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("#rights li:nth-of-type(4) { color: #888 }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    for only in (None, COLOURS):
        found = violations(page, only=only)
        assert [line.partition(":")[0] for line in found] == ["color-contrast"]


def test_axe_finds_nothing_in_what_opens(chromium: Browser, address: str) -> None:
    """The menu, the contents list on a phone, the explanation of a term; around them, the first
    time."""
    for scheme, path in zip(SCHEMES, PREVIEW["notice"], strict=True):
        page = opened(chromium, 360, scheme)
        page.goto(f"{address}/{path}")
        page.locator(".menu > summary").click()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.locator(".contents summary").click()
        assert violations(page, where=".contents") == []
        page.keyboard.press("Escape")
        page.locator(".layer-full .term").first.focus()
        assert page.locator(".bubble:visible").count() == 1
        assert violations(page, where=".term:focus") == []
        page.context.close()


def test_the_whole_page_is_reached_by_keyboard(chromium: Browser, address: str) -> None:
    """Skip link, menu, contents, terms; Escape closes and gives the focus back."""
    page = opened(chromium, 360)
    page.goto(f"{address}/{POLICY[0]}")
    focused = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{focused}.closest('main')")
    menu = page.locator(".menu > summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{focused}.closest('.menu-panel') && {focused}.offsetHeight > 0")
    page.keyboard.press("Escape")
    assert page.evaluate(f"{focused}.parentElement.className") == "menu"
    assert not page.locator(".menu-panel").is_visible()
    page.locator(".contents summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#introduction")
    assert not page.locator(".contents ul").first.is_visible()
    page.locator(".term").nth(4).focus()
    assert page.locator(".bubble:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".bubble:visible").count() == 0
    page.context.close()


def test_what_has_the_focus_is_seen(chromium: Browser, address: str) -> None:
    """No link that gets the focus lies under the contents list that stays at the top."""
    page = opened(chromium, 360)
    page.goto(f"{address}/{POLICY[0]}")
    page.locator("main a, main .term").last.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector(".contents").getBoundingClientRect();
              return !document.activeElement.closest(".contents") && box.bottom <= bar.bottom;
            }"""
        )
        assert not covered, page.evaluate("document.activeElement.outerHTML")
    page.context.close()


def test_terms_are_explained_by_pointing_and_by_tapping(chromium: Browser, address: str) -> None:
    """Without a script too; the explanation stays while one points at it."""
    for script in (True, False):
        page = opened(chromium, 1280, has_touch=True, java_script_enabled=script)
        page.goto(f"{address}/{PREVIEW['notice'][0]}")
        term = page.locator(".layer-full .term").first
        term.hover()
        bubble = term.locator(".bubble")
        assert bubble.is_visible()
        bubble.hover()
        assert bubble.is_visible()
        page.mouse.move(0, 0)
        assert not bubble.is_visible()
        page.set_viewport_size({"width": 360, "height": 800})
        term = page.locator(".layer-short .term").first
        term.tap()
        assert term.locator(".bubble").is_visible()
        page.context.close()


def test_without_a_script_menu_and_contents_open(chromium: Browser, address: str) -> None:
    """On a phone they are opened, on a desk the contents list stands there."""
    page = opened(chromium, 360, java_script_enabled=False)
    page.goto(f"{address}/{POLICY[0]}")
    page.locator(".menu > summary").click()
    page.locator(".menu-panel a").nth(2).click()
    assert page.url.endswith("/cerez-politikasi/")
    page.locator(".contents summary").click()
    assert page.locator(".contents a").first.is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}/{POLICY[0]}")
    assert page.locator(".contents a").first.is_visible()
    page.context.close()


def test_the_column_is_made_for_reading(chromium: Browser, address: str) -> None:
    """Lines of full paragraphs have about 70 characters on a desk."""
    page = opened(chromium, 1280)
    page.goto(f"{address}/{POLICY[0]}")
    lengths = page.evaluate(
        """() => [...document.querySelectorAll(".layer-full > article > section > p")].map((p) => {
          const range = document.createRange();
          range.selectNodeContents(p);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
          return lines.size > 2 ? p.innerText.length / lines.size : 0;
        }).filter(Boolean)"""
    )
    assert lengths
    assert 50 <= sum(lengths) / len(lengths) <= 75


def test_nothing_moves(chromium: Browser, address: str) -> None:
    """A chosen clause is there at once: racing past forty screens helps nobody in a hurry."""
    sheet = (provided.FRAME / provided.SHEET).read_text(encoding="utf-8")
    assert not re.search(r"\b(transition|animation|@keyframes)\b", sheet)
    page = opened(chromium, 360)
    page.goto(f"{address}/{POLICY[0]}")
    page.locator(".contents summary").click()
    page.locator('.contents a[href="#rights"]').click()
    shown = "document.getElementById('rights').getBoundingClientRect().top"
    assert 0 < page.evaluate(shown) < 200
    page.context.close()


def test_forced_colours_keep_what_colours_say(chromium: Browser, address: str) -> None:
    """The draft mark keeps a frame, and so do an opened menu and the explanation of a term."""
    page = opened(chromium, 360, forced_colors="active")
    page.goto(f"{address}/{POLICY[0]}")
    border = "(e) => parseFloat(getComputedStyle(e).borderTopWidth)"
    assert page.locator(".draft-mark").evaluate(border) >= 1
    page.locator(".menu > summary").click()
    assert page.locator(".menu-panel").evaluate(border) >= 1
    page.keyboard.press("Escape")
    page.locator(".term").first.focus()
    assert page.locator(".bubble:visible").evaluate(border) >= 1
    page.context.close()
