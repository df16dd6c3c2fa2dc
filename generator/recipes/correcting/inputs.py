"""Which fields a place has, and what each takes: words, a choice, a day, a period, ids."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from generator import durations, languages
from generator.catalogue import said
from generator.durations import SESSION
from generator.editing import Edition, Path, Value
from generator.keys import Block, Key, Written
from generator.keys.names import called
from generator.message import say
from generator.recipes.correcting.asked import ALWAYS, When, asked_when
from generator.recipes.correcting.located import TEXTS, Located, bare, is_words
from generator.recipes.correcting.options import NOBODY, Option, home_of, options, unlisted
from generator.recipes.questioning.wording import about, place_of, stated


class Kind(StrEnum):
    """How a value is put in."""

    WORDS = "words"
    CHOICE = "choice"
    SEVERAL = "several"
    LIST = "list"
    FLAG = "flag"
    DAY = "day"
    NUMBER = "number"
    PERIOD = "period"
    COLOUR = "colour"
    ID = "id"


_KINDS = {
    Written.FLAG: Kind.FLAG,
    Written.DAY: Kind.DAY,
    Written.NUMBER: Kind.NUMBER,
    Written.PERIOD: Kind.PERIOD,
    Written.LIFETIME: Kind.PERIOD,
    Written.COLOUR: Kind.COLOUR,
    Written.CHOICE: Kind.CHOICE,
    Written.ID: Kind.CHOICE,
    Written.NAMED: Kind.CHOICE,
    Written.DATA: Kind.CHOICE,
}
INTERNAL = "internal"
"""The mark that keeps a value out of every text, and the field that sets it."""
_DAY = say("a day, as 20.11.2026")
_KEPT = say("Only for the file of the company: stands in no text")
_KEPT_BACK = (*TEXTS, Written.WORDS, Written.DAY, Written.NUMBER)
_OWN = ("basis", "retention")
"""What is named by an id of a file, or written in place."""
_DECISIONS = ("Accepted", "Answer")
_CERTAIN = ("type", "code")
"""What says which entry it is: a kind, a code; in decisions everything."""
_TRUE, _FALSE = ("true", "evet"), ("false", "hayır", "hayir")


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a place: `name` is its path below it (empty for the place itself).

    `value` is what is written, several in a tuple where the kind takes several; `written` whether
    anything is. `language` is that of the words, empty where they have none. `how` says how the
    value is written. `home`: the file or folder whose entries are chosen by their ids. `certain`:
    no doubt is written for it in a new entry. `asked`: the rules would find it missing, once `when`
    holds.
    """

    name: str
    label: str
    kind: Kind
    value: str | tuple[str, ...]
    written: bool
    required: bool = False
    language: str = ""
    how: str = ""
    options: tuple[Option, ...] = ()
    home: str = ""
    certain: bool = False
    asked: bool = False
    when: When = ALWAYS

    def is_due(self, values: Mapping[str, object]) -> bool:
        """Whether it is asked after these answers."""
        return not self.when[0] or values.get(self.when[0]) in self.when[1]

    @property
    def needs_value(self) -> bool:
        """Whether a value is assumed where it is in doubt; words, lists, and days and periods that
        may be left out, need none."""
        optional = self.kind in (Kind.DAY, Kind.PERIOD) and not self.required
        return self.kind not in (Kind.WORDS, Kind.LIST) and not optional


