"""The page that verifies receipts, in Chromium, under the strict policy of the site."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.site import headers
from tests.axe import violations
from tests.conftest import serve

PAGES = {"tr": "kayit-dogrulama/", "en": "en/verify-receipt/"}


@pytest.fixture(scope="module")
def demo_address(demo_site: Path) -> Iterator[str]:
    yield from serve(demo_site, headers.of)


def verified(page: Page, text: str) -> str:
    """What the page says, as it is read out."""
    page.fill("#receipt", text)
    page.click("button.action")
    expect(page.locator("#receipt-said")).not_to_be_empty()
    return page.inner_text("#receipt-said")


@pytest.mark.parametrize(
    ("language", "said", "today"),
    [("tr", "bu sözcüklerle, o tarihte yürürlükteydi", "1 Haziran 2026"),
     ("en", "was in force at that time", "1 June 2026")],
)  # fmt: skip
def test_a_receipt_that_holds(
    page: Page, demo_address: str, receipt: dict[str, Any], language: str, said: str, today: str
) -> None:
    """The answer, the facts in the reader's language, a link to the very version."""
    page.goto(f"{demo_address}/{PAGES[language]}")
    assert said in verified(page, json.dumps(receipt, indent=2))
    answer = page.locator(".answers")
    assert today in answer.inner_text().replace(" at ", " ")
    assert "12:30:40" in answer.inner_text()
    since = {"tr": "2 Mart 2026 tarihinden beri", "en": "since 2 March 2026"}
    assert since[language] in answer.inner_text()  # carried over by later releases
    assert page.locator(".answers section.holds").count() == 1
    page.locator(".answers a").click()
    assert page.locator("article[data-layer=full]").count() == 1
    assert page.url.endswith(f"/{receipt['release']}/")


def test_receipts_that_do_not_hold(page: Page, demo_address: str, receipt: dict[str, Any]) -> None:
    """Each says why; lines are answered one by one; nothing pasted is nothing."""
    page.goto(f"{demo_address}/{PAGES['en']}")
    other = {**receipt, "hash": {"alg": "text-1", "value": "0" * 64}}
    assert "could not be verified" in verified(page, json.dumps(other))
    assert "the verification code differs" in page.inner_text(".answers")
    bundled = {**receipt, "type": "notice"}
    lines = "\n".join(json.dumps(said) for said in (receipt, other, bundled))
    assert "could not be verified" in verified(page, lines)
    assert page.locator(".answers section").count() == 3
    assert page.locator(".answers section.holds").count() == 1
    assert "Wrong field: item" in page.inner_text(".answers section:last-child")
    assert "Paste a receipt" in verified(page, "  ")
    verified(page, "<img src=x onerror=alert(1)>")
    assert page.locator(".answers img").count() == 0


def test_nothing_that_is_pasted_leaves_the_browser(
    page: Page, demo_address: str, receipt: dict[str, Any]
) -> None:
    """Requests go to this host, for published files; no cookie, no storage, no violation."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{demo_address}/{PAGES['tr']}", wait_until="networkidle")
    before = len(asked)
    record = {
        "format": 1, "id": "0" * 64, "received": "2026-06-01T09:30:42Z",
        "member": "uye-4711", "receipt": receipt,
    }  # fmt: skip
    verified(page, json.dumps(record))
    assert "uye-4711" in page.inner_text(".answers")
    later = [url.removeprefix(demo_address) for url in asked[before:]]
    text = f"/api/v1/releases/{receipt['release']}/consent-newsletter.tr.json"
    assert later == ["/api/v1/index.json", text]
    assert not any("4711" in url for url in asked)
    assert all(url.startswith(demo_address) for url in asked)
    assert complaints == []
    kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]")
    assert kept == ["", 0, 0]


@pytest.mark.parametrize(("language", "scheme"), [("tr", "light"), ("en", "dark")])
def test_everybody_can_use_it(
    chromium: Browser, demo_address: str, receipt: dict[str, Any], language: str, scheme: str
) -> None:
    """No violation found by axe, with and without answers; by keyboard; on a narrow phone."""
    dark = "dark" if scheme == "dark" else "light"
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, color_scheme=dark, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{demo_address}/{PAGES[language]}")
    assert violations(page, {}) == []
    page.focus("#receipt")
    page.keyboard.insert_text(json.dumps(receipt) + "\n" + json.dumps({**receipt, "event": "x"}))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".answers section")).to_have_count(2)
    assert violations(page, {}) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    context.close()


def test_without_a_script_it_says_which_command_does_the_same(
    chromium: Browser, demo_address: str
) -> None:
    """No field that would do nothing."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo_address}/{PAGES['tr']}")
    assert page.locator("#receipt").is_hidden()
    assert "JavaScript olmadan" in page.inner_text("noscript p")
    assert "python3 verify_receipt.py" in page.inner_text("main")
    context.close()


