"""Visitors come with questions: the home page answers them in a line, from the facts."""

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import pipeline
from tests.bench_pages import confirmed
from tests.conftest import CACHE, STARTER, serve

PHONE = {"width": 390, "height": 844}
MOST_TAPS, MOST_WORDS = 3, 150
BEFORE = """(answer) => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let words = 0;
  for (let node; (node = walker.nextNode()); ) {
    if (node.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_CONTAINS) break;
    if (!(node.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    if (!node.parentElement.checkVisibility()) continue;
    words += node.data.split(/\\s+/).filter(Boolean).length;
  }
  return words;
}"""
"""Words that a reader meets in front of an answer: what is folded away is none of them."""
TWELVE = {
    "who are they": ("who", r"0212 000 00 01.*bilgi@ornek\.example"),
    "what do they have about me": ("held", r"Kimlik, İletişim.*Başvuru Formu"),
    "why this SMS, how do I stop it": ("stop-messages", r"reddedebilirsiniz.*üç iş günü"),
    "delete my account": ("delete", r"Başvuru Formu.*süreleri dolana kadar kalır"),
    "is my card number kept": ("card", r"Hayır, kart numaranız saklanmaz"),
    "abroad, and where": ("shared-with", r"İrlanda, Amerika Birleşik Devletleri.*Hollanda"),
    "is data of my child held": ("child", r"müşterinin çocuğu \(13 yaşını doldurmamış"),
    "I found a hole": ("weakness", r"guvenlik@ornek\.example; Bildirim Formu"),
    "what changed since May": ("changes", r"1 Temmuz 2026: Çerez politikasının.*Ne değişti\?"),
    "complain to the Board": ("board", r"Önce bize başvurunuz.*sikayet\.kvkk\.gov\.tr"),
    "withdraw a consent": ("withdraw", r"istediğiniz zaman, gerekçe göstermeden"),
}
"""The questions of visitors but one, each with its clause and what answers it."""


@pytest.fixture(scope="module")
def demo(demo_site: Path) -> Iterator[str]:
    """The demonstration, served."""
    yield from serve(demo_site)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A phone without scripts: nothing of this needs one."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def walked(chromium: Browser, demo: str) -> Iterator[Page]:
    """The home page of the demonstration on a phone."""
    page = chromium.new_context(viewport=PHONE).new_page()
    page.goto(f"{demo}/")
    yield page
    page.context.close()


@pytest.mark.parametrize("question", TWELVE)
def test_a_question_is_answered_on_the_home_page(walked: Page, question: str) -> None:
    """One tap, and fewer words before the answer than anyone minds."""
    clause, answer = TWELVE[question]
    asked = walked.locator(f"#ask-{clause}")
    asked.locator("summary").click()
    said = asked.locator(":scope > div")
    assert re.search(answer, " ".join(said.inner_text().split()))
    words = said.locator("p").first.evaluate(BEFORE)
    assert 0 < words <= MOST_WORDS, words
    asked.locator("summary").click()
    assert not said.is_visible()


def test_the_form_is_two_taps_away(phone: Page, demo: str) -> None:
    """The twelfth: to print the form; it stands on the home page and at the foot of every page."""
    phone.goto(f"{demo}/")
    assert phone.locator("main").inner_text().index("Başvuru Formu") < 300
    phone.locator("main").get_by_role("link", name="Başvuru Formu").first.click()
    assert phone.locator("h1").inner_text() == "Başvuru Formu"
    assert phone.locator(".text-page .form-fields, .text-page form, .text-page input").count()


def test_an_answer_leads_on_to_all_of_it(phone: Page, demo: str) -> None:
    """Each link of the home page opens the whole answer at its clause."""
    phone.goto(f"{demo}/en/")
    more = phone.locator(".asked details a[aria-label*=': ']")
    assert more.count() >= len(TWELVE)
    for number in range(more.count()):
        address, _, clause = str(more.nth(number).get_attribute("href")).partition("#")
        assert address.endswith("questions/")
        assert f"ask-{clause}" in phone.content()
    phone.locator("#ask-shared-with summary").click()
    phone.locator("#ask-shared-with a[aria-label]").click()
    assert phone.locator("section:target h3").inner_text().endswith("in which country?")


@pytest.mark.parametrize(
    "path", ["", "en/", "cerezler/", "gizlilik/2026-03-02/", "surumler/", "arama/"]
)
def test_contact_and_form_stand_below_every_page(demo_site: Path, path: str) -> None:
    """As the texts in force say them, also below older versions."""
    page = (demo_site / path / "index.html").read_text(encoding="utf-8")
    foot = page.partition('<footer class="foot">')[2]
    assert "ÖRNEK TİCARET A.Ş." in foot
    assert 'href="tel:+902120000001"' in foot
    assert 'href="mailto:bilgi@ornek.example"' in foot
    (form,) = re.findall(r'href="((?:\.\./)*[a-z/]*(?:basvuru|application)/)"', foot)
    assert (demo_site / path / form / "index.html").is_file()


