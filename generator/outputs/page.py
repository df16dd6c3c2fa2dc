"""An expression as a page of the site: the body and its contents list.

The page adds what belongs to a page and not to the text (the state, marks on unconfirmed
facts, headings over the layers); all of it is `data-aside` or stands outside the article, so
that the text digest of the page is the text digest of the expression.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree

from generator import languages
from generator.expression import Clause, Expression, text
from generator.expression.markup import serialise
from generator.outputs import article, controls
from generator.outputs.article import Resolve


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents list; `id` is the anchor on the page."""

    id: str
    title: str
    level: int
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What a search finds: the text of a clause, or of the whole page where `id` is empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; `url` is relative to the root of the site and ends with a slash."""

    document: str
    language: str
    title: str
    description: str
    url: str
    menu: str
    order: int
    html: str
    contents: tuple[Heading, ...]
    sections: tuple[Section, ...]
    draft: bool


def page(expression: Expression, url: str, resolve: Resolve, *, draft: bool) -> Page:
    """The page of `expression` at `url`; a `draft` is marked on its face.

    `resolve` gives addresses relative to the page's own.
    """
    parts = [f"<h1>{escape(expression.title)}</h1>"]
    if draft:
        parts.append(_draft_mark(expression))
    roots = [text.parse(layer.html) for layer in expression.layers]
    sections = tuple(_sections(expression, roots))
    for layer, root in zip(expression.layers, roots, strict=True):
        controls.add(root, expression.fields)
        parts.append(_layer(expression, layer.name, root, resolve))
    return Page(
        document=expression.document,
        language=expression.language,
        title=expression.title,
        description=expression.summary,
        url=url,
        menu=expression.menu,
        order=expression.order,
        html="\n".join(parts),
        contents=tuple(_contents(expression)),
        sections=sections,
        draft=draft,
    )


def _labels(expression: Expression) -> "languages.Labels":
    return languages.get(expression.language).labels


def _draft_mark(expression: Expression) -> str:
    labels = _labels(expression)
    return (
        '<div class="draft-mark" data-aside="" role="note">'
        f"<strong>{escape(labels['draft'])}</strong> {escape(labels['draft_explained'])}</div>"
    )


def _layer(expression: Expression, name: str, root: ElementTree.Element, resolve: Resolve) -> str:
    title = _labels(expression)["in_short"] if name == "short" else ""
    heading = f'<h2 class="layer-title" id="short">{escape(title)}</h2>\n' if title else ""
    body = _body(expression, root, resolve)
    return f'<div class="layer layer-{name}">\n{heading}{body}\n</div>'


def _body(expression: Expression, root: ElementTree.Element, resolve: Resolve) -> str:
    article.finish(expression, root, resolve)
    for table in root.iter("table"):
        table.set("tabindex", "0")
    return serialise(root)


def _contents(expression: Expression) -> Iterable[Heading]:
    for layer in expression.layers:
        if layer.name == "short":
            yield Heading("short", _labels(expression)["in_short"], 2)
        else:
            for clause in layer.clauses:
                if clause.parent is None:
                    inner = [c for c in layer.clauses if c.parent == clause.id]
                    yield _heading(clause, 2, tuple(_heading(c, 3) for c in inner))


def _sections(expression: Expression, roots: Sequence[ElementTree.Element]) -> Iterable[Section]:
    """One for the page, one for each clause that is not inside another."""
    yield Section("", expression.title, expression.summary)
    layer = expression.layer("full")
    numbered = {clause.id: clause for clause in layer.clauses if clause.parent is None}
    for element in roots[expression.layers.index(layer)]:
        clause = numbered[element.get("data-clause", "")]
        words = " ".join(" ".join(element.itertext()).split())
        yield Section(clause.id, f"{clause.number}. {clause.heading}", words)


def _heading(clause: Clause, level: int, children: tuple[Heading, ...] = ()) -> Heading:
    return Heading(clause.id, f"{clause.number}. {clause.heading}", level, children)
