"""Where the preview is served: an address as it is typed, and what to type if it cannot be had."""

import errno
import ipaddress
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from generator.message import say

DEFAULT = "127.0.0.1:8000"
_HOST = re.compile(r"[A-Za-z0-9._-]*")
_TRIED = 100
"""Ports that are tried for another one that is free."""


class NotAnAddress(ValueError):
    """What was typed is not host:port; the message says what to type."""


class Refused(Exception):
    """The system does not let the preview be served there; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host (a name, an IPv4 address, or empty for all of this machine) and a port; port 0 is
    any that is free."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def read(typed: str) -> Address:
    """An address as it is typed; raises NotAnAddress."""
    host, colon, port = typed.rpartition(":")
    if typed.isascii() and typed.isdigit():
        hint = f"127.0.0.1:{typed}" if int(typed[:6]) <= 65535 else DEFAULT
        raise NotAnAddress(say("“{typed}” has no host. Type it as {hint}.", typed=typed, hint=hint))
    if not colon:
        raise NotAnAddress(
            say(
                "“{typed}” has no port. Type it as host:port, as in {example}.",
                typed=typed,
                example=DEFAULT,
            )
        )
    if "://" in typed:
        raise NotAnAddress(
            say(
                "“{typed}” is the address of a page. Type host:port, as in {example}.",
                typed=typed,
                example=DEFAULT,
            )
        )
    if ":" in host or "[" in host:
        raise NotAnAddress(
            say(
                "“{typed}” is an IPv6 address, which the preview is not served at. "
                "Type one of IPv4, as in {example}.",
                typed=typed,
                example=DEFAULT,
            )
        )
    if not _HOST.fullmatch(host):
        raise NotAnAddress(
            say(
                "“{host}” is not a valid host. Type the address as in {example}.",
                host=host,
                example=DEFAULT,
            )
        )
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > 65535:
        raise NotAnAddress(
            say(
                "“{port}” is not a valid port: a number from 1 to 65535. "
                "Type the address as in {host}:8000.",
                port=port,
                host=host or "127.0.0.1",
            )
        )
    return Address(host, int(port))


def refusal(address: Address, error: Exception) -> Refused:
    """Why nothing can be served at an address, and the nearest one at which it can."""
    number = getattr(error, "errno", None)
    if number in (errno.EADDRINUSE, errno.EACCES):
        why = (
            say(
                "port {port} is taken by another program, perhaps another preview",
                port=address.port,
            )
            if number == errno.EADDRINUSE
            else say("you have no right to use port {port}", port=address.port)
        )
        other = Address(address.host, _free_port(address))
    else:
        reason = getattr(error, "strerror", None) or error
        why = say(
            "“{host}” is not an address of this machine ({reason})",
            host=address.host,
            reason=reason,
        )
        other = Address("127.0.0.1", address.port)
        if not _can_be_bound(other):
            other = Address(other.host, _free_port(other))
    return Refused(
        say(
            "The preview cannot be served at {address}: {why}. Type: --address {other}",
            address=address,
            why=why,
            other=other,
        )
    )


def is_open(bound: str) -> bool:
    """Whether other machines reach what is served at the numeric address `bound`."""
    return not ipaddress.ip_address(bound).is_loopback


def link(address: Address, bound: tuple[str, int]) -> str:
    """The address to open in a browser of this machine."""
    host = "127.0.0.1" if ipaddress.ip_address(bound[0]).is_unspecified else address.host
    return f"http://{host}:{bound[1]}/"


def _free_port(address: Address) -> int:
    """The next free port; 0, which lets the system choose, if none of many is free."""
    return next((port for port in _others(address.port)
                 if _can_be_bound(Address(address.host, port))), 0)  # fmt: skip


def _others(port: int) -> Iterator[int]:
    if port >= 1024:
        yield from range(port + 1, min(port + _TRIED, 65536))
    yield from range(8000, 8000 + _TRIED)


def _can_be_bound(address: Address) -> bool:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((address.host, address.port))
            tried.listen()
    except (OSError, UnicodeError):
        return False
    return True
