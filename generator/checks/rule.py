"""What a rule is, and how it runs.

The letters of a code name a group of the rule book, the number a row of it: `IDN` identity and
documents, `PUR` purposes and bases, `SPC` special categories, `COL` collection, `REC` recipients,
`ABR` abroad, `APP` applications, `CON` consent, `TXT` texts, `RET` retention, `VRB` registry, `SEC`
security, `BRE` breach, `COO` cookies, `MSG` messages, `VER` versions, `ANS` answers to visitors.
`ACC-01`, `COO-05`, `COO-06`, `RPT-01`, `RPT-02`, `RET-04`, `TXT-04` to `TXT-06`, `USE-01`, `USE-02`
and those of `ANS` are rules of this tool and not of the rule book.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from generator import law
from generator.checks.example import Example
from generator.checks.finding import Finding, Level, Observation
from generator.checks.subject import Profile, Subject
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.model.statute import Citation, Confidence
from generator.provenance import Origin


@dataclass(frozen=True, slots=True)
class Question:
    """What a machine cannot decide; a person in `role` answers it in answers.yml."""

    role: str


UNREAD = "no-phrase-list"
"""The sub-code of every rule that looks for words and knows none in some language."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A compliance rule.

    `code` is never reused; `slug` is the name of its row in the rule book and of its module.
    `cites` are the ids of the provisions behind it in the statute book (`kvkk 14; kvkk 28`); it
    runs on the days on which the first is in force, always where it is the tool's own.
    `confidence` is written where the rule was verified less well than what it cites.
    `check` yields what it observes; `sub_codes` are the kinds of it, each with a sentence, and
    are never reused either. `phrases` are the lists of words it looks for, by language: in a
    language that one of them lacks the rule reports that it did not look. A rule `on_texts` runs
    when the texts are composed. A `question` blocks a release as long as nobody has answered it.
    `longest` is for how many days from now a sub-code may be accepted; 0 means never.
    `never_accepted` says why accepted.yml may not accept its findings; empty for most.
    """

    code: str
    slug: str
    level: Level
    what: str
    why: str
    check: Callable[[Subject], Iterable[Observation]]
    cites: str = ""
    confidence: Confidence | None = None
    sub_codes: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[Mapping[str, object], ...] = ()
    example: Example | None = None
    on_texts: bool = False
    never_accepted: str = ""
    question: Question | None = None
    longest: Mapping[str, int] = field(default_factory=dict)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The provisions behind it; LoadingError when the statute book does not list one."""
        listed, ids = law.load().citations, self.cites.split("; ") if self.cites else ()
        unknown = [name for name in ids if name not in listed]
        if unknown:
            message = f"the rule {self.code} cites “{unknown[0]}”, which is not listed here."
            hint = "Write a row for it, or correct “cites” in the rule."
            raise LoadingError(Problem(Origin("generator/law/citations.yml", 0), message, hint))
        return tuple(listed[name] for name in ids)

    def knows(self, sub: str) -> bool:
        """Whether `sub` is a sub-code of this rule; a rule with one kind has the empty one, and so
        has a question."""
        return sub in self.kinds or self.asks(sub) or not (sub or self.sub_codes)

    def asks(self, sub: str) -> bool:
        """Whether what is found under `sub` is the question, which a person answers."""
        return self.question is not None and not sub

    @property
    def kinds(self) -> Mapping[str, str]:
        """Every sub-code with its sentence, that of a missing list of words included."""
        if not self.phrases:
            return self.sub_codes
        return {**self.sub_codes, UNREAD: "A language has no list of the words it looks for."}

    def run(self, subject: Subject) -> Iterator[Finding]:
        """The findings of this rule, each with its name and citation."""
        if all(citation.in_force(subject.day) for citation in self.citations[:1]):
            # What several purposes take from one row is observed once.
            for observation in dict.fromkeys(chain(self._unread(subject), self.check(subject))):
                yield self.finding(observation, subject.profile)

    def finding(self, seen: Observation, profile: Profile = Profile.DRAFT) -> Finding:
        """What is reported of one observation."""
        asked = self.question and profile is Profile.RELEASE
        level = seen.level or (Level.ERROR if asked else self.level)
        return Finding(
            code=self.code,
            slug=self.slug,
            sub=seen.sub,
            level=level,
            message=seen.message,
            hint=seen.hint,
            origin=seen.origin,
            citations=self.citations,
            block=seen.block,
        )

    def _unread(self, subject: Subject) -> Iterator[Observation]:
        for language in subject.languages if self.phrases else ():
            if any(language.value not in words for words in self.phrases):
                yield Observation(
                    language.origin,
                    say(
                        "this rule has no phrase list for “{language}”, so it did not look for "
                        "its words there.",
                        language=language.value,
                    ),
                    say(
                        "Read the texts in “{language}” with this in mind: {what} A list is "
                        "written into {place}.",
                        language=language.value,
                        what=say(self.what),
                        place=f"generator/checks/rules/{self.slug.replace('-', '_')}",
                    ),
                    UNREAD,
                    Level.WARNING,
                )
