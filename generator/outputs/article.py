"""What outputs do to an article: mark what is unconfirmed, give links addresses, explain terms."""

import re
from collections.abc import Callable, Sequence
from html import escape
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression, Term

_TERM = re.compile(r'<span class="term" data-term="([^"]*)">([^<]*)</span>')
REFERENCE = re.compile(r'href="notice:([^"]*)"')
"""A cross-reference in an article that is written down; the document and the clause it leads to."""
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


def explain(html: str, terms: Sequence[Term]) -> str:
    """Put beside each marked term what it means, shown when it is pointed at, focused or tapped.

    Works without a script; the words of the text stay as they are. Where a term is explained again,
    the first explanation describes it: the same words under one name weigh less.
    """
    meanings = {escape(term.term): term for term in terms}
    layer = html[: html.find(">")].partition('data-layer="')[2].partition('"')[0]
    names: dict[str, str] = {}

    def bubble(found: re.Match[str]) -> str:
        if found[1] not in meanings:
            return found[0]
        known = found[1] in names
        name = names.setdefault(found[1], f"term-{layer}-{len(names) + 1}")
        own = "" if known else f' id="{name}"'
        term = meanings[found[1]]
        return (
            f'<span class="term" tabindex="0" aria-describedby="{name}">'
            f'{found[2]}<span class="bubble" role="tooltip"{own} data-aside="">'
            f"<strong>{escape(term.term)}</strong> {escape(term.meaning)}</span></span>"
        )

    return _TERM.sub(bubble, html)
