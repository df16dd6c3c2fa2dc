"""Two rows of words → what stayed, what went and what came.

A word stays whole: in Turkish its ending is a part of what it says, so a reader is shown the word
and, inside it, the ending that changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from generator.comparison.aligning import aligned

# Whole are: a blank; the groups of a long number (0212 000 00 00); letters with what joins them.
_PIECE = re.compile(
    r"[\t\n\f\r \u00a0\u202f]+|\d+(?:[ \u00a0]\d{2,})+(?!\w)|[^\W_]+(?:[^\w\s]+[^\W_]+)*|.",
    re.DOTALL,
)
_BLANK = "\t\n\f\r \u00a0\u202f"
_LETTERS = re.compile(r"[^\W_]{4,}")
_ALIKE = 0.25
"""Below this share of common words a row is shown as replaced, not as a mixture of both."""
_STEM = 3
"""The fewest letters that two forms of one word have in common."""


class Fate(StrEnum):
    """What became of words."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


class Around(NamedTuple):
    """An inline element around words; `place` tells two equal ones apart."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    place: int

    @property
    def numbers(self) -> bool:
        """Whether it holds the number of a clause."""
        return ("class", "clause-number") in self.attributes


class Word(NamedTuple):
    """A word with the blank before it; `starts` says that a line starts with it, so that a blank
    before it would mean nothing. A break of a line has the tag `br` and no text."""

    text: str
    blank: str = ""
    around: tuple[Around, ...] = ()
    starts: bool = False
    breaks: bool = False

    @property
    def key(self) -> str:
        """What two equal words have in common."""
        if self.breaks:
            return "\n"
        return f" {self.text}" if self.blank or self.starts else self.text


class Segment(NamedTuple):
    """Neighbouring words with one fate."""

    fate: Fate
    words: tuple[Word, ...]

    @property
    def counts(self) -> bool:
        """Whether it is the number of a clause, which moves with the clauses before it."""
        return all(any(around.numbers for around in word.around) for word in self.words)

    @property
    def plain(self) -> str:
        """The words as they are read."""
        return "".join((word.blank and " ") + (word.text or " ") for word in self.words).strip()


def words_of(texts: Iterable[tuple[str | None, tuple[Around, ...]]]) -> tuple[Word, ...]:
    """The words of texts (None: a break), each with the elements around it."""
    words: list[Word] = []
    blank, starts = "", True
    for text, around in texts:
        if text is None:
            words.append(Word("", around=around, breaks=True))
            blank, starts = "", True
            continue
        for piece in _PIECE.findall(text):
            if piece[0] in _BLANK:
                blank = blank or piece
                continue
            words.append(Word(piece, "" if starts else blank, around, starts))
            blank, starts = "", False
    return tuple(words)


def segments(old: Sequence[Word], new: Sequence[Word]) -> list[Segment]:
    """All words of both in one row: those that went stand before those that came for them."""
    steps = _steps(old, new)
    found = list[Segment]()
    for is_same, both in groupby(steps, key=itemgetter(0)):
        gone, come = list[Word](), list[Word]()
        for _, before, after in both:
            gone += before
            come += after
        if is_same:
            found.append(Segment(Fate.SAME, tuple(map(_with_blank, gone, come))))
        else:
            found += _replaced(gone, come)
    return found


def _replaced(gone: list[Word], come: list[Word]) -> Iterator[Segment]:
    """A blank before both is no part of what changed."""
    if gone and come and gone[0].blank and come[0].blank:
        yield Segment(Fate.SAME, (Word("", come[0].blank, starts=True),))
        gone[0], come[0] = gone[0]._replace(blank=""), come[0]._replace(blank="")
    if gone:
        yield Segment(Fate.GONE, tuple(gone))
    if come:
        yield Segment(Fate.COME, tuple(come))


def _with_blank(old: Word, new: Word) -> Word:
    """The newer one; where a line starts with one of them only, the blank of the other counts."""
    return new if new.blank or not old.blank else new._replace(blank=old.blank)


_Step = tuple[bool, Sequence[Word], Sequence[Word]]


def _steps(old: Sequence[Word], new: Sequence[Word]) -> list[_Step]:
    """(whether they stayed, words before, words after), in order."""
    keys = [word.key for word in old], [word.key for word in new]
    if keys[0] == keys[1]:
        return [(True, old, new)]
    steps = list(aligned(*keys))
    common = sum(len(key) for is_same, a, b, _, _ in steps if is_same for key in keys[0][a:b])
    if common < _ALIKE * max(sum(map(len, keys[0])), sum(map(len, keys[1]))):
        return [(False, old, new)]
    last = len(steps) - 1
    return [
        (is_same and (at in (0, last) or _holds(old[a:b])), old[a:b], new[c:d])
        for at, (is_same, a, b, c, d) in enumerate(steps)
    ]


def _holds(words: Sequence[Word]) -> bool:
    """Whether words between two changes are worth standing alone: “ve” is not."""
    return len(words) > 2 or any(word.breaks or _LETTERS.match(word.text) for word in words)


def ending(old: str, new: str) -> int:
    """From which letter on two forms of one word differ; 0 where they are two words."""
    common = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if common is None:
        common = min(len(old), len(new))
    shorter = min(len(old), len(new))
    common = len(old[:common].rstrip("’'"))
    alike = common >= _STEM and 2 * common >= shorter and old[:common].isalpha()
    return common if alike and old != new else 0
