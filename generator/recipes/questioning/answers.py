"""The rows of an answered form, understood: what was ticked and written to each question.

Nothing is guessed: two ticks, a word in a box, an id that is not the one of the form are mistakes,
and all of them are reported at once.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.checks.topics import COMPANY, LAWYER, OWNERS, Owner
from generator.errors import LoadingError, Problem
from generator.message import Message, counted, say
from generator.provenance import Origin
from generator.recipes.questioning.form import HEADINGS, number_of, part_id
from generator.recipes.questioning.questions import Mark, Question

Row = tuple[str, ...]
_ID = re.compile(r"S-[0-9A-Z]+")
_NUMBER = re.compile(r"F-\d+-[0-9A-F]{8}")
_EMPTY = frozenset(("", "☐", "–", "…"))
_SIGNS = frozenset(("☒", "☑", "✓", "✔", "✗", "✘", "x", "×"))
_TICKS = _SIGNS | {"evet", "yes", "e", "1"}
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who filled in one part: a role, and the day; the name stays in the file."""

    role: str
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: what is ticked, or the words of the last column, or both."""

    question: Question
    by: Respondent
    mark: Mark | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file answers; `outdated` are ids with an answer that nothing asks any more: the data
    have changed since the form was made. `others` are answers that another role gives."""

    given: tuple[Answer, ...]
    outdated: tuple[str, ...] = ()
    others: int = 0


def understood(
    rows: Sequence[Row], questions: Sequence[Question], name: str, authority: Owner = COMPANY
) -> Answers:
    """The answers that the role `authority` gives in the rows of the file called `name`.

    The lawyer answers what a lawyer decides, wherever it is asked, and signs the part of the
    lawyer; the company all that is asked; any other role its own part. Raises LoadingError with
    each mistake.
    """
    reader = _Reader(name, {question.id: question for question in questions}, authority)
    answers = reader.answers(rows)
    if reader.problems:
        raise LoadingError(reader.problems)
    return answers


