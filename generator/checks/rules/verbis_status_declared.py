"""Rule VRB-01: the status in the registry (VERBİS) is recorded."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.controller import RegistryStatus

EMPLOYEES, BALANCE_SHEET = 50, 100_000_000
"""Below both of them a controller whose main activity is not special categories is exempt.

Board decisions 2023/1154 and 2025/1572, read in two secondary sources; in Turkish lira.
"""


def check(subject: Subject) -> Iterable[Found]:
    """Known; and exempt only with the ground."""
    registry = subject.facts.controller.verbis
    if registry.status.value is RegistryStatus.UNKNOWN:
        yield (
            registry.at("status"),
            "whether the controller is registered in VERBİS is not known.",
            "Write registered, pending, or exempt with its ground.",
        )
    exempt = registry.status.value is RegistryStatus.EXEMPT
    for key, fact, limit in (
        ("employees", registry.employees, EMPLOYEES),
        ("balance_sheet", registry.balance_sheet, BALANCE_SHEET),
    ):
        if exempt and fact and fact.value >= limit:
            yield (
                registry.at(key),
                f"with {key} of {fact.value} the controller is not exempt: it must be below {limit}.",
                "Register in VERBİS, or correct the figure.",
            )
    if exempt and not registry.exemption_ground:
        yield (
            registry.at("status"),
            "an exemption from VERBİS needs its ground.",
            "Write “exemption_ground:” with the Board decision.",
        )


RULE = Rule(
    code="VRB-01",
    slug="verbis-status-declared",
    level=Level.ERROR,
    citation=Citation("Law 6698", "16(2)", date(2016, 4, 7), "official"),
    what="The status in the registry (VERBİS) is recorded.",
    why="A controller must register before processing unless it is exempt.",
    check=check,
    wrong=Example(
        "controller.yml",
        """\
verbis:
  status: exempt
""",
        at="verbis.status",
    ),
    right=Example(
        "controller.yml",
        """\
verbis:
  status: registered
""",
    ),
)
