"""Where data is collected."""

from generator.model.entry import Entry, Identified, Text, entry
from generator.provenance import Fact


@entry
class Calls(Entry):
    """Calls with people at a collection point (a call centre).

    `recorded`: whether calls are recorded; without the key nobody has said so, and the texts owe
    it. `key` is the key of the telephone that reads out the whole notice, before any recording
    begins.
    """

    recorded: Fact[bool] | None = None
    key: Fact[str] | None = None


@entry
class CollectionPoint(Identified):
    """A place where people give their data; each is owed a notice of its own.

    `refusal` and `withdrawal` are the sentences of the consents that are asked for here and say
    nothing else. `calls` is written where people are spoken to by telephone, `counter: yes` where
    they stand at a till or a desk: what they hear or see first is made of it.
    """

    name: Text
    refusal: Text | None = None
    withdrawal: Text | None = None
    calls: Calls | None = None
    counter: Fact[bool] | None = None