def test_a_preview_verifies_nothing(page: Page, address: str, receipt: dict[str, Any]) -> None:
    """Drafts have no receipts."""
    page.goto(f"{address}/{PAGES['tr']}")
    assert "yalnızca taslaklar" in verified(page, json.dumps(receipt))


def test_what_mangled_a_receipt_is_named(
    page: Page, demo_address: str, receipt: dict[str, Any]
) -> None:
    """On its way through a form, a framework or a database."""
    page.goto(f"{demo_address}/{PAGES['en']}")
    text = json.dumps(receipt)
    for mangled, said in (
        (text.replace('"', '\\"'), "backslashes stand before its quotation marks (WordPress"),
        (text.replace('"', "&quot;"), "escaped as for a page"),
        (text[:255], "its end is missing"),
        (json.dumps(text), "JSON inside a JSON string"),
        ("{]}", "This is not a receipt. Wrong field: –."),
    ):
        verified(page, mangled)
        assert said in page.inner_text(".answers")


def test_a_text_that_cannot_be_had_proves_nothing(
    page: Page, demo_address: str, receipt: dict[str, Any]
) -> None:
    """The answer says so; it is neither yes nor silence."""
    page.goto(f"{demo_address}/{PAGES['en']}")
    page.route("**/api/v1/releases/**", lambda route: route.abort())
    assert "could not be verified" in verified(page, json.dumps(receipt))
    assert "could not be loaded" in page.inner_text(".answers")
    page.unroute("**/api/v1/releases/**")
    assert "was in force at that time" in verified(page, json.dumps(receipt))


def test_the_times_come_from_no_time_zone_of_the_browser(
    chromium: Browser, demo_address: str, receipt: dict[str, Any]
) -> None:
    """Some know no zones, or write days the American way: verdict and hours stay right."""
    context = chromium.new_context(timezone_id="Pacific/Auckland")
    page = context.new_page()
    page.add_init_script(
        "const Real = Intl.DateTimeFormat; Intl.DateTimeFormat = function (locale, how) {"
        " if (how?.timeZone !== 'UTC') throw new RangeError('no zones');"
        " return new Real(locale, how); };"
    )
    page.goto(f"{demo_address}/{PAGES['tr']}")
    assert "o tarihte yürürlükteydi" in verified(page, json.dumps(receipt))
    assert "1 Haziran 2026 12:30:40" in page.inner_text(".answers")
    context.close()


def test_a_list_of_texts_that_cannot_be_had(
    page: Page, demo_address: str, receipt: dict[str, Any]
) -> None:
    """It is said, and the next try asks again."""
    page.goto(f"{demo_address}/{PAGES['en']}")
    page.route("**/api/v1/index.json", lambda route: route.abort())
    assert "could not be loaded" in verified(page, json.dumps(receipt))
    page.unroute("**/api/v1/index.json")
    assert "was in force at that time" in verified(page, json.dumps(receipt))
