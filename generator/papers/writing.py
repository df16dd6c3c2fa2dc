"""A sheet as a workbook, as CSV, as JSON and as a page: the same cells, the same bytes again."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

from generator import extras, languages
from generator.errors import LoadingError, Problem
from generator.languages import beside
from generator.message import say
from generator.papers.sheet import Cell, Sheet, as_rows
from generator.provenance import Origin

labels_of = beside(Path(__file__).parent / "labels")
DOUBT = "[?]"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With one of these a cell of a CSV file is a formula for programs that open it."""
_WIDTHS = {"unit": 16, "special": 18, "category": 18, "media": 16, "disposal": 20}
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
body { margin: 1.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; }
caption { text-align: start; font-weight: 700; padding-block: 0.5rem; }
th, td { border: 1px solid; padding: 0.35rem 0.5rem; text-align: start; vertical-align: top; }
td { min-inline-size: 9rem; white-space: pre-line; }
thead th { position: sticky; inset-block-start: 0; background: canvas; }
.doubtful { outline: 2px dashed; outline-offset: -4px; }
@media print {
  @page { size: A3 landscape; margin: 1cm; }
  table { font-size: 7pt; }
  td { min-inline-size: 0; }
  td:first-child { min-inline-size: 5em; }
  th[data-key="recipients"], th[data-key="abroad"] { inline-size: 10%; }
  thead th { position: static; }
  tr { break-inside: avoid; }
  caption, thead { break-after: avoid; }
}
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """Its sheets, and what is said above them; `lists` are those of which cells are choices."""

    title: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]
    language: str
    day: date
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def labels(self) -> Mapping[str, str]:
        """The fixed words of the language."""
        return labels_of(self.language)

    def text(self, cell: Cell) -> str:
        """The words of a cell, marked where something is in doubt."""
        return f"{cell.text} {DOUBT}" if cell.doubtful else cell.text


