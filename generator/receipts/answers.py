"""What “notices receipt verify” says: for people, and for programs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from generator.clock import ISTANBUL
from generator.message import Message, say
from generator.receipts.reading import Read
from generator.receipts.receipt import Event, Receipt, Record, written
from generator.receipts.renewal import Need
from generator.receipts.verification import Answer

LIMIT = say("It shows which words were offered; nothing can show that they were read.")

_EVENTS = {
    Event.SHOWN: partial(say, "  shown {time} on {surface}{before}"),
    Event.ACKNOWLEDGED: partial(
        say, "  acknowledged (“I have read and understood”) {time} on {surface}{before}"
    ),
    Event.CONSENTED: partial(say, "  consented to {time} on {surface}{before}"),
    Event.APPROVED: partial(say, "  approved {time} on {surface}{before}"),
    Event.WITHDRAWN: partial(say, "  withdrawn {time} on {surface}{before}"),
}
_NEEDS = {
    Need.NOTHING: partial(
        say, "  today the text still stands in substance; nothing is to be done."
    ),
    Need.INFORM: partial(
        say,
        "  today another text is in force, of another substance since {since}: "
        "inform the member again.",
    ),
    Need.CONSENT: partial(
        say,
        "  today another text is in force, of another substance since {since}: "
        "this consent does not cover it; ask for it afresh.",
    ),
    Need.APPROVAL: partial(
        say,
        "  today another text is in force, of another substance since {since}: "
        "this approval does not cover it; ask for it afresh.",
    ),
    Need.GONE: partial(say, "  today the document is in force no more."),
}


def as_text(place: str, read: Read, answer: Answer | None) -> list[Message]:
    """Some lines; the first says where, and whether the receipt holds."""
    if read.refusal is not None:
        return [
            say("{place}: error: this is not a receipt.", place=place),
            *(
                say("  {key}: {mistake}.", key=m.key or say("the whole"), mistake=m.message)
                for m in read.refusal.mistakes
            ),
        ]
    assert answer is not None
    receipt = answer.receipt
    holds = say("{place}: this text, these words, in force then.", place=place)
    fails = say("{place}: error: it does not hold.", place=place)
    lines = [holds if answer.good else fails, say("  receipt {id}", id=receipt.id), *_what(receipt)]
    if isinstance(answer.content, Record):
        lines.append(
            say(
                "  kept for member {member}, received {time}",
                member=answer.content.member,
                time=_local(answer.content.received),
            )
        )
    lines += [
        say("  wrong: {objection}. [{code}]", objection=one.message, code=one.code)
        for one in answer.objections
    ]
    return [*lines, *_standing(answer)]


def _what(receipt: Receipt) -> list[Message]:
    matter = receipt.item or receipt.channel
    before = say(", shown {time}", time=_local(receipt.shown)) if receipt.shown else ""
    return [
        say(
            "  {document}, {language}, {layer} layer, release {release}",
            document=f"{receipt.document}{f' ({matter})' if matter else ''}",
            language=receipt.language,
            layer=receipt.layer,
            release=receipt.release,
        ),
        _EVENTS[receipt.event](time=_local(receipt.time), surface=receipt.surface, before=before),
    ]


def _local(moment: datetime) -> Message:
    """The clock of Istanbul, to the second."""
    return say("{time:%Y-%m-%d %H:%M:%S} (Istanbul)", time=moment.astimezone(ISTANBUL))


def _standing(answer: Answer) -> Iterator[Message]:
    if not answer.good or answer.span is None:
        return
    first, end = answer.span.start, answer.span.end
    if end:
        last = end - timedelta(days=1)
        yield say("  in force from {first} to {last}. {limit}", first=first, last=last, limit=LIMIT)
    else:
        yield say("  in force from {first}. {limit}", first=first, limit=LIMIT)
    if answer.withdrawn_on:
        yield say("  the release was withdrawn on {day}, after the event.", day=answer.withdrawn_on)
    if answer.renewal:
        since = answer.renewal.since
        asks = answer.renewal.need not in (Need.NOTHING, Need.GONE)
        yield _NEEDS[answer.renewal.need](**({"since": since} if asks else {}))


def as_data(place: str, read: Read, answer: Answer | None) -> dict[str, Any]:
    """One object; `problems` is empty exactly when the receipt holds."""
    if read.refusal is not None:
        problems = [{"code": m.code, "message": m.message} for m in read.refusal.mistakes]
        return {"place": place, "ok": False, "problems": problems}
    assert answer is not None
    data: dict[str, Any] = {
        "place": place,
        "ok": answer.good,
        "id": answer.receipt.id,
        "receipt": answer.receipt.data,
        "problems": [{"code": o.code, "message": o.message} for o in answer.objections],
        "limit": LIMIT,
    }
    if isinstance(answer.content, Record):
        data |= {"member": answer.content.member, "received": written(answer.content.received)}
    if answer.span:
        end = answer.span.end
        data["inForce"] = {
            "from": str(answer.span.start),
            "until": str(end - timedelta(days=1)) if end else None,
        }
        data["withdrawn"] = str(answer.withdrawn_on) if answer.withdrawn_on else None
    if answer.renewal:
        data["today"] = {"need": answer.renewal.need, "since": answer.renewal.since or None}
    return data
