"""Rule PUR-04: each purpose names the data it uses."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """A purpose with an empty list of data."""
    for _, purpose in subject.purposes:
        if not purpose.data:
            yield Observation(
                purpose.at("data"),
                say("this purpose names no data."),
                say("Write “data: [category.item]” with the items of data-categories.yml."),
            )


_PURPOSE = """\
text: {{tr: Siparişin hazırlanması, en: Preparing the order}}
data: {}
recipients: []
bases: [{{article: 5/2-c, detail: {{tr: satış sözleşmesi, en: the sales contract}}}}]
retention: {{period: 10 years, starts: {{tr: teslim tarihi, en: the day of delivery}}}}"""

RULE = Rule(
    code="PUR-04",
    slug="data-purpose-basis-linked",
    level=Level.ERROR,
    cites="notice-communique 5/1-h",
    what="Each purpose names the data it uses.",
    why="Data, purpose and basis that stand in separate lists say nothing about each other.",
    check=check,
    example=Change(
        "processing/orders.yml",
        "purposes.tell-of-delivery",
        _PURPOSE.format("[]"),
        _PURPOSE.format("[identity.name]"),
        found="purposes.tell-of-delivery.data",
    ),
)
