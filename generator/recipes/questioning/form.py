"""The questions as a form: who answers, by topic, and what shares a question in one table."""

import hashlib
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalogue import said
from generator.checks.topics import LAWYER, OWNERS, TOPICS, Owner, Topic
from generator.message import Message, say
from generator.recipes.questioning.questions import Mark, Question

HEADINGS: dict[Mark, Message] = {
    Mark.CONFIRMED: say("Right"),
    Mark.YES: say("Yes"),
    Mark.NO: say("No"),
    Mark.UNKNOWN: say("I do not know"),
    Mark.ABSENT: say("We do not have this"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Questions with the same columns; `asks` is the question that all of them share, and
    `choices` what may be written; empty where each has its own."""

    questions: tuple[Question, ...]
    asks: str = ""
    choices: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What may be ticked in each row."""
        return self.questions[0].marks

    @property
    def is_of_rules(self) -> bool:
        """Whether these are questions of rules."""
        return bool(self.questions[0].code)

    @property
    def is_of_doubts(self) -> bool:
        """Whether something is written already, which is in doubt."""
        return not (self.questions[0].code or self.questions[0].kind)


FOLLOWS: dict[str, Message] = {
    "recipients": say(
        "“We do not have this”: the recipient leaves the texts and every purpose that names it."
    ),
    "abroad": say(
        "“We do not have this”: the recipient leaves the texts and every purpose that names it."
    ),
    "data": say(
        "“We do not have this”: the item leaves the texts and every purpose that names it, and is "
        "collected no more."
    ),
    "retention": say(
        "“We do not have this”: a release stays blocked until a period is decided, because data "
        "may not be kept without one."
    ),
    "bases": say(
        "“We do not have this”: without another legal basis the purpose ends and leaves the texts."
    ),
}
"""What follows from it, by topic."""
_ELSEWHERE = say("“We do not have this”: the statement leaves the texts.")
_ORDER = ("identity", "data", "recipients", "purposes", "retention")


@dataclass(frozen=True, slots=True)
class Section:
    """One topic."""

    topic: Topic
    letter: str
    tables: tuple[Table, ...]

    @property
    def follows(self) -> Message | None:
        """What follows where something is not there; None where only rules ask."""
        if not any(table.is_of_doubts for table in self.tables):
            return None
        return FOLLOWS.get(self.topic.id, _ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Part:
    """What one owner answers; `id` stands in the row where name, role and day are filled in."""

    owner: Owner
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        """In letters that survive any keyboard."""
        return part_id(self.owner)


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form in one language; `number` shows a reader whether every id is still there."""

    title: str
    day: date
    language: str
    number: str
    parts: tuple[Part, ...]

    def said(self, message: str) -> str:
        """A message in the language of the form."""
        return said(message, self.language)

    @property
    def notes(self) -> tuple[Message, ...]:
        """How it is filled in, above the first question."""
        return (
            say("Tick one box in a row, or write the right value into the last column."),
            say(
                "Nothing is ticked beforehand: what is written now is a proposal until somebody "
                "confirms it. A row left empty, or “I do not know”, leaves the matter open, and "
                "what is open is not published."
            ),
            say(
                "“We do not have this” deletes nothing by itself: you receive the list of what "
                "is to be deleted. “No” to a question of the law blocks the publication until "
                "the practice is changed."
            ),
            say(
                "A text in two languages is replaced only where both are written, as “tr: …” and "
                "“en: …” in two lines; anything else is kept as a proposal."
            ),
            say(
                "Answers to questions of the law hold for a year. Leave the numbers in the first "
                "column as they are: answers are found by them."
            ),
        )

    def columns(self, table: Table) -> tuple[str, ...]:
        """The headings of a table."""
        asks = () if table.asks else (say("Question"),)
        stands = (say("What is written (proposal)"),) if table.is_of_doubts else ()
        about = say("Rule") if table.is_of_rules else say("About")
        words = say("What is done, or why it does not apply")
        last = words if table.is_of_rules else say("The right value")
        marks = (HEADINGS[mark] for mark in table.marks)
        return tuple(map(self.said, (say("No."), about, *asks, *stands, *marks, last)))

    def cells(self, table: Table, question: Question) -> tuple[str, ...]:
        """What stands in the row of a question before its boxes, its id first."""
        asked = _paragraphs(question.asks, question.choices, question.follows)
        asks = () if table.asks else (asked,)
        last = self.said(say("The lawyer decides; your answer is a proposal."))
        about = _paragraphs(question.about, "" if question.owner is question.topic.owner else last)
        proposed = self.said(say("Proposed: {value}", value=question.proposed))
        stands = _paragraphs(question.stands or "–", proposed if question.proposed else "")
        return question.id, about, *asks, *((stands,) if table.is_of_doubts else ())


def part_id(owner: Owner) -> str:
    """`P-WEB-DEVELOPER`."""
    return f"P-{owner.role.upper().replace(' ', '-')}"


def number_of(ids: Iterable[str]) -> str:
    """`F-153-8A3C21D0`: how many ids, and which."""
    listed = sorted(ids)
    digest = hashlib.sha256(" ".join(listed).encode()).hexdigest()[:8].upper()
    return f"F-{len(listed)}-{digest}"


def form(title: str, day: date, questions: Sequence[Question], language: str) -> Form:
    """The form of these questions, the lawyer's decisions last."""
    letters = iter(string.ascii_uppercase)
    parts = tuple(_part(owner, questions, letters) for owner in OWNERS)
    number = number_of(question.id for question in questions)
    # The lawyer signs an own part, also where all that a lawyer decides is asked in others.
    signed = {question.owner for question in questions if question.owner is LAWYER}
    used = tuple(part for part in parts if part.sections or part.owner in signed)
    return Form(title, day, language, number, used)


def _part(owner: Owner, questions: Sequence[Question], letters: Iterator[str]) -> Part:
    topics = sorted((t for t in TOPICS if t.owner is owner), key=_place)
    listed = ((topic, [q for q in questions if q.topic is topic]) for topic in topics)
    sections = (Section(t, next(letters), tuple(_tables(asked))) for t, asked in listed if asked)
    return Part(owner, tuple(sections))


def _place(topic: Topic) -> int:
    return _ORDER.index(topic.id) if topic.id in _ORDER else len(_ORDER)


def _tables(questions: Sequence[Question]) -> Iterator[Table]:
    """Those that share their words first, each group in a table of its own; rules last."""
    groups: dict[tuple[str, str], list[Question]] = {}
    for question in questions:
        if not question.code:
            groups.setdefault((question.asks, question.choices), []).append(question)
    alone = tuple(group[0] for group in groups.values() if len(group) == 1 and not group[0].kind)
    shared = {asks: group for asks, group in groups.items() if group[0] not in alone}
    yield from (Table(tuple(group), asks, choices) for (asks, choices), group in shared.items())
    rules = tuple(question for question in questions if question.code)
    yield from (Table(group) for group in (alone, rules) if group)


def _paragraphs(*lines: str) -> str:
    return "\n".join(filter(None, lines))
