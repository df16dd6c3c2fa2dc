"""A review as one HTML page that needs nothing else."""

from collections.abc import Sequence
from html import escape

from generator.recipes.reviewing.blocks import (
    Block,
    Heading,
    Inline,
    Items,
    Kind,
    Paragraph,
    Piece,
    Section,
    Table,
)

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #8888; padding: .4rem .6rem; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
td p { margin: 0 0 .4rem; }
ins { background: #1a7f3733; text-decoration: underline; }
del { background: #cf222e26; }
.mark { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 40rem) { .pair thead { display: none; } .pair td { display: block; }
  .pair tr { display: block; margin-block-end: .8rem; } }
"""


def written(sections: Sequence[Section], title: str, language: str, marks: tuple[str, str]) -> str:
    """All sections; `marks` are the hidden words before what went and before what came."""
    writer = _Writer(marks)
    body = "\n".join(writer.block(block) for section in sections for block in section.blocks)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


class _Writer:
    def __init__(self, marks: tuple[str, str]) -> None:
        self._old, self._new = (f'<span class="mark">{escape(mark)} </span>' for mark in marks)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"<h{block.level}>{self._inline(block.words)}</h{block.level}>"
            case Paragraph():
                return f"<p>{self._inline(block.words)}</p>"
            case Items():
                items = "".join(f"<li>{self._inline(item)}</li>" for item in block.items)
                return f"<ul>{items}</ul>"
            case Table():
                return self._table(block)

    def _table(self, table: Table) -> str:
        codes = [f' lang="{code}"' if code else "" for code in table.languages]
        codes = codes or [""] * len(table.head)
        head = "".join(f'<th scope="col">{escape(words)}</th>' for words in table.head)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td{code}>{''.join(f'<p>{self._inline(line)}</p>' for line in cell)}</td>"
                for code, cell in zip(codes, row, strict=True)
            )
            + "</tr>\n"
            for row in table.rows
        )
        kind = ' class="pair"' if table.languages else ""
        return f"<table{kind}><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>"

    def _inline(self, words: Inline) -> str:
        return "".join(map(self._piece, words))

    def _piece(self, piece: Piece) -> str:
        text = escape(piece.text)
        match piece.kind:
            case Kind.OLD:
                return f"<del>{self._old}{text}</del>"
            case Kind.NEW:
                return f"<ins>{self._new}{text}</ins>"
            case Kind.STRONG:
                return f"<strong>{text}</strong>"
            case Kind.CODE:
                return f"<code>{text}</code>"
            case Kind.LINK:
                return f'<a href="{escape(piece.url)}">{text}</a>'
            case _:
                return text
