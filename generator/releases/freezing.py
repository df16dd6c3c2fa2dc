"""The only writer of the archive: freezes texts, withdraws releases.

CHAIN is the point of no return: a new entry is written beside the archive, moved into it whole,
and counts from the moment in which CHAIN, replaced in one step, names it. A process that is
killed before leaves an unfinished folder, which the next run removes; nothing else is deleted
but the texts of a release that is withdrawn.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator import comparison, expression
from generator.errors import ArchiveError, Problem
from generator.expression import Expression
from generator.provenance import Origin
from generator.releases import archive as places
from generator.releases import record, signing
from generator.releases.archive import Archive, sha256
from generator.releases.record import Approval, ChangeKind, Frozen, Manifest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PATIENCE = 60
"""Seconds to wait for another release that is being made."""

Prints = Callable[[str], Mapping[tuple[str, str], bytes]]
"""Name of the release → PDFs of its own texts, by document and language."""


def no_prints(_name: str) -> Mapping[tuple[str, str], bytes]:
    """A release without PDFs."""
    return {}


@dataclass(frozen=True)
class Candidate:
    """What a release of today's texts would be, before anybody approves it.

    `changed` are the texts to freeze (all languages of a document together), `carried` those
    that stay as they are. `proposed` is the smallest kind that is honest.
    """

    effective: date
    changed: tuple[Expression, ...]
    carried: tuple[Frozen, ...]
    proposed: ChangeKind
    changes: Mapping[tuple[str, str], Sequence[comparison.Change]]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that change, each once."""
        return tuple(dict.fromkeys(text.document for text in self.changed))

    @property
    def digests(self) -> dict[str, str]:
        """By language, what an approval stands for: every word, and what it leads to."""
        lines: dict[str, list[str]] = {}
        for text in sorted(self.changed, key=lambda t: t.document):
            digest = sha256(expression.to_json(text).encode())
            lines.setdefault(text.language, []).append(f"{text.document} {digest}")
        return {lang: sha256("\n".join(lines[lang]).encode()) for lang in sorted(lines)}


@contextmanager
def locked(archive: Archive) -> Iterator[Archive]:
    """The archive, for one writer at a time, without what an interrupted one left behind."""
    from filelock import FileLock, Timeout  # slow to import, and most runs write nothing

    archive.folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(archive.folder / places.LOCK, timeout=PATIENCE)
    try:
        with lock:
            fresh = Archive(archive.folder)
            _clear(fresh)
            yield fresh
    except Timeout:
        raise _refusal(archive, "another release is being made here.", "Wait for it.") from None


def _clear(archive: Archive) -> None:
    """Finish what was interrupted: drop what was never published, and withdrawn texts."""
    staging = archive.folder / places.STAGING
    named = {name for name, _ in archive.chain}
    if staging.is_dir():
        for intended in (path for path in staging.iterdir() if path.is_dir()):
            if intended.name not in named:
                shutil.rmtree(archive.folder / intended.name, ignore_errors=True)
        shutil.rmtree(staging)
    for release in archive.withdrawals:
        _drop_texts(archive, release)


def prepare(archive: Archive, texts: Sequence[Expression], effective: date) -> Candidate:
    """What would be frozen: documents of which a text differs from the newest release."""
    newest = _newest(archive)
    kept = {text.key: archive.read(text) for text in newest.texts} if newest else {}
    changed_documents = {
        text.document for text in texts if _differs(kept.get((text.document, text.language)), text)
    }
    changed = tuple(text for text in texts if text.document in changed_documents)
    present = {text.document for text in texts}
    carried = tuple(
        text
        for text in (newest.texts if newest else ())
        if text.document in present - changed_documents
    )
    changes = {
        (text.document, text.language): _changes(archive, newest, kept, text) for text in changed
    }
    proposed = _proposed(newest, changed, kept, changes)
    return Candidate(effective, changed, carried, proposed, changes)


def _newest(archive: Archive) -> Manifest | None:
    standing = [m for m in archive.releases if m.id not in archive.withdrawals]
    return standing[-1] if standing else None


