"""Marked texts on paper, for whoever approves them: underlined, struck through, and in brackets, so
that they can be told apart in black and white and by ear.
"""

from html import escape

from generator import languages
from generator.expression import text
from generator.expression.markup import serialise
from generator.outputs.print import layout, pdf
from generator.outputs.print.labels import labels_of


def redline(language: str, title: str, state: str, foot: str, body: str) -> bytes:
    """The PDF of `body`, well-formed HTML of marked texts; raises pdf.PdfUnavailable.

    `title` and `state` stand at the head of every page, `foot` at its foot.
    """
    labels = labels_of(language)
    root = text.parse(f"<div>{body}</div>")
    layout.melt(root)  # a span inside a link would be a second link, which no tag names
    frame = {
        "title": title, "state": state, "mark": "", "foot": foot,
        "page": labels["page"], "of": labels["page_of"],
    }  # fmt: skip
    data = "".join(f' data-{name}="{escape(words)}"' for name, words in frame.items())
    return pdf.marked(
        f"<!doctype html><html {languages.get(language).in_tag}>"
        f"<head><title>{escape(title)}</title></head>"
        f'<body class="redline"{data}>{serialise(root)}</body></html>'
    )
