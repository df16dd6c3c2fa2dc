"""What a rule observes at a place, and what is reported of it."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.provenance import Origin


class Level(StrEnum):
    """`error`: the law says must. `warning`: guidance says should, or a machine only guesses."""

    ERROR = "error"
    WARNING = "warning"


OWN = "Rule of this tool"
"""What is cited for a rule that no law asks for."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The provision behind a rule, and how well the research verified it (see `model.statute`).

    A rule runs only for days on which its provision is in force (both days inclusive).
    """

    instrument: str
    article: str
    in_force_from: date
    confidence: str
    in_force_until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the provision is law on `day`."""
        return self.in_force_from <= day and (not self.in_force_until or day <= self.in_force_until)

    @property
    def in_full(self) -> str:
        """With the day from which it is law; a rule of this tool is none."""
        own = self.instrument == OWN
        return self.instrument if own else f"{self}, in force from {self.in_force_from}"

    def __str__(self) -> str:
        return f"{self.instrument} art. {self.article}" if self.article else self.instrument


@dataclass(frozen=True, slots=True)
class Observation:
    """What a rule sees at one place, with the way out; the rule adds its name, level and citation.

    `sub` is the sub-code of the rule that says which of its kinds this is, empty where it has
    one kind only. `level` is written where it is not that of the rule.
    """

    origin: Origin
    message: str
    hint: str
    sub: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation of a rule, as it is reported.

    `accepted` is the reason for which accepted.yml lets it stand; it then blocks nothing.
    """

    code: str
    slug: str
    sub: str
    level: Level
    message: str
    hint: str
    origin: Origin
    citation: Citation
    accepted: str = ""

    @property
    def name(self) -> str:
        """Code and sub-code: `TXT-02[placeholder]`."""
        return in_full(self.code, self.sub)

    @property
    def place(self) -> str:
        """Where, as accepted.yml names it; stays the same when lines above it move."""
        return place(self.origin)

    def __str__(self) -> str:
        return (
            f"{self.origin}: {self.level} {self.name}: {self.message} {self.hint} "
            f"[{self.slug}; {self.citation}]"
        )


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
