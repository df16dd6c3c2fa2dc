"""Who the data controller is and where it can be reached; the sites it publishes."""

from enum import StrEnum

from generator.colour import Colour
from generator.model.entry import Entry, Identified, Text, entry
from generator.model.processing import ProcessingActivity
from generator.provenance import Fact


class LegalForm(StrEnum):
    """What the controller is; texts call it so (the Company, the Foundation)."""

    COMPANY = "company"
    COOPERATIVE = "cooperative"
    FOUNDATION = "foundation"
    ASSOCIATION = "association"
    PUBLIC_BODY = "public-body"
    NATURAL_PERSON = "natural-person"


class RegistryStatus(StrEnum):
    """Status in the Data Controllers' Registry (VERBİS), Law 6698 art. 16."""

    REGISTERED = "registered"
    EXEMPT = "exempt"
    PENDING = "pending"
    UNKNOWN = "unknown"


@entry
class Address(Entry):
    """A postal address, in parts as they are written on a letter in Türkiye.

    `building` is its name or outer door (`No: 1`), `inner_door` the flat or office in it (`30`).
    """

    street: Fact[str]
    building: Fact[str] | None = None
    block: Fact[str] | None = None
    inner_door: Fact[str] | None = None
    district: Fact[str]
    province: Fact[str]
    post_code: Fact[str] | None = None
    country: Text


@entry
class Registry(Entry):
    """The controller in VERBİS.

    `exemption_ground` names the Board decision that exempts it; `employees` and `balance_sheet`
    (in lira) are what an exemption rests on: mark them internal.
    """

    status: Fact[RegistryStatus]
    exemption_ground: Text | None = None
    employees: Fact[int] | None = None
    balance_sheet: Fact[int] | None = None


@entry
class Representative(Entry):
    """Who represents a controller that is not settled in Türkiye (registry by-law art. 11)."""

    name: Fact[str]
    address: Address
    email: Fact[str] | None = None


@entry
class JointController(Entry):
    """Who decides together with the controller, on what, and whom a person may turn to.

    `purpose` is what both decide on, `contact` says to which of them a person may turn. With
    `activities` only the texts on these name it; without, every text does.
    """

    name: Fact[str]
    address: Address
    purpose: Text
    contact: Text
    activities: tuple[ProcessingActivity, ...] = ()


@entry
class Controller(Entry):
    """The data controller (Law 6698 art. 3(1)(ı)), its registered name exactly as written.

    `activity` is its line of business. `data_protection_email` is for questions about personal
    data, `security_email` for reports of weaknesses; `kep` is the registered e-mail (KEP).
    `unit` handles applications, `committee` decides on personal data, `contact_person` is the one
    named in VERBİS; each is absent where there is none.
    A contact that is written but left empty is marked in the preview and never published.
    """

    registered_name: Fact[str]
    legal_form: Fact[LegalForm]
    activity: Text
    mersis: Fact[str] | None = None
    tax_office: Fact[str] | None = None
    tax_number: Fact[str] | None = None
    trade_registry: Fact[str] | None = None
    address: Address
    phone: Fact[str] | None = None
    email: Fact[str] | None = None
    data_protection_email: Fact[str] | None = None
    kep: Fact[str] | None = None
    web: Fact[str] | None = None
    security_email: Fact[str] | None = None
    verbis: Registry
    unit: Text | None = None
    committee: Text | None = None
    contact_person: Fact[str] | None = None
    representative: Representative | None = None
    joint_controllers: tuple[JointController, ...] = ()


class OnSites:
    """What stands on every site of the controller unless it names one."""

    __slots__ = ()
    site: "Site | None"

    def stands_on(self, site: "Site") -> bool:
        """Whether it stands on `site`."""
        return self.site is None or self.site.id.value == site.id.value


@entry
class Site(Identified):
    """One brand of the controller with its own host; one build is one site.

    `reading` is the brand as it is spoken, for its Turkish endings (“4Mevsim”: “dört mevsim”).
    `email` stands in the place of the controller's own. The first of `languages` stands at the
    root; `prevails` is the language whose text counts where two differ.
    `accent` colours links and the bar of its pages; shades that can be read follow from it.
    """

    brand: Fact[str]
    reading: Fact[str] | None = None
    url: Fact[str]
    email: Fact[str] | None = None
    accent: Fact[Colour] | None = None
    languages: tuple[Fact[str], ...]
    prevails: Fact[str] | None = None
