"""What a receipt and a stored record are, and the rules that every one obeys.

The same rules are written as JSON Schema (`outputs/api/schemas/receipt.schema.json`, `record`), and
once more in the verifiers that shops copy; `verifiers/vectors.json` holds the examples
that all of them must answer alike. A receipt has no place for an address, a name or a fingerprint.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import rfc8785

from generator.message import Message, either, joined, say

FORMAT = 1


class Kind(StrEnum):
    """The types of document that a person meets on the way to an account."""

    NOTICE = "notice"
    CONSENT = "consent"
    MESSAGE_APPROVAL = "message_approval"


class Event(StrEnum):
    """What happened. There is no event for closing: it is not a choice."""

    SHOWN = "shown"
    ACKNOWLEDGED = "acknowledged"
    CONSENTED = "consented"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


EVENTS: Mapping[Kind, tuple[Event, ...]] = {
    Kind.NOTICE: (Event.SHOWN, Event.ACKNOWLEDGED),
    Kind.CONSENT: (Event.SHOWN, Event.CONSENTED, Event.WITHDRAWN),
    Kind.MESSAGE_APPROVAL: (Event.SHOWN, Event.APPROVED, Event.WITHDRAWN),
}
"""Law: a notice is never agreed to; consent and approval are choices (P347; Law 6563 art. 6)."""
NEED_SHOWN = (Event.ACKNOWLEDGED, Event.CONSENTED, Event.APPROVED)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that keeps something from being a receipt; `key` is its path, "" the whole."""

    key: str
    message: Message

    @property
    def code(self) -> str:
        """The name under which every verifier knows it."""
        return f"malformed:{self.key}"


class NotAReceipt(ValueError):
    """This is neither a receipt nor a record; `mistakes` has all that is wrong with it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(self.words)

    @property
    def words(self) -> Message:
        """All of it in one line."""
        mistakes = [
            say("{key}: {mistake}", key=m.key, mistake=m.message) if m.key else m.message
            for m in self.mistakes
        ]
        return joined(mistakes, "; ")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which text, in which words, what happened and when by the clock of the browser (UTC).

    `shown` is when the text became visible, None in an event *shown* and perhaps in a
    withdrawal. `item` is the matter of a consent, `channel` that of an approval; otherwise "".
    """

    site: str
    document: str
    type: Kind
    release: str
    language: str
    layer: str
    digest: str
    event: Event
    time: datetime
    surface: str
    shown: datetime | None = None
    item: str = ""
    channel: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """The JSON form."""
        data: dict[str, Any] = {
            "format": FORMAT,
            "site": self.site,
            "document": self.document,
            "type": self.type.value,
            "release": self.release,
            "lang": self.language,
            "layer": self.layer,
            "hash": {"alg": "text-1", "value": self.digest},
            "event": self.event.value,
            "time": written(self.time),
            "surface": self.surface,
        }
        if self.shown is not None:
            data["shown"] = written(self.shown)
        return data | {k: v for k, v in (("item", self.item), ("channel", self.channel)) if v}

    @property
    def canonical(self) -> bytes:
        """The canonical form (RFC 8785), UTF-8."""
        return rfc8785.dumps(self.data)

    @property
    def id(self) -> str:
        """SHA-256 of the canonical form, lower-case hex; the same for the same statement."""
        return hashlib.sha256(self.canonical).hexdigest()

    @property
    def begin(self) -> datetime:
        """When the words were first before the person."""
        return self.shown or self.time


@dataclass(frozen=True, slots=True)
class Record:
    """A receipt as a shop's server keeps it: its own clock, its own key of the member.

    `id` is what the server wrote down as the receipt's id; it need not be right.
    """

    receipt: Receipt
    received: datetime
    member: str
    id: str

    @property
    def data(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "format": FORMAT,
            "id": self.id,
            "received": written(self.received),
            "member": self.member,
            "receipt": self.receipt.data,
        }


