"""What the YAML library complains of, in words for the person who edits the file.

The library says where it gave up; reported is what people did, and where they did it.
"""

import re
from dataclasses import dataclass

import yaml

from generator.errors import Problem
from generator.message import say
from generator.provenance import Origin

CURLY = (
    say("these quotation marks are letters here, and would be printed."),
    say('Write straight ones ("…"); around these, where they shall be printed.'),
)
NO_COLON = say("a colon is missing after the key."), say("Write “key: value”.")
_WORDS = (
    ("mapping values are not allowed",
     say("a colon stands where none is expected."),
     say("Put quotes around a text that contains “: ”, or check the indentation.")),
    ("could not find expected ':'", *NO_COLON),
    ("did not find expected key",
     say("this line does not fit its block."),
     say("Check the indentation and closing quotes of this line and the one above.")),
    ("did not find expected '-'",
     say("this line does not fit its list."),
     say("Check the indentation.")),
    ("cannot start any token",
     say("a text cannot begin with this character."),
     say("Put quotes around it.")),
    ("found unexpected",
     say("a quotation mark is not closed."),
     say("Close the quotes.")),
    ("did not find expected ',' or",
     say("a bracket is not closed."),
     say("Close it, or write a list.")),
    ("quoted scalar",
     say("a backslash stands in double quotes."),
     say("Use single quotes.")),
    ("block sequence entries",
     say("a list cannot begin here."),
     say("Put each “- ” on its own line.")),
    ("node content",
     say("a bracket or comma stands where none is expected."),
     say("Put quotes around a text that contains it.")),
    ("scanning a block scalar",
     say("behind “|” or “>” something stands that does not belong there."),
     say("Begin the text on the next line, indented.")),
    ("directive",
     say("“%” begins an instruction to YAML."),
     say("Delete it, or put quotes around it.")),
    ("scanning an a",
     say("“&” and “*” have a meaning in YAML."),
     say("Put quotes around the text.")),
    ("tag",
     say("“!” has a meaning in YAML."),
     say("Put quotes around the text.")),
    ("<document start>",
     say("this does not belong to what stands above."),
     say("Check the indentation, and brackets of this line.")),
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
        return Problem(
            reached.bracket, say("a bracket is not closed."), say("Close it, or write a list.")
        )
    if lines[number - 1][column - 1 : column] == "\t":
        return Problem(origin, say("a tab stands where none may."), say("Write spaces instead."))
    if likely := _likely(reached, origin, lines, complaint):
        return likely
    for part, message, hint in _WORDS:
        if part in complaint:
            return Problem(origin, message, hint)
    return Problem(
        origin,
        say("this cannot be read as YAML."),
        say("Check quotes, colons and indentation of this line and the one above."),
    )


def _likely(reached: Reached, origin: Origin, lines: list[str], complaint: str) -> Problem | None:
    """What people do again and again, where the complaint reports only what came of it."""
    name, number, line = reached.name, origin.line, lines[origin.line - 1]
    if asked := re.search(r"(?:[:{,-] |\[)\?(?= *(?:$|[,}\]#]))", line):
        message = say("a question mark stands here without quotes.")
        hint = say(
            "If it is not known, delete the line; where a text must stand, write “value:” there "
            "and the question below it: “unconfirmed: …”."
        )
        return Problem(Origin(name, number, asked.end()), message, hint)
    mark = re.match(r"( *)(unconfirmed|proposed|internal):", line)
    above = re.match(r" *[\w-]+: +[^ #]", lines[number - 2]) if number > 1 else None
    if mark and above and len(mark[1]) > len(above[0]) - len(above[0].lstrip(" ")):
        message = say("“{mark}:” stands below a value that is written already.", mark=mark[2])
        hint = say(
            "Write the value as “value: …” in a line of its own, above “{mark}:”.", mark=mark[2]
        )
        return Problem(Origin(name, number, mark.start(2) + 1), message, hint)
    if "did not find expected ',' or" in complaint and reached.bracket:
        closed = lines[reached.bracket.line - 1][reached.bracket.column :].strip()[-1:]
        if reached.bracket.line == number and closed in ("}", "]"):
            message = say("a comma is missing between brackets.")
            hint = say("Put a comma before each key; put quotes around a text that contains “: ”.")
            return Problem(origin, message, hint)
        message = say("a bracket is not closed.")
        return Problem(reached.bracket, message, say("Close it, or write a list."))
    if "did not find expected" in complaint and reached.quoted and reached.quoted[1] == number:
        opened = reached.quoted[0]
        if opened.line < number:
            place = Origin(name, opened.line, opened.column)
            message = say(
                "the text in quotes that begins here ends in line {number}.", number=number
            )
            return Problem(place, message, say("Close the quotes where the text ends."))
        message = say("text stands behind the closing quotation mark.")
        return Problem(origin, message, say("Inside '…' an apostrophe is written twice: ''."))
    if "mapping values" in complaint and (bare := _without_colon(line, lines[: number - 1])):
        return Problem(Origin(name, number - 1, bare), *NO_COLON)
    if "mapping values" in complaint and (curly := re.search(r"(?<=[:{,-] )[“”„‘’]", line)):
        return Problem(Origin(name, number, curly.start() + 1), *CURLY)
    tight = "mapping values" in complaint or "could not find expected ':'" in complaint
    for at in (number, number - 1) if tight else ():
        if at and (key := re.match(r" *[\w-]+:(?=[^ /])", lines[at - 1])):
            place = Origin(name, at, key.end() + 1)
            return Problem(
                place, say("a space is missing behind the colon."), say("Write “key: value”.")
            )
    return None


def _without_colon(line: str, above: list[str]) -> int | None:
    """The column of a key above a line in the same block, if nothing but its colon is missing."""
    bare = re.fullmatch(r"( *(?:- )?)[a-z_-]+ +[^ :#][^:]*", above[-1]) if above else None
    inside = bare and len(line) - len(line.lstrip(" ")) == len(bare[1])
    return len(bare[1]) + 1 if bare and inside else None
