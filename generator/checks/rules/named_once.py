"""Rule USE-02: what several share is written once, under an id of its own. A rule of this tool."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.bases import Basis
from generator.model.document import Document
from generator.model.entry import Nameable, Text, contents, walk
from generator.model.facts import Facts
from generator.provenance import Origin

WORDS = 4
"""With fewer in some language, a copy is shorter than the id that would take its place."""


def check(subject: Subject) -> Iterable[Observation]:
    """Copies of a basis, a retention or a sentence of consents; an id or a code of two."""
    yield from _rows(subject.facts)
    yield from _sentences(subject.facts)
    yield from _ids(subject.facts)
    yield from _codes(subject.facts)


def _rows(facts: Facts) -> Iterator[Observation]:
    """Those with a name come first, so that the copy is found, and not the entry; what has a doubt
    of its own is asked on its own."""
    named = (facts.bases, facts.retention)
    first: dict[tuple[object, ...], Origin] = {}
    for row in walk((*named, facts.subjects, facts.activities, facts.cookies, facts.cameras)):
        if isinstance(row, Nameable) and any(_is_long(text) for text in vars(row).values()):
            before = first.setdefault((row.unconfirmed, *contents(row)), row.origin)
            if before != row.origin and row.id is None:
                sub = "basis" if isinstance(row, Basis) else "retention"
                file = "bases.yml" if sub == "basis" else "retention.yml"
                yield Observation(
                    row.origin,
                    f"the same {sub} is written out at {before} as well.",
                    f"Write it once, in data/{file}, and its id in both places; what all purposes "
                    "of an activity share stands before “purposes:”.",
                    sub,
                )


def _sentences(facts: Facts) -> Iterator[Observation]:
    first: dict[tuple[object, ...], Origin] = {}
    for consent in facts.consents.values():
        point = consent.collection_point.id.value
        for key, text in (("refusal", consent.refusal), ("withdrawal", consent.withdrawal)):
            if key not in consent.places or not _is_long(text):
                continue
            before = first.setdefault((point, key, text.unconfirmed, *contents(text)), text.origin)
            if before != text.origin:
                yield Observation(
                    text.origin,
                    f"the same “{key}:” is written at {before} as well.",
                    f"Write it once, as “{key}:” of “{point}” in data/collection-points.yml.",
                    "sentence",
                )


def _ids(facts: Facts) -> Iterator[Observation]:
    """Of what purposes name. Other ids may recur: no key takes a consent as well as a place."""
    tables = {"legal basis": facts.bases, "retention": facts.retention, "doubt": facts.doubts}
    first: dict[str, tuple[str, Origin]] = {}
    for noun, rows in tables.items():
        for name, row in rows.items():
            other, place = first.setdefault(name, (noun, row.origin))
            if place != row.origin:
                yield Observation(
                    row.origin,
                    f"“{name}” is the id of a {other} as well ({place}).",
                    "Give one of them another id, here and wherever it is named.",
                    "same-id",
                )


def _codes(facts: Facts) -> Iterator[Observation]:
    """Documents of one site with the same code in the controller's list of documents."""
    for site in facts.sites.values():
        first: dict[str, Document] = {}
        for document in (d for d in facts.documents.values() if d.stands_on(site)):
            if document.code and first.setdefault(document.code.value, document) is not document:
                before = first[document.code.value]
                yield Observation(
                    document.code.origin,
                    f"“{document.code.value}” is the code of “{before.id.value}” as well.",
                    "Write the code that your list of documents has for this one, or delete it.",
                    "same-code",
                )


def _is_long(text: object) -> bool:
    return isinstance(text, Text) and all(
        len(fact.value.split()) >= WORDS for fact in text.by_language.values()
    )


_PURPOSES = """\
purposes:
  deliver-order:
    text: {{tr: Siparişin teslim edilmesi, en: Delivering the order}}
    data: [identity.name, identity.birth]
    recipients: [carrier]{0}
  take-back:
    text: {{tr: İade edilen ürünün alınması, en: Taking back a returned product}}
    data: [identity.name]
    recipients: [carrier]{0}
"""
_WRITTEN = """{0}retention:
{0}  period: 10 years
{0}  starts: {{tr: ürünün müşteriye teslim tarihi, en: the day of delivery to the customer}}"""
_BASES = "bases: [{article: 5/2-c, detail: {tr: satış sözleşmesi, en: the sales contract}}]\n"

RULE = Rule(
    code="USE-02",
    slug="named-once",
    level=Level.WARNING,
    what="A basis, a retention or a sentence of consents that several share is written once.",
    why="Of two copies one is corrected and the other forgotten, and one question is asked twice.",
    check=check,
    sub_codes={
        "basis": "A legal basis is written out again.",
        "retention": "A retention is written out again.",
        "sentence": "A sentence of the consents of one collection point is written out again.",
        "same-code": "Two documents have the same code.",
        "same-id": "An id stands in two of the files bases.yml, retention.yml and doubts.yml.",
    },
    example=Change(
        "processing/orders.yml",
        "",
        _BASES + _PURPOSES.format("\n" + _WRITTEN.format("    ")),
        _BASES + _WRITTEN.format("") + "\n" + _PURPOSES.format(""),
        sub="retention",
        found="purposes.take-back.retention",
    ),
)
