"""Where each place of the data is printed: documents and clauses, as of one composition."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.expression import Clause, Expression
from generator.provenance import Origin

_DATA = "data/"


@dataclass(frozen=True, slots=True)
class Printed:
    """A clause that prints a place: its document, language, title and heading."""

    document: str
    language: str
    title: str
    clause: str
    heading: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a clause prints: the words, the place of the fact, and whether it is in doubt."""

    words: str
    place: str
    doubt: bool


@dataclass(frozen=True)
class Prints:
    """The texts of one outcome, by place and by clause."""

    texts: Sequence[Expression]

    def at(self, place: str) -> list[Printed]:
        """Each clause that prints what stands at a place, or inside it; each once."""
        return list(
            dict.fromkeys(
                row for own, rows in self._by_place.items() if is_within(own, place) for row in rows
            )
        )

    def words(self, document: str, language: str) -> dict[str, list[Word]]:
        """What each clause of a text prints of the data, by the id of the clause on the page."""
        found: dict[str, list[Word]] = {}
        for text in self.texts:
            if (text.document, text.language) != (document, language):
                continue
            for layer in text.layers:
                for clause in layer.clauses:
                    name = clause.id if layer.name == "full" else f"{layer.name}-{clause.id}"
                    found[name] = _words(clause)
        return found

    def concern(self, document: str, language: str, place: str) -> bool:
        """Whether what stands at a place, around it or inside it, is printed in a text; or the
        file of its document."""
        printed = self._places.get((document, language), frozenset())
        return place.startswith(f"documents/{document}.yml#") or any(
            is_within(own, place) or is_within(place, own) for own in printed
        )

    @cached_property
    def _places(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (text.document, text.language): frozenset(
                word.place for layer in text.layers for c in layer.clauses for word in _words(c)
            )
            for text in self.texts
        }

    @cached_property
    def _by_place(self) -> dict[str, dict[Printed, None]]:
        places: dict[str, dict[Printed, None]] = {}
        for text in self.texts:
            for layer in text.layers:
                for clause in layer.clauses:
                    row = Printed(
                        text.document, text.language, text.title, clause.id, clause.heading
                    )
                    for word in _words(clause):
                        places.setdefault(word.place, {})[row] = None
        return places


def is_within(place: str, outer: str) -> bool:
    """Whether `place` is `outer` or stands inside it."""
    if place == outer or outer.endswith("#"):
        return place.startswith(outer)
    return place.startswith((f"{outer}.", f"{outer}["))


def place_of_origin(origin: Origin) -> str:
    """The place of a fact as reports name it; empty for a row of the statute book."""
    return origin.key.removeprefix(_DATA) if origin.file.startswith(_DATA) else ""


def _words(clause: Clause) -> list[Word]:
    return [
        Word(statement.text, place, statement.unconfirmed)
        for statement in clause.statements
        for origin in statement.origins
        if (place := place_of_origin(origin))
    ]
