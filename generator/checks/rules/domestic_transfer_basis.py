"""Rule REC-02: a transfer to another controller has a legal basis."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.processing import Act
from generator.model.recipients import Role

OWN = (Role.PROCESSOR, Role.PUBLIC)


def check(subject: Subject) -> Iterable[Observation]:
    """A step of transfer with no basis of its own, to a recipient in a role of its own.

    A purpose without any basis is found by PUR-03.
    """
    for _, purpose in subject.purposes:
        others = [r for r in purpose.recipients or () if r.role.value not in OWN]
        for step in purpose.steps:
            if others and step.act.value is Act.TRANSFER and not step.bases:
                yield Observation(
                    step.at("bases"),
                    say("data goes to “{id}” without a legal basis.", id=others[0].id.value),
                    say("Write “bases:” with a condition of article 5 or 6."),
                )


RULE = Rule(
    code="REC-02",
    slug="domestic-transfer-basis",
    level=Level.ERROR,
    cites="kvkk 8",
    what="A transfer to another controller has a legal basis.",
    why="A transfer is processing; what article 8 asks of it is a condition of article 5 or 6.",
    check=check,
    example=Change(
        "processing/staff.yml",
        "purposes.pay-wages.steps[0].bases",
        "[]",
        "[{article: 5/2-f, detail: {tr: topluluğun denetlenmesi, en: auditing the group}}]",
        base="rich",
    ),
)
