"""The processing inventory: which data of whom, why, on which legal basis, to whom, how long.

One activity is one file. Its *purposes* are rows that keep together what belongs together: the
data, the purpose, the legal basis, the recipients and the retention of that purpose
(communiqué on the obligation to inform, art. 5(1)(h)).
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.languages.durations import Duration
from generator.model.entry import Entry, Identified, Text
from generator.model.statute import LegalBasis, TransferMechanism
from generator.provenance import Fact


class Mode(StrEnum):
    """By which means data is collected (communiqué on the obligation to inform, art. 5(1)(i))."""

    AUTOMATIC = "automatic"
    PARTLY_AUTOMATIC = "partly-automatic"
    FILING_SYSTEM = "filing-system"


class Role(StrEnum):
    """What a recipient is with regard to the data."""

    PROCESSOR = "processor"
    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint-controller"
    AUTHORITY = "authority"
    PUBLIC = "public"


@dataclass(frozen=True, kw_only=True)
class DataSubject(Identified):
    """A group of people whose data is processed."""

    name: Text


@dataclass(frozen=True, kw_only=True)
class DataItem(Identified):
    """One kind of personal data inside a category; referred to as `category.item`."""

    name: Text
    doubt: Text | None = None


@dataclass(frozen=True, kw_only=True)
class DataCategory(Identified):
    """A category of personal data, named as in VERBİS."""

    name: Text
    items: tuple[DataItem, ...]


@dataclass(frozen=True, kw_only=True)
class Recipient(Identified):
    """To whom data is transferred and for what; `countries` are ISO 3166-1 alpha-2 codes."""

    name: Text
    role: Fact[Role]
    purpose: Text
    countries: tuple[Fact[str], ...] = ()
    abroad: Fact[bool]
    mechanism: TransferMechanism | None = None


@dataclass(frozen=True, kw_only=True)
class CollectionPoint(Identified):
    """A place where people give their data; each is owed a notice of its own."""

    name: Text


@dataclass(frozen=True, kw_only=True)
class Basis(Entry):
    """A legal basis of article 5 or 6, with the contract, statute or interest it rests on."""

    article: LegalBasis
    detail: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Retention(Entry):
    """How long data is kept: a `period` from an event, or a `rule` where there is no number."""

    period: Fact[Duration] | None = None
    starts: Text | None = None
    rule: Text | None = None
    ground: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Purpose(Entry):
    """One purpose with the data, bases, recipients and retention that belong to it."""

    text: Text
    data: tuple[DataItem, ...]
    bases: tuple[Basis, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    retention: Retention | None = None


@dataclass(frozen=True, kw_only=True)
class Collection(Entry):
    """How data is obtained: the channels and the means."""

    channels: tuple[Text, ...]
    mode: Fact[Mode]


@dataclass(frozen=True, kw_only=True)
class ProcessingActivity(Identified):
    """One processing activity; `order` says where it stands in a document."""

    title: Text
    order: Fact[int]
    subjects: tuple[DataSubject, ...]
    collected_at: tuple[CollectionPoint, ...] = ()
    collection: Collection
    purposes: tuple[Purpose, ...]
