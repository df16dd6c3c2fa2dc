"""What the controller says about itself: promises, definitions, measures, channels, preferences.

These are facts like any other; the legal prose around them is in `generator/documents/`.
"""

from datetime import date
from enum import StrEnum

from generator.durations import Duration
from generator.model.choices import MessageChannel
from generator.model.entry import Entry, Identified, Part, Text, entry, for_the_file
from generator.model.form import Form
from generator.model.statute import RegisterMeasure
from generator.provenance import Fact


class Channel(StrEnum):
    """Ways to apply to the controller (communiqué on applications, art. 5(1))."""

    WRITTEN = "written"
    KEP = "kep"
    SECURE_E_SIGNATURE = "secure-e-signature"
    MOBILE_SIGNATURE = "mobile-signature"
    REGISTERED_EMAIL = "registered-email"
    SOFTWARE = "software"


class Addressees(StrEnum):
    """Who gets the messages; `unknown` counts as consumers (Law 6563 art. 6)."""

    TRADERS = "traders"
    CONSUMERS = "consumers"
    UNKNOWN = "unknown"


@entry
class Definition(Part):
    """A term of the policy and its meaning.

    `as_written`: a name, so only found where it has these capitals. `only_here`: explained in the
    list of terms and nowhere else, because the word has other meanings in other places.
    """

    term: Text
    meaning: Text
    as_written: Fact[bool] | None = None
    only_here: Fact[bool] | None = None


@entry
class Promises(Entry):
    """The commitments with which the policy opens, and how the controller keeps people informed.

    `statements` are those commitments; `informing`: how and when notices are shown;
    `announcing`: by which means changes are told.
    """

    statements: tuple[Text, ...]
    informing: tuple[Text, ...] = ()
    announcing: Text | None = None


@entry
class Glossary(Entry):
    """The terms that the policy explains."""

    definitions: tuple[Definition, ...]


@entry
class BreachPlan(Entry):
    """The plan for a breach: the role that owns it, and when it was last looked through.

    `reported_to` is the role to which whoever notices a breach reports it, `assesses` the one that
    assesses what it may lead to, `notifies` the one that tells the Board and the people; the plan
    is looked through again after `review_every`. Internal by its nature: no text holds it.
    """

    owner: Fact[str]
    reviewed: Fact[date]
    reported_to: Fact[str] | None = None
    assesses: Fact[str] | None = None
    notifies: Fact[str] | None = None
    review_every: Fact[Duration] | None = None


@entry
class Breach(Entry):
    """What the controller does when personal data is obtained by others unlawfully."""

    statements: tuple[Text, ...]
    plan: BreachPlan | None = None


@entry
class Security(Entry):
    """The measures of article 12, in three groups, and what is done about a breach.

    `technical`, `organisational` and `physical` measures are a sentence each; `special_categories`
    are the additional ones of article 6(4). `verbis` are the measures of the register's list that
    are taken (internal).
    """

    technical: tuple[Text, ...]
    organisational: tuple[Text, ...]
    physical: tuple[Text, ...]
    special_categories: tuple[Text, ...] = ()
    breach: Breach
    verbis: tuple[RegisterMeasure, ...] = for_the_file(())


class FeeRule(StrEnum):
    """What an answer costs: nothing ever, or what the Board's tariff allows (art. 13(2))."""

    FREE = "free"
    TARIFF = "tariff"


@entry
class ApplicationChannel(Entry):
    """One way in which a data subject may apply.

    `how` completes the line of the list of ways, `when` is the condition on which it is open.
    """

    type: Fact[Channel]
    how: Text
    when: Text | None = None


@entry
class Application(Entry):
    """How data subjects reach the controller with their rights.

    `answer` is the controller's own period where it is shorter than the thirty days of the law;
    `fee` is the tariff unless it says that answers are always free; `form` is the one that may be
    used.
    """

    channels: tuple[ApplicationChannel, ...]
    answer: Fact[Duration] | None = None
    fee: Fact[FeeRule] | None = None
    form: Form | None = None


@entry
class MessagePreferences(Entry):
    """Commercial electronic messages: by which `channels`, to whom, how they are refused.

    `iys`: whether approvals and refusals are kept in the message management system (İYS).
    `content` is what messages are about, `steps` are those by which a member changes a choice,
    `statements` what else is said about them. `refusal_confirmed: yes` asks for the words of a
    confirmation of refusals as well, which nobody owes; it is internal.
    """

    channels: tuple[MessageChannel, ...]
    addressees: Fact[Addressees]
    iys: Fact[bool] | None = None
    content: Text | None = None
    steps: tuple[Text, ...] = ()
    statements: tuple[Text, ...] = ()
    refusal_confirmed: Fact[bool] | None = for_the_file()


@entry
class SecurityReports(Entry):
    """How weaknesses and incidents are reported to the controller.

    `statements` tell people what to report and how, `form` is the one that they may use.
    `valid_until` is the last day of `/.well-known/security.txt`; without it there is none.
    """

    statements: tuple[Text, ...]
    form: Form | None = None
    valid_until: Fact[date] | None = None


@entry
class Departure(Identified):
    """Where a text departs from the source policy, and why; for the controller's lawyers only.

    `source` is what the policy said, `instead` what is said now, `rule` the rule that asks for it.
    """

    source: Fact[str]
    instead: Fact[str]
    why: Fact[str]
    rule: Fact[str] | None = None
