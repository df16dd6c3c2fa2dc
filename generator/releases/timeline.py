"""What was in force on which day.

On a day, the release in force is the last one published whose effective day has come and which
is not withdrawn by then. So an urgent release overtakes an announced one, and a withdrawal says
nothing about the days before it: what people saw then, they saw.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
    """A text's place in time. A draft has nothing but its state."""

    state: State = State.DRAFT
    release: str | None = None
    published: date | None = None
    effective: date | None = None
    kind: ChangeKind | None = None
    note: str = ""
    spans: tuple[Span, ...] = ()
    before: str | None = None
    after: str | None = None
    withdrawn_on: date | None = None

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
    segments: tuple[tuple[date, Manifest | None], ...] = field(init=False)
    withdrawn: dict[str, date] = field(init=False)

    def __post_init__(self) -> None:
        known = [m for m in self.entries if m.published <= self.day]
        gone = {m.withdraws: m.published for m in known if m.withdraws}
        object.__setattr__(self, "withdrawn", gone)
        object.__setattr__(self, "segments", tuple(_segments(known, gone)))

    @property
    def releases(self) -> list[Manifest]:
        """The releases published by the day, in order."""
        return [m for m in self.entries if not m.withdraws and m.published <= self.day]

    def in_force(self, day: date) -> Manifest | None:
        """The release in force on `day`, None before the first."""
        found = None
        for start, release in self.segments:
            if start > day:
                break
            found = release
        return found

    def spans(self, text: Frozen) -> tuple[Span, ...]:
        """When the text was, is or will be in force, as it stands today."""
        starts = [start for start, _ in self.segments[1:]]
        found: list[Span] = []
        for (start, release), end in zip(self.segments, [*starts, None], strict=True):
            held = release.text(*text.key) if release else None
            if held is None or held.release != text.release:
                continue
            if found and found[-1].end == start:
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(start, end))
        return tuple(found)

    def versions(self, document: str, language: str) -> list[Frozen]:
        """The texts of a document, each at the release that froze it, in order."""
        texts = (m.text(document, language) for m in self.releases)
        return [t for t, m in zip(texts, self.releases, strict=True) if t and t.release == m.id]

    def standing(self, text: Frozen) -> Standing:
        """Everything that a page says about a text's place in time."""
        release = next(m for m in self.releases if m.id == text.release)
        ids = [version.release for version in self.versions(*text.key)]
        place = ids.index(text.release)
        spans = self.spans(text)
        return Standing(
            state=self._state(text, spans),
            release=text.release,
            published=release.published,
            effective=release.effective,
            kind=release.kind,
            note=release.notes.get(text.language, ""),
            spans=spans,
            before=ids[place - 1] if place else None,
            after=ids[place + 1] if place + 1 < len(ids) else None,
            withdrawn_on=self.withdrawn.get(text.release),
        )

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
