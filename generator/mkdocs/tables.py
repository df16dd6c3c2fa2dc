"""Tables of written pages as phones show them: a card a row, each cell under its column's name.

The first cell of a row is the heading of its card and needs no name. The tables of the texts have
the same attribute from their templates.
"""

import re
from html import escape, unescape

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]*>")


def named(html: str) -> str:
    """The page, as Markdown wrote it, with the name of its column at each cell."""
    return _TABLE.sub(lambda table: _table(table[0]), html)


def _table(html: str) -> str:
    names = [unescape(_TAG.sub("", heading)).strip() for heading in _HEADING.findall(html)]
    cells = ["<td", *(f'<td data-label="{escape(name)}"' for name in names[1:])]

    def row(match: re.Match[str]) -> str:
        left = iter(cells)
        return _CELL.sub(lambda _: next(left), match[0])

    return _ROW.sub(row, html)
