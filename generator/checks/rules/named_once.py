"""Rule USE-02: what several share is written once, under an id of its own. A rule of this tool."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject, folded
from generator.message import say
from generator.model.bases import Basis
from generator.model.document import Document
from generator.model.entry import Nameable, Text
from generator.model.facts import Facts
from generator.model.processing import ProcessingActivity, Purpose
from generator.model.traversal import contents
from generator.provenance import Origin

WORDS = 4
"""With fewer in some language, a copy is shorter than the id that would take its place."""


def check(subject: Subject) -> Iterable[Observation]:
    """Copies of a basis, a retention or a sentence of consents; an id or a code of two."""
    yield from _rows(subject)
    yield from _sentences(subject.facts)
    yield from _ids(subject.facts)
    yield from _codes(subject.facts)
    yield from _purposes(subject)


def _purposes(subject: Subject) -> Iterator[Observation]:
    """The same purpose for the same people, in a copied activity or by itself: one observation for
    each, with all the places."""
    alike: dict[object, list[tuple[ProcessingActivity, Purpose]]] = {}
    for activity, purpose in subject.purposes:
        words = purpose.text.find("tr")
        people = frozenset(group.id.value for group in activity.people(purpose))
        if words and _is_long(purpose.text):
            alike.setdefault((folded(words.value, "tr"), people), []).append((activity, purpose))
    copies = [rows for rows in alike.values() if len(rows) > 1]
    copied: dict[str, list[list[tuple[ProcessingActivity, Purpose]]]] = {}
    for rows in copies:
        for name in dict.fromkeys(activity.id.value for activity, _ in rows):
            copied.setdefault(name, []).append(rows)
    whole = set[str]()
    for name, activity in subject.facts.activities.items():
        again = copied.get(name, [])
        before = again[0][0][0] if again else activity
        if before is not activity and len(again) == len(activity.purposes):
            whole.add(activity.id.value)
            yield Observation(
                activity.origin,
                say(
                    "every purpose of “{id}” stands in {file} as well.",
                    id=activity.id.value,
                    file=before.origin.file,
                ),
                say("Delete the file, or write what is different about this activity."),
                "activity",
            )
    for rows in copies:
        (_, first), *others = [row for row in rows if row[0].id.value not in whole]
        if others:
            yield _again(first, [purpose for _, purpose in others])


def _again(first: Purpose, others: Sequence[Purpose]) -> Observation:
    differs = [
        key
        for key in ("retention", "bases")
        if any(_said(getattr(p, key)) != _said(getattr(first, key)) for p in others)
    ]
    again = [purpose.origin for purpose in others[1:]]
    values = {
        "place": first.origin,
        "other": say(", with another “{key}:”", key=_both(differs)) if differs else "",
        "again": say(" (and again at {places})", places=again) if again else "",
    }
    return Observation(
        others[0].origin,
        say("the same purpose is written at {place} as well{other}{again}.", **values),
        say("Write it once, or say in its words what is different here."),
        "purpose-differs" if differs else "purpose",
        Level.ERROR if differs else None,
    )


def _both(keys: Sequence[str]) -> object:
    return say("{one} and {other}", one=keys[0], other=keys[1]) if keys[1:] else keys[0]


def _said(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(contents, value))
    return contents(value) if value is not None else None


def _rows(subject: Subject) -> Iterator[Observation]:
    """Those with a name come first, so that the copy is found, and not the entry; what has a doubt
    of its own is asked on its own."""
    first: dict[tuple[object, ...], Origin] = {}
    for row in subject.stated:
        if isinstance(row, Nameable) and any(_is_long(text) for text in vars(row).values()):
            before = first.setdefault((row.unconfirmed, *contents(row)), row.origin)
            if before != row.origin and row.id is None:
                sub, file, message = _COPIED[isinstance(row, Basis)]
                yield Observation(
                    row.origin,
                    message(before=before),
                    say(
                        "Write it once, in data/{file}, and its id in both places; what all purposes of an activity share stands before “purposes:”.",
                        file=file,
                    ),
                    sub,
                )


_COPIED = {
    True: (
        "basis",
        "bases.yml",
        partial(say, "the same basis is written out at {before} as well."),
    ),
    False: (
        "retention",
        "retention.yml",
        partial(say, "the same retention is written out at {before} as well."),
    ),
}
"""Of a legal basis, and of a retention: the sub-code, the file of shared ones, the words."""


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
                    say(
                        "the same “{key}:” is written at {before} as well.", key=key, before=before
                    ),
                    say(
                        "Write it once, as “{key}:” of “{point}” in data/collection-points.yml.",
                        key=key,
                        point=point,
                    ),
                    "sentence",
                )


def _ids(facts: Facts) -> Iterator[Observation]:
    """Of what purposes name. Other ids may recur: no key takes a consent as well as a place."""
    tables = {
        say("legal basis"): facts.bases,
        say("retention"): facts.retention,
        say("doubt"): facts.doubts,
    }
    first: dict[str, tuple[str, Origin]] = {}
    for noun, rows in tables.items():
        for name, row in rows.items():
            other, place = first.setdefault(name, (noun, row.origin))
            if place != row.origin:
                yield Observation(
                    row.origin,
                    say(
                        "“{name}” is the id of a {other} as well ({place}).",
                        name=name,
                        other=other,
                        place=place,
                    ),
                    say("Give one of them another id, here and wherever it is named."),
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
                    say(
                        "“{code}” is the code of “{id}” as well.",
                        code=document.code.value,
                        id=before.id.value,
                    ),
                    say(
                        "Write the code that your list of documents has for this one, or delete it."
                    ),
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
        "activity": "An activity has the purposes of another one: its file was copied.",
        "purpose": "A purpose for the same people is written again.",
        "purpose-differs": "A purpose for the same people is written again, with another retention or basis.",
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
