"""A text as it is read to be compared: once, though it has one neighbour before and one after."""

from collections.abc import Mapping
from functools import cached_property
from xml.etree import ElementTree

from generator.comparison import blocks
from generator.comparison.blocks import Block
from generator.expression import Clause, Expression, Layer, text

FactsByClause = Mapping[str, Mapping[str, list[str]]]
"""Clause (`layer#clause`) → key of a fact → the words in which it was printed."""


class Side:
    """One layer; one that the text does not have is empty."""

    def __init__(self, layer: Layer | None) -> None:
        self.clauses: tuple[Clause, ...] = layer.clauses if layer else ()
        self._layer = layer

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its lines, as `text-1` counts them."""
        return self._layer.all_lines if self._layer else ()

    @cached_property
    def block(self) -> Block:
        """Its article."""
        layer = self._layer
        return Block(text.parse(layer.html) if layer else ElementTree.Element("div"))

    @cached_property
    def by_id(self) -> Mapping[str, Block]:
        """Its clauses as blocks, wherever they stand; raises blocks.NotComparable."""
        return blocks.clauses(self.block.element)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Clause, ElementTree.Element]]:
        """Its clauses in their order, each with its section; of two with one id the last."""
        sections = {s.get("data-clause", ""): s for s in self.block.element.iter("section")}
        return {clause.id: (clause, sections[clause.id]) for clause in self.clauses}


class Version:
    """A text with the facts that each of its clauses printed."""

    def __init__(self, text: Expression, facts: FactsByClause | None = None) -> None:
        self.text = text
        self.facts = facts or {}
        self._sides = {layer.name: Side(layer) for layer in text.layers}

    def side(self, name: str) -> Side:
        """The layer of a name."""
        return self._sides.get(name) or Side(None)


def layers(before: Version, after: Version) -> list[str]:
    """The names of the layers of both, in the order of the newer one."""
    both = (*after.text.layers, *before.text.layers)
    return list(dict.fromkeys(layer.name for layer in both))