def test_a_preview_names_what_it_cannot_answer(built: Path) -> None:
    """The company has not said everything: eight of twelve are answered, and of each of the others
    stands there which fact is missing and who owes it."""
    home = (built / "index.html").read_text(encoding="utf-8")
    missing = re.findall(r"<li>([^<]*\?) (.*?)</li>", home.partition('role="note"')[2])
    named = dict(missing)
    answered = {
        question
        for question, (clause, _) in TWELVE.items()
        if (found := re.search(rf'(?s)<details id="ask-{clause}">(.*?)</details>', home))
        and "henüz belirtilmedi" not in found[1]
        and question != "what changed since May"
    }
    assert len(answered) + 1 >= 8, answered  # the form is the twelfth
    for question, fact in (
        ("Kart numaram saklanıyor mu?", "practices.yml#card_numbers"),
        ("Çocuğumun verileri işleniyor mu?", "practices.yml#children"),
        ("Verilerim kime, hangi ülkeye aktarılıyor?", "recipients.yml#hosting"),
        ("Metinlerde ne, ne zaman değişti?", "ilk yayım"),
    ):
        assert fact in named[question]
        assert re.search(r"\((şirket|hukuk müşaviri)[^)]*\)$", named[question]), named[question]
    english = (built / "en/index.html").read_text(encoding="utf-8")
    assert "practices.yml#card_numbers" in english.partition('role="note"')[2]


def test_what_nobody_has_said_is_in_no_text(built: Path, demo_site: Path) -> None:
    """No guess: the question is left out, and a published site has no list of what is missing."""
    assert 'id="card"' not in (built / "sorular/index.html").read_text(encoding="utf-8")
    assert 'id="card"' in (demo_site / "sorular/index.html").read_text(encoding="utf-8")
    assert "practices.yml" not in (demo_site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sub", "key", "file", "before", "after"),
    [
        ("card", "card_numbers", "data-categories.yml", "tr: doğum tarihi, en: date of birth",
         "tr: kart numarası, en: card number"),
        ("sale", "sale", "recipients.yml", "tr: teslimat, en: delivery",
         "tr: verilerin satılması, en: sale of data"),
        ("automated", "automated_decisions", "processing/orders.yml", "mode: partly-automatic\n",
         "mode: partly-automatic\nautomated:\n  logic: {tr: Puanla., en: By score.}\n"
         "  review: {tr: İnsan bakar., en: A person looks.}\n"),
        ("children", "children", "subjects.yml", "en: member}", "en: member}\n  minors: yes"),
    ],
)  # fmt: skip
def test_a_no_that_the_inventory_contradicts_is_found(
    tmp_path: Path, sub: str, key: str, file: str, before: str, after: str
) -> None:
    """At the answer; and so is a yes of which no table tells."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)

    def found() -> set[tuple[str, str]]:
        findings = pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings
        return {(f.name, f.place) for f in findings if f.code == "ANS-01"}

    answers, told = data / "practices.yml", (f"ANS-01[{sub}]", f"practices.yml#{key}.done")
    stated = answers.read_text(encoding="utf-8")
    answers.write_text(stated.replace(f"{key}: {{done: no}}", f"{key}: {{done: yes}}"), "utf-8")
    assert found() == {told}
    described = (data / file).read_text(encoding="utf-8")
    assert before in described
    (data / file).write_text(described.replace(before, after, 1), encoding="utf-8")
    assert found() == set()
    answers.write_text(stated, encoding="utf-8")
    assert found() == {told}


def test_a_first_visit_is_light(built: Path) -> None:
    """Everything that a browser loads, packed as servers pack it: 20 kB for the home page, 25 kB
    for the policy once its doubts are settled."""
    loaded = ("assets/stylesheets/notices.css", "assets/javascripts/reading.js", "assets/icon.svg")
    around = sum(packed(built / name) for name in loaded)
    for page in ("", "en/"):
        html = (built / page / "index.html").read_text(encoding="utf-8")
        asked = re.findall(r'(?:src|rel="(?:icon|stylesheet)"[^>]* href)="([^"]+)"', html)
        assert {name.removeprefix("../") for name in asked} == set(loaded)
        assert packed(built / page / "index.html") + around <= 20_480
    for page in ("gizlilik-politikasi", "en/privacy-policy"):
        assert confirmed(built / page) + around <= 25_600


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))
