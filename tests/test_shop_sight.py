"""Shown means seen: whatever keeps words from a person's eyes keeps them from the receipt.

One test for each way in which a shop's page hides, covers or shrinks a text, and for each way of
showing it that must go on to count.
"""

# ruff: noqa: E501 - a style or a script stands on one line
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.shop.server import Shop
from tests.shop.stage import Visit, two_origins

NOTICE, CONSENT = "kvkk-notice", "kvkk-consent"
DWELL = 1600
"""Milliseconds after which a text that can be seen was shown."""


@contextmanager
def visiting(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    with two_origins(stage_host) as (shop, address):
        yield Visit.of(context, shop, address)
    context.close()


@pytest.fixture
def visit(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    with visiting(chromium, stage_host) as made:
        yield made


@pytest.fixture(scope="module")
def tasted(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    """One visitor who comes again and again, each time to a shop of another taste."""
    with visiting(chromium, stage_host) as made:
        yield made


@pytest.fixture(scope="module")
def veiled(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    """The form whose texts were never seen: each style in its turn hides them."""
    with visiting(chromium, stage_host) as made:
        styled(made, HIDDEN["display"])
        yield made


def styled(visit: Visit, css: str, scheme: str = "light") -> None:
    """The form as a shop with this style shows it; what stands before the style is the text."""
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    head, shop = f"<style>{css}</style></head>", visit.shop
    shop.page = lambda path, query: Shop.page(shop, path, query).replace("</head>", head)  # type: ignore[method-assign]
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.until(NOTICE, "ready")


def by_keyboard(visit: Visit) -> None:
    """Tick the consent without a pointer, which nothing on the page can stop."""
    visit.page.locator(CONSENT).get_by_role("checkbox").focus()
    visit.page.keyboard.press("Space")


def nothing_was_shown(visit: Visit) -> None:
    """No receipt of either text, neither by waiting nor by ticking; the console says why, and so
    does the page."""
    visit.page.wait_for_timeout(DWELL)
    assert set(visit.told(NOTICE)) <= {"ready", "error not-visible short"}
    by_keyboard(visit)
    visit.until(CONSENT, "error", "not-visible")
    assert "shown" not in visit.told(NOTICE) + visit.told(CONSENT)
    assert "consented" not in visit.told(CONSENT)
    assert not visit.page.locator(CONSENT).get_by_role("checkbox").is_checked()
    expect(visit.page.locator(f"{CONSENT} [part=note]")).to_have_text("Lütfen önce metne bakınız.")
    assert visit.value("notice") == visit.value("consent_newsletter") == ""


HIDDEN = {
    "display": "article { display: none }",
    "visibility": "article { visibility: hidden }",
    "visibility of the words": "article * { visibility: hidden }",
    "opacity": "article { opacity: 0 }",
    "hardly any opacity": "kvkk-notice, kvkk-consent { opacity: 0.5 } article { opacity: 0.4 }",
    "folded": "article { max-height: 0; overflow: hidden }",
    "folded to one line": "article { max-height: 1.5em; overflow: hidden }",
    "folded inside": "article section { max-height: 0; overflow: hidden }",
    "clipped": "article { clip-path: inset(50%) }",
    "out of the page": "article { position: absolute; left: -9999px }",
    "indented": "article { text-indent: -9999px; overflow: hidden } article * { text-indent: inherit }",
    "letters of size 0": "article, article * { font-size: 0 }",
    "tiny letters": "article, article * { font-size: 4px }",
    "scaled": "article { transform: scale(0.2) }",
    "white on white": "body { background: #fff } article, article * { color: #fff }",
    "white on nearly white": "body { background: #fff } article * { color: #f2f2f2 }",
    "white on an empty page": "body { background: none } :root { color-scheme: light } article * { color: #fff }",
    "black on a card that is black": "main { background: #000; color: #fff } article * { color: #000 }",
    "transparent letters": "article * { color: transparent }",
    "filled with nothing": "article * { -webkit-text-fill-color: rgba(0, 0, 0, 0) }",
    "the same colour beyond sRGB": "body { background: oklch(0.7 0.1 200) } article * { color: oklch(0.7 0.1 200) }",
    "white of another colour space": "body { background: #fff } article * { color: lab(98 0 0) }",
    "wide white on wide white": "body { background: color(display-p3 1 1 1) } article * { color: oklch(0.99 0 0) }",
    "hardly any ink": "article * { color: color-mix(in srgb, black 5%, transparent) }",
    "behind its own cover": "article { position: relative } article::after { content: ''; position: absolute; inset: 0; background: #fff }",
    "let through by the pointer": "article { pointer-events: none }",
    "one paragraph hidden": "article p:first-of-type { display: none }",
}


@pytest.mark.parametrize("css", HIDDEN.values(), ids=HIDDEN)
def test_what_a_style_hides_is_not_shown(veiled: Visit, css: str) -> None:
    """One style gives way to the next at once."""
    veiled.page.evaluate(
        """(css) => {
          document.querySelector("head > style:last-of-type").textContent = css;
          document.querySelector("kvkk-consent").shadowRoot
            .querySelector("[part=note]").textContent = "";
          document.activeElement.blur();
          told.length = 0;
        }""",
        css,
    )
    nothing_was_shown(veiled)


def test_black_on_an_empty_dark_page_is_not_shown(visit: Visit) -> None:
    """The page names no ground; in the dark that is black."""
    styled(visit, "body { background: none } article * { color: #000 }", "dark")
    nothing_was_shown(visit)


OVER = "position: fixed; inset: 0; z-index: 9; background: #fff"


@pytest.mark.parametrize("made", [
    f"const e = document.createElement('div'); e.style.cssText = '{OVER}'; document.body.append(e);",
    f"const e = document.createElement('div'); e.style.cssText = '{OVER}; opacity: 0.9;'; document.body.prepend(e);",
    "const e = document.createElement('dialog'); e.textContent = 'x'; document.body.append(e); e.showModal();",
    "const e = document.createElement('div'); e.popover = 'manual'; e.style.cssText = 'width:100%;height:100%';"
    "document.body.append(e); e.showPopover();",
    "document.querySelector('main').inert = true;",
], ids=["overlay", "translucent overlay", "modal dialog", "popover", "inert"])  # fmt: skip
def test_what_lies_under_something_is_not_shown(visit: Visit, made: str) -> None:
    """An overlay of a shop, its modal, a popover; and afterwards the text is shown."""
    visit.page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {made} }})")
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.until(NOTICE, "ready")
    visit.page.wait_for_timeout(DWELL)
    assert "shown" not in visit.told(NOTICE) + visit.told(CONSENT)
    if "Modal" not in made and "inert" not in made:  # a browser lets nobody tick behind those
        by_keyboard(visit)
        visit.until(CONSENT, "error", "not-visible")
        assert "consented" not in visit.told(CONSENT)
    visit.page.evaluate(
        "() => { document.querySelector('main').inert = false;"
        " document.querySelectorAll('body > :not(main)').forEach((e) => e.remove()); }"
    )
    visit.page.locator(f"{NOTICE} > article").scroll_into_view_if_needed()
    visit.until(NOTICE, "shown")
    visit.page.locator(f"{CONSENT} > article").scroll_into_view_if_needed()
    by_keyboard(visit)
    visit.until(CONSENT, "consented")


def test_a_text_that_nobody_can_see_is_reported(visit: Visit) -> None:
    """Though nobody acts: a shop hears at once that its style costs it the proof; mended by the
    page itself, as by an animation, the text is shown after all."""
    styled(visit, "article * { color: #fff } body { background: #fff }")
    visit.until(NOTICE, "error", "not-visible")
    visit.page.add_style_tag(content="article * { color: #000 !important }")
    visit.until(NOTICE, "shown")
    assert visit.told(NOTICE).count("error not-visible short") == 1


def test_a_cookie_banner_covers_the_text_it_covers(visit: Visit) -> None:
    """What is under it does not count; what is above it does."""
    banner = "body::after { content: ''; position: fixed; inset: auto 0 0; height: 60%; background: #eee }"
    visit.page.set_viewport_size({"width": 600, "height": 400})
    styled(visit, banner)
    visit.page.evaluate("document.querySelector('kvkk-notice article').scrollIntoView()")
    visit.page.wait_for_timeout(DWELL)
    assert "shown" not in visit.told(NOTICE)


def test_the_full_text_under_the_modal_of_a_shop_is_not_acknowledged(visit: Visit) -> None:
    """Its own dialog is open, another lies on top of it."""
    visit.open("membership")
    visit.until(NOTICE, "ready")
    visit.page.locator(f"{NOTICE} [part=open]").click()
    visit.page.evaluate(
        "() => { const e = document.createElement('div'); e.popover = 'manual';"
        " e.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;max-height:none';"
        " document.querySelector('kvkk-notice').shadowRoot.querySelector('dialog').append(e);"
        " e.showPopover(); }"
    )
    visit.page.wait_for_timeout(DWELL)
    visit.page.locator(f"{NOTICE} [part=acknowledge]").focus()
    visit.page.keyboard.press("Enter")
    visit.until(NOTICE, "error", "not-visible")
    assert "acknowledged" not in visit.told(NOTICE)


SEEN = {
    "as it comes": "",
    "grey on white": "body { background: #fff } article * { color: #767676 }",
    "light on dark": "main { background: #123; color: #eee } a { color: #9cf }",
    "small print": "article, article * { font-size: 9px }",
    "on a picture": "main { background: linear-gradient(#fff, #eee); color: #111 }",
    "colours beyond sRGB": "main { background: oklch(0.98 0 0); color: oklch(0.3 0.05 200) }",
    "in columns": "article { columns: 2 }",
    "translucent": "article { opacity: 0.8 }",
    "a box that can be scrolled": "kvkk-consent article { max-height: 12em; overflow: auto }",
    "without a cap on its box": "article { height: 0; overflow: visible; margin-bottom: 22em }",
}


@pytest.mark.parametrize("css", SEEN.values(), ids=SEEN)
def test_what_can_be_seen_is_shown_and_chosen(tasted: Visit, css: str) -> None:
    """No shop loses its proof because of a taste."""
    styled(tasted, css)
    tasted.until(NOTICE, "shown")
    by_keyboard(tasted)
    tasted.until(CONSENT, "consented")
    assert json.loads(tasted.value("consent_newsletter"))["event"] == "consented"


@pytest.mark.parametrize("shape", [
    {"width": 320, "height": 256},  # a desktop at 400 %
    {"width": 390, "height": 740},
    {"width": 1920, "height": 1080},
])  # fmt: skip
def test_in_every_window_a_text_is_shown_and_acknowledged(
    visit: Visit, shape: dict[str, int]
) -> None:
    """By scrolling there, in the page and in the dialog; and a box beside it can be ticked."""
    visit.page.set_viewport_size(shape)  # type: ignore[arg-type]
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.page.locator(f"{NOTICE} > article").scroll_into_view_if_needed()
    visit.page.locator(CONSENT).get_by_role("checkbox").scroll_into_view_if_needed()
    by_keyboard(visit)
    visit.until(CONSENT, "consented")
    visit.page.locator(f"{NOTICE} [part=open]").focus()
    visit.page.keyboard.press("Enter")
    dialog = visit.page.locator(f"{NOTICE} dialog")
    dialog.evaluate("(e) => (e.scrollTop = 600)")
    visit.page.wait_for_timeout(DWELL)
    visit.page.locator(f"{NOTICE} [part=acknowledge]").focus()
    visit.page.keyboard.press("Enter")
    visit.until(NOTICE, "acknowledged")


def test_nothing_is_looked_at_for_ever(visit: Visit) -> None:
    """No timer runs for a text that is not on the screen, nor for one that was shown."""
    visit.page.add_init_script(
        "window.running = new Set(); const start = setInterval, end = clearInterval;"
        "window.setInterval = (...a) => { const id = start(...a); running.add(id); return id; };"
        "window.clearInterval = (id) => { running.delete(id); end(id); };"
    )
    visit.page.set_viewport_size({"width": 900, "height": 200})
    visit.open("membership")
    visit.until("kvkk-message-approval", "ready")
    visit.page.locator(f"{NOTICE} > article").scroll_into_view_if_needed()
    visit.until(NOTICE, "shown", "short")
    visit.page.evaluate("scrollTo(0, 0)")
    visit.page.wait_for_function("() => running.size === 0")


def test_a_page_is_not_translated_where_words_are_proof(visit: Visit) -> None:
    """The elements ask browsers to leave their words alone, text and controls."""
    visit.open("membership")
    visit.until(NOTICE, "ready")
    for element in (NOTICE, CONSENT):
        assert visit.page.locator(element).get_attribute("translate") == "no"
        assert (
            visit.page.locator(f"{element} article").first.evaluate("(e) => e.translate") is False
        )


def test_who_translates_all_the_same_is_told(visit: Visit) -> None:
    """As extensions do it: letters are exchanged in place. Nothing is recorded, and the person
    reads why there is no box."""
    visit.open("membership", "en")
    visit.until(CONSENT, "ready")
    visit.page.evaluate(
        """() => document.querySelectorAll("article").forEach((article) => {
          const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const font = document.createElement("font");
            font.textContent = `«${texts.currentNode.data}»`;
            texts.currentNode.replaceWith(font);
            texts.currentNode = font.firstChild;
          }
        })"""
    )
    by_keyboard(visit)
    visit.until(CONSENT, "mismatch", "short")
    note = visit.page.locator(f"{CONSENT} [part=note]")
    expect(note).to_contain_text("perhaps by a translation; nothing is recorded")
    expect(note).to_be_focused()
    expect(visit.page.locator(f"{CONSENT} a[slot=page]")).to_be_visible()
    assert visit.value("consent_newsletter") == ""
