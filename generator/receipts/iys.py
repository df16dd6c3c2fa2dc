"""What a shop enters into İYS, the message management system: a row for each approval and refusal.

Columns, values and the order of time (Istanbul) are those of İYS's interface for service providers
(https://dev.iys.org.tr/api-metotlar/izin-yonetimi/): it takes no status twice in a row. The address
of a person stands in no receipt; it comes from a list of the shop, joined by the member's key. An
approval is entered only if its record holds; a refusal counts whatever is wrong with its record.
"""

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TextIO

from generator.clock import ISTANBUL, business_day_after, day_of
from generator.message import Message, say
from generator.receipts.reading import Read
from generator.receipts.receipt import Event, Kind, Record
from generator.receipts.verification import CLOCKS, OPEN_FOR, Answer


class Status(StrEnum):
    """What İYS calls an approval and a refusal."""

    APPROVED = "ONAY"
    REFUSED = "RET"


TYPES = {"sms": "MESAJ", "call": "ARAMA", "email": "EPOSTA"}
"""By the id of a channel (`message-channels.yml`): what İYS calls it."""
RECIPIENTS = ("BIREYSEL", "TACIR")
SOURCES = (
    "HS_FIZIKSEL_ORTAM", "HS_ISLAK_IMZA", "HS_WEB", "HS_CAGRI_MERKEZI", "HS_SOSYAL_MEDYA",
    "HS_EPOSTA", "HS_MESAJ", "HS_MOBIL", "HS_EORTAM", "HS_ETKINLIK", "HS_2015", "HS_ATM",
    "HS_KARAR",
)  # fmt: skip
COLUMNS = (
    "type", "source", "recipient", "recipientType", "status", "consentDate", "lastDay", "member",
    "id",
)  # fmt: skip
_HEADINGS = {
    "member": ("member", "üye", "uye"),
    "email": ("email", "eposta"),
    "phone": ("phone", "telefon"),
    "recipientType": ("recipienttype", "alıcıtipi", "alicitipi"),
}
_FORMULA = re.compile(r"[=+\-@\t\r]")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
_TURKISH = str.maketrans({"İ": "i", "I": "ı"})
_PLAIN = str.maketrans({"ı": "i", "İ": "i"})


class NoAddresses(ValueError):
    """The list of the shop cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the shop's list; what it does not say is empty."""

    email: str = ""
    phone: str = ""
    recipient_type: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to enter; `last_day` is the last one on which the law lets it be entered."""

    type: str
    source: str
    recipient: str
    recipient_type: str
    status: Status
    moment: datetime
    last_day: date
    member: str
    id: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of `COLUMNS`; none of them is a formula of a spreadsheet."""
        moment = self.moment.astimezone(ISTANBUL).strftime("%Y-%m-%d %H:%M:%S")
        return tuple(map(_as_text, (
            self.type, self.source, self.recipient, self.recipient_type, self.status, moment,
            self.last_day.isoformat(), self.member, self.id,
        )))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Left:
    """What is not entered: the place of the record, and why; `broken` if it is no record at all."""

    place: int
    reason: Message
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Entering:
    """How rows are made: the shop's list, who somebody is of whom it does not say so, the source by
    the surface of a receipt ("" for all others), the business days by the status, and on which days
    no business is done."""

    members: Mapping[str, Member]
    recipient_type: str
    sources: Mapping[str, str]
    days: Mapping[Status, int]
    holidays: Container[date]


def members(file: TextIO) -> dict[str, Member]:
    """The list of a shop: CSV with a line of headings (member, email, phone, recipientType; also in
    Turkish), commas or semicolons. Raises NoAddresses."""
    try:
        text = file.read().removeprefix("\ufeff")
    except UnicodeError:
        raise NoAddresses(say("it is not UTF-8")) from None
    first = text.partition("\n")[0]
    divider = ";" if first.count(";") > first.count(",") else ","
    found: dict[str, Member] = {}
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
        places = _columns(next(rows, []))
        for number, row in enumerate(rows, 2):
            if any(row):
                name, member = _member(row, places, number)
                if found.setdefault(name, member) != member:
                    raise NoAddresses(say("member “{name}” stands there twice", name=name))
    except csv.Error as error:
        raise NoAddresses(say("it is not CSV: {reason}", reason=str(error))) from None
    return found


