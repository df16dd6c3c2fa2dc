"""The register's own lists, and what nobody has matched with them yet: a person chooses, always.

A name that is the register's word, but for capitals, needs no choice; anything else is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import languages
from generator.model.entry import Text
from generator.model.facts import Facts, Law
from generator.model.statute import RegisterHeading

_REGISTER = "tr"
"""The language of VERBİS."""
LISTS = ("categories", "purposes", "groups", "recipients", "measures")


@dataclass(frozen=True, slots=True)
class Question:
    """Something of the controller that is called otherwise than all of the list `of`."""

    of: str
    name: Text


def words(law: Law) -> Mapping[str, tuple[str, ...]]:
    """What each list offers, in the register's order."""
    return {name: tuple(map(_word, _rows(law, name))) for name in LISTS}


def questions(facts: Facts, law: Law) -> Iterator[Question]:
    """In the order of the lists, then of the data; each name of a list once."""
    purposes = [p for activity in facts.activities.values() for p in activity.purposes]
    used = {group.id.value for a in facts.activities.values() for group in a.subjects}
    own = facts.security
    measures = () if own.verbis else (*own.technical, *own.organisational, *own.physical)
    named = (
        ("categories", [(c, c.name) for c in facts.data_categories.values()]),
        ("purposes", [(p, p.text) for p in purposes]),
        ("groups", [(g, g.name) for g in facts.subjects.values() if g.id.value in used]),
        ("recipients", [(r, r.name) for r in facts.recipients.values()]),
    )
    for name, entries in named:
        yield from _unmatched(name, law, (own for entry, own in entries if not entry.verbis))
    yield from _unmatched("measures", law, measures)


def _unmatched(name: str, law: Law, names: Iterable[Text]) -> Iterator[Question]:
    known = {_small(word) for word in words(law)[name]}
    for own in names:
        if _small(own.in_language(_REGISTER)) not in known:
            yield Question(name, own)


def _small(word: str) -> str:
    return languages.get(_REGISTER).lower(word)


def _rows(law: Law, name: str) -> Iterable[RegisterHeading]:
    rows: Mapping[str, RegisterHeading] = getattr(law, f"register_{name}")
    return rows.values()


def _word(row: RegisterHeading) -> str:
    return row.label.in_language(_REGISTER)
