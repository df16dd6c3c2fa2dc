"""The base of everything that `data/` and the statute book can say.

An entry is one mapping of YAML as a frozen object. It knows its own place and the place of each
of its keys, so that whoever finds fault with it can point at the line.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, ClassVar, NoReturn, Self, TypeVar, cast, dataclass_transform

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

    def in_language(self, code: str) -> str:
        """Its words inside a message; in English where the language with this code has none."""
        words = self.find(code) or self.find("en")
        return words.value if words else ""

    def __str__(self) -> str:
        return self.in_language("en")

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
