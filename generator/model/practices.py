"""What visitors ask about: whether the controller does it at all, and when in a life data is used.

A “no” is a fact as a “yes” is: it has a place, may be in doubt, and must agree with the inventory.
"""

from generator.model.entry import Entry, Identified, Text, entry
from generator.model.processing import ProcessingActivity
from generator.provenance import Fact


@entry
class Practice(Entry):
    """Something that is done or not; `words` is a sentence that says more about it."""

    done: Fact[bool]
    words: Text | None = None


@entry
class Practices(Entry):
    """What is done with personal data and what is not; what nobody has stated is left out.

    `card_numbers`: numbers of payment cards are kept. `sale`: personal data is sold, or given away
    for something in return. `automated_decisions`: decisions are made by automated means alone
    (art. 11(1)(g)). `children`: data of people under age is processed knowingly.
    """

    card_numbers: Practice | None = None
    sale: Practice | None = None
    automated_decisions: Practice | None = None
    children: Practice | None = None


@entry
class Moment(Identified):
    """A moment in the life of a visitor, such as a visit, an order or the end of a membership.

    `name` is the moment in the visitor's words (“When you order”), `activities` are those in which
    data is collected or used then. The order of the file is the order of life.
    """

    name: Text
    activities: tuple[ProcessingActivity, ...]
