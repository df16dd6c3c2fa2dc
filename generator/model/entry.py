"""The base of everything that `data/` and the statute book can say.

An entry is one mapping of YAML as a frozen object. It knows its own place and the place of each
of its keys, so that whoever finds fault with it can point at the line.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import (
    MISSING,
    FrozenInstanceError,
    dataclass,
    field,
    fields,
    is_dataclass,
    replace,
)
from functools import cache
from operator import is_
from types import NoneType
from typing import Any, ClassVar, NoReturn, Self, TypeVar, cast, dataclass_transform
from weakref import WeakKeyDictionary

from generator.provenance import Fact, Origin

E = TypeVar("E")


@dataclass_transform(
    eq_default=False, frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def entry(kind: type[E]) -> type[E]:
    """A frozen type of the model.

    An entry is equal to itself alone: no rule compares two. Nothing is generated for a type, which
    would be most of the time in which the model is imported: `Entry` fills and guards them all.
    """
    made = cast(Any, dataclass(kw_only=True, init=False, eq=False, repr=False)(kind))
    given = [f for f in fields(made) if f.default is not MISSING]
    made._defaults = {f.name: f.default for f in given}
    made._factories = {
        f.name: f.default_factory for f in fields(made) if f.default_factory is not MISSING
    }
    made._keys = {f.name for f in fields(made)}
    return kind


@entry
class Entry:
    """One mapping of YAML.

    `places` maps each key that is written (and `key[n]` for items of lists) to its origin.
    `unconfirmed` and `internal` hold for everything inside the mapping.
    """

    origin: Origin
    places: Mapping[str, Origin] = field(default_factory=dict)
    unconfirmed: str | None = None
    internal: bool = False

    _defaults: ClassVar[Mapping[str, object]]
    _factories: ClassVar[Mapping[str, Callable[[], object]]]
    _keys: ClassVar[Collection[str]]

    def __init__(self, **values: object) -> None:
        own = self.__dict__
        own.update(self._defaults)
        own.update(values)
        for key, make in self._factories.items():
            if key not in values:
                own[key] = make()
        if own.keys() != self._keys:
            names = sorted(own.keys() ^ self._keys)
            raise TypeError(f"{type(self).__name__} lacks, or does not know: {', '.join(names)}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(name)

    def at(self, key: str) -> Origin:
        """Where `key` is written; the place of the entry itself when it is not."""
        return self.places.get(key, self.origin)

    def completed(self) -> Self:
        """The entry with what its parts take from it: itself where they take nothing."""
        return self


@entry
class Identified(Entry):
    """An entry that others refer to by its id."""

    id: Fact[str]


@entry
class Part(Identified):
    """An identified entry that is written inside its owner, under a key that is its id.

    The order of writing is the order of the text. The id is a place that stays when the entries
    around it move: findings, acceptances and the facts of a release name it.
    """


@entry
class Nameable(Entry):
    """An entry that is written in place, or once in a file of its own and referred to by its id.

    `id` is None where it is written in place.
    """

    id: Fact[str] | None = None


def taken_from(key: str) -> Any:
    """A required field; where it is not written, that of the entry under `key` stands there."""
    return field(metadata={"taken_from": key})


def unless(key: str) -> Any:
    """A required field, unless `key` says it in other words."""
    return field(metadata={"other": key})


def in_each_of(key: str) -> Any:
    """A required field, unless each part under `key` says it for itself.

    Then that of the first part is filled in.
    """
    return field(metadata={"parts": key})


def derived() -> Any:
    """A field that no file fills: what an entry is when others have completed it."""
    return field(default=None, metadata={"derived": True})


def following(unwritten: Callable[[Origin], object]) -> Any:
    """A field that follows from other facts where it is not written (`documents/naming.py`).

    `unwritten` makes what stands there until then, at the place of the entry.
    """
    return field(metadata={"unwritten": unwritten})


def for_the_file(default: Any = None) -> Any:
    """An optional field that is internal by nature, whatever its entry is."""
    return field(default=default, metadata={"internal": True})


@entry
class Text(Entry):
    """One statement in the languages in which it is written (`tr:`, `en:`)."""

    by_language: Mapping[str, Fact[str]]

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def find(self, language: str) -> Fact[str] | None:
        """The statement in `language`, or None when it is missing or blank."""
        return self.by_language.get(language) or None

    @classmethod
    def unwritten(cls, origin: Origin) -> Self:
        """A text without words in any language."""
        return cls(origin=origin, by_language={})


@entry
class Name(Text):
    """What somebody or something is called: a text, or one word for all languages (`name: iyzico`).

    What is the same in several languages is a proper name, and keeps its letters everywhere.
    """

    @property
    def is_proper(self) -> bool:
        """Whether it is nobody's translation."""
        words = [fact.value for fact in self.by_language.values()]
        return len(words) > 1 and len(set(words)) == 1

    @property
    def is_written_once(self) -> bool:
        """Whether one line of the data is its words in every language."""
        return len({fact.origin for fact in self.by_language.values()}) == 1


