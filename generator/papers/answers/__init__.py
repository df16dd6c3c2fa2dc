"""Answers to applications (Law 6698 art. 13; communiqué on applications art. 6 and 7).

One letter for the person, and one for each recipient who is to be told of a correction or a
disposal (art. 11(1)(f); by-law on disposal art. 12). Facts say what they know, people what they
decided; the name, the identity number and the address are blanks that the office fills by hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.documents import grouping
from generator.documents.recipients import recipients as of_purposes
from generator.languages import beside
from generator.model.controller import Site
from generator.model.facts import Facts, Law
from generator.model.processing import ProcessingActivity
from generator.model.received import Answered, Explanation, Received, Refusal, Result
from generator.model.recipients import Recipient
from generator.model.statute import Right
from generator.papers.answers.counting import Cost, Days, cost, days
from generator.papers.answers.gaps import Case
from generator.papers.letter import Letter, letter

HERE = Path(__file__).parent
labels_of = beside(HERE / "labels")


@dataclass(frozen=True, slots=True)
class Part:
    """What is answered to one right."""

    right: Right
    refusal: Refusal | None
    explanation: Explanation | None


@dataclass(frozen=True)
class Reply:
    """An answer whose gaps are filled, with everything that its letters print."""

    case: Case
    facts: Facts
    law: Law
    site: Site

    @property
    def row(self) -> Received:
        """The row of the register."""
        return self.case.row

    @property
    def answer(self) -> Answered:
        """What was written for it."""
        return self.case.answer

    @property
    def days(self) -> Days:
        """Until when it is due."""
        return days(self.row, self.facts, self.law)

    @property
    def cost(self) -> Cost | None:
        """The most that it may cost."""
        rule = self.case.rule.value if self.case.rule else None
        return cost(self.answer, self.law.on(self._day).fees["application-answer"], rule)

    @property
    def recipients(self) -> Sequence[Recipient]:
        """Who got data of this person: those who are named, otherwise all of its activities."""
        if self.answer.recipients is not None:
            return [one for named in self.answer.recipients for one in named.by_service()]
        return of_purposes(p for a in self._activities for p in a.purposes)

    @property
    def to_be_told(self) -> Sequence[Recipient]:
        """Who is to learn of what was corrected or disposed of: of a disposal always, of a
        correction where the person asks for it."""
        accepted = set(self.case.accepted)
        return self.recipients if accepted & {"e", "f"} else ()

    @property
    def done(self) -> bool:
        """Whether what was asked for is done, where it is something to be done."""
        accepted = self.case.accepted
        corrected = "d" not in accepted or self.answer.corrected
        return bool(corrected and ("e" not in accepted or self.answer.disposed))

    @property
    def _day(self) -> date:
        return self.row.received.value

    @cached_property
    def _activities(self) -> Sequence[ProcessingActivity]:
        """Those of the answer, without what rests on a consent that this person did not give."""
        given = [consent.id.value for consent in self.answer.consents or ()]
        limited = (
            replace(
                activity,
                purposes=tuple(
                    purpose
                    for purpose in activity.purposes
                    if purpose.consent is None or purpose.consent.id.value in given
                ),
            )
            for activity in self.answer.activities or ()
        )
        return [activity for activity in limited if activity.purposes]

    def _parts(self) -> Iterator[Part]:
        refusals = {one.right.id.value: one for one in self.answer.refusals}
        explained = {one.right.id.value: one for one in self.answer.explanations}
        for right in self.row.rights:
            name = right.id.value
            yield Part(right, refusals.get(name), explained.get(name))

    def context(self) -> Mapping[str, object]:
        """What the templates print beside the controller and the law."""
        days, answered = self.days, self.row.answered
        return {
            "site": self.site,
            "application": self.facts.application,
            "joint_controllers": (),
            "separate_controllers": (),
            "received": self.row,
            "answer": self.answer,
            "parts": list(self._parts()),
            "accepted_rights": self.case.accepted,
            "due": days.due,
            "still_due": not answered or answered.value <= days.due.value,
            "last_complaint": days.complaint,
            "activities": self._activities,
            "tables": [grouping.table(one, ()) for one in self._activities],
            "recipients": self.recipients,
            "told": self.to_be_told,
            "cost": self.cost,
        }


def to_the_person(reply: Reply, language: str, notes: tuple[str, ...]) -> Letter:
    """The answer, or the question for what the application lacks; raises TemplateError."""
    lacking = reply.row.result.value is Result.INCOMPLETE
    title = "incomplete_title" if lacking else "answer_title"
    return _letter(HERE, reply, language, title, notes, {})


def to_recipients(
    reply: Reply, language: str, notes: tuple[str, ...]
) -> Iterator[tuple[Recipient, Letter]]:
    """The notice to each recipient who is to be told, once it is done; it names no other one."""
    for recipient in reply.to_be_told if reply.done else ():
        own = {"recipient": recipient}
        yield recipient, _letter(HERE / "recipient", reply, language, "recipient_title", notes, own)


def _letter(
    folder: Path,
    reply: Reply,
    language: str,
    title: str,
    notes: tuple[str, ...],
    own: Mapping[str, object],
) -> Letter:
    made = letter(
        folder,
        reply.law.on(reply.row.received.value),
        reply.facts,
        language,
        {**reply.context(), **own},
        title=labels_of(language)[title].format(number=reply.row.id.value),
        day=reply.row.received.value,
        notes=notes,
    )
    unsure = (labels_of(language)["draft"],) if made.doubtful else ()
    return replace(made, notes=(*unsure, *notes))
