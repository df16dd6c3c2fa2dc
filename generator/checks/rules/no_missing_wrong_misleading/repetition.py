"""The same sentence does not stand twice in one list."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from generator.checks.finding import Observation
from generator.checks.subject import Subject
from generator.model.entry import Entry, Text

SUB_CODES = {"twice": "The same sentence stands twice in one list."}
LONG = 4
"""A name of up to three words may stand twice in a list."""


def check(subject: Subject) -> Iterable[Observation]:
    """Every list of texts."""
    for entry in subject.published:
        if isinstance(entry, Entry) and not isinstance(entry, Text):
            yield from _twice(entry)


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
