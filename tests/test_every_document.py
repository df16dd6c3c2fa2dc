"""Both controllers: every document in both languages has the same shape, numbers and links.

The second one, `rich/`, uses everything the model can say; it is built with no line of code
of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator import documents, pipeline
from generator.expression import Expression, Layer
from generator.model.entry import Entry
from generator.model.traversal import walk
from generator.provenance import Fact
from tests import published

HERE = Path(__file__).parent
FOLDERS = {"company": HERE.parent / "data", "rich": HERE / "rich"}
OUTCOMES = {name: published.outcome(data) for name, data in FOLDERS.items()}
PAIRS = [
    pytest.param(tr, en, id=f"{name}-{tr.document}")
    for name, outcome in OUTCOMES.items()
    for texts in (outcome.texts, outcome.papers)
    for tr, en in zip(texts[::2], texts[1::2], strict=True)
]


def both(tr: Expression, en: Expression) -> Iterator[tuple[ElementTree.Element, ...]]:
    assert (tr.document, tr.language, en.language) == (en.document, "tr", "en")
    assert [layer.name for layer in tr.layers] == [layer.name for layer in en.layers]
    for ours, theirs in zip(tr.layers, en.layers, strict=True):
        yield ElementTree.fromstring(ours.html), ElementTree.fromstring(theirs.html)


@pytest.mark.parametrize(("tr", "en"), PAIRS)
def test_both_languages_have_the_same_shape(tr: Expression, en: Expression) -> None:
    """Clauses, items of lists, rows and columns of tables, fields of forms, in the same order."""
    wanted = {"section", "li", "dt", "dd", "table", "tr", "th", "td", "h2", "h3", "ul", "ol"}
    for ours, theirs in both(tr, en):
        shapes = [
            [(e.tag, e.get("data-clause")) for e in root.iter() if e.tag in wanted]
            for root in (ours, theirs)
        ]
        assert shapes[0] == shapes[1]


NUMBERED = re.compile(r"\d+")


@pytest.mark.parametrize(("tr", "en"), PAIRS)
def test_both_languages_state_the_same_numbers(tr: Expression, en: Expression) -> None:
    """Periods, days, articles and codes; a citation of articles may be repeated as grammar asks."""

    def numbers(layer: Layer) -> Counter[str]:
        return Counter(NUMBERED.findall(layer.plain.replace("%", " ")))

    for ours, theirs in zip(tr.layers, en.layers, strict=True):
        assert set(numbers(ours)) == set(numbers(theirs))


@pytest.mark.parametrize(("tr", "en"), PAIRS)
def test_both_languages_lead_to_the_same_places(tr: Expression, en: Expression) -> None:
    """Cross-references, mail and telephone links."""
    for ours, theirs in both(tr, en):
        links = [Counter(a.get("href") for a in root.iter("a")) for root in (ours, theirs)]
        assert links[0] == links[1]


@pytest.mark.parametrize(("tr", "en"), PAIRS)
def test_sentences_do_not_stick_together(tr: Expression, en: Expression) -> None:
    """A block that is left out takes no space between two sentences with it."""
    for text in (tr, en):
        for layer in text.layers:
            glued = re.findall(r"[a-zçğıöşü)][.:;][A-ZÇĞİÖŞÜ][a-zçğıöşü]+", layer.plain)
            assert glued == [], (text.language, glued)
            assert "  " not in layer.plain
            assert not re.search(r" [.,;:](\s|$)", layer.plain)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_cross_reference_has_a_target(name: str) -> None:
    """`notice:document#clause` names a document of the site and a clause of it."""
    texts = OUTCOMES[name].texts
    clauses = {
        (text.document, text.language): {c.id for layer in text.layers for c in layer.clauses}
        for text in texts
    }
    for text in texts:
        for layer in text.layers:
            for reference in re.findall(r'href="notice:([^"]*)"', layer.html):
                document, _, clause = reference.partition("#")
                known = clauses[document or text.document, text.language]
                assert not clause or clause in known, reference


def test_the_rich_controller_uses_every_type_and_has_no_finding() -> None:
    """Health data, a group abroad, cameras, employees, minors, forty cookies: all of it lawful."""
    outcome = OUTCOMES["rich"]
    composed = {text.type for text in (*outcome.texts, *outcome.papers)}
    assert composed == set(documents.document_types())
    assert list(outcome.findings) == []
    assert outcome.facts.cookies is not None
    assert len(outcome.facts.cookies.listed) == 40
    assert not any(text.unconfirmed for text in outcome.texts)


# What is not printed, and who reads it instead.
READ_BY = {
    r"consents\.yml#(campaigns|partner-statistics)\..*": "nothing: the consent is not offered",
    r"documents/consent-(campaigns|partner-statistics)\.yml.*": "nothing: not offered",
    r"recipients\.yml#business-partner(-abroad)?\..*": "nothing: what rests on it is not offered",
    r"processing/.*#purposes\.(run-campaigns|prepare-statistics)\..*": "nothing: not offered",
    r"data-categories\.yml#marketing\.items\.campaigns.*": "nothing: not offered",
    r"documents/[^#]+#(type|menu|order|(languages|slug|title|summary).*)?": "the frame of the page",
    r"(processing|forms|documents)/[^#]+#": "ids: the names of the files",
    r"processing/[^#]+#purposes\.[a-z0-9-]+": "ids",
    r"cookies\.yml#(listed|classes)\.[a-z0-9-]+": "ids",
    r"glossary\.yml#definitions\.[a-z0-9-]+": "ids",
    r"processing/[^#]+#(order|collection\.mode)": "the order of the texts; the mode as a phrase",
    r"[a-z-]+\.yml#[a-z0-9-]+": "ids",
    r"data-categories\.yml#[a-z-]+\.items\.[a-z-]+(\.(optional|obtained|receipt))?": "ids; lists",
    r"controller\.yml#verbis\..*": "rule VRB-01",
    r"controller\.yml#legal_form": "the word for a controller without a short name; rule ABR-03",
    r"controller\.yml#short_name\.reading": "suffixes of the short name",
    r"controller\.yml#email": "printed where a brand has no address of its own",
    r"sites\.yml#[a-z0-9-]+\.(languages.*|reading)": "which texts are made; suffixes of the brand",
    r"recipients\.yml#[a-z-]+\.(services\.[a-z-]+\.)?(abroad|regular|role|further_roles.*)": (
        "rules ABR and SEC-02"
    ),
    r"recipients\.yml#[a-z-]+\.services\.[a-z-]+": "ids",
    r"application\.yml#channels.*\.type": "rule APP-04",
    r"cookies\.yml#(listed|classes).*\.before_consent": "rule COO-02; one of two phrases",
    r"messages\.yml#(addressees|iys)": "rules MSG-01 and MSG-03; one of two phrases",
    r"consents\.yml#.*": "ids",
    r"glossary\.yml#.*\.(as_written|only_here)": "where terms are explained (references.py)",
    r"sites\.yml#[a-z-]+\.accent": "the colours of the site (outputs/accent.py)",
    r"forms/[^#]+#title\..*": "the title of its document",
    r"forms/[^#]+#purpose": "which clauses a form has",
    r"forms/[^#]+#sections.*\.(name|kind)": "how a field is drawn; rule APP-05",
    r"subjects\.yml#[a-z-]+\.(minors|contract_party)": "a phrase beside the name; rule PUR-06",
    r"application\.yml#fee": "one of two phrases",
    r"security\.yml#breach\.plan\..*": "rule BRE-02",
    r"security-reports\.yml#valid_until": "security.txt; rules RPT-01 and RPT-02",
    r"processing/[^#]+#.*\.unconfirmed": "doubts",
    r"mails\.yml#.*": "the mails",
    r"disposal\.yml#duties\.[a-z-]+": "ids",
    r"controller\.yml#processor_for\.[a-z-]+": "ids",
    r"doubts\.yml#.*": "doubts",
    r"sites\.yml#[a-z0-9-]+\.feeds(\..*)?": "the ids of the feeds",
    r"collection-points\.yml#[a-z-]+\.(counter|calls\.key)": "signs; what is read out",
}


def composed(name: str, site: str) -> list[Expression]:
    outcome = pipeline.run(pipeline.Settings(data=FOLDERS[name], site=site))
    return [*outcome.texts, *outcome.papers]


@pytest.mark.parametrize("name", FOLDERS)
def test_every_leaf_is_printed_or_read(name: str) -> None:
    """Each public fact stands in some text, or the table above says who reads it instead."""
    outcome = OUTCOMES[name]
    printed = {
        origin.key
        for site in outcome.facts.sites
        for text in composed(name, site)
        for layer in text.layers
        for clause in layer.clauses
        for statement in clause.statements
        for origin in statement.origins
    }
    root = FOLDERS[name].name
    unused = set()
    for value in walk(outcome.facts):
        if isinstance(value, Entry) or not isinstance(value, Fact) or value.internal or not value:
            continue
        key = value.origin.key
        place = key.removeprefix(f"{root}/").removeprefix("data/")
        if key.startswith("generator/law/") or place.startswith(("accepted.yml", "answers.yml")):
            continue
        if key not in printed and not any(re.fullmatch(p, place) for p in READ_BY):
            unused.add(place)
    assert unused == set()
