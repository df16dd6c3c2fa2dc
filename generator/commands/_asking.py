"""How a command asks a person at the terminal: choices by number, words, what is not known."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import click

from generator import languages
from generator.commands._language import current, echo, said
from generator.message import say
from generator.recipes.correcting.applying import Typed
from generator.recipes.correcting.inputs import Field, Kind
from generator.recipes.correcting.inputs import group as group_of
from generator.recipes.correcting.options import Option

UNKNOWN = "?"
NOBODY = say("there is no terminal to ask at: write the answers in a file (--answers FILE).")
_ARTICLE = re.compile(r"\d+/\d")
_FLAGS = (("yes", say("yes")), ("no", say("no")))
_SHOWN = 30
"""So many options are listed; of more, any is written by its name."""


@dataclass(slots=True)
class Given:
    """What a person has answered: values by field, and what is to be asked by value."""

    values: dict[str, Typed] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> dict[str, object]:
        """The values as a form sends them."""
        return {n: list(v) if isinstance(v, tuple) else v for n, v in self.values.items()}


def required(fields: Sequence[Field], given: Given) -> None:
    """Ask for each value in turn; “?” asks what is to be asked."""
    for one in fields:
        if not one.is_due(given.values):
            continue
        group = group_of(one)
        if group in given.doubts and one.kind is Kind.WORDS:
            given.values.pop(one.name, None)
            continue
        typed = field_value(one, alone=False, blank=not one.required)
        if typed != UNKNOWN:
            given.values[one.name] = typed
            continue
        given.values.pop(one.name, None)
        given.doubts[group] = _prompt(said(say("What is to be asked")), blank=False)
        if one.needs_value:
            echo(say("It needs a value that is assumed until then."))
            while (typed := field_value(one, alone=False, blank=False)) == UNKNOWN:
                pass
            given.values[one.name] = typed


def optional(fields: Sequence[Field], given: Given) -> None:
    """Show what may be said as well; what a person picks is asked for."""
    groups: dict[str, list[Field]] = {}
    for one in fields:
        groups.setdefault(group_of(one), []).append(one)
    if not groups:
        return
    click.echo()
    echo(say("This may be said as well:"))
    for number, rows in enumerate(groups.values(), 1):
        click.echo(f"  {number}. {rows[0].label}")
    listed = list(groups.values())
    while True:
        words = _prompt(said(say("Numbers, with blanks between (Enter: none)")), blank=True)
        picked = words.replace(",", " ").split()
        if all(word.isdigit() and 1 <= int(word) <= len(listed) for word in picked):
            required([one for word in picked for one in listed[int(word) - 1]], given)
            return
        echo(say("Write a number from 1 to {count}.", count=len(listed)), err=True)


def id_of(proposed: str) -> str:
    """The id of an entry, proposed from its words."""
    answer: str = click.prompt(said(say("Its short name in the data (id)")), default=proposed)
    return answer.strip()


def one_of(
    question: str, rows: Sequence[tuple[str, str]], *, blank: bool = False, unknown: bool = False
) -> str:
    """The value that a person chooses among (value, label), by its number, value or label; “?”
    only where it may be `unknown`."""
    echo(question)
    for number, (_, label) in enumerate(rows[:_SHOWN], 1):
        click.echo(f"  {number}. {label}")
    while True:
        words = _prompt(said(say("Number")), blank=blank)
        chosen = _meant(words, rows)
        if chosen == UNKNOWN and not unknown:
            chosen = None
        if chosen is not None or (blank and not words):
            return chosen or ""
        echo(say("Write a number from 1 to {count}.", count=len(rows)), err=True)


def some_of(question: str, rows: Sequence[tuple[str, str]], *, blank: bool) -> Typed:
    """Several of them, by their numbers or values."""
    echo(question)
    for number, (value, label) in enumerate(rows[:_SHOWN], 1):
        click.echo(f"  {number}. {label}{f' ({value})' if len(rows) > _SHOWN else ''}")
    while True:
        words = _prompt(said(say("Numbers, with blanks between")), blank=blank)
        if words == UNKNOWN:
            return UNKNOWN
        chosen = [_meant(word, rows) for word in words.replace(",", " ").split()]
        if None not in chosen and (chosen or blank):
            return tuple(dict.fromkeys(value for value in chosen if value))
        echo(say("Write a number from 1 to {count}.", count=len(rows)), err=True)


def fields(question: str, asked: Sequence[Field], *, blank: bool) -> Mapping[str, Typed]:
    """The answer to one question, a line or a choice for each of its fields, by their names; “?”
    is no answer, and as good as none."""
    click.echo(f"\n{question}")
    given = {one.name: field_value(one, alone=len(asked) == 1, blank=blank) for one in asked}
    return {name: "" if value == UNKNOWN else value for name, value in given.items()}


def field_value(one: Field, *, alone: bool, blank: bool) -> Typed:
    """What a person gives for one field; “?” where it is not known."""
    label = label_of(one, alone=alone) or said(say("Answer"))
    rows = [(option.value, _called(option)) for option in one.options]
    if one.kind is Kind.FLAG:
        rows = [(value, said(words)) for value, words in _FLAGS]
    if rows:
        title = said(say("Choose one:")) if alone else f"{label}:"
        if one.kind is Kind.SEVERAL:
            return some_of(title, rows, blank=blank)
        return one_of(title, rows, blank=blank, unknown=True)
    if one.how and one.kind not in (Kind.WORDS, Kind.LIST):
        label = f"{label} ({one.how})"
    words = _prompt(label, blank=blank)
    if one.kind is Kind.LIST and words not in ("", UNKNOWN):
        return tuple(part.strip() for part in words.split(",") if part.strip())
    return words


def _called(option: Option) -> str:
    """An article stands before the words of the law, which other articles have as well."""
    return f"{option.value}: {option.label}" if _ARTICLE.match(option.value) else option.label


def label_of(one: Field, *, alone: bool) -> str:
    """What a field is called before its line; empty where the question has said it."""
    named = languages.get(current()).language(one.language) if one.language else ""
    label = ", ".join(part for part in ("" if alone and not named else one.label, named) if part)
    return languages.get(current()).sentence_start(label)


def _meant(words: str, rows: Sequence[tuple[str, str]]) -> str | None:
    lower = languages.get(languages.TURKISH).lower
    if words == UNKNOWN:
        return UNKNOWN
    if words.isdigit() and 1 <= int(words) <= len(rows):
        return rows[int(words) - 1][0]
    wanted = lower(words)
    named = [v for v, label in rows if wanted in (lower(v), *_names(lower(label)))]
    return named[0] if named else None


def _names(label: str) -> tuple[str, str]:
    """A choice is called by its label, or by what stands before the colon in it."""
    return label, label.partition(":")[0]


def _prompt(label: str, *, blank: bool) -> str:
    while True:
        words: str = click.prompt(label, default="", show_default=False).strip()
        if words or blank:
            return words
        echo(say("An answer is needed here."), err=True)
