"""What a breach of personal data asks for: the plan, notices to the Board and to people, the log.

Law 6698 art. 12(5); Board decisions 2019/10 and 2019/271, both read in secondary sources, and the
Board's form by its headings alone: every paper says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from generator import languages
from generator.clock import ISTANBUL, When
from generator.languages import beside
from generator.model.data import DataItem
from generator.model.entry import Text
from generator.model.facts import Facts, Law
from generator.model.incident import Incident
from generator.model.recipients import Recipient, Role
from generator.papers.breach.hours import Hours
from generator.papers.writing import labels_of as of_papers
from generator.provenance import Fact, Stated

HERE = Path(__file__).parent
labels_of = beside(HERE / "labels", of_papers)


@dataclass(frozen=True, slots=True)
class Group:
    """A category with the data of it that a breach touched."""

    category: Text
    items: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Case:
    """An incident as templates print it: moments in words, its data by category.

    `special` are the data of special categories, which stand apart (decision 2019/271).
    """

    incident: Incident
    learned: Stated
    end: Stated
    began: Stated | None
    ended: Stated | None
    ordinary: Sequence[Group]
    special: Sequence[Group]
    board: Sequence[tuple[Stated, Stated, Any]]
    told: Sequence[tuple[Stated, Any]]
    late: bool


def case(incident: Incident, facts: Facts, law: Law, language: str) -> Case:
    """`law` is that of the day: its hours are the Board's."""
    hours = Hours.of(incident, law)
    end = Fact(hours.end, incident.learned_at.origin)
    return Case(
        incident=incident,
        learned=moment(incident.learned_at, language),
        end=moment(end, language),
        began=when(incident.began, language),
        ended=when(incident.ended, language),
        ordinary=list(groups(incident.data, facts, special=False)),
        special=list(groups(incident.data, facts, special=True)),
        board=[
            (moment(one.sent_at, language), after(hours, one.sent_at, language), one)
            for one in incident.board
        ],
        told=[(moment(one.told_at, language), one) for one in incident.told],
        late=hours.late,
    )


def moment(fact: Fact[datetime], language: str) -> Stated:
    """`27 Kasım 2026 Cuma, saat 16.40 (Türkiye saati)`."""
    return Stated.of(fact, in_words(fact.value, language))


def in_words(value: datetime, language: str) -> str:
    """A moment by the clock of Türkiye."""
    local = value.astimezone(ISTANBUL)
    labels = labels_of(language)
    weekday = labels["weekdays"].split()[local.weekday()]
    return labels["moment"].format(
        day=languages.get(language).date(local.date()),
        weekday=weekday,
        hour=f"{local:%H}",
        minute=f"{local:%M}",
    )


def when(fact: Fact[When] | None, language: str) -> Stated | None:
    """A day, with its hour where that is known."""
    if fact is None:
        return None
    known = fact.value.moment
    said = in_words(known, language) if known else languages.get(language).date(fact.value.day)
    return Stated.of(fact, said)


def after(hours: Hours, sent: Fact[datetime], language: str) -> Stated:
    """How many running hours after it was learned."""
    whole, minutes = hours.after(sent.value)
    words = labels_of(language)["hours_after"].format(hours=whole, minutes=minutes)
    return Stated.of(sent, words)


def groups(
    data: Iterable[DataItem], facts: Facts, *, special: bool, doubts: bool = False
) -> Iterator[Group]:
    """In the order of the categories.

    What a breach touched is there: what `data/` doubts about an item (what it is needed for) is no
    doubt then, one that the incident itself writes is. With `doubts` both are.
    """
    given = {item.origin: item for item in data}
    for category in facts.data_categories.values():
        items = [
            given[item.origin].name
            if doubts or given[item.origin] is not item
            else _sure(item.name)
            for item in category.items
            if item.origin in given and (item.special is not None) is special
        ]
        if items:
            yield Group(category.name if doubts else _sure(category.name), items)


def _sure(words: Text) -> Text:
    facts = {code: replace(fact, unconfirmed=None) for code, fact in words.by_language.items()}
    return replace(words, by_language=facts, unconfirmed=None)


def processors(facts: Facts) -> Sequence[Recipient]:
    """Those that must report a breach to the controller without delay (decision 2019/10)."""
    each = [part for whole in facts.recipients.values() for part in whole.by_service()]
    return [
        one for one in each if Role.PROCESSOR in {r.value for r in (one.role, *one.further_roles)}
    ]
