"""How a command asks a person at the terminal: choices by number, words, what is not known."""

from collections.abc import Sequence

import click

from generator import languages
from generator.commands._language import current, echo, said
from generator.message import say
from generator.recipes.correcting.applying import Typed
from generator.recipes.correcting.inputs import Field, Kind, Option


def one_of(question: str, rows: Sequence[tuple[str, str]], *, blank: bool = False) -> str:
    """The value that a person chooses among (value, label), by its number, value or label."""
    echo(question)
    for number, (_, label) in enumerate(rows, 1):
        click.echo(f"  {number}. {label}")
    while True:
        words = _prompt(said(say("Number")), blank=blank)
        chosen = _meant(words, rows)
        if chosen is not None or (blank and not words):
            return chosen or ""
        echo(say("Write a number from 1 to {count}.", count=len(rows)), err=True)


def fields(question: str, asked: Sequence[Field], *, blank: bool) -> dict[str, Typed]:
    """The answer to one question, a line or a choice for each of its fields, by their names."""
    click.echo(f"\n{question}")
    return {field.name: field_value(field, alone=len(asked) == 1, blank=blank) for field in asked}


def field_value(field: Field, *, alone: bool, blank: bool) -> Typed:
    """What a person gives for one field."""
    label = label_of(field, alone=alone)
    if field.options and field.kind is Kind.CHOICE:
        return one_of(label, [_row(o) for o in field.options], blank=blank) if label else _choice(
            field.options, blank=blank
        )  # fmt: skip
    return _prompt(label or said(say("Answer")), blank=blank)


def label_of(field: Field, *, alone: bool) -> str:
    """What a field is called before its line; empty where the question has said it."""
    named = languages.get(current()).language(field.language) if field.language else ""
    parts = [part for part in ("" if alone and not named else field.label, named) if part]
    return ", ".join(parts)


def _choice(options: Sequence[Option], *, blank: bool) -> str:
    return one_of(say("Choose one:"), [_row(option) for option in options], blank=blank)


def _row(option: Option) -> tuple[str, str]:
    return option.value, option.label


def _meant(words: str, rows: Sequence[tuple[str, str]]) -> str | None:
    lower = languages.get(languages.TURKISH).lower
    if words.isdigit() and 1 <= int(words) <= len(rows):
        return rows[int(words) - 1][0]
    named = [v for v, label in rows if lower(words) in (lower(v), lower(label))]
    return named[0] if named else None


def _prompt(label: str, *, blank: bool) -> str:
    while True:
        words: str = click.prompt(label, default="", show_default=False).strip()
        if words or blank:
            return words
