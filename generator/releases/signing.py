"""Signatures of manifests: Ed25519 (RFC 8032), kept beside the manifest in `signature.json`.

A signature shows that somebody who held the key published the entry; without one, a person who
can write the whole archive could write another history. Keys have a first and a last day, so that
they can be changed: the day of publication decides which one must have signed.

Format 2 says whose the entry is (site, address, controller) and signs that with the manifest: one
key may sign for several, whose archives could otherwise be exchanged. Format 1, which has no
number in its file, signs the manifest alone, and is read for ever.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import files
from generator.errors import ArchiveError, Problem
from generator.message import Message, say
from generator.provenance import Origin
from generator.releases.record import Manifest

if TYPE_CHECKING:  # slow to import, and most runs sign nothing
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALGORITHM = "Ed25519"
FORMAT = 2
MOST_BYTES = 10_000
"""No signature is larger."""


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


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an entry is: the id of the site, its address, and the registered name of the data
    controller; the last two are empty where they were not known."""

    site: str
    address: str
    controller: str


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key, and for which address and controller it signs."""

    private: "Ed25519PrivateKey"
    address: str
    controller: str


def read_private(path: Path) -> "Ed25519PrivateKey":
    """The private key in a PEM file; raises ArchiveError when there is none."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        key = serialization.load_pem_private_key(files.read(path, MOST_BYTES), None)
    except (OSError, ValueError, TypeError) as error:
        raise ArchiveError(
            Problem(Origin(str(path), line=0), say("no key can be read: {error}.", error=error))
        ) from None
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise ArchiveError(
            Problem(
                Origin(str(path), line=0),
                say("this is not a valid {algorithm} key.", algorithm=ALGORITHM),
            )
        )
    return key


def public_key(line: str) -> PublicKey:
    """A public key as it is written down: base64 of its 32 bytes, then perhaps its days.

    `KEY`, `KEY,2026-01-01` or `KEY,2026-01-01,2027-12-31`; raises ValueError.
    """
    letters, *days = line.split(",")
    raw = base64.b64decode(letters, validate=True)
    if len(raw) != 32 or len(days) > 2:
        raise ValueError(say("a public key has 32 bytes, a first day and a last day"))
    start = date.fromisoformat(days[0]) if days else date.min
    end = date.fromisoformat(days[1]) if len(days) > 1 else date.max
    return PublicKey(raw, start, end)


def in_letters(key: PublicKey) -> str:
    """The inverse of `public_key`."""
    return base64.b64encode(key.raw).decode()


def public_of(private: "Ed25519PrivateKey") -> PublicKey:
    """The public key that belongs to a private one."""
    return PublicKey(private.public_key().public_bytes_raw())


def signature_of(manifest: bytes, site: str, signer: Signer) -> bytes:
    """The content of `signature.json` for a manifest of `site` (format 2)."""
    owner = Owner(site, signer.address, signer.controller)
    value = signer.private.sign(_signed(manifest, owner))
    return _file(public_of(signer.private).id, value, owner)


def _signed(manifest: bytes, owner: Owner | None) -> bytes:
    """What a signature is made of: in format 1 the manifest alone, in format 2 whose it is, too.

    The line at the beginning keeps one from being taken for the other: no manifest begins so.
    """
    if owner is None:
        return manifest
    data = asdict(owner) | {"manifest": hashlib.sha256(manifest).hexdigest()}
    return f"kvkk-notices signature {FORMAT}\n{json.dumps(data, sort_keys=True)}\n".encode()


def _file(key: str, value: bytes, owner: Owner | None) -> bytes:
    """One way to write a signature: a file that is written otherwise was touched."""
    data: dict[str, object] = {
        "alg": ALGORITHM, "key": key, "value": base64.b64encode(value).decode()
    }  # fmt: skip
    data |= {"format": FORMAT, **asdict(owner)} if owner else {}
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def owner_of(signature: Path) -> Owner | None:
    """Whose the entry is, as its signature says; None where there is none, or one of format 1.

    Only what `check` found to be signed is worth anything.
    """
    try:
        return _owner_in(json.loads(files.read(signature, MOST_BYTES)))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _owner_in(data: Any) -> Owner | None:
    """Raises ValueError, TypeError or KeyError for a format that is not known."""
    if "format" not in data:
        return None
    if data["format"] != FORMAT:
        raise ValueError
    owner = Owner(data["site"], data["address"], data["controller"])
    if not all(isinstance(words, str) for words in asdict(owner).values()):
        raise TypeError
    return owner


def check(
    signature: Path, manifest_file: Path, keys: Sequence[PublicKey], manifest: Manifest
) -> Message | None:
    """What is wrong with the signature of an entry, None when it is good."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        written = files.read(signature, MOST_BYTES)
        data = json.loads(written)
        value = base64.b64decode(data["value"], validate=True)
        owner = _owner_in(data)
        if written != _file(data["key"], value, owner):
            return say("its signature is not written as this tool writes it")
    except FileNotFoundError:
        return say("it is not signed")
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return say("its signature cannot be read")
    if owner and owner.site != manifest.site:
        return say("it is signed for another site, {site}", site=owner.site)
    for key in keys:
        if key.id == data["key"] and key.start <= manifest.published <= key.end:
            try:
                public = ed25519.Ed25519PublicKey.from_public_bytes(key.raw)
                public.verify(value, _signed(manifest_file.read_bytes(), owner))
            except InvalidSignature:
                return say("its signature does not belong to it")
            return None
    return say("no key that was valid on {day} has signed it", day=manifest.published)
