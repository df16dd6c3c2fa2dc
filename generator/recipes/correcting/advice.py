"""What a rule finds, as the panel says it: where, what to do, and which fields are opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.checks import Finding, by_code
from generator.checks.rules.fact_is_used import RULE as UNUSED
from generator.editing import Edition
from generator.errors import NoticesError, Problem
from generator.keys import Block, Many, Written, files
from generator.keys.names import described_by, file_called
from generator.recipes.correcting.in_form import in_form
from generator.recipes.correcting.located import Located, locate
from generator.recipes.correcting.sheet import name
from generator.recipes.questioning.wording import place_of

_KEY = re.compile(r"“(?:- )?([a-z_]+):")
_FILE = re.compile(r"[a-z]+(?:-[a-z]+)*\.yml")


@dataclass(frozen=True, slots=True)
class Advice:
    """`words` are what is found, `advice` what to do. `ways` are the places that can be opened,
    each with what it is called: the fields that the advice names, otherwise the place of the
    finding. `asks` is the rule whose question is to be answered, empty for anything else."""

    words: str
    advice: str
    ways: tuple[tuple[str, str], ...]
    asks: str = ""


class Adviser:
    """Says findings for whoever has the panel before them, in `language`; of the files of `data`
    as they are now, or as they are in an `edition`, each read once."""

    def __init__(self, data: Path, language: str, edition: Edition | None = None) -> None:
        self.language = language
        self._edition = edition or Edition(data)

    def of(self, finding: Finding) -> Advice:
        """One finding."""
        at, hint = self._located(finding.place), finding.hint
        blocks = list(_blocks(at, f"{finding.message} {hint}"))
        words, told = (in_form(one, self.language, blocks) for one in (finding.message, hint))
        words, told = (self._without_id(one, at) for one in (words, told))
        rule = by_code().get(finding.code)
        if rule and rule.asks(finding.sub):
            return Advice(words, told, (), finding.code)
        places = [*self._named(at, hint)] or ([at] if at else [])
        ways = {one.place: name(self._edition, one, self.language) for one in places}
        if finding.code == UNUSED.code and at and len(at.path) == 1:
            ways |= {f"{home}#": file_called(home, self.language) for home in _naming(at.file)}
        return Advice(words, told, tuple(ways.items()))

    def of_problem(self, problem: Problem) -> str:
        """Why nothing was written."""
        at = self._located(problem.origin.key.removeprefix("data/"))
        blocks = list(_blocks(at, f"{problem.message} {problem.hint}"))
        told = (in_form(one, self.language, blocks) for one in (problem.message, problem.hint))
        return " ".join(filter(None, told))

    def _without_id(self, words: str, at: Located | None) -> str:
        """Words that name an entry by its id call it as the form does."""
        if at is None or not at.path or f"“{at.path[0]}”" not in words:
            return words
        entry = self._located(f"{at.file}#{at.path[0]}")
        called = name(self._edition, entry, self.language) if entry else ""
        return words.replace(f"“{at.path[0]}”", f"“{called}”") if called else words

    def _named(self, at: Located | None, hint: str) -> Iterator[Located]:
        """The fields that the advice names: of the block at the place, or of the one around it;
        of a file of one entry that it names."""
        for key in dict.fromkeys(_KEY.findall(hint)):
            for outer in [f"{file}#" for file in _single(hint)] or _around(at):
                separator = "" if outer.endswith("#") else "."
                found = self._located(f"{outer}{separator}{key}")
                if found and found.key:
                    yield found
                    break

    def _located(self, place: str) -> Located | None:
        """What stands at a place; None where the panel cannot open it."""
        try:
            return locate(self._edition, place) if "#" in place else None
        except NoticesError:
            return None


@cache
def _naming(file: str) -> tuple[str, ...]:
    """The files whose keys name entries of a file: where a new entry is put to use."""
    data = (Written.DATA,) if file == "data-categories.yml" else ()
    return tuple(
        described.name
        for described in files()
        if any(
            key.home == file or key.written in data
            for block in described.block.within
            for key in block.keys
        )
    )


def _around(at: Located | None) -> Iterator[str]:
    if at and at.block and not at.by_id:
        yield at.place
    if at and at.path:
        yield place_of(at.file, at.path[:-1])


def _single(words: str) -> Iterator[str]:
    for file in _FILE.findall(words):
        described = described_by(file)
        if described and described.many is Many.ONE:
            yield file


def _blocks(at: Located | None, words: str) -> Iterator[Block]:
    """The blocks in which a key may be meant, the nearest first."""
    if at:
        yield from (block for block in (at.block, at.around) if block)
    for file in ([at.file] if at else []) + _FILE.findall(words):
        yield from _within(file)


@cache
def _within(file: str) -> tuple[Block, ...]:
    described = described_by(file)
    return described.block.within if described else ()
