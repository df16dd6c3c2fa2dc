"""What keeps the answer to an application from being written: all of it at once, with its place.

Words that a person owes have no sentence of the tool: the reasons of a refusal (Law 6698 art.
13(3)), what the data was used for, the outcome of an objection, a compensation. What the facts know
they say: which data, why, to whom.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.errors import Problem
from generator.message import Message, say
from generator.model.owned import owed
from generator.model.received import Answered, Medium, Received, Result
from generator.model.statements import FeeRule
from generator.provenance import Fact, Origin

FROM_FACTS = frozenset("abcç")
"""Rights whose answer tells what is done with the data of this person."""
TOLD_ON = frozenset("ef")
"""Rights whose answer tells to whom the deletion is passed on (art. 11(1)(f); by-law on disposal
art. 12)."""
IN_WORDS = frozenset("cgğ")
"""Rights of which the facts do not know what became of them."""


@dataclass(frozen=True)
class Case:
    """One application with its answer, and what the controller says of fees."""

    row: Received
    answer: Answered
    rule: Fact[FeeRule] | None

    @property
    def refused(self) -> dict[str, Fact[str]]:
        """The letters of the rights that are refused, wholly or in part, each with its place."""
        found = {one.right.id.value: one.origin for one in self.answer.refusals}
        return {letter: Fact(letter, place) for letter, place in found.items()}

    @property
    def wholly_refused(self) -> set[str]:
        """The letters of those of which no part is accepted."""
        return {one.right.id.value for one in self.answer.refusals if not one.partial}

    @property
    def accepted(self) -> list[str]:
        """The letters of those of which at least a part is accepted."""
        if self.row.result.value is Result.INCOMPLETE:
            return []
        return [r.id.value for r in self.row.rights if r.id.value not in self.wholly_refused]


def gaps(case: Case, languages: Sequence[str]) -> Iterator[Problem]:
    """Everything that is owed before the letter is made in these languages."""
    if case.row.result.value is Result.OPEN:
        hint = say("Write “result:” as accepted, partly, refused or incomplete.")
        yield Problem(case.row.result.origin, say("nothing is decided yet."), hint)
        return
    if case.row.result.value is Result.INCOMPLETE:
        if not case.answer.missing:
            hint = say("Write what article 5(2) asks for: “missing: [identity-number, address]”.")
            message = say("the answer does not say what the application lacks.")
            yield Problem(case.answer.at("missing"), message, hint)
        return
    yield from _as_decided(case)
    yield from _told_of_nothing(case)
    yield from _reasons(case, languages)
    yield from _facts(case)
    yield from _fee(case)


def _as_decided(case: Case) -> Iterator[Problem]:
    """The refusals are those that the register tells of."""
    asked = {right.id.value for right in case.row.rights}
    for letter, fact in case.refused.items():
        if letter not in asked:
            message = say("the application does not name the right {letter}.", letter=letter)
            yield Problem(fact.origin, message)
    refused, wholly = asked & set(case.refused), asked & case.wholly_refused
    decided = Result.REFUSED if wholly == asked else Result.PARTLY if refused else Result.ACCEPTED
    result = case.row.result.value
    if result is not decided:
        message = say(
            "the register says “{result}”, and the answer refuses {refused}.",
            result=result.words,
            refused=[_refused(letter, wholly) for letter in sorted(refused)] or say("nothing"),
        )
        hint = say(
            "Write “refusals:” for each refused right (with “part: yes” where the rest of it is "
            "accepted), or correct “result:”."
        )
        yield Problem(case.answer.at("refusals"), message, hint)


def _refused(letter: str, wholly: Collection[str]) -> Message | str:
    return letter if letter in wholly else say("{letter} in part", letter=letter)


def _told_of_nothing(case: Case) -> Iterator[Problem]:
    """Recipients are told of what was done, never of what was refused."""
    asked, accepted = {right.id.value for right in case.row.rights}, set(case.accepted)
    if "f" in accepted and asked & {"d", "e"} and not accepted & {"d", "e"}:
        message = say(
            "nothing is corrected or disposed of, so there is nothing to tell recipients."
        )
        hint = say("Write a refusal of the right f as well.")
        yield Problem(case.answer.at("refusals"), message, hint)


def _reasons(case: Case, languages: Sequence[str]) -> Iterator[Problem]:
    for refusal in case.answer.refusals:
        letter = refusal.right.id.value
        called = say("Reason for refusing the right {letter}", letter=letter)
        yield from owed(refusal.reason, "reason", called, refusal.origin, languages)
        if not refusal.under:
            message = say("the refusal of the right {letter} names no provision.", letter=letter)
            hint = say("Write “under: [{statute: kvkk, article: 28/1}]”.")
            yield Problem(refusal.origin, message, hint)
    explained = {one.right.id.value: one for one in case.answer.explanations}
    for letter, one in explained.items():
        called = say("What became of the right {letter}", letter=letter)
        yield from owed(one.words, "words", called, one.origin, languages)
    for letter in case.accepted:
        if letter in IN_WORDS and letter not in explained:
            message = say("nobody has written what became of the right {letter}.", letter=letter)
            hint = say(
                "Write below “explanations:” an entry with “right: {letter}” and “words:” "
                "(“text:”, “written_by:”, “approved_by:”, “approved_on:”).",
                letter=letter,
            )
            yield Problem(case.answer.at("explanations"), message, hint)


def _facts(case: Case) -> Iterator[Problem]:
    accepted = set(case.accepted)
    if case.answer.activities is None and (
        accepted & FROM_FACTS or (accepted & TOLD_ON and case.answer.recipients is None)
    ):
        hint = say(
            "Write “activities: […]” with their ids (data/processing/), or “activities: []” where "
            "no data of this person is processed."
        )
        message = say(
            "the answer does not say in which activities data of this person is processed."
        )
        yield Problem(case.answer.origin, message, hint)
    if accepted & (FROM_FACTS | TOLD_ON) and case.answer.consents is None and _on_consent(case):
        hint = say("Write “consents: […]” with their ids (data/consents.yml), or “consents: []”.")
        message = say("the answer does not say which consents this person has given.")
        yield Problem(case.answer.at("activities"), message, hint)
    if "e" in accepted and bool(case.answer.disposed) is not bool(case.answer.disposal):
        message = say("of a disposal, its day and its way are told.")
        hint = say("Write “disposed:” (a day) and “disposal:” (deleted, destroyed, anonymised).")
        yield Problem(case.answer.origin, message, hint)


def _on_consent(case: Case) -> bool:
    activities = case.answer.activities or ()
    return any(purpose.consent for activity in activities for purpose in activity.purposes)


def _fee(case: Case) -> Iterator[Problem]:
    answer = case.answer
    if answer.medium.value is Medium.PAPER and not answer.pages:
        hint = say("Count the letter with its annexes: “pages: 12”.")
        yield Problem(
            answer.at("pages"), say("an answer on paper needs its number of pages."), hint
        )
    if not (answer.charged and answer.charged.value):
        return
    if problem := _not_charged(case):
        yield Problem(answer.charged.origin, problem, say("Delete “charged:”."))
    elif answer.medium.value is Medium.RECORDING and not answer.medium_cost:
        hint = say("Write “medium_cost:” in lira; no more may be asked.")
        message = say("what the recording medium costs is not written.")
        yield Problem(answer.charged.origin, message, hint)


def _not_charged(case: Case) -> Message | None:
    if case.rule and case.rule.value is FeeRule.FREE:
        return say("the texts promise that every answer is free (data/application.yml, “fee:”).")
    if case.answer.our_fault and case.answer.our_fault.value:
        return say("what the controller itself has caused is not charged (art. 13(3)).")
    if case.answer.medium.value is Medium.ELECTRONIC:
        return say("an electronic answer costs nothing.")
    return None


def file_of(number: str, room: str) -> Origin:
    """Where the answer to an application is written."""
    return Origin(f"{room}/answers/{number}.yml")
