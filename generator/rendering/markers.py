"""Printed facts: what may be printed, and the markers that stand for it until after parsing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from markupsafe import Markup, escape

from generator import languages
from generator.durations import Duration
from generator.message import say
from generator.provenance import Fact, Origin, Stated
from generator.rendering.budget import Budget

OPEN, CLOSE = "\ue000", "\ue001"
MARKER = re.compile(f"{OPEN}([0-9]+){CLOSE}")
_NO_WORDS = re.compile(f"[<{OPEN}]")
ASK_FIRST = say("Ask with {% if … %} before printing it.")
# What XML cannot hold, and the private letters that the markers are made of.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]")
_FILTERS = (
    (bool, say("Ask for it with {% if … %}.")),
    (Enum, say("Write it out with the filter choice.")),
    (int, say("Write it out with a filter: number, ordinal, words or percent.")),
    (date, say("Write it out with the filter day.")),
    (Duration, say("Write it out with a filter: duration or duration_words.")),
)


class Unprintable(Exception):
    """A template prints something that is not text; `message` says what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement that is a link; `href` was made by a link filter and nobody else."""

    stated: Stated
    href: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Statements written as one list; each keeps its own marks. `joints` stand between them."""

    parts: tuple[Stated, ...]
    joints: tuple[str, ...]


def stated(value: Any, language: str) -> Stated:
    """A text fact, a text in several languages or a statement, as a statement in `language`."""
    if isinstance(value, Stated):
        return value
    if isinstance(value, Linked):
        return value.stated
    if isinstance(value, Fact):
        return _of_fact(value, language)
    if hasattr(value, "by_language"):
        return _of_text(value, language)
    raise _no_text(value)


def _no_text(value: Any) -> Unprintable:
    kind = type(value).__name__
    if value is None:
        return Unprintable(say("there is nothing to print here (NoneType)."), ASK_FIRST)
    if isinstance(value, list | tuple):
        return Unprintable(
            say("a list cannot be printed as text ({kind}).", kind=kind),
            say("Use the filter joined."),
        )
    if isinstance(value, str | int | date):
        return Unprintable(
            say("a bare text, number or date ({kind}) has no origin.", kind=kind),
            say("Print the fact itself: {{ x }}, not {{ x.value }}."),
        )
    return Unprintable(
        say("“{kind}” cannot be printed as text.", kind=kind), say("Print one of its facts.")
    )


def _of_fact(fact: Fact[Any], language: str) -> Stated:
    if fact.internal:
        raise Unprintable(
            say("the fact at {origin} is internal.", origin=fact.origin),
            say("It may not be printed."),
        )
    for kind, hint in _FILTERS:
        if isinstance(fact.value, kind):
            raise Unprintable(
                say(
                    "the value at {origin} is a {kind}, not a text.",
                    origin=fact.origin,
                    kind=type(fact.value).__name__,
                ),
                hint,
            )
    if fact.value == "":
        return _owed(fact.origin, language)
    if not isinstance(fact.value, str):
        raise _no_text(fact.value)
    return Stated.of(fact, fact.value)


def _of_text(text: Any, language: str) -> Stated:
    own = text.find(language)
    if own:
        return _of_fact(own, language)
    for other, fact in text.by_language.items():
        if fact:
            statement = _of_fact(fact, other)
            return Stated(statement.text, statement.origins, True, statement.internal, other)
    return _owed(text.origin, language)


def _owed(origin: Origin, language: str) -> Stated:
    """What stands where the data has left a line empty; a rule asks for it, a preview marks it."""
    return Stated(languages.get(language).not_stated, (origin,), unconfirmed=True)


def _each(value: Any, language: str) -> Iterator[Any]:
    """Each fact of lists inside lists; what is not written chooses the words of a rule there, and
    doubts nothing."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _each(item, language) if item is not None else ()
    else:
        yield value.find(language) if hasattr(value, "by_language") else value


def _of_several(facts: Sequence[Fact[Any]], words: str) -> Stated:
    """`words` as a statement of all of them, in doubt where one is."""
    origins = tuple(dict.fromkeys(fact.origin for fact in facts))
    return Stated(words, origins, any(fact.unconfirmed is not None for fact in facts))


def _refuse_unprintable(statement: Stated) -> None:
    held = _UNHOLDABLE.search(statement.text)
    if statement.text and not statement.internal and not held:
        return
    where = say(" at {origin}", origin=statement.origins[0]) if statement.origins else ""
    if statement.internal:
        raise Unprintable(
            say("the fact{where} is internal.", where=where), say("It may not be printed.")
        )
    if not statement.text:
        raise Unprintable(say("nothing is written{where}.", where=where), ASK_FIRST)
    if held:
        raise Unprintable(
            say(
                "the text{where} holds U+{code}, which no page can.",
                where=where,
                code=f"{ord(held.group()):04X}",
            )
        )


class Recorder:
    """Hands out markers and remembers what they stand for.

    A number stands for one statement for ever: Jinja keeps imported templates, and with them
    their markers. The same fact, printed again, has the marker that it had.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.budget = Budget()
        self.printed: list[Stated | Linked] = []
        # By identity; all that is in it lives as long, so no other object takes its place.
        self._known: dict[int, tuple[object, Markup]] = {}
        self._chosen: dict[tuple[tuple[int, ...], str], tuple[object, Stated]] = {}

    def print(self, value: Any) -> Markup:
        """Jinja's finalize: a marker for a statement; markup of macros passes."""
        if isinstance(value, Markup):  # which may be printed into another, again and again
            self.budget.spend(1 + len(value) // 100)
            return value
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, self._marked(value)
        return known[1]

    def chosen(self, value: Any, words: str) -> Markup:
        """A marker for words of a template that a fact has chosen, or several facts together."""
        facts = list(_each(value, self.language))
        if not all(isinstance(fact, Fact) for fact in facts):
            raise Unprintable(say("the tag “chosen” names no fact."), ASK_FIRST)
        for fact in facts:
            if fact.internal:
                raise Unprintable(
                    say("the fact at {origin} is internal.", origin=fact.origin),
                    say("It may not be printed."),
                )
        if not words or _NO_WORDS.search(words):
            hint = say("Put elements and printed facts around it.")
            raise Unprintable(say("the tag “chosen” holds words alone."), hint)
        key = tuple(map(id, facts)), words
        if key not in self._chosen:
            self._chosen[key] = facts, _of_several(facts, words)
        return self.print(self._chosen[key][1])

    def _marked(self, value: Any) -> Markup:
        if isinstance(value, Listed):
            joints = ("", *value.joints)
            pairs = zip(joints, value.parts, strict=True)
            return Markup("".join(f"{escape(j)}{self.print(part)}" for j, part in pairs))
        statement = value if isinstance(value, Linked) else stated(value, self.language)
        _refuse_unprintable(statement.stated if isinstance(statement, Linked) else statement)
        self.printed.append(statement)
        return Markup(f"{OPEN}{len(self.printed) - 1}{CLOSE}")
