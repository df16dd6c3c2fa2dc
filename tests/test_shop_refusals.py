"""What could never be posted is refused at once, aloud: in the console and as an event."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.shop.server import Shop
from tests.shop.stage import NOW, Visit, two_origins

NOTICE, CONSENT, APPROVAL = "kvkk-notice", "kvkk-consent", "kvkk-message-approval"
CHOICE = f"<{CONSENT} item"


@pytest.fixture(scope="module")
def again(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    """One visitor who comes again and again, each time to pages that are written otherwise."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    with two_origins(stage_host) as (shop, address):
        yield Visit.of(context, shop, address)
    context.close()


@pytest.fixture
def visit(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    with two_origins(stage_host) as (shop, address):
        yield Visit.of(context, shop, address)
    context.close()


def change_pages(visit: Visit, change: Callable[[str], str]) -> list[str]:
    """The shop's developer writes its pages differently; gives what the console warns of."""
    shop = visit.shop
    shop.page = lambda path, query: change(Shop.page(shop, path, query))  # type: ignore[method-assign]
    warned: list[str] = []
    visit.page.on("console", lambda m: warned.append(m.text) if m.type == "warning" else None)
    return warned


def refusals(visit: Visit, element: str) -> list[str]:
    return [told for told in visit.told(element) if told.startswith("error refused")]


NAMES = [
    "Registration Form", "registration_form", "kayıt", "", "-a", "a--b", "A", "a" * 65, "x/y",
]  # fmt: skip


@pytest.mark.parametrize("surface", NAMES)
def test_a_surface_that_no_receipt_can_have(again: Visit, surface: str) -> None:
    """Every receipt would be malformed: the text is there, the box is closed, nothing is posted."""
    named = f'name="consent_newsletter" surface="{surface}"'
    warned = change_pages(
        again,
        lambda html: html.replace('name="consent_newsletter" surface="membership-form"', named),
    )
    again.open("membership")
    again.until(CONSENT, "error", "refused")
    again.until(CONSENT, "ready")
    assert refusals(again, CONSENT) == ["error refused surface"]
    assert any("kvkk:error {code: refused, reason: surface}" in line for line in warned)
    expect(again.page.locator(f"{CONSENT} > article")).to_be_visible()
    expect(again.page.locator(CONSENT).get_by_role("checkbox")).to_be_disabled()
    again.page.wait_for_timeout(1600)
    assert "shown" not in again.told(CONSENT)
    assert again.value("consent_newsletter") == ""
    assert refusals(again, APPROVAL) == []


@pytest.mark.parametrize("surface", ["membership-form", "a", "3d-2", "a" * 64])
def test_a_surface_that_receipts_can_have(again: Visit, surface: str) -> None:
    change_pages(again, lambda html: html.replace("membership-form", surface))
    again.open("membership")
    again.until(NOTICE, "shown")
    assert json.loads(again.value("notice"))["surface"] == surface
    again.shop.records.clear()
    again.join()
    assert again.shop.events() == ["notice shown"]


@pytest.mark.parametrize("name", ["", 'name=""', 'name="consent[]"'])
def test_a_name_under_which_nothing_can_be_posted(again: Visit, name: str) -> None:
    """None at all, or a list."""
    change_pages(again, lambda html: html.replace('name="consent_newsletter"', name))
    again.open("membership")
    again.until(CONSENT, "error", "refused")
    assert refusals(again, CONSENT) == ["error refused name"]


def test_names_of_frameworks(again: Visit) -> None:
    """Rails, Django and forms in forms."""
    for name in ("user[consent]", "form-0-consent", "billing.consent"):
        change_pages(
            again,
            lambda html, name=name: html.replace('name="consent_newsletter"', f'name="{name}"'),  # type: ignore[misc]
        )
        again.open("membership")
        again.until(CONSENT, "ready")
        assert refusals(again, CONSENT) == []
        assert again.value(name) == ""


@pytest.mark.parametrize(("lang", "refused", "spoken"), [
    ("fr", True, "tr"), ("x", True, "tr"), ("EN", False, "en"), ("en-GB", False, "en"),
])  # fmt: skip
def test_a_language_that_no_text_has(again: Visit, lang: str, refused: bool, spoken: str) -> None:
    """What the developer wrote is refused; capitals mean the same language (RFC 5646)."""
    old = f'{CHOICE}="newsletter" lang="tr"'
    change_pages(again, lambda html: html.replace(old, old.replace("tr", lang)))
    again.open("membership")
    again.until(CONSENT, "ready")
    assert refusals(again, CONSENT) == (["error refused lang"] if refused else [])
    assert again.page.get_attribute(f"{CONSENT} > article", "lang") == spoken


def test_a_page_in_another_language_speaks_turkish(again: Visit) -> None:
    """The language of the page is nobody's mistake."""
    change_pages(
        again, lambda html: html.replace('lang="tr"', "").replace("<html", '<html lang="fr"')
    )
    again.open("membership")
    again.until(CONSENT, "ready")
    assert refusals(again, CONSENT) == []
    assert again.page.get_attribute(f"{CONSENT} > article", "lang") == "tr"


def _outside(html: str, attribute: str) -> str:
    """The consent behind the end of its form."""
    if "<form" not in html:
        return html
    start, end = html.index(f"<{CONSENT}"), html.index(f"</{CONSENT}>") + len(f"</{CONSENT}>")
    element = html[start:end].replace("<kvkk-consent", f"<kvkk-consent {attribute}")
    rest = html[:start] + html[end:]
    return rest.replace("<form", '<form id="join-form"').replace("</form>", f"</form>{element}")


def test_an_element_beside_its_form_is_posted_with_it(visit: Visit) -> None:
    """`form="…"`, as every control of HTML; the receipt is proved by the shop."""
    change_pages(visit, lambda html: _outside(html, 'form="join-form"'))
    visit.open("membership")
    visit.until(CONSENT, "ready")
    assert refusals(visit, CONSENT) == []
    visit.until(NOTICE, "shown")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    assert json.loads(visit.value("consent_newsletter"))["event"] == "consented"
    visit.join()
    assert visit.shop.events() == ["notice shown", "consent consented"]


@pytest.mark.parametrize("attribute", ["", 'form="no-such-form"'])
def test_an_element_of_no_form_says_so(visit: Visit, attribute: str) -> None:
    """Nothing of it is ever posted; who takes receipts from the events hears them as ever."""
    warned = change_pages(visit, lambda html: _outside(html, attribute))
    visit.open("membership")
    visit.until(CONSENT, "error", "refused")
    visit.until(CONSENT, "ready")
    assert refusals(visit, CONSENT) == ["error refused form"]
    assert any("reason: form" in line for line in warned)
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.until(CONSENT, "consented")
    assert visit.value("consent_newsletter") == "absent"


def test_an_element_that_comes_to_a_form_is_posted(visit: Visit) -> None:
    """As a framework moves it, or names the form later."""
    change_pages(visit, lambda html: _outside(html, 'form="later"'))
    visit.open("membership")
    visit.until(CONSENT, "error", "refused")
    visit.page.evaluate("document.forms[0].id = 'later'")
    visit.page.wait_for_function("() => new FormData(document.forms[0]).has('consent_newsletter')")
    assert visit.page.evaluate(f"document.querySelector('{CONSENT}').matches(':valid')")


def later(visit: Visit, until: str | None) -> None:
    """The host's files say until when its texts hold; nobody built it again since."""

    def answer(route: Route) -> None:
        done = route.fetch()
        route.fulfill(response=done, json={**json.loads(done.text()), "inForceUntil": until})

    visit.page.route(f"{visit.shop.host}/api/v1/current/*.json", answer)


def test_a_text_that_was_superseded_gives_no_receipt(visit: Visit) -> None:
    """The day of the next release has come in Istanbul, the site was not built again: receipts
    would never hold. The text is there, the box is closed, the form can be sent."""
    later(visit, "2026-08-04")  # the clock of the browser says the 5th
    visit.open("membership")
    for element in (NOTICE, CONSENT, APPROVAL):
        visit.until(element, "error", "superseded")
        expect(visit.page.locator(f"{element} > article")).to_be_visible()
    expect(visit.page.locator(CONSENT).get_by_role("checkbox")).to_be_disabled()
    expect(visit.page.locator(f"{CONSENT} [part=note]")).to_contain_text("Metin değişti.")
    visit.page.wait_for_timeout(1600)
    assert "shown" not in visit.told(NOTICE)
    visit.join()
    assert visit.shop.events() == visit.shop.refused == []


@pytest.mark.parametrize("until", ["2026-08-05", "2027-01-01", None])
def test_on_its_last_day_a_text_holds(visit: Visit, until: str | None) -> None:
    later(visit, until)
    visit.open("membership")
    visit.until(NOTICE, "shown")
    visit.join()
    assert visit.shop.events() == ["notice shown"]


def test_a_page_that_stays_open_over_midnight(visit: Visit) -> None:
    """Midnight in Istanbul, not in London: what was shown before it may be chosen after it, what
    was not is refused."""
    later(visit, "2026-08-05")
    visit.page.set_viewport_size({"width": 900, "height": 300})
    visit.page.clock.set_fixed_time("2026-08-05T20:59:00Z")
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.page.locator(f"{CONSENT} > article").scroll_into_view_if_needed()
    visit.until(CONSENT, "shown")
    visit.page.clock.set_fixed_time("2026-08-05T21:01:00Z")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.until(CONSENT, "consented")
    visit.page.locator(APPROVAL).get_by_role("checkbox").click()
    visit.until(APPROVAL, "error", "superseded")
    assert visit.value("approval_email") == ""


def test_the_list_of_texts_is_asked_for_once(visit: Visit) -> None:
    """However many elements a page has; after a failure it is asked for again."""
    visit.open("membership")
    for element in (NOTICE, CONSENT, APPROVAL):
        visit.until(element, "ready")
    assert sum(url.endswith("texts.json") for url in visit.asked) == 1
    visit.page.route("**/texts.json", lambda route: route.abort())
    visit.open("membership")
    visit.until(NOTICE, "error", "unreachable")
    visit.page.unroute("**/texts.json")
    visit.page.evaluate("document.querySelector('kvkk-notice').lang = 'en'")
    visit.until(NOTICE, "ready")


@pytest.mark.parametrize(("ahead", "code"), [
    (timedelta(minutes=6), "clock-ahead"), (timedelta(days=-2), "received-late"),
])  # fmt: skip
def test_a_wrong_clock_is_named_on_the_day_it_comes(
    visit: Visit, ahead: timedelta, code: str
) -> None:
    """By the shop's own time, in the record that is stored: neither dropped nor found out later."""
    visit.page.clock.set_fixed_time(NOW + ahead)
    visit.open("membership")
    visit.until(NOTICE, "shown")
    visit.join()
    (kept,) = visit.shop.refused
    assert code in kept
    assert '"member": "4711"' in kept
    assert visit.shop.events() == []
