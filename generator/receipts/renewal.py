"""Does what a member was shown still stand today, or must the member be informed or asked again?

Editorial changes need nothing. After a change of substance a notice is given again (communiqué
on the obligation to inform, art. 5(1)(b)); a choice covers the words it was made on, so consent
and approval are asked for afresh. The API says the same of today's texts (`informedBy`).
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.receipts.receipt import NEED_SHOWN, Kind, Receipt
from generator.releases.record import Frozen
from generator.releases.substance import Substance
from generator.releases.timeline import Timeline


class Need(StrEnum):
    """What is to be done today."""

    NOTHING = "nothing"
    INFORM = "inform-anew"
    CONSENT = "ask-consent-anew"
    APPROVAL = "ask-approval-anew"
    GONE = "not-published-today"


_ANEW = {
    Kind.NOTICE: Need.INFORM,
    Kind.CONSENT: Need.CONSENT,
    Kind.MESSAGE_APPROVAL: Need.APPROVAL,
}


@dataclass(frozen=True, slots=True)
class Renewal:
    """`since` is the version that changed the substance, "" when there is none."""

    need: Need
    since: str = ""


def renewal(
    timeline: Timeline, substance: Substance, receipt: Receipt, text: Frozen
) -> Renewal | None:
    """As of the day of the timeline; None when no choice was made that could be renewed."""
    if receipt.type is not Kind.NOTICE and receipt.event not in NEED_SHOWN:
        return None
    release = timeline.in_force(timeline.day)
    now = release.text(*text.key) if release else None
    if now is None:
        return Renewal(Need.GONE)
    if text.release in substance.informed_by(now):
        return Renewal(Need.NOTHING)
    return Renewal(_ANEW[receipt.type], substance.since(now))
