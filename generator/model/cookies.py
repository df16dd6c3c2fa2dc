"""Cookies and everything like them that is kept on or read from a visitor's device."""

from datetime import date
from enum import StrEnum

from generator.durations import Lifetime
from generator.model.bases import Basis
from generator.model.data import DataItem
from generator.model.entry import Entry, Part, Text, entry
from generator.model.recipients import Recipient
from generator.model.statute import CookieClass
from generator.provenance import Fact


class Storage(StrEnum):
    """What lies on the device; the rules are the same for all of them."""

    COOKIE = "cookie"
    PIXEL = "pixel"
    LOCAL_STORAGE = "local-storage"
    SESSION_STORAGE = "session-storage"
    SOFTWARE_KIT = "software-kit"


class Party(StrEnum):
    """Who sets it: the site that is visited or somebody else."""

    FIRST = "first-party"
    THIRD = "third-party"


@entry
class Cookie(Part):
    """One cookie or similar.

    `name` is exact, letter case included; `*` stands for a part that varies (`_ga_*`).
    `before_consent` says whether it is set before the visitor has chosen.
    """

    name: Fact[str]
    storage: Fact[Storage]
    party: Fact[Party]
    providers: tuple[Recipient, ...] = ()
    category: CookieClass
    purpose: Text
    lifetime: Fact[Lifetime]
    data: tuple[DataItem, ...] = ()
    basis: Basis
    before_consent: Fact[bool]


@entry
class Cookies(Entry):
    """The cookies of a site: `listed` one by one, and what holds for all of them.

    `scanned` is the day on which they were counted, `data` what they yield, `choice` how visitors
    change what they have chosen.
    """

    scanned: Fact[date] | None = None
    data: tuple[DataItem, ...] = ()
    choice: Text | None = None
    listed: tuple[Cookie, ...] = ()
