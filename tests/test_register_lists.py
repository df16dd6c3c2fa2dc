"""The register's own lists beside the company's words: a person chooses, and nothing is guessed."""

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from generator import law, loading
from generator.errors import LoadingError
from generator.papers import making
from generator.papers.sheet import Sheet
from generator.papers.verbis.lists import LISTS, words
from generator.papers.writing import Paper, as_workbook
from generator.pipeline import Settings
from generator.recipes import registering
from tests import demo

DAY = date(2026, 11, 29)
CHOSEN = {
    "subjects.yml": ("customer: {", "customer: {verbis: Ürün veya Hizmet Alan Kişi, "),
    "recipients.yml": ("cloud:\n", "cloud:\n  verbis: tedarikciler\n"),
    "data-categories.yml": ("physical-space:\n", "physical-space:\n  verbis: lokasyon\n"),
    "processing/orders.yml": (
        "  deliver-order:\n",
        "  deliver-order:\n    verbis: [Mal / Hizmet Satış Süreçlerinin Yürütülmesi, "
        "Lojistik Faaliyetlerinin Yürütülmesi]\n",
    ),
    "security.yml": ("technical:\n", "verbis: [sifreleme-yapilmaktadir]\ntechnical:\n"),
}


def paper(name: str, data: Path, language: str = "tr") -> Paper:
    facts = loading.load(data)
    (site, *_) = facts.sites.values()
    return making.made(name, facts, law.load(), site, DAY, language)


def column(sheet: Sheet, key: str) -> list[str]:
    place = sheet.keys.index(key)
    return [row[place].text for row in sheet.rows]


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, in which somebody chose one word of each list, by id or by itself."""
    data = Path(shutil.copytree(demo.RICH, tmp_path_factory.mktemp("chosen") / "data"))
    for file, (old, new) in CHOSEN.items():
        path = data / file
        text = path.read_text("utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new, 1), "utf-8")
    return data


@pytest.mark.parametrize("language", ["tr", "en"])
def test_both_papers_say_the_registers_word_beside_the_companys(
    chosen: Path, language: str
) -> None:
    (inventory,) = paper("inventory", chosen, language).sheets
    _, register, measures, _ = paper("verbis", chosen, language).sheets
    for sheet, purpose in ((inventory, "purpose"), (register, "purposes")):
        everything = "\n".join("\n".join(column(sheet, key)) for key in sheet.keys)
        for word in (
            "VERBİS: Ürün veya Hizmet Alan Kişi", "VERBİS: Tedarikçiler", "VERBİS: Lokasyon",
        ):  # fmt: skip
            assert word in everything
        (cell, *_) = [text for text in column(sheet, purpose) if "Lojistik" in text]
        assert "VERBİS: Mal / Hizmet Satış Süreçlerinin Yürütülmesi\nVERBİS: Lojistik" in cell
    assert "Şifreleme yapılmaktadır." in column(measures, "measure")


def test_what_nobody_has_matched_is_a_question_at_its_line(chosen: Path) -> None:
    """A name that is the register's own word needs no choice; nor do others once one is chosen."""
    before = paper("verbis", demo.RICH).sheets[-1]
    now = paper("verbis", chosen).sheets[-1]
    gone = set(column(before, "own")) - set(column(now, "own"))
    assert {"müşteri", "bulut hizmeti sağlayıcısı", "Siparişin teslim edilmesi"} <= gone
    assert not set(column(now, "own")) - set(column(before, "own"))
    assert {"Kimlik", "İletişim", "çalışan", "topluluk şirketleri"}.isdisjoint(
        column(before, "own")
    )
    assert "hediye alıcısı" in column(now, "own")
    assert "Tedbir" in column(before, "list")
    assert "Tedbir" not in column(now, "list")
    assert all(row[2].doubtful and row[0].places for row in now.rows)


def test_what_is_asked_is_no_change_of_the_register(chosen: Path) -> None:
    """The words themselves are."""
    found = registering.changes(Settings(data=chosen, as_of=DAY), demo.RICH, "tr")
    assert found.differences
    assert {one.sheet for one in found.differences} == {"Veri kategorileri", "Tedbirler"}


def test_a_workbook_offers_the_lists(chosen: Path) -> None:
    made = paper("verbis", chosen)
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(made)))
    offered = book["VERBİS seçenekleri"]
    listed = words(law.load().on(DAY))
    for number, name in enumerate(LISTS, 1):
        cells = [cell.value for cell in next(offered.iter_cols(number, number))]
        assert tuple(filter(None, cells[1:])) == listed[name]
    rules = book["Veri kategorileri"].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == {
        f"'VERBİS seçenekleri'!${letter}$2:${letter}${len(listed[name]) + 1}"
        for letter, name in zip("ABCD", LISTS, strict=False)
    }
    assert not any(rule.showErrorMessage for rule in rules)
    assert "VERBİS seçenekleri" not in openpyxl.load_workbook(
        io.BytesIO(as_workbook(paper("transfers", chosen)))
    )


def test_a_word_that_the_register_does_not_have_is_refused(tmp_path: Path) -> None:
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    path = data / "subjects.yml"
    words = path.read_text("utf-8").replace("customer: {", "customer: {verbis: Müşteri, ", 1)
    path.write_text(words, "utf-8")
    with pytest.raises(LoadingError, match="there is no group of people of VERBİS “Müşteri”"):
        loading.load(data)
