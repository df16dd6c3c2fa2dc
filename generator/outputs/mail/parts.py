"""Subject, HTML, plain lines and JSON of a mail, never longer than `LIMIT`.

Where not all fits, the longest text is carried in its short layer, of which a notice's holds all
that article 10 asks for, with the address of the full one; then the next longest, and so on.
"""

import base64
import quopri
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.message import say
from generator.outputs.api.layout import FORMAT, hashes, in_json
from generator.outputs.mail.html_part import html
from generator.outputs.mail.mail import CHANGED, Enclosed, Mail, one_line
from generator.outputs.mail.plain_part import plain

LIMIT = 96_000
"""Bytes of both parts as they travel; with the headers a mail stays below 100 kB (at 102 kB a
well-known program cuts it off)."""


class MailTooLarge(ValueError):
    """Not even the short texts fit."""


@dataclass(frozen=True)
class Parts:
    """What goes into a message, and the same as JSON with all that is to be known about it."""

    subject: str
    html: str
    plain: str
    json: str


def parts(mail: Mail) -> Parts:
    """The parts of a mail; raises MailTooLarge."""
    size = 0
    for fitted in _shorter_and_shorter(mail):
        rich, lines = html(fitted), plain(fitted)
        size = travelling(rich) + travelling(lines)
        if size <= LIMIT:
            data = _data(fitted) | {"html": rich, "text": lines, "bytes": size}
            return Parts(data["subject"], rich, lines, in_json(data))
    raise MailTooLarge(
        say("its shortest form has {size} bytes, more than {limit}", size=size, limit=LIMIT)
    )


def _shorter_and_shorter(mail: Mail) -> Iterator[Mail]:
    """All layers; then less. What was shown to a person is never left out altogether."""
    yield mail
    order = sorted(mail.texts, key=lambda text: -sum(len(la.html) for la in text.text.layers))
    for carried in (("short",), ()) if mail.occasion == CHANGED else (("short",),):
        for longest in order:
            mail = replace(
                mail,
                texts=[
                    replace(text, carried=carried) if text.text is longest.text else text
                    for text in mail.texts
                ],
            )
            yield mail


def travelling(part: str) -> int:
    """Bytes of a part in the worse of the two transfer encodings that mail programs use."""
    content = part.encode()
    lines = content.replace(b"\n", b"\r\n")
    return max(len(quopri.encodestring(content)) + content.count(b"\n"),
               len(base64.encodebytes(lines)) * 78 // 77)  # fmt: skip


def _data(mail: Mail) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "id": mail.id,
        "occasion": mail.occasion,
        "site": mail.site,
        "lang": mail.language,
        "release": mail.release,
        "kind": mail.kind,
        "effectiveDate": mail.effective.isoformat(),
        "note": one_line(mail.note),
        "subject": one_line(mail.subject),
        "documents": [_document(text) for text in mail.texts],
    }


def _document(enclosed: Enclosed) -> dict[str, Any]:
    text = enclosed.text
    return {
        "id": text.document,
        "type": text.type,
        "title": text.title,
        "release": enclosed.release,
        "effectiveDate": enclosed.effective.isoformat(),
        "url": enclosed.url,
        "hash": hashes({layer.name: layer.digest for layer in text.layers}),
        "carried": [layer.name for layer in enclosed.layers],
        **({"redline": enclosed.redline} if enclosed.redline else {}),
    }
