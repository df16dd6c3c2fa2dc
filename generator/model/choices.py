"""What a person decides: explicit consents, and approvals of commercial messages.

Neither is part of a notice or of a contract, none is required and none starts ticked: there is
no key to say otherwise (Law 6698 art. 3(1)(a); Board decision 2026/347).
"""

from enum import StrEnum

from generator.model.collection import CollectionPoint
from generator.model.entry import Identified, Text, entry, for_the_file, taken_from
from generator.provenance import Fact


class Given(StrEnum):
    """How a consent is given."""

    SCREEN = "screen"
    PAPER = "paper"
    ORAL = "oral"


@entry
class Consent(Identified):
    """An explicit consent (açık rıza) to one matter; purposes name the consent they rest on.

    `matter` completes the sentence “… amacıyla işlenmesine açık rıza veriyorum”; `name` is a
    shorter one for titles. It is asked for at the `collection_point`, `withdrawal` says how it is
    taken back, `refusal` what follows when it is not given; without them those of the collection
    point hold. `when` is the condition on which it is asked at all. `offered: no` says that it is
    not asked now: its text and the purposes that rest on it stand nowhere and are frozen by no
    release. A text that was released before leaves as one whose document was deleted; its receipts
    hold, and it can be withdrawn.

    `record` says where signed papers are kept and which unit can produce them; it stands in no
    text.
    """

    name: Text | None = None
    matter: Text
    collection_point: CollectionPoint
    given: Fact[Given]
    record: Fact[str] | None = for_the_file()
    when: Text | None = None
    offered: Fact[bool] | None = None
    withdrawal: Text = taken_from("collection_point")
    refusal: Text = taken_from("collection_point")

    @property
    def is_offered(self) -> bool:
        """Whether it is asked at all."""
        return self.offered is None or self.offered.value


@entry
class MessageChannel(Identified):
    """One channel of commercial messages; each has an approval of its own (Law 6563 art. 6).

    `refusal` says how messages of this channel are refused. `address` is what the person gives for
    it (telephone number), which the statement of approval names; `collection_point` is where the
    approval is asked for, whose notice the text leads to first.
    """

    name: Text
    refusal: Text
    address: Text | None = None
    collection_point: CollectionPoint | None = None
