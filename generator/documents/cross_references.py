"""The links between the texts of a site: each leads to a place that its reader will find.

A release would freeze a link that leads nowhere, and a site with one is never built. What can be
seen in one text alone is refused where it is composed; here all texts are at hand.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from generator.errors import Problem
from generator.expression import Expression, Layer, Reference, reference
from generator.expression import text as text_1
from generator.message import say
from generator.provenance import Origin

_ID = re.compile(r'id="(?<=\sid=")([^"]*)"')
_Anchors = Mapping[tuple[str, str], Set[str]]


def problems(texts: Sequence[Expression]) -> list[Problem]:
    """Each link to a clause that its text does not have; `texts` are all those of a site."""
    anchors = {
        (text.document, text.language): {i for la in text.layers for i in _ID.findall(la.html)}
        for text in texts
    }
    return [
        Problem(_place(layer, str(link)), *fault)
        for text in texts
        for layer in text.layers
        for link, fault in _faults(text, layer, anchors)
    ]


def _faults(
    text: Expression, layer: Layer, anchors: _Anchors
) -> Iterator[tuple[Reference, tuple[str, str]]]:
    """The links of a layer that lead nowhere, each with what is wrong and a hint."""
    for link in dict.fromkeys(reference.references(layer.html)):
        key, clause = (link.document or text.document, text.language), link.clause
        if clause and clause not in anchors.get(key, {clause}):
            message = say(
                "a link leads to “{clause}”, which “{document}” ({language}) does not have.",
                clause=clause,
                document=key[0],
                language=key[1],
            )
            yield link, (message, _near(clause, anchors[key]))


def _near(clause: str, anchors: Iterable[str]) -> str:
    near = difflib.get_close_matches(clause, sorted(anchors), 1)
    return f"Did you mean “{near[0]}”?" if near else "Name a clause of that text, or none."


def _place(layer: Layer, href: str) -> Origin:
    """Where the innermost clause that holds the link is written."""
    templates = {clause.id: clause.template for clause in layer.clauses}
    place = Origin("template")
    for section in text_1.parse(layer.html).iter("section"):
        if any(link.get("href") == href for link in section.iter("a")):
            place = templates.get(section.get("data-clause", "")) or place
    return place
