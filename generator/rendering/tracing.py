"""Marks among composed words that say where each comes from: a line of a template, a fact.

A mark is one letter of a plane of Unicode that is for private use, so it travels through parsing,
numbering and cutting like any other. No text that is shown or frozen is ever composed so.
"""

import re
from collections.abc import Iterable, Iterator

from jinja2.lexer import Token

from generator.provenance import Origin, Stated

_FIRST, _END = 0x100000, "\U0010fffd"
# A tag, also one that is not closed in this piece, or the words up to the next one.
_RUN = re.compile(r"<[^>]*>?|[^<]+")
_INSIDE = re.compile(r"^[^>]*>?|<[^>]*>?|[^<]+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


class Trace:
    """What the marks of one composition stand for.

    Only with `of_templates` are the words of templates marked as well. They are then compiled for
    this composition alone, which takes longer than all the rest.
    """

    def __init__(self, *, of_templates: bool = True) -> None:
        self.of_templates = of_templates
        self._stand_for: list[Origin | Stated] = []

    def of(self, letter: str) -> Origin | Stated | None:
        """What a letter stands for; None for an ordinary one and for the end of a fact."""
        number = ord(letter) - _FIRST
        return self._stand_for[number] if 0 <= number < len(self._stand_for) else None

    @staticmethod
    def plain(words: str) -> str:
        """The words without the marks."""
        return "".join(letter for letter in words if ord(letter) < _FIRST)

    def fact(self, statement: Stated) -> str:
        """The words of a printed fact between its marks."""
        return f"{self._mark(statement)}{statement.text}{_END}"

    def words(self, tokens: Iterable[Token], file: str) -> Iterator[Token]:
        """The tokens of a template, with a mark before each line of words outside of tags."""
        inside = False  # a tag that an earlier piece has opened
        for token in tokens:
            if token.type != "data":
                yield token
                continue
            pieces, line = list[str](), token.lineno
            for run in (_INSIDE if inside else _RUN).findall(token.value):
                tag = inside or run.startswith("<")
                pieces.append(run if tag else self._lines(run, file, line))
                inside = tag and not run.endswith(">")
                line += run.count("\n")
            yield Token(token.lineno, "data", "".join(pieces))

    def _lines(self, run: str, file: str, first: int) -> str:
        def marked(line: re.Match[str]) -> str:
            number = first + run.count("\n", 0, line.start())
            words = line[0].lstrip()
            indent = line[0][: len(line[0]) - len(words)]
            return f"{indent}{self._mark(Origin(file, number))}{words}"

        return _LINE.sub(marked, run)

    def _mark(self, what: Origin | Stated) -> str:
        self._stand_for.append(what)
        return chr(_FIRST + len(self._stand_for) - 1)
