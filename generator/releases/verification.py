"""Was anything changed since it was published? Offline, over the archive or a published copy.

A chain shows every change that was not carried through to its end: a manifest names the digest
of the one before it, and every file. What it cannot show by itself is that its own tail was cut
off, or that somebody rewrote everything from some entry on. A pinned digest (`head`), signatures
or a copy that was published elsewhere show that.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator import expression
from generator.errors import ArchiveError
from generator.releases import archive as places
from generator.releases import signing
from generator.releases.archive import Archive, sha256
from generator.releases.record import Frozen, Manifest

IGNORED = {places.LOCK, places.STAGING}


def verify(
    archive: Archive,
    *,
    head: str | None = None,
    keys: Sequence[signing.PublicKey] = (),
    copy: Archive | None = None,
) -> list[str]:
    """Everything that is wrong, each in a sentence; empty when the archive is as it was.

    `head` pins the newest entry. With `keys` every entry must be signed by one of them that was
    valid on its day. `copy` is an older or equal copy of the same archive, kept elsewhere.
    """
    try:
        manifests = archive.manifests
    except ArchiveError as error:
        return [problem.message for problem in error.problems] + list(_places(archive, error))
    except (ValueError, UnicodeDecodeError):
        return [f"{places.CHAIN} cannot be read"]
    found = [*_chain(archive, manifests), *_strangers(archive, manifests)]
    for manifest in manifests:
        found += _entry(archive, manifest, manifests)
    if head is not None and archive.head != head:
        found.append(f"the newest entry is {archive.head}, not the pinned {head}")
    if keys:
        found += _signatures(archive, keys)
    if copy is not None:
        found += _against(archive, copy)
    return found


def _places(archive: Archive, error: ArchiveError) -> Iterator[str]:
    for problem in error.problems:
        yield f"(in {problem.origin.file.removeprefix(f'{places.FOLDER}/{archive.folder.name}/')})"


def _chain(archive: Archive, manifests: Sequence[Manifest]) -> Iterator[str]:
    previous: str | None = None
    names = [name for name, _ in archive.chain]
    if len(set(names)) != len(names):
        yield f"{places.CHAIN} names an entry twice"
    path = archive.folder / places.CHAIN
    lines = "".join(f"{name} {digest}\n" for name, digest in archive.chain)
    if path.is_file() and path.read_bytes() != lines.encode():
        yield f"{places.CHAIN} is not written as this tool writes it"
    for (name, digest), manifest in zip(archive.chain, manifests, strict=True):
        if manifest.previous != previous:
            yield f"{name}: the entry before it is not the one that it names"
        if manifest.id != name:
            yield f"{name}: its manifest calls it {manifest.id}"
        if manifest.site != manifests[0].site:
            yield f"{name}: it is of another site, {manifest.site}"
        previous = digest


def _strangers(archive: Archive, manifests: Sequence[Manifest]) -> Iterator[str]:
    """Whatever lies in the archive and is named nowhere."""
    if not archive.folder.is_dir():
        return
    unfinished = archive.folder / places.STAGING
    begun = {path.name for path in unfinished.iterdir()} if unfinished.is_dir() else set()
    known = {m.id for m in manifests} | IGNORED | {places.CHAIN} | begun
    for path in sorted(archive.folder.iterdir()):
        if path.name not in known:
            yield f"{path.name} is in the archive, and {places.CHAIN} does not name it"


def _entry(archive: Archive, manifest: Manifest, manifests: Sequence[Manifest]) -> Iterator[str]:
    folder = archive.folder / manifest.id
    expected: dict[str, str] = {}
    if manifest.withdraws is None:
        own = {places.file_of(t.document, t.language): t.sha256 for t in manifest.own}
        expected = {**own, **manifest.files}
    withdrawn = manifest.id in {m.withdraws for m in manifests}
    for path in sorted(folder.iterdir()):
        if path.name not in {*expected, places.MANIFEST, places.SIGNATURE}:
            yield f"{manifest.id}/{path.name} is named by no manifest"
    for name, digest in expected.items():
        yield from _file(folder / name, digest, withdrawn)
    yield from _carried(manifest, manifests)
    for text in manifest.own:
        if (folder / places.file_of(text.document, text.language)).is_file():
            yield from _words(archive, text)


def _file(path: Path, digest: str, withdrawn: bool) -> Iterator[str]:
    name = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        if not withdrawn:
            yield f"{name} is missing"
    elif sha256(path.read_bytes()) != digest:
        yield f"{name} is not the file that was published"


def _carried(manifest: Manifest, manifests: Sequence[Manifest]) -> Iterator[str]:
    """A carried text is the one that its release froze."""
    by_id: Mapping[str, Manifest] = {m.id: m for m in manifests}
    for text in manifest.texts:
        source = by_id.get(text.release)
        if source is None or source.text(*text.key) != text:
            yield f"{manifest.id}: {text.document} ({text.language}) is not that of {text.release}"


def _words(archive: Archive, text: Frozen) -> Iterator[str]:
    try:
        read = expression.from_json(archive.path(text).read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        yield f"{text.release}/{archive.path(text).name}: {error}"
        return
    if {layer.name: layer.digest for layer in read.layers} != dict(text.layers):
        yield f"{text.release}/{archive.path(text).name} does not hold the words of its digest"


def _signatures(archive: Archive, keys: Sequence[signing.PublicKey]) -> Iterator[str]:
    for manifest in archive.manifests:
        folder = archive.folder / manifest.id
        message = signing.check(folder / places.SIGNATURE, folder / places.MANIFEST, keys, manifest)
        if message:
            yield f"{manifest.id}: {message}"


def _against(archive: Archive, copy: Archive) -> Iterator[str]:
    try:
        theirs = copy.chain
    except ArchiveError as error:
        yield from (problem.message for problem in error.problems)
        return
    if not theirs:
        yield "the copy holds no chain to compare with"
    if archive.chain[: len(theirs)] != theirs:
        yield "the archive is not the continuation of the copy: entries were changed or cut off"
