"""A page or a script of somebody's host, asked for once, within limits of size, time and hops.

Only http and https; nothing is sent but the address, and nothing is run.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from generator.errors import LoadingError, Problem
from generator.message import Message, say
from generator.provenance import Origin

MOST_BYTES, MOST_HOPS, PATIENCE = 3_000_000, 5, 20.0
"""Bytes of an answer, redirects, and seconds for one answer from its beginning to its end."""
_AGENT = "kvkk-notices verify --live"
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `address` is where it came from in the end, `kind` its media type, `charset` as
    the host says it (empty where it does not)."""

    address: str
    kind: str
    charset: str
    content: bytes


def ask(address: str) -> Answer:
    """The answer of a host; raises LoadingError, in words for whoever typed the address."""
    if fault := unusable(address):
        raise refused(address, fault)
    opener = urllib.request.OpenerDirector()
    hops = _Hops()
    for handler in (
        urllib.request.ProxyHandler(), urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(), urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(), hops,
    ):  # fmt: skip
        opener.add_handler(handler)
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT})
    until = time.monotonic() + PATIENCE
    try:
        with opener.open(request, timeout=PATIENCE / 2) as answer:
            if answer.headers.get("Content-Encoding", "identity") != "identity":
                raise refused(address, say("it answers compressed, and was not asked to"))
            content = b"".join(_pieces(answer, address, until))
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
            return Answer(answer.geturl(), kind, charset or "", content)
    except urllib.error.HTTPError as error:
        error.close()
        raise refused(address, say("it answers {status}", status=error.code)) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, Message):
            raise refused(address, reason) from None
        words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise refused(address, say("nobody answers ({reason})", reason=words)) from None


def _pieces(answer: Any, address: str, until: float) -> Iterator[bytes]:
    size = 0
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > MOST_BYTES:
            raise refused(address, say("it has more than {limit} bytes", limit=MOST_BYTES))
        if time.monotonic() > until:
            raise refused(address, say("it takes longer than {limit} seconds", limit=int(PATIENCE)))
        yield piece


def unusable(address: str) -> Message | None:
    """Why nothing is asked at an address; None when it can be."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return say("it cannot be read as an address")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return say("it does not begin with https:// or http:// and a host")
    if "@" in parts.netloc:
        return say("it holds the name of a user, which everybody would read")
    if not address.isascii() or not address.isprintable() or " " in address:
        return say("it holds signs that no address has; write them as %C4%B1 and the host as xn--…")
    return None


def refused(address: str, fault: Message) -> LoadingError:
    """The error that names the address."""
    message = say("this page cannot be looked at: {fault}.", fault=fault)
    return LoadingError(Problem(Origin(address[:200], 0), message))


class _Hops(urllib.request.HTTPRedirectHandler):
    """Redirects: few, and none that leaves the web or its encryption."""

    max_redirections = MOST_HOPS
    max_repeats = MOST_HOPS

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The next request; raises URLError where there must be none."""
        newurl = newurl.partition("#")[0]
        if fault := unusable(newurl):
            raise urllib.error.URLError(
                say("it leads to another place, and of that: {fault}", fault=fault)
            )
        if req.full_url.startswith("https:") and newurl.startswith("http:"):
            raise urllib.error.URLError(say("it leads to a place without encryption"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)
