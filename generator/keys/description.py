"""What may be written in `data/` and in a file room: the keys of every file, how each is written,
what it means.

Read from the model, whose annotations also drive the decoding: a key that is described here is one
that is understood, and the other way round. Shown to people (`report`) and to editors (`schema`).
"""

import dataclasses
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from generator import law
from generator.authority import Authority
from generator.catalogue import ENGLISH, said
from generator.clock import When
from generator.colour import Colour
from generator.decoding import choice_in, fields_of, key_in, kind_of
from generator.durations import Duration, Lifetime
from generator.message import say
from generator.model.data import NO_CATEGORY, DataCategory, DataItem
from generator.model.entry import Entry, Identified, Name, Nameable, Part, Text
from generator.model.facts import Facts, Law
from generator.model.incident import Incidents
from generator.model.received import Applications
from generator.model.statute import SpecialCategory
from generator.provenance import Fact


class Written(Enum):
    """How a value is written; the words are those that people read."""

    WORDS = say("words")
    TEXT = say("a text in each language")
    NAME = say("a text in each language, or one name for all")
    EITHER = say("words, or a text in each language")
    FLAG = say("yes or no")
    DAY = say("a day, as 2026-12-15")
    MOMENT = say("a day with its hour and zone, as 2026-11-27 16:40 Europe/Istanbul")
    WHEN = say("a day, or one with its hour and zone")
    NUMBER = say("a whole number")
    PERIOD = say("a period, as 6 months")
    LIFETIME = say("a period, as 6 months, or session")
    COLOUR = say('a colour, as "#0b4f8a" in quotes')
    AUTHORITY = say("a host and a day as ornek.example,2026")
    CHOICE = say("one of {what}", what="{what}")
    ID = say("an id of {what}", what="{what}")
    DATA = say("kinds of data, as category.item, or category.* for all of a category")
    ITEMS = say("an id for each item, and under it a text in each language, or a block")
    PARTS = say("an id for each, and under it a block")
    TEXTS_OR_PARTS = say("a list of texts; or an id for each, and under it a block")
    BLOCK = say("a block")
    NAMED = say("a block, or an id of {what}", what="{what}")

    def of(self, what: str, language: str) -> str:
        """The words in `language`, with `what` stands for: choices, or the file of the ids."""
        return said(self.value, language).replace("{what}", what)


class Many(Enum):
    """How many entries a file holds."""

    ONE = say("One entry.")
    SEVERAL = say("An entry for each id.")
    FOLDER = say("A folder: each file is an entry, and its name the id.")


_SCALARS: dict[Any, Written] = {
    str: Written.WORDS,
    bool: Written.FLAG,
    int: Written.NUMBER,
    date: Written.DAY,
    datetime: Written.MOMENT,
    When: Written.WHEN,
    Duration: Written.PERIOD,
    Lifetime: Written.LIFETIME,
    Colour: Written.COLOUR,
    Authority: Written.AUTHORITY,
}


ROOM = (Applications, Incidents)
"""What a file room holds."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row of the statute book is called, by language, and the articles that it lists."""

    words: Mapping[str, str] = field(default_factory=dict)
    articles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    def __str__(self) -> str:
        listed = f" ({', '.join(self.articles)})" if self.articles else ""
        return "; ".join(self.words.values()) + listed

    def only(self, language: str) -> "Meaning":
        """In one language, where it has words in it."""
        own = {code: words for code, words in self.words.items() if code == language}
        return replace(self, words=own) if own else self


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a block; `listed` when several may stand in it.

    `choices` are the words of which one is written, each with its meaning where the statute book
    has one; `home` is the file in which ids live; `about` says what a choice is about (what a block
    means stands in the block). A required key may be left out where `unless` is written: another
    key of the block, which says it, or whose parts each do.
    """

    name: str
    required: bool
    written: Written
    listed: bool = False
    choices: Mapping[str, Meaning] = field(default_factory=dict)
    home: str = ""
    about: str = ""
    block: "Block | None" = None
    unless: str = ""

    @property
    def may_be_unknown(self) -> bool:
        """Whether a doubt may stand there without a value."""
        unknown = self.written in (Written.DAY, Written.PERIOD, Written.LIFETIME)
        return unknown and not self.listed and (not self.required or bool(self.unless))

    def called(self, language: str) -> str:
        """What it is called in `language`; empty where it has no name but its own."""
        return key_in(language, self.name)


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping of YAML; blocks of one `name` have the same keys."""

    name: str
    about: str
    keys: tuple[Key, ...] = field(repr=False)

    @property
    def within(self) -> tuple["Block", ...]:
        """This block and those inside it, each once."""
        found: dict[str, Block] = {}

        def collect(block: Block) -> None:
            if found.setdefault(block.name, block) is block:
                for key in block.keys:
                    if key.block and key.block.name not in found:
                        collect(key.block)

        collect(self)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class File:
    """A file, or a folder of such files (its `name` ends with a slash), of `data/` or `in_room`.

    Where it may have `defaults`, keys below “defaults:” hold for every entry without them.
    """

    name: str
    many: Many
    optional: bool
    defaults: bool
    block: Block
    in_room: bool = False


@cache
def files(language: str = ENGLISH) -> tuple[File, ...]:
    """Every file of `data/`, in the order in which they are read, explained in `language`."""
    describer = _Describer(language)
    return tuple(
        File(where, many, optional, defaults, describer.block(kind))
        for kind, where, many, optional, defaults in _entries(Facts)
    )


