"""The whole: everything that `data/` says, and the statute book, as two frozen objects.

How a field is filled is written beside it: one file (`file`), a file that holds a map of entries
by id (`entries`), or a folder with one entry a file (`folder`). The order of the fields is the
order of loading: what is referred to comes before what refers to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from generator.model.controller import Controller, Site
from generator.model.document import Document
from generator.model.processing import (
    CollectionPoint,
    DataCategory,
    DataSubject,
    ProcessingActivity,
    Recipient,
)
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
    Dated,
    Deadline,
    LegalBasis,
    Principle,
    Right,
    SpecialCategory,
    Statute,
    TransferMechanism,
)

D = TypeVar("D", bound=Dated)


def file(name: str) -> Any:
    """Filled from one file that holds one entry."""
    return field(metadata={"file": name})


def entries(name: str) -> Any:
    """Filled from one file that maps ids to entries."""
    return field(metadata={"entries": name})


def folder(name: str) -> Any:
    """Filled from a folder; the name of each file is the id of its entry."""
    return field(metadata={"folder": name})


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

    def on(self, day: date) -> "Law":
        """The law of `day`: only the rows that are in force then."""

        def rows(table: Mapping[str, D]) -> dict[str, D]:
            return {key: row for key, row in table.items() if row.in_force(day)}

        return Law(
            statutes=rows(self.statutes),
            legal_bases=rows(self.legal_bases),
            transfer_mechanisms=rows(self.transfer_mechanisms),
            rights=rows(self.rights),
            principles=rows(self.principles),
            special_categories=rows(self.special_categories),
            deadlines=rows(self.deadlines),
        )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that one controller's `data/` says."""

    controller: Controller = file("controller.yml")
    sites: Mapping[str, Site] = entries("sites.yml")
    promises: Promises = file("promises.yml")
    glossary: Glossary = file("glossary.yml")
    subjects: Mapping[str, DataSubject] = entries("subjects.yml")
    collection_points: Mapping[str, CollectionPoint] = entries("collection-points.yml")
    data_categories: Mapping[str, DataCategory] = entries("data-categories.yml")
    recipients: Mapping[str, Recipient] = entries("recipients.yml")
    activities: Mapping[str, ProcessingActivity] = folder("processing")
    security: Security = file("security.yml")
    security_reports: SecurityReports = file("security-reports.yml")
    application: Application = file("application.yml")
    messages: MessagePreferences = file("messages.yml")
    documents: Mapping[str, Document] = folder("documents")
    departures: Mapping[str, Departure] = entries("departures.yml")
