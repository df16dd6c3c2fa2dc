"""How long data is kept, and what happens then."""

from enum import StrEnum

from generator.durations import Duration
from generator.model.bases import Provision
from generator.model.entry import Nameable, Text, entry
from generator.provenance import Fact


class EndAction(StrEnum):
    """What happens when the retention period is over (Law 6698 art. 7)."""

    DELETED = "deleted"
    DESTROYED = "destroyed"
    ANONYMISED = "anonymised"


@entry
class Retention(Nameable):
    """How long data is kept: a `period` from an event, or a `rule` where there is no number.

    `starts` is the event from which the period runs, `minimum` the shortest that a law allows,
    `renewed` an event that starts the period again, `hold` what stops the disposal.
    A `rule` beside a period says more about it (the longest of several periods applies). `ground`
    says in words what sets the period, `under` names the provisions.
    """

    period: Fact[Duration] | None = None
    minimum: Fact[Duration] | None = None
    starts: Text | None = None
    renewed: Text | None = None
    rule: Text | None = None
    ground: Text | None = None
    under: tuple[Provision, ...] = ()
    hold: Text | None = None
    ends_with: Fact[EndAction] | None = None
