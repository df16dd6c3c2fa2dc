"""Rule IDN-03: every place where data is collected has a notice of its own."""

from collections.abc import Iterable, Iterator, Mapping

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import Site
from generator.model.document import Document


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
                say("this activity names no place where its data is collected."),
                say("Write “collection_points:” with an id of collection-points.yml."),
                "no-point",
            )
        for number, point in enumerate(activity.collection_points):
            if point.id.value not in noticed:
                yield Observation(
                    activity.at(f"collection_points[{number}]"),
                    say("“{id}” has no notice.", id=point.id.value),
                    say("Add a file in documents/ with “type: notice” and this collection point."),
                    "no-notice",
                )
    yield from _unread(subject)


def _unread(subject: Subject) -> Iterator[Observation]:
    """Visitors in a language of a site in which a point that is used has no notice."""
    used = {p.id.value for a in subject.facts.activities.values() for p in a.collection_points}
    for site in subject.facts.sites.values():
        for point, notices in _notices(subject, site).items():
            there = {code for notice in notices for code in notice.languages_on(site)}
            missing = [code.value for code in site.languages if code.value not in there]
            if missing and point in used:
                yield Observation(
                    notices[0].at("languages"),
                    say(
                        "“{point}” has no notice in {missing} on “{site}”; visitors who read "
                        "the site in it are not informed.",
                        point=point,
                        missing=", ".join(missing),
                        site=site.id.value,
                    ),
                    say(
                        "Publish the notice in every language of the site, or let a lawyer "
                        "accept that all who give data there read Turkish."
                    ),
                    "language",
                    Level.WARNING,
                )


def _notices(subject: Subject, site: Site) -> Mapping[str, list[Document]]:
    """The notices of a site by their collection point."""
    notices: dict[str, list[Document]] = {}
    for document in subject.facts.documents.values():
        point = document.collection_point
        if point and document.type.value == "notice" and document.stands_on(site):
            notices.setdefault(point.id.value, []).append(document)
    return notices


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
        "language": "A notice is missing in a language of the site.",
    },
    example=Change("processing/orders.yml", "collection_points", "[]", "[form]", sub="no-point"),
)
