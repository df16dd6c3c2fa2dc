"""Where data is collected."""

from dataclasses import dataclass

from generator.model.entry import Identified, Text


@dataclass(frozen=True, kw_only=True)
class CollectionPoint(Identified):
    """A place where people give their data; each is owed a notice of its own."""

    name: Text
