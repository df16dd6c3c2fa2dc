"""Rule ANS-03: each activity belongs to a moment of the visitor's life."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """Where moments are written, those of people who are not visitors may be left out."""
    moments = subject.facts.moments
    named = {a.id.value for moment in moments.values() for a in moment.activities}
    for name, activity in subject.facts.activities.items() if moments else ():
        if name not in named and _of_visitors(subject, name):
            yield Observation(
                activity.origin,
                say("“{id}” belongs to no moment of moments.yml.", id=name),
                say("Add it to the moment at which visitors meet it."),
            )


def _of_visitors(subject: Subject, name: str) -> bool:
    """Whether an activity shares a group of people with one that stands in a moment."""
    met = {
        group.id.value
        for moment in subject.facts.moments.values()
        for activity in moment.activities
        for group in activity.subjects
    }
    return any(g.id.value in met for g in subject.facts.activities[name].subjects)


RULE = Rule(
    code="ANS-03",
    slug="moments-cover-activities",
    level=Level.WARNING,
    what="Each activity that concerns visitors belongs to a moment of their life.",
    why="A line of moments that leaves one out shows less than is collected.",
    check=check,
    example=Change(
        "moments.yml",
        "visit.activities",
        "[cameras]",
        "[website]",
        found="",
        base="rich",
    ),
)
