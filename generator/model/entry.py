"""The base of everything that `data/` and the statute book can say.

An entry is one mapping of YAML as a frozen object. It knows its own place and the place of each
of its keys, so that whoever finds fault with it can point at the line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from generator.provenance import Fact, Origin

E = TypeVar("E")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One mapping of YAML.

    `places` maps each key that is written (and `key[n]` for items of lists) to its origin.
    `unconfirmed` and `internal` hold for everything inside the mapping.
    """

    origin: Origin = field(compare=False, repr=False)
    places: Mapping[str, Origin] = field(default_factory=dict, compare=False, repr=False)
    unconfirmed: str | None = None
    internal: bool = False

    def at(self, key: str) -> Origin:
        """Where `key` is written; the place of the entry itself when it is not."""
        return self.places.get(key, self.origin)


@dataclass(frozen=True, kw_only=True)
class Identified(Entry):
    """An entry that others refer to by its id."""

    id: Fact[str]


@dataclass(frozen=True, kw_only=True)
class Text(Entry):
    """One statement in the languages in which it is written (`tr:`, `en:`)."""

    by_language: Mapping[str, Fact[str]]

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def find(self, language: str) -> Fact[str] | None:
        """The statement in `language`, or None when it is missing or blank."""
        return self.by_language.get(language) or None


def _is_internal(value: object) -> bool:
    return isinstance(value, Entry | Fact) and value.internal


def public(value: E) -> E:
    """`value` without internal facts: dropped from lists and maps, None in optional fields.

    Nothing internal can then be printed by mistake: the templates never see it.
    """
    return _public(value)  # type: ignore[no-any-return]


def _public(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_public(item) for item in value if not _is_internal(item))
    if isinstance(value, Entry):
        changed = {
            f.name: _public_field(getattr(value, f.name))
            for f in fields(value)
            if f.name not in ("origin", "places", "unconfirmed", "internal")
        }
        return replace(value, unconfirmed=None, **changed)
    if isinstance(value, Mapping):
        return {key: _public(item) for key, item in value.items() if not _is_internal(item)}
    if is_dataclass(value) and not isinstance(value, type | Fact | Origin):
        return replace(
            value, **{f.name: _public_field(getattr(value, f.name)) for f in fields(value)}
        )
    return value


def _public_field(value: Any) -> Any:
    return None if _is_internal(value) else _public(value)


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
    if isinstance(value, tuple):
        for item in value:
            yield from _walk(item, seen)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _walk(item, seen)
    elif is_dataclass(value) and not isinstance(value, type | Origin):
        for name in _names(type(value)):
            yield from _walk(getattr(value, name), seen)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in ("origin", "places"))
