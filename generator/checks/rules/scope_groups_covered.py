"""Rule IDN-05: every group in the scope of a policy has a described activity."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject


def check(subject: Subject) -> Iterable[Observation]:
    """The scope is covered by the data subjects of the activities."""
    covered = {s.id.value for a in subject.facts.activities.values() for s in a.subjects}
    for document in subject.facts.documents.values():
        for number, group in enumerate(document.scope):
            if group.id.value not in covered:
                yield Observation(
                    document.at(f"scope[{number}]"),
                    f"no activity processes data of “{group.id.value}”.",
                    "Describe the processing in processing/, or take the group out of the scope.",
                )


RULE = Rule(
    code="IDN-05",
    slug="scope-groups-covered",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="Every group in the scope of a policy has a described activity.",
    why="A scope that promises more than the text describes is misleading.",
    check=check,
    example=Change("processing/orders.yml", "subjects", "[]", "[member]", found="scope[0]"),
)
