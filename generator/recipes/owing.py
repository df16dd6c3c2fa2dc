"""What this controller owes, has and lacks: its papers and texts, with law, state and next step.

What the tool writes it knows from the facts; what people write, from their answers. It writes no
clause for a processor, no balancing test and no undertaking of staff: these are named, with who
writes them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from generator.message import Message, say
from generator.model.acceptance import Reply
from generator.model.bases import INTEREST
from generator.model.controller import RegistryStatus
from generator.model.disposal import RETENTION_POLICY
from generator.model.facts import Facts
from generator.model.recipients import Recipient, Role
from generator.model.statute import Citation
from generator.pipeline import Outcome
from generator.recipes import displaying, keeping
from generator.recipes.displaying import SIGN, SPOKEN

STANDARD_CONTRACT = "standard-contract"
NOT_STATED = "not-stated"
COMPANY = say("the company")
LAWYER = say("the lawyer")
SYSTEMS = say("the head of IT")
TOOL = say("this tool, from the data")
TOOL_AND_LAWYER = say("this tool, with the reasons of the lawyer")


class State(Enum):
    """How it stands with a paper, the most urgent first; the value is what a person reads."""

    LACKING = say("lacking")
    ASKED = say("nobody has said")
    THERE = say("there")
    NOT_OWED = say("not owed by this controller")


@dataclass(frozen=True, slots=True)
class Owed:
    """One paper: `cites` is an id of the statute book, `state` and `then` follow from the facts.

    `then` is what to do where it is lacking or nobody has said.
    """

    name: Message
    cites: str
    writer: Message
    state: Callable[[Outcome], State]
    then: Message


@dataclass(frozen=True, slots=True)
class Row:
    """One paper of this controller."""

    owed: Owed
    state: State
    law: Citation


def rows(outcome: Outcome) -> Sequence[Row]:
    """Every paper, what is lacking first."""
    order = list(State)
    found = [Row(owed, owed.state(outcome), outcome.law.citations[owed.cites]) for owed in OWED]
    return sorted(found, key=lambda row: order.index(row.state))


def lines(outcome: Outcome, language: str) -> Iterator[Message]:
    """For a person: the states one after the other, each paper with its law and what to do."""
    last = None
    for row in rows(outcome):
        if row.state is not last:
            yield say("{state}:", state=row.state.value)
            last = row.state
        name, law = row.owed.name, row.law.in_language(language)
        if row.state in (State.LACKING, State.ASKED):
            yield say(
                "  {name} ({law}). Written by: {writer}. {then}",
                name=name,
                law=law,
                writer=row.owed.writer,
                then=row.owed.then,
            )
        else:
            yield say("  {name} ({law})", name=name, law=law)


def _of_type(*types: str) -> Callable[[Outcome], State]:
    def state(outcome: Outcome) -> State:
        kinds = {document.type.value for document in outcome.facts.documents.values()}
        return State.THERE if kinds & set(types) else State.LACKING

    return state


def _where(
    applies: Callable[[Facts], bool | None], state: Callable[[Outcome], State]
) -> Callable[[Outcome], State]:
    """The state of what some controllers owe alone; None: whether it is owed is not known."""

    def of(outcome: Outcome) -> State:
        owed = applies(outcome.facts)
        if owed is None:
            return State.ASKED
        return state(outcome) if owed else State.NOT_OWED

    return of


def _answered(code: str) -> Callable[[Outcome], State]:
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


def _made(_: Outcome) -> State:
    return State.THERE


def _nobody(_: Outcome) -> State:
    return State.ASKED


def _plan(outcome: Outcome) -> State:
    plan = outcome.facts.security.breach.plan
    by_answer = _answered("BRE-02")(outcome)
    return State.THERE if plan and by_answer is State.ASKED else by_answer


def _policy(outcome: Outcome) -> State:
    """One that the tool writes is there once it lacks nothing, another by the answer."""
    written = [d for d in outcome.facts.documents.values() if d.type.value == RETENTION_POLICY]
    if not written:
        return _answered("RET-02")(outcome)
    of = (outcome.settings, outcome.facts, outcome.law, outcome.site)
    return State.LACKING if keeping.lacks(*of) else State.THERE


def _registered(facts: Facts) -> bool | None:
    status = facts.controller.verbis.status.value
    known = {RegistryStatus.REGISTERED: True, RegistryStatus.PENDING: True}
    return {**known, RegistryStatus.EXEMPT: False}.get(status)


def _registration(outcome: Outcome) -> State:
    done = outcome.facts.controller.verbis.status.value is RegistryStatus.REGISTERED
    return State.THERE if done else State.LACKING


def _recipients(facts: Facts) -> Iterator[Recipient]:
    for recipient in facts.recipients.values():
        yield from recipient.by_service()


def _processors(facts: Facts) -> bool:
    return any(
        role.value is Role.PROCESSOR
        for one in _recipients(facts)
        for role in (one.role, *one.further_roles)
    )


def _contracts(facts: Facts) -> list[Recipient]:
    return [
        one
        for one in _recipients(facts)
        if one.mechanism and one.mechanism.id.value == STANDARD_CONTRACT
    ]


def _abroad(facts: Facts) -> bool | None:
    """Whether some transfer abroad rests on a standard contract."""
    away = [one for one in _recipients(facts) if one.abroad.value]
    grounds = {one.mechanism.id.value if one.mechanism else NOT_STATED for one in away}
    if STANDARD_CONTRACT in grounds:
        return True
    return None if NOT_STATED in grounds else False


def _notified(outcome: Outcome) -> State:
    told = all(one.signed and one.notified for one in _contracts(outcome.facts))
    return State.THERE if told else State.LACKING


def _interests(facts: Facts) -> bool:
    purposes = [p for activity in facts.activities.values() for p in activity.purposes]
    bases = [basis for purpose in purposes for basis in purpose.bases]
    return any(basis.article.id.value == INTEREST for basis in bases)


def _messages(facts: Facts) -> bool:
    return bool(facts.messages.channels)


def _form(facts: Facts) -> bool:
    """Nobody owes a form: people may apply in any writing. Who names one publishes it."""
    return facts.application.form is not None


def _first_layers(kind: str) -> Callable[[Outcome], State]:
    """Where there is no screen: whether each place that has a first layer of a kind says it."""

    def state(outcome: Outcome) -> State:
        whole = displaying.without(outcome.facts, kind) == []
        return State.THERE if whole else State.LACKING

    return state


def _spoken_to(facts: Facts) -> bool | None:
    """Nobody says that people are not called: without a word it is a question."""
    return bool(displaying.points_of(facts, SPOKEN)) or None


def _seen(facts: Facts) -> bool:
    return bool(displaying.points_of(facts, SIGN))


def _consents(facts: Facts) -> bool:
    return any(consent.is_offered for consent in facts.consents.values())


OWED = (
    Owed(
        say("Privacy notices"), "kvkk 10/1", TOOL, _of_type("notice"),
        say("Write a document of the type “notice” for each collection point."),
    ),
    Owed(
        say("Texts of explicit consents"), "kvkk 3/1-a", TOOL,
        _where(_consents, _of_type("consent")),
        say("Write a document of the type “consent” for each consent."),
    ),
    Owed(
        say("Cookie policy"), "cookie-guideline", TOOL,
        _where(lambda facts: facts.cookies is not None, _of_type("cookies")),
        say("Write a document of the type “cookies”."),
    ),
    Owed(
        say("Application form"), "application-communique 5/1", TOOL,
        _where(_form, _of_type("form")),
        say("Write a document of the type “form”."),
    ),
    Owed(
        say("Inventory of processing"), "kvkk 16/2", TOOL, _where(_registered, _made),
        say("Say whether the controller is registered: data/controller.yml, “verbis:”."),
    ),
    Owed(
        say("Registration in VERBİS"), "kvkk 16/2", COMPANY,
        _where(_registered, _registration),
        say("“notices papers verbis” writes what is entered; then data/controller.yml, “verbis:”."),
    ),
    Owed(
        say("Retention and disposal policy"), "destruction-bylaw 5/1", LAWYER,
        _where(_registered, _policy),
        say(
            "Write “type: retention_policy” into data/documents/retention-policy.yml; “notices "
            "check RET-02” names the parts that are missing. Or answer RET-02 in data/answers.yml."
        ),
    ),
    Owed(
        say("Records of periodic disposal"), "destruction-bylaw 11", COMPANY,
        _answered("RET-03"), say("Answer RET-03 in data/answers.yml."),
    ),
    Owed(
        say("Plan for data breaches, with the form of the Board"), "b2019-10", SYSTEMS, _plan,
        say("“notices papers breach plan” writes it; answer BRE-02 in data/answers.yml then."),
    ),
    Owed(
        say("Notice of a breach to the people"), "b2019-271", LAWYER, _answered("BRE-04"),
        say("“notices papers breach notice” has it; answer BRE-04 in data/answers.yml then."),
    ),
    Owed(
        say("Answers to applications"), "application-communique 6", TOOL_AND_LAWYER,
        _answered("APP-10"),
        say("“notices papers answer” writes them. Answer APP-10 in data/answers.yml."),
    ),
    Owed(
        say("Balancing tests of legitimate interests"), "kvkk 5/2", LAWYER,
        _where(_interests, _answered("PUR-09")),
        say("Answer PUR-09 in data/answers.yml when it is there."),
    ),
    Owed(
        say("Contracts with processors"), "kvkk 12/2", LAWYER, _where(_processors, _nobody),
        say("This tool does not write them and does not ask: keep them in the file."),
    ),
    Owed(
        say("Undertakings of staff to keep data secret"), "kvkk 12/1", COMPANY, _nobody,
        say("This tool does not write them and does not ask: keep them in the file."),
    ),
    Owed(
        say("Standard contracts notified to the Authority"), "kvkk 9/5", LAWYER,
        _where(_abroad, _notified),
        say(
            "Write “mechanism:” of each recipient abroad, and “signed:” and “notified:” where it "
            "is a standard contract."
        ),
    ),
    Owed(
        say("Content of commercial messages"), "etk 7", COMPANY,
        _where(_messages, _answered("MSG-05")), say("Answer MSG-05 in data/answers.yml."),
    ),
    Owed(
        say("Confirmation of electronic approvals"), "ecm-bylaw 7", TOOL,
        _where(_messages, _made), say("“notices papers messages” writes its words."),
    ),
    Owed(
        say("Spoken notice, before a call is recorded"), "kvkk 10/1", TOOL,
        _where(_spoken_to, _first_layers(SPOKEN)),
        say(
            "Where calls are recorded, write “calls:” in data/collection-points.yml and a document "
            "of the type “spoken_notice”; where not, nothing is owed."
        ),
    ),
    Owed(
        say("Signs at tills and desks, and of cameras"), "kvkk 10/1", TOOL,
        _where(_seen, _first_layers(SIGN)),
        say("Write a document of the type “sign” for each of these collection points."),
    ),
)  # fmt: skip
"""The papers that the rule book and the law on data protection ask of a controller."""
