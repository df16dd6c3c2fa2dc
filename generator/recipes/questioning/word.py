"""The form as a file of a word processor (DOCX), to be filled in: needs python-docx.

A box is a content control where the word processor knows them, and a letter (☐) in any case; the id
of each row is words in its first cell. So an answer is found whatever saved the file.
"""

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.message import say
from generator.recipes.questioning.form import Form, Part, Section, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_FONT = "MS Gothic"
_BOX = (
    f'<w:sdt xmlns:w="{_W}" xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
    f'<w14:checkedState w14:val="2612" w14:font="{_FONT}"/>'
    f'<w14:uncheckedState w14:val="2610" w14:font="{_FONT}"/></w14:checkbox></w:sdtPr>'
    f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" '
    f'w:hAnsi="{_FONT}" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
)
_PAGE = Cm(29.7), Cm(21)
_MARGIN = Cm(1.5)
_WIDTH = 26.7
_NARROW, _ID = 2.1, 2.3


def word(form: Form) -> bytes:
    """The bytes of the file."""
    document: Any = Document()
    _set_up(document, form)
    document.add_heading(form.title, 0)
    _rows(
        document,
        [
            [form.said(say("Form")), form.number],
            [form.said(say("Day")), form.said(say("{day}", day=form.day))],
        ],
    )
    for note in form.notes:
        document.add_paragraph(form.said(note), style="List Bullet")
    for number, part in enumerate(form.parts):
        _part(document, form, part, on_a_new_page=number > 0)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: Any, form: Form) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = _PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(9)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), form.language)
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_after = Pt(2)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = form.title, "", ""
    properties.language = form.language


def _part(document: Any, form: Form, part: Part, *, on_a_new_page: bool) -> None:
    heading = document.add_heading(form.said(part.owner.title), 1)
    heading.paragraph_format.page_break_before = on_a_new_page
    who = (say("No."), say("Answered by (name)"), say("Role"), say("Day (2026-12-15)"))
    _rows(document, [[form.said(words) for words in who], [part.id, "", "", ""]], headed=True)
    for section in part.sections:
        _section(document, form, section)


def _section(document: Any, form: Form, section: Section) -> None:
    document.add_heading(f"{section.letter}. {form.said(section.topic.title)}", 2)
    if section.follows:
        document.add_paragraph(form.said(section.follows))
    for table in section.tables:
        if table.asks:
            asked = document.add_paragraph()
            asked.add_run(table.asks).bold = True
            asked.add_run(f" {table.choices}" if table.choices else "")
            asked.paragraph_format.keep_with_next = True
        _table(document, form, table)
        document.add_paragraph()


def _table(document: Any, form: Form, table: Table) -> None:
    columns = form.columns(table)
    rows = [list(columns)]
    rows += [[*form.cells(table, q), *("" for _ in table.marks), ""] for q in table.questions]
    made = _rows(document, rows, headed=True, marks=len(table.marks))
    for question, row in zip(table.questions, made.rows[1:], strict=True):
        cells = row.cells[-len(table.marks) - 1 : -1]
        for mark, cell in zip(table.marks, cells, strict=True):
            if question.offers(mark):
                cell.paragraphs[0]._p.append(parse_xml(_BOX))
            else:
                cell.text = "–"


def _rows(document: Any, rows: list[list[str]], *, headed: bool = False, marks: int = 0) -> Any:
    """A table with these words; `marks` columns before the last are narrow."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    widths = _widths(len(rows[0]), marks)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, words, widths, strict=True):
            cell.text, cell.width = text, width
            if headed and number == 0:
                for run in cell.paragraphs[0].runs:
                    run.bold = True
        _whole(row, repeated=headed and number == 0)
    return table


def _widths(columns: int, marks: int) -> list[Any]:
    """The id, words, narrow boxes, and as much for the last column as for one with words."""
    wide = columns - marks - 1
    each = (_WIDTH - _ID - _NARROW * marks) / wide
    return [Cm(width) for width in (_ID, *[each] * (wide - 1), *[_NARROW] * marks, each)]


def _whole(row: Any, *, repeated: bool) -> None:
    """A row stays on one page, and the first one stands on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
