"""The forms in a browser: filled in by keyboard alone, checked, printed, and nothing sent."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from generator import languages, law, pipeline
from generator.expression import Expression
from generator.expression import text as text_1
from generator.outputs.print import pdf
from generator.outputs.site import accent, headers
from generator.outputs.site.labels import labels_of
from tests import published
from tests.axe import violations
from tests.conftest import ROOT, serve

OUTCOME = published.outcome(ROOT / "data")
FORMS = [text for text in OUTCOME.texts if text.type == "form"]
RIGHTS = law.load().rights.values()
TYPED = "ĞÜŞİÖÇ ğüşıöç"
HOSTILE = '<img src=x onerror="alert(1)">&body=x%0D%0A</textarea><script>alert(2)</script>'
CONTROLS = "dl.form-fields :is(input, textarea)"
LETTER = ".form-tools a.form-letter"
"""The ready e-mail; the file for a calendar, further down, is a link that looks alike."""
form = pytest.mark.parametrize("made", FORMS, ids=lambda f: f"{f.document}-{f.language}")
both = pytest.mark.parametrize("language", ["tr", "en"])


def url_of(document: str, language: str) -> str:
    (page,) = (
        p for p in published.pages(OUTCOME) if (p.document, p.language) == (document, language)
    )
    return page.url


@pytest.fixture(scope="module")
def strict(built: Path) -> Iterator[str]:
    """The site as it is meant to be served: with its content security policy."""
    yield from serve(built, headers.of)


def opened(page: Page, address: str, document: str, language: str) -> Page:
    page.goto(f"{address}/{url_of(document, language)}")
    return page


def field(page: Page, name: str) -> Any:
    return page.locator(f'dl.form-fields [name="{name}"]')


def fill_all(page: Page, typed: str = TYPED) -> None:
    """Every field at once, of each choice the last box; each for itself: by keyboard, below."""
    page.locator(CONTROLS).evaluate_all(
        """(controls, typed) => controls.forEach((control, number) => {
          if (["checkbox", "radio"].includes(control.type)) return control.click();
          control.value = control.type === "date" ? "2026-11-24" : `${typed} ${number}`;
          control.dispatchEvent(new Event("input", { bubbles: true }));
          control.dispatchEvent(new Event("change", { bubbles: true }));
        })""",
        typed,
    )


def mail(page: Page) -> dict[str, str]:
    """Address, subject and body of the prepared e-mail, as a mail program reads them."""
    href = page.locator(LETTER).get_attribute("href") or ""
    parts = urlsplit(href)
    assert parts.scheme == "mailto"
    assert href.count("?") == 1
    given = parse_qs(parts.query, strict_parsing=True)
    assert set(given) == {"subject", "body"}
    assert "\r" not in given["subject"][0]
    return {"to": parts.path, "subject": given["subject"][0], "body": given["body"][0]}


def printed(page: Page) -> str:
    """The words on the print of what stands on the page, with single spaces."""
    data = page.pdf(format="A4")
    words = (p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(io.BytesIO(data)))
    return " ".join(" ".join(words).split())


def press_print(page: Page) -> None:
    """As by the button; the browser's own dialogue is left out."""
    page.evaluate("() => { window.print = () => {}; }")
    page.locator('button[data-act="print"]').click()
    go_on = page.locator(".form-problems button")
    if go_on.is_visible():
        go_on.click()


# --- the page ------------------------------------------------------------------------------


@form
def test_every_field_has_a_control_with_a_name(page: Page, address: str, made: Expression) -> None:
    """As many as the form declares, each labelled by its own words, in the same order."""
    opened(page, address, made.document, made.language)
    said: list[dict[str, Any]] = page.locator(CONTROLS).evaluate_all(
        """(controls) => controls.map((control) => {
          const words = (attribute) => (control.getAttribute(attribute) ?? "").split(" ")
            .filter(Boolean).map((id) => document.getElementById(id)?.innerText.trim());
          return { name: control.name, label: words("aria-labelledby"),
            hint: words("aria-describedby") };
        })"""
    )
    names = [control["name"] for control in said]
    wanted = [f.name for f in made.fields for _ in range(f.options or 1) if f.kind != "signature"]
    assert names == wanted
    for control in said:
        assert control["label"], control
        assert all([*control["label"], *control["hint"]]), control
    assert page.locator("article form").count() == 0


