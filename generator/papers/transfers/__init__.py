"""Transfers abroad: each recipient with its ground, and by which day the Authority is told of it.

Law 6698 art. 9(5): a standard contract is notified within five business days after the last
signature; not doing so is fined by itself (art. 18(1)(d)). The contract is the Board's text and is
not written here. A day that is late or not known stands first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from generator.clock import business_day_after
from generator.model.data import DataCategory
from generator.model.entry import Text
from generator.model.facts import Facts, Law
from generator.model.holidays import Holidays
from generator.model.processing import DataSubject, Purpose
from generator.model.recipients import Recipient
from generator.papers import inventory
from generator.provenance import Fact

HERE = Path(__file__).parent
STANDARD_CONTRACT = "standard-contract"
_NO_GROUND = "not-stated"


class State(StrEnum):
    """How it stands with a transfer, the most urgent first."""

    OVERDUE = "overdue"
    LATE = "late"
    UNKNOWN = "unknown"
    DUE = "due"
    NO_DAY = "no-day"
    NO_GROUND = "no-ground"
    IN_DOUBT = "in-doubt"
    IN_TIME = "in-time"
    NOT_NOTIFIED = "not-notified"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that was not counted, or half of which is free and which was."""

    day: Fact[date]
    name: Text


@dataclass(frozen=True, slots=True)
class Row:
    """A recipient abroad, or one of which that is in doubt; what it gets, and for what.

    `last` is the last day for the notification, `skipped` the holidays before it and `halves` the
    half days. `unlisted` is a year whose religious holidays nobody has listed.
    """

    recipient: Recipient
    state: State
    last: Fact[date] | None
    skipped: Sequence[DayOff]
    halves: Sequence[DayOff]
    unlisted: Fact[str] | None
    purposes: Sequence[Purpose]
    categories: Sequence[DataCategory]
    subjects: Sequence[DataSubject]


def rows(facts: Facts, law: Law, day: date) -> list[Row]:
    """The most urgent first; within a state by the day, then in the order of the data."""
    used = _used(facts)
    away = [
        one
        for recipient in facts.recipients.values()
        for one in recipient.by_service()
        if one.abroad.value or one.abroad.unconfirmed
    ]
    (period, _), *_ = law.deadlines["standard-contract-notification"].period.value.parts
    found = [_row(one, used.get(one.id.value, ()), period, law.days_off, day) for one in away]
    order = list(State)
    return sorted(
        found, key=lambda row: (order.index(row.state), row.last.value if row.last else date.max)
    )


def contracts(found: Sequence[Row]) -> list[Row]:
    """Those that rest on a standard contract: the Authority is told of them."""
    return [row for row in found if _is_contract(row.recipient) and row.recipient.abroad.value]


def _is_contract(recipient: Recipient) -> bool:
    return bool(recipient.mechanism and recipient.mechanism.id.value == STANDARD_CONTRACT)


def _used(facts: Facts) -> Mapping[str, Sequence[inventory.Row]]:
    """The rows of the inventory, by each recipient that gets their data."""
    found: dict[str, list[inventory.Row]] = {}
    for row in inventory.rows(facts):
        for recipient in row.purpose.recipients or ():
            found.setdefault(recipient.id.value, []).append(row)
    return found


def _row(
    recipient: Recipient,
    used: Sequence[inventory.Row],
    period: int,
    holidays: Holidays,
    day: date,
) -> Row:
    signed = recipient.signed if _is_contract(recipient) else None
    last = signed and Fact(business_day_after(signed.value, period, holidays), signed.origin)
    between = list(_between(signed.value, last.value)) if signed and last else []
    at = signed.origin if signed else recipient.origin
    years = sorted({d.year for d in between if not holidays.known(d.year)})
    off = ((d, holidays.on(d)) for d in between)
    half = ((d, holidays.before(d)) for d in between if d not in holidays)
    return Row(
        recipient,
        _state(recipient, last, day),
        last,
        [DayOff(Fact(d, at), row.name) for d, row in off if row and d.weekday() < 5],
        [DayOff(Fact(d, at), row.name) for d, row in half if row and d.weekday() < 5],
        Fact(str(years[0]), at) if years else None,
        list({row.purpose.text: row.purpose for row in used}.values()),
        list({row.category.id.value: row.category for row in used}.values()),
        list({one.id.value: one for row in used for one in row.subjects}.values()),
    )


def _between(first: date, last: date) -> Iterator[date]:
    for number in range(1, (last - first).days + 1):
        yield first + timedelta(days=number)


def _state(recipient: Recipient, last: Fact[date] | None, day: date) -> State:
    if not recipient.abroad.value:
        return State.IN_DOUBT
    if recipient.mechanism is None or recipient.mechanism.id.value == _NO_GROUND:
        return State.NO_GROUND
    if not _is_contract(recipient):
        return State.NOT_NOTIFIED
    if last is None:
        return State.NO_DAY
    if recipient.notified:
        return State.LATE if recipient.notified.value > last.value else State.IN_TIME
    if day <= last.value:
        return State.DUE
    return State.OVERDUE if recipient.notified is None else State.UNKNOWN
