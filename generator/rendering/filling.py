"""Puts the statements into the parsed tree, as text nodes, and notes where each was made."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from generator.errors import Problem, TemplateError
from generator.message import say
from generator.provenance import Origin, Stated
from generator.rendering import literals
from generator.rendering.markers import MARKER, OPEN, Linked
from generator.rendering.tracing import Trace

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
    statements: list[Stated] = field(default_factory=list)


class Filling:
    """Walks one layer in the order of the document."""

    def __init__(
        self, printed: Sequence[Stated | Linked], template: Origin, trace: Trace | None = None
    ) -> None:
        self._trace = trace
        self.clauses: list[OpenClause] = []
        self.numbers: list[str] = []
        self._printed = printed
        self._template = template
        self._words: dict[str, str] = {}  # a layer has few that are not there many times

    def fill(self, element: Element, clause: OpenClause | None) -> None:
        """Fill `element`, which stands in `clause`, and everything in it."""
        if element.get("data-clause") is not None:
            clause = self._open(element, clause)
        for name, value in element.items():
            if OPEN in value:
                raise self._in_attribute(name, element, clause)
        children = list(element)
        place = 0
        if element.text:
            element.text, elements = self._filled(element.text, clause)
            place = _insert(element, place, elements)
        for child in children:
            self.fill(child, clause)
            place += 1
            if child.tail:
                child.tail, elements = self._filled(child.tail, clause)
                place = _insert(element, place, elements)

    def _open(self, element: Element, outer: OpenClause | None) -> OpenClause:
        file, _, line = element.attrib.pop("data-line", "").rpartition(":")
        if not line.isdecimal():
            raise self._error(
                outer, say("a clause is written by hand."), say("Use the tag clause.")
            )
        parent = outer.id if outer else None
        opened = OpenClause(element.attrib["data-clause"], parent, element, Origin(file, int(line)))
        self.clauses.append(opened)
        return opened

    def _in_attribute(
        self, name: str, element: Element, clause: OpenClause | None
    ) -> TemplateError:
        return self._error(
            clause,
            say(
                "a fact stands inside the attribute “{name}” of <{tag}>.",
                name=name,
                tag=element.tag,
            ),
            say("Use the filters mail, phone or web for links."),
        )

    def _filled(self, text: str, clause: OpenClause | None) -> tuple[str, Sequence[Element]]:
        """`text` up to the first marker that becomes an element, and those elements with what
        follows each; most text has none."""
        if OPEN not in text:
            return self._typed(text, clause), ()
        pieces = MARKER.split(text)
        words, elements = [[self._typed(pieces[0], clause)]], list[Element]()
        for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
            if clause is None:
                raise self._error(
                    None, say("a fact is printed outside the clauses."), say("Move it in.")
                )
            spoken = self._printed[int(number)]
            statement = spoken.stated if isinstance(spoken, Linked) else spoken
            self.numbers.append(number)
            clause.statements.append(statement)
            shown = self._trace.fact(statement) if self._trace else statement.text
            element = _around(statement, spoken, shown)
            if element is None:
                words[-1] += shown, self._typed(after, clause)
            else:
                elements.append(element)
                words.append([self._typed(after, clause)])
        lead, *tails = map("".join, words)
        for element, tail in zip(elements, tails, strict=True):
            element.tail = tail
        return lead, elements

    def _typed(self, words: str, clause: OpenClause | None) -> str:
        """Words of the template; looked at again, for there are many ways to write a digit."""
        spaced = self._words.get(words)
        if spaced is None:
            if literal := literals.TYPED.search(words):
                raise self._error(clause, literals.refused(literal.group()), literals.NO_NUMBERS)
            spaced = self._words[words] = _SPACE.sub(_one_space, words)
        return spaced

    def _error(self, clause: OpenClause | None, message: str, hint: str) -> TemplateError:
        return TemplateError(Problem(clause.place if clause else self._template, message, hint))


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


def _insert(element: Element, place: int, elements: Sequence[Element]) -> int:
    """Put what was made into `element` from `place` on; the place behind it."""
    for new in elements:
        element.insert(place, new)
        place += 1
    return place


def _around(statement: Stated, spoken: Stated | Linked, shown: str) -> Element | None:
    """A statement is text; only a doubt, another language or a link puts an element around it."""
    link = None
    if isinstance(spoken, Linked):
        link = ElementTree.Element("a", {"href": spoken.href})
        link.text = shown
    if not statement.unconfirmed and not statement.language:
        return link
    span = ElementTree.Element("span")
    if statement.unconfirmed:
        span.set("data-unconfirmed", "")
    if statement.language:
        span.set("lang", statement.language)
    if link is None:
        span.text = shown
    else:
        span.append(link)
    return span
