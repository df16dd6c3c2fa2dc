"""One build of a site: what is published, and what the site builder made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.outputs.site.frame import Frame
from generator.pipeline import Outcome
from generator.publication import Key
from generator.recipes.publishing import Publishing


@dataclass(frozen=True)
class Build:
    """`frames` are filled in by the site builder: the page of each text and of the list of
    versions, cut where its slots are. `placed` are the cached files that it put on the site, by
    their path there, each with the name of its content."""

    publishing: Publishing
    frames: dict[Key, Frame] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, outcome: Outcome, frames: Mapping[Key, Frame] | None = None) -> "Build":
        """A build of an outcome, with the frames of an earlier one where they still fit."""
        return cls(Publishing(outcome), dict(frames or {}))

    @property
    def outcome(self) -> Outcome:
        """The facts and the texts."""
        return self.publishing.outcome
