"""The HTML part of a mail: the texts as their pages have them, with all styles in the elements.

Rows of tables are blocks, because many mail programs read no style sheet and a phone is narrow; no
colour is set for text or paper, so a dark screen keeps its own.
Links are absolute and ids are taken away (two texts of one mail have the same ones); neither is
a word, so each layer keeps its digest.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from generator import languages
from generator.expression import Layer, text
from generator.expression.markup import VOID, serialise
from generator.outputs.mail.mail import Enclosed, Mail, one_line

_NO_WORDS = ("id", "scope", "data-unconfirmed")
"""Attributes that a mail can do without."""


def html(mail: Mail) -> str:
    """The whole page."""
    language = languages.get(mail.language).in_tag
    body = "\n".join(_body(mail))
    page = (
        f"<!DOCTYPE html><html {language}><head>"
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="supported-color-schemes" content="light dark">'
        '<meta name="robots" content="noindex">'
        f"<title>{escape(one_line(mail.subject))}</title></head>"
        f'<body><div class="mail" {language}>{body}</div></body></html>'
    )
    return _inlined(page)


@cache
def _style() -> str:
    return (Path(__file__).parent / "mail.css").read_text(encoding="utf-8")


def _inlined(page: str) -> str:
    """Styles in the elements; written so that XML and HTML5 read the same tree."""
    import css_inline  # a check makes no mail

    markup = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=_style()).inline(page)
    markup = markup.replace("&nbsp;", "\u00a0")
    for name in VOID:
        markup = markup.replace(f"<{name}>", f"<{name}/>")
    return f"{markup}\n"


def _body(mail: Mail) -> Iterator[str]:
    yield f'<p class="brand">{escape(mail.brand)}</p>'
    yield f"<p>{escape(mail.opening)}</p>"
    rows = "".join(f"<dt>{escape(t)}</dt><dd>{escape(value)}</dd>" for t, value in mail.changes())
    yield f"<dl>{rows}</dl>" if rows else ""
    for enclosed in mail.texts:
        yield f'<div class="text"><h1>{escape(enclosed.text.title)}</h1>'
        yield from (_layer(mail, enclosed, layer) for layer in enclosed.layers)
        yield f'<div class="about">{"".join(_about(mail, enclosed))}</div></div>'
    foot = (escape(mail.labels["for_information"]), escape(mail.controller), _link(mail.home))
    yield f'<div class="foot">{"".join(f"<p>{line}</p>" for line in foot)}</div>'


def _about(mail: Mail, enclosed: Enclosed) -> Iterator[str]:
    yield f"<p>{escape(mail.address_label(enclosed))}: {_link(enclosed.url)}</p>"
    if enclosed.redline:
        yield f"<p>{escape(mail.labels['redline_at'])}: {_link(enclosed.redline)}</p>"
    for term, value in mail.about(enclosed):
        yield f"<p>{escape(term)}: <code>{escape(value)}</code></p>"


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _layer(mail: Mail, enclosed: Enclosed, layer: Layer) -> str:
    article = _article(enclosed, layer)
    if layer.name != "short":
        return article
    return f'<div class="short"><h2>{escape(mail.labels["in_short"])}</h2>{article}</div>'


def _article(enclosed: Enclosed, layer: Layer) -> str:
    root = text.parse(layer.html)
    for element in root.iter():
        for name in _NO_WORDS:
            element.attrib.pop(name, None)
        if element.tag == "a":
            element.set("href", enclosed.absolute(element.get("href", "")))
    for cell in root.iter("td"):
        _name(cell)
    return serialise(root)


def _name(cell: ElementTree.Element) -> None:
    """The name of the column before what a cell says, for a row is a block of its own."""
    label = cell.attrib.pop("data-label", "")
    if label:
        small = ElementTree.Element("small", {"data-aside": ""})
        small.text, small.tail = f"{label}: ", cell.text
        cell.text = ""
        cell.insert(0, small)
