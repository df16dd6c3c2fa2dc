"""What was in force on which day.

On a day, the release in force is the last one published whose effective day has come and which
is not withdrawn by then. So an urgent release overtakes an announced one, and a withdrawal says
nothing about the days before it: what people saw then, they saw.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from generator.releases.record import ChangeKind, Frozen, Manifest


class State(StrEnum):
    """Where a text stands on a day."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to the day before `end`; None is open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A text's place in time. A draft has nothing but its state.

    `gone` are those of `before` and `after` that were withdrawn.
    `ended_at_once` says that it has no span only because it ended on the day it took effect.
    """

    state: State = State.DRAFT
    release: str | None = None
    published: date | None = None
    effective: date | None = None
    kind: ChangeKind | None = None
    note: str = ""
    spans: tuple[Span, ...] = ()
    before: str | None = None
    after: str | None = None
    gone: tuple[str, ...] = ()
    withdrawn_on: date | None = None
    ended_at_once: bool = False

    @property
    def draft(self) -> bool:
        """Whether nobody may rely on the text."""
        return self.state is State.DRAFT


DRAFT = Standing()


@dataclass(frozen=True)
class Timeline:
    """The entries of a chain, in the order of publication, seen from `day`."""

    entries: Sequence[Manifest]
    day: date

    @cached_property
    def _known(self) -> list[Manifest]:
        return [m for m in self.entries if m.published <= self.day]

    @cached_property
    def withdrawn(self) -> dict[str, date]:
        """Withdrawn releases, each with the day on which it was."""
        return {m.withdraws: m.published for m in self._known if m.withdraws}

    @cached_property
    def segments(self) -> tuple[tuple[date, Manifest | None], ...]:
        """The days on which the release in force changes, each with the one from then on."""
        return tuple(_segments(self._known, self.withdrawn))

    @cached_property
    def releases(self) -> list[Manifest]:
        """The releases published by the day, in order."""
        return [m for m in self._known if not m.withdraws]

    def whole(self, release: Manifest) -> bool:
        """Whether all words of a release can still be had: neither it nor an earlier one from
        which it carries a text over is withdrawn."""
        return self.withdrawn.keys().isdisjoint({release.id, *(t.release for t in release.texts)})

    @cached_property
    def _by_id(self) -> dict[str, Manifest]:
        return {m.id: m for m in self.releases}

    def in_force(self, day: date) -> Manifest | None:
        """The release in force on `day`, None before the first."""
        current = None
        for start, release in self.segments:
            if start > day:
                break
            current = release
        return current

    def spans(self, text: Frozen) -> tuple[Span, ...]:
        """When the text was, is or will be in force, as it stands today."""
        return tuple(self._spans.get((*text.key, text.release), ()))

    @cached_property
    def _spans(self) -> dict[tuple[str, str, str], list[Span]]:
        """Of every text, in one walk over the segments."""
        by_text: dict[tuple[str, str, str], list[Span]] = {}
        starts = [start for start, _ in self.segments[1:]]
        for (start, release), end in zip(self.segments, [*starts, None], strict=False):
            for text in release.texts if release else ():
                spans = by_text.setdefault((*text.key, text.release), [])
                if spans and spans[-1].end == start:
                    spans[-1] = Span(spans[-1].start, end)
                else:
                    spans.append(Span(start, end))
        return by_text

    def versions(self, document: str, language: str) -> list[Frozen]:
        """The texts of a document, each at the release that froze it, in order."""
        return self._versions.get((document, language), [])

    def version(self, document: str, language: str, release: str) -> Frozen | None:
        """The text of a document that a release froze itself."""
        found = self._by_id[release].text(document, language) if release in self._by_id else None
        return found if found and found.release == release else None

    @cached_property
    def _versions(self) -> dict[tuple[str, str], list[Frozen]]:
        by_key: dict[tuple[str, str], list[Frozen]] = {}
        for release in self.releases:
            for text in release.own:
                by_key.setdefault(text.key, []).append(text)
        return by_key

    @cached_property
    def _neighbours(self) -> dict[tuple[str, str, str], tuple[str | None, str | None]]:
        """Of every text, the releases that froze the version before and after it."""
        neighbours: dict[tuple[str, str, str], tuple[str | None, str | None]] = {}
        for key, texts in self._versions.items():
            ids = [None, *(text.release for text in texts), None]
            for before, here, after in zip(ids, ids[1:], ids[2:], strict=False):
                neighbours[(*key, here or "")] = (before, after)
        return neighbours

    def compared_with(self, text: Frozen) -> Frozen | None:
        """What the readers of a text knew before it: the version that would hold on its day
        without it, and whose words are still there. None for a first or a withdrawn text."""
        version = (*text.key, text.release)
        if version not in self._compared:
            self._compared[version] = self._known_before(text)
        return self._compared[version]

    @cached_property
    def _compared(self) -> dict[tuple[str, str, str], Frozen | None]:
        return {}

    def _known_before(self, text: Frozen) -> Frozen | None:
        if text.release in self.withdrawn:
            return None
        day = self._by_id[text.release].effective
        for earlier in reversed(self.releases[: self._order[text.release]]):
            was = earlier.text(*text.key)
            gone = earlier.id in self.withdrawn or (was and was.release in self.withdrawn)
            if earlier.effective <= day and not gone:
                return was
        return None

    @cached_property
    def _order(self) -> dict[str, int]:
        return {m.id: number for number, m in enumerate(self.releases)}

    def standing(self, text: Frozen) -> Standing:
        """Everything that a page says about a text's place in time."""
        release = self._by_id[text.release]
        before, after = self._neighbours[(*text.key, text.release)]
        spans = self.spans(text)
        return Standing(
            state=self._state(text, spans),
            release=text.release,
            published=release.published,
            effective=release.effective,
            kind=release.kind,
            note=release.notes.get(text.language, ""),
            spans=spans,
            before=before,
            after=after,
            gone=tuple(name for name in (before, after) if name in self.withdrawn),
            withdrawn_on=self.withdrawn.get(text.release),
            ended_at_once=not spans and self._held_for_hours(release),
        )

    def _held_for_hours(self, release: Manifest) -> bool:
        """Whether another release, or a withdrawal, ended it on the very day it took effect.

        By the day it was never in force, but for some hours people saw it as the text of today.
        """
        day = release.effective
        if day > self.day or self.withdrawn.get(release.id, day) < day:
            return False
        order = [m.id for m in self._known]
        later = self._known[order.index(release.id) + 1 :]
        return all(m.published >= day for m in later if m.effective <= day and not m.withdraws)

    def _state(self, text: Frozen, spans: Sequence[Span]) -> State:
        if text.release in self.withdrawn:
            return State.WITHDRAWN
        if any(s.start <= self.day and (s.end is None or s.end > self.day) for s in spans):
            return State.IN_FORCE
        return State.ANNOUNCED if any(s.start > self.day for s in spans) else State.SUPERSEDED


def _segments(
    known: Sequence[Manifest], gone: dict[str, date]
) -> Iterable[tuple[date, Manifest | None]]:
    """Days on which the release in force changes; a sweep over days with a heap of candidates."""
    order = {m.id: number for number, m in enumerate(known)}
    starts = sorted((m for m in known if not m.withdraws), key=lambda m: m.effective)
    days = sorted({m.effective for m in starts} | set(gone.values()))
    candidates: list[tuple[int, Manifest]] = []
    last: Manifest | None = None
    place = 0
    for day in days:
        while place < len(starts) and starts[place].effective <= day:
            heapq.heappush(candidates, (-order[starts[place].id], starts[place]))
            place += 1
        while candidates and gone.get(candidates[0][1].id, date.max) <= day:
            heapq.heappop(candidates)
        now = candidates[0][1] if candidates else None
        if now is not last:
            yield day, now
            last = now
