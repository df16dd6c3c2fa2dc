"""Where data is collected."""

from generator.model.entry import Identified, Text, entry


@entry
class CollectionPoint(Identified):
    """A place where people give their data; each is owed a notice of its own.

    `refusal` and `withdrawal` are the sentences of the consents that are asked for here and say
    nothing else.
    """

    name: Text
    refusal: Text | None = None
    withdrawal: Text | None = None
