"""What a rule observes at a place, and what is reported of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.message import Message, say
from generator.model.statute import Citation
from generator.provenance import Origin


class Level(StrEnum):
    """`error`: the law says must. `warning`: guidance says should, or a machine only guesses."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def words(self) -> Message:
        """The level for people; its value is for programs."""
        return say("error") if self is Level.ERROR else say("warning")


OWN = say("Rule of this tool")
"""What is cited for a rule that no law asks for."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What a rule sees at one place, with the way out; the rule adds its name, level and citation.

    `sub` is the sub-code of the rule that says which of its kinds this is, empty where it has
    one kind only. `level` is written where it is not that of the rule. `block` are the lines that
    can be pasted where the hint says.
    """

    origin: Origin
    message: str
    hint: str
    sub: str = ""
    level: Level | None = None
    block: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation of a rule, as it is reported.

    `citations` are the provisions behind the rule, none where it is the tool's own.
    `accepted` is the reason for which accepted.yml lets it stand `until` a day; it then blocks
    nothing.
    """

    code: str
    slug: str
    sub: str
    level: Level
    message: str
    hint: str
    origin: Origin
    citations: tuple[Citation, ...]
    accepted: str = ""
    until: date | None = None
    block: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Code and sub-code: `TXT-02[placeholder]`."""
        return in_full(self.code, self.sub)

    @property
    def place(self) -> str:
        """Where, as accepted.yml names it; stays the same when lines above it move."""
        return place(self.origin)

    @property
    def source(self) -> str:
        """The provisions in words: `Law No. 6698 art. 9(6)(a)`."""
        return source(self.citations)

    def __str__(self) -> str:
        return (
            f"{self.origin}: {self.level} {self.name}: {self.message} {self.hint} "
            f"[{self.slug}; {self.source}]"
        )


def source(citations: Iterable[Citation]) -> str:
    """The provisions behind a rule in words, or that it is the tool's own."""
    return "; ".join(map(str, citations)) or OWN


def in_full(code: str, sub: str) -> str:
    """`TXT-02[placeholder]`; the code alone where there is no sub-code."""
    return f"{code}[{sub}]" if sub else code


def taken_apart(name: str) -> tuple[str, str]:
    """Code and sub-code (empty where none is written) of `TXT-02[placeholder]`."""
    match = re.fullmatch(r"([^\[\]]+)\[([^\[\]]+)\]", name)
    return (match[1], match[2]) if match else (name, "")


def place(origin: Origin) -> str:
    """The place of a finding in words that people write: file below `data/`, `#`, key path."""
    return origin.key.removeprefix("data/")
