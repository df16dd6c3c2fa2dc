"""Numbers the clauses of the full layer and reads their headings.

The number is real text before the heading (it is cited in letters and must survive copying),
so it is part of the expression and of its digest.
"""

from dataclasses import dataclass
from xml.etree import ElementTree

from generator.errors import Problem, TemplateError
from generator.message import say
from generator.rendering import RenderedClause, RenderedLayer

_HEADINGS = {"full": ("h2", "h3"), "short": ("h3",)}


@dataclass(frozen=True, slots=True)
class Numbered:
    """`number` as printed, without the final full stop (`4.2`), and the heading without it."""

    number: str
    heading: str


def number_clauses(layer: RenderedLayer) -> dict[str, Numbered]:
    """Put the numbers into the headings of `layer`; returns them by clause id."""
    wanted = _HEADINGS[layer.name]
    counts: dict[str | None, int] = {}
    numbered: dict[str, Numbered] = {}
    for clause in layer.clauses:
        depth = 0 if clause.parent is None else 1
        heading = _heading(clause, wanted[depth] if depth < len(wanted) else None)
        counts[clause.parent] = counts.get(clause.parent, 0) + 1
        above = f"{numbered[clause.parent].number}." if clause.parent else ""
        number = f"{above}{counts[clause.parent]}" if layer.name == "full" else ""
        numbered[clause.id] = Numbered(number, " ".join("".join(heading.itertext()).split()))
        if number:
            _prefix(heading, number)
    return numbered


def _heading(clause: RenderedClause, tag: str | None) -> ElementTree.Element:
    first = clause.element[0] if len(clause.element) else None
    if tag is None:
        raise TemplateError(
            Problem(
                clause.template,
                say("clause “{id}” is nested too deep to be numbered.", id=clause.id),
            )
        )
    if first is None or first.tag != tag:
        raise TemplateError(
            Problem(
                clause.template,
                say("clause “{id}” does not open with its heading.", id=clause.id),
                say("Begin it with <{tag}>…</{tag}>.", tag=tag),
            )
        )
    return first


def _prefix(heading: ElementTree.Element, number: str) -> None:
    span = ElementTree.Element("span", {"class": "clause-number"})
    span.text = f"{number}."
    span.tail = f" {heading.text or ''}"
    heading.text = None
    heading.insert(0, span)
