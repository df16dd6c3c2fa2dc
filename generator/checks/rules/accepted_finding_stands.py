"""Rule ACC-01: what accepted.yml accepts is found, not past its day, and may be accepted."""

from collections.abc import Iterable
from datetime import timedelta

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

SOON = timedelta(days=30)
"""So long before its end an acceptance is reported, while somebody can still mend what it is for."""


def check(subject: Subject) -> Iterable[Observation]:
    """Reason, role and day of each entry; what it accepts is looked at with all findings."""
    for entry in subject.facts.accepted.values():
        for key, fact in (("reason", entry.reason), ("role", entry.role)):
            if not fact or fact.value.startswith("<"):  # the stand-in of a printed entry
                yield Observation(
                    fact.origin,
                    say("“{id}” is accepted without a {key}.", id=entry.id.value, key=key),
                    say("Write “{key}:”; anyone who accepts answers for it.", key=key),
                    "incomplete",
                )
        if entry.until.value < subject.day:
            yield Observation(
                entry.at("until"),
                say(
                    "“{id}” was accepted until {until}, which is past.",
                    id=entry.id.value,
                    until=entry.until.value,
                ),
                say("Mend what it accepts, or let the same role decide again with a new day."),
                "expired",
            )
        elif entry.until.value - subject.day <= SOON:
            yield Observation(
                entry.at("until"),
                say(
                    "“{id}” is accepted until {until}, then it is found again.",
                    id=entry.id.value,
                    until=entry.until.value,
                ),
                say("Mend what it accepts before that day, or let the same role decide again."),
                "ending",
                Level.WARNING,
            )


RULE = Rule(
    code="ACC-01",
    slug="accepted-finding-stands",
    level=Level.ERROR,
    what="What accepted.yml accepts is found, not past its day, and may be accepted; "
    "what answers.yml answers is asked.",
    why="An accepted finding is a promise with a day; forgotten ones hide mistakes.",
    check=check,
    sub_codes={
        "incomplete": "An acceptance has no reason or no role.",
        "expired": "An acceptance is past its day.",
        "ending": "An acceptance ends within 30 days.",
        "stale": "Nothing is found that the acceptance names.",
        "unknown-code": "An acceptance names no rule, or none of its sub-codes.",
        "too-long": "An acceptance of what may stand for some days alone lasts longer.",
        "never-accepted": "An acceptance of what may never be accepted.",
        "older-form": "An acceptance of a sentence, as they were written before sub-codes.",
        "no-lawyer": "An error would be released that no lawyer has let stand.",
        "no-question": "An answer to a rule that asks nothing.",
    },
    never_accepted="Accepting an acceptance would have no end.",
    example=Change(
        "accepted.yml",
        "old",
        """\
code: RET-01[none]
place: processing/orders.yml#purposes.deliver-order
reason: Waiting for the retention table.
role: legal counsel
until: 2020-01-01
profile: draft""",
        None,
        sub="expired",
        found="old.until",
    ),
)
