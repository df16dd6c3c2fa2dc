"""Nothing stands twice in one list: no sentence, no entry that is named, no legal basis."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from generator.checks.finding import Observation
from generator.checks.subject import Subject
from generator.message import say
from generator.model.bases import Basis
from generator.model.entry import Entry, Identified, Text
from generator.model.traversal import contents, names_of
from generator.provenance import Origin

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
            kind: Any = type(entry)
            held = {name: getattr(entry, name) for name in names_of(kind)}
            lists = {k: v for k, v in held.items() if isinstance(v, tuple) and len(v) > 1}
            for items in lists.values():
                yield from _twice(items)
            for name, items in lists.items():
                yield from _named_twice(entry.at(name), items)


def _twice(items: tuple[object, ...]) -> Iterator[Observation]:
    before: set[str] = set()
    for fact in (item.find("tr") for item in items if isinstance(item, Text)):
        if fact and len(fact.value.split()) >= LONG and fact.value in before:
            message = say("the same sentence stands here twice.")
            yield Observation(fact.origin, message, say("Delete one of them."), "twice")
        if fact:
            before.add(fact.value)


def _named_twice(place: Origin, items: tuple[object, ...]) -> Iterator[Observation]:
    """A category named whole beside one of its items, an id or a basis written again."""
    said: list[tuple[object, str]] = [
        (item.origin, item.id.value) for item in items if isinstance(item, Identified)
    ]
    said += [(contents(item), item.article.id.value) for item in items if isinstance(item, Basis)]
    times = Counter(key for key, _ in said)
    if twice := list(dict.fromkeys(name for key, name in said if times[key] > 1)):
        yield Observation(
            place,
            say("“{ids}” stands here twice.", ids=twice),
            say("Name it once; the text would repeat it."),
            "named-twice",
        )
