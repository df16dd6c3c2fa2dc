"""The form in Markdown, to be read."""

import re

from generator.message import say
from generator.recipes.questioning.form import Form, Part, Table

_BOX = "☐"


def markdown(form: Form) -> str:
    """The whole form."""
    lines = [
        f"# {form.title}",
        "",
        form.said(say("Form {number}, {day}", number=form.number, day=form.day)),
        "",
    ]
    lines += [f"- {form.said(note)}" for note in form.notes]
    for part in form.parts:
        lines += ["", *_part(form, part)]
    return "\n".join(lines) + "\n"


def _part(form: Form, part: Part) -> list[str]:
    who = form.said(say("Answered by (name, role, day):"))
    lines = [f"## {form.said(part.owner.title)}", "", f"{who} …"]
    for section in part.sections:
        lines += ["", f"### {section.letter}. {form.said(section.topic.title)}"]
        lines += ["", form.said(section.follows)] if section.follows else []
        for table in section.tables:
            lines += ["", *_table(form, table)]
    return lines


def _table(form: Form, table: Table) -> list[str]:
    columns = form.columns(table)
    lines = [f"**{_cell(table.asks)}**", ""] if table.asks else []
    lines += [_cell(table.choices), ""] if table.choices else []
    lines += [_row(columns), _row(["---"] * len(columns))]
    for question in table.questions:
        boxes = (_BOX if question.offers(mark) else "–" for mark in table.marks)
        lines.append(_row([*map(_cell, form.cells(table, question)), *boxes, "…"]))
    return lines


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(words: str) -> str:
    """Words without signs of Markdown or HTML, in one line."""
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", words).replace("\n", "<br>")
