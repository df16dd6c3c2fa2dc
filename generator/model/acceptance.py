"""Findings that somebody has decided to let stand for a while."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.entry import Identified
from generator.provenance import Fact


class AcceptedFor(StrEnum):
    """Where an acceptance counts: in previews only, or in releases as well."""

    DRAFT = "draft"
    RELEASE = "release"


@dataclass(frozen=True, kw_only=True)
class Accepted(Identified):
    """One accepted finding: its rule, its place (`file#path`), why, by which role, until when.

    Internal by its nature: no template sees it. What is accepted for drafts still blocks a
    release.
    """

    code: Fact[str]
    place: Fact[str]
    reason: Fact[str]
    role: Fact[str]
    until: Fact[date]
    profile: Fact[AcceptedFor]
