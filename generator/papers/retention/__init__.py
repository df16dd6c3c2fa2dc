"""A retention and disposal policy as a file for the controller's own records.

The text is a document like any other (`generator/documents/retention_policy/`); what stands below
it here is for whoever puts it into force, and is no part of it.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression
from generator.expression.markup import serialise
from generator.languages import beside
from generator.model.facts import Law
from generator.outputs.article import finish
from generator.papers.letter import LAYER, Letter

labels_of = beside(Path(__file__).parent / "labels")


def policy(text: Expression, law: Law, day: date, lacking: Sequence[str]) -> Letter:
    """The whole text, with what a lawyer confirms and what is `lacking` in it; `law` is that of
    the day."""
    root = ElementTree.fromstring(text.layer(LAYER).html)
    finish(text, root, lambda _reference, _language: "")
    for mark in root.iter("small"):  # plain lines say it as well
        mark.attrib.pop("data-aside", None)
    root.append(ElementTree.fromstring(_remarks(text, law, day, lacking)))
    return Letter(text.title, serialise(root), text.language, day, text.unconfirmed)


def _remarks(text: Expression, law: Law, day: date, lacking: Sequence[str]) -> str:
    labels = labels_of(text.language)
    defined = law.disposal_terms.values()
    lines = [
        labels["as_of"].format(day=languages.get(text.language).date(day)),
        labels["for_the_file" if text.paper else "published"],
        labels["reasons"],
    ]
    if any(row.confidence.value.to_confirm for row in defined):
        lines.append(labels["definitions"])
    if text.unconfirmed:
        lines.append(labels["doubts"])
    if lacking:
        lines.append(labels["lacking"].format(what="; ".join(lacking)))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<section><h2>{escape(labels['remarks'])}</h2><ul>{items}</ul></section>"