@both
def test_the_requests_are_the_nine_rights(page: Page, address: str, language: str) -> None:
    """Form and statute book hold the same set; the English page says each in Turkish as well."""
    opened(page, address, "ha9", language)
    shown = page.locator('dd.option:has(input[name="rights"])').all_inner_texts()
    assert len(shown) == 9
    for said, right in zip(shown, RIGHTS, strict=True):
        assert right.request.by_language[language].value in said
        assert right.request.by_language["tr"].value in said


def test_fields_are_the_same_set_everywhere() -> None:
    """Both languages of a form, and what the rule book asks of an application."""
    from generator.checks.rules.application_form_fields import FIELDS

    for document in ("ha9", "ha11"):
        turkish, english = (f.fields for f in FORMS if f.document == document)
        assert turkish == english
    (application,) = {f.fields for f in FORMS if f.document == "ha9"}
    assert {f.name for f in application} >= set(FIELDS)


def test_a_page_with_controls_keeps_the_digest() -> None:
    """A control is no word of the text, and neither are tools."""
    for made, page in zip(OUTCOME.texts, published.pages(OUTCOME), strict=True):
        if made.type == "form":
            (article,) = re.findall(r"<article.*?</article>", page.html, flags=re.S)
            assert "<input" in article
            assert "form-tools" in article
            assert text_1.digest(article) == made.layer("full").digest


@form
def test_axe_finds_nothing(chromium: Browser, address: str, made: Expression) -> None:
    """With every note, problem and preview shown, in one language light and in the other dark; as
    it opens, it is one of the pages in tests/page_kinds.py."""
    context = chromium.new_context(color_scheme="light" if made.language == "tr" else "dark")
    page = opened(context.new_page(), address, made.document, made.language)
    page.locator("textarea").first.fill(TYPED)
    page.locator('button[data-act="print"]').click()
    assert page.locator(".form-problems li").count()
    assert violations(page, {}) == []
    context.close()


@form
def test_a_reader_aloud_hears_labels_and_hints(page: Page, address: str, made: Expression) -> None:
    """Each control has a name and a role in the tree that a screen reader gets."""
    opened(page, address, made.document, made.language)
    tree = page.locator("dl.form-fields").first.aria_snapshot()
    assert "textbox:" not in tree
    assert not re.search(r"- (textbox|checkbox|radio)(:| *$)", tree, flags=re.M)
    rows = page.locator(CONTROLS).evaluate_all(
        """(controls) => controls.map((control) => [control.getAttribute("aria-required"),
          document.getElementById(control.getAttribute("aria-labelledby").split(" ")[0]).innerText
        ])"""
    )
    required = languages.get(made.language).choices["required"]
    assert any(need == "true" for need, _ in rows)
    for need, said in rows:
        assert (need == "true") <= (f"({required}" in said), said


