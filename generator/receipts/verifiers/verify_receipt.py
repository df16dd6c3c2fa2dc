#!/usr/bin/env python3
"""Verifies receipts of kvkk-notices; copy this file, it needs Python 3.9 and nothing else.

    python3 verify_receipt.py https://notices.example/ receipt.json     (or a folder of the site)

    import verify_receipt
    record = verify_receipt.record(posted, member)          # what is stored, with the server's time
    answer = verify_receipt.verify(record, index, text_of)  # before it is stored
    if verify_receipt.withdraws(posted): ...                # counts, whatever the answer says

`index` is api/v1/index.json of the site; `text_of` takes the "json" of a text and gives that file
decoded. Either is None while it cannot be had; the answer then says `text-unknown`. An answer is
{"ok", "id", "receipt", "problems", "need", "since"}: the problems are codes, none when the words
are those of the release and were in force then; `malformed:` is followed by the wrong key, or by
what mangled the whole (MANGLED). "need" is what is to be done today ("nothing", "inform-anew",
"ask-consent-anew", "ask-approval-anew", "not-published-today", or None when there is no choice to
renew). Store what does not hold as well, with its answer. Nothing says that a text was read.

vectors.json beside this file holds receipts with the answers that are right.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

Data = dict[str, Any]
TextOf = Callable[[str], Any]

VERSION = "2.0.0"
LONGEST = 8192  # bytes of a receipt
AROUND_MIDNIGHT = timedelta(minutes=15)
OPEN_FOR = timedelta(hours=24)
CLOCKS = timedelta(minutes=5)
UTC = timezone.utc  # noqa: UP017 - the name in `datetime` came with Python 3.11
# Türkiye has had one offset all the year since 2016, and no release is older.
ISTANBUL = timezone(timedelta(hours=3))

TIME = (
    r"2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)
NAME = r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*"
DIGEST = r"[0-9a-f]{64}"
EVENTS = {
    "notice": ("shown", "acknowledged"),
    "consent": ("shown", "consented", "withdrawn"),
    "message_approval": ("shown", "approved", "withdrawn"),
}
ANEW = {
    "notice": "inform-anew",
    "consent": "ask-consent-anew",
    "message_approval": "ask-approval-anew",
}
REQUIRED = {
    "format": None,
    "site": NAME,
    "document": NAME,
    "type": "notice|consent|message_approval",
    "release": r"(?=.{1,20}$)[0-9]{4}-[0-9]{2}-[0-9]{2}(-[1-9][0-9]*)?",
    "lang": "[a-z]{2}",
    "layer": "short|full",
    "hash": None,
    "event": "shown|acknowledged|consented|approved|withdrawn",
    "time": TIME,
    "surface": NAME,
}
OPTIONAL = {"shown": TIME, "item": NAME, "channel": NAME}
RECORD = {"format": None, "id": DIGEST, "received": TIME, "member": "[A-Za-z0-9._:-]{1,64}"}
# How a text begins that something has changed on its way here; the first that matches.
MANGLED = {
    "empty": r"[ \t\r\n]*$",
    "slashed": r"[ \t\r\n]*\{[ \t\r\n]*\\",  # WordPress, magic quotes: take the slashes away
    "entities": r"[ \t\r\n]*\{[ \t\r\n]*&",  # escaped as for a page, or "sanitised"
    "percent-encoded": r"%7[Bb]",  # encoded twice
    "quoted": r'[ \t\r\n]*"[ \t\r\n]*\{',  # JSON inside a JSON string
    "quotes": r"[ \t\r\n]*\{[ \t\r\n]*['\u2018\u2019\u201c\u201d]",  # not the quotes of JSON
    "byte-order-mark": "\ufeff",
}
WORD = r'"(?:[^"\\]|\\.)*"'
WITHDRAWN = r"event[^,{}]{1,24}withdrawn"


def verify(
    text: str | bytes, index: Data | None, text_of: TextOf, now: datetime | None = None
) -> Data:
    """The answer to one receipt or record (JSON, str or bytes)."""
    now = now or datetime.now(UTC)
    answer: Data = {
        "ok": False,
        "id": None,
        "receipt": None,
        "problems": [],
        "need": None,
        "since": None,
    }
    try:
        data = decode(text)
    except (ValueError, RecursionError):
        data = None
    answer["problems"] = sorted("malformed:" + key for key in mistakes(data))
    if answer["problems"]:
        if answer["problems"] == ["malformed:"]:
            answer["problems"] = ["malformed:" + mangled(text)]
        return answer
    record = data if "receipt" in data else None
    receipt = answer["receipt"] = record["receipt"] if record else data
    answer["id"] = receipt_id(receipt)
    problems = answer["problems"] = list(clocks(receipt, record, now))
    if record and record["id"] != answer["id"]:
        problems.append("id-differs")
    row = find(index, receipt) if index else "text-unknown"
    if isinstance(row, str):
        problems.append(row)
    elif index:
        problems += about_text(index, receipt, row, text_of)
        if not problems:
            answer["need"], answer["since"] = renewal(index, receipt, row)
    problems.sort()
    answer["ok"] = not problems
    return answer


def record(posted: str, member: str, received: datetime | None = None) -> str:
    """What is stored: the receipt as it was posted, its id, the server's time, the member's key.

    What is no JSON object comes back as it was posted, so that `verify` says what mangled it; of
    what is too long only so much that this can still be seen.
    """
    try:
        receipt = decode(posted)
    except (ValueError, RecursionError):
        receipt = None
    if not isinstance(receipt, dict):
        return posted[: LONGEST + 8]
    own = {
        "format": 1,
        "id": "0" * 64 if any(receipt_mistakes(receipt)) else receipt_id(receipt),
        "received": (received or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "member": member,
    }
    return json.dumps(own)[:-1] + ', "receipt": ' + posted + "}"


def withdraws(posted: str) -> bool:
    """Whether a person takes something back, also where the receipt is mangled or incomplete."""
    try:
        data = decode(posted)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict):
        return bool(data.get("event") == "withdrawn")
    return re.search(WITHDRAWN, posted) is not None


def mangled(text: str | bytes) -> str:
    """What happened on the way to a text that is not a JSON object; "" when nobody can say."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST:
        return "too-long"
    for name, pattern in MANGLED.items():
        if re.match(pattern, text):
            return name
    rest = re.sub(WORD, "", text, flags=re.DOTALL)
    cut = rest.count("{") > rest.count("}") or '"' in rest
    return "truncated" if cut and re.match(r"[ \t\r\n]*\{", text) else ""


