"""A paper in prose: a letter, a plan, a notice that is handed over; as a page, as lines, as PDF.

Its template is filled like that of a text, from facts and from what a person wrote for this one
case. It belongs to no site: nothing of it is frozen, and no reader of `outputs` sees it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from generator import languages
from generator.expression.markup import serialise
from generator.model.facts import Facts, Law
from generator.outputs.mail import lines
from generator.outputs.print import pdf
from generator.papers.composing import filled

_STYLE = Path(__file__).parent / "letter.css"
LAYER = "full"


@dataclass(frozen=True, slots=True)
class Letter:
    """`html` is one `<article>`; `notes` stand above it for whoever sends it, not in what is sent.

    `doubtful` tells whether anything in it is not confirmed; such a letter is a draft.
    """

    title: str
    html: str
    language: str
    day: date
    doubtful: bool
    notes: tuple[str, ...] = ()


def letter(
    folder: Path,
    law: Law,
    facts: Facts,
    language: str,
    own: Mapping[str, object],
    *,
    title: str,
    day: date,
    notes: tuple[str, ...] = (),
) -> Letter:
    """The layer “full” of `folder`/`language`.jinja; `facts` are `told`, `law` is that of the day.

    Raises TemplateError. Whoever calls has asked before for all words that a person owes
    (`model.owned.owed`): a letter with such a gap is not made.
    """
    (layer,) = filled(folder, law, facts, language, own)
    marked = (part for part in layer.element.iter() if part.get("data-unconfirmed") is not None)
    doubtful = any(True for _ in marked)
    return Letter(title, serialise(layer.element), language, day, doubtful, notes)


def as_html(letter: Letter) -> bytes:
    """One file that needs no other: to read, to print, to paste into a mail."""
    return _page(letter, _css()).encode()


def as_text(letter: Letter) -> bytes:
    """The same words as plain lines."""
    return f"{letter.title}\n\n{lines.plain(letter.html)}\n".encode()


def as_pdf(letter: Letter) -> bytes:
    """The same page on A4, tagged; raises `outputs.print.pdf.PdfUnavailable`."""
    return pdf.styled(_page(letter, ""), _css())


LETTER_SHAPES: Mapping[str, Callable[[Letter], bytes]] = {
    "html": as_html, "txt": as_text, "pdf": as_pdf,
}  # fmt: skip


@cache
def _css() -> str:
    return _STYLE.read_text(encoding="utf-8")


def _page(letter: Letter, css: str) -> str:
    head = f"<style>\n{css}</style>\n" if css else ""
    notes = "".join(f"<p>{escape(note)}</p>" for note in letter.notes)
    above = f'<div class="notes" role="note">{notes}</div>\n' if notes else ""
    title = escape(letter.title)
    attributes = languages.get(letter.language).attributes
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return (
        f'<!doctype html>\n<html {said}>\n<head>\n<meta charset="utf-8" />\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f"<title>{title}</title>\n{head}</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{above}{letter.html}\n</main>\n</body>\n</html>\n"
    )
