"""How it stands with a paper: there, lacking, not owed, or a question, by facts and answers."""

from collections.abc import Callable, Iterator
from enum import Enum

from generator.message import say
from generator.model.acceptance import Reply
from generator.model.bases import INTEREST
from generator.model.controller import RegistryStatus
from generator.model.disposal import RETENTION_POLICY
from generator.model.facts import Facts
from generator.model.recipients import Recipient, Role
from generator.pipeline import Outcome
from generator.recipes import displaying, keeping
from generator.recipes.displaying import SIGN, SPOKEN

STANDARD_CONTRACT = "standard-contract"
NOT_STATED = "not-stated"


class State(Enum):
    """How it stands with a paper, the most urgent first; the value is what a person reads."""

    LACKING = say("lacking")
    ASKED = say("nobody has said")
    THERE = say("there")
    NOT_OWED = say("not owed by this controller")


def of_type(*types: str) -> Callable[[Outcome], State]:
    """Whether there is a document of one of these types."""

    def state(outcome: Outcome) -> State:
        kinds = {document.type.value for document in outcome.facts.documents.values()}
        return State.THERE if kinds & set(types) else State.LACKING

    return state


def where(
    applies: Callable[[Facts], bool | None], state: Callable[[Outcome], State]
) -> Callable[[Outcome], State]:
    """The state of what some controllers owe alone; None: whether it is owed is not known."""

    def of(outcome: Outcome) -> State:
        owed = applies(outcome.facts)
        if owed is None:
            return State.ASKED
        return state(outcome) if owed else State.NOT_OWED

    return of


def answered(code: str) -> Callable[[Outcome], State]:
    """By the answer of a person, as long as it holds."""

    def state(outcome: Outcome) -> State:
        given = {
            answer.answer.value
            for answer in outcome.facts.answers.values()
            if answer.code.value == code and answer.until.value >= outcome.settings.day
        }
        if Reply.NO in given:
            return State.LACKING
        if Reply.NOT_APPLICABLE in given:
            return State.NOT_OWED
        return State.THERE if given else State.ASKED

    return state


def made(_: Outcome) -> State:
    """The tool writes it from the facts."""
    return State.THERE


def nobody(_: Outcome) -> State:
    """Neither facts nor answers know."""
    return State.ASKED


def plan(outcome: Outcome) -> State:
    """By the plan of the data, and by the answer to BRE-02."""
    plan = outcome.facts.security.breach.plan
    by_answer = answered("BRE-02")(outcome)
    return State.THERE if plan and by_answer is State.ASKED else by_answer


def policy(outcome: Outcome) -> State:
    """One that the tool writes is there once it lacks nothing, another by the answer."""
    written = [d for d in outcome.facts.documents.values() if d.type.value == RETENTION_POLICY]
    if not written:
        return answered("RET-02")(outcome)
    of = (outcome.settings, outcome.facts, outcome.law, outcome.site)
    return State.LACKING if keeping.lacks(*of) else State.THERE


def special(facts: Facts) -> bool:
    """Whether some purpose uses data of a special category."""
    purposes = (p for activity in facts.activities.values() for p in activity.purposes)
    return any(item.special for purpose in purposes for item in purpose.data)


def registered(facts: Facts) -> bool | None:
    """Whether the controller is in the register, or has to be; None: not known."""
    status = facts.controller.verbis.status.value
    known = {RegistryStatus.REGISTERED: True, RegistryStatus.PENDING: True}
    return {**known, RegistryStatus.EXEMPT: False}.get(status)


def registration(outcome: Outcome) -> State:
    """Whether it is registered."""
    done = outcome.facts.controller.verbis.status.value is RegistryStatus.REGISTERED
    return State.THERE if done else State.LACKING


def recipients(facts: Facts) -> Iterator[Recipient]:
    """Every recipient, service by service."""
    for recipient in facts.recipients.values():
        yield from recipient.by_service()


def processors(facts: Facts) -> bool:
    """Whether some recipient is a processor."""
    return any(
        role.value is Role.PROCESSOR
        for one in recipients(facts)
        for role in (one.role, *one.further_roles)
    )


def contracts(facts: Facts) -> list[Recipient]:
    """The recipients abroad on a standard contract."""
    return [
        one
        for one in recipients(facts)
        if one.mechanism and one.mechanism.id.value == STANDARD_CONTRACT
    ]


def abroad(facts: Facts) -> bool | None:
    """Whether some transfer abroad rests on a standard contract."""
    away = [one for one in recipients(facts) if one.abroad.value]
    grounds = {one.mechanism.id.value if one.mechanism else NOT_STATED for one in away}
    if STANDARD_CONTRACT in grounds:
        return True
    return None if NOT_STATED in grounds else False


def notified(outcome: Outcome) -> State:
    """Whether the Authority was told of each of them."""
    told = all(one.signed and one.notified for one in contracts(outcome.facts))
    return State.THERE if told else State.LACKING


def interests(facts: Facts) -> bool:
    """Whether some purpose rests on a legitimate interest."""
    purposes = [p for activity in facts.activities.values() for p in activity.purposes]
    bases = [basis for purpose in purposes for basis in purpose.bases]
    return any(basis.article.id.value == INTEREST for basis in bases)


def messages(facts: Facts) -> bool:
    """Whether commercial messages are sent."""
    return bool(facts.messages.channels)


def form(facts: Facts) -> bool:
    """Nobody owes a form: people may apply in any writing. Who names one publishes it."""
    return facts.application.form is not None


def first_layers(kind: str) -> Callable[[Outcome], State]:
    """Where there is no screen: whether each place that has a first layer of a kind says it."""

    def state(outcome: Outcome) -> State:
        whole = displaying.without(outcome.facts, kind) == []
        return State.THERE if whole else State.LACKING

    return state


def spoken_to(facts: Facts) -> bool | None:
    """Nobody says that people are not called: without a word it is a question."""
    return bool(displaying.points_of(facts, SPOKEN)) or None


def seen(facts: Facts) -> bool | None:
    """Nobody says that there is no counter and no camera: without a word it is a question."""
    return bool(displaying.points_of(facts, SIGN)) or None


def consents(facts: Facts) -> bool:
    """Whether some consent is asked."""
    return any(consent.is_offered for consent in facts.consents.values())