_MARKED = (Entry, Fact)
_PLAIN = (Fact, Origin, str, bool, NoneType)


def _is_internal(value: object) -> bool:
    return isinstance(value, _MARKED) and value.internal


def public(value: E) -> E:
    """`value` without internal facts: dropped from lists and maps, None in optional fields.

    Nothing internal can then be printed by mistake: the templates never see it.
    """
    return _public(value, {})  # type: ignore[no-any-return]


def _public(value: Any, made: dict[int, Any]) -> Any:
    """The same object where nothing is internal. `made` holds entries: many are referred to."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        kept = tuple(_public(item, made) for item in value if not _is_internal(item))
        return value if len(kept) == len(value) and all(map(is_, kept, value)) else kept
    if isinstance(value, Mapping):
        held = {key: _public(item, made) for key, item in value.items() if not _is_internal(item)}
        same = len(held) == len(value) and all(map(is_, held.values(), value.values()))
        return value if same else held
    if not is_dataclass(value) or isinstance(value, type):
        return value
    if id(value) not in made:
        made[id(value)] = _public_entry(value, made)
    return made[id(value)]


def _public_entry(value: Any, made: dict[int, Any]) -> Any:
    kind, changed = cast(Any, type(value)), dict[str, Any]()
    for name in _names(kind):
        held = getattr(value, name)
        public = None if _is_internal(held) else _public(held, made)
        if public is not held:
            changed[name] = public
    if isinstance(value, Entry) and value.unconfirmed is not None:
        changed["unconfirmed"] = None
    return replace(value, **changed) if changed else value


def doubted(value: Any, doubt: str) -> Any:
    """`value` with everything that it says in doubt, but for its id and what has a doubt already.

    What it refers to by an id is not in doubt with it.
    """
    if isinstance(value, Fact):
        return value if value.unconfirmed else replace(value, unconfirmed=doubt)
    if isinstance(value, tuple):
        return tuple(_doubted(item, doubt) for item in value)
    if isinstance(value, Mapping):
        return {key: _doubted(item, doubt) for key, item in value.items()}
    if not isinstance(value, Entry):
        return value
    names = [name for name in _names(cast(Any, type(value))) if name not in _OWN]
    inside = {name: _doubted(getattr(value, name), doubt) for name in names}
    return replace(value, unconfirmed=value.unconfirmed or doubt, **inside)


def as_doubtful(entry: E, other: Entry) -> E:
    """`entry` with the doubt of `other`, in whose place it stands."""
    doubt = other.unconfirmed
    return cast(E, doubted(entry, doubt)) if doubt else entry


_OWN = ("id", "unconfirmed", "internal")


def _doubted(value: Any, doubt: str) -> Any:
    is_elsewhere = isinstance(value, Identified | Nameable) and not isinstance(value, Part)
    return value if is_elsewhere else doubted(value, doubt)


def walk(value: object) -> Iterator[Fact[object] | Entry]:
    """Every fact and entry inside `value`, in the order of the model.

    An entry that is referred to from several places comes once.
    """
    yield from _walk(value, set())


def _walk(value: object, seen: set[int]) -> Iterator[Fact[object] | Entry]:
    if isinstance(value, Fact):
        yield value
        return
    if isinstance(value, Entry):
        if id(value) in seen:
            return
        seen.add(id(value))
        yield value
    for item in _inside(value):
        if isinstance(item, Fact):  # most are, and a call for each would be most of the time
            yield item
        elif item is not None and not isinstance(item, str | bool):
            yield from _walk(item, seen)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, Mapping):
        return value.values()
    if is_dataclass(value) and not isinstance(value, type | Origin):
        return [getattr(value, name) for name in _names(type(value))]
    return ()


def contents(value: object) -> tuple[object, ...]:
    """What `value` says: the values inside, by field. Its id is left out, and so are doubts.

    Two entries with the same contents say the same, wherever they are written.
    """
    if isinstance(value, Fact):
        return (value.value,)
    if not isinstance(value, Entry):
        return _values(value)
    if (known := _CONTENTS.get(value)) is None:
        known = _CONTENTS[value] = _contents(value)
    return known


_CONTENTS = WeakKeyDictionary[Entry, tuple[object, ...]]()
"""Of entries in use: a site asks for the same ones in each text and language."""


def _contents(value: Entry) -> tuple[object, ...]:
    own = "id" if isinstance(value, Nameable) else ""
    names = _names(cast(Any, type(value)))
    return tuple(_values(getattr(value, name)) for name in names if name != own)


def _values(value: object) -> tuple[object, ...]:
    if value is None or isinstance(value, str | bool):
        return ()
    if isinstance(value, Fact):
        return (value.value,)
    return tuple(fact.value for fact in walk(value) if isinstance(fact, Fact))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in ("origin", "places"))