@dataclass(frozen=True, slots=True)
class Inside:
    """A place inside that has a sheet of its own."""

    place: str
    label: str
    reads: str
    written: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a place, with words in `language`."""

    edition: Edition
    at: Located
    language: str

    def fields(self) -> Iterator[Field]:
        """All that is one value, or one list of them."""
        at = self.at
        if at.is_text:
            label = self._label(at.around, at.key) if not at.item else ""
            yield from self._of_text("", at.value, label)
        elif at.block and not at.by_id and not at.is_list and not isinstance(bare(at.value), str):
            yield from self._of_block(at.block)
        elif not at.by_id and not self.has_parts(at.key, at.value, at.item):
            yield self._one("", at.key, at.value, at.item)

    def inside(self) -> Iterator[Inside]:
        """What stands inside, or could, and has parts of its own."""
        at, value = self.at, bare(self.at.value)
        if at.by_id:
            for name in value if isinstance(value, dict) else ():
                yield self._link((name,), None)
        elif isinstance(value, list):
            for number in range(len(value) if self.has_parts(at.key, value) else 0):
                yield self._link((number,), None)
        elif at.block and not at.is_list and not isinstance(value, str):
            for key in at.block.keys:
                own = value.get(key.name) if isinstance(value, dict) else None
                if self.has_parts(key, own):
                    yield self._link((key.name,), key)

    def _of_block(self, block: Block) -> Iterator[Field]:
        value = bare(self.at.value)
        for key in block.keys:
            own = value.get(key.name) if isinstance(value, dict) else None
            if not self.has_parts(key, own):
                yield from self.of_key(key, own)
                yield from self.instead(key)
        yield from self.kept_back()

    def instead(self, key: Key) -> Iterator[Field]:
        """The fields of a block that may stand in the place of an id; none is required."""
        if key.name not in _OWN or key.listed or key.block is None:
            return
        path = (*self.at.path, key.name)
        inner = Located(self.at.file, path, None, key, self.at.block, key.block)
        title = self._label(self.at.block, key)
        for field in replace(self, at=inner)._of_block(key.block):
            if field.name != INTERNAL:
                label = f"{title} › {field.label}"
                yield replace(field, name=f"{key.name}.{field.name}", label=label, required=False)

    def kept_back(self) -> Iterator[Field]:
        """Which values of the block stand in no text: days and numbers of contracts."""
        keys = self.at.block.keys if self.at.block else ()
        single = [key for key in keys if not key.listed and key.written in _KEPT_BACK]
        value = bare(self.at.value)
        written = value if isinstance(value, dict) else {}
        held = tuple(key.name for key in single if is_internal(written.get(key.name)))
        may = (key for key in single if not key.required)
        if chosen := tuple(Option(key.name, self._label(self.at.block, key)) for key in may):
            yield Field(
                INTERNAL, said(_KEPT, self.language), Kind.SEVERAL, held, written=bool(held),
                options=(*unlisted(held, chosen), *chosen),
            )  # fmt: skip

    def of_key(self, key: Key, own: Value | None) -> Iterator[Field]:
        """The fields of a key of the block, of which `own` is written."""
        when = asked_when(self.at.block.name, key.name) if self.at.block else None
        for field in self._of_key(key, own):
            yield field if when is None else replace(field, asked=True, when=when)

    def _of_key(self, key: Key, own: Value | None) -> Iterator[Field]:
        label = self._label(self.at.block, key)
        words = key.written in TEXTS if own is None else is_words(bare(own))
        words = words or key.written is Written.TEXT
        if words and not key.listed:
            yield from self._of_text(key.name, own, label, required=key.required)
        else:
            yield replace(self._one(key.name, key, own, item=False), label=label)

    def _of_text(
        self, name: str, value: Value | None, label: str, *, required: bool = True
    ) -> Iterator[Field]:
        words = bare(value)
        for code in languages.codes():
            own = words.get(code) if isinstance(words, dict) else None
            if own is None and code not in (languages.TURKISH, "en"):
                continue
            yield Field(
                f"{name}.{code}".removeprefix("."), label, Kind.WORDS, _words(own),
                written=own is not None, required=required, language=code,
            )  # fmt: skip

    def _label(self, block: Block | None, key: Key | None) -> str:
        return called(block.name if block else "", key.name, self.language) if key else ""

    def _one(self, name: str, key: Key | None, value: Value | None, item: bool) -> Field:
        listed = bool(key and key.listed and not item)
        kind = _KINDS.get(key.written, Kind.WORDS) if key else Kind.WORDS
        chosen = options(self.edition, key, self.at.block, self.language) if key else ()
        if key and chosen and not key.choices and key.written not in _KINDS:
            kind = Kind.CHOICE
        if listed:
            kind = Kind.SEVERAL if chosen else Kind.LIST
        written = bare(value)
        held: str | tuple[str, ...]
        if listed:
            held = tuple(_words(v) for v in written) if isinstance(written, list) else ()
            nobody = written == [] and any(option.value == NOBODY for option in chosen)
            held = (NOBODY,) if nobody else held
        else:
            held = self._shown(kind, _words(value))
        return Field(
            name,
            self._label(self.at.around, key),
            kind,
            held,
            written=value is not None,
            required=bool(key and key.required),
            how=self._how(key) if key and not key.choices else "",
            options=(*unlisted(held, chosen), *chosen) if chosen else (),
            home=home_of(key) if key and chosen else "",
            certain=name in _CERTAIN or bool(self.at.block and self.at.block.name in _DECISIONS),
        )

    def _shown(self, kind: Kind, words: str) -> str:
        """What is written, as people of the language write it where that means the same."""
        if kind is Kind.FLAG:
            return _flag(words)
        if kind is not Kind.PERIOD:
            return words
        if words in SESSION:
            return SESSION[self.language == languages.TURKISH]
        with suppress(ValueError):
            period = durations.parse(words)
            spoken = languages.get(self.language).duration(period)
            return spoken if durations.parse(spoken) == period else words
        return words

    def _how(self, key: Key) -> str:
        if key.written is Written.DAY:
            return said(_DAY, self.language)
        return key.written.of(key.home, self.language)

    def has_parts(self, key: Key | None, value: Value | None, item: bool = False) -> bool:
        """Whether a value is no single field: a block, a list of texts, entries by id."""
        value = bare(value)
        if key is None or item:
            return isinstance(value, dict | list)
        if key.written in (Written.BLOCK, Written.PARTS, Written.ITEMS, Written.TEXTS_OR_PARTS):
            return True
        if key.written is Written.NAMED:
            items = value if isinstance(value, list) else [value]
            return any(isinstance(bare(item), dict) for item in items)
        return key.listed and key.written in TEXTS

    def _link(self, steps: Path, key: Key | None) -> Inside:
        at = self.at
        value: Value | None = bare(at.value)
        for step in steps:
            try:
                value = value[step]  # type: ignore[index]
            except (LookupError, TypeError):
                value = None
        path = (*at.path, *steps)
        name = self._label(at.block, key) or str(steps[-1])
        if key is None and isinstance(steps[-1], int):
            name = f"{steps[-1] + 1}."
        elif key is None:
            content = self.edition.draft(at.file).value()
            name = about(at.file, content, path, self.language).rpartition(" › ")[2] or name
        reads = stated(value, self.language) if value else ""
        return Inside(place_of(at.file, path), name, reads, value is not None)


def group(field: Field) -> str:
    """The name of the value to which a field belongs: a text with all its languages is one."""
    return field.name.removesuffix(field.language).removesuffix(".")


def is_internal(value: Value | None) -> bool:
    """Whether a value is marked as standing in no text."""
    return isinstance(value, dict) and _flag(_words(value.get(INTERNAL))) == "yes"


def _words(value: Value | None) -> str:
    inner = bare(value)
    return inner if isinstance(inner, str) else ""


def _flag(words: str) -> str:
    lowered = words.lower()
    return "yes" if lowered in _TRUE else "no" if lowered in _FALSE else lowered


def ordered(fields: Sequence[Field]) -> Iterator[Field]:
    """The fields, each behind the one whose answer calls for it."""
    known = by_name(fields)

    def behind(name: str) -> Iterator[Field]:
        for field in fields:
            called_for = field.when[0] if field.when[0] in known else ""
            if called_for == name:
                yield field
                if field.name:
                    yield from behind(field.name)

    yield from behind("")


def by_name(fields: Sequence[Field]) -> Mapping[str, Field]:
    """The fields by their names."""
    return {field.name: field for field in fields}
