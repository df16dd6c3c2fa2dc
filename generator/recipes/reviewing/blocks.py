"""What a page of a review is made of, whatever it is written in: every word in it is plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.comparison.words import Fate
from generator.recipes.reviewing.words import Line


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


_MARKED = {Fate.SAME: Kind.PLAIN, Fate.GONE: Kind.OLD, Fate.COME: Kind.NEW}


def marked(line: Line) -> list[Piece]:
    """A line of a redline. No mark begins with a blank; what came stands apart from what went."""
    pieces: list[Piece] = []
    for fate, words in line:
        if pieces and fate is not Fate.SAME and (words[:1] == " " or pieces[-1].kind is Kind.OLD):
            pieces.append(Piece(" "))
        pieces.append(Piece(words if fate is Fate.SAME else words.strip(), _MARKED[fate]))
    return pieces
