"""Which words went and which came: a redline of lines, as spans of words."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from generator.comparison.words import Fate, Word, segments, words_of

_AROUND = 8
"""So many words that stay are shown on each side of a change, and at the beginning of its line: a
row of a table begins with what it is about."""
_ALIKE = 0.5
LEFT_OUT = Word("…", blank=" ")


Span = tuple[Fate, str]
"""Words of a line that had the same fate, with the blank before them."""
Line = tuple[Span, ...]


def redline(before: Sequence[str], after: Sequence[str]) -> tuple[Line, ...]:
    """A line for each line that differs, the older and the newer words in one; those that stay far
    from any change are left out."""
    return tuple(_line(old, new) for old, new in _pairs(before, after))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that differ, each with what it became; an empty one where it came or went."""
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = before[a:b], after[c:d]
        if what == "equal":
            continue
        if len(old) == len(new):
            yield from zip(old, new, strict=True)
            continue
        rest = list(new)
        for line in old:
            found = next((n for n, other in enumerate(rest) if _alike(line, other)), None)
            if found is None:
                yield line, ""
            else:
                yield from (("", other) for other in rest[:found])
                yield line, rest[found]
                rest = rest[found + 1 :]
        yield from (("", other) for other in rest)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE


def _line(old: str, new: str) -> Line:
    found = segments(*(words_of([(line, ())]) for line in (old, new)))
    spans: list[tuple[Fate, Sequence[Word]]] = [
        (fate, [word for segment in group for word in segment.words])
        for fate, group in groupby(found, key=lambda segment: segment.fate)
    ]
    return tuple(
        (fate, _read(_near(words, last=number == len(spans)) if fate is Fate.SAME else words))
        for number, (fate, words) in enumerate(spans, start=1)
    )


def _read(words: Sequence[Word]) -> str:
    return "".join(f"{word.blank and ' '}{word.text}" for word in words)


def _near(words: Sequence[Word], *, last: bool) -> Sequence[Word]:
    """Of words that stay, those beside a change; a comma goes with the word before it."""
    before, after = _AROUND, (0 if last else _AROUND)
    begun = [number for number, word in enumerate(words) if word.blank or not number]
    if len(begun) <= before + after + 1:
        return words
    rest = words[begun[-after] :] if after else ()
    return [*words[: begun[before]], LEFT_OUT, *rest]
