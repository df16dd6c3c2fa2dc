"""What the company says about itself: promises, definitions, measures, channels, preferences.

These are facts like any other; the legal prose around them is in `generator/documents/`.
"""

from dataclasses import dataclass
from enum import StrEnum

from generator.model.entry import Entry, Identified, Text
from generator.provenance import Fact


class Channel(StrEnum):
    """Ways to apply to the controller (communiqué on applications, art. 5(1))."""

    WRITTEN = "written"
    KEP = "kep"
    SECURE_E_SIGNATURE = "secure-e-signature"
    MOBILE_SIGNATURE = "mobile-signature"
    REGISTERED_EMAIL = "registered-email"
    SOFTWARE = "software"


@dataclass(frozen=True, kw_only=True)
class Definition(Entry):
    """A term of the policy and its meaning."""

    term: Text
    meaning: Text


@dataclass(frozen=True, kw_only=True)
class Promises(Entry):
    """The commitments with which the policy opens."""

    statements: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Glossary(Entry):
    """The terms that the policy explains."""

    definitions: tuple[Definition, ...]


@dataclass(frozen=True, kw_only=True)
class Breach(Entry):
    """What the company does when personal data is obtained by others unlawfully."""

    statements: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Security(Entry):
    """The measures of article 12, in three groups, and the plan for a breach."""

    technical: tuple[Text, ...]
    organisational: tuple[Text, ...]
    physical: tuple[Text, ...]
    breach: Breach


@dataclass(frozen=True, kw_only=True)
class ApplicationChannel(Entry):
    """One way in which a data subject may apply, and how it is used."""

    type: Fact[Channel]
    how: Text


@dataclass(frozen=True, kw_only=True)
class Application(Entry):
    """How data subjects reach the controller with their rights."""

    channels: tuple[ApplicationChannel, ...]
    form_code: Fact[str]


@dataclass(frozen=True, kw_only=True)
class MessagePreferences(Entry):
    """Commercial electronic messages: what is sent, by which channel, how it is refused."""

    channels: tuple[Text, ...]
    steps: tuple[Text, ...]
    statements: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SecurityReports(Entry):
    """How weaknesses and incidents are reported to the company."""

    statements: tuple[Text, ...]
    form_code: Fact[str]


@dataclass(frozen=True, kw_only=True)
class Departure(Identified):
    """Where a text departs from the source policy, and why; for the company's lawyers only."""

    source: Fact[str]
    instead: Fact[str]
    why: Fact[str]
    rule: Fact[str] | None = None
