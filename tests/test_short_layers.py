"""Texts grouped by legal basis: each purpose in one line of a short layer, each basis once."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator import pipeline
from generator.checks import readability
from generator.commands import FINE, main
from generator.documents import grouping
from generator.expression import Expression, Layer
from generator.model.facts import Facts
from generator.model.processing import ProcessingActivity
from tests import published
from tests.conftest import STARTER

DATA = Path(__file__).parent.parent / "data"
RICH = Path(__file__).parent / "rich"
CONTRACT = {"article": "5/2-c", "detail": {"tr": "satış sözleşmesi", "en": "the sale"}}
INTEREST = {"article": "5/2-f", "detail": {"tr": "güvenlik", "en": "security"}}
OTHER = {"article": "5/2-f", "detail": {"tr": "denetim", "en": "audit"}}
CAPS = {
    "illumination-membership": (200, 220),
    "illumination-order": (200, 245),
    "illumination-website": (240, 270),
    "illumination-contact": (185, 210),
    "illumination-messages": (180, 215),
    "cookie-policy": (150, 175),
}
"""Words of a short layer, Turkish and English; 150 where nothing else is written.

Article 10 asks for each purpose, basis and recipient: those above 200 / 220 or 150 have more.
"""


@pytest.fixture(scope="module")
def company() -> pipeline.Outcome:
    """The company's own data, composed once."""
    return published.outcome(DATA)


def activity(tmp_path: Path, bases: list[list[object]], **named: object) -> ProcessingActivity:
    """The starter's orders, with a purpose for each list of `bases`; `named` are rows of them."""
    return facts(tmp_path, bases, **named).activities["orders"]


