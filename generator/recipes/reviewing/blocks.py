"""What a page of a review is made of, whatever it is written in: every word in it is plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a piece of a line is set."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"
    OLD = "old"
    NEW = "new"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; a link has a `url`."""

    text: str
    kind: Kind = Kind.PLAIN
    url: str = ""


Inline = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1."""

    level: int
    words: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    words: Inline


@dataclass(frozen=True, slots=True)
class Items:
    """A list without numbers."""

    items: Sequence[Inline]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each of some lines; `languages` are those of the columns, "" where it is that
    of the page."""

    head: Sequence[str]
    rows: Sequence[Sequence[Sequence[Inline]]]
    languages: Sequence[str] = ()


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that are shown together or left out together; `counts` says what is left out then."""

    blocks: Sequence[Block]
    counts: str = ""
