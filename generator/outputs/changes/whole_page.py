"""Redlines of several texts as one page that stands alone: no script, nothing from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from generator import languages
from generator.comparison import Redline
from generator.expression import Expression, Reference
from generator.outputs.changes import as_html
from generator.outputs.changes.labels import labels_of

_ANCHOR = re.compile(r'(\sid="|\shref="#)')
_NOWHERE = re.compile(r'<a href="">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """One text of the page; `redline` is None where it is new or no more."""

    document: str
    language: str
    title: str
    redline: Redline | None
    said: str = ""

    @classmethod
    def of(
        cls, document: str, language: str, title: str, redline: Redline | None, *, gone: bool
    ) -> "Shown":
        """Of a text that is new or `gone`, the page says so."""
        said = labels_of(language)["text_gone" if gone else "text_new"]
        return cls(document, language, title, redline, said)

    @classmethod
    def unchanged(cls, text: Expression) -> "Shown":
        """A text in which nothing is marked."""
        redline = Redline({layer.name: layer.html for layer in text.layers}, ())
        return cls(text.document, text.language, text.title, redline)


def page(title: str, texts: Iterable[Shown]) -> str:
    """The whole page; the first text gives it its language."""
    shown = list(texts)
    language = languages.get(shown[0].language if shown else "en").in_tag
    body = "\n".join(section(text) for text in shown)
    return (
        f"<!doctype html>\n<html {language}>\n<head>\n"
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style()}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def style() -> str:
    """How marked texts look on a page that stands alone."""
    return Path(__file__).with_suffix(".css").read_text(encoding="utf-8")


def section(text: Shown, level: int = 2) -> str:
    """One text, under a heading of a level. Two texts may have the same clauses, so each has its
    name before its anchors."""
    html = _ANCHOR.sub(rf"\g<1>{text.document}-{text.language}-", "\n".join(_parts(text, level)))
    return f'<section class="text" {languages.get(text.language).in_tag}>\n{html}\n</section>'


def _parts(text: Shown, level: int) -> Iterator[str]:
    labels, redline = labels_of(text.language), text.redline
    yield f"<h{level}>{escape(text.title)}</h{level}>"
    if redline is None:
        yield f"<p>{escape(text.said)}</p>"
        return
    count, below = labels["changes_count"].format(count=len(redline.edits)), level + 1
    yield f"<h{below}>{escape(count)}</h{below}>"
    yield as_html.listed(redline.edits, text.language)
    yield as_html.legend(text.language)

    def address(link: Reference) -> str:
        return link.anchor if link.stays_in(text.document) else ""

    yield _NOWHERE.sub(r"\1", as_html.layers(redline, text.language, address))
