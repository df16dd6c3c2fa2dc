"""What people have decided: findings that may stand for a while, answers to questions."""

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


@dataclass(frozen=True, kw_only=True)
class Answer(Identified):
    """The answer of a person to a rule that asks; it holds until a day."""

    code: Fact[str]
    answer: Fact[str]
    role: Fact[str]
    until: Fact[date]
