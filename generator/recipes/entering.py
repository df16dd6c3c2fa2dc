"""What a shop enters into İYS, and until when: its records against the archive and the law."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from generator import law
from generator.message import Message, say
from generator.model.facts import Law
from generator.model.statute import Citation, Deadline
from generator.pipeline import Settings
from generator.receipts import iys
from generator.receipts.iys import Entering, Left, Member, Row, Status
from generator.recipes import answering

_PERIODS = {Status.APPROVED: "iys-entry", Status.REFUSED: "iys-refusal-entry"}
_REFUSALS = "etk 6/2"


@dataclass(frozen=True, slots=True)
class Shop:
    """What a shop says beside its records: see `receipts.iys.Entering`."""

    members: Mapping[str, Member]
    recipient_type: str
    sources: Mapping[str, str]


def entries(
    settings: Settings, published: Path | None, file: BinaryIO, shop: Shop
) -> Iterator[Row | Left]:
    """The rows to enter, after what is left out; raises ArchiveError for a damaged archive."""
    rows = _deadlines(settings.day)
    days = {status: row.period.value.parts[0][0] for status, row in rows.items()}
    holidays = law.load().on(settings.day).days_off
    entering = Entering(shop.members, shop.recipient_type, shop.sources, days, holidays)
    yield from iys.entries(answering.verify_receipts(settings, published, file), entering)


def rules(day: date) -> Iterator[Message]:
    """What the law says of the rows, each in a sentence, with how well it is known."""
    book = law.load()
    for status, row in _deadlines(day).items():
        confidence = row.confidence.value
        confirm = say(", a lawyer must confirm it") if confidence.to_confirm else ""
        yield say(
            "{status}: to be entered within {period} ({provision}; {known}{confirm}). “lastDay” "
            "counts out weekends and official holidays; in a year whose religious holidays are not "
            "listed it is the earlier day.",
            status=status.value,
            period=row.period.value,
            provision=_cited(row, book),
            known=confidence.words,
            confirm=confirm,
        )
    yield say("İYS takes RET only where ONAY was entered before, for the same address and type.")
    yield say(
        "Traders and small traders are written to without an approval, and never after a refusal: "
        "ask İYS for their refusals before each sending ({provision}).",
        provision=book.citations[_REFUSALS],
    )


def _deadlines(day: date) -> dict[Status, Deadline]:
    rows = law.load().on(day).deadlines
    return {status: rows[name] for status, name in _PERIODS.items()}


def _cited(row: Deadline, book: Law) -> Citation:
    return Citation(
        origin=row.origin,
        id=row.id,
        statute=book.statutes[row.statute.value],
        article=row.article,
        in_force_from=row.in_force_from,
        confidence=row.confidence,
        reviewed=row.reviewed,
    )
