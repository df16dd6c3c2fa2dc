"""Rule ABR-04: a standard contract is notified to the Authority within five business days."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject

HOLIDAYS = {(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)}
"""Month and day (Law 2429; from memory of the research)."""


def check(subject: Subject) -> Iterable[Observation]:
    """Weekends and the national holidays of a fixed date are counted out.

    The religious holidays move with the year and are for a person to look at.
    """
    period = subject.law.deadlines["standard-contract-notification"].period.value
    allowed, words = period.parts[0][0], languages.get("en").duration_words(period)
    yield from _impossible(subject)
    for recipient in subject.recipients:
        if recipient.mechanism is None or recipient.mechanism.id.value != "standard-contract":
            continue
        if recipient.signed and not recipient.notified:
            if _business_days(recipient.signed.value, subject.day) > allowed:
                yield Observation(
                    recipient.at("signed"),
                    f"the standard contract was not notified within {words}.",
                    "Notify the Authority now and write “notified:” with the day.",
                    "not-notified",
                )
        elif recipient.signed and recipient.notified:
            late = _business_days(recipient.signed.value, recipient.notified.value)
            if late > allowed:
                yield Observation(
                    recipient.at("notified"),
                    f"the notification came {late} business days after the signature.",
                    f"The law allows {words}; religious holidays are not counted out here.",
                    "late",
                )


def _impossible(subject: Subject) -> Iterator[Observation]:
    """Days that do not belong together, or are still to come."""
    for recipient in subject.recipients:
        signed, notified = recipient.signed, recipient.notified
        for key, fact in (("signed", signed), ("notified", notified)):
            if fact and fact.value > subject.day:
                yield Observation(
                    recipient.at(key),
                    f"“{key}: {fact.value}” is a day that has not come.",
                    "Write the day on which it was done, or delete the line until then.",
                    "in-the-future",
                )
        if signed and notified and notified.value < signed.value:
            yield Observation(
                recipient.at("notified"),
                f"notified on {notified.value}, before it was signed ({signed.value}).",
                "Correct one of the two days.",
                "before-signature",
            )
        standard = recipient.mechanism and recipient.mechanism.id.value == "standard-contract"
        if standard and recipient.contract and not signed:
            yield Observation(
                recipient.at("contract"),
                "the day on which the standard contract was signed is not stated, so nobody sees "
                "until when it must be notified.",
                "Write “signed:” and “notified:” with their days; both may be internal.",
                "no-day",
            )


def _business_days(first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS for day in days)


RULE = Rule(
    code="ABR-04",
    slug="abroad-standard-contract-notified",
    level=Level.ERROR,
    cites="kvkk 9/5",
    what="A standard contract is notified to the Authority within five business days.",
    why="Not notifying is fined by itself (art. 18(1)(d)).",
    check=check,
    sub_codes={
        "not-notified": "The contract is signed and was not notified in time.",
        "in-the-future": "A day of the contract has not come yet.",
        "before-signature": "The notification is older than the signature.",
        "no-day": "A standard contract has no day of signature.",
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
