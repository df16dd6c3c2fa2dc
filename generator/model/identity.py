"""Addresses, and those whom the texts name beside the data controller."""

from generator.model.collection import CollectionPoint
from generator.model.entry import Entry, Part, Text, entry, for_the_file
from generator.model.processing import ProcessingActivity
from generator.provenance import Fact


@entry
class Address(Entry):
    """A postal address, in parts as they are written on a letter.

    `building` is its name or outer door (`No: 1`), `inner_door` the flat or office in it: a number
    (`30`) is printed as a door, words (`Kat: 3, Ofis: 20`) as they are written. `district` and
    `province` are owed in Türkiye; an address abroad has its `city` instead.
    """

    street: Fact[str]
    building: Fact[str] | None = None
    block: Fact[str] | None = None
    inner_door: Fact[str] | None = None
    district: Fact[str] | None = None
    province: Fact[str] | None = None
    city: Fact[str] | None = None
    post_code: Fact[str] | None = None
    country: Text

    @property
    def abroad(self) -> bool:
        """Whether it is outside Türkiye; one without a country is not."""
        country = self.country.find("tr") or self.country.find("en")
        return country is not None and country.value not in ("Türkiye", "TÜRKİYE")

    @property
    def localities(self) -> tuple[Fact[str], ...]:
        """City, district and province as far as they are written, none of them twice."""
        written = (fact for fact in (self.city, self.district, self.province) if fact)
        return tuple({fact.value: fact for fact in written}.values())

    @property
    def door_is_number(self) -> bool:
        """Whether the inner door is a number in Türkiye (`30`, `5A`, `12/3`) and needs a word."""
        door = self.inner_door.value if self.inner_door else ""
        return door[:1].isdigit() and len(door.split()) == 1 and not self.abroad

    @property
    def block_is_letter(self) -> bool:
        """Whether the block is its letter or number alone (`B`, not `B Blok`)."""
        return self.block is not None and len(self.block.value.split()) == 1 and not self.abroad


@entry
class NamedParty(Entry):
    """Somebody whom the texts name beside the controller, and where to reach them."""

    name: Fact[str]
    address: Address
    mersis: Fact[str] | None = None
    phone: Fact[str] | None = None
    email: Fact[str] | None = None
    kep: Fact[str] | None = None


@entry
class Representative(NamedParty):
    """Who represents a controller that is not settled in Türkiye (registry by-law art. 11).

    `contact_person` is the one named in VERBİS; `kep` is the registered e-mail.
    """

    contact_person: Fact[str] | None = None


@entry
class OtherController(NamedParty):
    """Another data controller that the texts identify, with a representative if it is abroad.

    With `activities` only the texts on these name it; without, every text does.
    """

    data_protection_email: Fact[str] | None = None
    representative: Representative | None = None
    purpose: Text
    activities: tuple[ProcessingActivity, ...] = ()


@entry
class JointController(OtherController):
    """Who decides together with the controller, on what, and whom a person may turn to.

    `purpose` is what both decide on, `contact` says to which of them a person may turn. With
    `activities` only the texts on these name it; without, every text does.
    """

    contact: Text


@entry
class ServiceForOthers(Part):
    """A service in which the controller processes personal data for its customers, as they order.

    There it is a data processor (Law 6698 art. 3(1)(ğ)) and each customer the data controller: the
    texts say so and send people to the customer. `service` is what it does for them, `customers`
    are those for whom it does so, in the plural (businesses that use the software). The policy and
    each notice say so; with `collection_points`, only the notices of these. `contract` is what
    binds it to what they order (art. 12(2)); it is for the file.
    """

    service: Text
    customers: Text
    collection_points: tuple[CollectionPoint, ...] = ()
    contract: Fact[str] | None = for_the_file()


@entry
class SeparateController(OtherController):
    """Another controller that the same texts cover, such as a company of the same group.

    `purpose` is what it decides on alone. With `activities` only the texts on these name it;
    without, every text does.
    """
