"""What the rules find, and found the last time where nothing they look at has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator import cache, loading, spelling
from generator.checks.finding import Finding, Level

# What was found before needs no run.
if TYPE_CHECKING:
    from generator import pipeline

ROOMS = (
    f"{loading.CODE} cache checks comparison extras message pipeline places recipes/checking "
    "releases spelling"
)
"""The rooms of the tool on which findings depend, besides `data/`; the words of the catalogue are
put in when they are printed."""


class Found(NamedTuple):
    """What a report is made of: `brand` is what the site is called, `entries` are the words of the
    entries by their place, `doubts` are the places of statements in doubt."""

    findings: Sequence[Finding]
    brand: str
    entries: Mapping[str, Mapping[str, str]]
    doubts: Sequence[str]


@dataclass(frozen=True)
class Check:
    """A check as it was asked for; raises NoticesError on unusable input."""

    settings: pipeline.Settings

    @cached_property
    def outcome(self) -> pipeline.Outcome:
        """The run itself, for whoever asks for more than what was found."""
        from generator import pipeline

        return pipeline.run(self.settings)

    @property
    def findings(self) -> Sequence[Finding]:
        """What the rules find, by place."""
        return self.found.findings

    @property
    def errors(self) -> int:
        """How many findings forbid a publication."""
        return sum(f.level is Level.ERROR and not f.accepted for f in self.findings)

    @cached_property
    def found(self) -> Found:
        """What was found, now or before."""
        asked = self.settings
        cached = asked.cache.findings(asked.profile) if asked.cache else None
        if "outcome" in vars(self):  # somebody may have written since it was read
            cached = None
        return cache.values(cached, self._made_from, self._find)

    def _find(self) -> Found:
        from generator.checks import called

        outcome = self.outcome
        brand = outcome.site.brand.value
        doubts = [origin.key.removeprefix("data/") for origin in outcome.subject.doubts]
        return Found(outcome.findings, brand, called.entries_of(outcome.facts), doubts)

    def _made_from(self) -> bytes:
        """Nothing is cached where texts are compared with other data.

        Whether frozen texts are as they were frozen is for `notices verify`: here it is enough that
        no file of the archive was written since.
        """
        asked, archive = self.settings, self.settings.data / "releases"
        if asked.since or asked.archive or asked.production or not asked.data.is_dir():
            return b""
        found = loading.digest(asked.data, ROOMS, without=("releases",))
        if found and archive.exists():  # a correction of spelling is known by the dictionaries
            found += cache.stamp_of(archive, *spelling.dictionaries())
        return found and found + repr((asked.data, asked.site, asked.day)).encode()
