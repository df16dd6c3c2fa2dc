"""The clock of Türkiye: on which day something happened.

Texts take effect, are published and are shown on days; moments are kept in UTC.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")


def day_of(moment: datetime) -> date:
    """The day in Istanbul; `moment` knows its zone."""
    return moment.astimezone(ISTANBUL).date()
