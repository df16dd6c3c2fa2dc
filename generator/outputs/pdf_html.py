"""An expression as the one HTML page that is laid out as a PDF.

What stands on every page is given to the style sheet in `data-` attributes of the body, so that
the sheet is the same for every document and is read once.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression, text
from generator.expression.markup import serialise
from generator.outputs import article, pdf_forms
from generator.outputs.article import Resolve

_SHORT_DIGEST = 16
# From so many numbered clauses on, a text opens with a list of them and their pages.
_LONG = 8


def html(
    expression: Expression,
    resolve: Resolve,
    *,
    controller: str,
    address: str,
    state: str,
    effective: date | None,
    release: str | None,
) -> tuple[str, dict[str, pdf_forms.Control]]:
    """The page, and the controls on it by name."""
    labels = languages.get(expression.language).labels
    controls: dict[str, pdf_forms.Control] = {}
    parts = [f"<h1>{escape(expression.title)}</h1>"]
    if state == "draft":
        parts.append(
            f'<p class="draft-mark"><strong>{escape(labels["draft"])}</strong> '
            f"{escape(labels['draft_explained'])}</p>"
        )
    roots = [(layer.name, text.parse(layer.html)) for layer in expression.layers]
    for name, root in roots:
        controls |= pdf_forms.place(root, expression.fields)
        article.finish(expression, root, resolve)
        parts += _layer(expression, name, root)
    frame = {
        "title": expression.title,
        "state": _head(labels, state, release),
        "mark": labels["draft"].rstrip(".") if state == "draft" else "",
        "foot": _foot(expression, controller, _where(labels, state, address), effective, release),
        "page": labels["page"],
        "of": labels["page_of"],
    }
    return _document(expression, controller, effective, frame, "\n".join(parts)), controls


def _document(
    expression: Expression,
    controller: str,
    effective: date | None,
    frame: dict[str, str],
    body: str,
) -> str:
    created = f'<meta name="dcterms.created" content="{effective}"/>' if effective else ""
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in frame.items())
    kind = "draft" if frame["mark"] else "text"
    return (
        f'<!doctype html><html lang="{expression.language}"><head><meta charset="utf-8"/>'
        f"<title>{escape(expression.title)}</title>"
        f'<meta name="author" content="{escape(controller)}"/>'
        f'<meta name="description" content="{escape(expression.summary)}"/>{created}</head>'
        f'<body class="{kind} {escape(expression.type)}"{data}>{body}</body></html>'
    )


def _head(labels: languages.Labels, state: str, release: str | None) -> str:
    return f"{labels['release']} {release}" if state == "released" else labels[state].rstrip(".")


def _where(labels: languages.Labels, state: str, address: str) -> str:
    """A PDF that is kept for ever cannot say whether its text still holds; the page can."""
    return f"{labels['still_in_force']} {address}" if state == "released" else address


def _foot(
    expression: Expression,
    controller: str,
    address: str,
    effective: date | None,
    release: str | None,
) -> str:
    """Three lines: whose text, where it stands, and which text it is."""
    language = languages.get(expression.language)
    which = [f"{language.labels['release']} {release}"] if release else []
    if effective:
        which.append(f"{language.labels['effective_from']}: {language.date(effective)}")
    digest = expression.layer("full").digest[:_SHORT_DIGEST]
    which.append(f"{language.labels['text_digest']}: {digest}")
    return "\n".join((controller, address, " · ".join(which)))


def _layer(expression: Expression, name: str, root: ElementTree.Element) -> Iterator[str]:
    labels = languages.get(expression.language).labels
    if name == "short":
        # Clauses have the same names in both layers; links lead to the full text.
        for element in root.iter():
            element.attrib.pop("id", None)
        title = f'<h2 class="layer-title">{escape(labels["in_short"])}</h2>'
        yield f'<div class="short">{title}{serialise(root)}</div>'
        return
    yield _contents(expression)
    yield f'<div class="full">{serialise(root)}</div>'


def _contents(expression: Expression) -> str:
    clauses = [c for c in expression.layer("full").clauses if c.parent is None]
    if len(clauses) < _LONG:
        return ""
    label = languages.get(expression.language).labels["contents"]
    lines = "".join(
        f'<li><a href="#{escape(c.id)}">{escape(c.number)}. {escape(c.heading)}</a></li>'
        for c in clauses
    )
    return f'<div class="contents"><h2>{escape(label)}</h2><ul>{lines}</ul></div>'