def as_json(paper: Paper) -> bytes:
    """Columns by key, each cell with its places: for programs."""
    data = {
        "title": paper.title,
        "language": paper.language,
        "day": paper.day.isoformat(),
        "sheets": [
            {
                "name": sheet.name,
                "columns": dict(zip(sheet.keys, sheet.heads, strict=True)),
                "rows": as_rows(sheet),
            }
            for sheet in paper.sheets
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(paper: Paper) -> bytes:
    """With the mark and the semicolon by which spreadsheets of Turkish machines know columns.

    Several sheets follow one another, each below its name.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for sheet in paper.sheets:
        if len(paper.sheets) > 1:
            writer.writerow([sheet.name])
        writer.writerow(sheet.heads)
        for row in sheet.rows:
            writer.writerow([_no_formula(paper.text(cell)) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def _no_formula(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words


def as_html(paper: Paper) -> bytes:
    """A page that stands alone, without a script and without a request."""
    title = escape(paper.title)
    notes = "".join(f"<p>{escape(note)}</p>\n" for note in paper.notes)
    return (
        f"<!doctype html>\n<html {languages.get(paper.language).in_tag}>\n<head>\n"
        '<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{notes}{''.join(_table(paper, sheet) for sheet in paper.sheets)}"
        "</main>\n</body>\n</html>\n"
    ).encode()


def _table(paper: Paper, sheet: Sheet) -> str:
    name = escape(sheet.name)
    named = zip(sheet.keys, sheet.heads, strict=True)
    heads = "".join(
        f'<th scope="col" data-key="{escape(key)}">{escape(head)}</th>' for key, head in named
    )
    cells = ["".join(_td(paper, cell) for cell in row) for row in sheet.rows]
    none = f'<td colspan="{len(sheet.keys)}">{escape(paper.labels["no_rows"])}</td>'
    rows = "\n".join(f"<tr>{row}</tr>" for row in cells or [none])
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{name}">\n<table>\n'
        f"<caption>{name}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n"
        "</table>\n</div>\n"
    )


def _td(paper: Paper, cell: Cell) -> str:
    kind = ' class="doubtful"' if cell.doubtful else ""
    places = escape("; ".join(map(str, cell.places)))
    return f'<td{kind} title="{places}">{escape(paper.text(cell))}</td>'


def as_workbook(paper: Paper) -> bytes:
    """XLSX; a second sheet has, at the same address of each cell, the lines of `data/`.

    Raises LoadingError where the library is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        hint = say("Install it: {command}", command=extras.install("papers"))
        missing = say("an XLSX file needs XlsxWriter.")
        raise LoadingError(Problem(Origin("xlsxwriter", line=0), missing, hint)) from None
    file = io.BytesIO()
    as_words = dict.fromkeys(("formulas", "urls", "numbers"), False)
    options = {f"strings_to_{kind}": made for kind, made in as_words.items()}
    book = Workbook(file, {"in_memory": True, **options})
    made = datetime(paper.day.year, paper.day.month, paper.day.day)
    book.set_properties({"title": paper.title, "created": made})
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    head = book.add_format({**cell, "bold": True})
    doubt = {**cell, "italic": True, "bg_color": "#FFF2CC", "font_color": "#000000"}
    formats = {True: book.add_format(doubt), False: book.add_format(cell)}
    lines = paper.labels["places_name"]
    offered = _offered(paper)
    for sheet in paper.sheets:
        for name, words in ((sheet.name, paper.text), (f"{sheet.name} ({lines})", _lines)):
            page = book.add_worksheet(name)
            first = _above(page, paper, sheet, head)
            for number, row in enumerate(sheet.rows, first + 1):
                for column, one in enumerate(row):
                    page.write_string(number, column, words(one), formats[one.doubtful])
                    if words == paper.text and one.choices in offered:
                        page.data_validation(number, column, number, column, offered[one.choices])
            page.autofilter(first, 0, first + len(sheet.rows), len(sheet.keys) - 1)
    if offered:
        _list(book.add_worksheet(paper.labels["lists_name"]), paper, head)
    book.close()
    return file.getvalue()


def _above(page: Any, paper: Paper, sheet: Sheet, head: Any) -> int:
    """Prepare a page: notes, heads, paper (A3, one page wide); the row of the heads."""
    first = len(paper.notes) + 1
    page.set_landscape()
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    for number, note in enumerate((paper.title, *paper.notes)):
        page.write_string(number, 0, note)
    for column, (key, words) in enumerate(zip(sheet.keys, sheet.heads, strict=True)):
        page.set_column(column, column, _WIDTHS.get(key, 30))
        page.write_string(first, column, words, head)
    page.freeze_panes(first + 1, 1)
    page.repeat_rows(first)
    return first


def _offered(paper: Paper) -> dict[str, dict[str, object]]:
    """For each list that some cell is a choice of, the menu: other words are let stand."""
    used = {cell.choices for sheet in paper.sheets for row in sheet.rows for cell in row}
    name = paper.labels["lists_name"]
    return {
        of: {
            "validate": "list",
            "source": f"='{name}'!${column}$2:${column}${len(words) + 1}",
            "show_error": False,
        }
        for column, (of, words) in zip("ABCDEFGH", paper.lists.items(), strict=False)
        if of in used
    }


def _list(page: Any, paper: Paper, head: Any) -> None:
    """The lists side by side, each below its name."""
    for column, (of, words) in enumerate(paper.lists.items()):
        page.set_column(column, column, 45)
        page.write_string(0, column, paper.labels[f"list_{of}"], head)
        for number, word in enumerate(words, 1):
            page.write_string(number, column, word)


def _lines(cell: Cell) -> str:
    return "\n".join(map(str, cell.places))


SHAPES = {"xlsx": as_workbook, "csv": as_csv, "json": as_json, "html": as_html}
"""How each file of a paper is made, by its extension."""