def decode(text: str | bytes) -> Any:
    """JSON in which each key is written once; ValueError otherwise."""

    def once(pairs: list[tuple[str, Any]]) -> Data:
        made = dict(pairs)
        if len(made) != len(pairs):
            raise ValueError("a key is written twice")
        return made

    def constant(name: str) -> None:
        raise ValueError(name)

    if isinstance(text, str):
        text = text.encode()  # half a surrogate pair is a UnicodeError, which is a ValueError
    if len(text) > LONGEST:
        raise ValueError("too long")
    data = json.loads(
        text.decode("utf-8"),
        object_pairs_hook=once,
        parse_constant=constant,
        parse_int=lambda digits: int(digits) if len(digits) < 20 else float(digits),
    )
    json.dumps(data, ensure_ascii=False).encode()
    return data


def receipt_id(receipt: Data) -> str:
    """SHA-256 of the canonical form (RFC 8785); a valid receipt holds ASCII and the number 1."""
    plain = {**receipt, "format": 1}
    written = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def mistakes(data: Any) -> set[str]:
    """Keys that keep something from being a receipt or a record; "" is the whole."""
    if not isinstance(data, dict):
        return {""}
    if "receipt" not in data:
        return set(receipt_mistakes(data))
    found = set(by_table({k: v for k, v in data.items() if k != "receipt"}, RECORD, {}))
    if not isinstance(data["receipt"], dict):
        return found | {"receipt"}
    return found | {"receipt." + key for key in receipt_mistakes(data["receipt"])}


def by_table(data: Data, required: Data, optional: Data) -> Iterator[str]:
    """Keys that are missing, wrong or not among those that belong here."""
    for key in required:
        if key not in data:
            yield key
    for key, value in data.items():
        if key not in required and key not in optional:
            yield key
        elif key == "format":
            if isinstance(value, bool) or not isinstance(value, (int, float)) or value != 1:
                yield key
        elif key == "hash":
            right = isinstance(value, dict) and set(value) == {"alg", "value"}
            if not right or value["alg"] != "text-1" or not matches(DIGEST, value["value"]):
                yield key
        else:
            pattern = required.get(key) or optional[key]
            if not matches(pattern, value) or (pattern == TIME and moment(value) is None):
                yield key


def matches(pattern: str, value: Any) -> bool:
    """Whether a value is a word of this pattern, to its end."""
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def receipt_mistakes(receipt: Data) -> Iterator[str]:
    """Wrong keys of a receipt, and those that its type and its event ask for or forbid."""
    wrong = set(by_table(receipt, REQUIRED, OPTIONAL))
    yield from wrong
    kind = str(receipt.get("type"))
    if "type" not in wrong:
        if "event" not in wrong and receipt["event"] not in EVENTS[kind]:
            yield "event"
        if ("item" in receipt) != (kind == "consent"):
            yield "item"
        if ("channel" in receipt) != (kind == "message_approval"):
            yield "channel"
    if "event" not in wrong:
        event = receipt["event"]
        if event == "shown" and "shown" in receipt:
            yield "shown"
        if event in ("acknowledged", "consented", "approved") and "shown" not in receipt:
            yield "shown"


