"""The forms in a browser: filled in by keyboard alone, printed, and nothing sent anywhere."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator import law, pipeline
from generator.expression import text as text_1

DATA = Path(__file__).parent.parent / "data"
OUTCOME = pipeline.run(pipeline.Settings(data=DATA))
FORMS = [text for text in OUTCOME.texts if text.type == "form"]
TYPED = 'ĞÜŞİÖÇ ğüşıöç <b onclick="x">'


def url_of(document: str, language: str) -> str:
    (page,) = (p for p in OUTCOME.pages if (p.document, p.language) == (document, language))
    return page.url


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f"{f.document}-{f.language}")
def test_every_field_has_a_control_with_a_name(page: Page, address: str, form: object) -> None:
    """As many as the form declares, each labelled by its own words, in the same order."""
    page.goto(address + "/" + url_of(form.document, form.language))  # type: ignore[attr-defined]
    controls = page.locator("dl.form-fields :is(input, textarea)")
    names = [controls.nth(n).get_attribute("name") for n in range(controls.count())]
    wanted = [
        f.name
        for f in form.fields  # type: ignore[attr-defined]
        for _ in range(f.options or 1)
        if f.kind != "signature"
    ]
    assert names == wanted
    for number in range(controls.count()):
        labelled = controls.nth(number).get_attribute("aria-labelledby") or ""
        assert labelled
        for target in labelled.split():
            assert page.locator(f"#{target}").inner_text().strip()
    assert page.locator("article form").count() == 0


def test_the_requests_are_the_nine_rights(page: Page, address: str) -> None:
    """Form and statute book hold the same set, in both languages."""
    for language in ("tr", "en"):
        page.goto(address + "/" + url_of("ha9", language))
        shown = page.locator('dd.option:has(input[name="rights"])').all_inner_texts()
        rights = law.load().rights.values()
        assert len(shown) == 9
        for said, right in zip(shown, rights, strict=True):
            assert right.request.by_language[language].value in said


def test_it_is_filled_in_by_keyboard_without_a_request(page: Page, address: str) -> None:
    """What is typed stays text, stays on the page, and no word of the text changes by it."""
    page.goto(address + "/" + url_of("ha9", "tr"))
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator('input[name="name"]').focus()
    controls = page.locator("dl.form-fields :is(input, textarea)")
    for _ in range(controls.count()):
        kind = page.evaluate("document.activeElement.type")
        if kind in ("checkbox", "radio"):
            page.keyboard.press("Space")
        elif kind != "date":
            page.keyboard.insert_text(TYPED)
        else:
            page.evaluate("document.activeElement.value = '2026-12-15'")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    assert page.locator('input[name="name"]').input_value() == TYPED
    assert page.locator('textarea[name="subject"]').input_value().startswith("ĞÜŞİÖÇ")
    assert page.locator('input[name="rights"]:checked').count() >= 1
    assert page.locator("dl.form-fields b").count() == 0
    assert asked == []


def test_a_page_with_controls_keeps_the_digest() -> None:
    """A control is no word of the text."""
    for made, page in zip(OUTCOME.texts, OUTCOME.pages, strict=True):
        if made.type == "form":
            (article,) = re.findall(r"<article.*?</article>", page.html, flags=re.S)
            assert "<input" in article
            assert text_1.digest(article) == made.layer("full").digest


def test_print_shows_what_was_typed(page: Page, address: str, tmp_path: Path) -> None:
    """The print keeps the controls and drops the navigation."""
    page.goto(address + "/" + url_of("ha9", "tr"))
    page.locator('input[name="name"]').fill("Ayşegül Işık")
    page.emulate_media(media="print")
    assert page.locator('input[name="name"]').is_visible()
    assert not page.locator("header.bar").is_visible()
    pdf = tmp_path / "ha9.pdf"
    page.pdf(path=str(pdf))
    assert pdf.stat().st_size > 5000
