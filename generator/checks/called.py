"""What ids stand for, in words: whoever reads a report knows the purpose, and not its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from generator.checks.subject import Subject
from generator.model.entry import Identified, Text
from generator.model.facts import Facts
from generator.model.traversal import walk

if TYPE_CHECKING:
    from generator.expression import Expression

_ENGLISH = "en"
_WORDS = ("title", "name", "short", "matter", "text", "label")
"""The keys by which an entry calls itself, the most telling first."""


@dataclass(frozen=True, slots=True)
class Called:
    """An id as it is typed; in other languages than English with its words behind it."""

    id: str
    words: Mapping[str, str]
    alone: bool = False
    """Whether the words stand alone where there are some."""

    def __str__(self) -> str:
        return self.id

    def in_language(self, code: str) -> str:
        """`create-account (Üyelik hesabının oluşturulması)`."""
        words = self.words.get(code, "") if code != _ENGLISH else ""
        if self.alone and words:
            return words
        return f"{self.id} ({words})" if words and words != self.id else self.id


def called(entry: Identified, *, alone: bool = False) -> Called:
    """An entry of the data, or a row of the law, by its id and its own words."""
    return Called(entry.id.value if entry.id else "", own_words(entry), alone)


def own_words(entry: object) -> dict[str, str]:
    """What an entry calls itself, by language; empty where it has no words, or is internal."""
    if getattr(entry, "internal", False):
        return {}
    for key in _WORDS:
        text = getattr(entry, key, None)
        if isinstance(text, Text) and text and not text.internal:
            return {code: fact.value for code, fact in text.by_language.items() if fact}
    return {}


def documents(texts: Iterable[Expression]) -> dict[str, Called]:
    """The documents by id, called by the titles of their texts."""
    titles: dict[str, dict[str, str]] = {}
    for text in texts:
        titles.setdefault(text.document, {})[text.language] = text.title
    return {name: Called(name, words) for name, words in titles.items()}


def clauses(subject: Subject) -> dict[tuple[str, str], Called]:
    """The clauses of all documents by document and id, called by their headings."""
    headings: dict[tuple[str, str], dict[str, str]] = {}
    for text in subject.texts:
        for clause in (clause for layer in text.layers for clause in layer.clauses):
            headings.setdefault((text.document, clause.id), {})[text.language] = clause.heading
    return {key: Called(key[1], words) for key, words in headings.items()}


def at(place: str, entries: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The words of the innermost entry around a place (`file#path`)."""
    file, _, path = place.partition("#")
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        if found := entries.get(f"{file}#{'.'.join(steps[:length])}"):
            return found
    return {}


def entries_of(facts: Facts) -> dict[str, dict[str, str]]:
    """The words of every entry with an id, by its place as reports print it."""
    found: dict[str, dict[str, str]] = {}
    for value in walk(tuple(getattr(facts, f.name) for f in fields(facts))):
        own = isinstance(value, Identified) and value.origin.file.startswith("data/")
        if own and (words := own_words(value)):
            found.setdefault(value.origin.key.removeprefix("data/"), words)
    return found
