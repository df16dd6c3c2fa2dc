"""Branches of the templates that neither the company nor `rich/` shows: other facts, read again."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import pipeline
from generator.expression import Expression

RICH = Path(__file__).parent / "rich"
Texts = Mapping[tuple[str, str], Expression]


def varied(folder: Path, *edits: tuple[str, str, str]) -> Texts:
    """`rich/` with other facts: (file or pattern of files, expression, what takes its place)."""
    data = folder / "data"
    shutil.copytree(RICH, data)
    for pattern, before, after in edits:
        changed = 0
        for path in data.glob(pattern):
            text, count = re.subn(before, after, path.read_text(encoding="utf-8"), flags=re.M)
            path.write_text(text, encoding="utf-8")
            changed += count
        assert changed, (pattern, before)
    texts = pipeline.run(pipeline.Settings(data=data)).texts
    return {(text.document, text.language): text for text in texts}


def words(texts: Texts, document: str, language: str, layer: str = "full") -> str:
    return texts[document, language].layer(layer).plain


REPRESENTATIVE = """representative:
  name: Av. Can Temsilci
  address: {street: Deneme Sok., district: Şişli, province: İstanbul, country: {tr: Türkiye, en: Türkiye}}
"""  # noqa: E501


@pytest.mark.parametrize(
    "document", ["policy", "notice-order-form", "cookies", "consent-measurement"]
)
def test_each_layer_names_the_representative(tmp_path: Path, document: str) -> None:
    """The identity of the controller *and of its representative* (Law 6698 art. 10(1)(a))."""
    texts = varied(tmp_path, ("controller.yml", r"\Z", REPRESENTATIVE))
    for language, title in (("tr", "veri sorumlusu temsilcisi"), ("en", "representative")):
        text = texts[document, language]
        for layer in text.layers:
            if document.startswith("consent") and layer.name == "short":
                continue  # no notice: it says who asks, and the notice stands beside it
            assert "Av. Can Temsilci" in layer.plain
            assert title in layer.plain


def test_a_joint_controller_is_named_where_the_controller_is(tmp_path: Path) -> None:
    """It is a controller as well: with its name and for what, in the short layer too."""
    texts = varied(tmp_path, ("controller.yml", r"\Z", "\n"))
    for layer in ("short", "full"):
        assert "Ortak veri sorumlusu: ÖRNEK LOJİSTİK A.Ş." in words(
            texts, "notice-order-form", "tr", layer
        )


@pytest.mark.parametrize(
    ("form", "short", "dative", "title"),
    [
        ("company", "Şirket", "Şirket'e", "Unvan"),
        ("cooperative", "Kooperatif", "Kooperatif'e", "Unvan"),
        ("foundation", "Vakıf", "Vakıf'a", "Ad"),
        ("association", "Dernek", "Dernek'e", "Ad"),
        ("public-body", "İdare", "İdare'ye", "Ad"),
        ("natural-person", "Veri Sorumlusu", "Veri Sorumlusu'na", "Ad ve soyad"),
    ],
)
def test_each_kind_of_controller_is_called_what_it_is(
    tmp_path: Path, form: str, short: str, dative: str, title: str
) -> None:
    """No company where there is none; a person has a name, not a trade name."""
    edit = ("controller.yml", "^legal_form: company", f"legal_form: {form}")
    notice = varied(tmp_path, edit)["notice-order-form", "tr"].layer("full").plain
    assert f"(“Örnek” veya “{short}”)" in notice
    assert f"taleplerinizi {dative} iletebilirsiniz" in notice
    assert f"\n{title}\nÖRNEK TİCARET A.Ş.\n" in notice
    assert form == "company" or "Şirket" not in notice


def test_a_brand_that_is_the_name_is_said_once(tmp_path: Path) -> None:
    """A person, a foundation: “Ayşe Örnek (“Ayşe Örnek” veya …)” says nothing."""
    texts = varied(
        tmp_path,
        ("controller.yml", "^registered_name: .*", "registered_name: Ayşe Örnek"),
        ("controller.yml", "^legal_form: company", "legal_form: natural-person"),
        ("sites.yml", "brand: Örnek,", "brand: Ayşe Örnek,"),
    )
    for (document, language), text in texts.items():
        for layer in text.layers:
            assert "(“Ayşe Örnek”" not in layer.plain, (document, language)
    assert "Ayşe Örnek (“Veri Sorumlusu”)" in words(texts, "policy", "tr")
    assert "Ayşe Örnek (“the Controller”)" in words(texts, "policy", "en")