def _columns(headings: list[str]) -> dict[str, int]:
    said = [re.sub(r"[\s_-]", "", h.translate(_TURKISH).lower()) for h in headings]
    plain = [heading.translate(_PLAIN) for heading in said]
    places = {
        key: number
        for key, names in _HEADINGS.items()
        for number, pair in enumerate(zip(said, plain, strict=True))
        if {*pair} & {*names}
    }
    if "member" not in places or not {"email", "phone"} & {*places}:
        raise NoAddresses(say("its first line does not name “member”, and “email” or “phone”"))
    return places


def _member(row: list[str], places: Mapping[str, int], number: int) -> tuple[str, Member]:
    values = {key: row[n].strip() if n < len(row) else "" for key, n in places.items()}
    kind = values.get("recipientType", "").translate(_TURKISH).lower().translate(_PLAIN).upper()
    if kind not in ("", *RECIPIENTS):
        raise NoAddresses(
            say("line {number}: the type is not one of: {known}", number=number, known=RECIPIENTS)
        )
    return values["member"], Member(values.get("email", ""), values.get("phone", ""), kind)


def entries(
    answered: Iterable[tuple[Read, Answer | None]], entering: Entering
) -> Iterator[Row | Left]:
    """What is to be entered, in the order of time, after what is left out."""
    rows: dict[tuple[str, str], Row] = {}
    for read, answer in answered:
        made = _row(read, answer, entering)
        if isinstance(made, Left):
            yield made
        elif made:
            rows.setdefault((made.member, made.id), made)
    last: dict[tuple[str, str, str], Status] = {}
    for row in sorted(rows.values(), key=lambda row: (row.moment, row.id)):
        address = (row.recipient, row.recipient_type, row.type)
        if last.get(address) != row.status:
            yield row
        last[address] = row.status


def _row(read: Read, answer: Answer | None, entering: Entering) -> Row | Left | None:
    """None for what is neither an approval nor a refusal of messages."""
    record = read.content
    if not isinstance(record, Record):
        refusal = read.refusal.words if read.refusal else say("this is a receipt, not a record")
        return Left(read.place, refusal, broken=True)
    receipt = record.receipt
    if receipt.type is not Kind.MESSAGE_APPROVAL or receipt.event is Event.SHOWN:
        return None
    status = Status.APPROVED if receipt.event is Event.APPROVED else Status.REFUSED
    if status is Status.APPROVED and (answer is None or not answer.good):
        codes = [one.code for one in answer.objections] if answer else []
        return Left(read.place, say("the approval does not hold ({codes})", codes=codes))
    if receipt.channel not in TYPES:
        return Left(read.place, say("İYS has no channel “{name}”", name=receipt.channel))
    member = entering.members.get(record.member)
    if member is None:
        return Left(
            read.place, say("member “{name}” is not in the list of addresses", name=record.member)
        )
    kind = member.recipient_type or entering.recipient_type
    if not kind:
        reason = say(
            "whether member “{name}” is a trader is not stated; write BIREYSEL or TACIR into the "
            "column recipientType, or name one for all others (--recipient-type)",
            name=record.member,
        )
        return Left(read.place, reason)
    address = _email(member.email) if receipt.channel == "email" else _phone(member.phone)
    if not address:
        return Left(
            read.place, say("member “{name}” has no valid address for it", name=record.member)
        )
    moment = _moment(record)
    return Row(
        TYPES[receipt.channel],
        entering.sources.get(receipt.surface) or entering.sources[""],
        address,
        kind,
        status,
        moment,
        business_day_after(day_of(moment), entering.days[status], entering.holidays),
        record.member,
        receipt.id,
    )


def _moment(record: Record) -> datetime:
    """When the person chose: by the browser's clock, unless the server's says that it was wrong."""
    time, received = record.receipt.time, record.received
    return min(time, received) if -CLOCKS <= received - time <= OPEN_FOR else received


def _phone(number: str) -> str:
    """`+905321234567`; empty for what is no telephone number."""
    digits = re.sub(r"[\s().\-/]", "", number)
    prefix = {10: "+90", 11: "+9", 12: "+"}.get(len(digits), "")
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif not digits.startswith("+") and f"{prefix}{digits}".startswith("+90"):
        digits = f"{prefix}{digits}"
    return digits if _PHONE.fullmatch(digits) else ""


def _email(address: str) -> str:
    return address if len(address) <= 254 and _EMAIL.fullmatch(address) else ""


def _as_text(cell: str) -> str:
    """A spreadsheet reads what begins so as a formula; a telephone number does no harm."""
    return f"'{cell}" if _FORMULA.match(cell) and not _PHONE.fullmatch(cell) else cell
