"""Cameras in and around the premises."""

from generator.model.collection import CollectionPoint
from generator.model.entry import Entry, Text, entry
from generator.model.retention import Retention
from generator.provenance import Fact


@entry
class Cameras(Entry):
    """Which areas are watched and how; the notice of the `collection_point` says who is filmed.

    `number` is how many cameras there are, `unit` the unit in charge of the recordings.
    `not_watched` names areas without cameras, `sound` says whether sound is recorded: without the
    key nobody has said so, and the texts owe it.
    """

    collection_point: CollectionPoint | None = None
    areas: tuple[Text, ...]
    not_watched: tuple[Text, ...] = ()
    number: Fact[int] | None = None
    unit: Text | None = None
    sound: Fact[bool] | None = None
    retention: Retention
