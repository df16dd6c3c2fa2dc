"""Who the data controller is and where it can be reached; the sites it publishes."""

from enum import StrEnum

from generator.authority import Authority
from generator.colour import Colour
from generator.model.entry import Entry, Identified, Text, entry, for_the_file
from generator.model.identity import (
    Address,
    JointController,
    OtherController,
    Representative,
    SeparateController,
    ServiceForOthers,
)
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
class ShortName(Entry):
    """What the texts call the controller instead of “the Company” (the word of its legal form).

    `name` is a proper name (Ada) or a noun that stands for it (Üniversite, the University); in
    Turkish an apostrophe is put before its endings. `reading` is how it is spoken in Turkish.
    """

    name: Text
    reading: Fact[str] | None = None

    @property
    def begins_with_article(self) -> bool:
        """Whether its English begins with “the”, of which a sentence makes “The”."""
        english = self.name.find("en")
        return english is not None and english.value.startswith("the ")


@entry
class Controller(Entry):
    """The data controller (Law 6698 art. 3(1)(ı)), its registered name exactly as written.

    `trade_names` are the names of its businesses (işletme adı, Law 6102 art. 53). `activity` is its
    line of business. `data_protection_email` is for questions about personal data,
    `security_email` for reports of weaknesses; `kep` is the registered e-mail (KEP).
    `unit` handles applications, `committee` decides on personal data, `contact_person` is the one
    named in VERBİS; each is absent where there is none. `joint_controllers` decide together with
    it, `separate_controllers` are others that the same texts cover. `processor_for` are services
    in which it processes data for its customers and is no controller but a data processor.
    A contact that is written but left empty is marked in the preview and never published.
    """

    registered_name: Fact[str]
    short_name: ShortName | None = None
    trade_names: tuple[Fact[str], ...] = ()
    legal_form: Fact[LegalForm]
    activity: Text | None = None
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
    separate_controllers: tuple[SeparateController, ...] = ()
    processor_for: tuple[ServiceForOthers, ...] = ()

    @property
    def others(self) -> tuple[OtherController, ...]:
        """The other controllers that its texts identify."""
        return (*self.joint_controllers, *self.separate_controllers)

    @property
    def own_names(self) -> frozenset[str]:
        """What the texts call it anyway: a brand of the same name is not said beside it."""
        short = self.short_name.name.by_language.values() if self.short_name else ()
        return frozenset(fact.value for fact in (self.registered_name, *short))


class BrandOf(StrEnum):
    """What a brand is the name of where it is not another name of the controller."""

    UNIT = "unit"
    GROUP = "group"


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
    `brand_of` is written where the brand does not stand for the controller: it is that of one of
    its units (a hospital of a company) or of the group that it belongs to.
    `email` stands in the place of the controller's own. The first of `languages` stands at the
    root; `prevails` is the language whose text counts where two differ.
    `readers` names for each language but Turkish and English the role that reads it and approves
    its texts (internal): without one they are not released, and no consent is asked in it.
    `accent` colours links and the bar of its pages; shades that can be read follow from it.
    `feeds` names what it announces, for ever: a host and a day on which it was the controller's
    (ornek.example,2026; RFC 4151). Without it there are no feeds.
    """

    brand: Fact[str]
    reading: Fact[str] | None = None
    brand_of: Fact[BrandOf] | None = None
    url: Fact[str]
    email: Fact[str] | None = None
    accent: Fact[Colour] | None = None
    feeds: Fact[Authority] | None = None
    languages: tuple[Fact[str], ...]
    prevails: Fact[str] | None = None
    readers: Text | None = for_the_file()

    def reader(self, language: str) -> str:
        """The role that reads `language` and approves its texts; empty where none is named."""
        role = self.readers.find(language) if self.readers else None
        return role.value if role else ""