def moment(value: str) -> datetime | None:
    """A moment, or None for a day that no calendar has."""
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def times(receipt: Data) -> tuple[datetime, datetime]:
    """When the words were shown, and when the event happened; of a valid receipt."""
    shown, time = moment(receipt.get("shown") or receipt["time"]), moment(receipt["time"])
    if shown is None or time is None:
        raise ValueError("not a valid receipt")
    return shown, time


def clocks(receipt: Data, record: Data | None, now: datetime) -> Iterator[str]:
    """What the moments say against each other."""
    shown, time = times(receipt)
    if shown > time:
        yield "shown-after-choice"
    if time - shown > OPEN_FOR:
        yield "shown-long-before"
    if time - now > CLOCKS:
        yield "in-future"
    received = moment(record["received"]) if record else None
    if received:
        if time - received > CLOCKS:
            yield "clock-ahead"
        if received - time > OPEN_FOR:
            yield "received-late"


def find(index: Data, receipt: Data) -> Any:
    """The row of the text in the index, or the code that says why there is none."""
    if index["site"] != receipt["site"]:
        return "unknown-site"
    release = next((r for r in index["releases"] if r["id"] == receipt["release"]), None)
    if release is None:
        return "unknown-release"
    rows = [row for row in release["texts"] if row["id"] == receipt["document"]]
    if not rows:
        return "unknown-document"
    return next((row for row in rows if row["lang"] == receipt["lang"]), "language-missing")


def about_text(index: Data, receipt: Data, row: Data, text_of: TextOf) -> Iterator[str]:
    """The words, what the document is, and whether it was in force."""
    digest = row["hash"].get(receipt["layer"])
    if digest is None:
        yield "layer-missing"
    elif digest["value"] != receipt["hash"]["value"]:
        yield "digest-differs"
    # A withdrawn text has no file; its row says what it was.
    text = text_of(row["json"]) if row.get("json") else row
    if row.get("json") and (not isinstance(text, dict) or "type" not in text):
        yield "text-unknown"  # a notice could pass for a consent
    elif "type" in text:
        for key in ("type", "item", "channel"):
            if text.get(key) != receipt.get(key):
                yield key + "-differs"
                break
    begin, end = sorted(times(receipt))
    first = str((begin - AROUND_MIDNIGHT).astimezone(ISTANBUL).date())
    last = str((end + AROUND_MIDNIGHT).astimezone(ISTANBUL).date())
    if not any(in_force(index, row, span, first, last) for span in index["inForce"]):
        gone = next(r["withdrawn"] for r in index["releases"] if r["id"] == row["release"])
        yield "withdrawn" if gone and gone <= first else "not-in-force"


def in_force(index: Data, row: Data, span: Data, first: str, last: str) -> bool:
    """Whether the release of a span, which holds one of the days, has this very text."""
    if span["from"] > last or (span["until"] or "9999") < first:
        return False
    rows = [t for r in index["releases"] if r["id"] == span["release"] for t in r["texts"]]
    return any(all(t[k] == row[k] for k in ("id", "lang", "release")) for t in rows)


def renewal(index: Data, receipt: Data, row: Data) -> tuple[str | None, str | None]:
    """What is to be done today, and the version since which the substance is another."""
    if receipt["type"] != "notice" and receipt["event"] not in ("consented", "approved"):
        return None, None
    for document in index["documents"]:
        for text in document["texts"]:
            here = (document["id"], text["lang"]) == (row["id"], row["lang"])
            if here and text["state"] == "in-force":
                if row["release"] in text["informedBy"]:
                    return "nothing", None
                return ANEW[receipt["type"]], text["informAnewSince"]
    return "not-published-today", None


def main(site: str, file: str) -> int:
    """Prints one answer; exit code 0 when the receipt holds, 1 when not, 2 when nobody can say."""

    def text_of(path: str) -> Any:
        if site.startswith(("https://", "http://")):
            with urllib.request.urlopen(site.rstrip("/") + "/" + path, timeout=10) as answer:
                return json.load(answer)
        return json.loads((Path(site) / path).read_text(encoding="utf-8"))

    try:
        posted = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        index = text_of("api/v1/index.json")
        if not {"site", "releases", "inForce", "documents"} <= {*index}:
            raise ValueError("it has no index of released texts")
        answer = verify(posted, index, text_of)
    except Exception as error:  # whatever the index holds instead, nobody can say
        print(f"{file} cannot be verified against {site}: {error!r}", file=sys.stderr)
        return 2
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    if answer["receipt"] is None:
        return 2
    return 0 if answer["ok"] else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print("python3 verify_receipt.py SITE FILE", file=sys.stderr)
        sys.exit(2)
    sys.exit(main(sys.argv[1], sys.argv[2]))
