"""Who asks and why, in a few words: what stands above the first field of a form whose notice stands
above its button.

It is made of the frozen short layer alone, so it says nothing that a release does not hold: the
title as a link, the name of the controller, the purposes as they stand there, whole ones only. It
is no layer: it has no digest, and nobody makes a receipt of it.
"""

from collections.abc import Mapping, Sequence
from html import escape
from xml.etree import ElementTree

from generator.expression import Expression, text
from generator.publication.labels import labels_of

MOST_WORDS = 60
"""Of the whole head, its title included."""


def head(expression: Expression, address: str) -> str:
    """The head of a notice whose page is at `address`, as an element of HTML; empty for others."""
    if expression.type != "notice":
        return ""
    labels = labels_of(expression.language)
    short = text.parse(expression.layer("short").html)
    who, *others = _parts(expression, short, "controller", "p", first_line=True) or [""]
    why = _parts(expression, short, "purposes", "dd//li")
    parts = []
    if who:
        more = f" ({labels['head_others']})" if others else ""
        parts.append(_sentence(labels["data_controller"], who + more))
    used = len(" ".join([expression.title, *parts]).split())
    if purposes := _fitting(why, MOST_WORDS - used, labels):
        parts.append(_sentence(labels["head_purposes"], purposes))
    said = escape(" ".join(parts), quote=False)
    return (
        f'<div lang="{expression.language}"><p><a href="{escape(address)}" target="_blank">'
        f"<strong>{escape(expression.title)}</strong></a></p>"
        f"<p>{said}</p></div>"
    )


def _parts(
    expression: Expression,
    short: ElementTree.Element,
    clause: str,
    path: str,
    *,
    first_line: bool = False,
) -> list[str]:
    """The words of some elements of a clause, with a sign where a doubt stands in them."""
    mark = f" [{labels_of(expression.language)['unconfirmed']}]"
    found = []
    for element in short.iterfind(f".//section[@data-clause='{clause}']//{path}"):
        lines = text.lines_of(element)[: 1 if first_line else None]
        doubtful = any(e.get("data-unconfirmed") is not None for e in element.iter())
        found.append(" ".join(lines) + mark * doubtful)
    return found


def _sentence(name: str, said: str) -> str:
    """A company's name may end with the point of its abbreviation."""
    return f"{name}: {said}{'' if said.endswith('.') else '.'}"


def _fitting(purposes: Sequence[str], room: int, labels: Mapping[str, str]) -> str:
    """As many purposes as `room` has words for, and how many more the text names."""
    for count in range(len(purposes), 0, -1):
        more = len(purposes) - count
        rest = [labels["head_more"].format(count=more)] if more else []
        said = "; ".join([*purposes[:count], *rest])
        if len(said.split()) < room:
            return said
    return labels["head_listed"] if purposes else ""
