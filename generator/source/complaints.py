"""What the YAML library complains of, in words for the person who edits the file.

The library says where it gave up; reported is what people did, and where they did it.
"""

import re
from dataclasses import dataclass

import yaml

from generator.errors import Problem
from generator.provenance import Origin

CURLY = (
    "these quotation marks are letters here, and would be printed.",
    'Write straight ones ("…"); around these, where they shall be printed.',
)
_WORDS = (
    ("mapping values are not allowed", "a colon stands where none is expected.",
     "Put quotes around a text that contains “: ”, or check the indentation."),
    ("could not find expected ':'", "a colon is missing after the key.", "Write “key: value”."),
    ("did not find expected key", "this line does not fit its block.",
     "Check the indentation and closing quotes of this line and the one above."),
    ("did not find expected '-'", "this line does not fit its list.", "Check the indentation."),
    ("cannot start any token", "a text cannot begin with this character.", "Put quotes around it."),
    ("found unexpected", "a quotation mark is not closed.", "Close the quotes."),
    ("did not find expected ',' or", "a bracket is not closed.", "Close it, or write a list."),
    ("quoted scalar", "a backslash stands in double quotes.", "Use single quotes."),
    ("block sequence entries", "a list cannot begin here.", "Put each “- ” on its own line."),
    ("node content", "a bracket or comma stands where none is expected.",
     "Put quotes around a text that contains it."),
    ("scanning a block scalar", "behind “|” or “>” something stands that does not belong there.",
     "Begin the text on the next line, indented."),
    ("directive", "“%” begins an instruction to YAML.", "Delete it, or put quotes around it."),
    ("scanning an a", "“&” and “*” have a meaning in YAML.", "Put quotes around the text."),
    ("tag", "“!” has a meaning in YAML.", "Put quotes around the text."),
    ("<document start>", "this does not belong to what stands above.",
     "Check the indentation, and brackets of this line."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a file was read: its `name`, the innermost bracket that is open, the last text in
    quotes and the line in which it ends."""

    name: str
    bracket: Origin | None
    quoted: tuple[Origin, int] | None


def plain(error: yaml.MarkedYAMLError, reached: Reached, content: str) -> Problem:
    """The library's complaint in words for the person who edits the file."""
    complaint = f"{error.problem or ''} {error.context or ''}"
    # Point at the quote or the key, not at the end of the file or the line after it.
    quoted = "unexpected" in complaint or "could not find expected ':'" in complaint
    mark = (error.context_mark if quoted else None) or error.problem_mark or error.context_mark
    lines = content.split("\n")
    ended = mark is None or mark.line >= len(lines)
    number = min(mark.line + 1, len(lines)) if mark else 1
    column = min(mark.column, len(lines[number - 1])) + 1 if mark else 1
    origin = Origin(reached.name, number, column)
    ended = ended or not "".join([lines[number - 1][column - 1 :], *lines[number:]]).strip()
    if reached.bracket and ended:
        return Problem(reached.bracket, "a bracket is not closed.", "Close it, or write a list.")
    if lines[number - 1][column - 1 : column] == "\t":
        return Problem(origin, "a tab stands where none may.", "Write spaces instead.")
    if likely := _likely(reached, origin, lines, complaint):
        return likely
    for part, message, hint in _WORDS:
        if part in complaint:
            return Problem(origin, message, hint)
    return Problem(
        origin,
        "this cannot be read as YAML.",
        "Check quotes, colons and indentation of this line and the one above.",
    )


def _likely(reached: Reached, origin: Origin, lines: list[str], complaint: str) -> Problem | None:
    """What people do again and again, where the complaint reports only what came of it."""
    name, number, line = reached.name, origin.line, lines[origin.line - 1]
    mark = re.match(r"( *)(unconfirmed|internal):", line)
    above = re.match(r" *[\w-]+: +[^ #]", lines[number - 2]) if number > 1 else None
    if mark and above and len(mark[1]) > len(above[0]) - len(above[0].lstrip(" ")):
        message = f"“{mark[2]}:” stands below a value that is written already."
        hint = f"Write the value as “value: …” in a line of its own, above “{mark[2]}:”."
        return Problem(Origin(name, number, mark.start(2) + 1), message, hint)
    if "did not find expected" in complaint and reached.quoted and reached.quoted[1] == number:
        opened = reached.quoted[0]
        if opened.line < number:
            place = Origin(name, opened.line, opened.column)
            message = f"the text in quotes that begins here ends in line {number}."
            return Problem(place, message, "Close the quotes where the text ends.")
        message = "text stands behind the closing quotation mark."
        return Problem(origin, message, "Inside '…' an apostrophe is written twice: ''.")
    if "mapping values" in complaint and (curly := re.search(r"(?<=[:{,-] )[“”„‘’]", line)):
        return Problem(Origin(name, number, curly.start() + 1), *CURLY)
    tight = "mapping values" in complaint or "could not find expected ':'" in complaint
    for at in (number, number - 1) if tight else ():
        if at and (key := re.match(r" *[\w-]+:(?=[^ /])", lines[at - 1])):
            place = Origin(name, at, key.end() + 1)
            return Problem(place, "a space is missing behind the colon.", "Write “key: value”.")
    return None
