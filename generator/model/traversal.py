"""What is inside an entry: everything it says, without what is internal, or all of it in doubt."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import attrgetter, is_
from types import NoneType
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from generator.model.entry import Entry, Identified, Nameable, Part, Text
from generator.provenance import Fact, Origin

E = TypeVar("E")
_MARKED = (Entry, Fact)
_EMPTY = {str, bool, NoneType}
_PLAIN = (Fact, Origin, str, bool, NoneType)
_OF_ALL = ("unconfirmed", "internal")
"""Of every entry, and nothing is inside."""


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
    if is_dataclass(value) and not isinstance(value, type):
        if id(value) not in made:
            made[id(value)] = _public_entry(value, made)
        return made[id(value)]
    if isinstance(value, Mapping):
        held = {key: _public(item, made) for key, item in value.items() if not _is_internal(item)}
        same = len(held) == len(value) and all(map(is_, held.values(), value.values()))
        return value if same else held
    return value


def _public_entry(value: Any, made: dict[int, Any]) -> Any:
    kind, changed = cast(Any, type(value)), dict[str, Any]()
    for name in names_of(kind):
        held = getattr(value, name)
        if type(held) in _EMPTY or (type(held) is Fact and not held.internal):
            continue  # most are, and a call for each would be most of the time
        public = None if _is_internal(held) else _public(held, made)
        if public is not held:
            changed[name] = public
    if isinstance(value, Entry) and value.unconfirmed is not None:
        changed["unconfirmed"] = None
    return replace(value, **changed) if changed else value


def disclosed(value: E) -> E:
    """`value` with what is internal like all the rest: for papers that no site shows."""
    return _disclosed(value, {})  # type: ignore[no-any-return]


def _disclosed(value: Any, made: dict[int, Any]) -> Any:
    if isinstance(value, Fact):
        return replace(value, internal=False) if value.internal else value
    if isinstance(value, tuple):
        return tuple(_disclosed(item, made) for item in value)
    if isinstance(value, Mapping):
        return {key: _disclosed(item, made) for key, item in value.items()}
    if not isinstance(value, Entry) and not (is_dataclass(value) and not isinstance(value, type)):
        return value
    if id(value) not in made:
        kind = cast(Any, type(value))
        inside = {name: _disclosed(getattr(value, name), made) for name in names_of(kind)}
        opened = {"internal": False} if isinstance(value, Entry) else {}
        made[id(value)] = replace(cast(Any, value), **{**inside, **opened})
    return made[id(value)]


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
    names = [name for name in names_of(cast(Any, type(value))) if name not in _OWN]
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


def walk(value: object) -> Sequence[Fact[object] | Entry]:
    """Every fact and entry inside `value`, in the order of the model.

    An entry that is referred to from several places comes once.
    """
    met: list[Fact[object] | Entry] = []
    _walk((value,), set(), met)
    return met


def _walk(values: Iterable[object], seen: set[int], met: list[Fact[object] | Entry]) -> None:
    for value in values:
        kind: Any = type(value)
        if kind is Fact:  # most are, and a call for each would be most of the time
            met.append(cast(Fact[object], value))
        elif kind not in _EMPTY and id(value) not in seen and (inside := _inside(kind)):
            if isinstance(value, Entry):
                seen.add(id(value))
                met.append(value)
            if isinstance(value, Text):
                met += value.by_language.values()
            else:
                _walk(inside(value), seen, met)


@cache
def _inside(kind: Any) -> Callable[[Any], Iterable[object]] | None:
    """What gives the values inside one of `kind`; None for a plain value."""
    if kind is tuple:
        return tuple
    if issubclass(kind, Mapping):
        return lambda value: value.values()
    if not is_dataclass(kind):
        return None
    names = [name for name in names_of(cast(Any, kind)) if name not in _OF_ALL]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]


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
    names = names_of(cast(Any, type(value)))
    return tuple(_values(getattr(value, name)) for name in names if name != own)


def _values(value: object) -> tuple[object, ...]:
    if value is None or isinstance(value, str | bool):
        return ()
    if isinstance(value, Fact):
        return (value.value,)
    return tuple(fact.value for fact in walk(value) if isinstance(fact, Fact))


@cache
def names_of(kind: Any) -> tuple[str, ...]:
    """The fields of a type of the model, in its order, without where each is written."""
    return tuple(f.name for f in fields(kind) if f.name not in ("origin", "places"))
