"""An expression as a page of the site: the body and its contents list.

The page adds what belongs to a page and not to the text (the state, marks on unconfirmed
facts, headings over the layers); all of it is `data-aside` or stands outside the article, so
that the text digest of the page is the text digest of the expression.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from generator import languages
from generator.expression import Clause, Expression, Layer, Resolve, reference, text
from generator.expression.markup import serialise
from generator.outputs import article
from generator.outputs.site import controls, form_tools
from generator.outputs.site.head import head, opening, proof
from generator.outputs.site.labels import labels_of
from generator.outputs.site.sentences import sentences
from generator.publication.ways import Imprint, Links
from generator.releases.timeline import DRAFT, Standing

# The number of a clause leads to the clause: anyone who cites it copies its address there.
_NUMBER = re.compile(
    r'(<section\b[^>]*?\sid="([^"]+)"[^>]*>\s*<h[23]>)<span class="clause-number">(.*?)</span>'
)
# A line's end before a block is not a word; a long text has a thousand of them.
_GAP = re.compile(
    r">\n(?=</?(?:p|[uod]l|li|d[td]|t(?:able|head|body|[rhd])|h[2-4]|section|caption|article)\b)"
)
# On the page the address of a clause of the full text is its name; it need not be repeated.
_CLAUSE = re.compile(r'data-clause="([^"]+)" (id="\1")')


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents list; `id` is the anchor on the page."""

    id: str
    title: str
    level: int
    children: tuple["Heading", ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """What a search finds: the words of a clause below its heading, a line for each sentence, or
    the summary of the whole page where `id` is empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; `url` is relative to the root of the site and ends with a slash.

    `opening` is what stands over the text (title, state, days), `html` the text itself; the
    contents list stands between them. A text has its `sections` by `sections_of`.
    """

    document: str
    language: str
    title: str
    description: str
    url: str
    menu: str
    order: int
    opening: str
    html: str
    contents: tuple[Heading, ...]
    standing: Standing
    sections: Sequence[Section] = ()


def page(
    expression: Expression,
    url: str,
    resolve: Resolve,
    standing: Standing = DRAFT,
    links: Links | None = None,
    imprint: Imprint | None = None,
    corrected: str = "",
) -> Page:
    """The page of `expression` at `url`; its `standing` is stated at its head.

    `corrected` is what another language of it corrects, as HTML.
    """
    language = languages.get(expression.language)
    imprint = imprint or Imprint()
    parts = [_layer(expression, layer, resolve) for layer in expression.layers]
    if form_tools.belong_to(expression):
        up = "../" * url.count("/")
        parts.append(form_tools.after(expression, up, imprint.controller))
    return Page(
        document=expression.document,
        language=expression.language,
        title=expression.title,
        description=expression.summary,
        url=url,
        menu=expression.menu,
        order=expression.order,
        opening=opening(
            language,
            expression.title,
            expression.summary,
            standing,
            links or Links(),
            imprint.controller,
            doubts=any("data-unconfirmed" in layer.html for layer in expression.layers),
        )
        + corrected,
        html="\n".join([*parts, proof(language, standing, imprint)]),
        contents=tuple(_contents(expression)),
        standing=standing,
    )


def page_of_labels(
    name: str,
    about: str,
    language: str,
    url: str,
    standing: Standing,
    html: str,
    contents: Iterable[Heading],
    sections: Iterable[Section] = (),
) -> Page:
    """The page `name`, which is no text: the labels `<about>_title` and `<about>_summary` are its
    title and its summary. A search finds the summary, and its `sections`.
    """
    labels = labels_of(language)
    title, summary = labels[f"{about}_title"], labels[f"{about}_summary"]
    return Page(
        document=name,
        language=language,
        title=title,
        description=summary,
        url=url,
        menu="",
        order=0,
        opening=head(language, title, summary, standing),
        html=html,
        contents=tuple(contents),
        sections=(Section("", title, summary), *sections),
        standing=standing,
    )


def _labels(expression: Expression) -> "languages.Labels":
    return labels_of(expression.language)


def _layer(expression: Expression, layer: Layer, resolve: Resolve) -> str:
    title = _labels(expression)["in_short"] if layer.name == "short" else ""
    heading = f'<h2 class="layer-title" id="short">{escape(title)}</h2>\n' if title else ""
    body = _body(expression, layer.html, resolve)
    return f'<div class="layer layer-{layer.name}">\n{heading}{body}\n</div>'


def _body(expression: Expression, html: str, resolve: Resolve) -> str:
    """The layer with its links resolved; parsed only where controls must be put into it."""
    if expression.fields:
        html = _with_controls(expression, html)
    if "data-unconfirmed" in html:
        html = article.with_marks(expression, html)
    html = article.unbroken(article.explain(html, expression.terms))
    html = _CLAUSE.sub(r"\2", html)
    html = _NUMBER.sub(r'\1<a class="clause-number" href="#\2">\3</a>', html)
    html = _GAP.sub(">", html)
    return reference.resolved(
        html, lambda link: link.address(expression.document, expression.language, resolve)
    )


def _with_controls(expression: Expression, html: str) -> str:
    root = text.parse(html)
    controls.add(root, expression.fields)
    form_tools.add(root, expression)
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


def sections_of(expression: Expression) -> Iterable[Section]:
    """One for the page, one for each clause; the words of a clause inside another are its own."""
    yield Section("", expression.title, expression.summary)
    layer = expression.layer("full")
    of = {
        e.get("data-clause"): e for e in text.parse(layer.html).iter() if "data-clause" in e.attrib
    }
    for clause in layer.clauses:
        title = f"{clause.number}. {clause.heading}"
        yield Section(clause.id, title, "\n".join(sentences(of[clause.id])))


def _heading(clause: Clause, level: int, children: tuple[Heading, ...] = ()) -> Heading:
    return Heading(clause.id, f"{clause.number}. {clause.heading}", level, children)