def facts(tmp_path: Path, bases: list[list[object]], **named: object) -> Facts:
    """The starter, whose orders have a purpose for each list of `bases`."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    path = data / "processing/orders.yml"
    orders = yaml.safe_load(path.read_text(encoding="utf-8"))
    first = next(iter(orders["purposes"].values()))
    orders.pop("bases", None)
    orders["purposes"] = {
        f"purpose-{n}": {**first, "bases": row} for n, row in enumerate(bases, start=1)
    }
    dumped = {path: orders, data / "bases.yml": named} if named else {path: orders}
    for file, content in dumped.items():
        plain = json.loads(json.dumps(content))  # each value its own: no anchors are written
        file.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), "utf-8")
    return pipeline.run(pipeline.Settings(data=data, production=True)).facts


def lines(of: ProcessingActivity) -> list[tuple[int, int]]:
    """How many bases and how many purposes each line has."""
    return [(len(line.bases), len(line.purposes)) for line in grouping.by_basis(of.purposes)]


def test_purposes_on_the_same_basis_are_one_line(tmp_path: Path) -> None:
    """Named or written out: the same words are the same basis."""
    made = activity(tmp_path, [["sale"], [CONTRACT], ["sale"], [INTEREST]], sale=CONTRACT)
    assert lines(made) == [(1, 3), (1, 1)]


def test_another_interest_is_another_line(tmp_path: Path) -> None:
    """Which interest it is belongs to the basis; which contract, to the full layer."""
    another = {**CONTRACT, "detail": {"tr": "üyelik sözleşmesi", "en": "the membership"}}
    made = activity(tmp_path, [[INTEREST], [OTHER], [CONTRACT], [another]])
    assert lines(made) == [(1, 1), (1, 1), (1, 2)]


@pytest.mark.parametrize(
    "limit",
    [{"when": {"tr": "ürün hediyeyse", "en": "it is a gift"}}, {"only_for": ["identity.name"]}],
    ids=["when", "only_for"],
)
def test_what_limits_a_basis_stays_with_it(tmp_path: Path, limit: Mapping[str, object]) -> None:
    """A condition of one purpose is not said of another."""
    made = activity(tmp_path, [[CONTRACT], [{**CONTRACT, **limit}]])
    assert lines(made) == [(1, 1), (1, 1)]
    assert not grouping.table(made, ()).bases


def test_of_two_that_say_the_same_the_doubtful_one_is_printed(tmp_path: Path) -> None:
    """No mark of doubt is lost."""
    made = activity(tmp_path, [[INTEREST], [{**INTEREST, "unconfirmed": "Is it?"}]])
    (line,) = grouping.by_basis(made.purposes)
    assert [basis.unconfirmed for basis in line.bases] == ["Is it?"]
    assert [basis.unconfirmed for basis in grouping.table(made, ()).bases] == ["Is it?"]


def test_a_basis_beside_the_contract_is_said_before_the_tables(tmp_path: Path) -> None:
    """Only where each purpose that rests on a contract has it, and no other purpose."""
    made = activity(tmp_path / "1", [[CONTRACT, INTEREST], [CONTRACT, INTEREST], [OTHER]])
    beside = grouping.beside_contract(made.purposes, 2)
    assert [basis.article.id.value for basis in beside] == ["5/2-f"]
    assert [len(row.bases) for row in grouping.table(made, beside).rows] == [1, 1, 1]
    made = activity(tmp_path / "2", [[CONTRACT, INTEREST], [CONTRACT, INTEREST], [INTEREST]])
    assert not grouping.beside_contract(made.purposes, 2)
    made = activity(tmp_path / "3", [[CONTRACT, INTEREST], [CONTRACT]])
    assert not grouping.beside_contract(made.purposes, 2)
    made = activity(tmp_path / "4", [[CONTRACT, INTEREST], [OTHER]])
    assert not grouping.beside_contract(made.purposes, 2)


@pytest.mark.parametrize("folder", [RICH, STARTER, DATA], ids=lambda folder: folder.name)
def test_each_short_layer_names_each_purpose_once(folder: Path) -> None:
    """The rule on short layers finds nothing in any of our own data."""
    found = pipeline.run(pipeline.Settings(data=folder, explained=False)).findings
    assert [f for f in found if f.code == "TXT-04"] == []


def test_a_recipient_that_the_short_layer_leaves_out_is_found(tmp_path: Path) -> None:
    """A clause in the controller's own words names nobody."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    for language, words in (("tr", "Kimseye değil."), ("en", "To nobody.")):
        path = data / f"wording/notice/recipients.{language}.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{{# reason: a test | layer: short #}}\n<h3>Alıcı</h3>\n<p>{words}</p>\n"
        path.write_text(text, encoding="utf-8")
    found = [
        f
        for f in pipeline.run(pipeline.Settings(data=data, explained=False)).findings
        if f.code == "TXT-04"
    ]
    assert {f.sub for f in found} == {"recipient"}
    assert {Path(f.origin.file).name for f in found} == {
        "recipients.tr.jinja",
        "recipients.en.jinja",
    }


def test_the_short_layers_of_the_company_are_short(company: pipeline.Outcome) -> None:
    """A pop-up that nobody reads informs nobody."""
    for text in company.texts:
        if text.layers[0].name == "short" and text.type != "policy":
            cap = CAPS.get(text.document, (150, 155))[text.language == "en"]
            assert len(readability.words(text.layer("short").plain)) <= cap, text.document


def test_records_of_consents_stand_where_one_is_asked(company: pipeline.Outcome) -> None:
    """A membership form asks for no consent; its notice says only that information is proved."""
    notices = [t for t in company.texts if t.type == "notice" and t.language == "tr"]
    short = {text.document: text.layer("short").plain for text in notices}
    asked = {c.collection_point.id.value for c in company.facts.consents.values()}
    for document in company.facts.documents.values():
        if document.type.value == "notice" and document.collection_point:
            plain = short[document.id.value]
            here = document.collection_point.id.value in asked
            assert ("geri alındığının ispatlanması" in plain) == here, document.id.value
    assert "Aydınlatmanın yapıldığının ispatlanması" in short["illumination-membership"]


