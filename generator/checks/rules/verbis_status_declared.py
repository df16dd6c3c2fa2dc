"""Rule VRB-01: the status in the registry (VERBİS) is recorded."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import RegistryStatus

EMPLOYEES, BALANCE_SHEET = 50, 100_000_000
"""Below both of them a controller whose main activity is not special categories is exempt.

Board decisions 2023/1154 and 2025/1572, read in two secondary sources; in Turkish lira.
"""


def check(subject: Subject) -> Iterable[Observation]:
    """Known; and exempt only with the ground."""
    registry = subject.facts.controller.verbis
    if registry.status.value is RegistryStatus.UNKNOWN:
        yield Observation(
            registry.at("status"),
            say("whether the controller is registered in VERBİS is not known."),
            say("Write registered, pending, or exempt with its ground."),
            "unknown",
        )
    exempt = registry.status.value is RegistryStatus.EXEMPT
    for key, fact, limit in (
        ("employees", registry.employees, EMPLOYEES),
        ("balance_sheet", registry.balance_sheet, BALANCE_SHEET),
    ):
        if exempt and fact and fact.value >= limit:
            yield Observation(
                registry.at(key),
                say(
                    "with {key} of {number} the controller is not exempt: it must be below {limit}.",
                    key=key,
                    number=fact.value,
                    limit=limit,
                ),
                say("Register in VERBİS, or correct the figure."),
                "not-exempt",
            )
    if exempt and not registry.exemption_ground:
        yield Observation(
            registry.at("status"),
            say("an exemption from VERBİS needs its ground."),
            say("Write “exemption_ground:” with the Board decision."),
            "no-ground",
        )


RULE = Rule(
    code="VRB-01",
    slug="verbis-status-declared",
    level=Level.ERROR,
    cites="kvkk 16/2",
    what="The status in the registry (VERBİS) is recorded.",
    why="A controller must register before processing unless it is exempt.",
    check=check,
    sub_codes={
        "unknown": "The status is not known.",
        "not-exempt": "The controller is too large to be exempt.",
        "no-ground": "An exemption has no ground.",
    },
    example=Change("controller.yml", "verbis.status", "exempt", "registered", sub="no-ground"),
)