@dataclass
class _Reader:
    name: str
    asked: Mapping[str, Question]
    authority: Owner
    problems: list[Problem] = field(default_factory=list)

    def answers(self, rows: Sequence[Row]) -> Answers:
        rows = [(row[0].strip(), *row[1:]) for row in rows if row]
        by_id = {row[0]: row for row in rows if _ID.fullmatch(row[0])}
        self._expect_ids(rows)
        if self.problems:
            return Answers(())
        parts = {
            owner: self._respondent(owner, row)
            for owner in OWNERS
            for row in rows
            if owner.role and row[0] == part_id(owner)
        }
        own = {
            id_: row
            for id_, row in by_id.items()
            if id_ in self.asked and self._is_own(self.asked[id_])
        }
        rest = [id_ for id_, row in by_id.items() if id_ not in own and _is_filled(row)]
        outdated = tuple(id_ for id_ in rest if id_ not in self.asked)
        given = tuple(self._given(own, parts))
        return Answers(given, outdated, len(rest) - len(outdated))

    def _is_own(self, question: Question) -> bool:
        if self.authority is LAWYER:
            return question.owner is LAWYER
        return self.authority in (COMPANY, question.topic.owner)

    def _signing(self, question: Question) -> Owner:
        """Whose part is signed for the answer to a question."""
        return LAWYER if self.authority is LAWYER else question.topic.owner

    def _fault(self, message: Message, hint: Message) -> None:
        self.problems.append(Problem(Origin(self.name, 0), message, hint))

    def _expect_ids(self, rows: Sequence[Row]) -> None:
        """Each id of the form once, as the number of the form says."""
        numbers = {cell.strip() for row in rows for cell in row if _NUMBER.fullmatch(cell.strip())}
        again = say("Make the form again: notices questions --output questions.docx")
        if len(numbers) != 1:
            self._fault(
                say("this is not a form of “notices questions”, or its number is gone."), again
            )
            return
        ids = Counter(row[0] for row in rows if _ID.fullmatch(row[0]))
        hint = say("Put the row back as it was in the form that was sent.")
        for id_, count in ids.items():
            if count > 1:
                self._fault(say("the number {id} stands {count} times.", id=id_, count=count), hint)
        if numbers == {number_of(ids.elements())} or self.problems:
            return
        for id_ in ids:
            if id_ not in self.asked:
                self._fault(
                    say("nothing asks under the number {id}: it was changed.", id=id_), hint
                )
        for id_, question in self.asked.items():
            if id_ not in ids:
                message = say("the number {id} is missing ({about}).", id=id_, about=question.about)
                self._fault(message, hint)
        if not self.problems:
            self._fault(say("rows of the form are missing, or their numbers were changed."), again)

    def _respondent(self, owner: Owner, row: Row) -> Respondent | None:
        """None where nobody has signed the part."""
        *_, role, written = ("", "", *row)
        if not (role.strip() or written.strip()):
            return None
        day = _day(written)
        if day is None or not role.strip():
            self._fault(
                say("{part}: role or day is missing, or is no day.", part=part_id(owner)),
                say("Write the role and the day, for example 2026-12-15."),
            )
            return None
        return Respondent(" ".join(role.split()), day)

    def _given(
        self, by_id: Mapping[str, Row], parts: Mapping[Owner, Respondent | None]
    ) -> Iterator[Answer]:
        unsigned: Counter[Owner] = Counter()
        for id_, row in by_id.items():
            question = self.asked[id_]
            mark, words = self._answer(question, row)
            if mark is None and not words:
                continue
            by = parts.get(self._signing(question))
            if by is None:
                unsigned[self._signing(question)] += 1
                continue
            yield Answer(question, by, mark, words)
        for owner, count in unsigned.items():
            if not any(part_id(owner) in problem.message for problem in self.problems):
                answers = counted("{count} answer", "{count} answers", count)
                self._fault(
                    say(
                        "{part}: nobody has signed {answers}.", part=part_id(owner), answers=answers
                    ),
                    say("Write the role and the day at the beginning of this part."),
                )

    def _answer(self, question: Question, row: Row) -> tuple[Mark | None, str]:
        cells = row[-len(question.marks) - 1 :]
        if len(row) < len(question.marks) + 3:
            self._fault(
                say("{id}: a column of this row is missing.", id=question.id),
                say("Put the row back as it was in the form that was sent."),
            )
            return None, ""
        words = "" if cells[-1] in _EMPTY else cells[-1]
        ticked = [mark for mark, cell in zip(question.marks, cells[:-1], strict=True)
                  if self._is_ticked(question, mark, cell)]  # fmt: skip
        if len(ticked) > 1:
            columns = [HEADINGS[mark] for mark in ticked]
            message = say(
                "{id}: several boxes are ticked ({columns}).", id=question.id, columns=columns
            )
            self._fault(message, say("Leave one of them."))
            return None, ""
        mark = ticked[0] if ticked else None
        return mark, self._fitting(question, mark, words)

    def _is_ticked(self, question: Question, mark: Mark, cell: str) -> bool:
        bare = cell.replace("☐", "").strip().rstrip(".").lower()
        if bare in _EMPTY:
            return False
        column = HEADINGS[mark]
        if bare not in _TICKS:
            self._fault(
                say("{id}: “{cell}” stands in the column “{column}”, which takes a tick.",
                    id=question.id, cell=cell, column=column),
                say("Tick the box, or write the words into the last column."),
            )  # fmt: skip
            return False
        if not question.offers(mark):
            self._fault(
                say("{id}: nothing is written yet that could be right.", id=question.id),
                say("Write the value into the last column."),
            )
        return True

    def _fitting(self, question: Question, mark: Mark | None, words: str) -> str:
        """The words, where they go together with what is ticked."""
        if question.code and mark is Mark.ABSENT and not words:
            self._fault(
                say("{id}: why this does not apply is not said.", id=question.id),
                say("Write the reason into the last column."),
            )
        if question.code and mark is None and words:
            self._fault(
                say("{id}: words stand there without a tick.", id=question.id),
                say("Tick yes, no or “we do not have this” as well."),
            )
        if not question.code and mark in (Mark.CONFIRMED, Mark.UNKNOWN) and words:
            self._fault(
                say("{id}: a box is ticked and another value is written.", id=question.id),
                say("Leave one of the two."),
            )
        return words


def _day(words: str) -> date | None:
    turkish = _DAY.fullmatch(words.strip())
    written = f"{turkish[3]}-{turkish[2]:0>2}-{turkish[1]:0>2}" if turkish else words.strip()
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _is_filled(row: Row) -> bool:
    """Whether something is ticked or written in a row of which nothing else is known."""
    *boxes, words = row[-5:]
    return words not in _EMPTY or any(cell.strip().lower() in _SIGNS for cell in boxes)
