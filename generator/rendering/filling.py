"""Puts the statements into the parsed tree, as text nodes, and notes where each was made."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from generator.errors import Problem, TemplateError
from generator.provenance import Origin, Stated
from generator.rendering import typed
from generator.rendering.markers import MARKER, OPEN, Linked

Element = ElementTree.Element
# Only what is not one space or one line's end already: most words stand well as they are.
_SPACE = re.compile(r"[ \t\r\n]{2,}|[\t\r]")


@dataclass(slots=True)
class OpenClause:
    """A clause while it is filled."""

    id: str
    parent: str | None
    element: Element
    place: Origin
    said: list[Stated] = field(default_factory=list)


class Filling:
    """Walks one layer in the order of the document."""

    def __init__(self, printed: Sequence[Stated | Linked], template: Origin) -> None:
        self.clauses: list[OpenClause] = []
        self.numbers: list[str] = []
        self._printed = printed
        self._template = template

    def fill(self, element: Element, clause: OpenClause | None) -> None:
        """Fill `element`, which stands in `clause`, and everything in it."""
        if "data-clause" in element.attrib:
            clause = self._open(element, clause)
        self._refuse_attributes(element, clause)
        children = list(element)
        for child in children:
            element.remove(child)
        lead, element.text = element.text or "", None
        self._put(element, lead, clause)
        for child in children:
            tail, child.tail = child.tail or "", None
            element.append(child)
            self.fill(child, clause)
            self._put(element, tail, clause)

    def _open(self, element: Element, outer: OpenClause | None) -> OpenClause:
        file, _, line = element.attrib.pop("data-line", "").rpartition(":")
        if not line.isdecimal():
            raise self._error(outer, "a clause is written by hand.", "Use the tag clause.")
        parent = outer.id if outer else None
        opened = OpenClause(element.attrib["data-clause"], parent, element, Origin(file, int(line)))
        self.clauses.append(opened)
        return opened

    def _refuse_attributes(self, element: Element, clause: OpenClause | None) -> None:
        for name, value in element.attrib.items():
            if OPEN in value:
                raise self._error(
                    clause,
                    f"a fact stands inside the attribute “{name}” of <{element.tag}>.",
                    "Use the filters mail, phone or web for links.",
                )

    def _put(self, element: Element, text: str, clause: OpenClause | None) -> None:
        """Append `text` to `element`, its markers as what they stand for."""
        pieces = MARKER.split(text)
        self._put_typed(element, pieces[0], clause)
        for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
            if clause is None:
                raise self._error(None, "a fact is printed outside the clauses.", "Move it in.")
            spoken = self._printed[int(number)]
            self.numbers.append(number)
            clause.said.append(spoken.stated if isinstance(spoken, Linked) else spoken)
            _state(element, spoken)
            self._put_typed(element, after, clause)

    def _put_typed(self, element: Element, text: str, clause: OpenClause | None) -> None:
        """Words of the template; looked at again, for there are many ways to write a digit."""
        if found := typed.TYPED.search(text):
            raise self._error(clause, typed.refused(found.group()), typed.NO_NUMBERS)
        _append(element, _SPACE.sub(_one_space, text))

    def _error(self, clause: OpenClause | None, message: str, hint: str) -> TemplateError:
        return TemplateError(Problem(clause.place if clause else self._template, message, hint))


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _state(element: Element, spoken: Stated | Linked) -> None:
    """A statement is text; only a doubt, another language or a link puts an element around it."""
    statement = spoken.stated if isinstance(spoken, Linked) else spoken
    target = element
    if statement.unconfirmed or statement.language:
        target = ElementTree.SubElement(target, "span")
        if statement.unconfirmed:
            target.set("data-unconfirmed", "")
        if statement.language:
            target.set("lang", statement.language)
    if isinstance(spoken, Linked):
        target = ElementTree.SubElement(target, "a", {"href": spoken.href})
    _append(target, statement.text)
