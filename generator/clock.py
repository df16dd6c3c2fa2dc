"""The clock of Türkiye: on which day something happened, and which days are business days.

Texts take effect, are published and are shown on days; moments are kept in UTC.
"""

from collections.abc import Container
from datetime import date, datetime, timedelta
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
