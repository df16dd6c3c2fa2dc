"""Nothing stands twice in one list: no sentence, no entry that is named, no legal basis."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.checks.finding import Observation
from generator.checks.subject import Subject
from generator.model.bases import Basis
from generator.model.entry import Entry, Identified, Text, contents

SUB_CODES = {
    "twice": "The same sentence stands twice in one list.",
    "named-twice": "A list names one entry twice, or states one legal basis twice.",
}
LONG = 4
"""A name of up to three words may stand twice in a list."""


def check(subject: Subject) -> Iterable[Observation]:
    """Every list of texts and of entries."""
    for entry in subject.published:
        if isinstance(entry, Entry) and not isinstance(entry, Text):
            yield from _twice(entry)
            yield from _named_twice(entry)


def _twice(entry: Entry) -> Iterator[Observation]:
    for field in fields(entry):
        items = getattr(entry, field.name)
        if not isinstance(items, tuple):
            continue
        before: set[str] = set()
        for fact in (item.find("tr") for item in items if isinstance(item, Text)):
            if fact and len(fact.value.split()) >= LONG and fact.value in before:
                message = "the same sentence stands here twice."
                yield Observation(fact.origin, message, "Delete one of them.", "twice")
            if fact:
                before.add(fact.value)


def _named_twice(entry: Entry) -> Iterator[Observation]:
    """A category named whole beside one of its items, an id or a basis written again."""
    for field in fields(entry):
        items = getattr(entry, field.name)
        if not isinstance(items, tuple):
            continue
        said: list[tuple[object, str]] = [
            (item.origin, item.id.value) for item in items if isinstance(item, Identified)
        ]
        said += [
            (contents(item), item.article.id.value) for item in items if isinstance(item, Basis)
        ]
        keys = [key for key, _ in said]
        twice = list(dict.fromkeys(name for key, name in said if keys.count(key) > 1))
        if twice:
            yield Observation(
                entry.at(field.name),
                f"“{', '.join(twice)}” stands here twice.",
                "Name it once; the text would repeat it.",
                "named-twice",
            )