@cache
def room_files(language: str = ENGLISH) -> tuple[File, ...]:
    """Every file of a file room, where applications and incidents lie outside every repository."""
    describer = _Describer(language)
    return tuple(
        File(where, many, True, defaults, describer.block(kind), in_room=True)
        for book in ROOM
        for kind, where, many, _, defaults in _entries(book)
    )


def _entries(book: type) -> Iterator[tuple[type, str, Many, bool, bool]]:
    for described in dataclasses.fields(book):
        data = described.metadata
        many = Many.ONE if "file" in data else Many.SEVERAL if "entries" in data else Many.FOLDER
        where = data.get("file") or data.get("entries") or f"{data['folder']}/"
        optional, defaults = bool(data.get("optional")), bool(data.get("defaults"))
        yield kind_of(book, described.name), where, many, optional, defaults


def _rows() -> Iterator[tuple[type, dict[str, Meaning]]]:
    """What the statute book lists, by type; rows that have ended are not offered."""
    book = law.load()
    for described in dataclasses.fields(Law):
        rows = getattr(book, described.name).items()
        meanings = {name: _meaning(row) for name, row in rows if not row.in_force_until}
        yield kind_of(Law, described.name), meanings


def _meaning(row: Any) -> Meaning:
    heading = getattr(row, "title", None) or getattr(row, "label", None)
    articles = tuple(article.value for article in getattr(row, "articles", ()))
    words = {code: text.value for code, text in heading.by_language.items()} if heading else {}
    return Meaning(words, articles)


_NONE = Meaning({"tr": "Özel nitelikli değil", "en": "Not a special category"})


class _Describer:
    """Describes each type once, however many keys are of it."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._blocks: dict[type, Block] = {}
        self._homes = {kind: where for book in (Facts, *ROOM) for kind, where, *_ in _entries(book)}
        self._rows = dict(_rows())

    def block(self, kind: type) -> Block:
        if kind not in self._blocks:
            hints, fields = fields_of(kind)
            keys = (
                replace(
                    self._key(kind, name, hints[name], _is_required(declared)),
                    unless=declared.metadata.get("parts") or declared.metadata.get("other", ""),
                )
                for name, declared in fields.items()
            )
            self._blocks[kind] = Block(kind.__name__, self._about(kind), tuple(keys))
        return self._blocks[kind]

    def _key(self, owner: type, name: str, annotated: Any, required: bool) -> Key:
        kind, listed = _inner(annotated)
        parts = [a for a in typing.get_args(annotated) if typing.get_origin(a) is tuple]
        if len(parts) > 1:
            return Key(
                name, required, Written.TEXTS_OR_PARTS, block=self.block(_inner(parts[1])[0])
            )
        if Text in typing.get_args(annotated) and Fact[str] in typing.get_args(annotated):
            return Key(name, required, Written.EITHER)
        if kind is DataItem:
            if owner is DataCategory:
                return Key(name, required, Written.ITEMS, block=self.block(kind))
            return Key(name, required, Written.DATA, listed)
        if kind in self._rows:
            none = {NO_CATEGORY: _NONE} if kind is SpecialCategory else {}
            rows = {**self._rows[kind], **none}
            return Key(name, required, Written.CHOICE, listed, self._own(rows))
        if issubclass(kind, Part):
            return Key(name, required, Written.PARTS, block=self.block(kind))
        if issubclass(kind, Identified):
            return Key(name, required, Written.ID, listed, home=self._homes[kind])
        if issubclass(kind, Text):
            written = Written.NAME if kind is Name else Written.TEXT
            return Key(name, required, written, listed)
        if issubclass(kind, Nameable):
            home, block = self._homes[kind], self.block(kind)
            return Key(name, required, Written.NAMED, listed, home=home, block=block)
        if issubclass(kind, Entry):
            return Key(name, required, Written.BLOCK, listed, block=self.block(kind))
        if issubclass(kind, StrEnum):
            choices = {member.value: self._label(member.value) for member in kind}
            return Key(name, required, Written.CHOICE, listed, choices, about=self._about(kind))
        return Key(name, required, _SCALARS[kind], listed)

    def _own(self, rows: Mapping[str, Meaning]) -> Mapping[str, Meaning]:
        """In English with the words of the law; in the language of the law its own alone."""
        if self._language == ENGLISH:
            return rows
        return {name: meaning.only(self._language) for name, meaning in rows.items()}

    def _label(self, choice: str) -> Meaning:
        """What a choice is called in another language than that in which it is typed."""
        if self._language == ENGLISH:
            return Meaning()
        label = choice_in(self._language, choice)
        return Meaning({self._language: label}) if label else Meaning()

    def _about(self, kind: type) -> str:
        """What the type says of itself, a paragraph a line."""
        words = inspect.cleandoc(kind.__doc__ or "")
        paragraphs = "\n".join(" ".join(part.split()) for part in words.split("\n\n"))
        return said(paragraphs, self._language)


def _is_required(described: "dataclasses.Field[Any]") -> bool:
    follows = {"taken_from", "unwritten"} & described.metadata.keys()
    return described.default is dataclasses.MISSING and not follows


def _inner(annotated: Any) -> tuple[type, bool]:
    """The type inside `X | None`, `tuple[X, ...]` and `Fact[X]`; whether it was in a tuple."""
    origin, arguments = typing.get_origin(annotated), typing.get_args(annotated)
    if origin in (typing.Union, types.UnionType):
        return _inner(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return _inner(arguments[0])[0], True
    return (arguments[0], False) if origin is Fact else (annotated, False)
