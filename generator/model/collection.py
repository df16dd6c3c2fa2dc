"""Where data is collected."""

from generator.model.entry import Identified, Text, entry


@entry
class CollectionPoint(Identified):
    """A place where people give their data; each is owed a notice of its own."""

    name: Text
