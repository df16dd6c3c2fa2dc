"""The search in a real Chromium: each language for itself, letters folded, nothing unasked."""

import pytest
from playwright.sync_api import Page, expect

PAGES = {"tr": "arama/", "en": "en/search/"}


def found(page: Page, words: str) -> list[str]:
    """The addresses that a question leads to."""
    page.fill("#search-words", words)
    expect(page.locator("[role=status]")).not_to_be_empty()
    page.wait_for_timeout(30)
    return page.eval_on_selector_all("#search-found a", "links => links.map(a => a.pathname)")


@pytest.mark.parametrize(
    "words",
    # Stop words and small letters of JavaScript lose these in the theme's search.
    ["ilgili", "İlgili", "ILGILI", "ilgılı kişi", "şifreleme", "sifreleme", "ŞİFRELEME",
     "haklarım", "yurt disi", "7immo"],
)  # fmt: skip
def test_turkish_words_are_found_however_they_are_typed(
    page: Page, address: str, words: str
) -> None:
    """With or without the Turkish letters, in capitals, with other endings."""
    page.goto(f"{address}/{PAGES['tr']}")
    assert found(page, words)


def test_a_reader_finds_texts_of_the_own_language_only(page: Page, address: str) -> None:
    """English words in English texts, Turkish in Turkish; every hit is a page of the language."""
    for language, wanted, other in (("tr", "gizlilik", "privacy"), ("en", "privacy", "gizlilik")):
        page.goto(f"{address}/{PAGES[language]}")
        assert all(p.startswith("/en/") == (language == "en") for p in found(page, wanted))
        assert found(page, other) == []


def test_a_hit_leads_to_the_clause_and_back(page: Page, address: str) -> None:
    """The words are marked in the excerpt; going back, the question is still there."""
    page.goto(f"{address}/{PAGES['en']}")
    assert found(page, "identity application")
    marked = page.locator("#search-found li:first-child mark").all_inner_texts()
    assert marked
    assert all(word.lower().startswith(("identity", "application")) for word in marked)
    page.locator("#search-found a[href*='#']").first.click()
    page.wait_for_url("**/en/*/#*")
    assert page.locator(":target").count() == 1
    page.go_back()
    page.wait_for_selector("#search-found li")
    assert page.input_value("#search-words") == "identity application"


def test_nothing_is_fetched_unasked_and_nothing_typed_is_sent(page: Page, address: str) -> None:
    """The index comes with the first letter; the words stand in no request."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "gizlilik-politikasi/", PAGES["tr"]):
        page.goto(f"{address}/{path}", wait_until="networkidle")
    assert asked
    assert not any("/search/" in url for url in asked)
    found(page, "sifreleme")
    assert [url for url in asked if "/search/" in url] == [f"{address}/search/tr.json"]
    assert not any("sifreleme" in url.split("#")[0] for url in asked)


def test_every_page_leads_to_the_search_of_its_language(page: Page, address: str) -> None:
    """From the head of the page, also without a script."""
    for path, wanted in (
        ("", "arama/"),
        ("en/privacy-policy/", "en/search/"),
        ("404.html", "arama/"),
    ):
        page.goto(f"{address}/{path}")
        page.locator("a.find").click()
        page.wait_for_url(f"{address}/{wanted}")


def test_a_search_that_finds_nothing_says_so(page: Page, address: str) -> None:
    """In the language of the page, read out by a screen reader."""
    for language, said in (("tr", "bulunamadı"), ("en", "do not contain")):
        page.goto(f"{address}/{PAGES[language]}")
        assert found(page, "zzzzzz") == []
        assert said in page.inner_text("[role=status]")


def test_an_index_that_cannot_be_had_says_so(page: Page, address: str) -> None:
    """And the next letter tries again."""
    page.route("**/search/tr.json", lambda route: route.abort())
    page.goto(f"{address}/{PAGES['tr']}")
    assert found(page, "ilgili") == []
    assert "yapılamıyor" in page.inner_text("[role=status]")
    page.unroute("**/search/tr.json")
    page.fill("#search-words", "ilgili k")
    page.wait_for_selector("#search-found li")
