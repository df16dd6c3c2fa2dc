"""The clock of Türkiye: on which day something happened, and which days are business days.

Texts take effect, are published and are shown on days; moments are kept in UTC.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")
HOLIDAYS = {(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)}
"""Month and day (Law 2429; from memory of the research)."""


def day_of(moment: datetime) -> date:
    """The day in Istanbul; `moment` knows its zone."""
    return moment.astimezone(ISTANBUL).date()


def is_business_day(day: date) -> bool:
    """Weekends and the national holidays of a fixed date are counted out.

    The religious holidays move with the year and are for a person to look at: a period counted
    here ends at the same time as the law's or before it, never after.
    """
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def business_days(first: date, last: date) -> int:
    """How many business days there are after `first`, up to and with `last`."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_business_day, days))


def business_day_after(day: date, count: int) -> date:
    """The `count`-th business day after `day`, which is not counted itself."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day
