"""The processing inventory: which data of whom, why, on which legal basis, to whom, how long.

One activity is one file. Its *purposes* are rows that keep together what belongs together: the
data, the purpose, the legal basis, the recipients and the retention of that purpose
(communiqué on the obligation to inform, art. 5(1)(h)).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Self

from generator.model.bases import CONTRACT, Basis
from generator.model.choices import Consent
from generator.model.collection import CollectionPoint
from generator.model.data import DataItem, Obtained
from generator.model.entry import Entry, Identified, Part, Text, entry, for_the_file
from generator.model.recipients import Recipient, by_service
from generator.model.retention import Retention
from generator.model.statute import RegisterGroup, RegisterPurpose
from generator.provenance import Fact


class Mode(StrEnum):
    """By which means data is collected (communiqué on the obligation to inform, art. 5(1)(i))."""

    AUTOMATIC = "automatic"
    PARTLY_AUTOMATIC = "partly-automatic"
    FILING_SYSTEM = "filing-system"


class Medium(StrEnum):
    """On what data is kept."""

    PHYSICAL = "physical"
    ELECTRONIC = "electronic"


@entry
class DataSubject(Identified):
    """A group of people whose data is processed.

    `minors`: whether they are under age; `age_below`: the age in years below which these minors
    are, where it is another than that of majority. `supplied_by`: who gives the data when it is
    not the person (a parent, a customer). `contract_party`: whether these people are parties to
    the contract that a purpose rests on; where they are not, `instead_of_contract` is the basis on
    which their data rests in each purpose that rests on a contract (5/2-c); where groups have
    different ones, its `detail` says for whom. `verbis` is the group of the register that they
    belong to, where it is called otherwise there (internal).
    """

    name: Text
    minors: Fact[bool] | None = None
    age_below: Fact[int] | None = None
    supplied_by: Text | None = None
    contract_party: Fact[bool] | None = None
    instead_of_contract: Basis | None = None
    verbis: RegisterGroup | None = for_the_file()


class Act(StrEnum):
    """A step of processing that can have a purpose and a basis of its own."""

    OBTAIN = "obtain"
    STORE = "store"
    TRANSFER = "transfer"


@entry
class Step(Entry):
    """One step of a purpose where it differs: obtaining, storing, transferring."""

    act: Fact[Act]
    purpose: Text
    bases: tuple[Basis, ...]


@entry
class Purpose(Part):
    """One purpose with the data, bases, recipients and retention that belong to it.

    `text` is the purpose in words, `short` the same in fewer words for short layers: it may neither
    narrow nor widen the purpose. `consent` is the consent that a basis of explicit consent is
    asked with; `other_law` a ground outside Law 6698 (Law 6563 for messages), which is no condition
    of article 5. `when` limits the purpose to a condition; `if_not_given` is what happens where
    nobody gives the data ("the order cannot be delivered"). `recipients: []` says that nothing is
    transferred for it; without the key nobody has said so, and the texts owe it; `google.maps` is
    one service of a recipient. Without `bases`, `recipients` or `retention` those of the activity
    hold.
    `transferred_for` says for what they get this data, where that is less than their own purpose.
    `subjects` are written only where the purpose is about some of the activity's people.
    `also_uses` are other collection points whose data it uses as well (orders, for a profile of
    what somebody bought): their notices lead to the activity's own.
    `since` is the day from which it is done so: VERBİS is told of a change within days of it;
    `verbis` are the purposes of the register's list that it is. Both are internal.
    """

    text: Text
    short: Text | None = None
    data: tuple[DataItem, ...]
    subjects: tuple[DataSubject, ...] = ()
    bases: tuple[Basis, ...] = ()
    consent: Consent | None = None
    other_law: Text | None = None
    when: Text | None = None
    if_not_given: Text | None = None
    steps: tuple[Step, ...] = ()
    recipients: tuple[Recipient, ...] | None = None
    transferred_for: Text | None = None
    also_uses: tuple[CollectionPoint, ...] = ()
    retention: Retention | None = None
    since: Fact[date] | None = for_the_file()
    verbis: tuple[RegisterPurpose, ...] = for_the_file(())


@entry
class Automated(Entry):
    """Decisions made by automated means alone (art. 11(1)(g)).

    `logic` says how they come about, `review` who looks at them again.
    """

    logic: Text
    review: Text


@entry
class Collection(Entry):
    """How data is obtained: the channels and the means; `source` when not from the person."""

    channels: tuple[Text, ...]
    mode: Fact[Mode]
    source: Text | None = None


DEFAULTS = ("bases", "recipients", "retention", "when")
"""What an activity says once for its purposes."""


@entry
class ProcessingActivity(Identified):
    """One processing activity; `order` says where it stands in a document.

    The notices of its `collection_points` show it; `self_supplied` are groups that give their own
    data here, although elsewhere others supply it (`supplied_by`); `not_processed` is data that
    people may expect here and that is not processed; `incidental` what may stand on documents that
    people hand in and is blacked out there (religion or blood group on a copy of an old identity
    card).
    `bases`, `recipients`, `retention` and the condition `when` hold for each purpose that does not
    write these keys.

    For the inventory of processing activities: the `unit` in charge, the `media` on which the data
    is, the `measures` that protect it, and the methods of its `disposal` (by-law on erasure,
    art. 7). A policy prints the methods; the other three are internal and stand in no public text,
    and so is the day `since` which it is done so, where its purposes name no other.
    """

    title: Text
    order: Fact[int]
    subjects: tuple[DataSubject, ...]
    collection_points: tuple[CollectionPoint, ...] = ()
    collection: Collection
    self_supplied: tuple[DataSubject, ...] = ()
    bases: tuple[Basis, ...] = ()
    recipients: tuple[Recipient, ...] | None = None
    retention: Retention | None = None
    when: Text | None = None
    purposes: tuple[Purpose, ...]
    automated: Automated | None = None
    not_processed: tuple[Text, ...] = ()
    incidental: tuple[Text, ...] = ()
    unit: Text | None = for_the_file()
    media: tuple[Fact[Medium], ...] = for_the_file(())
    measures: tuple[Text, ...] = for_the_file(())
    disposal: tuple[Text, ...] = ()
    since: Fact[date] | None = for_the_file()

    def completed(self) -> Self:
        """The activity, each purpose with the defaults it takes and the bases of its people."""
        return replace(self, purposes=tuple(map(self._filled, self.purposes)))

    def asked(self) -> Self:
        """The activity without purposes that rest on a consent which is not offered."""
        asked = tuple(p for p in self.purposes if p.consent is None or p.consent.is_offered)
        return self if len(asked) == len(self.purposes) else replace(self, purposes=asked)

    def _filled(self, purpose: Purpose) -> Purpose:
        taken = [key for key in DEFAULTS if key in self.places and key not in purpose.places]
        places = {k: o for k, o in self.places.items() if k.partition("[")[0] in taken}
        filled = replace(
            purpose,
            places={**purpose.places, **places},
            **{key: getattr(self, key) for key in taken},
        )
        filled = _of_its_data(by_service(filled, "recipients"))
        return _for_everyone(filled, self.people(filled))

    def people(self, purpose: Purpose) -> tuple[DataSubject, ...]:
        """The groups that `purpose` is about: all of the activity unless it names some."""
        return purpose.subjects or self.subjects

    @property
    def also_uses(self) -> tuple[CollectionPoint, ...]:
        """The other collection points whose data some purpose uses as well, each once."""
        points = (point for purpose in self.purposes for point in purpose.also_uses)
        own = {point.id.value for point in self.collection_points}
        return tuple({p.id.value: p for p in points if p.id.value not in own}.values())

    @property
    def supplied(self) -> tuple[DataSubject, ...]:
        """The groups whose data somebody else tells here; what is seen is supplied by nobody."""
        items = [item for purpose in self.purposes for item in purpose.data]
        told = any(i.obtained is None or i.obtained.value is Obtained.GIVEN for i in items)
        themselves = {group.id.value for group in self.self_supplied}
        groups = self.subjects if told else ()
        return tuple(g for g in groups if g.supplied_by and g.id.value not in themselves)


def _of_its_data(purpose: Purpose) -> Purpose:
    """The purpose with each basis limited to data that it uses.

    A basis in a file of its own may name a whole category. One that names nothing of the purpose
    stays as it is.
    """
    used = {item.origin for item in purpose.data}
    narrowed = tuple(
        replace(basis, only_for=own)
        if (own := tuple(i for i in basis.only_for if i.origin in used)) and own != basis.only_for
        else basis
        for basis in purpose.bases
    )
    return purpose if narrowed == purpose.bases else replace(purpose, bases=narrowed)


def _for_everyone(purpose: Purpose, people: Iterable[DataSubject]) -> Purpose:
    """The purpose with the bases of people who are no party to the contract it rests on.

    They stand behind the last contract. A place of each basis stays where it is written.
    """
    contracts = [n for n, b in enumerate(purpose.bases) if b.article.id.value == CONTRACT]
    instead = {
        group.instead_of_contract: group.at("instead_of_contract")
        for group in people
        if group.instead_of_contract and group.instead_of_contract not in purpose.bases
    }
    if not (contracts and instead):
        return purpose
    rows = [(basis, purpose.at(f"bases[{n}]")) for n, basis in enumerate(purpose.bases)]
    rows[contracts[-1] + 1 : contracts[-1] + 1] = instead.items()
    return replace(
        purpose,
        bases=tuple(basis for basis, _ in rows),
        places={**purpose.places, **{f"bases[{n}]": place for n, (_, place) in enumerate(rows)}},
    )
