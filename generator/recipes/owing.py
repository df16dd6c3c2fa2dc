"""What this controller owes, has and lacks: its papers and texts, with law, state and next step.

What the tool writes it knows from the facts; what people write, from their answers. It writes no
clause for a processor, no balancing test and no undertaking of staff: these are named, with who
writes them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.message import Message, say
from generator.model.statute import Citation
from generator.pipeline import Outcome
from generator.recipes import standing
from generator.recipes.displaying import SIGN, SPOKEN
from generator.recipes.standing import State

COMPANY = say("the company")
LAWYER = say("the lawyer")
SYSTEMS = say("the head of IT")
TOOL = say("this tool, from the data")
TOOL_AND_LAWYER = say("this tool, with the reasons of the lawyer")


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


OWED = (
    Owed(
        say("Privacy notices"), "kvkk 10/1", TOOL, standing.of_type("notice"),
        say("Write a document of the type “notice” for each collection point."),
    ),
    Owed(
        say("Texts of explicit consents"), "kvkk 3/1-a", TOOL,
        standing.where(standing.consents, standing.of_type("consent")),
        say("Write a document of the type “consent” for each consent."),
    ),
    Owed(
        say("Cookie policy"), "kvkk 10/1", TOOL,
        standing.where(lambda facts: facts.cookies is not None, standing.of_type("cookies")),
        say("Write a document of the type “cookies”."),
    ),
    Owed(
        say("Application form"), "application-communique 5/1", TOOL,
        standing.where(standing.form, standing.of_type("form")),
        say("Write a document of the type “form”."),
    ),
    Owed(
        say("Inventory of processing"), "kvkk 16/2", TOOL,
        standing.where(standing.registered, standing.made),
        say("Say whether the controller is registered: data/controller.yml, “verbis:”."),
    ),
    Owed(
        say("Registration in VERBİS"), "kvkk 16/2", COMPANY,
        standing.where(standing.registered, standing.registration),
        say("“notices papers verbis” writes what is entered; then data/controller.yml, “verbis:”."),
    ),
    Owed(
        say("Retention and disposal policy"), "destruction-bylaw 5/1", LAWYER,
        standing.where(standing.registered, standing.policy),
        say(
            "“type: retention_policy” in data/documents/retention-policy.yml makes it; “notices "
            "check RET-02” names the parts that are missing, “notices questions” asks for them. Or "
            "answer RET-02 in data/answers.yml."
        ),
    ),
    Owed(
        say("Records of periodic disposal"), "destruction-bylaw 11", COMPANY,
        standing.answered("RET-03"), say("Answer RET-03 in data/answers.yml."),
    ),
    Owed(
        say("Plan for data breaches, with the form of the Board"), "b2019-10", SYSTEMS,
        standing.plan,
        say("“notices papers breach plan” writes it; answer BRE-02 in data/answers.yml then."),
    ),
    Owed(
        say("Notice of a breach to the people"), "b2019-271", LAWYER, standing.answered("BRE-04"),
        say("“notices papers breach notice” has it; answer BRE-04 in data/answers.yml then."),
    ),
    Owed(
        say("Answers to applications"), "application-communique 6", TOOL_AND_LAWYER,
        standing.answered("APP-10"),
        say("“notices papers answer” writes them. Answer APP-10 in data/answers.yml."),
    ),
    Owed(
        say("Balancing tests of legitimate interests"), "kvkk 5/2-f", LAWYER,
        standing.where(standing.interests, standing.answered("PUR-09")),
        say("Answer PUR-09 in data/answers.yml when it is there."),
    ),
    Owed(
        say("Policy of its own for special categories"), "kvkk 6/4", LAWYER,
        standing.where(standing.special, standing.nobody),
        say("This tool does not write them and does not ask: keep them in the file."),
    ),
    Owed(
        say("Contracts with processors"), "kvkk 12/2", LAWYER,
        standing.where(standing.processors, standing.nobody),
        say("This tool does not write them and does not ask: keep them in the file."),
    ),
    Owed(
        say("Undertakings of staff to keep data secret"), "kvkk 12/1", COMPANY, standing.nobody,
        say("This tool does not write them and does not ask: keep them in the file."),
    ),
    Owed(
        say("Standard contracts notified to the Authority"), "kvkk 9/5", LAWYER,
        standing.where(standing.abroad, standing.notified),
        say(
            "Write “mechanism:” of each recipient abroad, and “signed:” and “notified:” where it "
            "is a standard contract."
        ),
    ),
    Owed(
        say("Content of commercial messages"), "etk 7", COMPANY,
        standing.where(standing.messages, standing.answered("MSG-05")),
        say("Answer MSG-05 in data/answers.yml."),
    ),
    Owed(
        say("Confirmation of electronic approvals"), "ecm-bylaw 7", TOOL,
        standing.where(standing.messages, standing.made),
        say("“notices papers messages” writes its words."),
    ),
    Owed(
        say("Spoken notice, before a call is recorded"), "kvkk 10/1", TOOL,
        standing.where(standing.spoken_to, standing.first_layers(SPOKEN)),
        say(
            "Where calls are recorded, write “calls:” in data/collection-points.yml and a document "
            "of the type “spoken_notice”; where not, nothing is owed."
        ),
    ),
    Owed(
        say("Signs at tills and desks, and of cameras"), "kvkk 10/1", TOOL,
        standing.where(standing.seen, standing.first_layers(SIGN)),
        say(
            "Where there are cameras, tills or desks, write data/cameras.yml or “counter: yes”, "
            "and a document of the type “sign” for each; where there are none, nothing is owed."
        ),
    ),
)  # fmt: skip
"""The papers that the rule book and the law on data protection ask of a controller."""
