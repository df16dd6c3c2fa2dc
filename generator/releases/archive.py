"""Where releases lie, and how they are read. The only file that knows paths and names.

    data/releases/<site>/
      CHAIN                            one line an entry: id, SHA-256 of its manifest
      2026-12-15/manifest.json         what the release is
      2026-12-15/facts.json            the public facts that its own texts print
      2026-12-15/<document>.<language>.json
      2026-12-15/<document>.<language>.pdf   where the machine that released could make it
      2026-12-15/signature.json        optional
      2026-12-15/stamp-<digest>.tsr    optional; named by the first 16 hex digits of its SHA-256
      2026-12-15-withdrawn/manifest.json

Whoever reads goes by CHAIN: a folder that it does not name is not published. A published site
carries the same files below `archive/`.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path

from generator import expression, files
from generator.errors import ArchiveError, Problem, reason_of
from generator.expression import Expression
from generator.message import say
from generator.provenance import Origin
from generator.releases import record
from generator.releases.record import Frozen, Manifest

FOLDER = "releases"
CHAIN = "CHAIN"
MANIFEST = "manifest.json"
FACTS = "facts.json"
FEED = "feeds"
"""The name in the facts under which a release keeps the authority of its feeds."""
MAILS = "mails.yml"
"""The name in the facts under which a release keeps its mails; no text has it."""
SIGNATURE = "signature.json"
STAGING = ".unfinished"
LOCK = ".lock"
WITHDRAWN = "-withdrawn"
MOST_BYTES = 100_000_000
"""No file of an archive is larger; PDFs are the largest."""
_MOST_TEXTS = 160
STAMP = re.compile(r"stamp-([0-9a-f]{16})\.tsr")
_LINE = re.compile(rf"(\d{{4}}-\d\d-\d\d(?:-\d+)?(?:{WITHDRAWN})?) ([0-9a-f]{{64}})", re.ASCII)
_CONFLICT = re.compile(rb"(?m)^(<<<<<<<|=======|>>>>>>>)( |\r?$)")

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


def expected(entry: Manifest) -> dict[str, str]:
    """The files that an entry froze, by name, with their SHA-256."""
    texts = {file_of(text.document, text.language): text.sha256 for text in entry.own}
    return {**texts, **entry.files}


def proves(name: str) -> bool:
    """Whether a file of an entry says what the entry is; it stays when the words must go."""
    return name in (MANIFEST, SIGNATURE) or bool(STAMP.fullmatch(name))


def stamp_name(answer: bytes) -> str:
    """The name of the file in which the answer of a time stamp authority is kept."""
    return f"stamp-{sha256(answer)[:16]}.tsr"


def what_happened(content: bytes, digest: str | None = None) -> tuple[str, str]:
    """What was done to a file that is not what it was, and what to do; in words."""
    if _CONFLICT.search(content):
        return (
            say("it holds the marks of a merge conflict"),
            say(
                "Two branches each made an entry. Keep the one that was published first "
                "(git checkout --ours or --theirs for the whole folder), then make the other again."
            ),
        )
    if b"\r\n" in content and digest in (None, sha256(content.replace(b"\r\n", b"\n"))):
        return (
            say("its line endings were changed"),
            say(
                "Write “data/releases/** -text” into .gitattributes and check the files out again."
            ),
        )
    return "", ""


class Archive:
    """One site's archive; a folder that is not there is an archive without releases.

    Where it is known whose it must be, entries of another `site` are damage."""

    def __init__(self, folder: Path, site: str | None = None) -> None:
        self.folder = folder
        self.site = site

    @classmethod
    def of(cls, data: Path, site: str) -> "Archive":
        """The archive of `site` below the folder of the data."""
        return cls(data / FOLDER / site, site)

    @cached_property
    def chain(self) -> tuple[tuple[str, str], ...]:
        """(id, digest of the manifest), in the order of publication."""
        path = self.folder / CHAIN
        if not path.is_file():
            return ()
        content = self._bytes(path)
        happened, hint = what_happened(content)
        if happened:
            raise self._damaged(CHAIN, happened, hint)
        *lines, rest = content.decode("utf-8", "replace").split("\n")
        if rest:
            raise self._damaged(f"{CHAIN}:{len(lines) + 1}", say("it ends in the middle of a line"))
        entries = [_LINE.fullmatch(line) for line in lines]
        for number, entry in enumerate(entries, 1):
            if entry is None:
                raise self._damaged(f"{CHAIN}:{number}", say("this line names no entry"))
        return tuple((entry[1], entry[2]) for entry in entries if entry)

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """Every entry in the order of publication; raises ArchiveError when one is damaged."""
        return tuple(self.manifest(name, digest) for name, digest in self.chain)

    def manifest(self, name: str, digest: str) -> Manifest:
        """The manifest of one entry, which must have the digest that the chain says."""
        path = self.folder / name / MANIFEST
        content = self._bytes(path)
        if sha256(content) != digest:
            happened, hint = what_happened(content, digest)
            message = happened or say("its digest is not the one in {chain}", chain=CHAIN)
            raise self._damaged(f"{name}/{MANIFEST}", message, hint)
        try:
            manifest = record.from_json(content.decode())
        except (ValueError, RecursionError) as error:
            raise self._damaged(f"{name}/{MANIFEST}", reason_of(error)) from None
        if manifest.id != name:
            # Its files, signature and stamps would be looked for in the folder of another entry.
            raise self._damaged(f"{name}/{MANIFEST}", say("it calls itself {id}", id=manifest.id))
        if self.site not in (None, manifest.site):
            message = say("it is of another site, {site}", site=manifest.site)
            hint = say("Were the folders of two sites exchanged? Bring both back to their places.")
            raise self._damaged(f"{name}/{MANIFEST}", message, hint)
        return manifest

    def path(self, text: Frozen) -> Path:
        """The file that holds a text."""
        return self.folder / text.release / file_of(text.document, text.language)

    def read(self, text: Frozen) -> Expression:
        """A text as it was frozen; raises ArchiveError when it is not what the manifest says."""
        file = file_of(text.document, text.language)
        state = self._state(text.release, file)
        return self._read(text.release, file, text.sha256, state)

    @cached_property
    def _read(self) -> Callable[[str, str, str, object], Expression]:
        """Read as long as the file stays as it is: a text is asked for by each of its outputs. As
        many are kept as those outputs are made of together, never all."""

        def read(release: str, file: str, digest: str, _: object) -> Expression:
            content = self._checked(release, file, digest)
            return expression.from_json(content.decode(), proved=True)

        return lru_cache(maxsize=_MOST_TEXTS)(read)

    def checked(self, text: Frozen) -> bytes:
        """The file of a text; raises ArchiveError when it is not what the manifest says."""
        return self._checked(text.release, self.path(text).name, text.sha256)

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
        return self._checked(text.release, name, self._by_id[text.release].files[name])

    def facts(self, release: str) -> Facts:
        """The public facts that the texts frozen by `release` print; not to be changed."""
        return self._read_facts(release, self._state(release, FACTS))

    @cached_property
    def _read_facts(self) -> Callable[[str, object], Facts]:
        """Read as long as the file stays as it is. Whoever goes through a history asks for each
        text of a release, one release after the other: a few are kept, never all."""

        def read(release: str, _: object) -> Facts:
            facts: Facts = json.loads(self._bytes(self.folder / release / FACTS))
            return facts

        return lru_cache(maxsize=12)(read)

    def feed(self, release: Manifest) -> str:
        """The authority under which a release names the feeds; empty where it names none."""
        words = self.facts(release.id).get(FEED, {}) if FACTS in release.files else {}
        return next((said for one in words.values() for all_ in one.values() for said in all_), "")

    def published(
        self, entries: Sequence[Manifest], day: date
    ) -> Iterator[tuple[str, Callable[[], bytes], object]]:
        """The archive of the entries published by `day`, as files for a site to carry.

        Of each file its path, how to read it, and its state: while that is equal, the file is
        what it was when it was read and proved. None for what is to be read every time.
        Only what a manifest names, and what proves it: nothing that lies there by chance.
        """
        known = {m.id: m for m in entries if m.published <= day}
        lines = [f"{name} {digest}\n" for name, digest in self.chain if name in known]
        if lines:
            yield CHAIN, "".join(lines).encode, None
        for name, entry in known.items():
            for path in sorted((self.folder / name).iterdir()):
                if proves(path.name):
                    yield f"{name}/{path.name}", path.read_bytes, None
            if name not in self.withdrawals:
                for file, digest in sorted(expected(entry).items()):
                    state = (name, file, digest, self._state(name, file))
                    yield f"{name}/{file}", partial(self._checked, name, file, digest), state

    @property
    def head(self) -> str | None:
        """The digest of the newest entry; anyone who pins it pins everything before it."""
        return self.chain[-1][1] if self.chain else None

    @cached_property
    def releases(self) -> tuple[Manifest, ...]:
        """The entries that are releases."""
        return tuple(m for m in self.manifests if m.withdraws is None)

    @cached_property
    def withdrawals(self) -> Mapping[str, Manifest]:
        """Withdrawn releases by id, each with the entry that withdrew it."""
        return {m.withdraws: m for m in self.manifests if m.withdraws is not None}

    def _checked(self, release: str, file: str, digest: str) -> bytes:
        content = self._bytes(self.folder / release / file)
        if sha256(content) != digest:
            happened, hint = what_happened(content, digest)
            message = happened or say("its digest is not the manifest's")
            raise self._damaged(f"{release}/{file}", message, hint)
        return content

    def _state(self, release: str, file: str) -> tuple[int, int, int] | None:
        """What changes when somebody writes into a file; None when there is none."""
        try:
            status = (self.folder / release / file).stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def _bytes(self, path: Path) -> bytes:
        name = path.relative_to(self.folder).as_posix()
        try:
            content = files.read(path, MOST_BYTES)
        except OSError as error:
            release = name.partition("/")[0]
            if name not in (CHAIN, f"{release}/{MANIFEST}") and release in self.withdrawals:
                raise self._gone(release) from None
            raise self._damaged(
                name, say("it cannot be read ({reason})", reason=error.strerror)
            ) from None
        if len(content) > MOST_BYTES:
            raise self._damaged(name, say("it is larger than {limit} bytes", limit=MOST_BYTES))
        return content

    def _gone(self, release: str) -> ArchiveError:
        """Somebody asks for the words of a withdrawn release, as of a day on which it stood."""
        day = self.withdrawals[release].published
        message = say("this release was withdrawn on {day}, and its words are gone.", day=day)
        hint = say(
            "What was published before that day cannot be made again; name a later one: "
            "--as-of {day}",
            day=day.isoformat(),
        )
        return ArchiveError(
            Problem(Origin(f"{FOLDER}/{self.folder.name}/{release}", line=0), message, hint)
        )

    def _damaged(self, name: str, message: str, hint: str = "") -> ArchiveError:
        return ArchiveError(
            Problem(
                Origin(f"{FOLDER}/{self.folder.name}/{name}", line=0),
                say("the archive is damaged: {damage}.", damage=message),
                hint
                or say(
                    "“notices verify” lists everything; bring the file back from version control."
                ),
            )
        )
