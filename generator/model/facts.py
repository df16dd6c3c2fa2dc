"""The whole: everything that `data/` says, and the statute book, as two frozen objects.

How a field is filled is written beside it: one file (`file`), a file that holds a map of entries
by id (`entries`), or a folder with one entry a file (`folder`). A file that grows too long is
divided into files of a folder of its name (`patterns`). The order of the fields is the order of
loading: what is referred to comes before what refers to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

from generator.model.acceptance import Accepted, Answer, ApprovedRelease, Confirmed, Doubt
from generator.model.bases import Basis
from generator.model.choices import Consent, MessageChannel
from generator.model.collection import CollectionPoint
from generator.model.controller import Controller, Site
from generator.model.cookies import Cookies
from generator.model.data import DataCategory
from generator.model.disposal import RETENTION_POLICY, Disposal
from generator.model.document import Document
from generator.model.form import Form
from generator.model.holidays import Holidays
from generator.model.mail import Mail
from generator.model.practices import Moment, Practices
from generator.model.premises import Cameras
from generator.model.processing import DataSubject, ProcessingActivity
from generator.model.recipients import Recipient
from generator.model.retention import Retention
from generator.model.statements import (
    Application,
    Departure,
    Glossary,
    MessagePreferences,
    Promises,
    Security,
    SecurityReports,
)
from generator.model.statute import (
    Authority,
    Citation,
    CookieClass,
    Dated,
    Deadline,
    DefinedTerm,
    Fee,
    Holiday,
    LegalBasis,
    NotificationItem,
    Principle,
    RegisterCategory,
    RegisterGroup,
    RegisterMeasure,
    RegisterPurpose,
    RegisterRecipient,
    RetentionPeriod,
    Right,
    SpecialCategory,
    Statute,
    TransferMechanism,
)
from generator.provenance import Fact

D = TypeVar("D", bound=Dated)
NO_MEASURES = "{technical: [], organisational: [], physical: [], breach: {statements: []}}"


def file(name: str, *, optional: bool = False, absent: str = "") -> Any:
    """Filled from one file that holds one entry; None when it is optional and not there, or what
    the YAML `absent` says."""
    metadata = {"file": name, "optional": optional or bool(absent), "absent": absent}
    return field(metadata=metadata, default=None) if optional else field(metadata=metadata)


def entries(name: str, *, optional: bool = False, defaults: bool = False) -> Any:
    """Filled from one file that maps ids to entries; none when it is optional and not there.

    Where it may have `defaults`, keys below “defaults:” hold for every entry without them.
    """
    return field(metadata={"entries": name, "optional": optional, "defaults": defaults})


def _register(name: str) -> Any:
    """Filled from one of the lists of VERBİS."""
    return entries(f"register-{name}.yml", defaults=True)


def folder(name: str) -> Any:
    """Filled from a folder; the name of each file is the id of its entry."""
    return field(metadata={"folder": name})


def patterns(name: str) -> tuple[str, ...]:
    """Where a subject is written, by the name of its file or folder: `cookies.yml`, and any files
    of the folder `cookies/` as if they were one with it; only in the folder `documents/`."""
    if name.endswith("/"):
        return (f"{name}*.yml",)
    return name, f"{name.removesuffix('.yml')}/*.yml"


@dataclass(frozen=True, kw_only=True)
class Law:
    """The statute book (`generator/law/*.yml`)."""

    statutes: Mapping[str, Statute] = entries("statutes.yml")
    legal_bases: Mapping[str, LegalBasis] = entries("legal-bases.yml")
    transfer_mechanisms: Mapping[str, TransferMechanism] = entries("transfer-mechanisms.yml")
    rights: Mapping[str, Right] = entries("rights.yml")
    principles: Mapping[str, Principle] = entries("principles.yml")
    special_categories: Mapping[str, SpecialCategory] = entries("special-categories.yml")
    deadlines: Mapping[str, Deadline] = entries("deadlines.yml")
    fees: Mapping[str, Fee] = entries("fees.yml")
    cookie_classes: Mapping[str, CookieClass] = entries("cookie-classes.yml")
    retention_periods: Mapping[str, RetentionPeriod] = entries("retention-periods.yml")
    citations: Mapping[str, Citation] = entries("citations.yml")
    authorities: Mapping[str, Authority] = entries("authorities.yml")
    holidays: Mapping[str, Holiday] = entries("holidays.yml", defaults=True)
    notification: Mapping[str, NotificationItem] = entries("notification.yml", defaults=True)
    register_purposes: Mapping[str, RegisterPurpose] = _register("purposes")
    register_categories: Mapping[str, RegisterCategory] = _register("categories")
    register_groups: Mapping[str, RegisterGroup] = _register("groups")
    register_recipients: Mapping[str, RegisterRecipient] = _register("recipients")
    register_measures: Mapping[str, RegisterMeasure] = _register("measures")
    disposal_terms: Mapping[str, DefinedTerm] = entries("disposal-terms.yml")

    def on(self, day: date) -> "Law":
        """The law of `day`: only the rows that are in force then."""

        def rows(table: Mapping[str, D]) -> dict[str, D]:
            return {key: row for key, row in table.items() if row.in_force(day)}

        return Law(**{table.name: rows(getattr(self, table.name)) for table in fields(self)})

    @property
    def days_off(self) -> Holidays:
        """Every holiday that is listed, those of later years included."""
        return Holidays(self.holidays.values())

    def article(self, statute: str, article: str) -> Fact[str]:
        """An article that a text may cite; raises LookupError when there is none."""
        known = self.statutes.get(statute)
        if known is None:
            raise LookupError(f"the statute book has no “{statute}” in force")
        for fact in known.articles:
            if fact.value == article:
                return fact
        listed = ", ".join(fact.value for fact in known.articles)
        raise LookupError(f"“{statute}” lists no article “{article}”; it lists {listed}")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that one controller's `data/` says."""

    doubts: Mapping[str, Doubt] = entries("doubts.yml", optional=True)
    sites: Mapping[str, Site] = entries("sites.yml")
    promises: Promises = file("promises.yml", absent="statements: []")
    glossary: Glossary = file("glossary.yml", absent="definitions: {}")
    collection_points: Mapping[str, CollectionPoint] = entries("collection-points.yml")
    data_categories: Mapping[str, DataCategory] = entries("data-categories.yml")
    recipients: Mapping[str, Recipient] = entries("recipients.yml", optional=True)
    bases: Mapping[str, Basis] = entries("bases.yml", optional=True)
    retention: Mapping[str, Retention] = entries("retention.yml", optional=True)
    subjects: Mapping[str, DataSubject] = entries("subjects.yml")
    consents: Mapping[str, Consent] = entries("consents.yml", optional=True, defaults=True)
    activities: Mapping[str, ProcessingActivity] = folder("processing")
    moments: Mapping[str, Moment] = entries("moments.yml", optional=True)
    practices: Practices | None = file("practices.yml", optional=True)
    controller: Controller = file("controller.yml")
    cookies: Cookies | None = file("cookies.yml", optional=True)
    cameras: Cameras | None = file("cameras.yml", optional=True)
    security: Security = file("security.yml", absent=NO_MEASURES)
    disposal: Disposal | None = file("disposal.yml", optional=True)
    forms: Mapping[str, Form] = folder("forms")
    security_reports: SecurityReports = file("security-reports.yml", absent="statements: []")
    application: Application = file("application.yml")
    message_channels: Mapping[str, MessageChannel] = entries("message-channels.yml", optional=True)
    messages: MessagePreferences = file(
        "messages.yml", absent="{channels: [], addressees: unknown}"
    )
    documents: Mapping[str, Document] = folder("documents")
    mails: Mapping[str, Mail] = entries("mails.yml", optional=True)
    departures: Mapping[str, Departure] = entries("departures.yml", optional=True)
    accepted: Mapping[str, Accepted] = entries("accepted.yml", optional=True, defaults=True)
    answers: Mapping[str, Answer] = entries("answers.yml", optional=True, defaults=True)
    confirmed: Mapping[str, Confirmed] = entries("confirmed.yml", optional=True)
    approvals: Mapping[str, ApprovedRelease] = entries("approvals.yml", optional=True)

    @property
    def disposal_for_the_file(self) -> Disposal | None:
        """What disposal.yml says, where no policy that prints it is published."""
        policies = [d for d in self.documents.values() if d.type.value == RETENTION_POLICY]
        return None if any(d.published and d.published.value for d in policies) else self.disposal

    def asked(self) -> "Facts":
        """Without purposes on a consent that is not offered, and activities without any other."""
        asked = {name: activity.asked() for name, activity in self.activities.items()}
        return replace(self, activities={name: a for name, a in asked.items() if a.purposes})
