"""Time stamps (RFC 3161) of manifests: who may say when an entry was there, not only that it was.

An authority signs the digest of a manifest with its own clock; a qualified time stamp of Law 5070
(art. 3(1)(h)) is such an answer from an authorised provider. Because each manifest names the one
before it, a stamp speaks for all entries up to its own. An answer is kept as it came, beside the
manifest, in a file named by its digest: it changes no byte that was there, any change of it is
seen, and an entry can be stamped again before the certificates of the first authority grow old.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.clock import day_of
from generator.errors import ArchiveError, Problem, reason_of
from generator.message import say
from generator.provenance import Origin
from generator.releases import archive as places
from generator.releases import writing
from generator.releases.archive import Archive

if TYPE_CHECKING:  # slow to import, and most runs stamp nothing
    from cryptography.x509 import Certificate

PATIENCE = 30
"""Seconds to wait for an authority."""
_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0


@dataclass(frozen=True, slots=True)
class Authority:
    """Certificates of one authority: its root, and what leads from it to the one that signs."""

    certificates: tuple["Certificate", ...]


@dataclass(frozen=True)
class Stamp:
    """An answer of an authority: that `digest` (SHA-256, hex) was there at `time` (UTC)."""

    digest: str
    time: datetime
    response: Any

    @property
    def day(self) -> date:
        """The day in Istanbul."""
        return day_of(self.time)

    def check(self, authorities: Sequence[Authority]) -> str | None:
        """What is wrong with the signature, None when one of the authorities made it."""
        from rfc3161_client import VerificationError

        reason = ""
        for authority in authorities:
            try:
                _verifier(authority).verify(self.response, bytes.fromhex(self.digest))
            except (VerificationError, ValueError) as error:
                reason = str(error)
            else:
                return None
        return say("no known authority has made this stamp ({reason})", reason=reason)


def _verifier(authority: Authority) -> Any:
    from rfc3161_client.verify import VerifierBuilder

    roots = [c for c in authority.certificates if c.issuer == c.subject]
    others = [c for c in authority.certificates if c.issuer != c.subject]
    # A certificate that was given alone is trusted itself, also when another one issued it.
    return VerifierBuilder(roots=roots or others, intermediates=others if roots else []).build()


def authority(path: Path) -> Authority:
    """The certificates (PEM, one after the other) in a file; raises ValueError or OSError."""
    from cryptography import x509

    return Authority(tuple(x509.load_pem_x509_certificates(path.read_bytes())))


def request(manifest: bytes) -> bytes:
    """What an authority is asked (`.tsq`, DER): the digest of the manifest, and its certificate.

    There is no nonce, so that the same entry gives the same request: an old answer, played
    again, would only say that the same words were there even earlier.
    """
    from rfc3161_client import TimestampRequestBuilder
    from rfc3161_client.base import HashAlgorithm

    builder = TimestampRequestBuilder().data(manifest).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def read(answer: bytes) -> Stamp:
    """The answer of an authority (`.tsr`, DER); raises ValueError when there is no stamp in it."""
    from rfc3161_client import decode_timestamp_response

    try:
        response = decode_timestamp_response(_in_order(answer))
        if response.status != _GRANTED:
            reason = "; ".join(response.status_string) or f"status {response.status}"
            raise ValueError(say("the authority has refused ({reason})", reason=reason))
        imprint, time = response.tst_info.message_imprint, response.tst_info.gen_time
    except ValueError as error:
        raise ValueError(
            say("this is not a valid time stamp: {reason}", reason=reason_of(error))
        ) from None
    if imprint.hash_algorithm.dotted_string != _SHA256:
        raise ValueError(say("this is not a time stamp of a SHA-256 digest"))
    return Stamp(imprint.message.hex(), time, response)


def _in_order(answer: bytes) -> bytes:
    """The answer with the certificates of its SET in the order of DER, for a strict reader.

    Many authorities send the signer first and what leads to it after; the order is not signed.
    """
    try:
        start, end = _content(answer, 0)  # TimeStampResp
        start, end = _content(answer, _content(answer, start)[1])  # past the status: ContentInfo
        start, end = _content(answer, _content(answer, start)[1])  # past its type: [0]
        start, end = _content(answer, start)  # SignedData
        while answer[start] != 0xA0:  # past version, algorithms and content: certificates
            start = _content(answer, start)[1]
            if start >= end:
                return answer
        start, end = _content(answer, start)
        items, place = [], start
        while place < end:
            after = _content(answer, place)[1]
            items.append(answer[place:after])
            place = after
    except IndexError:
        return answer
    return answer[:start] + b"".join(sorted(items)) + answer[end:]


def _content(data: bytes, place: int) -> tuple[int, int]:
    """Where the content of the value at `place` starts and ends (DER: X.690, 8.1.3)."""
    length, start = data[place + 1], place + 2
    if length & 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if start + length > len(data) or data[place : place + 1] == b"":
        raise IndexError
    return start, start + length


def fetch(url: str, asked: bytes) -> bytes:
    """Ask an authority on the network (RFC 3161, 3.4); raises ArchiveError."""
    headers = {"Content-Type": "application/timestamp-query"}
    if not url.startswith(("https://", "http://")):
        raise ArchiveError(
            Problem(Origin(url, line=0), say("this is not a valid address of an authority."))
        )
    import urllib.request  # slow to import, and most runs ask nobody

    try:
        query = urllib.request.Request(url, asked, headers)
        with urllib.request.urlopen(query, timeout=PATIENCE) as reply:
            return bytes(reply.read())
    except OSError as error:
        hint = say("Nothing has changed. Ask by other means: “notices stamp” writes the request.")
        raise ArchiveError(
            Problem(Origin(url, line=0), say("no answer came: {error}.", error=error), hint)
        ) from None


def waiting(archive: Archive, *, again: bool = False) -> dict[str, bytes]:
    """Entries without a stamp (`again`: the newest one, even with a stamp) and their requests."""
    names = [name for name, _ in archive.chain]
    if not again:
        names = [name for name in names if not stamps_of(archive, name)]
    return {
        name: request((archive.folder / name / places.MANIFEST).read_bytes())
        for name in (names[-1:] if again else names)
    }


def stamps_of(archive: Archive, name: str) -> list[Path]:
    """The files of the stamps of an entry."""
    folder = archive.folder / name
    return sorted(p for p in folder.iterdir() if places.STAMP.fullmatch(p.name))


def keep(
    archive: Archive, origin: str, answer: bytes, authorities: Sequence[Authority] = ()
) -> tuple[str, Stamp]:
    """Put an answer beside the entry that it stamps; the archive must be `locked`.

    Returns the entry and the stamp; raises ArchiveError, writing nothing. With `authorities` one
    of them must have made it.
    """
    try:
        stamp = read(answer)
    except ValueError as error:
        raise ArchiveError(
            Problem(
                Origin(origin, line=0),
                say("no stamp can be kept: {error}.", error=reason_of(error)),
                say("Nothing has changed."),
            )
        ) from None
    wrong = stamp.check(authorities) if authorities else None
    if wrong:
        raise ArchiveError(
            Problem(
                Origin(origin, line=0),
                say("no stamp can be kept: {error}.", error=wrong),
                say("Nothing has changed."),
            )
        )
    entries = {digest: name for name, digest in archive.chain}
    if stamp.digest not in entries:
        raise ArchiveError(
            Problem(
                Origin(origin, line=0),
                say("this stamps no entry of the archive."),
                say("Is it the answer to a request of “notices stamp”, and of this site?"),
            )
        )
    writing.add(archive, entries[stamp.digest], places.stamp_name(answer), answer)
    return entries[stamp.digest], stamp
