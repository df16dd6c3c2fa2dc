"""Rule COL-01: how data is collected is stated."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """An activity names at least one channel; the mode is demanded by the model."""
    for activity in subject.facts.activities.values():
        if not activity.collection.channels:
            yield Observation(
                activity.collection.at("channels"),
                say("no channel of collection is named."),
                say("Write “channels:”, for example the membership form or cookies."),
            )


RULE = Rule(
    code="COL-01",
    slug="collection-method-and-mode",
    level=Level.ERROR,
    cites="kvkk 10/1-ç",
    what="How data is collected is stated.",
    why="The method of collection is one of the five items of every notice.",
    check=check,
    example=Change(
        "processing/orders.yml",
        "collection.channels",
        "[]",
        "[{tr: sipariş formu, en: the order form}]",
    ),
)
