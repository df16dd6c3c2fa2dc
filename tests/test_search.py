"""The search in a real Chromium: each language for itself, letters folded, nothing unasked."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.site.search import _synonyms

PAGES = {"tr": "arama/", "en": "en/search/"}


def found(page: Page, words: str) -> list[str]:
    """The addresses that a question leads to."""
    page.fill("#search-words", words)
    expect(page.locator("[role=status]")).not_to_be_empty()
    page.wait_for_timeout(30)
    return page.eval_on_selector_all("#search-found a", "links => links.map(a => a.pathname)")


@pytest.fixture(scope="module")
def asked(chromium: Browser, address: str) -> Iterator[Page]:
    """The Turkish page, for one question after the other."""
    page = chromium.new_context().new_page()
    page.goto(f"{address}/{PAGES['tr']}")
    yield page
    page.context.close()


@pytest.mark.parametrize(
    "words",
    # Stop words and small letters of JavaScript lose these in the theme's search.
    ["ilgili", "İlgili", "ILGILI", "ilgılı kişi", "şifreleme", "sifreleme", "ŞİFRELEME",
     "haklarım", "yurt disi", "7immo"],
)  # fmt: skip
def test_turkish_words_are_found_however_they_are_typed(asked: Page, words: str) -> None:
    """With or without the Turkish letters, in capitals, with other endings."""
    assert found(asked, "zebra istiyorum") == []
    assert found(asked, words)


@pytest.mark.parametrize(
    ("language", "words", "clause"),
    [
        ("tr", "verilerimi sildirmek istiyorum", "rights-list"),
        ("tr", "kvkk şikayet", "complaint"),
        ("tr", "mesaj gelmesin", ""),
        ("tr", "sms aboneliği iptal", ""),
        ("en", "unsubscribing sms", ""),
    ],
)
def test_words_of_visitors_find_what_the_texts_call_otherwise(
    page: Page, address: str, language: str, words: str, clause: str
) -> None:
    """A worried visitor knows no terms of the law; words that stand in no text find none."""
    page.goto(f"{address}/{PAGES[language]}")
    assert found(page, words)
    links = page.eval_on_selector_all("#search-found a", "links => links.map(a => a.hash)")
    assert not clause or any(clause in link for link in links), links
    assert found(page, "zebra istiyorum") == []


FIRST = {
    "tr": {
        "neden sms aldım": r"sms-ticari-ileti-onayi/",
        "sms iptal": r"sms-ticari-ileti-onayi/#refusal",
        "mesaj almak istemiyorum": r"-ileti-onayi/#refusal",
        "mail gelmesin": r"e-posta-ticari-ileti-onayi/#refusal",
        "abonelikten çık": r"-ileti-onayi/#refusal",
        "iys": r"gizlilik-politikasi/#purposes|ticari-ileti-aydinlatma",
        "hesabımı sil": r"#rights-list|sorular/#delete",
        "hesap silme": r"#rights-list",
        "üyelikten çıkmak": r"#rights-list",
        "bilgilerimi düzelt": r"#rights-list",
        "verilerimin kopyası": r"#rights-list",
        "kredi kartı": r"siparis-aydinlatma-metni/#processing",
        "kart numarası": r"siparis-aydinlatma-metni/#processing",
        "iade": r"siparis-aydinlatma-metni/#processing",
        "kargo": r"siparis-aydinlatma-metni/",
        "fatura": r"siparis-aydinlatma-metni/|#purposes",
        "hangi ülke": r"#transfers-abroad",
        "amerika": r"#transfers-abroad",
        "yurtdışı": r"#transfers-abroad",
        "verilerimi kim görüyor": r"#transfers-domestic",
        "ne kadar süre saklanıyor": r"#retention|sorular/#how-long",
        "reşit olmayan": r"basvuru-formu/#fields",
        "çocuk": r"basvuru-formu/#fields",
        "hack": r"#breach|bildirim-formu/",
        "veri sızıntısı": r"#breach|bildirim-formu/",
        "kvkk": r"gizlilik-politikasi/$",
        "vazgeçmek": r"-acik-riza/#withdrawal",
        "rıza geri alma": r"-acik-riza/#withdrawal",
        "tc kimlik": r"#data-categories",
        "şifre": r"#data-categories|uyelik|sorular/#held",
        "şikayet": r"basvuru-formu/#complaint",
        "başvuru formu": r"/basvuru-formu/",
        "dilekçe": r"/basvuru-formu/",
        "indirim": r"ileti|#purposes",
        "reklam": r"reklam-acik-riza/",
        "anket": r"anket-acik-riza/",
        "çerezleri kapat": r"cerez-politikasi/|sorular/#cookie-choices",
        "telefon": r"gizlilik-politikasi/#controller",
        "iletişim": r"gizlilik-politikasi/#controller",
    },
    "en": {
        "why sms": r"sms-message-approval/|questions/#why-message",
        "stop sms": r"sms-message-approval/#refusal|questions/#stop-messages",
        "no more messages": r"-message-approval/#refusal",
        "stop emails": r"email-message-approval/#refusal",
        "unsubscribe": r"-message-approval/#refusal",
        "iys": r"privacy-policy/#purposes|commercial-messages",
        "delete my account": r"#rights-list|questions/#delete",
        "close account": r"#rights-list",
        "cancel membership": r"#rights-list",
        "correct my data": r"#rights-list",
        "copy of my data": r"#rights-list",
        "credit card": r"order-privacy-notice/#processing",
        "card number": r"order-privacy-notice/#processing",
        "refund": r"order-privacy-notice/#processing",
        "courier": r"order-privacy-notice/",
        "invoice": r"order-privacy-notice/|#purposes",
        "which country": r"#transfers-abroad",
        "america": r"#transfers-abroad",
        "overseas": r"#transfers-abroad",
        "who sees my data": r"#transfers-domestic",
        "how long is it kept": r"#retention|questions/#how-long",
        "underage": r"application-form/#fields",
        "child": r"application-form/#fields",
        "hack": r"#breach|incident-report-form/",
        "data leak": r"#breach|incident-report-form/",
        "kvkk": r"privacy-policy/$",
        "change my mind": r"-consent/#withdrawal",
        "withdraw consent": r"-consent/#withdrawal",
        "passport number": r"application-form/#fields|#data-categories",
        "password": r"#data-categories|membership",
        "complain": r"application-form/#complaint",
        "application form": r"/application-form/",
        "petition": r"/application-form/",
        "discount": r"message|#purposes",
        "advertising": r"advertising-consent/",
        "survey": r"survey-consent/",
        "turn off cookies": r"cookie-policy/",
        "phone": r"privacy-policy/#controller",
    },
}
"""What visitors typed, and where the first hit leads."""


_ASK = """async (questions) => {
  const field = document.querySelector("#search-words");
  const answers = [];
  for (const question of questions) {
    field.value = question;
    field.dispatchEvent(new Event("input"));
    await new Promise((next) => setTimeout(next));
    answers.push([...document.querySelectorAll("#search-found li")].slice(0, 5)
      .map((hit) => [hit.querySelector("a").href, hit.querySelector("p").textContent]));
  }
  return answers;
}"""


@pytest.mark.parametrize("language", FIRST)
def test_everyday_questions_lead_to_the_right_place_with_whole_sentences(
    page: Page, address: str, built: Path, language: str
) -> None:
    """Each of the first hits; an excerpt is a sentence of the index, or a row's name and a cell."""
    index = json.loads((built / f"search/{language}.json").read_text(encoding="utf-8"))
    whole = {
        line.strip() for _, _, parts in index for part in parts for line in part[2].split("\n")
    }
    page.goto(f"{address}/{PAGES[language]}")
    found(page, "a")
    first = page.evaluate(_ASK, list(FIRST[language]))
    wrong = {}
    for (words, wanted), hits in zip(FIRST[language].items(), first, strict=True):
        if not hits or not re.search(wanted, hits[0][0]):
            wrong[words] = hits[:1]
        for _, excerpt in hits:
            ends = [n for n in range(len(excerpt) + 1) if excerpt[:n] in whole]
            assert any(excerpt[n:].strip() in whole | {""} or n == len(excerpt) for n in ends), (
                excerpt
            )
    assert wrong == {}


def test_synonyms_are_plain_letters_and_no_part_hides_another() -> None:
    """They are compared with folded words; about eighty pairs a language."""
    for pairs in _synonyms().values():
        assert len(pairs) >= 80
        assert all(re.fullmatch(r"[a-z0-9]+\.?( [a-z0-9]+\.?)*", typed) for typed in pairs)
        assert all(re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", meant) for meant in pairs.values())
        lengths = [len(typed.split()) for typed in pairs]
        assert lengths == sorted(lengths, reverse=True)


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
