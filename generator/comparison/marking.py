"""Rows of words with their marks, as elements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from xml.etree import ElementTree

from generator.comparison.words import Around, Fate, Segment, Word, ending
from generator.expression.elements import BLOCK, INLINE

STEP = "data-change"
"""Where a change begins, with its number."""
_AROUND, _BREAKS = map(Word._fields.index, ("around", "breaks"))
_MARKS = {Fate.GONE: "del", Fate.COME: "ins"}
_SHOWN = frozenset("a abbr b bdi cite code em i q small strong sub sup time dfn span".split())
_OF_BLOCKS = frozenset("id lang dir scope colspan rowspan data-label".split())
_KEPT = frozenset("href lang dir datetime".split())


@dataclass
class Writer:
    """Writes into one element; `waiting` are the numbers of changes that begin here."""

    parent: ElementTree.Element
    waiting: list[int]
    _open: list[tuple[Around, ElementTree.Element]] = field(default_factory=list)

    def write(self, row: Sequence[Segment]) -> None:
        """All segments; a change begins before its first mark, one without marks at the start."""
        marked = any(segment.fate is not Fate.SAME for segment in row)
        for at, segment in enumerate(row):
            if segment.fate is not Fate.SAME or not marked:
                self._steps()
            self._segment(segment, _counterpart(row, at))

    def _steps(self) -> None:
        for number in self.waiting:
            ElementTree.SubElement(self.parent, "i", {STEP: str(number)})
        self.waiting.clear()

    def _segment(self, segment: Segment, other: str) -> None:
        mark = _MARKS.get(segment.fate)
        base = ElementTree.SubElement(self.parent, mark) if mark else self.parent
        self._open.clear()
        for inside, words in groupby(segment.words, key=itemgetter(_AROUND)):
            around = [a for a in inside if _is_shown(a, segment.fate)]
            while self._open and [a for a, _ in self._open] != around[: len(self._open)]:
                self._open.pop()
            first, *more = words
            _say(self._inner(base), first.blank)
            for one in around[len(self._open) :]:
                element = ElementTree.SubElement(self._inner(base), one.tag, _attributes(one))
                self._open.append((one, element))
            inner = self._inner(base)
            self._word(inner, first, other)
            _words(inner, more)

    def _inner(self, base: ElementTree.Element) -> ElementTree.Element:
        return self._open[-1][1] if self._open else base

    @staticmethod
    def _word(element: ElementTree.Element, word: Word, other: str) -> None:
        """A word; of two forms of one word, the ending that changed stands out."""
        if other and (start := ending(word.text, other)) and word.text[start:]:
            _say(element, word.text[:start])
            ElementTree.SubElement(element, "b").text = word.text[start:]
        elif word.breaks:
            ElementTree.SubElement(element, "br")
        else:
            _say(element, word.text)


def _words(element: ElementTree.Element, words: Iterable[Word]) -> None:
    """Words that stand in the same elements, each with the blank before it."""
    for breaks, some in groupby(words, key=itemgetter(_BREAKS)):
        if breaks:
            for one in some:
                _say(element, one.blank)
                ElementTree.SubElement(element, "br")
        else:
            _say(element, "".join([f"{one.blank}{one.text}" for one in some]))


def copied(parent: ElementTree.Element, element: ElementTree.Element) -> None:
    """Put an element into another one as the rest is written: what stayed as it was."""
    if element.get("data-aside") is not None:
        return
    inline = element.tag in INLINE
    if inline:
        attributes = _attributes(Around(element.tag, tuple(element.items()), 0))
    else:
        attributes = kept(element)
    new = ElementTree.SubElement(parent, tag_of(element), attributes)
    new.text = element.text
    for child in element:
        copied(new, child)
        _say(new, child.tail or "")


def tag_of(element: ElementTree.Element) -> str:
    """The name that an element has in a redline: one of a text, and never an article."""
    known = element.tag in BLOCK and element.tag != "article"
    return element.tag if known or element.tag in INLINE else "div"


def kept(element: ElementTree.Element) -> dict[str, str]:
    """The attributes that a block has in a redline."""
    return {name: value for name, value in element.items() if name in _OF_BLOCKS}


def _counterpart(row: Sequence[Segment], at: int) -> str:
    """The one word that took the place of one word, or whose place it took; otherwise empty."""
    step = {Fate.GONE: 1, Fate.COME: -1}.get(row[at].fate, 0)
    if not step or not 0 <= at + step < len(row):
        return ""
    other = row[at + step]
    alone = len(row[at].words) == len(other.words) == 1
    return other.words[0].text if alone and other.fate not in (Fate.SAME, row[at].fate) else ""


def _is_shown(around: Around, fate: Fate) -> bool:
    """Words that are gone lead nowhere; a marked term is a word like any other."""
    if around.tag not in _SHOWN or (around.tag == "a" and fate is Fate.GONE):
        return False
    return around.tag != "span" or around.numbers or "lang" in dict(around.attributes)


def _attributes(around: Around) -> dict[str, str]:
    kept = {name: value for name, value in around.attributes if name in _KEPT}
    return kept | ({"class": "clause-number"} if around.numbers else {})


def _say(element: ElementTree.Element, words: str) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