def test_without_a_script_it_is_a_page_to_print(chromium: Browser, address: str) -> None:
    """Fields can be filled in; what would do nothing is not shown."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{url_of('ha9', 'tr')}")
    field(page, "name").fill(TYPED)
    field(page, "rights").nth(3).check()
    assert not page.locator(".form-tools").is_visible()
    assert not page.locator(".form-arrival").is_visible()
    assert TYPED in printed(page)
    context.close()


# --- filling in ----------------------------------------------------------------------------


@form
def test_it_is_filled_in_by_keyboard_without_a_request(
    page: Page, strict: str, made: Expression
) -> None:
    """From the first field to the prepared text, under the policy; nothing asked, nothing kept."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    opened(page, strict, made.document, made.language)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    field(page, made.fields[0].name).first.focus()
    reached: list[str] = []
    for _ in range(200):
        state = page.evaluate(
            "[document.activeElement.type, document.activeElement.name,"
            " document.activeElement.dataset.act ?? '']"
        )
        if state[2] == "print":
            break
        reached.append(state[1])
        if state[0] in ("checkbox", "radio"):
            page.keyboard.press("Space")
        elif state[0] == "date":
            page.keyboard.type("11242026")
        else:
            page.keyboard.insert_text("ayse@example.com" if state[0] == "email" else TYPED)
        page.keyboard.press("Tab")
    assert list(dict.fromkeys(filter(None, reached))) == [
        f.name for f in made.fields if f.kind != "signature"
    ]
    page.keyboard.press("Enter")
    if page.locator(".form-problems").is_visible():  # the number that is none
        assert page.evaluate("document.activeElement.className") == "form-problems"
        for _ in range(page.locator(".form-problems a").count() + 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert page.evaluate("window.printed") is True
    assert TYPED in page.locator(".form-text").text_content()
    asked = [url for url in asked if not url.endswith(accent.ICON)]  # the browser's, when it likes
    assert (asked, wrong) == ([], [])
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@both
def test_hostile_input_stays_text(page: Page, address: str, language: str) -> None:
    """On the page, on paper and in the e-mail; no second header, no element, no script."""
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    opened(page, address, "ha9", language)
    for name in ("name", "subject", "documents"):
        field(page, name).fill(HOSTILE)
    elements = page.locator("main img, main script, .form-text script").count()
    sent = mail(page)
    assert sent["to"] == "info@7immo.com"
    assert HOSTILE in sent["body"]
    assert HOSTILE not in sent["subject"]
    press_print(page)
    assert HOSTILE in page.locator(".form-text").text_content()
    assert page.locator("main img, main script, .form-text script").count() == elements
    assert page.locator(".form-text img").count() == 0
    assert alarms == []


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_lines_stay_lines_in_the_mail(page: Page, address: str, break_: str) -> None:
    """CR LF, as RFC 6068 asks; a line that looks like a header stays in the body."""
    opened(page, address, "ha9", "tr")
    field(page, "subject").fill(f"bir{break_}Bcc: x@example.com{break_}iki & üç = dört?")
    sent = mail(page)
    assert "bir\r\nBcc: x@example.com\r\niki & üç = dört?" in sent["body"]
    assert "Bcc" not in sent["subject"]
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", sent["body"])


def test_half_a_letter_does_not_keep_what_was_typed_before(page: Page, address: str) -> None:
    """A value that has no bytes; the mail would still hold the words that were taken out."""
    opened(page, address, "ha9", "tr")
    field(page, "subject").fill("Bunu sildim.")
    field(page, "subject").evaluate(
        r"""(area) => {
          area.value = "bir\ud83d iki";
          area.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    assert "bir\ufffd iki" in mail(page)["body"]
    assert "Bunu sildim." not in mail(page)["body"]


def valid_number(nine: str) -> str:
    """A Turkish ID number with its check digits."""
    digits = [int(d) for d in nine]
    digits.append((sum(digits[0:9:2]) * 7 - sum(digits[1:8:2])) % 10)
    digits.append(sum(digits) % 10)
    return "".join(map(str, digits))


def test_the_check_digits_of_the_number_are_a_hint_only(page: Page, address: str) -> None:
    """A right number passes in silence; a wrong one is asked about and printed all the same."""
    opened(page, address, "ha9", "tr")
    note = page.locator("#note-id-number")
    assert valid_number("100000001") == "10000000146"  # the well-known example
    for nine in ("100000001", "123456789", "987654321", "111111111", "500000000"):
        number = valid_number(nine)
        field(page, "id-number").fill(f"{number[:3]} {number[3:]}")
        field(page, "id-number").blur()
        assert note.count() == 0
        field(page, "id-number").fill(number[:-1] + str((int(number[-1]) + 1) % 10))
        field(page, "id-number").blur()
        assert "T.C. kimlik numarasına benzemiyor" in note.inner_text()
    for none in ("01234567890", "1234567890", "abc"):
        field(page, "id-number").fill(none)
        field(page, "id-number").blur()
        assert note.count() == 1
    assert field(page, "id-number").get_attribute("aria-invalid") is None
    assert "note-id-number" in (field(page, "id-number").get_attribute("aria-describedby") or "")
    press_print(page)
    assert "abc" in printed(page)


@both
def test_what_is_missing_is_said_in_friendly_words(page: Page, address: str, language: str) -> None:
    """A list of links at the tools, a note at each field; nobody is kept from going on."""
    labels = labels_of(language)
    opened(page, address, "ha9", language)
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.locator('button[data-act="print"]').click()
    said = page.locator(".form-problems li").all_inner_texts()
    assert len(said) == 4  # name, number, address, subject
    assert any(labels["form_who_are_you"] in line for line in said)
    assert field(page, "name").get_attribute("aria-invalid") == "true"
    page.locator(".form-problems a").first.click()
    assert page.evaluate("document.activeElement.name") == "name"
    field(page, "name").fill("Ayşe")
    assert field(page, "name").get_attribute("aria-invalid") is None
    field(page, "nationality").fill("Alman")
    field(page, "passport").fill("C01X00T47")
    field(page, "behalf").nth(1).check()
    page.locator('button[data-act="print"]').click()
    said = page.locator(".form-problems li").all_inner_texts()
    assert not any(labels["form_who_are_you"] in line for line in said)
    assert any(labels["form_for_whom"] in line for line in said)
    assert page.evaluate("window.printed ?? false") is False
    page.locator(".form-problems button").click()
    assert page.evaluate("window.printed") is True


def test_the_words_of_a_box_can_be_pressed(page: Page, address: str) -> None:
    """A box is small on a phone; pressing it and its words does the same once."""
    opened(page, address, "ha9", "tr")
    option = page.locator('dd.option:has(input[name="rights"])').nth(2)
    option.click(position={"x": 120, "y": 12})
    assert field(page, "rights").nth(2).is_checked()
    field(page, "rights").nth(2).click()
    assert not field(page, "rights").nth(2).is_checked()


def test_a_date_only_after_a_day_of_arrival(page: Page, address: str) -> None:
    """Thirty days after the day on which it arrived, in the words of the page."""
    for language, wanted in (("tr", "14 Ocak 2027"), ("en", "14 January 2027")):
        opened(page, address, "ha9", language)
        box = page.locator(".form-arrival")
        assert box.locator("output").inner_text() == ""
        box.locator('[name="form-arrived"]').fill("2026-12-15")
        assert wanted in box.locator("output").inner_text()
        box.locator('[name="form-arrived"]').fill("")
        assert box.locator("output").inner_text() == ""
    opened(page, address, "ha11", "tr")
    assert page.locator(".form-arrival").count() == 0


# --- what goes out -------------------------------------------------------------------------


@form
def test_the_print_shows_all_that_was_typed(page: Page, address: str, made: Expression) -> None:
    """By the button, the text alone; by the browser's own command, the page as well."""
    opened(page, address, made.document, made.language)
    fill_all(page)
    long = "\n".join(f"satır {n} ğüşıöç" for n in range(60)) + "\n" + "uzun " * 300 + "SON"
    page.locator("textarea").last.fill(long)
    press_print(page)
    alone = printed(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    whole = printed(page)
    kinds = page.locator(CONTROLS).evaluate_all("all => all.map((control) => control.type)")
    assert "text" in kinds
    for number, kind in enumerate(kinds):
        if kind in ("text", "email", "tel"):
            assert f"{TYPED} {number}" in alone
            assert f"{TYPED} {number}" in whole
    for words in (alone, whole):
        assert "satır 0 ğüşıöç" in words
        assert "satır 59 ğüşıöç" in words
        assert "SON" in words
        assert "24 Kasım 2026" in words or "24 November 2026" in words
    labels = labels_of(made.language)
    assert labels["form_private"] not in alone
    assert labels["contents"] not in alone
    assert labels["form_private"] not in whole


def test_a_long_line_is_not_cut_off_on_paper(page: Page, address: str) -> None:
    """A control shows only as much as it is wide; the print shows all."""
    opened(page, address, "ha9", "tr")
    field(page, "name").fill("Ayşegül " * 40 + "Işıkçı")
    assert "Işıkçı" in printed(page)


def test_the_english_form_puts_out_a_turkish_application(page: Page, address: str) -> None:
    """Labels, requests and choices in Turkish; free text is marked as to be Turkish."""
    opened(page, address, "ha9", "en")
    assert "must be in Turkish" in page.locator("#field-subject").inner_text()
    # The application has to be in Turkish, a passport need not (application communiqué, art. 4).
    assert "must be in Turkish" not in page.locator("#field-documents").inner_text()
    for box in field(page, "rights").all():
        box.check()
    field(page, "relation").nth(1).check()
    field(page, "name").fill("Ada")
    text = page.locator(".form-text").inner_text()
    assert text.startswith("Kişisel verilere ilişkin başvuru")
    for right in RIGHTS:
        assert right.request.by_language["tr"].value in text
        assert right.request.by_language["en"].value not in text
    assert "Ad ve soyad\nAda" in text
    assert "müşteri" in text
    for english in ("Name", "customer", "Addressee", "required", "/"):
        assert english not in text.replace("Başakşehir/İstanbul", "")


@both
def test_the_number_travels_only_when_it_is_asked_for(
    page: Page, address: str, language: str
) -> None:
    """Not in the e-mail by itself; on paper always; the page says what travels unencrypted."""
    opened(page, address, "ha9", language)
    for name in ("id-number", "passport", "represented-id"):
        field(page, name).fill("98765432100")
    field(page, "subject").fill("Bilgi istiyorum.")
    assert "98765432100" not in mail(page)["body"]
    assert mail(page)["body"].count("(e-postaya yazılmamıştır)") == 3
    assert "98765432100" in page.locator(".form-text").inner_text()
    page.locator('input[name="form-numbers"]').check()
    assert mail(page)["body"].count("98765432100") == 3
    labels = labels_of(language)
    for key in ("form_mail_counts", "form_mail_open"):
        assert page.get_by_text(labels[key]).is_visible()


def test_a_text_too_long_for_a_link_is_copied(chromium: Browser, address: str) -> None:
    """Windows cuts long links off; then the mail asks for the text and the page holds it ready."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), address, "ha9", "tr")
    for number in (*range(1, 20, 2), *range(20, 60, 10), 59):
        field(page, "subject").fill("çok uzun bir talep " * number)
        href = page.locator(LETTER).get_attribute("href") or ""
        assert len(href) <= 2000
        whole = "Metni buraya yapıştırınız." not in mail(page)["body"]
        assert page.locator(".form-long").is_visible() is not whole
    assert not whole
    page.locator('button[data-act="copy"]').click()
    page.locator(".form-problems button").click()
    page.get_by_text("Metin kopyalandı").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert ("çok uzun bir talep " * 59).strip() in copied
    context.close()


def test_the_mail_waits_for_the_reader(page: Page, address: str) -> None:
    """With something missing the first click shows what; going on opens it."""
    opened(page, address, "ha9", "tr")
    page.evaluate(
        "document.querySelector('.form-tools .form-letter').addEventListener('click', (event) => {"
        " window.opened = !event.defaultPrevented; event.preventDefault(); })"
    )
    page.locator(LETTER).click()
    assert page.evaluate("window.opened") is False
    page.locator(".form-problems button").click()
    assert page.evaluate("window.opened") is True


@both
def test_without_an_address_there_is_no_mail(page: Page, address: str, language: str) -> None:
    """The company has given no address for reports: no mail is offered and none invented."""
    opened(page, address, "ha11", language)
    assert page.locator(".form-letter").count() == 0
    assert page.locator("#sending").count() == 1
    assert page.locator('#sending a[href^="mailto:"]').count() == 0


@both
def test_an_application_goes_to_the_address_for_personal_data(
    page: Page, tmp_path: Path, language: str
) -> None:
    """Not to the first address of the controller, nor to its KEP; the form says where to."""
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    controller = data / "controller.yml"
    words = controller.read_text(encoding="utf-8")
    controller.write_text(f"{words}\ndata_protection_email: kvkk@example.com\n", encoding="utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data))
    (made,) = (
        p for p in published.pages(outcome) if p.document == "ha9" and p.language == language
    )
    (sending,) = re.findall(r'<section id="sending".*?</section>', made.html, re.S)
    (paragraph,) = (p for p in re.findall(r"<p>.*?</p>", sending, re.S) if "@" in p)
    assert 'href="mailto:kvkk@example.com"' in paragraph
    script = (ROOT / "generator/mkdocs/frame/assets/javascripts/forms.js").read_text(
        encoding="utf-8"
    )
    page.set_content(f"<main>{sending}</main>")
    (lines,) = re.findall(r"const address = .*?;\n", script, re.S)
    assert page.evaluate(f"() => {{ {lines} return address(); }}") == "mailto:kvkk@example.com"
    page.set_content(f"<main>{sending.replace(paragraph, '')}</main>")
    assert page.evaluate(f"() => {{ {lines} return address(); }}") == "mailto:info@7immo.com"


def test_reports_go_to_the_address_for_reports(tmp_path: Path) -> None:
    """Once there is one; nothing in a report is a number of an identity card."""
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    controller = data / "controller.yml"
    words = controller.read_text(encoding="utf-8")
    known = re.sub(r"security_email:.*\n", "security_email: guvenlik@example.com\n", words)
    controller.write_text(known, encoding="utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data))
    for made in (page for page in published.pages(outcome) if page.document == "ha11"):
        assert 'class="form-letter"' in made.html
        assert "form-numbers" not in made.html
        sending = re.findall(r'<section id="sending".*?</section>', made.html, re.S)[0]
        assert 'href="mailto:guvenlik@example.com"' in sending


# --- a third form --------------------------------------------------------------------------


def test_a_third_form_is_one_file(tmp_path: Path) -> None:
    """And its document: page, controls, tools and fields follow."""
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    (data / "forms/ha12.yml").write_text(
        """\
code: HA12
title: {tr: Kayıt formu, en: Entry form}
purpose: other
introduction:
  - {tr: Bir kayıt için., en: For an entry.}
sections:
  - title: {tr: Kayıt, en: Entry}
    fields:
      - {name: number, label: {tr: Numara, en: Number}, kind: identity, need: required}
      - {name: when, label: {tr: Gün, en: Day}, kind: date, need: optional}
""",
        encoding="utf-8",
    )
    (data / "documents/ha12.yml").write_text("type: form\nform: ha12\n", encoding="utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data))
    pages = [page for page in published.pages(outcome) if page.document == "ha12"]
    assert [page.language for page in pages] == ["tr", "en"]
    assert [page.title for page in pages] == ["Kayıt Formu", "Entry Form"]
    for page in pages:
        assert re.findall(r'name="(number|when)"', page.html) == ["number", "when"]
        assert "form-tools" in page.html
        assert "deadline-words" not in page.html
    texts = [text for text in outcome.texts if text.document == "ha12"]
    assert all([f.name for f in text.fields] == ["number", "when"] for text in texts)
    try:
        made = pdf.pdf(texts[0], lambda *_: "", controller="Örnek A.Ş.", address="kayit-formu/")
    except pdf.PdfUnavailable as missing:
        pytest.skip(str(missing))
    with pikepdf.open(io.BytesIO(made)) as file:
        assert [str(f.T) for f in file.Root.AcroForm.Fields] == ["number", "when"]
