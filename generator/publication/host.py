"""The address of a site, as somebody typed it into the environment.

It stands in links, in PDFs that are frozen, and in files that configure web servers.
"""

import re
from urllib.parse import urlsplit

from generator.errors import Problem
from generator.message import Message, say
from generator.provenance import Origin

EXAMPLE_HOST = "https://aydinlatma.example/"
"""Stands for the address of the site while that is unknown."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.IGNORECASE | re.ASCII)
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?", re.ASCII)
_MOST = 500


def problem(fault: Message) -> Problem:
    """What to do about an address at which no site can stand."""
    message = say("this is not the address of a site: {fault}", fault=fault)
    hint = say("Write it as https://host/ or https://host/folder/, or leave it out.")
    return Problem(Origin("SITE_URL", 0), message, hint)


def fault(address: str) -> Message | None:
    """Why no site can stand at `address`; None when one can."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return say("it cannot be read as an address.")
    if parts.scheme not in ("https", "http") or not parts.netloc:
        return say("it does not begin with https:// and a host.")
    if "@" in parts.netloc:
        return say("it holds the name of a user, which everybody would read.")
    if not _HOST.fullmatch(parts.netloc) or ".." in parts.netloc or port == 0:
        return say("its host is not one of letters a-z, digits, points and hyphens.")
    if address != f"{parts.scheme}://{parts.netloc}{parts.path}":
        return say("it holds more than a host and a folder.")
    if not _PATH.fullmatch(parts.path) or {".", ".."} & {*parts.path.split("/")}:
        return say("its folder holds signs that are not letters a-z, digits or one of . _ ~ -")
    return say("it is too long.") if len(address) > _MOST else None
