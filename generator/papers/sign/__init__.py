"""The sign of a till, a desk or cameras: pictogram, first layer, and a code that leads to the rest.

It is a page of one sheet, A4 or A5, which fetches nothing. Beneath the code stands its address,
for whoever has no telephone at hand.
"""

import re
from dataclasses import dataclass
from enum import Enum
from html import escape
from pathlib import Path

from generator import extras, languages
from generator.errors import LoadingError, Problem
from generator.expression import Expression, text
from generator.expression.markup import serialise
from generator.languages import beside
from generator.message import say
from generator.outputs.print import pdf
from generator.provenance import Origin

HERE = Path(__file__).parent
labels_of = beside(HERE / "labels")
LONG = 12
"""Lines from which on the letters are smaller, so that it stays one sheet."""


class Place(Enum):
    """Where a sign hangs; the value names its pictogram."""

    CAMERAS = "cameras"
    COUNTER = "counter"


class Size(Enum):
    """The sheet; the value are the style sheets on top of one another."""

    A4 = ("sign",)
    A5 = ("sign", "a5")


@dataclass(frozen=True, slots=True)
class Sign:
    """`words` are the first layer, `address` is absolute: where the whole notice stands.

    `draft` tells whether the notice is not in force, or something in the sign is in doubt.
    """

    words: Expression
    place: Place
    address: str
    draft: bool


def as_html(sign: Sign, size: Size) -> bytes:
    """One file that needs no other; raises LoadingError where the library is not installed."""
    style = f"{_css(size)}@media screen {{\n{_sheet('screen')}}}\n"
    return _page(sign, f"<style>\n{style}</style>\n").encode()


def as_pdf(sign: Sign, size: Size) -> bytes:
    """The same sheet, tagged; raises LoadingError and `outputs.print.pdf.PdfUnavailable`."""
    return pdf.styled(_page(sign, ""), _css(size))


def _css(size: Size) -> str:
    return "".join(map(_sheet, size.value))


def _sheet(name: str) -> str:
    return (HERE / f"{name}.css").read_text(encoding="utf-8")


def _page(sign: Sign, style: str) -> str:
    labels, language = labels_of(sign.words.language), languages.get(sign.words.language)
    heading, rest = _parts(sign.words)
    draft = f'<p class="draft">{escape(labels["draft"])}</p>\n' if sign.draft else ""
    picture = _named(
        (HERE / f"{sign.place.value}.svg").read_text(encoding="utf-8"),
        "pictogram",
        labels[sign.place.value],
    )
    drawn = _named(_code(sign.address), "code", labels["code"])
    address = escape(sign.address)
    kind = ' class="long"' if len(sign.words.layer("full").plain.splitlines()) >= LONG else ""
    return (
        f'<!doctype html>\n<html {language.in_tag}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{escape(sign.words.title)}</title>\n'
        f"{style}</head>\n<body{kind}>\n<main>\n{draft}<header>{picture}<h1>{escape(heading)}</h1>"
        f"</header>\n{rest}\n<figure>{drawn}<figcaption>"
        f'<p class="scan">{escape(labels["scan"])}</p><p class="address">{address}</p>'
        "</figcaption></figure>\n</main>\n</body>\n</html>\n"
    )


def _parts(words: Expression) -> tuple[str, str]:
    """The heading of the layer, and what stands below it."""
    layer = words.layer("full")
    root = text.parse(layer.html)
    for parent in list(root.iter()):
        for heading in parent.findall("h2"):
            parent.remove(heading)
    return layer.clauses[0].heading, serialise(root)


def _code(address: str) -> str:
    """The QR code as SVG: a quarter of it may be hidden or worn (level Q).

    Raises LoadingError where the library is not installed.
    """
    try:
        import segno
    except ImportError:
        hint = say("Install it: {command}", command=extras.install("papers"))
        missing = say("a sign needs segno, which makes its code.")
        raise LoadingError(Problem(Origin("segno", line=0), missing, hint)) from None
    made = segno.make_qr(address, error="q")
    return str(made.svg_inline(omitsize=True, border=4, dark="#000"))


def _named(svg: str, kind: str, name: str) -> str:
    """A picture that is read out by its name, on the page and in the PDF."""
    box = re.search(r'viewBox="[^"]*"', svg)
    inside = svg[svg.index(">") + 1 :]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box and box[0]} class="{kind}" role="img" '
        f'aria-label="{escape(name)}"><title>{escape(name)}</title>{inside}'
    )
