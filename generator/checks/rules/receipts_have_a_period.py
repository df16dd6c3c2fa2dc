"""Rule RET-04: stored receipts are personal data, so a period is said. A rule of this tool."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """A purpose that keeps receipts has a period, or a longest time, and its start."""
    for _, purpose in subject.purposes:
        if not any(item.receipt and item.receipt.value for item in purpose.data):
            continue
        kept = purpose.retention
        if kept is None or not (kept.period or kept.maximum) or not kept.starts:
            yield Observation(
                purpose.origin if kept is None else kept.origin,
                say(
                    "receipts of what people were shown or chose are stored, and nothing says for how long."
                ),
                say(
                    "Write “retention:” with “period:” or “maximum:” and “starts:”. No statute gives a number: ask the controller, which must be able to give reasons for it."
                ),
            )


RULE = Rule(
    code="RET-04",
    slug="receipts-have-a-period",
    level=Level.ERROR,
    cites="kvkk 4/2-d",
    what="Where receipts are stored, it is said for how long.",
    why="A receipt names a member once it is stored; proof is no reason to keep it for ever.",
    check=check,
    example=Change(
        "processing/receipts.yml",
        "purposes.prove-information.retention",
        None,
        "{period: 10 years, starts: {tr: hesabın kapatılması, en: the closing of the account}}",
        found="purposes.prove-information",
        base="rich",
    ),
)
