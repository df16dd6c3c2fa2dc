"""What a rendering gives: layers and clauses as trees, with the statements made in them.

The template's output is parsed as XML, then each marker is replaced by what it stands for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.errors import Problem, TemplateError
from generator.provenance import Origin, Stated
from generator.rendering.markers import MARKER, OPEN, Linked

Element = ElementTree.Element
_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class RenderedClause:
    """A clause; `statements` are those printed in it and not in a clause inside it."""

    id: str
    parent: str | None
    element: Element
    template: Origin
    statements: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class RenderedLayer:
    """A layer: its `<article>` and its clauses in the order of the document."""

    name: str
    element: Element
    clauses: tuple[RenderedClause, ...]


def layers(
    output: str, printed: Sequence[Stated | Linked], template: str
) -> tuple[RenderedLayer, ...]:
    """The layers in a template's output; raises TemplateError when it is not well formed."""
    try:
        root = ElementTree.fromstring(f"<root>{output}</root>")
    except ElementTree.ParseError as error:
        line = error.position[0]
        near = output.split("\n")[min(line, output.count("\n") + 1) - 1].strip()
        raise TemplateError(
            Problem(
                Origin(template),
                f"the markup is not well formed near “{MARKER.sub('…', near)[:120]}”.",
                "Close every element in the order of opening; write & as &amp;.",
            )
        ) from None
    loose = [root.text, *(child.tail for child in root)]
    if any(text and text.strip() for text in loose) or any(c.tag != "article" for c in root):
        raise TemplateError(
            Problem(Origin(template), "there is text outside the layers.", "Put it into a clause.")
        )
    return tuple(_layer(article, printed, template) for article in root)


def _layer(article: Element, printed: Sequence[Stated | Linked], template: str) -> RenderedLayer:
    found: dict[Element, list[Stated]] = {}
    order: list[tuple[Element, str | None]] = []
    _walk(article, None, None, printed, found, order, template)
    name = article.get("data-layer", "")
    clauses, seen = [], set()
    for element, parent in order:
        clause = element.get("data-clause", "")
        file, _, line = element.attrib.pop("data-line").rpartition(":")
        place = Origin(file, int(line))
        if clause in seen:
            raise TemplateError(
                Problem(place, f"clause “{clause}” stands twice in this layer.", "Rename one.")
            )
        seen.add(clause)
        element.set("id", clause if name == "full" else f"{name}-{clause}")
        clauses.append(RenderedClause(clause, parent, element, place, tuple(found[element])))
    article.tail = None
    return RenderedLayer(name, article, tuple(clauses))


def _walk(
    element: Element,
    clause: Element | None,
    parent: str | None,
    printed: Sequence[Stated | Linked],
    found: dict[Element, list[Stated]],
    order: list[tuple[Element, str | None]],
    template: str,
) -> None:
    """Put the statements in, depth first, and note in which clause each was made."""
    for name, value in element.attrib.items():
        if OPEN in value:
            raise TemplateError(
                Problem(
                    Origin(template),
                    f"a fact stands inside the attribute “{name}” of <{element.tag}>.",
                    "Use the filters mail, phone or web for links.",
                )
            )
    if element.get("data-clause"):
        order.append((element, clause.get("data-clause") if clause is not None else None))
        clause = element
        found[element] = []
    said = found[clause] if clause is not None else []
    children = list(element)
    for child in children:
        _walk(child, clause, parent, printed, found, order, template)
    tails = [(child, child.tail or "") for child in children]
    for child in children:
        element.remove(child)
    lead, element.text = element.text or "", None
    _put(element, lead, printed, said)
    for child, tail in tails:
        child.tail = None
        element.append(child)
        _put(element, tail, printed, said)


def _put(
    element: Element, text: str, printed: Sequence[Stated | Linked], said: list[Stated]
) -> None:
    """Append `text` to `element`, its markers as what they stand for."""
    pieces = MARKER.split(text)
    _append(element, _SPACE.sub(_one_space, pieces[0]))
    for number, after in zip(pieces[1::2], pieces[2::2], strict=True):
        spoken = printed[int(number)]
        statement = spoken.stated if isinstance(spoken, Linked) else spoken
        said.append(statement)
        _state(element, statement, spoken.href if isinstance(spoken, Linked) else None)
        _append(element, _SPACE.sub(_one_space, after))


def _one_space(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _state(element: Element, statement: Stated, href: str | None) -> None:
    """A statement is text; only a doubt, another language or a link puts an element around it."""
    target = element
    if statement.unconfirmed or statement.language:
        target = ElementTree.SubElement(target, "span")
        if statement.unconfirmed:
            target.set("data-unconfirmed", "")
        if statement.language:
            target.set("lang", statement.language)
    if href:
        target = ElementTree.SubElement(target, "a", {"href": href})
    _append(target, statement.text)
