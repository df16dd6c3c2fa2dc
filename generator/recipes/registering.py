"""What a change of the facts means for VERBİS: each heading, old and new words, the last day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator import law, loading, pipeline
from generator.documents.recipients import for_every_purpose
from generator.message import Message, counted, say
from generator.model.controller import RegistryStatus
from generator.model.facts import Facts
from generator.papers import making, verbis
from generator.papers.composing import language_of, told
from generator.papers.sheet import Sheet
from generator.papers.verbis.changes import Difference, differences, since_of
from generator.pipeline import Settings

_QUESTIONS = "list"
"""The first column of what is asked of a person, and not of the register."""


@dataclass(frozen=True)
class Changes:
    """What the register must say otherwise; `elsewhere` are headings of the inventory that differ
    and that the register does not have. `days` is the time for it."""

    status: RegistryStatus
    differences: Sequence[Difference]
    elsewhere: Sequence[str]
    days: int


def changes(settings: Settings, older: Path, language: str | None = None) -> Changes:
    """From the data in the folder `older` to those of `settings`; raises NoticesError."""
    before, now = loading.load(older), loading.load(settings.data)
    book = law.load().on(settings.day)
    sheets = [_sheets("verbis", facts, settings, language) for facts in (before, now)]
    code = language_of(pipeline.site_of(now, settings), language)
    found = differences(sheets[0], sheets[1], since_of(_rows(before), _rows(now), code))
    (days, _), *_ = book.deadlines["registry-change"].period.value.parts
    return Changes(
        now.controller.verbis.status.value,
        list(found),
        list(_elsewhere(before, now, settings, language)),
        days,
    )


def _rows(facts: Facts) -> list[verbis.Row]:
    papers = told(facts)
    return list(verbis.rows(papers, for_every_purpose(papers)))


def _sheets(name: str, facts: Facts, settings: Settings, language: str | None) -> Sequence[Sheet]:
    site = pipeline.site_of(facts, settings)
    made = making.made(name, facts, law.load(), site, settings.day, language).sheets
    return [sheet for sheet in made if sheet.keys[0] != _QUESTIONS]


NOT_REGISTERED = ("unit", "basis", "source", "disposal", "media", "measures")
"""Columns of the inventory for which the register has no heading."""


def _elsewhere(
    before: Facts, now: Facts, settings: Settings, language: str | None
) -> Iterator[str]:
    (old,), (new,) = (_sheets("inventory", facts, settings, language) for facts in (before, now))
    for key in NOT_REGISTERED:
        if _column(old, key) != _column(new, key):
            yield new.heads[new.keys.index(key)]


def _column(sheet: Sheet, key: str) -> set[tuple[str, str]]:
    """What a column says, by the activity that its row is of."""
    place = sheet.keys.index(key)
    return {(row[0].places[0].key, row[place].text) for row in sheet.rows}


def lines(found: Changes, today: date) -> Iterator[Message | str]:
    """For a person, the most urgent first; what is not known is asked."""
    if found.status is RegistryStatus.EXEMPT and found.differences:
        yield say("The controller is not in the register: nothing is to be entered.")
    for one in sorted(found.differences, key=lambda d: (d.last_day(found.days) or date.max, d.of)):
        yield say("{sheet}, {of} – {heading}", sheet=one.sheet, of=one.of, heading=one.heading)
        yield from (f"  − {line}" for line in one.gone)
        yield from (f"  + {line}" for line in one.new)
        yield _by_when(one, found.days, today)
    if found.differences:
        yield say(
            "{count} to be entered in VERBİS. From which day the {days} days run is for a lawyer "
            "to confirm (by-law art. 13, read in a secondary source).",
            count=counted("{count} change", "{count} changes", len(found.differences)),
            days=found.days,
        )
    else:
        yield say("VERBİS: nothing to be changed.")
    if found.elsewhere:
        yield say(
            "Also changed in the inventory, and under no heading of the register: {heads}.",
            heads=list(found.elsewhere),
        )


def _by_when(one: Difference, days: int, today: date) -> Message:
    last = one.last_day(days)
    file, _, path = (one.place.key if one.place else "").partition("#")
    where = f"{file}#{path.partition('.')[0]}"
    if last is None:
        return say(
            "  By which day: not known. Since when is it done so? Write “since: {today}” in the "
            "activity, the purpose or the recipient ({place}).",
            today=today.isoformat(),
            place=where,
        )
    if last < today:
        return say("  Late: it was to be entered by {last} ({place}).", last=last, place=where)
    return say("  To be entered by {last} ({place}).", last=last, place=where)
