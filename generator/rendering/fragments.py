"""What a rendering gives: layers and clauses as trees, with the statements made in them.

The template's output is parsed as XML, then `filling` replaces each marker by what it stands for.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.errors import Problem, TemplateError
from generator.message import say
from generator.provenance import Origin, Stated
from generator.rendering.filling import Filling
from generator.rendering.markers import CLOSE, MARKER, OPEN, Linked
from generator.rendering.tags import LAYERS
from generator.rendering.tracing import Trace

Element = ElementTree.Element
_OPENED = re.compile(r'<section data-clause="([^"]*)" data-line="([^"]*):([0-9]+)">')


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
    output: str,
    printed: Sequence[Stated | Linked],
    template: str,
    trace: Trace | None = None,
) -> tuple[RenderedLayer, ...]:
    """The layers in a template's output; raises TemplateError when it breaks a rule."""
    whole = f"<root>{output}</root>"
    try:
        root = ElementTree.fromstring(whole)
    except ElementTree.ParseError as error:
        raise TemplateError(_ill_formed(whole, error.position, template)) from None
    _refuse_misplaced(root, Origin(template))
    articles = tuple(_layer(article, Filling(printed, Origin(template), trace)) for article in root)
    filled = [number for _, filling in articles for number in filling.numbers]
    _refuse_lost(whole, filled, template)
    return tuple(layer for layer, _ in articles)


def _ill_formed(whole: str, position: tuple[int, int], template: str) -> Problem:
    line, column = position
    before = whole.split("\n")[: line - 1]
    offset = sum(len(text) + 1 for text in before) + column
    place, clause = _around(whole, offset, template)
    begun = max((m.end() for m in _OPENED.finditer(whole, 0, offset)), default=0)
    near = whole[max(begun, offset - 60) : offset + 60].partition("<section")[0]
    excerpt = " ".join(MARKER.sub("…", near).split())
    return Problem(
        place,
        say(
            "the markup is not well formed{clause} near “{excerpt}”.",
            clause=clause,
            excerpt=excerpt,
        ),
        say("Close every element in the order of opening; write & as &amp;."),
    )


def _around(whole: str, offset: int, template: str) -> tuple[Origin, str]:
    """The clause that was opened last before `offset`: its place, and words that name it."""
    opened = list(_OPENED.finditer(whole, 0, max(0, offset)))
    if not opened:
        return Origin(template), ""
    clause, file, line = opened[-1].groups()
    return Origin(file, int(line)), say(" in clause “{clause}”", clause=clause)


def _refuse_misplaced(root: Element, place: Origin) -> None:
    """Layers stand at the top and once each; everything else stands in one."""
    for child in root:
        if child.tag == "section":
            message = say(
                "clause “{child}” stands outside the layers.", child=child.get("data-clause", "")
            )
            raise TemplateError(Problem(place, message, say("Put it into {% layer … %}.")))
    loose = [root.text, *(child.tail for child in root)]
    known = [child.tag == "article" and child.get("data-layer") in LAYERS for child in root]
    if any(text and text.strip() for text in loose) or not all(known):
        message = say("there is text outside the layers.")
        raise TemplateError(Problem(place, message, say("Put it into a clause.")))
    seen: set[str] = set()
    for article in root.iter("article"):
        name = article.get("data-layer", "")
        if article not in list(root):
            raise TemplateError(
                Problem(place, say("layer “{name}” stands inside another element.", name=name))
            )
        if name in seen:
            raise TemplateError(
                Problem(place, say("layer “{name}” stands twice.", name=name), say("Join them."))
            )
        seen.add(name)


def _refuse_lost(whole: str, filled: list[str], template: str) -> None:
    """Every marker of the output was found in a text; comments and the like hold none."""
    if MARKER.findall(whole) == filled and whole.count(OPEN) == whole.count(CLOSE) == len(filled):
        return
    rest = Counter(filled)
    for match in MARKER.finditer(whole):
        if not rest[match.group(1)]:
            place, clause = _around(whole, match.start(), template)
            message = say(
                "a fact is printed where no text is{clause}, for example in a comment.",
                clause=clause,
            )
            raise TemplateError(Problem(place, message, say("Comments are written {# … #}.")))
        rest[match.group(1)] -= 1
    if stray := re.search(f"[{OPEN}{CLOSE}]", MARKER.sub("", whole)):
        message = say(
            "the character U+{code} stands in the text.", code=f"{ord(stray.group()):04X}"
        )
        raise TemplateError(Problem(Origin(template), message))


def _layer(article: Element, filling: Filling) -> tuple[RenderedLayer, Filling]:
    filling.fill(article, None)
    name = article.get("data-layer", "")
    clauses: dict[str, RenderedClause] = {}
    for clause in filling.clauses:
        if clause.id in clauses:
            raise TemplateError(
                Problem(
                    clause.place,
                    say("clause “{id}” stands twice in this layer.", id=clause.id),
                    say("Rename one."),
                )
            )
        clause.element.set("id", clause.id if name == "full" else f"{name}-{clause.id}")
        clauses[clause.id] = RenderedClause(
            clause.id, clause.parent, clause.element, clause.place, tuple(clause.statements)
        )
    article.tail = None
    return RenderedLayer(name, article, tuple(clauses.values())), filling
