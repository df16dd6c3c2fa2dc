"""Rule IDN-05: the scope of the policies and the groups of the activities are the same."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.processing import DataSubject, ProcessingActivity


def check(subject: Subject) -> Iterable[Observation]:
    """The scope is covered by the data subjects of the activities."""
    covered = {s.id.value for a in subject.facts.activities.values() for s in _people(a)}
    for document in subject.facts.documents.values():
        for number, group in enumerate(document.scope):
            if group.id.value not in covered:
                yield Observation(
                    document.at(f"scope[{number}]"),
                    f"no activity processes data of “{group.id.value}”.",
                    "Describe the processing in processing/, or take the group out of the scope.",
                    "not-described",
                )
    yield from _left_out(subject)


def _left_out(subject: Subject) -> Iterator[Observation]:
    """Groups that the tables of policies name, and the scope of none of them."""
    policies = [d for d in subject.facts.documents.values() if d.scope]
    scoped = {group.id.value for document in policies for group in document.scope}
    described = {g.id.value: g for a in subject.facts.activities.values() for g in _people(a)}
    missing = [name for name in described if name not in scoped]
    if policies and missing:
        yield Observation(
            policies[0].at("scope"),
            f"data of “{', '.join(missing)}” is processed, but is in the scope of no policy.",
            "Add it to “scope:”, or publish a policy for it.",
            "left-out",
        )


def _people(activity: ProcessingActivity) -> Iterator[DataSubject]:
    yield from activity.subjects
    for purpose in activity.purposes:
        yield from purpose.subjects


RULE = Rule(
    code="IDN-05",
    slug="scope-groups-covered",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="The scope of the policies and the groups of the activities are the same.",
    why="A scope that promises more than the text describes is misleading.",
    check=check,
    sub_codes={
        "not-described": "No activity processes data of a group in the scope of a policy.",
        "left-out": "A group of an activity is in the scope of no policy.",
    },
    example=Change(
        "processing/orders.yml",
        "subjects",
        "[]",
        "[member]",
        sub="not-described",
        found="scope[0]",
    ),
)
