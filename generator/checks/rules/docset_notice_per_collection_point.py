"""Rule IDN-03: every place where data is collected has a notice of its own."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject


def check(subject: Subject) -> Iterable[Observation]:
    """Each collection point of an activity is the point of some notice."""
    noticed = {
        document.collection_point.id.value
        for document in subject.facts.documents.values()
        if document.collection_point and document.type.value == "notice"
    }
    for activity in subject.facts.activities.values():
        if not activity.collection_points:
            yield Observation(
                activity.at("collection_points"),
                "this activity names no place where its data is collected.",
                "Write “collection_points:” with an id of collection-points.yml.",
                "no-point",
            )
        for number, point in enumerate(activity.collection_points):
            if point.id.value not in noticed:
                yield Observation(
                    activity.at(f"collection_points[{number}]"),
                    f"“{point.id.value}” has no notice.",
                    "Add a file in documents/ with “type: notice” and this collection point.",
                    "no-notice",
                )


RULE = Rule(
    code="IDN-03",
    slug="docset-notice-per-collection-point",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="Every place where data is collected has a notice of its own.",
    why="A general policy does not count as the notice that is owed when data is obtained.",
    check=check,
    sub_codes={
        "no-point": "An activity names no place of collection.",
        "no-notice": "A place of collection has no notice.",
    },
    example=Change("processing/orders.yml", "collection_points", "[]", "[form]", sub="no-point"),
)