def written(moment: datetime) -> str:
    """A moment as receipts write it: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(data: object) -> Receipt | Record:
    """A receipt or a record from decoded JSON; raises NotAReceipt with all mistakes."""
    if not isinstance(data, dict):
        raise NotAReceipt([Mistake("", say("a receipt is a JSON object"))])
    if "receipt" not in data:
        _refuse(list(_mistakes(data, "")))
        return _receipt(data)
    _refuse(list(_record_mistakes(data)))
    return Record(_receipt(data["receipt"]), _moment(data["received"]), data["member"], data["id"])


def _refuse(mistakes: list[Mistake]) -> None:
    if mistakes:
        raise NotAReceipt(sorted(mistakes, key=lambda mistake: mistake.key))


def _receipt(data: Mapping[str, Any]) -> Receipt:
    return Receipt(
        site=data["site"],
        document=data["document"],
        type=Kind(data["type"]),
        release=data["release"],
        language=data["lang"],
        layer=data["layer"],
        digest=data["hash"]["value"],
        event=Event(data["event"]),
        time=_moment(data["time"]),
        surface=data["surface"],
        shown=_moment(data["shown"]) if "shown" in data else None,
        item=data.get("item", ""),
        channel=data.get("channel", ""),
    )


def _matching(pattern: str, longest: int = 64) -> Callable[[object], bool]:
    whole = re.compile(pattern)
    return lambda v: isinstance(v, str) and len(v) <= longest and bool(whole.fullmatch(v))


def _among(*words: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in words


def _is_format(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == FORMAT


def _is_hash(value: object) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"alg", "value"}
        and value["alg"] == "text-1"
        and _is_digest(value["value"])
    )


def _is_time(value: object) -> bool:
    if not _looks_like_time(value):
        return False
    try:
        _moment(str(value))
    except ValueError:  # 30 February
        return False
    return True


def _moment(value: str) -> datetime:
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


_looks_like_time = _matching(
    r"2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z"
)
_is_digest = _matching("[0-9a-f]{64}")
_is_name = _matching("[a-z0-9]+(-[a-z0-9]+)*")
_NAME = say("a name in small Latin letters and digits, parted by single hyphens, 64 at most")
_TIME = say("a moment in UTC to the second, such as 2026-06-01T09:30:00Z")
_DIGEST = say("64 digits of lower-case hex")

_Rule = tuple[Callable[[object], bool], object]
_REQUIRED: Mapping[str, _Rule] = {
    "format": (_is_format, "1"),
    "site": (_is_name, _NAME),
    "document": (_is_name, _NAME),
    "type": (_among(*Kind), either(list(Kind))),
    "release": (
        _matching("[0-9]{4}-[0-9]{2}-[0-9]{2}(-[1-9][0-9]*)?", 20),
        say("the id of a release, such as 2026-05-20; a draft has no receipt"),
    ),
    "lang": (_matching("[a-z]{2}"), say("a language of two letters")),
    "layer": (_among("short", "full"), either(["short", "full"])),
    "hash": (_is_hash, say('{{"alg": "text-1", "value": {digest}}}', digest=_DIGEST)),
    "event": (_among(*Event), list(Event)),
    "time": (_is_time, _TIME),
    "surface": (_is_name, say("{name}; never an address", name=_NAME)),
}
_OPTIONAL: Mapping[str, _Rule] = {
    "shown": (_is_time, _TIME),
    "item": (_is_name, _NAME),
    "channel": (_is_name, _NAME),
}
_OF_RECORD: Mapping[str, _Rule] = {
    "format": (_is_format, "1"),
    "id": (_is_digest, _DIGEST),
    "received": (_is_time, _TIME),
    "member": (
        _matching("[A-Za-z0-9._:-]{1,64}"),
        say("the shop's own key of the member, without an @: no e-mail address, no name"),
    ),
}


def _record_mistakes(data: Mapping[str, Any]) -> Iterator[Mistake]:
    yield from _by_table(data, _OF_RECORD, {"receipt": (lambda _: True, "")}, "")
    inner = data["receipt"]
    if isinstance(inner, dict):
        yield from _mistakes(inner, "receipt.")
    else:
        yield Mistake("receipt", say("a receipt is a JSON object"))


def _mistakes(data: Mapping[str, Any], path: str) -> Iterator[Mistake]:
    mistakes = list(_by_table(data, _REQUIRED, _OPTIONAL, path))
    yield from mistakes
    wrong = {mistake.key.removeprefix(path) for mistake in mistakes}
    if "type" not in wrong:
        kind = Kind(data["type"])
        yield from _of_type(data, kind, wrong, path)
    if "event" not in wrong:
        yield from _about_shown(data, Event(data["event"]), path)


def _by_table(
    data: Mapping[str, Any],
    required: Mapping[str, _Rule],
    optional: Mapping[str, _Rule],
    path: str,
) -> Iterator[Mistake]:
    for key, (holds, wanted) in required.items():
        if key not in data:
            yield Mistake(path + key, say("is missing; it is {wanted}", wanted=wanted))
        elif not holds(data[key]):
            yield Mistake(path + key, say("must be {wanted}", wanted=wanted))
    for key, value in data.items():
        if key in optional:
            holds, wanted = optional[key]
            if not holds(value):
                yield Mistake(path + key, say("must be {wanted}", wanted=wanted))
        elif key not in required:
            yield Mistake(path + key, say("does not belong here; nothing else is kept"))


def _of_type(data: Mapping[str, Any], kind: Kind, wrong: set[str], path: str) -> Iterator[Mistake]:
    if "event" not in wrong and data["event"] not in EVENTS[kind]:
        events = either(list(EVENTS[kind]))
        yield Mistake(
            path + "event", say("a {type} can only be {events}", type=kind, events=events)
        )
    for key, owner in (("item", Kind.CONSENT), ("channel", Kind.MESSAGE_APPROVAL)):
        if kind is owner and key not in data:
            yield Mistake(
                path + key, say("is missing; a {type} is about one {key}", type=kind, key=key)
            )
        if kind is not owner and key in data and key not in wrong:
            yield Mistake(path + key, say("does not belong to a {type}", type=kind))


def _about_shown(data: Mapping[str, Any], event: Event, path: str) -> Iterator[Mistake]:
    if event is Event.SHOWN and "shown" in data:
        yield Mistake(path + "shown", say("an event “shown” has its own time and no other"))
    if event in NEED_SHOWN and "shown" not in data:
        yield Mistake(
            path + "shown", say("is missing; nothing is {event} that was not shown", event=event)
        )
