"""To whom personal data goes, as what, and on which ground of article 9 where it goes abroad."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from generator.model.entry import (
    Entry,
    Identified,
    Name,
    Part,
    Text,
    derived,
    entry,
    for_the_file,
    in_each_of,
)
from generator.model.statute import RegisterRecipient, TransferMechanism
from generator.provenance import Fact

E = TypeVar("E", bound=Entry)


class Role(StrEnum):
    """What a recipient is with regard to the data."""

    PROCESSOR = "processor"
    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint-controller"
    AUTHORITY = "authority"
    PUBLIC = "public"


@entry
class Service(Part):
    """One service of a recipient with what differs from the others; referred to as `google.maps`.

    What it does not say, the recipient says for all of its services. A service that says `abroad`
    takes nothing of where the recipient transfers data and on which ground, a service that says
    `role` no further roles.
    """

    name: Name
    role: Fact[Role] | None = None
    further_roles: tuple[Fact[Role], ...] = ()
    purpose: Text | None = None
    short: Text | None = None
    forbidden: Text | None = None
    when: Text | None = None
    countries: tuple[Fact[str], ...] = ()
    abroad: Fact[bool] | None = None
    mechanism: TransferMechanism | None = None
    regular: Fact[bool] | None = None
    risks: Text | None = None
    signed: Fact[date] | None = None
    notified: Fact[date] | None = None
    contract: Fact[str] | None = None


_TOGETHER = {
    "abroad": ("countries", "mechanism", "regular", "risks", "signed", "notified", "contract"),
    "role": ("further_roles",),
    "purpose": ("short",),
}
"""What belongs to a key: a service that says the key has nothing of this from its recipient."""


@entry
class Recipient(Identified):
    """To whom data is transferred and for what; `countries` are codes such as DE (ISO 3166-1).

    `name` is a proper name where it is written once or the same in each language: its letters stay
    as they are. `purpose` is that of the transfer, `short` the same in fewer words for short
    layers: it may neither narrow nor widen the purpose. `services` is what the recipient does: a
    list of texts, or by ids where services differ in role, purpose, countries or mechanism; then
    `recipients: [google.maps]` names one of them and `[google]` all. `forbidden` is what it may not
    do with the data; `further_roles` are those that it has for other services. `when` limits the
    transfer to a condition. `always` is for an authority that gets data of every purpose where a
    law orders it: each text says so once, no purpose names it, and no consent covers it.
    For a recipient abroad: the `mechanism` of article 9, whether transfers are `regular`, the
    `risks` told before an occasional consent, the days on which a standard contract was `signed`
    and `notified` to the Authority (art. 9(5)). `contract` is for the file, mark it internal.
    `since` is the day from which it gets data so: VERBİS is told within days of it; `verbis` is the
    group of recipients of the register that it belongs to. Both are internal.
    """

    name: Name
    role: Fact[Role] = in_each_of("services")
    further_roles: tuple[Fact[Role], ...] = ()
    purpose: Text = in_each_of("services")
    short: Text | None = None
    forbidden: Text | None = None
    when: Text | None = None
    always: Fact[bool] | None = None
    countries: tuple[Fact[str], ...] = ()
    abroad: Fact[bool] = in_each_of("services")
    mechanism: TransferMechanism | None = None
    regular: Fact[bool] | None = None
    risks: Text | None = None
    signed: Fact[date] | None = None
    notified: Fact[date] | None = None
    contract: Fact[str] | None = None
    services: tuple[Text, ...] | tuple[Service, ...] = ()
    since: Fact[date] | None = for_the_file()
    verbis: RegisterRecipient | None = for_the_file()
    service: Name | None = derived()

    def by_service(self) -> "tuple[Recipient, ...]":
        """Itself as far as each of its services goes; itself alone where they do not differ."""
        own = [service for service in self.services if isinstance(service, Service)]
        return tuple(map(self._limited_to, own)) or (self,)

    def _limited_to(self, service: Service) -> "Recipient":
        said = {f.name for f in fields(Service) if f.name in service.places} - {"name"}
        left = said.union(*(_TOGETHER.get(key, ()) for key in said))
        own: dict[str, Any] = {key: getattr(service, key) for key in left}
        places = {k: o for k, o in self.places.items() if k.partition("[")[0] not in left}
        name = Fact(f"{self.id.value}.{service.id.value}", service.id.origin)
        return replace(
            self,
            origin=service.origin,
            places={**places, **service.places, "name": self.at("name")},
            unconfirmed=self.unconfirmed or service.unconfirmed,
            internal=self.internal or service.internal,
            id=name,
            services=(),
            service=service.name,
            **own,
        )


def by_service(owner: E, key: str) -> E:
    """`owner`, whose list `key` of recipients names each of their services where these differ."""
    named: tuple[Recipient, ...] = getattr(owner, key) or ()
    rows = list(_rows(owner, key, named))
    if len(rows) == len(named) and all(
        row is one for (row, _), one in zip(rows, named, strict=True)
    ):
        return owner
    places = {f"{key}[{number}]": place for number, (_, place) in enumerate(rows)}
    changed: dict[str, Any] = {key: tuple(recipient for recipient, _ in rows)}
    return replace(owner, places={**owner.places, **places}, **changed)


def _rows(owner: Entry, key: str, named: tuple[Recipient, ...]) -> Iterator[tuple[Recipient, Any]]:
    for number, recipient in enumerate(named):
        for one in recipient.by_service():
            yield one, owner.at(f"{key}[{number}]")
