"""The lines of a text as people read them: the cells of a row of a table are one line."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree

from generator.expression import Layer, text

_BETWEEN = " | "


def of_clause(layer: Layer, clause: str) -> tuple[str, ...]:
    """The lines of a clause without those of the clauses in it; without its number."""
    root = text.parse(layer.html)
    section = next(s for s in root.iter("section") if s.get("data-clause") == clause)
    bare = ElementTree.Element("section")
    bare.extend(child for child in section if child.tag != "section")
    number = next((c.number for c in layer.clauses if c.id == clause and c.number), "")
    return tuple(line.removeprefix(f"{number}. ") for line in _rows(bare))


def of_layer(layer: Layer) -> tuple[str, ...]:
    """The lines of a whole layer."""
    return tuple(_rows(text.parse(layer.html)))


def _rows(section: ElementTree.Element) -> Iterator[str]:
    placed = [
        (next((id(block) for block in reversed(around) if block.tag == "tr"), -number), line)
        for number, (around, line) in enumerate(text.placed_lines(section), 1)
    ]
    for _, lines in groupby(placed, key=lambda one: one[0]):
        yield _BETWEEN.join(line for _, line in lines)
