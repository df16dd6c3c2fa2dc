"""A paper in the form of a table: every cell knows where in `data/` it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from generator.provenance import Origin, Stated
from generator.rendering import Trace

_OWN_LINE = {"p", "li", "br"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of words, each with the places of its facts; whether something is in doubt.

    `begins` is where the row begins: the place of a cell in which nothing is written. `choices` is
    the list of the register of which it is one.
    """

    lines: tuple[tuple[str, tuple[Origin, ...]], ...] = ()
    doubtful: bool = False
    begins: tuple[Origin, ...] = ()
    choices: str = ""

    @property
    def text(self) -> str:
        """The words, line by line."""
        return "\n".join(words for words, _ in self.lines)

    @property
    def places(self) -> tuple[Origin, ...]:
        """Where its facts are written, each once."""
        found = dict.fromkeys(place for _, places in self.lines for place in places)
        return tuple(found) or self.begins


@dataclass(frozen=True, slots=True)
class Sheet:
    """`keys` name the columns in every language, `heads` in one; each row has a cell for each."""

    name: str
    keys: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def read(layer: ElementTree.Element, marks: Trace) -> tuple[Sheet, ...]:
    """The tables of a layer that was composed with `marks`; captions name them, and the heads
    carry the keys (`data-key`)."""
    return tuple(_sheet(table, marks) for table in layer.iter("table"))


def _sheet(table: ElementTree.Element, marks: Trace) -> Sheet:
    heads, (caption,) = list(table.iterfind("./thead/tr/th")), table.iterfind("./caption")
    return Sheet(
        name=_cell(caption, marks).text,
        keys=tuple(head.attrib["data-key"] for head in heads),
        heads=tuple(_cell(head, marks).text for head in heads),
        rows=tuple(_row(row, marks) for row in table.iterfind("./tbody/tr")),
    )


def _row(row: ElementTree.Element, marks: Trace) -> tuple[Cell, ...]:
    """A cell in which nothing is written is placed where its row begins."""
    cells = [_cell(cell, marks) for cell in row]
    begins = next((cell.places[:1] for cell in cells if cell.places), ())
    return tuple(replace(cell, begins=begins) for cell in cells)


def _cell(element: ElementTree.Element, marks: Trace) -> Cell:
    lines, doubtful = list[tuple[str, tuple[Origin, ...]]](), _marked(element)
    for line in "".join(_words(element)).split("\n"):
        stated = [what for letter in line if isinstance(what := marks.of(letter), Stated)]
        doubtful = doubtful or any(one.unconfirmed for one in stated)
        places = dict.fromkeys(origin for one in stated for origin in one.origins)
        if words := " ".join(marks.plain(line).split()):
            lines.append((words, tuple(places)))
    return Cell(tuple(lines), doubtful, choices=element.get("data-choices", ""))


def _marked(element: ElementTree.Element) -> bool:
    return any(part.get("data-unconfirmed") is not None for part in element.iter())


def _words(element: ElementTree.Element) -> Iterator[str]:
    """The words, a line break wherever a line begins or ends; those of the source are spaces."""
    yield (element.text or "").replace("\n", " ")
    for part in element:
        own = "\n" if part.tag in _OWN_LINE else ""
        yield own
        yield from _words(part)
        yield own
        yield (part.tail or "").replace("\n", " ")


def as_rows(sheet: Sheet) -> Sequence[dict[str, object]]:
    """The rows as data: each cell by its key, with its places (`file:line`)."""
    return [
        {
            key: {"text": cell.text, "places": [str(place) for place in cell.places]}
            | ({"unconfirmed": True} if cell.doubtful else {})
            for key, cell in zip(sheet.keys, row, strict=True)
        }
        for row in sheet.rows
    ]
