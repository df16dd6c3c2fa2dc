"""Rule ANS-02: visitors' questions about what is done and what is not have an answer."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import Message, say
from generator.provenance import Origin

FILE = "data/practices.yml"
ASKED: dict[str, tuple[Message, Message]] = {
    "card_numbers": (
        say("Is my card number kept?"),
        say("nobody has said whether numbers of payment cards are kept."),
    ),
    "sale": (
        say("Is my data sold?"),
        say("nobody has said whether personal data is sold."),
    ),
    "automated_decisions": (
        say("Are decisions about me made by machines alone?"),
        say("nobody has said whether decisions are made by automated means alone."),
    ),
    "children": (
        say("Is data of my child processed?"),
        say("nobody has said whether data of people under age is processed."),
    ),
}
"""Each question of visitors by the key of its answer, and what is reported where nobody has said."""


def check(subject: Subject) -> Iterable[Observation]:
    """The answers that are left out, where the site answers questions at all."""
    if all(document.type.value != "answers" for document in subject.facts.documents.values()):
        return
    practices = subject.facts.practices
    for key, (_, missing) in ASKED.items():
        if practices is None or getattr(practices, key) is None:
            yield Observation(
                Origin(FILE, 1 if practices else 0, path=key),
                missing,
                say(
                    "Ask the company, then write “{key}: {{done: no}}” or “{key}: {{done: yes}}” into practices.yml; until then the site leaves the question out.",
                    key=key,
                ),
                key.replace("_", "-"),
            )


RULE = Rule(
    code="ANS-02",
    slug="practices-stated",
    level=Level.WARNING,
    what="Visitors' questions about what is done and what is not have an answer.",
    why="They are asked more often than any other; a question without an answer is left out.",
    check=check,
    sub_codes={
        "card-numbers": "Nobody has said whether numbers of payment cards are kept.",
        "sale": "Nobody has said whether personal data is sold.",
        "automated-decisions": "Nobody has said whether decisions are made by automated means alone.",
        "children": "Nobody has said whether data of people under age is processed.",
    },
    example=Change("practices.yml", "sale", None, "{done: no}", sub="sale"),
)
