"""The statement for VERBİS under the headings of the register, and what has to be changed in it.

By-law on the register of controllers (30.12.2017, 30286) art. 9(1)(a)–(f): identity, purposes,
groups of people with their data categories, recipients, data to be transferred abroad, measures,
the longest period of each category; art. 9(4): a period is that of the law, otherwise the longest
that the purposes need. It is typed over by a person: VERBİS takes no file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.durations import Duration
from generator.model.data import DataCategory, DataItem
from generator.model.entry import Identified
from generator.model.facts import Facts
from generator.model.processing import DataSubject, ProcessingActivity, Purpose
from generator.model.recipients import Recipient
from generator.model.retention import Retention, Term
from generator.papers import inventory
from generator.provenance import Fact

HERE = Path(__file__).parent

I = TypeVar("I", bound=Identified)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Row:
    """A category of data with what its purposes say of it.

    `longest` is None where the purposes `without_period` state none: “as long as needed” is no
    period of the register. `setting` is the purpose that needs the longest.
    """

    category: DataCategory
    activities: Sequence[ProcessingActivity]
    purposes: Sequence[Purpose]
    subjects: Sequence[DataSubject]
    recipients: Sequence[Recipient]
    recipients_owed: bool
    longest: Fact[Duration] | None
    setting: Purpose | None
    without_period: Sequence[Purpose]

    @property
    def perhaps_abroad(self) -> Sequence[Recipient]:
        """Of whom nobody has confirmed that they are not abroad."""
        return inventory.perhaps_abroad(self.recipients)


def rows(facts: Facts, always: Sequence[Recipient]) -> Iterator[Row]:
    """The categories that some purpose uses, in the order of the data; `always` get all data."""
    used: dict[str, list[inventory.Row]] = {}
    for row in inventory.rows(facts):
        used.setdefault(row.category.id.value, []).append(row)
    for name, category in facts.data_categories.items():
        if own := used.get(name):
            yield _row(category, own, always)


def _row(category: DataCategory, own: Sequence[inventory.Row], always: Sequence[Recipient]) -> Row:
    purposes = [row.purpose for row in own]
    periods = [(_longest(row.purpose.retention, row.data), row.purpose) for row in own]
    without = [purpose for period, purpose in periods if period is None]
    known = [(period, purpose) for period, purpose in periods if period is not None]
    longest, setting = max(known, key=_days) if known and not without else (None, None)
    return Row(
        category,
        _each(row.activity for row in own),
        purposes,
        _each(group for row in own for group in row.subjects),
        _each(one for purpose in purposes for one in (*(purpose.recipients or ()), *always)),
        any(purpose.recipients is None for purpose in purposes),
        longest,
        setting,
        without,
    )


def _days(found: tuple[Fact[Duration], Purpose]) -> float:
    return found[0].value.approximate_days


def _longest(retention: Retention | None, data: Iterable[DataItem]) -> Fact[Duration] | None:
    """The longest time for which some of the data is kept; None where one has no period."""
    if retention is None:
        return None
    terms: dict[int, Term] = {}
    for item in data:
        parts = (part for part in retention.parts if item in part.data)
        term = next(parts, retention)
        terms[id(term)] = term
    periods = [term.maximum or term.period for term in terms.values()]
    known = [period for period in periods if period]
    return max(known, key=_length) if known and len(known) == len(periods) else None


def _length(period: Fact[Duration]) -> float:
    return period.value.approximate_days


def _each(entries: Iterable[I]) -> list[I]:
    """Each entry once, in the order of naming."""
    return list({entry.id.value: entry for entry in entries}.values())
