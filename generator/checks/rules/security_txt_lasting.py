"""Rule RPT-02: the contact for security reports holds for some time, and not for years."""

from collections.abc import Iterable
from datetime import timedelta

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

SOON, LONG = timedelta(days=30), timedelta(days=366)


def check(subject: Subject) -> Iterable[Observation]:
    """How far the last day of security.txt lies ahead."""
    until = subject.facts.security_reports.valid_until
    if not until:
        return
    place, left = subject.facts.security_reports.at("valid_until"), until.value - subject.day
    if timedelta(0) <= left <= SOON:
        yield Observation(
            place,
            say("security.txt expires soon, on {until}.", until=until.value),
            say("See that the contact still works, then write a later day."),
            "soon",
        )
    elif left > LONG:
        yield Observation(
            place,
            say(
                "security.txt is to hold until {until}, more than a year ahead.", until=until.value
            ),
            say("Write a day within a year, so that somebody looks at the contact again."),
            "far",
        )


RULE = Rule(
    code="RPT-02",
    slug="security-txt-lasting",
    level=Level.WARNING,
    cites="rfc-9116",
    what="The contact for security reports holds for some time, and not for years.",
    why="A contact that nobody looks after leads nowhere; less than a year is the advice.",
    check=check,
    sub_codes={
        "soon": "The contact expires within a month.",
        "far": "The contact is to hold for more than a year.",
    },
    example=Change("security-reports.yml", "valid_until", "2999-01-31", None, sub="far"),
)
