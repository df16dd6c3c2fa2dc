"""The days on which no business is done, as the statute book lists them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from generator.model.statute import Holiday


class Holidays:
    """A container of days. A year is `known` where each holiday that moves has its days in it; in
    another, a period that is counted by them ends with that of the law, or earlier."""

    def __init__(self, rows: Iterable[Holiday]) -> None:
        self._yearly: dict[str, Holiday] = {}
        self._days: dict[date, Holiday] = {}
        self._eves: dict[date, Holiday] = {}
        years: dict[str, set[int]] = {}
        for row in rows:
            if row.yearly:
                self._yearly[row.yearly.value] = row
            else:
                days = list(_days(row))
                years.setdefault(str(row.name), set()).update(day.year for day in days)
                self._days |= dict.fromkeys(days, row)
                if row.eve and row.eve.value:
                    self._eves[days[0] - timedelta(days=1)] = row
        self._known: Mapping[str, set[int]] = years

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.on(day) is not None

    def on(self, day: date) -> Holiday | None:
        """The holiday of a day."""
        return self._days.get(day) or self._yearly.get(f"{day:%m-%d}")

    def before(self, day: date) -> Holiday | None:
        """The holiday whose eve a day is: half of it is free."""
        after = self._yearly.get(f"{day + timedelta(days=1):%m-%d}")
        eve = after if after and after.eve and after.eve.value else None
        return self._eves.get(day) or eve

    def known(self, year: int) -> bool:
        """Whether the table of a year is whole."""
        return bool(self._known) and all(year in years for years in self._known.values())


def _days(row: Holiday) -> Iterator[date]:
    if row.first and row.last:
        for number in range((row.last.value - row.first.value).days + 1):
            yield row.first.value + timedelta(days=number)
