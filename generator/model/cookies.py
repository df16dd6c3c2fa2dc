"""Cookies and everything like them that is kept on or read from a visitor's device."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Self

from generator.durations import Lifetime
from generator.model.bases import Basis
from generator.model.choices import Consent
from generator.model.data import DataItem
from generator.model.entry import Entry, Part, Text, entry, unless
from generator.model.processing import Purpose
from generator.model.recipients import Recipient, by_service
from generator.model.statute import CookieClass
from generator.provenance import Fact


class Storage(StrEnum):
    """What lies on the device; the rules are the same for all of them."""

    COOKIE = "cookie"
    PIXEL = "pixel"
    LOCAL_STORAGE = "local-storage"
    SESSION_STORAGE = "session-storage"
    INDEXED_DB = "indexed-db"
    CACHE_STORAGE = "cache-storage"
    SERVICE_WORKER = "service-worker"
    SOFTWARE_KIT = "software-kit"


class Party(StrEnum):
    """Who sets it: the site that is visited or somebody else."""

    FIRST = "first-party"
    THIRD = "third-party"


@entry
class Cookie(Part):
    """One cookie or similar.

    `name` is exact, letter case included; `*` stands for a part that varies (`_ga_*`).
    `lifetime` is a period, `until` the same in words ("until you delete your account"); both may
    stand. `before_consent` says whether it is set before the visitor has chosen, `consent` which
    consent it waits for, `when` the condition on which it is set at all. Without `basis`,
    `consent`, `providers` or `before_consent` those of its class hold.
    """

    name: Fact[str]
    storage: Fact[Storage]
    party: Fact[Party]
    providers: tuple[Recipient, ...] = ()
    category: CookieClass
    purpose: Text
    when: Text | None = None
    until: Text | None = None
    lifetime: Fact[Lifetime] | None = unless("until")
    data: tuple[DataItem, ...] = ()
    basis: Basis | None = None
    consent: Consent | None = None
    before_consent: Fact[bool] | None = None


@entry
class CookieDefaults(Part):
    """What holds for each cookie of a class that says nothing else; its id is that of the class.

    The `basis`, the `consent` that is asked, the `providers` who get the data, and whether these
    cookies are set `before_consent`.
    """

    ids: ClassVar[type] = CookieClass

    basis: Basis | None = None
    consent: Consent | None = None
    providers: tuple[Recipient, ...] = ()
    before_consent: Fact[bool] | None = None


DEFAULTS = ("basis", "consent", "providers", "before_consent")
"""What a class says once for its cookies."""


@entry
class Cookies(Entry):
    """The cookies of a site: `listed` one by one, and what holds for all of them.

    `scanned` is the day on which they were counted, `data` what they yield, `choice` how visitors
    change what they have chosen, `also_used` where else than on the site the same technologies are
    used ("in the mobile application"). `panel: yes` says that the site uses `<kvkk-cookies>`: texts
    then lead to it where they speak of changing a choice, and its own cookie must be listed.
    `classes` say once what is the same for a class of cookies (strictly-necessary, functional,
    analytics, advertising).
    """

    scanned: Fact[date] | None = None
    data: tuple[DataItem, ...] = ()
    choice: Text | None = None
    also_used: Text | None = None
    panel: Fact[bool] | None = None
    classes: tuple[CookieDefaults, ...] = ()
    listed: tuple[Cookie, ...] = ()

    def completed(self) -> Self:
        """The cookies, each with what it takes from its class."""
        return replace(self, listed=tuple(map(self._filled, self.listed)))

    def _filled(self, cookie: Cookie) -> Cookie:
        for row in self.classes:
            if row.id.value == cookie.category.id.value:
                taken = [key for key in DEFAULTS if key in row.places and key not in cookie.places]
                places = {k: o for k, o in row.places.items() if k.partition("[")[0] in taken}
                values: dict[str, Any] = {key: getattr(row, key) for key in taken}
                cookie = replace(cookie, places={**cookie.places, **places}, **values)
        return by_service(cookie, "providers")

    @property
    def providers(self) -> tuple[Recipient, ...]:
        """Who gets data by some cookie, each once."""
        named = {r.id.value: r for cookie in self.listed for r in cookie.providers}
        return tuple(named.values())

    def providers_for(self, purpose: Purpose) -> tuple[Recipient, ...]:
        """Who gets the data of `purpose` by cookies, each once (Law 6698 art. 10(1)(c))."""
        served = (cookie for cookie in self._unlike if self._serves(cookie, purpose))
        return tuple({r.id.value: r for cookie in served for r in cookie.providers}.values())

    @cached_property
    def _unlike(self) -> tuple[Cookie, ...]:
        """One of all that serve the same purposes with the same providers."""
        unlike = dict[object, Cookie]()
        for cookie in self.listed:
            consent = cookie.consent.id.value if cookie.consent else None
            data = frozenset(item.origin for item in cookie.data)
            providers = tuple(recipient.id.value for recipient in cookie.providers)
            unlike.setdefault((consent, cookie.category.id.value, data, providers), cookie)
        return tuple(unlike.values())

    def _serves(self, cookie: Cookie, purpose: Purpose) -> bool:
        """By the consent that both rest on; otherwise by the data that the cookie yields."""
        if cookie.consent:
            return bool(purpose.consent and purpose.consent.id.value == cookie.consent.id.value)
        if bool(purpose.consent) is not cookie.category.needs_consent.value:
            return False
        yielded = {item.origin for item in self.data}
        own = {item.origin for item in cookie.data} & yielded or yielded
        return any(item.origin in own for item in purpose.data)