def test_a_short_layer_says_what_to_ask_for_and_where(company: pipeline.Outcome) -> None:
    """Whoever sees nothing else knows how to object, and that a consent can be taken back."""
    words = {"tr": ("itiraz", "silme"), "en": ("objection", "erasure")}
    back = {"tr": "geri alabil", "en": "withdraw"}
    for text in company.texts:
        if text.type not in ("notice", "cookies"):
            continue
        plain, html = text.layer("short").plain, text.layer("short").html
        assert all(word in plain for word in words[text.language]), text.document
        assert "notice:ha9" in html
        document = company.facts.documents[text.document]
        asked = document.type.value == "cookies" or any(
            purpose.consent
            for activity in company.facts.activities.values()
            if document.collection_point in activity.collection_points
            for purpose in activity.purposes
        )
        assert (back[text.language] in plain) == asked, text.document


def test_a_basis_beside_the_contract_is_said_once_below_the_lines(tmp_path: Path) -> None:
    """A list under two bases does not say whose it is; of a single one the same is said."""
    made = activity(tmp_path, [[CONTRACT, INTEREST], [CONTRACT, INTEREST], [OTHER]])
    beside = grouping.beside_contract(made.purposes)
    assert [len(line.bases) for line in grouping.by_basis(made.purposes, beside)] == [1, 1]
    (single,) = made.purposes[:1]
    assert len(grouping.beside_contract([single])) == 1
    assert not grouping.beside_contract([single], 2)


def test_readability_by_the_published_formulas() -> None:
    """Ateşman 1997, Flesch 1948: ten words, two sentences, twenty syllables."""
    assert readability.atesman(10, 2, 20) == pytest.approx(105.425)
    assert readability.flesch(10, 2, 20) == pytest.approx(32.56)
    assert [readability.turkish_syllables(w) for w in ("okunabilirlik", "kâr", "5")] == [6, 1, 1]
    assert [
        readability.english_syllables(w) for w in ("data", "processing", "purpose", "table")
    ] == [2, 3, 2, 2]


def test_prose_is_whole_sentences(company: pipeline.Outcome) -> None:
    """No address, no list of names, no table, no heading."""
    assert readability.split(
        "SEVEN LTD. ŞTİ. metni Mah. 6. Cad. üzerindedir. İkincisi (m. 5) kısadır. Sonu yok"
    ) == ["SEVEN LTD. ŞTİ. metni Mah. 6. Cad. üzerindedir.", "İkincisi (m. 5) kısadır."]
    for text in company.texts:
        for sentence in (s for layer in text.layers for s in readability.sentences(layer)):
            assert ":" not in sentence
            assert len(sentence.split()) > 1, (text.document, sentence)


def test_layers_that_are_hard_to_read_are_named() -> None:
    """No threshold: the command ends as it would without them."""
    result = CliRunner().invoke(main, ["check", "--data", str(DATA), "--stats"])
    assert result.exit_code == FINE
    assert "privacy-policy" in result.output
    assert "Ateşman (tr), Flesch (en)" in result.output
    assert "Below 40: " in result.output


def test_a_language_without_a_formula_says_so(company: pipeline.Outcome) -> None:
    """Nothing is invented for it."""
    text = next(t for t in company.texts if t.language == "en")
    german = _spoken(text, "de")
    assert {m.score for m in readability.measured([german])} == {None}
    assert "not computed" in readability.table(readability.measured([german]))


def _spoken(text: Expression, language: str) -> Expression:
    layers = tuple(Layer(layer.name, layer.html, layer.clauses) for layer in text.layers)
    return Expression(
        document=text.document, type=text.type, language=language, day=text.day, title=text.title,
        summary=text.summary, slug=text.slug, menu=text.menu, order=text.order, layers=layers,
    )  # fmt: skip
