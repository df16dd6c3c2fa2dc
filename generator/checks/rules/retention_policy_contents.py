"""Rule RET-02: whoever has to be registered has a retention and disposal policy, with ten parts.

A document of the type is looked at part by part; without one a person is asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checks import called
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Question, Rule
from generator.checks.rules.owed_place_not_released import owed_clauses
from generator.checks.rules.questions import unanswered
from generator.checks.subject import Subject
from generator.expression import Expression
from generator.message import Message, say
from generator.model.controller import RegistryStatus
from generator.model.disposal import RETENTION_POLICY
from generator.model.document import Document
from generator.provenance import Origin

CODE, SLUG, ROLE = "RET-02", "retention-policy-contents", "legal counsel"
QUESTION = "Is there a retention and disposal policy with the ten parts of article 6?"
TABLE = "periods"
REASONS = "reasons"
"""What its clause owes is owed by each purpose, and found there."""


@dataclass(frozen=True, slots=True)
class Part:
    """What article 6(1) asks for under `article`, and the `clause` that says it.

    `key` is where it is written in disposal.yml, empty where it is not written there; `then` is
    what to do.
    """

    article: Message
    clause: str
    what: Message
    then: Message
    key: str = ""


def _item(letter: str) -> Message:
    return say("art. 6(1)({letter})", letter=letter)


_CLAUSE = say("The template has it: put it back into the clause that you have reworded.")
PARTS = {
    "purpose": Part(_item("a"), "purpose", say("why it was prepared"), _CLAUSE),
    "media": Part(
        _item("b"), "media", say("on which media data is recorded"),
        say("Write “media:” with “electronic:” and “physical:” in data/disposal.yml."), "media",
    ),
    "definitions": Part(_item("c"), "definitions", say("what its terms mean"), _CLAUSE),
    "reasons": Part(
        _item("ç"), REASONS, say("why data is kept and disposed of"), _CLAUSE,
    ),
    "measures": Part(
        _item("d"), "measures", say("by which measures data is kept securely"),
        say("Write “technical:” and “organisational:” in data/security.yml."),
    ),
    "disposal-measures": Part(
        _item("e"), "disposal", say("by which measures disposal is lawful"),
        say(
            "Write “measures:” with “technical:” and “organisational:” in data/disposal.yml."
        ),
        "measures",
    ),
    "duties": Part(
        _item("f"), "duties", say("the titles, units and duties of those who take part"),
        say(
            "Write “duties:” in data/disposal.yml: for each a “title:”, a “unit:” and a “duty:”, "
            "and no name."
        ),
        "duties",
    ),
    "table": Part(
        _item("g"), TABLE, say("for how long data is kept, in a table"),
        say("Write “retention:” of the purposes: no purpose says one yet."),
    ),
    "interval": Part(
        _item("ğ"), "periodic", say("at which intervals data is disposed of"),
        say("Write “interval: 6 months”, or less, in data/disposal.yml."), "interval",
    ),
    "changes": Part(
        _item("h"), "changes", say("whether it was updated, and how"),
        say(
            "Write “changes:” in data/disposal.yml, each with “day:” and “what:”; “changes: []” "
            "where it was never updated."
        ),
        "changes",
    ),
    "methods": Part(
        say("art. 7(4)"), "methods", say("the methods of disposal"),
        say(
            "Write “methods:” with “deletion:”, “destruction:” or “anonymisation:” in "
            "data/disposal.yml."
        ),
        "methods",
    ),
}  # fmt: skip
"""By the sub-code of its absence, in the order of the article."""


def check(subject: Subject) -> Iterable[Observation]:
    """The parts that each policy lacks; whether there is one, where the tool does not write it."""
    policies = [d for d in subject.facts.documents.values() if d.type.value == RETENTION_POLICY]
    if not policies and has_to_register(subject):
        yield from unanswered(subject, CODE, SLUG, ROLE, QUESTION)
    for document in policies:
        yield from _observed(subject, document)


def has_to_register(subject: Subject) -> bool:
    """Whether the controller owes a policy: it is in the register, or on its way there."""
    status = subject.facts.controller.verbis.status.value
    return status in (RegistryStatus.REGISTERED, RegistryStatus.PENDING)


def lacking(subject: Subject, document: Document) -> Mapping[str, Part]:
    """The parts that a policy does not say in some language, by the sub-code of their absence."""
    texts = [text for text in subject.texts if text.document == document.id.value]
    missing = {clause for text in texts for clause in _missing(subject, text)}
    return {sub: part for sub, part in PARTS.items() if part.clause in missing}


def _observed(subject: Subject, document: Document) -> Iterator[Observation]:
    owed = has_to_register(subject)
    level = Level.ERROR if owed else Level.WARNING
    titles = called.documents(subject.texts)
    for sub, part in lacking(subject, document).items():
        said = _said(titles[document.id.value], part, owed=owed)
        yield Observation(_place(subject, document, part), said, part.then, sub, level)
    yield from _too_long(subject, level)


def _said(title: called.Called, part: Part, *, owed: bool) -> Message:
    if owed:
        return say(
            "“{title}” does not say {what} (by-law on disposal, {article}).",
            title=title,
            what=part.what,
            article=part.article,
        )
    return say(
        "“{title}” does not say {what}. The by-law on disposal ({article}) asks it of those "
        "who have to be registered in VERBİS.",
        title=title,
        what=part.what,
        article=part.article,
    )


def _missing(subject: Subject, text: Expression) -> Iterator[str]:
    """The clauses that are not there, say nothing below their heading, or owe something."""
    layer = text.layer("full")
    there = {c.id for c in layer.clauses if len(layer.lines(c.id)) > 1}
    yield from (part.clause for part in PARTS.values() if part.clause not in there)
    yield from (clause for clause in owed_clauses(text) if clause not in (REASONS, TABLE))
    if not any(purpose.retention for _, purpose in subject.purposes):
        yield TABLE


def _place(subject: Subject, document: Document, part: Part) -> Origin:
    disposal = subject.facts.disposal
    if part.clause == "measures":
        return subject.facts.security.origin
    return disposal.at(part.key) if disposal and part.key else document.origin


def _too_long(subject: Subject, level: Level) -> Iterator[Observation]:
    """An interval longer than the law allows; who owes no policy has a shorter time."""
    disposal = subject.facts.disposal
    status = subject.facts.controller.verbis.status.value
    exempt = status is RegistryStatus.EXEMPT
    row = subject.in_force.deadlines[
        "destruction-without-policy" if exempt else "periodic-destruction"
    ]
    longest = row.period.value
    if disposal is None or not disposal.interval:
        return
    if disposal.interval.value.approximate_days > longest.approximate_days:
        yield Observation(
            disposal.at("interval"),
            say(
                "“{interval}” is longer than the by-law on disposal allows here (art. 11: {longest}).",
                interval=disposal.interval.value,
                longest=longest,
            ),
            say("Write a shorter interval, and carry it out."),
            "interval-long",
            level,
        )


RULE = Rule(
    code=CODE,
    slug=SLUG,
    level=Level.WARNING,
    cites="destruction-bylaw 5/1; destruction-bylaw 6/1; destruction-bylaw 7/4; destruction-bylaw 11",
    what=QUESTION,
    why="Whoever is registered must have one. A document of the type retention_policy answers it: each "
    "part that it lacks is found. Where it is not owed, a part that is missing is a hint.",
    check=check,
    question=Question(ROLE),
    on_texts=True,
    sub_codes={
        "purpose": "The policy does not say why it was prepared (art. 6(1)(a)).",
        "media": "The policy names no recording media (art. 6(1)(b)).",
        "definitions": "The policy does not define its terms (art. 6(1)(c)).",
        "reasons": "The policy does not say why data is kept and disposed of (art. 6(1)(ç)).",
        "measures": "The policy names no measures of secure retention (art. 6(1)(d)).",
        "disposal-measures": "The policy names no measures of lawful disposal (art. 6(1)(e)).",
        "duties": "The policy names no titles, units and duties (art. 6(1)(f)).",
        "table": "The policy has no table of periods (art. 6(1)(g)).",
        "interval": "The policy does not say when periodic disposal takes place (art. 6(1)(ğ)).",
        "changes": "The policy does not say whether it was updated (art. 6(1)(h)).",
        "methods": "The policy describes no method of disposal (art. 7(4)).",
        "interval-long": "Periodic disposal is rarer than the by-law allows (art. 11).",
    },
    example=Change(
        "disposal.yml", "interval", None, "6 months", sub="interval", found="", base="rich"
    ),
)
