"""Rule ABR-04: a standard contract is notified to the Authority within five business days."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.clock import business_day_after
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """Each standard contract, by the last business day for it."""
    period = subject.law.deadlines["standard-contract-notification"].period.value
    holidays = subject.in_force.days_off
    yield from _impossible(subject)
    for recipient in subject.recipients:
        signed, notified = recipient.signed, recipient.notified
        if recipient.mechanism is None or recipient.mechanism.id.value != "standard-contract":
            continue
        if not signed:
            continue
        last = business_day_after(signed.value, period.parts[0][0], holidays)
        if not notified and subject.day > last and notified is not None:
            yield Observation(
                recipient.at("notified"),
                say(
                    "it is not known whether the standard contract was notified within {period}.",
                    period=period,
                ),
                say(
                    "Find out on which day the Authority was told, write it at “notified:” and "
                    "delete “unconfirmed:”."
                ),
                "unknown",
            )
        elif not notified and subject.day > last:
            yield Observation(
                recipient.at("signed"),
                say("the standard contract was not notified within {period}.", period=period),
                say("Notify the Authority now and write “notified:” with the day."),
                "not-notified",
            )
        elif notified and notified.value > last:
            yield Observation(
                recipient.at("notified"),
                say("the standard contract was notified later than the law allows."),
                say(
                    "The law allows {period} after the last signature; “notices papers transfers” "
                    "writes the last day.",
                    period=period,
                ),
                "late",
            )


def _impossible(subject: Subject) -> Iterator[Observation]:
    """Days that do not belong together, or are still to come. No message says one of them: both
    are internal in most data, and a check is read in public."""
    for recipient in subject.recipients:
        signed, notified = recipient.signed, recipient.notified
        for key, fact in (("signed", signed), ("notified", notified)):
            if fact and fact.value > subject.day:
                yield Observation(
                    recipient.at(key),
                    say("the day at “{key}:” has not come.", key=key),
                    say("Write the day on which it was done, or delete the line until then."),
                    "in-the-future",
                )
        if signed and notified and notified.value < signed.value:
            yield Observation(
                recipient.at("notified"),
                say("it was notified before it was signed."),
                say("Correct one of the two days: “signed:” or “notified:”."),
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
        "unknown": "Nobody knows whether the contract was notified in time.",
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
