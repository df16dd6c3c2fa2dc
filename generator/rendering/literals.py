"""The words of a template before it is filled: no digit, no marker, nothing that poses as a tag.

`fragments` looks again at what comes out; here the line is known, and branches not taken count.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from generator.errors import Problem
from generator.message import say
from generator.provenance import Origin
from generator.rendering.markers import CLOSE, OPEN

_TAG = re.compile(r"<[^<>]*>")
TYPED = re.compile(rf"\d+|[{OPEN}{CLOSE}]")
_RESERVED = re.compile(r"data-(?:aside|clause|expression|layer|line|unconfirmed)\b|<!\[CDATA\[")
NO_NUMBERS = say("Print a fact, or take the number from the statute book.")


def problems(data: Sequence[tuple[int, str]], file: str) -> Iterator[Problem]:
    """What may not be typed into the literal text of a template; its markup may hold digits.

    `data` is that text in its pieces, each with the line on which it begins.
    """
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
            say("“{words}” may not be typed into a template.", words=match.group()),
            say(
                "Use the tags layer and clause, not_stated() for a doubt; plain words for the rest."
            ),
        )
    for match in TYPED.finditer(_TAG.sub(lambda tag: " " * len(tag.group()), text)):
        yield Problem(place(match.start()), refused(match.group()), NO_NUMBERS)


def refused(typed: str) -> str:
    """The message about a number or a marker in the words of a template."""
    if typed in (OPEN, CLOSE):
        return say("the character U+{code} is typed into the text.", code=f"{ord(typed):04X}")
    return say("the number “{number}” is typed into the text.", number=typed)
