"""Rule IDN-05: the scope of the policies and the groups of the activities are the same."""

import re
from collections.abc import Iterable, Iterator

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.processing import DataSubject, ProcessingActivity


def check(subject: Subject) -> Iterable[Observation]:
    """The scope is covered by the data subjects of the activities."""
    covered = {s.id.value for a in subject.facts.activities.values() for s in _people(a)}
    for document in subject.facts.documents.values():
        for number, group in enumerate(document.scope):
            if group.id.value not in covered:
                yield Observation(
                    document.at(f"scope[{number}]"),
                    say("no activity processes data of “{id}”.", id=group.id.value),
                    say(
                        "Describe the processing in processing/, or take the group out of the scope."
                    ),
                    "not-described",
                )
    yield from _left_out(subject)
    yield from _under_age(subject)


_CHILDREN = re.compile(r"\bçocuk|\breşit olmayan|\bküçükler|\bchild|\bminors?\b|\bunder.?age")


def _under_age(subject: Subject) -> Iterator[Observation]:
    """Groups that are called children, and do not say whether they are under age."""
    for group in subject.facts.subjects.values():
        if group.minors is None:
            for code, fact in group.name.by_language.items():
                if fact and (said := _CHILDREN.search(languages.get(code).lower(fact.value))):
                    yield Observation(
                        group.at("name"),
                        say(
                            "“{name}” names children (“{said}”), and does not say whether the "
                            "group is under age.",
                            name=group.name,
                            said=said[0],
                        ),
                        say(
                            "Write “minors: yes” and “supplied_by:” with who gives their data, in "
                            "a group of their own; otherwise “minors: no”."
                        ),
                        "under-age",
                        Level.WARNING,
                    )
                    break


def _left_out(subject: Subject) -> Iterator[Observation]:
    """Groups that the tables of policies name, and the scope of none of them."""
    policies = [d for d in subject.facts.documents.values() if d.scope]
    scoped = {group.id.value for document in policies for group in document.scope}
    described = {g.id.value: g for a in subject.facts.activities.values() for g in _people(a)}
    missing = [name for name in described if name not in scoped]
    if policies and missing:
        yield Observation(
            policies[0].at("scope"),
            say(
                "data of “{ids}” is processed, but is in the scope of no policy.",
                ids=missing,
            ),
            say("Add it to “scope:”, or publish a policy for it."),
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
        "under-age": "A group is called children, and does not say whether it is under age.",
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
