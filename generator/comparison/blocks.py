"""An article as blocks and rows of words, and which block of one is which of the other.

A clause is known by its id, wherever it stands; a row of a table by its name; any other block by
the words that both have in common.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from xml.etree import ElementTree

from generator.comparison.aligning import aligned
from generator.comparison.words import Around, Word, words_of
from generator.expression.elements import INLINE

_BREAK = "br"
_MOST_PAIRS = 4_000
"""More pairs than these are not weighed against each other; then only equal blocks are paired."""
_ALIKE, _CLEARLY = 0.35, 0.5
_IN_PLACE = (
    *("h2", "h3", "h4", "p", "dd", "td", "th", "caption"),
    *("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "div", "header"),
)
"""What takes the place of its like, however different, where one stands against one."""


class NotComparable(ValueError):
    """A text whose markup has no blocks: it is shown line by line."""


@dataclass
class Run:
    """A row of words between two edges of blocks."""

    words: tuple[Word, ...]

    tag = ""
    clause = ""

    @cached_property
    def plain(self) -> str:
        """The words as they are read."""
        return "".join((w.blank and " ") + (w.text or "\n") for w in self.words)

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(self.plain.split())

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return self.bag.total()


class Block:
    """An element that starts lines of its own; `clause` is its id where it is a clause. What is in
    it is read when it is asked for: most blocks of two texts are the same."""

    def __init__(self, element: ElementTree.Element) -> None:
        self.element = element
        self.tag = element.tag
        self.clause = element.get("data-clause", "").strip()

    @cached_property
    def plain(self) -> str:
        """The words as they are read."""
        return " ".join(" ".join(self.element.itertext()).split())

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(self.plain.split())

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return self.bag.total()

    @cached_property
    def widths(self) -> frozenset[int]:
        """How many cells the rows in it have; two where cells span several."""
        rows, cells = self.element.iter("tr"), chain(*map(self.element.iter, ("td", "th")))
        spans = any(cell.attrib.keys() & {"colspan", "rowspan"} for cell in cells)
        return frozenset(map(len, rows)) | ({-1, -2} if spans else set())

    @cached_property
    def items(self) -> "list[Block | Run]":
        """The blocks and the rows of words in it; raises NotComparable."""
        found: list[Block | Run] = []
        texts: list[tuple[str | None, tuple[Around, ...]]] = []
        for piece in _pieces(self.element, ()):
            if isinstance(piece, tuple):
                texts.append(piece)
                continue
            _end(found, texts)
            found.append(Block(piece))
        _end(found, texts)
        return found


Item = Block | Run
Pair = tuple[Item | None, Item | None]
"""What a block was and what it is; one of them is None where it came or went."""


def clauses(root: ElementTree.Element) -> dict[str, Block]:
    """The clauses of an article by their ids, wherever they stand; raises NotComparable."""
    found = [b for b in (Block(e) for e in root.iter() if e.get("data-clause")) if b.clause]
    by_id = {block.clause: block for block in found}
    if len(by_id) < len(found):
        raise NotComparable("two clauses have one id")
    return by_id


def same(old: ElementTree.Element, new: ElementTree.Element) -> bool:
    """Whether two elements are equal in everything but what follows them."""
    if old.tag != new.tag or old.text != new.text or len(old) != len(new):
        return False
    if old.attrib != new.attrib:
        return False
    # As long as each has as many children as the other, both go on together.
    for a, b in islice(zip(old.iter(), new.iter(), strict=False), 1, None):
        if a.text != b.text or a.tail != b.tail or a.tag != b.tag or len(a) != len(b):
            return False
        if a.attrib != b.attrib:
            return False
    return True


def _end(found: list[Item], texts: list[tuple[str | None, tuple[Around, ...]]]) -> None:
    if texts and (words := words_of(texts)):
        found.append(Run(words))
    texts.clear()


def _pieces(
    element: ElementTree.Element, around: tuple[Around, ...]
) -> Iterator[tuple[str | None, tuple[Around, ...]] | ElementTree.Element]:
    """The texts directly in a block, with the inline elements around them, and its blocks."""
    if element.text:
        yield element.text, around
    for child in element:
        if child.get("data-aside") is not None:
            pass
        elif child.tag == _BREAK:
            yield None, around
        elif child.tag in INLINE:
            inner = (*around, Around(child.tag, tuple(child.items()), id(child)))
            yield from _pieces(child, inner)
        elif around:
            raise NotComparable("a block stands in a line")
        else:
            yield child
        if child.tail:
            yield child.tail, around


def paired(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """What stands where, in the order of the newer ones; what went stands where it stood."""
    if len(old) == len(new) == 1 and isinstance(old[0], Run) and isinstance(new[0], Run):
        yield old[0], new[0]
        return
    for is_same, a, b, c, d in aligned([*map(_key, old)], [*map(_key, new)]):
        if is_same:
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _gap(old[a:b], new[c:d])


def _key(item: Item) -> tuple[str, str]:
    if isinstance(item, Run):
        return "", item.plain
    return (item.tag, item.clause) if item.clause else (item.tag, f"\n{item.plain}")


def _gap(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    if len(old) == len(new) == 1 and _in_place(old[0], new[0]):
        yield old[0], new[0]
        return
    best = _matched(old, new) if 0 < len(old) * len(new) <= _MOST_PAIRS else []
    at_old = at_new = 0
    for i, j in [*best, (len(old), len(new))]:
        yield from ((item, None) for item in old[at_old:i])
        yield from ((None, item) for item in new[at_new:j])
        if i < len(old):
            yield old[i], new[j]
        at_old, at_new = i + 1, j + 1


def _in_place(old: Item, new: Item) -> bool:
    """Whether one took the place of the other; a clause is another one where its id is."""
    if old.tag != new.tag or old.clause or new.clause:
        return False
    return not old.tag or old.tag in _IN_PLACE or _similar(old, new) > 0


def _matched(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """Pairs in order. As many blocks as there were, each liker to the one in its place than to
    those beside it, have kept their places; only others are all weighed against each other."""
    if len(old) == len(new) and _in_places(old, new):
        return [(at, at) for at in range(len(old))]
    return _best(old, new)


def _in_places(old: Sequence[Item], new: Sequence[Item]) -> bool:
    """Whether each is clearly like the one in its place, and no neighbours are liker crosswise."""
    before = 0.0
    for at, block in enumerate(old):
        like = _similar(block, new[at])
        if like <= _CLEARLY:
            return False
        if at:
            across = max(_similar(old[at - 1], new[at]), _similar(block, new[at - 1]))
            if across > min(before, like):
                return False
        before = like
    return True


def _best(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """Pairs in order whose likeness is greatest in sum."""
    wide = len(new) + 1
    sums = [[0.0] * wide for _ in range(len(old) + 1)]
    like = [[_similar(a, b) for b in new] for a in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            both = like[i][j] + sums[i + 1][j + 1] if like[i][j] else 0.0
            sums[i][j] = max(both, sums[i + 1][j], sums[i][j + 1])
    pairs, i, j = list[tuple[int, int]](), 0, 0
    while i < len(old) and j < len(new):
        if like[i][j] and sums[i][j] == like[i][j] + sums[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _similar(old: Item, new: Item) -> float:
    """How much two blocks have in common, 0 (they are two) to 2 (rows of one name)."""
    if old.tag != new.tag or old.clause or new.clause:
        return 0.0
    if isinstance(old, Block) and isinstance(new, Block) and old.tag == "tr" and old.items:
        name = old.items[0].plain
        if name and new.items and new.items[0].plain == name:
            return 2.0
    least = 0.01 if old.tag in ("h2", "h3", "h4", "caption") else _ALIKE
    few, many = (old.bag, new.bag) if len(old.bag) <= len(new.bag) else (new.bag, old.bag)
    total = old.size + new.size
    common = sum([min(few[word], many[word]) for word in few.keys() & many.keys()])
    share = 2 * common / total if total else 0.0
    return share if share >= least else 0.0
