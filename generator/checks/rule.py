"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator.expression import Expression
from generator.model.entry import Entry, walk
from generator.model.facts import Facts, Law
from generator.provenance import Fact, Origin


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


class Profile(StrEnum):
    """How strict a run is: a draft may have gaps that a release may not."""

    DRAFT = "draft"
    RELEASE = "release"


@dataclass(frozen=True)
class Subject:
    """What is checked: the facts, the law of the day, and the texts once they are composed."""

    facts: Facts
    law: Law
    day: date
    texts: Sequence[Expression] = ()
    profile: Profile = Profile.DRAFT

    @cached_property
    def stated(self) -> tuple[Fact[object] | Entry, ...]:
        """Every fact and entry of the data, each once; what rules on any text look through."""
        return tuple(walk(self.facts))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found, at a place, with the way out.

    `accepted` is the reason for which accepted.yml lets it stand; it then blocks nothing.
    """

    code: str
    slug: str
    level: Level
    message: str
    hint: str
    origin: Origin
    citation: Citation
    accepted: str = ""

    def __str__(self) -> str:
        return (
            f"{self.origin}: {self.level} {self.code}: {self.message} {self.hint} "
            f"[{self.slug}; {self.citation}]"
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of `data/` that a rule is explained and tested with.

    `yaml` is what stands in `file` (keys that it does not name are fine); in a wrong example
    the finding is at the YAML path `at`. `base` is the controller of the tests it is put into.
    A file of `wording/` stands as it is, and `twin` is its other language.
    """

    file: str
    yaml: str
    at: str = ""
    base: str = "valid"
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a machine cannot decide; a person in `role` answers it in answers.yml."""

    role: str


Found = tuple[Origin, str, str] | tuple[Origin, str, str, Level]
"""What a check yields: origin, message, hint, and a level where it is not that of the rule.

The rule adds its name and citation.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A compliance rule.

    `code` is never reused; `slug` is the name of its row in the rule book and of its module.
    `check` yields what it finds. A rule `on_texts` runs when the texts are composed.
    A `question` blocks a release as long as nobody has answered it. `never_accepted` says why
    accepted.yml may not accept its findings; empty for most.
    """

    code: str
    slug: str
    level: Level
    citation: Citation
    what: str
    why: str
    check: Callable[[Subject], Iterable[Found]]
    wrong: Example | None = None
    right: Example | None = None
    on_texts: bool = False
    never_accepted: str = ""
    question: Question | None = None

    def run(self, subject: Subject) -> Iterable[Finding]:
        """The findings of this rule, each with its name and citation."""
        if not self.citation.in_force(subject.day):
            return
        release = subject.profile is Profile.RELEASE
        usual = Level.ERROR if self.question and release else self.level
        for origin, message, hint, *own in self.check(subject):
            level = own[0] if own else usual
            yield Finding(self.code, self.slug, level, message, hint, origin, self.citation)


Rules = Mapping[str, Rule]
