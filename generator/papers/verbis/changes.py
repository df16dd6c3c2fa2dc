"""What has to be changed in VERBİS between two states of the facts, and by which day.

By-law on the register of controllers art. 13: a change is entered within seven days. They are
counted in calendar days from the day on which processing changed, which `since:` of the activity,
the purpose or the recipient says; the beginning is a lawyer's question (secondary source).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.processing import ProcessingActivity, Purpose
from generator.model.recipients import Recipient
from generator.papers.sheet import Cell, Sheet
from generator.papers.verbis import Row
from generator.provenance import Origin


@dataclass(frozen=True, slots=True)
class Difference:
    """What one heading of the register no longer says of something, and what it says now.

    `of` names the row (a category, a kind of measure), `place` where the new words are written, or
    where the old ones were. `since` is None where nobody has said when processing changed.
    """

    sheet: str
    of: str
    heading: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    place: Origin | None
    since: date | None

    def last_day(self, days: int) -> date | None:
        """The last of so many calendar days after the change."""
        return self.since + timedelta(days=days) if self.since else None


def since_of(before: Sequence[Row], now: Sequence[Row], language: str) -> Mapping[str, date]:
    """The first day that a category's facts name now and did not name before, by its words in
    the language of the sheets."""
    known = {day for row in before for day in _days(row)}
    found = {row.category.name.in_language(language): _days(row) - known for row in now}
    return {name: min(day for _, day in days) for name, days in found.items() if days}


def _days(row: Row) -> set[tuple[str, date]]:
    entries: tuple[ProcessingActivity | Purpose | Recipient, ...] = (
        *row.activities, *row.purposes, *row.recipients
    )  # fmt: skip
    return {(entry.origin.key, entry.since.value) for entry in entries if entry.since}


def differences(
    before: Sequence[Sheet], now: Sequence[Sheet], since: Mapping[str, date]
) -> Iterator[Difference]:
    """By sheet, row and heading; both states in one language, rows known by their first cell."""
    for old, new in zip(before, now, strict=True):
        rows = _by_name(old), _by_name(new)
        for name in dict.fromkeys((*rows[0], *rows[1])):
            pairs = (_cells(own.get(name), len(new.keys)) for own in rows)
            for number, (was, is_now) in enumerate(zip(*pairs, strict=True)):
                gone, come = _without(was, is_now), _without(is_now, was)
                if number and (gone or come):
                    places = next((places for _, places in (*come, *gone)), is_now.begins)
                    yield Difference(
                        new.name,
                        name,
                        new.heads[number],
                        tuple(words for words, _ in gone),
                        tuple(words for words, _ in come),
                        next(iter(places), None),
                        since.get(name),
                    )


def _without(cell: Cell, other: Cell) -> list[tuple[str, tuple[Origin, ...]]]:
    """The lines of a cell that the other one does not have."""
    known = {words for words, _ in other.lines}
    return [line for line in cell.lines if line[0] not in known]


def _by_name(sheet: Sheet) -> dict[str, list[Cell]]:
    """The cells of each row; rows of one name are one, with the lines of all."""
    found: dict[str, list[Cell]] = {}
    for row in sheet.rows:
        known = found.get(row[0].text)
        found[row[0].text] = [*map(_joined, known, row)] if known else list(row)
    return found


def _joined(first: Cell, second: Cell) -> Cell:
    return Cell((*first.lines, *second.lines), begins=first.begins)


def _cells(row: list[Cell] | None, count: int) -> list[Cell]:
    return row or [Cell()] * count
