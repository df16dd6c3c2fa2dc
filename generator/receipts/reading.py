"""The way in: bytes that anybody may have sent, to receipts, records and mistakes.

A file holds one receipt or record, an array of them, or one a line (JSON lines; read as a
stream, so its size does not matter). Nothing that comes in can do more than be refused.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from generator.errors import reason_of
from generator.message import Message, say
from generator.receipts.receipt import Mistake, NotAReceipt, Receipt, Record, parse
from generator.receipts.verifiers.verify_receipt import mangled

LONGEST = 8 * 1024
"""Bytes of one receipt or record; the longest that is valid has about 1200."""
LONGEST_FILE = 16 * 1024 * 1024
"""Bytes of a file that is not JSON lines and must be read at once."""

WAYS = {
    "too-long": say("it is too long for a receipt"),
    "empty": say("nothing was posted"),
    "slashed": say(
        "its quotation marks were escaped with \\ on the way, as WordPress does; "
        "take the slashes away before you store it: wp_unslash()"
    ),
    "entities": say(
        "its quotation marks were written as &quot; on the way; store it as it was posted"
    ),
    "percent-encoded": say("it was percent-encoded twice; decode it once more before you store it"),
    "quoted": say("it is JSON inside a JSON string; store what is inside the string"),
    "quotes": say(
        "its quotation marks are not those of JSON; a program wrote its own notation or "
        "made them typographic"
    ),
    "byte-order-mark": say("it begins with a byte order mark; store it without"),
    "truncated": say("its end is missing; look how long your field of the database is"),
}
"""What mangled a receipt on its way, by the name that every verifier gives it, and what to do."""


@dataclass(frozen=True, slots=True)
class Read:
    """What stood at a place (line, or number in the array): `content`, or a `refusal`."""

    place: int
    content: Receipt | Record | None
    refusal: NotAReceipt | None = None


def read(content: str | bytes) -> Receipt | Record:
    """One receipt or record; raises NotAReceipt, which names what mangled it on the way."""
    try:
        return parse(decode(content))
    except NotAReceipt as refusal:
        raise _named(content, refusal) from None


def _named(content: str | bytes, refusal: NotAReceipt) -> NotAReceipt:
    """The same refusal, or the one that says what mangled the whole."""
    name = mangled(content) if [m.key for m in refusal.mistakes] == [""] else ""
    return NotAReceipt([Mistake(name, WAYS[name])]) if name else refusal


def decode(content: str | bytes, longest: int = LONGEST) -> object:
    """JSON as RFC 8259 and RFC 7493 have it; raises NotAReceipt, and nothing else."""
    size = (
        len(content)
        if isinstance(content, bytes)
        else len(content.encode("utf-8", "surrogatepass"))
    )
    if size > longest:
        raise _no(say("it has more than {limit} bytes", limit=longest))
    try:
        words = content.decode("utf-8") if isinstance(content, bytes) else content
        data = json.loads(
            words,
            object_pairs_hook=_once,
            parse_constant=_constant,
            parse_int=lambda digits: int(digits) if len(digits) < 20 else float(digits),
        )
        if "\\u" in words:
            # Half a surrogate pair is not text, and has no canonical form.
            json.dumps(data, ensure_ascii=False).encode()
    except UnicodeError:
        raise _no(say("it is not UTF-8")) from None
    except RecursionError:
        raise _no(say("it is nested too deeply")) from None
    except ValueError as error:
        raise _no(say("it is not JSON: {reason}", reason=reason_of(error))) from None
    return data


def _no(message: Message) -> NotAReceipt:
    return NotAReceipt([Mistake("", message)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError(say("a key is written twice"))
    return data


def _constant(name: str) -> None:
    raise ValueError(say("{name} is not a number of JSON", name=name))


def read_all(file: BinaryIO) -> Iterator[Read]:
    """Everything in a file, in its order; a place counts from 1."""
    first = file.readline(LONGEST + 2)
    if _is_line(first):
        yield from _lines(file, first.removeprefix(b"\xef\xbb\xbf"))
    else:
        yield from _whole(first + file.read(LONGEST_FILE + 1))


def _is_line(line: bytes) -> bool:
    """Whether the first line by itself is an object, so that the others are too."""
    try:
        return isinstance(decode(line.removeprefix(b"\xef\xbb\xbf")), dict)
    except NotAReceipt:
        # A broken object on a line of its own, not the opening of one that spans lines.
        return bool(re.fullmatch(rb"\s*\{.+\}\s*", line))


def _lines(file: BinaryIO, line: bytes) -> Iterator[Read]:
    number = 1
    while line:
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST + 2)
            yield Read(
                number, None, _no(say("the line has more than {limit} bytes", limit=LONGEST))
            )
        elif line.strip():
            yield _read(number, line)
        line = file.readline(LONGEST + 2)
        number += 1


def _read(place: int, text: bytes) -> Read:
    try:
        return Read(place, read(text))
    except NotAReceipt as refusal:
        return Read(place, None, refusal)


def _whole(text: bytes) -> Iterator[Read]:
    try:
        data = decode(text.removeprefix(b"\xef\xbb\xbf"), LONGEST_FILE)
    except NotAReceipt as refusal:
        yield Read(1, None, _named(text, refusal) if len(text) <= LONGEST else refusal)
        return
    for place, one in enumerate(data if isinstance(data, list) else [data], 1):
        try:
            yield Read(place, parse(one))
        except NotAReceipt as refusal:
            yield Read(place, None, refusal)
