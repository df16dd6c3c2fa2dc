"""Two articles as one: what stayed, with `ins` around words that came and `del` around those that
went, and an entry for each change.

The marks stand inside blocks and never around them, so a row that is gone is still a row. Without
`del` the words are those of the newer text, without `ins` those of the older one (`judging`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from xml.etree import ElementTree

from generator.comparison.blocks import Block, Item, Pair, Run, paired, same
from generator.comparison.edits import Edit, Kind
from generator.comparison.marking import Writer, copied, kept, tag_of
from generator.comparison.words import Fate, Segment, segments

MOVED_TO, MOVED = "data-moved-to", "data-moved"
"""Where a clause stood that stands elsewhere now; and that clause."""
_ROW = Kind.ROW_ADDED, Kind.ROW_REMOVED, Kind.ROW_REWORDED
_ITEM = Kind.ITEM_ADDED, Kind.ITEM_REMOVED, Kind.ITEM_REWORDED
_UNITS = {"tr": _ROW, "li": _ITEM}
_WHOLE = Kind.CLAUSE_ADDED, Kind.CLAUSE_REMOVED
_PARTS = ("caption", "thead", "tbody", "tfoot")


@dataclass
class _Draft:
    """A change while it is gathered; `number` is 0 until its first word is met."""

    kind: Kind
    clause: str
    subject: str = ""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    number: int = 0


@dataclass
class Merger:
    """Merges one layer. `was` and `now` are the clauses of each side by id, wherever they stand;
    `first` is the number of its first change."""

    layer: str
    headings: Mapping[str, str]
    was: Mapping[str, Block]
    now: Mapping[str, Block]
    first: int = 1
    _drafts: list[_Draft] = field(default_factory=list)
    _waiting: list[int] = field(default_factory=list)
    _clause: str = ""
    _unit: _Draft | None = None
    _term: _Draft | None = None
    _sentences: dict[str, _Draft] = field(default_factory=dict)

    @property
    def edits(self) -> list[Edit]:
        """The changes in the order in which they begin."""
        return [
            Edit(
                draft.kind, self.layer, draft.clause, self.headings.get(draft.clause, ""),
                draft.subject, tuple(dict.fromkeys(draft.pairs)),
            )
            for draft in self._drafts
        ]  # fmt: skip

    def root(self, old: Block, new: Block) -> ElementTree.Element:
        """Both articles as one element."""
        element = ElementTree.Element("div")
        self._items(element, _pairs(old, new))
        return element

    def _items(self, parent: ElementTree.Element, pairs: Iterator[Pair]) -> None:
        for was, now in pairs:
            if isinstance(was, Run) or isinstance(now, Run):
                self._run(parent, was, now)
            elif was and now:
                self._both(parent, was, now)
            elif now and now.clause in self.was:
                self._moved(parent, self.was[now.clause], now)
            elif was and was.clause in self.now:
                place = {MOVED_TO: was.clause, "data-aside": ""}
                ElementTree.SubElement(parent, "p", place)
            elif one := now or was:
                self._one(parent, one, came=now is not None)

    def _both(self, parent: ElementTree.Element, was: Block, now: Block) -> None:
        alike = same(was.element, now.element)
        if not alike and not _mergeable(was, now):
            self._one(parent, was, came=False)
            self._one(parent, now, came=True)
            return
        outside = self._clause, self._unit
        self._clause = now.clause or self._clause
        self._open(now, 2)
        if alike and not self._waiting:
            copied(parent, now.element)
            self._clause, self._unit = outside
            return
        element = ElementTree.SubElement(parent, tag_of(now.element), kept(now.element))
        self._items(element, _pairs(was, now))
        self._clause, self._unit = outside

    def _moved(self, parent: ElementTree.Element, was: Block, now: Block) -> None:
        unit, self._unit = self._unit, None
        self._add(_Draft(Kind.CLAUSE_MOVED, now.clause))
        self._both(parent, was, now)
        parent[-1].attrib.update({MOVED: now.clause, "class": "moved"})
        self._unit = unit

    def _one(self, parent: ElementTree.Element, block: Block, *, came: bool) -> None:
        """A block that came or went, with all that is in it."""
        outside = self._clause, self._unit
        self._clause = block.clause or self._clause
        attributes = kept(block.element) | {"class": "came" if came else "went"}
        if not came:
            attributes.pop("id", None)
        element = ElementTree.SubElement(parent, tag_of(block.element), attributes)
        if block.clause and self._unit is None:
            self._unit = self._add(_Draft(_WHOLE[not came], block.clause))
        self._open(block, int(not came))
        sides: Iterator[Pair] = ((None, i) if came else (i, None) for i in block.items)
        self._items(element, sides)
        self._clause, self._unit = outside

    def _open(self, block: Block, fate: int) -> None:
        """Begin a row, an item or a term; one inside another belongs to it. `fate`: whether it
        came, went or stayed."""
        if self._unit is None and (kinds := _UNITS.get(block.tag)):
            self._unit = _Draft(kinds[fate], self._clause, _subject(block))
        if block.tag == "dt":
            self._term = _Draft(_ITEM[fate], self._clause, block.plain)

    def _add(self, draft: _Draft) -> _Draft:
        self._drafts.append(draft)
        draft.number = self.first + len(self._drafts) - 1
        self._waiting.append(draft.number)
        return draft

    def _run(self, parent: ElementTree.Element, was: Item | None, now: Item | None) -> None:
        row = segments(
            was.words if isinstance(was, Run) else (), now.words if isinstance(now, Run) else ()
        )
        if told := list(_told(row)):
            draft = self._unit or self._entry(parent.tag)
            if not draft.number:
                self._add(draft)
            if draft.kind not in _WHOLE:
                draft.pairs += told
        Writer(parent, self._waiting).write(row)

    def _entry(self, tag: str) -> _Draft:
        """The entry of words in no row and no item: that of their term, or of their clause."""
        if tag in ("dt", "dd") and self._term:
            return self._term
        return self._sentences.setdefault(self._clause, _Draft(Kind.REWORDED, self._clause))


def _told(row: list[Segment]) -> Iterator[tuple[str, str]]:
    """The words before and after of each mark; the number of a clause is no change of it."""
    before = ""
    for segment, after in zip_longest(row, row[1:]):
        if segment.fate is Fate.SAME or segment.counts:
            before = ""
        elif segment.fate is Fate.COME:
            yield before, segment.plain
            before = ""
        elif after and after.fate is Fate.COME:
            before = segment.plain
        else:
            yield segment.plain, ""


def _pairs(old: Block, new: Block) -> Iterator[Pair]:
    """What stands where. Cells have their columns, and a table has one caption."""
    if old.tag == "tr":
        return iter(zip_longest(old.items, new.items))
    if old.tag == "table" and _parts(old) and _parts(new):
        return _in_order(old, new)
    return paired(old.items, new.items)


def _in_order(old: Block, new: Block) -> Iterator[Pair]:
    for tag in _PARTS:
        was, now = ([item for item in table.items if item.tag == tag] for table in (old, new))
        yield from zip_longest(was, now)


def _parts(table: Block) -> bool:
    return all(item.tag in _PARTS for item in table.items)


def _mergeable(was: Block, now: Block) -> bool:
    """Whether both can be shown as one: tables have the same columns, rows the same cells."""
    if was.tag == "tr":
        return [item.tag for item in was.items] == [item.tag for item in now.items]
    return was.tag != "table" or (len(was.widths) < 2 and was.widths == now.widths)


def _subject(block: Block) -> str:
    """What a row is called: its first cell; an item of a list is called nothing."""
    return block.items[0].plain if block.tag == "tr" and block.items else ""