def _differs(before: Expression | None, now: Expression) -> bool:
    """Whether any word, link or title changed; the day alone is no change."""
    if before is None:
        return True
    return expression.to_json(replace(now, day=before.day)) != expression.to_json(before)


def _changes(
    archive: Archive,
    newest: Manifest | None,
    kept: Mapping[tuple[str, str], Expression],
    text: Expression,
) -> list[comparison.Change]:
    frozen = newest.text(text.document, text.language) if newest else None
    if frozen is None:
        return []
    name = places.file_of(text.document, text.language)
    was = archive.facts(frozen.release).get(name, {})
    return comparison.compare(kept[frozen.key], text, was, facts_of(text))


def _proposed(
    newest: Manifest | None,
    changed: Sequence[Expression],
    kept: Mapping[tuple[str, str], Expression],
    changes: Mapping[tuple[str, str], Sequence[comparison.Change]],
) -> ChangeKind:
    if newest is None:
        return ChangeKind.FIRST
    unseen = any((text.document, text.language) not in kept for text in changed)
    if unseen or any(comparison.substantive(found) for found in changes.values()):
        return ChangeKind.SUBSTANTIVE
    return ChangeKind.EDITORIAL


def facts_of(text: Expression) -> dict[str, dict[str, list[str]]]:
    """The public facts that each clause prints, by where they are written."""
    found: dict[str, dict[str, list[str]]] = {}
    for layer in text.layers:
        for clause in layer.clauses:
            said: dict[str, list[str]] = {}
            for statement in clause.statements:
                for origin in statement.origins:
                    said.setdefault(origin.key, []).append(statement.text)
            if said:
                found[f"{layer.name}#{clause.id}"] = said
    return found


