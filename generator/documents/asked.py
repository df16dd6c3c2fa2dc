"""What answers to visitors' questions select from the facts: moments, periods, people under age.

The rows are those of the tables; nothing is said here that no table says.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.documents.grouping import put
from generator.model.data import DataItem
from generator.model.practices import Moment
from generator.model.processing import DataSubject, ProcessingActivity, Purpose
from generator.model.retention import Retention, Term
from generator.model.traversal import contents
from generator.provenance import Origin


@dataclass(frozen=True, slots=True)
class Stage:
    """A moment of a visitor's life, the activities of it that a document is about, and of these
    the data, each once, and the purposes."""

    moment: Moment
    activities: Sequence[ProcessingActivity]
    data: Sequence[DataItem]
    purposes: Sequence[Purpose]


@dataclass(frozen=True, slots=True)
class Kept:
    """For how long an activity keeps data: each period once, that of a part of the data as well;
    `stated` is whether each purpose says one."""

    activity: ProcessingActivity
    retentions: Sequence[Term]
    stated: bool


def stages(moments: Mapping[str, Moment], activities: Sequence[ProcessingActivity]) -> list[Stage]:
    """The moments in their order, as far as they have some of the `activities`."""
    by_id = {activity.id.value: activity for activity in activities}
    found = []
    for moment in moments.values():
        met = [by_id[a.id.value] for a in moment.activities if a.id.value in by_id]
        purposes = [purpose for activity in met for purpose in activity.purposes]
        data: dict[Origin, DataItem] = {}
        for item in (item for purpose in purposes for item in purpose.data):
            put(data, item.origin, item)
        if met:
            found.append(Stage(moment, met, list(data.values()), purposes))
    return found


def kept(activities: Iterable[ProcessingActivity]) -> list[Kept]:
    """The periods of each activity, in the order of its purposes."""
    found = []
    for activity in activities:
        retentions: dict[Hashable, Term] = {}
        whole = [p.retention for p in activity.purposes if p.retention]
        for term in (t for retention in whole for t in (retention, *retention.parts)):
            said = (term.period, term.minimum, term.maximum, term.rule)
            put(retentions, tuple(map(contents, said)), term)
        stated = all(purpose.retention for purpose in activity.purposes)
        found.append(Kept(activity, list(retentions.values()), stated))
    return found


def kept_by_law(activities: Iterable[ProcessingActivity]) -> list[Purpose]:
    """The purposes whose period a provision sets: what stays when an account is closed."""
    purposes = (purpose for activity in activities for purpose in activity.purposes)
    return [p for p in purposes if p.retention and _set_by_law(p.retention)]


def _set_by_law(retention: Retention) -> bool:
    return any(term.under or term.ground for term in (retention, *retention.parts))


def minors(activities: Iterable[ProcessingActivity]) -> list[DataSubject]:
    """The groups of people under age whose data is processed, each once."""
    found: dict[str, DataSubject] = {}
    for activity in activities:
        for group in (g for purpose in activity.purposes for g in activity.people(purpose)):
            if group.minors and group.minors.value:
                found.setdefault(group.id.value, group)
    return list(found.values())
