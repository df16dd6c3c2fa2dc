"""The only writer of the archive: one at a time, whole or not at all, nothing edited.

CHAIN is the point of no return: a new entry is written beside the archive, linked into it whole,
and counts from the moment in which CHAIN, replaced in one step, names it. A process that is
killed before leaves an unfinished folder, which the next writer removes; nothing else is deleted
but the words of a release that is withdrawn. A proof that comes later (a time stamp) is a new
file beside the manifest, never a change of one.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.errors import ArchiveError, Problem
from generator.message import say
from generator.provenance import Origin
from generator.releases import archive as places
from generator.releases import record, signing
from generator.releases.archive import Archive, sha256
from generator.releases.record import Manifest

PATIENCE = 60
"""Seconds to wait for another release that is being made."""


@contextmanager
def locked(archive: Archive) -> Iterator[Archive]:
    """The archive, for one writer at a time, without what an interrupted one left behind."""
    from filelock import FileLock, Timeout  # slow to import, and most runs write nothing

    try:
        archive.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(archive.folder / places.LOCK, timeout=PATIENCE).acquire()
    except Timeout:
        raise refusal(
            archive, say("another release is being made here."), say("Wait for it.")
        ) from None
    except OSError as error:
        raise _unwritable(archive, error) from None
    with lock:
        fresh = Archive(archive.folder, archive.site)
        try:
            _clear(fresh)
        except OSError as error:
            raise _unwritable(archive, error) from None
        yield fresh


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
        _drop_words(archive, release)


def _drop_words(archive: Archive, release: str) -> None:
    """Remove every file of a release but what proves it."""
    for path in (archive.folder / release).iterdir():
        if not places.proves(path.name):
            path.unlink()


def publish(
    archive: Archive,
    manifest: Manifest,
    files: Mapping[str, bytes],
    signer: signing.Signer | None = None,
) -> None:
    """Write an entry and let the chain name it; what goes wrong before leaves no trace.

    The archive must be `locked`. Words of a release that the entry withdraws are gone after it.
    """
    content = record.to_json(manifest).encode()
    signed = {}
    if signer:
        signed[places.SIGNATURE] = signing.signature_of(content, manifest.site, signer)
    lines = "".join(f"{name} {digest}\n" for name, digest in archive.chain)
    chain = f"{lines}{manifest.id} {sha256(content)}\n".encode()
    entry = archive.folder / manifest.id
    _refuse_unnamed(archive, entry)
    staging = archive.folder / places.STAGING
    try:
        _write_entry(staging, entry, {**files, **signed, places.MANIFEST: content}, chain)
        (staging / places.CHAIN).replace(archive.folder / places.CHAIN)
    except OSError as error:
        shutil.rmtree(entry, ignore_errors=True)
        shutil.rmtree(staging, ignore_errors=True)
        raise _unwritable(archive, error) from None
    try:
        _settle(archive.folder)
        if manifest.withdraws:
            _drop_words(archive, manifest.withdraws)
    except OSError as error:
        raise refusal(
            archive,
            say(
                "“{id}” is in the chain, but the end went wrong: {reason}.",
                id=manifest.id,
                reason=error.strerror,
            ),
            say("Run the command again; it finishes what is left."),
        ) from None
    # Until here it says what was under way, so that an interrupted end is not damage.
    shutil.rmtree(staging, ignore_errors=True)


def _refuse_unnamed(archive: Archive, entry: Path) -> None:
    """Where the new entry is to lie, nothing lies yet."""
    if entry.exists():
        raise refusal(
            archive,
            say(
                "“{id}” lies in the archive, but {chain} does not name it.",
                id=entry.name,
                chain=places.CHAIN,
            ),
            say(
                "It may come from another branch. Bring back the {chain} that names it, or remove "
                "that folder.",
                chain=places.CHAIN,
            ),
        )


def _write_entry(staging: Path, entry: Path, files: Mapping[str, bytes], chain: bytes) -> None:
    """All files of an entry and the new chain, on the disk; the chain not yet in its place."""
    begun = staging / entry.name
    begun.mkdir(parents=True)
    for name, data in files.items():
        _write(begun / name, data)
    _write(staging / places.CHAIN, chain)
    shutil.copytree(begun, entry, copy_function=_link)
    _settle(entry)
    _settle(entry.parent)


def add(archive: Archive, name: str, file: str, content: bytes) -> None:
    """A new file that proves the entry `name`; one that is there is never written again."""
    if not places.proves(file):
        raise ValueError(f"{file} is not a proof of an entry")
    staging, target = archive.folder / places.STAGING, archive.folder / name / file
    if target.exists():
        raise refusal(
            archive,
            say("{file} is there already.", file=f"{name}/{file}"),
            say("Nothing has changed."),
        )
    try:
        staging.mkdir()
        _write(staging / file, content)
        (staging / file).rename(target)
        _settle(target.parent)
    except OSError as error:
        raise _unwritable(archive, error) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _link(source: str, target: str) -> None:
    """A hard link to the file; a copy where the file system has none."""
    try:
        os.link(source, target)
    except OSError:
        _write(Path(target), Path(source).read_bytes())


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


def refusal(archive: Archive, message: str, hint: str) -> ArchiveError:
    """Why nothing is written."""
    return ArchiveError(Problem(Origin(f"releases/{archive.folder.name}", line=0), message, hint))


def _unwritable(archive: Archive, error: OSError) -> ArchiveError:
    return refusal(
        archive,
        say("the archive could not be written: {reason}.", reason=error.strerror),
        say("Nothing has been published. Make room or give the right to write, and run it again."),
    )
