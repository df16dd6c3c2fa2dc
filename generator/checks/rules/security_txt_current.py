"""Rule RPT-01: the contact for security reports is not past its day."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """The last day of security.txt, when one is given."""
    until = subject.facts.security_reports.valid_until
    if until and until.value < subject.day:
        yield Observation(
            subject.facts.security_reports.at("valid_until"),
            say(
                "security.txt was valid until {until}; it is no longer published.",
                until=until.value,
            ),
            say(
                "See that the contact still works, then write a later day, less than a year ahead."
            ),
        )


RULE = Rule(
    code="RPT-01",
    slug="security-txt-current",
    level=Level.ERROR,
    cites="rfc-9116",
    what="The contact for security reports is not past its day.",
    why="Whoever finds a weakness may not use an expired contact, and then tells nobody.",
    check=check,
    example=Change("security-reports.yml", "valid_until", "2020-01-31", None),
)
