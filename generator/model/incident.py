"""A breach of personal data, as it is written down in the file room; never part of `data/`.

Law 6698 art. 12(5); Board decisions 2019/10 (the Board: 72 hours, its form, reasons for a delay,
additions in stages, a record) and 2019/271 (what people are told). Roles, no names of people, but
for whom those concerned may turn to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from generator.clock import When
from generator.model.data import DataItem
from generator.model.entry import Entry, Identified, entry
from generator.model.facts import folder
from generator.model.owned import Owned
from generator.model.processing import DataSubject
from generator.model.recipients import Recipient
from generator.provenance import Fact


class Source(StrEnum):
    """Where a breach came from, as the Board's form lists it (read in a secondary source)."""

    WRONG_RECIPIENT = "wrong-recipient"
    THEFT_OR_LOSS = "theft-or-loss"
    INSECURE_STORAGE = "insecure-storage"
    MALWARE = "malware"
    SOCIAL_ENGINEERING = "social-engineering"
    SABOTAGE = "sabotage"
    ACCIDENT = "accident"
    CYBER_ATTACK = "cyber-attack"
    OTHER = "other"


class Harmed(StrEnum):
    """What of the data suffered."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


@entry
class BoardNotice(Entry):
    """One notice to the Board: the first, or an addition, which says what it `adds`."""

    sent_at: Fact[datetime]
    reference: Fact[str] | None = None
    adds: Fact[str] | None = None


@entry
class Told(Entry):
    """When and by which way people were told, how many of them, and where the proof is kept."""

    told_at: Fact[datetime]
    by: Fact[str]
    people: Fact[int] | None = None
    proof: Fact[str] | None = None


@entry
class Contact(Entry):
    """To whom people turn: somebody by name, or a page or a call centre (decision 2019/271)."""

    name: Fact[str] | None = None
    phone: Fact[str] | None = None
    email: Fact[str] | None = None
    web: Fact[str] | None = None

    @property
    def ways(self) -> tuple[Fact[str], ...]:
        """Those that are written."""
        return tuple(way for way in (self.phone, self.email, self.web) if way)


@entry
class Approval(Entry):
    """A role that looked at the very words that are published: `text` is their digest."""

    role: Fact[str]
    on: Fact[date]
    text: Fact[str]


@entry
class Publication(Entry):
    """Why people cannot be reached, and who let the notice be published."""

    why: Fact[str]
    approvals: tuple[Approval, ...] = ()


@entry
class Incident(Identified):
    """One breach. What is not known yet is left out: the Board may be told in stages.

    The hours run from `learned_at`. `happened`, `measures_before`, `late_reason` are for the
    Board; `consequences`, `measures` and `advice` (what people can do themselves) for both.
    """

    learned_at: Fact[datetime]
    learned_how: Fact[str] | None = None
    began: Fact[When] | None = None
    began_unknown: Fact[bool] | None = None
    ended: Fact[When] | None = None
    happened: Fact[str] | None = None
    source: Fact[Source] | None = None
    harmed: tuple[Fact[Harmed], ...] = ()
    processor: Recipient | None = None
    subjects: tuple[DataSubject, ...] = ()
    people: Fact[int] | None = None
    records: Fact[int] | None = None
    estimated: Fact[bool] | None = None
    data: tuple[DataItem, ...] = ()
    consequences: Owned | None = None
    measures: Owned | None = None
    advice: Owned | None = None
    measures_before: Fact[str] | None = None
    trained: Fact[bool] | None = None
    contact: Contact | None = None
    board: tuple[BoardNotice, ...] = ()
    late_reason: Fact[str] | None = None
    told: tuple[Told, ...] = ()
    others_told: tuple[Fact[str], ...] = ()
    publication: Publication | None = None


@dataclass(frozen=True, kw_only=True)
class Incidents:
    """What the folder `incidents/` of a file room holds."""

    incidents: Mapping[str, Incident] = folder("incidents")
