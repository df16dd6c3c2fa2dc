"""The clock of Türkiye: when something happened, running hours, and which days are business days.

Texts take effect, are published and are shown on days; moments are kept in UTC.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")


def day_of(moment: datetime) -> date:
    """The day in Istanbul; `moment` knows its zone."""
    return moment.astimezone(ISTANBUL).date()


def is_business_day(day: date, holidays: Container[date]) -> bool:
    """Weekends and `holidays` are counted out; a half day is a business day.

    Where the holidays of a year are not all known, a period ends with that of the law or before
    it, never after.
    """
    return day.weekday() < 5 and day not in holidays


def business_days(first: date, last: date, holidays: Container[date]) -> int:
    """How many business days there are after `first`, up to and with `last`."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_business_day(day, holidays) for day in days)


def business_day_after(day: date, count: int, holidays: Container[date]) -> date:
    """The `count`-th business day after `day`, which is not counted itself."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day, holidays)
    return day


ZONE = "Europe/Istanbul"
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[T ](?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?: ?(?P<zone>Europe/Istanbul|[+-]\d{2}:\d{2}|UTC|Z))?"
)


class NoZone(ValueError):
    """A moment without its zone; `written` is how it is written in Türkiye."""

    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the moment on it where it is known."""

    day: date
    moment: datetime | None = None


def parse_moment(text: str) -> datetime:
    """`2026-11-27 16:40 Europe/Istanbul`, also with `+03:00` or `UTC`.

    An hour without a zone is no moment: raises NoZone; ValueError where it is none at all.
    """
    match = _MOMENT.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError(text)
    hour = time(int(match["hour"]), int(match["minute"]))
    local = datetime.combine(date.fromisoformat(match["day"]), hour)
    if match["zone"] is None:
        raise NoZone(f"{local:%Y-%m-%d %H:%M} {ZONE}")
    if match["zone"] == ZONE:
        return local.replace(tzinfo=ISTANBUL)
    return datetime.fromisoformat(f"{local.isoformat()}{match['zone'].replace('UTC', 'Z')}")


def running(start: datetime, hours: int) -> datetime:
    """The moment `hours` running hours after `start`: nights, weekends and holidays count."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(ISTANBUL)
