"""Forms that people fill in: the application of a data subject, the report of an incident.

One list of fields for a form; page, print and PDF draw the same.
"""

from enum import StrEnum

from generator.model.entry import Entry, Identified, Text, entry
from generator.provenance import Fact


class FormPurpose(StrEnum):
    """What a form is for; its code (`HA9`) is the controller's own."""

    APPLICATION = "application"
    INCIDENT_REPORT = "incident-report"
    OTHER = "other"


class FieldKind(StrEnum):
    """How a field is filled in.

    `turkish-id` is a number with check digits, `identity` any other number of an identity
    document; neither goes into an ordinary e-mail by itself.
    """

    TEXT = "text"
    LONG_TEXT = "long-text"
    EMAIL = "email"
    PHONE = "phone"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    RIGHTS = "rights"
    SIGNATURE = "signature"
    TURKISH_ID = "turkish-id"
    IDENTITY = "identity"


class Need(StrEnum):
    """Whether a field must be filled in; `conditional` ones say in their hint when."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


@entry
class FormField(Entry):
    """One field; `rights` offers the nine requests of article 11 from the statute book.

    `name` is its name for programs, `hint` a line that helps, `options` the answers of a choice.
    """

    name: Fact[str]
    label: Text
    hint: Text | None = None
    kind: Fact[FieldKind]
    need: Fact[Need]
    options: tuple[Text, ...] = ()


@entry
class FormSection(Entry):
    """Fields that belong together, under a `title`; a `note` stands above them."""

    title: Text
    note: Text | None = None
    fields: tuple[FormField, ...]


@entry
class Form(Identified):
    """One form; `code` is what the controller calls it (`HA9`).

    `title` stands above it; without it, the name of the collection point of its document.
    `introduction` stands above the fields, a paragraph for each text.
    """

    code: Fact[str]
    title: Text | None = None
    purpose: Fact[FormPurpose]
    introduction: tuple[Text, ...]
    sections: tuple[FormSection, ...]
