"""Signatures of manifests: Ed25519 (RFC 8032), kept beside the manifest in `signature.json`.

A signature shows that somebody who held the key published the entry; without one, a person who
can write the whole archive could write another history. Keys have a first and a last day, so that
they can be changed: the day of publication decides which one must have signed.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import ArchiveError, Problem
from generator.provenance import Origin
from generator.releases.record import Manifest

if TYPE_CHECKING:  # slow to import, and most runs sign nothing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALGORITHM = "Ed25519"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that may have signed, and the days on which it was valid (both inclusive)."""

    raw: bytes
    start: date = date.min
    end: date = date.max

    @property
    def id(self) -> str:
        """The first 16 hex digits of its SHA-256."""
        return hashlib.sha256(self.raw).hexdigest()[:16]


def read_private(path: Path) -> "Ed25519PrivateKey":
    """The private key in a PEM file; raises ArchiveError when there is none."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise ArchiveError(
            Problem(Origin(str(path), line=0), f"no key can be read: {error}.")
        ) from None
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise ArchiveError(
            Problem(Origin(str(path), line=0), f"this is not a valid {ALGORITHM} key.")
        )
    return key


def public_key(line: str) -> PublicKey:
    """A public key as it is written down: base64 of its 32 bytes, then perhaps its days.

    `KEY`, `KEY,2026-01-01` or `KEY,2026-01-01,2027-12-31`; raises ValueError.
    """
    letters, *days = line.split(",")
    raw = base64.b64decode(letters, validate=True)
    if len(raw) != 32 or len(days) > 2:
        raise ValueError("a public key has 32 bytes, a first day and a last day")
    start = date.fromisoformat(days[0]) if days else date.min
    end = date.fromisoformat(days[1]) if len(days) > 1 else date.max
    return PublicKey(raw, start, end)


def in_letters(key: PublicKey) -> str:
    """The inverse of `public_key`."""
    return base64.b64encode(key.raw).decode()


def public_of(private: "Ed25519PrivateKey") -> PublicKey:
    """The public key that belongs to a private one."""
    return PublicKey(private.public_key().public_bytes_raw())


def signature_of(manifest: bytes, private: "Ed25519PrivateKey") -> bytes:
    """The content of `signature.json` for a manifest."""
    return _file(public_of(private).id, private.sign(manifest))


def _file(key: str, value: bytes) -> bytes:
    """One way to write a signature: a file that is written otherwise was touched."""
    data = {"alg": ALGORITHM, "key": key, "value": base64.b64encode(value).decode()}
    return (json.dumps(data, sort_keys=True, indent=1) + "\n").encode()


def check(
    signature: Path, manifest_file: Path, keys: Sequence[PublicKey], manifest: Manifest
) -> str | None:
    """What is wrong with the signature of an entry, None when it is good."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        written = signature.read_bytes()
        data = json.loads(written)
        value = base64.b64decode(data["value"], validate=True)
        if written != _file(data["key"], value):
            return "its signature is not written as this tool writes it"
    except FileNotFoundError:
        return "it is not signed"
    except (ValueError, TypeError, KeyError):
        return "its signature cannot be read"
    for key in keys:
        if key.id == data["key"] and key.start <= manifest.published <= key.end:
            try:
                public = ed25519.Ed25519PublicKey.from_public_bytes(key.raw)
                public.verify(value, manifest_file.read_bytes())
            except InvalidSignature:
                return "its signature does not belong to it"
            return None
    return f"no key that was valid on {manifest.published} has signed it"
