"""Rule ABR-04: a standard contract is notified to the Authority within five business days."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.clock import business_days
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """Each standard contract, by the business days since its signature."""
    period = subject.law.deadlines["standard-contract-notification"].period.value
    allowed = period.parts[0][0]
    yield from _impossible(subject)
    for recipient in subject.recipients:
        if recipient.mechanism is None or recipient.mechanism.id.value != "standard-contract":
            continue
        if recipient.signed and not recipient.notified:
            if business_days(recipient.signed.value, subject.day) > allowed:
                yield Observation(
                    recipient.at("signed"),
                    say("the standard contract was not notified within {period}.", period=period),
                    say("Notify the Authority now and write “notified:” with the day."),
                    "not-notified",
                )
        elif recipient.signed and recipient.notified:
            late = business_days(recipient.signed.value, recipient.notified.value)
            if late > allowed:
                yield Observation(
                    recipient.at("notified"),
                    say(
                        "the notification came {late} business days after the signature.", late=late
                    ),
                    say(
                        "The law allows {period}; religious holidays are not counted out here.",
                        period=period,
                    ),
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
                    say(
                        "“{key}: {day}” is a day that has not come.",
                        key=key,
                        day=fact.value.isoformat(),
                    ),
                    say("Write the day on which it was done, or delete the line until then."),
                    "in-the-future",
                )
        if signed and notified and notified.value < signed.value:
            yield Observation(
                recipient.at("notified"),
                say(
                    "notified on {notified}, before it was signed ({signed}).",
                    notified=notified.value,
                    signed=signed.value,
                ),
                say("Correct one of the two days."),
                "before-signature",
            )
        standard = recipient.mechanism and recipient.mechanism.id.value == "standard-contract"
        if standard and recipient.contract and not signed:
            yield Observation(
                recipient.at("contract"),
                say(
                    "the day on which the standard contract was signed is not stated, so "
                    "nobody sees until when it must be notified."
                ),
                say("Write “signed:” and “notified:” with their days; both may be internal."),
                "no-day",
            )


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
