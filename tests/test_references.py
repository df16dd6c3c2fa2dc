"""Terms and articles are marked in the text without changing a word of it."""

import re
from dataclasses import replace
from html import escape
from xml.etree import ElementTree

import pytest

from generator import languages, pipeline
from generator.documents.references import References
from generator.expression import Term, from_json, text, to_json
from generator.outputs import article
from tests import published
from tests.conftest import ROOT

OUTCOME = published.outcome(ROOT / "data")


def marked(code: str, words: str, layer: str = "full", *, whole: bool = False) -> str:
    """`words` as the only paragraph of a clause, marked; or the whole layer."""
    root = ElementTree.fromstring(
        f'<article data-layer="{layer}"><section><p>{words}</p></section></article>'
    )
    definitions = OUTCOME.facts.glossary.definitions
    References(definitions, OUTCOME.law.statutes, languages.get(code)).mark(root)
    if whole:
        return ElementTree.tostring(root, encoding="unicode")
    return ElementTree.tostring(root[0][0], encoding="unicode")[3:-4]


@pytest.mark.parametrize(
    ("code", "words", "found"),
    [
        ("tr", "Kişisel verilerinizin korunması", ["Kişisel verilerinizin"]),
        ("tr", "açık rızanızla ve açık rızanızı", ["açık rızanızla"]),
        ("tr", "veri sorumlusunun İlgili kişiye", ["veri sorumlusunun", "İlgili kişiye"]),
        ("tr", "özel nitelikli kişisel verilere", ["özel nitelikli kişisel verilere"]),
        ("tr", "Kurul'a şikâyet", ["Kurul'a"]),
        ("tr", "Kurula şikâyet", ["Kurula"]),
        ("tr", "Kurulun belirlediği", ["Kurulun"]),
        ("tr", "kurulum, kuruluş ve kurulu ağ", []),
        ("tr", "KEP adresi, kepçe", ["KEP"]),
        ("tr", "Üyelerimiz genel kurula ve Genel Kurula katılır.", []),
        ("tr", "Başvuru yapılır. Ayrıca Kurula gidilir.", ["Kurula"]),
        ("tr", "alıcı ile satıcı", []),
        ("en", "personal data of data subjects", ["personal data", "data subjects"]),
        ("en", "the Board and a board", ["Board"]),
    ],
)
def test_terms_are_found_as_people_write_them(code: str, words: str, found: list[str]) -> None:
    """With Turkish endings, at the beginning of a sentence, and never inside other words."""
    assert re.findall(r'class="term"[^>]*>([^<]*)<', marked(code, words)) == found


@pytest.mark.parametrize(
    ("code", "words", "number", "found"),
    [
        ("tr", "hakkın korunması (Kanun m.\u00a05/2-f)", "6698", "Kanun m.\u00a05/2-f"),
        ("tr", "Kanun'un 11'inci maddesinde", "6698", "Kanun'un 11'inci maddesinde"),
        (
            "tr",
            "6698 sayılı Kişisel Verilerin Korunması Kanunu'nun (“Kanun”) 10'uncu maddesi uyarınca",
            "6698",
            "6698 sayılı Kişisel Verilerin Korunması Kanunu'nun (“Kanun”) 10'uncu maddesi",
        ),
        ("tr", "Türk Ticaret Kanunu m. 82", "6102", "Türk Ticaret Kanunu m. 82"),
        ("tr", "6563 sayılı Kanun m.\u00a06", "6563", "6563 sayılı Kanun m.\u00a06"),
        ("en", "under Article 11 of the Law you", "6698", "Article 11 of the Law"),
        ("en", "interest (Law art.\u00a05(2)(f))", "6698", "Law art.\u00a05(2)(f)"),
        ("en", "Article 6 of Law No. 6563", "6563", "Article 6 of Law No. 6563"),
    ],
)
def test_articles_lead_to_the_official_text(code: str, words: str, number: str, found: str) -> None:
    """In each way in which texts cite; the address is a fact of the statute book."""
    links = re.findall(r'<a class="law" href="([^"]*)">([^<]*)</a>', marked(code, words))
    assert [said for _, said in links] == [found]
    assert f"MevzuatNo={number}&amp;" in links[0][0]
    assert links[0][0].startswith("https://www.mevzuat.gov.tr/")


