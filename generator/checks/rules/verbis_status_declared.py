"""Rule VRB-01: the status in the registry (VERBİS) is recorded."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.controller import RegistryStatus


def check(subject: Subject) -> Iterable[Found]:
    """Known; and exempt only with the ground."""
    registry = subject.facts.controller.verbis
    if registry.status.value is RegistryStatus.UNKNOWN:
        yield (
            registry.at("status"),
            "whether the controller is registered in VERBİS is not known.",
            "Write registered, pending, or exempt with its ground.",
        )
    if registry.status.value is RegistryStatus.EXEMPT and not registry.exemption_ground:
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
