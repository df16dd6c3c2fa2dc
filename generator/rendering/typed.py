"""The words of a template before it is filled: no digit, no marker, nothing that poses as a tag.

`fragments` looks again at what comes out; here the line is known, and branches not taken count.
"""

import hashlib
import re
from bisect import bisect
from collections.abc import Iterator
from pathlib import Path

import jinja2

from generator.errors import Problem
from generator.provenance import Origin
from generator.rendering.markers import CLOSE, OPEN

_TAG = re.compile(r"<[^<>]*>")
TYPED = re.compile(rf"\d|[{OPEN}{CLOSE}]")
_RESERVED = re.compile(r"data-(?:aside|clause|expression|layer|line|unconfirmed)\b|<!\[CDATA\[")
NO_NUMBERS = "Print a fact, or take the number from the statute book."


def passed(cache: jinja2.BytecodeCache | None, source: str) -> Path | None:
    """Where a cache of compiled templates notes that this source has no problems.

    The name holds the patterns as well, so that a stricter look is taken once more.
    """
    if not isinstance(cache, jinja2.FileSystemBytecodeCache):
        return None
    looked_for = f"{_TAG.pattern}{TYPED.pattern}{_RESERVED.pattern}{source}"
    return Path(cache.directory, f"{hashlib.sha256(looked_for.encode()).hexdigest()}.passed")


def problems(
    environment: jinja2.Environment, source: str, template: str, path: str, file: str
) -> Iterator[Problem]:
    """What may not be typed into the literal text of a template; its markup may hold digits."""
    data = [(t[0], t[2]) for t in environment.lex(source, template, path) if t[1] == "data"]
    starts, length = [], 0
    for _, value in data:
        starts.append(length)
        length += len(value)
    text = "".join(value for _, value in data)

    def place(offset: int) -> Origin:
        number = bisect(starts, offset) - 1
        line, value = data[number]
        return Origin(file, line + value.count("\n", 0, offset - starts[number]))

    for match in _RESERVED.finditer(text):
        yield Problem(
            place(match.start()),
            f"“{match.group()}” may not be typed into a template.",
            "Use the tags layer and clause, not_stated() for a doubt; plain words for the rest.",
        )
    for match in TYPED.finditer(_TAG.sub(lambda tag: " " * len(tag.group()), text)):
        yield Problem(place(match.start()), refused(match.group()), NO_NUMBERS)


def refused(character: str) -> str:
    """The message about a digit or a marker in the words of a template."""
    if character in (OPEN, CLOSE):
        return f"the character U+{ord(character):04X} is typed into the text."
    return f"the digit “{character}” is typed into the text."
