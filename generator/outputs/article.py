"""What page and PDF both do to an article: mark what is unconfirmed, give links addresses."""

from collections.abc import Callable
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression

Resolve = Callable[[str, str, str], str]
"""(document id, language, clause id or "") → address, as the reader of this output needs it;
empty where it is not known, and then the words are no link."""


def finish(expression: Expression, root: ElementTree.Element, resolve: Resolve) -> None:
    """Mark the unconfirmed words below `root` and put addresses into its links."""
    mark_unconfirmed(expression, root)
    for element in root.iter("a"):
        _resolve_link(expression, element, resolve)


def mark_unconfirmed(expression: Expression, root: ElementTree.Element) -> None:
    """Say beside each doubtful word that it is to be confirmed."""
    mark = languages.get(expression.language).labels["unconfirmed"]
    for element in list(root.iter()):
        if element.get("data-unconfirmed") is not None:
            _mark(element, mark, expression.language)


def _mark(element: ElementTree.Element, mark: str, language: str) -> None:
    note = ElementTree.SubElement(element, "small", {"data-aside": "", "lang": language})
    note.text = f" [{mark}]"


def _resolve_link(expression: Expression, element: ElementTree.Element, resolve: Resolve) -> None:
    href = element.get("href", "")
    if not href.startswith("notice:"):
        return
    document, _, clause = href.removeprefix("notice:").partition("#")
    if document in ("", expression.document):
        element.set("href", f"#{clause}")
    else:
        address = resolve(document, expression.language, clause)
        if address:
            element.set("href", address)
        else:
            del element.attrib["href"]
