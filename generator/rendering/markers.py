"""Printed facts: what may be printed, and the markers that stand for it until after parsing."""

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from generator.provenance import Fact, Stated

OPEN, CLOSE = "\ue000", "\ue001"
MARKER = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class Unprintable(Exception):
    """A template prints something that is no text; `message` says what to do instead."""

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
        return _of_fact(value)
    if hasattr(value, "by_language"):
        return _of_text(value, language)
    raise Unprintable(
        f"“{type(value).__name__}” is no text to print.",
        "Print a fact; a bare text, number or date has no origin.",
    )


def _of_fact(fact: Fact[Any]) -> Stated:
    if fact.internal:
        raise Unprintable(f"the fact at {fact.origin} is internal.", "It may not be printed.")
    if not isinstance(fact.value, str):
        kind = type(fact.value).__name__
        raise Unprintable(
            f"the value at {fact.origin} is a {kind}, not a text.",
            "Write it out with a filter: day, number, ordinal, words, percent, duration, choice.",
        )
    if not fact.value:
        raise Unprintable(
            f"nothing is written at {fact.origin}.", "Ask with {% if … %} before printing it."
        )
    return Stated.of(fact, fact.value)


def _of_text(text: Any, language: str) -> Stated:
    found = text.find(language)
    if found:
        return _of_fact(found)
    for other, fact in text.by_language.items():
        if fact:
            made = _of_fact(fact)
            return Stated(made.text, made.origins, True, made.internal, other)
    raise Unprintable(
        f"no language is written at {text.origin}.", "Ask with {% if … %} before printing it."
    )


class Recorder:
    """Hands out markers during one rendering and remembers what they stand for."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.printed: list[Stated | Linked] = []

    def print(self, value: Any) -> Markup:
        """Jinja's finalize: a marker for a statement; markup of macros passes."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Listed):
            joints = ("", *value.joints)
            marked = (escape(j) + self.print(p) for j, p in zip(joints, value.parts, strict=True))
            return Markup("").join(marked)
        said = value if isinstance(value, Linked) else stated(value, self.language)
        if (said.stated if isinstance(said, Linked) else said).internal:
            raise Unprintable("an internal fact may not be printed.")
        self.printed.append(said)
        return Markup(f"{OPEN}{len(self.printed) - 1}{CLOSE}")
