"""Where releases lie, and how they are read. The only file that knows paths and names.

    data/releases/<site>/
      CHAIN                            one line an entry: id, SHA-256 of its manifest
      2026-12-15/manifest.json         what the release is
      2026-12-15/facts.json            the public facts that its own texts print
      2026-12-15/<document>.<language>.json
      2026-12-15/<document>.<language>.pdf   where the machine that released could make it
      2026-12-15/signature.json        optional
      2026-12-15-withdrawn/manifest.json

Whoever reads goes by CHAIN: a folder that it does not name is not published. A published site
carries the same files below `archive/`.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from generator import expression
from generator.errors import ArchiveError, Problem
from generator.expression import Expression
from generator.provenance import Origin
from generator.releases import record
from generator.releases.record import Frozen, Manifest

FOLDER = "releases"
CHAIN = "CHAIN"
MANIFEST = "manifest.json"
FACTS = "facts.json"
SIGNATURE = "signature.json"
STAGING = ".unfinished"
LOCK = ".lock"
WITHDRAWN = "-withdrawn"

Facts = Mapping[str, Mapping[str, Mapping[str, list[str]]]]
"""Text file → clause (`layer#clause`) → key of a fact → the words in which it was printed."""


def sha256(content: bytes) -> str:
    """The digest of a file, in lower-case hex."""
    return hashlib.sha256(content).hexdigest()


def file_of(document: str, language: str) -> str:
    """The name of the file of a text, inside the folder of its release."""
    return f"{document}.{language}.json"


def print_of(document: str, language: str) -> str:
    """The name of the PDF of a text, beside the file of the text."""
    return f"{document}.{language}.pdf"


class Archive:
    """One site's archive; a folder that is not there is an archive without releases."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, data: Path, site: str) -> "Archive":
        """The archive of `site` below the folder of the data."""
        return cls(data / FOLDER / site)

    @cached_property
    def chain(self) -> tuple[tuple[str, str], ...]:
        """(id, digest of the manifest), in the order of publication."""
        path = self.folder / CHAIN
        if not path.is_file():
            return ()
        lines = path.read_text(encoding="utf-8").splitlines()
        entries = [line.split(" ") for line in lines]
        for number, entry in enumerate(entries, 1):
            if len(entry) != 2:
                raise self._damaged(f"{CHAIN}:{number}", "this line names no entry")
        return tuple((entry[0], entry[1]) for entry in entries)

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """Every entry in the order of publication; raises ArchiveError when one is damaged."""
        return tuple(self.manifest(name, digest) for name, digest in self.chain)

    def manifest(self, name: str, digest: str) -> Manifest:
        """The manifest of one entry, which must have the digest that the chain says."""
        path = self.folder / name / MANIFEST
        content = self._bytes(path)
        if sha256(content) != digest:
            raise self._damaged(f"{name}/{MANIFEST}", f"its digest is not the one in {CHAIN}")
        try:
            return record.from_json(content.decode())
        except ValueError as error:
            raise self._damaged(f"{name}/{MANIFEST}", str(error)) from None

    def path(self, text: Frozen) -> Path:
        """The file that holds a text."""
        return self.folder / text.release / file_of(text.document, text.language)

    def read(self, text: Frozen) -> Expression:
        """A text as it was frozen; raises ArchiveError when it is not what the manifest says."""
        content = self._bytes(self.path(text))
        if sha256(content) != text.sha256:
            raise self._damaged(
                f"{text.release}/{self.path(text).name}", "its digest is not the manifest's"
            )
        return expression.from_json(content.decode(), proved=True)

    @cached_property
    def _by_id(self) -> Mapping[str, Manifest]:
        return {manifest.id: manifest for manifest in self.releases}

    def has_print(self, text: Frozen) -> bool:
        """Whether the release that froze a text kept a PDF of it, and still shows it."""
        release = self._by_id.get(text.release)
        name = print_of(text.document, text.language)
        return bool(release and name in release.files) and text.release not in self.withdrawals

    def read_print(self, text: Frozen) -> bytes:
        """The PDF of a text as it was frozen; raises ArchiveError when it is another."""
        name = print_of(text.document, text.language)
        content = self._bytes(self.folder / text.release / name)
        if sha256(content) != self._by_id[text.release].files[name]:
            raise self._damaged(f"{text.release}/{name}", "its digest is not the manifest's")
        return content

    def facts(self, release: str) -> Facts:
        """The public facts that the texts frozen by `release` print."""
        found: Facts = json.loads(self._bytes(self.folder / release / FACTS))
        return found

    def published(self, entries: Sequence[Manifest], day: date) -> Iterator[tuple[str, bytes]]:
        """The archive of the entries published by `day`, as files for a site to carry."""
        known = [m.id for m in entries if m.published <= day]
        lines = [f"{name} {digest}\n" for name, digest in self.chain if name in known]
        if lines:
            yield CHAIN, "".join(lines).encode()
        for name in known:
            for path in sorted((self.folder / name).iterdir()):
                if name not in self.withdrawals or path.name in (MANIFEST, SIGNATURE):
                    yield f"{name}/{path.name}", path.read_bytes()

    @property
    def head(self) -> str | None:
        """The digest of the newest entry; whoever pins it pins everything before it."""
        return self.chain[-1][1] if self.chain else None

    @cached_property
    def releases(self) -> tuple[Manifest, ...]:
        """The entries that are releases."""
        return tuple(m for m in self.manifests if m.withdraws is None)

    @cached_property
    def withdrawals(self) -> Mapping[str, Manifest]:
        """Withdrawn releases by id, each with the entry that withdrew it."""
        return {m.withdraws: m for m in self.manifests if m.withdraws is not None}

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            name = path.relative_to(self.folder).as_posix()
            raise self._damaged(name, f"it cannot be read ({error.strerror})") from None

    def _damaged(self, name: str, message: str) -> ArchiveError:
        return ArchiveError(
            Problem(
                Origin(f"{FOLDER}/{self.folder.name}/{name}"),
                f"the archive is damaged: {message}.",
                "“notices verify” lists everything; bring the file back from version control.",
            )
        )
