"""The letters of a file before it is read as YAML: encoding, forbidden characters, indentation."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from generator.characters import REFUSED, refused
from generator.errors import Problem, SourceError
from generator.message import say
from generator.provenance import Origin

MAX_BYTES = 150_000  # five times a large file; much more would take seconds to read
MAX_MARKS = 30
_INDENT = re.compile("^ *[\t\u00a0\u2000-\u200a\u202f\u3000]", re.MULTILINE)
_PERHAPS_PILED = re.compile(f"[^\0-\u02ff]{{{MAX_MARKS + 1}}}")


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, with \\n at the end of lines; raises SourceError."""
    if len(data) > MAX_BYTES:
        message = say("the file is larger than {max_bytes} bytes.", max_bytes=MAX_BYTES)
        hint = say("Divide it: “notices keys” says where several files are read as one.")
        raise SourceError(Problem(Origin(name), message, hint))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if b"\0" in data[:4]:  # UTF-16 without a byte order mark is valid UTF-8, full of zeros
            raise UnicodeDecodeError("utf-8", data, 0, 1, "")
        text = _ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _ends(data[: error.start].decode("utf-8"))
        where = place(name, before, len(before))
        message = say("the file is not in UTF-8 from here on.")
        raise SourceError(
            Problem(where, message, say("Save it with the encoding UTF-8."))
        ) from None
    piled = pile(text)
    if piled is not None:
        where = place(name, text, piled)
        raise SourceError(
            Problem(where, say("a letter carries too many marks."), say("Delete it."))
        )
    return text


def _ends(content: str) -> str:
    return content.replace("\r\n", "\n").replace("\r", "\n")


def pile(words: str) -> int | None:
    """Where more than 30 marks sit on one letter, which is not writing (UAX #15, stream-safe text).

    Composing thousands of them would take minutes.
    """
    marks = 0
    for index, letter in enumerate(words if _PERHAPS_PILED.search(words) else ""):
        marks = marks + 1 if letter > "\u02ff" and unicodedata.combining(letter) else 0
        if marks > MAX_MARKS:
            return index
    return None


def place(name: str, content: str, index: int) -> Origin:
    """Line and column of a letter."""
    line = content.count("\n", 0, index) + 1
    return Origin(name, line, index - (content.rfind("\n", 0, index) + 1) + 1)


def forbidden(content: str, name: str) -> list[Problem]:
    """Invisible or forbidden characters, the first twenty."""
    return [
        Problem(
            place(name, content, match.start()),
            say(
                "there is an invisible or forbidden character ({sign}).",
                sign=f"U+{ord(match.group()):04X}",
            ),
            say("Delete it and type the text again."),
        )
        for match in islice(REFUSED.finditer(content) if refused(content) else (), 20)
    ]


@dataclass(frozen=True, slots=True)
class Tab:
    """What is not a space in indentation: its place, and whether more than a comment follows."""

    line: int
    column: int
    sign: str
    harms: bool

    def problem(self, name: str) -> Problem:
        """What is told of it."""
        message = (
            say("a tab stands at the beginning of the line.")
            if self.sign == "\t"
            else say(
                "a space of another kind (U+{code}) stands at the beginning of the line.",
                code=f"{ord(self.sign):04X}",
            )
        )
        return Problem(Origin(name, self.line, self.column), message, say("Indent with spaces."))


def tabs(content: str) -> list[Tab]:
    """Every line whose indentation is not of spaces alone."""
    found = []
    for number, line in enumerate(content.split("\n") if _INDENT.search(content) else (), 1):
        if match := _INDENT.match(line):
            rest = line.strip()
            harms = bool(rest) and not rest.startswith("#")
            found.append(Tab(number, match.end(), line[match.end() - 1], harms))
    return found
