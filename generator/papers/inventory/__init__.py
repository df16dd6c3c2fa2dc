"""The inventory of processing: what is processed of whom, why, on which basis, for how long.

By-law on the register of controllers (30.12.2017, 30286) art. 4(1)(ı): purposes and legal basis,
data category, recipient group, data subject group, maximum retention period, data to be
transferred abroad, security measures. The other columns are those of practice. Its words are made
by the macros of the texts, so neither can say what the other does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.data import DataCategory, DataItem
from generator.model.facts import Facts
from generator.model.processing import DataSubject, ProcessingActivity, Purpose
from generator.model.recipients import Recipient

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """One category of data of one purpose."""

    activity: ProcessingActivity
    purpose: Purpose
    subjects: Sequence[DataSubject]
    category: DataCategory
    data: Sequence[DataItem]

    @property
    def perhaps_abroad(self) -> Sequence[Recipient]:
        """Of whom nobody has confirmed that they are not abroad."""
        return perhaps_abroad(self.purpose.recipients or ())


def perhaps_abroad(recipients: Iterable[Recipient]) -> Sequence[Recipient]:
    """Those recipients whose “not abroad” is in doubt: silence would tell it as certain."""
    return [r for r in recipients if not r.abroad.value and r.abroad.unconfirmed is not None]


def rows(facts: Facts) -> Iterator[Row]:
    """In the order of the activities; a purpose whose consent is not offered is not pursued."""
    of = {item.origin: known for known in facts.data_categories.values() for item in known.items}
    for activity in sorted(facts.activities.values(), key=lambda one: one.order.value):
        for purpose in activity.purposes:
            held: dict[str, list[DataItem]] = {}
            for item in purpose.data:
                held.setdefault(of[item.origin].id.value, []).append(item)
            for name, items in held.items():
                category = facts.data_categories[name]
                yield Row(activity, purpose, activity.people(purpose), category, items)
