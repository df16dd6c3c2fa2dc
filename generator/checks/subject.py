"""What is checked, and what many rules look through in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator.expression import Expression
from generator.model.entry import Entry, walk
from generator.model.facts import Facts, Law
from generator.model.processing import ProcessingActivity, Purpose
from generator.provenance import Fact, Origin


class Profile(StrEnum):
    """How strict a run is: a draft may have gaps that a release may not."""

    DRAFT = "draft"
    RELEASE = "release"


@dataclass(frozen=True)
class Subject:
    """What is checked: the facts, the law of the day, and the texts once they are composed."""

    facts: Facts
    law: Law
    day: date
    texts: Sequence[Expression] = ()
    profile: Profile = Profile.DRAFT

    @cached_property
    def stated(self) -> tuple[Fact[object] | Entry, ...]:
        """Every fact and entry of the data, each once; what rules on any text look through."""
        return tuple(walk(self.facts))

    @cached_property
    def published(self) -> tuple[Fact[object] | Entry, ...]:
        """The public ones among them; what is referred to under two names comes once."""
        public: dict[Origin, Fact[object] | Entry] = {}
        for value in self.stated:
            if not value.internal:
                public.setdefault(value.origin, value)
        return tuple(public.values())

    @cached_property
    def purposes(self) -> tuple[tuple[ProcessingActivity, Purpose], ...]:
        """Every purpose with its activity, in the order of the files."""
        activities = self.facts.activities.values()
        return tuple(
            (activity, purpose) for activity in activities for purpose in activity.purposes
        )

    @cached_property
    def languages(self) -> tuple[Fact[str], ...]:
        """The languages in which the sites publish, each once."""
        listed: dict[str, Fact[str]] = {}
        for code in (code for site in self.facts.sites.values() for code in site.languages):
            listed.setdefault(code.value, code)
        return tuple(listed.values())