def freeze(
    archive: Archive,
    candidate: Candidate,
    *,
    kind: ChangeKind,
    notes: Mapping[str, str],
    approval: Approval,
    published: date,
    tool: str,
    key: "Ed25519PrivateKey | None" = None,
    prints: Prints = no_prints,
) -> Manifest:
    """Publish the candidate; the archive must be `locked`. Raises ArchiveError, writing nothing.

    What `prints` makes is kept beside the texts, so that a PDF never changes either.
    """
    _refuse_unready(archive, candidate, kind, published)
    name = _name(archive, candidate.effective)
    files = {
        places.file_of(text.document, text.language): expression.to_json(text).encode()
        for text in candidate.changed
    }
    facts = {
        places.file_of(text.document, text.language): facts_of(text) for text in candidate.changed
    }
    facts_file = (json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    beside = {places.print_of(*text): data for text, data in prints(name).items()}
    beside[places.FACTS] = facts_file
    manifest = Manifest(
        id=name,
        site=archive.folder.name,
        published=published,
        effective=candidate.effective,
        previous=archive.head,
        tool=tool,
        kind=kind,
        notes=notes,
        texts=_texts(name, candidate, files),
        files={file: sha256(data) for file, data in beside.items()},
        approval=approval,
    )
    _publish(archive, manifest, {**files, **beside}, key)
    return manifest


def _texts(name: str, candidate: Candidate, files: Mapping[str, bytes]) -> tuple[Frozen, ...]:
    own = [
        Frozen(
            document=text.document,
            language=text.language,
            release=name,
            sha256=sha256(files[places.file_of(text.document, text.language)]),
            layers={layer.name: layer.digest for layer in text.layers},
            title=text.title,
            slug=text.slug,
        )
        for text in candidate.changed
    ]
    return tuple(sorted([*own, *candidate.carried], key=lambda text: text.key))


def _refuse_unready(
    archive: Archive, candidate: Candidate, kind: ChangeKind, published: date
) -> None:
    if not candidate.changed:
        raise _refusal(
            archive, "no text has changed since the newest release.", "There is nothing to release."
        )
    if candidate.effective < published:
        raise _refusal(
            archive,
            f"a text published on {published} cannot take effect on {candidate.effective}.",
            "Name the day of publication or a later one with --effective.",
        )
    if archive.manifests and published < archive.manifests[-1].published:
        raise _refusal(
            archive,
            f"the newest entry was published on {archive.manifests[-1].published}, after today.",
            "Check the clock of this machine, or SOURCE_DATE_EPOCH.",
        )
    order = list(ChangeKind)
    if (kind is ChangeKind.FIRST) != (candidate.proposed is ChangeKind.FIRST) or (
        order.index(kind) > order.index(candidate.proposed)
    ):
        raise _refusal(
            archive,
            f"these changes are {candidate.proposed}, not {kind}.",
            f"Release them with --kind {candidate.proposed}.",
        )


def withdraw(
    archive: Archive,
    release: str,
    *,
    reason: str,
    published: date,
    tool: str,
    key: "Ed25519PrivateKey | None" = None,
) -> Manifest:
    """Take a release back: its words go, its digests and its place in the chain stay.

    A carried text must go with the releases that carry it; withdraw the newer ones first.
    """
    refuse_unknown(archive, release)
    if release in archive.withdrawals:
        raise _refusal(archive, f"“{release}” is withdrawn already.", "")
    carriers = [
        m.id
        for m in archive.releases
        if m.id != release
        and m.id not in archive.withdrawals
        and any(text.release == release for text in m.texts)
    ]
    if carriers:
        raise _refusal(
            archive,
            f"texts of “{release}” are part of {', '.join(carriers)}.",
            "Publish new texts, then withdraw the newer releases first.",
        )
    manifest = Manifest(
        id=release + places.WITHDRAWN,
        site=archive.folder.name,
        published=published,
        effective=published,
        previous=archive.head,
        tool=tool,
        withdraws=release,
        reason=reason,
    )
    _publish(archive, manifest, {}, key)
    _drop_texts(archive, release)
    return manifest


def refuse_unknown(archive: Archive, release: str) -> None:
    """Raises ArchiveError when the archive has no release of that name."""
    known = [m.id for m in archive.releases]
    if release not in known:
        ids = ", ".join(known) or "none"
        raise _refusal(archive, f"there is no release “{release}”.", f"There are: {ids}.")


def _drop_texts(archive: Archive, release: str) -> None:
    folder = archive.folder / release
    for path in (*folder.glob("*.json"), *folder.glob("*.pdf")):
        if path.name not in (places.MANIFEST, places.SIGNATURE):
            path.unlink()


def _name(archive: Archive, effective: date) -> str:
    taken = {name for name, _ in archive.chain}
    name, count = effective.isoformat(), 1
    while name in taken:
        count += 1
        name = f"{effective.isoformat()}-{count}"
    return name


def _publish(
    archive: Archive,
    manifest: Manifest,
    files: Mapping[str, bytes],
    key: "Ed25519PrivateKey | None",
) -> None:
    """Write an entry and let the chain name it; what goes wrong before leaves no trace."""
    staging = archive.folder / places.STAGING
    folder = staging / manifest.id
    content = record.to_json(manifest).encode()
    lines = "".join(f"{name} {digest}\n" for name, digest in archive.chain)
    chain = f"{lines}{manifest.id} {sha256(content)}\n".encode()
    signed = {places.SIGNATURE: signing.signature_of(content, key)} if key else {}
    try:
        folder.mkdir(parents=True)
        for name, data in {**files, **signed, places.MANIFEST: content}.items():
            _write(folder / name, data)
        _write(staging / places.CHAIN, chain)
        # The staging folder stays behind, empty of it, and says what was under way.
        shutil.copytree(folder, archive.folder / manifest.id, copy_function=os.link)
        _settle(archive.folder / manifest.id)
        _settle(archive.folder)
        (staging / places.CHAIN).replace(archive.folder / places.CHAIN)
    except OSError as error:
        shutil.rmtree(archive.folder / manifest.id, ignore_errors=True)
        shutil.rmtree(staging, ignore_errors=True)
        raise _refusal(
            archive, f"the release could not be written: {error.strerror}.", "Nothing has changed."
        ) from None
    _settle(archive.folder)
    shutil.rmtree(staging)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refusal(archive: Archive, message: str, hint: str) -> ArchiveError:
    return ArchiveError(Problem(Origin(f"releases/{archive.folder.name}"), message, hint))
