"""The hours in which the Board is told: running ones, from the moment of learning of a breach."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from generator.clock import running
from generator.model.facts import Law
from generator.model.incident import Incident

ROW = "breach-board"
"""The row of the statute book that has the hours."""
_HOURS = {"hour": 1, "day": 24}


@dataclass(frozen=True, slots=True)
class Hours:
    """`first` is when the Board was told first; None: it has not been told."""

    learned: datetime
    end: datetime
    first: datetime | None

    @classmethod
    def of(cls, incident: Incident, law: Law) -> Self:
        """By the law of the day."""
        learned = incident.learned_at.value
        hours = sum(count * _HOURS[unit] for count, unit in law.deadlines[ROW].period.value.parts)
        sent = [one.sent_at.value for one in incident.board]
        return cls(learned, running(learned, hours), min(sent, default=None))

    @property
    def late(self) -> bool:
        """Whether the Board was told after the end."""
        return self.first is not None and self.first > self.end

    def over(self, now: datetime) -> bool:
        """Whether the end has passed without a notice in time."""
        return self.late or (self.first is None and now > self.end)

    def after(self, moment: datetime) -> tuple[int, int]:
        """Hours and minutes from the learning of it to `moment`."""
        return in_hours(moment - self.learned)

    def left(self, now: datetime) -> tuple[int, int]:
        """Hours and minutes until the end; of what has passed since, where it is over."""
        return in_hours(abs(self.end - now))


def in_hours(length: timedelta) -> tuple[int, int]:
    """Whole hours and the minutes beside them."""
    return divmod(int(length.total_seconds()) // 60, 60)
