"""What “notices receipt verify” says: for people, and for programs."""

from datetime import datetime, timedelta
from typing import Any

from generator.clock import ISTANBUL
from generator.errors import in_one_line
from generator.receipts.reading import Read
from generator.receipts.receipt import Event, Receipt, Record, written
from generator.receipts.renewal import Need
from generator.receipts.verification import Answer

LIMIT = "It shows which words were offered; nothing can show that they were read."

_EVENTS = {
    Event.SHOWN: "shown",
    Event.ACKNOWLEDGED: "acknowledged (“I have read and understood”)",
    Event.CONSENTED: "consented to",
    Event.APPROVED: "approved",
    Event.WITHDRAWN: "withdrawn",
}
_NEEDS = {
    Need.NOTHING: "today the text still stands in substance; nothing is to be done.",
    Need.INFORM: "today another text is in force, of another substance since {since}: "
    "inform the member again.",
    Need.CONSENT: "today another text is in force, of another substance since {since}: "
    "this consent does not cover it; ask for it afresh.",
    Need.APPROVAL: "today another text is in force, of another substance since {since}: "
    "this approval does not cover it; ask for it afresh.",
    Need.GONE: "today the document is in force no more.",
}


def as_text(place: str, read: Read, answer: Answer | None) -> str:
    """Some lines; the first says where, and whether the receipt holds."""
    if read.refusal is not None:
        lines = [f"{place}: error: this is not a receipt."]
        mistakes = [f"  {m.key or 'the whole'}: {m.message}." for m in read.refusal.mistakes]
        lines += map(in_one_line, mistakes)
        return "\n".join(lines)
    assert answer is not None
    receipt = answer.receipt
    verdict = "this text, these words, in force then" if answer.good else "error: it does not hold"
    lines = [f"{place}: {verdict}.", f"  receipt {receipt.id}", *_what(receipt)]
    if isinstance(answer.content, Record):
        lines.append(
            f"  kept for member {answer.content.member}, received {_local(answer.content.received)}"
        )
    lines += [
        f"  wrong: {objection.message}. [{objection.code}]" for objection in answer.objections
    ]
    lines += [f"  {line}" for line in _standing(answer)]
    return "\n".join(lines)


def _what(receipt: Receipt) -> list[str]:
    matter = receipt.item or receipt.channel
    shown = f", shown {_local(receipt.shown)}" if receipt.shown else ""
    return [
        f"  {receipt.document}{f' ({matter})' if matter else ''}, {receipt.language}, "
        f"{receipt.layer} layer, release {receipt.release}",
        f"  {_EVENTS[receipt.event]} {_local(receipt.time)} on {receipt.surface}{shown}",
    ]


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ISTANBUL):%Y-%m-%d %H:%M:%S} (Istanbul)"


def _standing(answer: Answer) -> list[str]:
    if not answer.good or answer.span is None:
        return []
    until = answer.span.end
    last = f" to {until - timedelta(days=1)}" if until else ""
    lines = [f"in force from {answer.span.start}{last}. {LIMIT}"]
    if answer.withdrawn_on:
        lines.append(f"the release was withdrawn on {answer.withdrawn_on}, after the event.")
    if answer.renewal:
        lines.append(_NEEDS[answer.renewal.need].format(since=answer.renewal.since))
    return lines


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
