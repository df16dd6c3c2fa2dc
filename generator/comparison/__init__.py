"""Two expressions of one document → what changed between them, clause by clause.

The kind that a release must have follows from it: a changed fact is never less than
substantive. A person confirms the kind; nobody may call a change smaller than it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from xml.etree import ElementTree

from generator.expression import Expression, Layer, text

FactsByClause = Mapping[str, Mapping[str, list[str]]]
"""Clause (`layer#clause`) → key of a fact → the words in which it was printed."""


class What(StrEnum):
    """What happened to a clause."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not as it was; `before` and `after` are its lines."""

    layer: str
    clause: str
    heading: str
    what: What
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def compare(
    before: Expression,
    after: Expression,
    facts_before: FactsByClause | None = None,
    facts_after: FactsByClause | None = None,
) -> list[Change]:
    """The changes from one text to the other, in the order of the newer one.

    With the facts that each clause printed, a change of facts is told from one of words.
    """
    return [
        change
        for name in dict.fromkeys(layer.name for layer in (*after.layers, *before.layers))
        for change in _layer(
            name, _find(before, name), _find(after, name), facts_before or {}, facts_after or {}
        )
    ]


def substantive(changes: Iterable[Change]) -> bool:
    """Whether the reader must be told anew: facts, or clauses that came or went."""
    return any(c.what in (What.ADDED, What.REMOVED, What.FACTS) for c in changes)


def _find(expression: Expression, name: str) -> Layer | None:
    return next((layer for layer in expression.layers if layer.name == name), None)


@dataclass(frozen=True, slots=True)
class _Clause:
    heading: str
    parent: str | None
    lines: tuple[str, ...]


def _clauses(layer: Layer | None) -> dict[str, _Clause]:
    """Each clause with its own lines, without those of the clauses inside it."""
    if layer is None:
        return {}
    root = text.parse(layer.html)
    sections = {s.get("data-clause", ""): s for s in root.iter("section")}
    for section in sections.values():
        for inner in section.iter("section"):
            if inner is not section:
                inner.set("data-inner", "")
    return {
        clause.id: _Clause(clause.heading, clause.parent, _own(sections[clause.id], clause.number))
        for clause in layer.clauses
    }


def _own(section: ElementTree.Element, number: str) -> tuple[str, ...]:
    """The lines of a clause; its number is left out, for it moves with the clauses before it."""
    bare = ElementTree.Element("section")
    bare.extend(child for child in section if child.tag != "section")
    lines = text.lines_of(bare)
    return tuple(line.removeprefix(f"{number}. ") if number else line for line in lines)


def _layer(
    name: str,
    old: Layer | None,
    new: Layer | None,
    facts_before: FactsByClause,
    facts_after: FactsByClause,
) -> Iterable[Change]:
    was, now = _clauses(old), _clauses(new)
    kept = [clause for clause in was if clause in now]
    order = [clause for clause in now if clause in was]
    for clause, after in now.items():
        before = was.get(clause)
        key = f"{name}#{clause}"
        if before is None:
            yield Change(name, clause, after.heading, What.ADDED, (), after.lines)
        elif _said(facts_before.get(key)) != _said(facts_after.get(key)):
            yield Change(name, clause, after.heading, What.FACTS, before.lines, after.lines)
        elif before.lines != after.lines:
            yield Change(name, clause, after.heading, What.REWORDED, before.lines, after.lines)
        elif before.parent != after.parent or kept.index(clause) != order.index(clause):
            yield Change(name, clause, after.heading, What.MOVED, before.lines, after.lines)
    for clause, before in was.items():
        if clause not in now:
            yield Change(name, clause, before.heading, What.REMOVED, before.lines, ())


def _said(facts: Mapping[str, list[str]] | None) -> list[str]:
    """The words of the facts, whatever file they stand in."""
    return sorted(word for words in (facts or {}).values() for word in words)