@pytest.mark.parametrize(
    "words", ["5651 sayılı Kanun'un 5'inci maddesi", "Kanunen yetkili kişiler"]
)
def test_what_is_not_the_law_is_not_linked_to_it(words: str) -> None:
    """Another law that is called “Kanun”, and words that only begin like it."""
    assert 'class="law"' not in marked("tr", words)


@pytest.mark.parametrize(("layer", "links"), [("short", 1), ("full", 4)])
def test_terms_are_marked_once_in_a_layer_and_statutes_once_in_a_clause(
    layer: str, links: int
) -> None:
    """Each mark is a stop for the keyboard: the same one again helps nobody."""
    words = "<p>açık rıza (Kanun m. 5/1), <em>açık rıza</em>, Kanun'un 7'nci maddesi</p>"
    clause = f"<section>{words}</section>"
    inner = 2 * clause if layer == "full" else ""  # clauses of a short layer do not nest
    found = marked(
        "tr", f"</p>{words}{inner}{words}</section>{clause}<section><p>", layer, whole=True
    )
    assert found.count("data-term") == 1
    assert found.count('class="law"') == links


def test_marks_change_no_word() -> None:
    """The digest of every layer is that of the layer without its marks."""
    for made in OUTCOME.texts:
        for layer in made.layers:
            bare = re.sub(r'<span class="term"[^>]*>([^<]*)</span>', r"\1", layer.html)
            bare = re.sub(r'<a class="law"[^>]*>([^<]*)</a>', r"\1", bare)
            assert text.digest(bare) == layer.digest
        assert from_json(to_json(made)).terms == made.terms


def test_every_marked_term_is_explained_on_its_page() -> None:
    """Each mark holds its bubble and is described by it; none stands inside a heading, link or
    table."""
    for made, page in zip(OUTCOME.texts, published.pages(OUTCOME), strict=True):
        terms = re.findall(r'<span class="term".*?</span></span>', page.html)
        assert len(terms) == sum(layer.html.count("data-term") for layer in made.layers)
        names = []
        for term in terms:
            (name,) = re.findall(r'tabindex="0" aria-describedby="([^"]*)"', term)
            (said,) = re.findall(rf'role="tooltip" id="{name}"[^>]*>(.*?)</span></span>', term)
            assert said in [escape(known.meaning) for known in made.terms]
            names.append(name)
        assert len(set(names)) == len(names)
        for layer in made.layers:
            for element in text.parse(layer.html).iter():
                if element.tag in ("h2", "h3", "a", "table", "dl"):
                    assert not element.findall(".//span[@data-term]")


def test_a_term_that_an_older_text_marks_again_stays_a_word() -> None:
    """A release is frozen with its marks; the page explains the first of them."""
    again = '<span class="term" data-term="Board">Board</span>'
    html = f'<article data-layer="full"><p>{again}, {again}</p></article>'
    shown = article.explain(html, [Term("Board", "Who decides.")])
    assert shown.count("Who decides.") == 1
    assert shown.endswith("</span></span>, Board</p></article>")


@pytest.mark.parametrize("folder", ["data", "tests/rich"])
def test_marks_change_no_finding(folder: str) -> None:
    """So a check may do without them."""
    asked = pipeline.Settings(data=ROOT / folder)
    full, bare = pipeline.run(asked), pipeline.run(replace(asked, explained=False))
    assert list(map(str, bare.findings)) == list(map(str, full.findings))
    assert all(text.terms == () for text in bare.texts)


def test_a_term_is_not_marked_inside_the_name_of_another_body() -> None:
    """But where it stands by itself, and in what groups of people are called."""
    board = [
        d for d in OUTCOME.facts.glossary.definitions if d.term.by_language["tr"].value == "Kurul"
    ]
    root = ElementTree.fromstring(
        "<div><section><p>Sermaye Piyasası Kuruluna ve Kurula aktarılır; Kurul karar verir."
        "</p></section></div>"
    )
    names = ["Sermaye Piyasası Kurulu", "yetkili Kurul", "Kurul"]
    References(board, {}, languages.get("tr"), names).mark(root)
    (mark,) = root.iter("span")
    assert (mark.text, mark.tail) == ("Kurula", " aktarılır; Kurul karar verir.")
