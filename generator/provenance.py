"""Where a statement comes from: the types that every room may know.

A *fact* is one value of `data/` (or of the statute book) together with its *origin*.
A *stated* text is what is printed of one or more facts; it keeps their origins, so that a
sentence on a page can always name the lines it was made from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, Self, TypeVar

T = TypeVar("T", covariant=True)


class Origin(NamedTuple):
    """A place in a YAML file or template.

    `file` is a relative POSIX path (`data/controller.yml`); `line` and `column` count from 1;
    `path` is the YAML path inside the file (`addresses[0].district`), empty for the whole file.
    A place that has no lines (a folder, a release) has line 0.
    """

    file: str
    line: int = 1
    column: int = 1
    path: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def key(self) -> str:
        """The place without its position: stays the same when lines above it move."""
        return f"{self.file}#{self.path.removesuffix('.value')}"


class Proposal(NamedTuple):
    """What somebody would write who may not decide it; `value` is empty where it is what stands
    there already, `day` as in the data (`2026-12-15`)."""

    value: str
    role: str
    day: str


class Doubt(str):
    """The reason of a doubt, in words, with the place of what it is about.

    `origin` is that of the value or the mapping for which “unconfirmed:” is written: one doubt
    may hold for many facts inside, and for none (a basis that is an article alone).
    `by_language` holds the same words in each language where they are written in several,
    `proposed` what is proposed in its place.
    """

    origin: Origin
    by_language: Mapping[str, str]
    proposed: Proposal | None

    def __new__(
        cls,
        reason: str,
        origin: Origin,
        by_language: Mapping[str, str] | None = None,
        proposed: Proposal | None = None,
    ) -> Self:
        """A doubt about what stands at `origin`."""
        doubt = super().__new__(cls, reason)
        doubt.origin, doubt.by_language, doubt.proposed = origin, by_language or {}, proposed
        return doubt

    def with_proposal(self, proposed: Proposal) -> Self:
        """The same doubt with what is proposed."""
        return type(self)(str(self), self.origin, self.by_language, proposed)

    def in_language(self, code: str) -> str:
        """Its words in the language with this code; as they are written where it lacks them."""
        return self.by_language.get(code) or str(self)

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (str(self), self.origin, self.by_language, self.proposed)


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """One value with its origin; `value` is a str, int, date, bool, enum member or duration.

    `internal` facts reach no public output. `unconfirmed` holds the doubt itself (which is
    internal); the fact may be shown in a preview, marked, and blocks a release.
    A fact is true when its value is: a blank one is false.
    """

    value: T
    origin: Origin
    unconfirmed: str | None = None
    internal: bool = False

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        return type(self), (self.value, self.origin, self.unconfirmed, self.internal)

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Stated:
    """Text to print, with the origins of all facts in it.

    `language` is set when the text is in another language than the document around it.
    """

    text: str
    origins: tuple[Origin, ...] = ()
    unconfirmed: bool = False
    internal: bool = False
    language: str | None = None

    @classmethod
    def of(cls, fact: "Fact[object]", text: str) -> "Stated":
        """`fact`, written out as `text`."""
        return cls(text, (fact.origin,), fact.unconfirmed is not None, fact.internal)

    def written(self, text: str) -> "Stated":
        """The same facts in other letters: a suffix added, a space protected."""
        return replace(self, text=text)

    def __bool__(self) -> bool:
        return bool(self.text)
