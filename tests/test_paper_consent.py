"""A consent on paper: what is ticked, filled in and signed below its statement."""

import shutil
from pathlib import Path

import pymupdf
import pytest

from generator import pipeline
from generator.documents import signed
from generator.expression import Expression
from generator.outputs.print import pdf
from generator.outputs.site.page import page
from tests import published
from tests.conftest import ROOT

RICH = ROOT / "tests/rich"
ASKED = {
    "tr": "Kararınız|Çocuğun adı ve soyadı|Velinin veya vasinin adı ve soyadı|Tarih|İmza",
    "en": "Your decision|Name and surname of the child|Name and surname of the parent or guardian|"
    "Date|Signature",
}  # fmt: skip
ANSWERS = {
    "tr": "Yukarıdaki beyana uygun olarak açık rıza veriyorum.|Açık rıza vermiyorum.",
    "en": "I give my explicit consent as stated above.|I do not give my explicit consent.",
}
OUTCOME = published.outcome(RICH)
TEXTS = {(t.document, t.language): t for t in OUTCOME.texts}


def lines(text: Expression) -> list[str]:
    return list(text.layer("full").lines("signature"))


@pytest.mark.parametrize("language", ["tr", "en"])
def test_it_asks_for_a_decision_the_child_the_parent_the_day_and_a_signature(language: str) -> None:
    """Both answers have a box; a consent for a child names the child and who decides."""
    text = TEXTS["consent-kids-club", language]
    own = lines(text)
    assert [line for line in own if line in ASKED[language].split("|")] == (
        ASKED[language].split("|")
    )
    assert [line.removeprefix("☐ ") for line in own if line.startswith("☐")] == (
        ANSWERS[language].split("|")
    )
    assert [(f.name, f.kind, f.options) for f in text.fields] == [
        ("decision", "choice", signed.ANSWERS), ("child", "text", 0), ("name", "text", 0),
        ("day", "date", 0), ("signature", "signature", 0),
    ]  # fmt: skip


def test_a_consent_on_a_screen_has_none_of_it() -> None:
    text = TEXTS["consent-newsletter", "tr"]
    assert text.fields == ()
    assert "signature" not in {clause.id for clause in text.layer("full").clauses}


def changed(folder: Path, file: str, old: str, new: str) -> pipeline.Outcome:
    data = Path(shutil.copytree(RICH, folder / "data"))
    written = (data / file).read_text("utf-8")
    assert old in written
    (data / file).write_text(written.replace(old, new), "utf-8")
    return pipeline.run(pipeline.Settings(data=data))


def test_an_adult_signs_for_himself(tmp_path: Path) -> None:
    """No child is asked for; where some are minors, only who decides for one names it."""
    outcome = changed(tmp_path, "consents.yml", "given: screen", "given: paper")
    text = next(
        t for t in outcome.texts if (t.document, t.language) == ("consent-newsletter", "tr")
    )
    assert "Adınız ve soyadınız" in lines(text)
    assert "child" not in {field.name for field in text.fields}


def test_nobody_says_where_papers_are_kept(tmp_path: Path) -> None:
    """The place itself is for the controller's file and stands in no text."""
    assert not any("cabinet" in layer.html for t in OUTCOME.texts for layer in t.layers)
    record = "  record: Members' cabinet, store management\n"
    found = changed(tmp_path, "consents.yml", record, "").findings
    assert [(f.name, f.level.value, f.origin.key) for f in found] == [
        ("CON-02[record]", "warning", "data/consents.yml#kids-club.given")
    ]


def test_the_page_can_be_filled_in_and_has_nothing_ticked_and_nothing_to_send() -> None:
    html = page(TEXTS["consent-kids-club", "tr"], "a/", lambda link, _: f"../{link}").html
    assert html.count('type="radio"') == 2
    assert "checked" not in html
    assert 'aria-labelledby="field-decision option-decision-1"' in html
    assert "forms.js" not in html
    assert "form-tools" not in html


def test_the_pdf_has_its_fields_and_a_line_to_sign() -> None:
    made = pdf.pdf(
        TEXTS["consent-kids-club", "tr"], lambda _, __: "", controller="Örnek", address="",
        state="draft", effective=None, release=None,
    )  # fmt: skip
    document = pymupdf.open(stream=made)
    widgets = [w for sheet in document for w in sheet.widgets()]
    names = {widget.field_name for widget in widgets}
    assert names == {"decision", "child", "name", "day"}
    assert {w.field_value for w in widgets if w.field_name == "decision"} <= {"Off", ""}
    assert "İmza" in "".join(sheet.get_text() for sheet in document)
