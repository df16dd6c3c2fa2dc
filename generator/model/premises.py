"""Cameras in and around the premises."""

from generator.model.collection import CollectionPoint
from generator.model.entry import Entry, Text, entry
from generator.model.retention import Retention
from generator.provenance import Fact


@entry
class Cameras(Entry):
    """Which areas are watched and how; who is filmed is told by the notice of this `point`.

    `not_watched` names areas without cameras, `sound` says whether sound is recorded.
    """

    point: CollectionPoint | None = None
    areas: tuple[Text, ...]
    not_watched: tuple[Text, ...] = ()
    sound: Fact[bool]
    retention: Retention
