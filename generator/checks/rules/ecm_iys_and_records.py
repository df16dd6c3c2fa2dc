"""Rule MSG-03: İYS holds the approvals of commercial messages."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject


def check(subject: Subject) -> Iterable[Observation]:
    """Whoever sends messages says that approvals are kept in İYS."""
    messages = subject.facts.messages
    if messages.channels and not messages.iys:
        yield Observation(
            messages.at("channels"),
            "whether approvals and refusals are kept in İYS is not stated.",
            "Register with İYS and write “iys: yes”.",
        )


RULE = Rule(
    code="MSG-03",
    slug="ecm-iys-and-records",
    level=Level.ERROR,
    cites="ecm-bylaw 7/11",
    what="İYS holds the approvals of commercial messages.",
    why="Approvals that are not in the message management system within three business days count as not given.",
    check=check,
    example=Change("messages.yml", "iys", "no", "yes", found="channels", base="rich"),
)
