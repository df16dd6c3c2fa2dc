"""How long data is kept, and what happens then."""

from enum import StrEnum

from generator.durations import Duration
from generator.model.bases import Provision
from generator.model.data import DataItem
from generator.model.entry import Entry, Nameable, Text, entry
from generator.provenance import Fact


class EndAction(StrEnum):
    """What happens when the retention period is over (Law 6698 art. 7)."""

    DELETED = "deleted"
    DESTROYED = "destroyed"
    ANONYMISED = "anonymised"


@entry
class Term(Entry):
    """How long, from when and why: what a retention says of all its data or of some."""

    period: Fact[Duration] | None = None
    minimum: Fact[Duration] | None = None
    maximum: Fact[Duration] | None = None
    starts: Text | None = None
    renewed: Text | None = None
    rule: Text | None = None
    ground: Text | None = None
    under: tuple[Provision, ...] = ()
    hold: Text | None = None
    ends_with: Fact[EndAction] | None = None


@entry
class RetentionPart(Term):
    """Data that is kept for another time than the rest of its purpose.

    `data` is some of the data of each purpose with this retention; the other keys mean what they
    mean in the retention, of which the part takes nothing.
    """

    data: tuple[DataItem, ...]


@entry
class Retention(Term, Nameable):
    """How long data is kept: a `period` from an event, or a `rule` where there is no number.

    `minimum` is the shortest time that a law allows, `maximum` the longest that the controller
    allows itself. `starts` is the event from which these times run, `renewed` an event that starts
    them again, `hold` what stops the disposal. A `rule` names the criterion by which the end is
    known (as long as the contract lasts); beside a period it says more about it (the longest of
    several periods applies). `ground` says in words what sets the period, `under` names the
    provisions. `parts` are data that is kept for another time; all else then holds for the rest.
    """

    parts: tuple[RetentionPart, ...] = ()
