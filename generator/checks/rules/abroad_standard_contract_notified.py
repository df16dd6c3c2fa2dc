"""Rule ABR-04: a standard contract is notified to the Authority within five business days."""

from collections.abc import Iterable
from datetime import date, timedelta

from generator.checks.example import Change
from generator.checks.finding import Citation, Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject

BUSINESS_DAYS = 5
HOLIDAYS = {(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)}
"""Month and day (Law 2429; from memory of the research)."""


def check(subject: Subject) -> Iterable[Observation]:
    """Weekends and the national holidays of a fixed date are counted out.

    The religious holidays move with the year and are for a person to look at.
    """
    for recipient in subject.facts.recipients.values():
        if recipient.mechanism is None or recipient.mechanism.id.value != "standard-contract":
            continue
        if recipient.signed and not recipient.notified:
            if _business_days(recipient.signed.value, subject.day) > BUSINESS_DAYS:
                yield Observation(
                    recipient.at("signed"),
                    "the standard contract was not notified within five business days.",
                    "Notify the Authority now and write “notified:” with the day.",
                    "not-notified",
                )
        elif recipient.signed and recipient.notified:
            late = _business_days(recipient.signed.value, recipient.notified.value)
            if late > BUSINESS_DAYS:
                yield Observation(
                    recipient.at("notified"),
                    f"the notification came {late} business days after the signature.",
                    "Five are allowed; religious holidays between them are not counted out here.",
                    "late",
                )


def _business_days(first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS for day in days)


RULE = Rule(
    code="ABR-04",
    slug="abroad-standard-contract-notified",
    level=Level.ERROR,
    citation=Citation("Law 6698", "9(5)", date(2024, 6, 1), "official"),
    what="A standard contract is notified to the Authority within five business days.",
    why="Not notifying is fined by itself (art. 18(1)(d)).",
    check=check,
    sub_codes={
        "not-notified": "The contract is signed and was not notified in time.",
        "late": "The notification came too late.",
    },
    example=Change(
        "recipients.yml",
        "cloud",
        """\
signed: 2026-02-02
notified: 2026-02-20""",
        """\
signed: 2026-02-02
notified: 2026-02-09""",
        sub="late",
        found="cloud.notified",
        base="rich",
    ),
)
