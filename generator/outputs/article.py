"""What outputs do to an article: mark what is unconfirmed, give links addresses, explain terms."""

import re
from collections.abc import Sequence
from html import escape
from itertools import count
from xml.etree import ElementTree

from generator.expression import Expression, Resolve, Term, reference
from generator.publication.labels import labels_of

_TERM = re.compile(r'<span class="term" data-term="([^"]*)">([^<]*)</span>')
# A pattern that begins with letters is sought many times faster than one with a choice of them.
_CITATION = re.compile(r"\.\xa0\d+(?:(?:/\d+)?-[a-zçğıöşü](?!\w)|(?:\(\w+\)){2,})(?=[^<>]*<)")
"""What follows “m” or “art” in words; not in an attribute."""
_DOUBT = re.compile(r'<([a-z][a-z0-9]*)\b(?=[^>]* (?:data-unconfirmed|lang)=")[^>]*>')


def finish(expression: Expression, root: ElementTree.Element, resolve: Resolve) -> None:
    """Mark the unconfirmed words below `root` and put addresses into its links."""
    mark_unconfirmed(expression, root)
    for element in root.iter("a"):
        _resolve_link(expression, element, resolve)


def finished(expression: Expression, html: str, resolve: Resolve) -> str:
    """The same of an article that is written down: a long text is not parsed for a few links."""
    if "data-unconfirmed" in html:
        html = with_marks(expression, html)
    linked = reference.resolved(
        html, lambda link: link.address(expression.document, expression.language, resolve)
    )
    return linked.replace(' href=""', "")


def mark_unconfirmed(expression: Expression, root: ElementTree.Element) -> None:
    """Say beside each doubtful word, in the language of the text, that it is to be confirmed."""
    mark = labels_of(expression.language)["unconfirmed"]
    foreign = {e for part in root.iterfind(".//*[@lang]") for e in part.iter()}
    for element in list(root.iter()):
        if element.get("data-unconfirmed") is not None:
            note = ElementTree.SubElement(element, "small", {"data-aside": ""})
            note.text = f" [{mark}]"
            if element in foreign:
                note.set("lang", expression.language)


def with_marks(expression: Expression, html: str) -> str:
    """The same in an article that is written down: a long text is not parsed for a few marks."""
    mark = labels_of(expression.language)["unconfirmed"]
    notes: list[tuple[int, str]] = []
    foreign = 0
    for opening in _DOUBT.finditer(html, html.index(">")):
        end = _end(html, opening)
        if ' lang="' in opening[0]:
            foreign = max(foreign, end)
        if ' data-unconfirmed="' in opening[0]:
            own = f' lang="{expression.language}"' if opening.start() < foreign else ""
            notes.append((end, f'<small data-aside=""{own}> [{escape(mark, quote=False)}]</small>'))
    parts, done = [], 0
    for end, note in sorted(notes):  # one inside another ends before it
        parts += [html[done:end], note]
        done = end
    return "".join([*parts, html[done:]])


def _end(html: str, opening: re.Match[str]) -> int:
    """Where the element that is opened there is closed."""
    depth = 1
    for edge in re.compile(rf"<(/?){opening[1]}\b").finditer(html, opening.end()):
        depth += -1 if edge[1] else 1
        if depth == 0:
            return edge.start()
    raise ValueError(f"{opening[0]} has no end")


def _resolve_link(expression: Expression, element: ElementTree.Element, resolve: Resolve) -> None:
    link = reference.read(element.get("href", ""))
    if link is None:
        return
    if to := link.address(expression.document, expression.language, resolve):
        element.set("href", to)
    else:
        del element.attrib["href"]


def unbroken(html: str) -> str:
    """The same with citations that stay on one line: “m. 5/2-ç” would break behind its hyphen."""
    parts, done = list[str](), 0
    for found in _CITATION.finditer(html):
        sign = "art" if found[0].endswith(")") else "m"
        if html.endswith(sign, done, found.start()):
            start = found.start() - len(sign)
            cited = f'<span class="citation">{html[start : found.end()]}</span>'
            parts += (html[done:start], cited)
            done = found.end()
    return "".join((*parts, html[done:]))


def explain(html: str, terms: Sequence[Term]) -> str:
    """Put beside a marked term what it means, shown when it is pointed at, focused or tapped.

    Works without a script; the words of the text stay as they are. Where older texts mark a term
    again, it stays as the word that it is.
    """
    meanings = {escape(term.term): term for term in terms}
    layer = html[: html.find(">")].partition('data-layer="')[2].partition('"')[0]
    names = count(1)

    def bubble(match: re.Match[str]) -> str:
        term = meanings.pop(match[1], None)
        if term is None:
            return match[2]
        name = f"term-{layer}-{next(names)}"
        return (
            f'<span class="term" tabindex="0" aria-describedby="{name}">'
            f'{match[2]}<span class="bubble" role="tooltip" id="{name}" data-aside="">'
            f"{escape(term.meaning)}</span></span>"
        )

    return _TERM.sub(bubble, html)
