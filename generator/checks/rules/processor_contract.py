"""Rule SEC-02: there is a contract with each data processor."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.recipients import Role


def check(subject: Subject) -> Iterable[Observation]:
    """A recipient in the role of a processor names its contract, and so does what the controller
    does as the processor of others."""
    for recipient in subject.recipients:
        if recipient.role.value is Role.PROCESSOR and not (recipient.contract or recipient.signed):
            yield Observation(
                recipient.at("role"),
                say("no contract with the processor “{id}” is known.", id=recipient.id.value),
                say("Write “contract: {value: its name in the file, internal: yes}”."),
            )
    for service in subject.facts.controller.processor_for:
        if not service.contract:
            yield Observation(
                service.at("service"),
                say(
                    "no contract with the customers for whom “{id}” is done is known.",
                    id=service.id.value,
                ),
                say("Write “contract: {value: its name in the file, internal: yes}”."),
            )


RULE = Rule(
    code="SEC-02",
    slug="processor-contract",
    level=Level.WARNING,
    cites="kvkk 12/2",
    what="There is a contract with each data processor, and with those whose processor one is.",
    why="The controller answers for its processors; what they may do is in the contract.",
    check=check,
    example=Change(
        "recipients.yml",
        "carrier.contract",
        None,
        "{value: KS-1, internal: yes}",
        found="carrier.role",
    ),
)
