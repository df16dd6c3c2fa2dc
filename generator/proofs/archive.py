"""Was anything changed since it was published? Offline, over the archive or a published copy.

A chain shows every change that was not carried through to its end: a manifest names the digest
of the one before it, and every file. What it cannot show by itself is that its own tail was cut
off, or that somebody rewrote everything from some entry on. Signatures and time stamps show the
second; a pinned digest (`head`), a stamp or a copy that is kept elsewhere show both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from generator import expression
from generator.errors import ArchiveError, Problem, reason_of
from generator.message import Message, say, without_stop
from generator.proofs import limits
from generator.releases import archive as places
from generator.releases import signing, stamping
from generator.releases.archive import Archive, sha256
from generator.releases.record import Frozen, Manifest


@dataclass(frozen=True)
class Proofs:
    """What an archive is compared with, beside itself.

    `head` pins the newest entry. With `keys` every entry must be signed by one of them that was
    valid on its day; with `authorities` every entry must be stamped by one of them. `stamps` are
    answers of authorities that were kept elsewhere: what they stamp must be in the archive.
    `copy` is an older or equal copy of the same archive, kept elsewhere. `owners` are whose it
    must be: the id or the address of a site, the name of a controller; with `keys` as signed.
    """

    head: str | None = None
    keys: Sequence[signing.PublicKey] = ()
    authorities: Sequence[stamping.Authority] = ()
    stamps: Mapping[str, bytes] = field(default_factory=dict)
    copy: Archive | None = None
    owners: Sequence[str] = ()

    @property
    def of_the_end(self) -> bool:
        """Whether a tail that was cut off would be seen."""
        return bool(self.head or self.copy or self.stamps)


def verify(archive: Archive, proofs: Proofs | None = None) -> list[str]:
    """Everything that is wrong, each in a sentence; empty when the archive is as it was."""
    proofs = proofs or Proofs()
    try:
        chain = archive.chain
    except ArchiveError as error:
        return _reported(archive, error)
    problems, manifests = _read(archive)
    problems += [*_chain(archive, manifests), *_days(manifests), *_withdrawals(manifests)]
    problems += _strangers(archive, {name for name, _ in chain})
    for manifest in manifests:
        problems += _entry(archive, manifest, manifests)
    if proofs.head is not None and archive.head != proofs.head:
        problems.append(
            say(
                "the newest entry is {digest}, not the pinned {head}",
                digest=archive.head,
                head=proofs.head,
            )
        )
    if proofs.keys:
        problems += _signatures(archive, manifests, proofs.keys)
    if manifests and not problems:
        problems += of_another(archive, manifests[-1], proofs)
    problems += _stamps(archive, manifests, proofs)
    if proofs.copy is not None:
        problems += _against(archive, proofs.copy)
    return problems


def unfinished(archive: Archive) -> list[str]:
    """What an interrupted run left behind: published nowhere, removed by the next release."""
    staging = archive.folder / places.STAGING
    return sorted(path.name for path in staging.iterdir()) if staging.is_dir() else []


def _reported(archive: Archive, error: ArchiveError) -> list[str]:
    """An error of the archive in one sentence: which file, what, and what to do."""
    prefix = f"{places.FOLDER}/{archive.folder.name}/"
    return [_sentence(p.origin.file.removeprefix(prefix), p) for p in error.problems]


def _sentence(file: str, problem: Problem) -> str:
    message, hint = problem.message, problem.hint
    damage = message.values.get("damage") if isinstance(message, Message) else None
    what = say("{file}: {what}", file=file, what=damage or without_stop(message))
    if not hint or "notices verify" in hint:
        return what
    return say("{what} – {hint}", what=what, hint=without_stop(hint))


def _read(archive: Archive) -> tuple[list[str], list[Manifest]]:
    """What is wrong with manifests, and those that can be read."""
    problems: list[str] = []
    manifests: list[Manifest] = []
    for name, digest in archive.chain:
        try:
            manifests.append(archive.manifest(name, digest))
        except ArchiveError as error:
            problems += _reported(archive, error)
    return problems, manifests


def _chain(archive: Archive, manifests: Sequence[Manifest]) -> Iterator[str]:
    names = [name for name, _ in archive.chain]
    if len(set(names)) != len(names):
        yield say("{chain} names an entry twice", chain=places.CHAIN)
    previous: dict[str, str | None] = dict.fromkeys(names[:1])
    previous |= {later[0]: earlier[1] for earlier, later in pairwise(archive.chain)}
    for manifest in manifests:
        if manifest.previous != previous[manifest.id]:
            yield say(
                "{entry}: the entry before it is not the one that it names (entries were "
                "taken out, put in or given another order, or two branches were merged)",
                entry=manifest.id,
            )
        if manifest.site != manifests[0].site:
            yield say(
                "{entry}: it is of another site, {site}", entry=manifest.id, site=manifest.site
            )


def _days(manifests: Sequence[Manifest]) -> Iterator[str]:
    """What this tool would never have written."""
    for earlier, later in pairwise(manifests):
        if later.published < earlier.published:
            yield say(
                "{entry}: it was published before {earlier}, which stands before it",
                entry=later.id,
                earlier=earlier.id,
            )
    for manifest in manifests:
        if manifest.effective < manifest.published:
            yield say("{entry}: it took effect before it was published", entry=manifest.id)
        approval = manifest.approval
        if not manifest.withdraws and (
            approval is None or approval.prepared_by == approval.approved_by
        ):
            yield say("{entry}: no other role has approved it", entry=manifest.id)
        day = manifest.effective.isoformat()
        if manifest.withdraws:
            if manifest.id != manifest.withdraws + places.WITHDRAWN:
                yield say(
                    "{entry}: it withdraws {release}", entry=manifest.id, release=manifest.withdraws
                )
        elif manifest.id != day and not manifest.id.removeprefix(f"{day}-").isdecimal():
            yield say(
                "{entry}: it takes effect on {day}", entry=manifest.id, day=manifest.effective
            )


def _withdrawals(manifests: Sequence[Manifest]) -> Iterator[str]:
    released: set[str] = set()
    for manifest in manifests:
        if manifest.withdraws is None:
            released.add(manifest.id)
        elif manifest.withdraws not in released:
            yield say("{entry}: there is nothing (any more) for it to withdraw", entry=manifest.id)
        else:
            released.remove(manifest.withdraws)


def _strangers(archive: Archive, known: set[str]) -> Iterator[str]:
    """All that lies in the archive and is named nowhere."""
    if not archive.folder.is_dir():
        return
    ours = {places.CHAIN, places.LOCK, places.STAGING}
    for path in sorted(archive.folder.iterdir()):
        begun = archive.folder / places.STAGING / path.name
        if path.name not in known | ours and not _same(path, begun):
            yield say(
                "{file} is in the archive, and {chain} does not name it",
                file=path.name,
                chain=places.CHAIN,
            )


def _same(folder: Path, begun: Path) -> bool:
    """Whether a folder holds nothing but what an interrupted run was putting there."""
    if not folder.is_dir() or not begun.is_dir():
        return False
    return all(
        path.is_file()
        and (begun / path.name).is_file()
        and (begun / path.name).read_bytes().startswith(path.read_bytes())
        for path in folder.iterdir()
    )


def _entry(archive: Archive, manifest: Manifest, manifests: Sequence[Manifest]) -> Iterator[str]:
    folder = archive.folder / manifest.id
    expected = places.expected(manifest)
    withdrawal = next((m for m in manifests if m.withdraws == manifest.id), None)
    for path in sorted(folder.iterdir()):
        if path.name not in expected and not (path.is_file() and places.proves(path.name)):
            yield say("{file} is named by no manifest", file=f"{manifest.id}/{path.name}")
    for name, digest in expected.items():
        if withdrawal is None:
            yield from _file(folder / name, digest)
        elif (folder / name).exists() and not _going(archive, withdrawal, folder / name, digest):
            yield say(
                "{file} was withdrawn and is here (again) – delete it; "
                "it may have come back with a merge or from a backup",
                file=f"{manifest.id}/{name}",
            )
    yield from _carried(manifest, manifests)
    for text in () if withdrawal else manifest.own:
        if archive.path(text).is_file():
            yield from words_of(archive, text)


def _going(archive: Archive, withdrawal: Manifest, path: Path, digest: str) -> bool:
    """Whether withdrawn words are only still there: the withdrawal is the newest entry, and was
    interrupted before it had removed them."""
    newest = archive.chain[-1][0] == withdrawal.id
    begun = archive.folder / places.STAGING / withdrawal.id / places.MANIFEST
    return newest and begun.is_file() and not any(_file(path, digest))


def _file(path: Path, digest: str) -> Iterator[str]:
    name = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        yield say("{file} is missing", file=name)
        return
    content = path.read_bytes()
    if sha256(content) != digest:
        happened, hint = places.what_happened(content, digest)
        why = say(": {what} – {hint}", what=happened, hint=without_stop(hint)) if happened else ""
        yield say("{file} is not the file that was published{why}", file=name, why=why)


def _carried(manifest: Manifest, manifests: Sequence[Manifest]) -> Iterator[str]:
    """A carried text is the one that its release froze."""
    by_id: Mapping[str, Manifest] = {m.id: m for m in manifests}
    for text in manifest.texts:
        source = by_id.get(text.release)
        if source is None or source.text(*text.key) != text:
            yield say(
                "{entry}: {document} ({language}) is not that of {release}",
                entry=manifest.id,
                document=text.document,
                language=text.language,
                release=text.release,
            )


def words_of(archive: Archive, text: Frozen) -> Iterator[str]:
    """What is wrong with the words of a text that is there, each in a sentence."""
    name = f"{text.release}/{archive.path(text).name}"
    content = archive.path(text).read_bytes()
    if exceeded := limits.exceeded(content):
        yield say("{file} {exceeded}", file=name, exceeded=exceeded)
        return
    try:
        read = expression.from_json(content.decode())
        layers = {layer.name: layer.digest for layer in read.layers}
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield say("{file} cannot be read: {error}", file=name, error=reason_of(error))
        return
    if layers != dict(text.layers):
        yield say("{file} does not hold the words of its digest", file=name)
    asked = (text.type, text.item, text.channel)
    if text.type and asked != (read.type, read.item, read.channel):
        yield say("{file} asks for something else than the manifest says", file=name)


def _signatures(
    archive: Archive, manifests: Sequence[Manifest], keys: Sequence[signing.PublicKey]
) -> Iterator[str]:
    for manifest in manifests:
        folder = archive.folder / manifest.id
        message = signing.check(folder / places.SIGNATURE, folder / places.MANIFEST, keys, manifest)
        if message:
            yield say("{entry}: {message}", entry=manifest.id, message=message)


def of_another(archive: Archive, newest: Manifest, proofs: Proofs) -> Iterator[str]:
    """Names in `owners` for which the newest entry is not; its signature was checked before."""
    known = {newest.site}
    if proofs.keys:
        owner = signing.owner_of(archive.folder / newest.id / places.SIGNATURE)
        known |= {owner.address, owner.controller} if owner else set()
    for name in proofs.owners:
        if not name or name not in known:
            names = [f"“{words}”" for words in sorted(known) if words]
            of_whom = {"entry": newest.id, "names": names, "name": name}
            yield (
                say("{entry}: it is signed for {names}, not “{name}”", **of_whom)
                if proofs.keys
                else say("{entry}: it is of {names}, not “{name}”", **of_whom)
            )


def _stamps(archive: Archive, manifests: Sequence[Manifest], proofs: Proofs) -> Iterator[str]:
    digests = {digest for _, digest in archive.chain}
    for manifest in manifests:
        stamps = stamping.stamps_of(archive, manifest.id)
        digest = sha256((archive.folder / manifest.id / places.MANIFEST).read_bytes())
        for path in stamps:
            yield from _stamp(manifest, path, digest, proofs)
        if proofs.authorities and not stamps:
            yield say("{entry}: it is not stamped", entry=manifest.id)
    for name, answer in proofs.stamps.items():
        stamp, wrong = _stamp_in(answer, proofs)
        if wrong:
            yield say("{file}: {wrong}", file=name, wrong=wrong)
        elif stamp and stamp.digest not in digests:
            yield say(
                "{file}: what it stamps is not in the archive: it was cut off or rewritten",
                file=name,
            )


def _stamp(entry: Manifest, path: Path, digest: str, proofs: Proofs) -> Iterator[str]:
    content, name = path.read_bytes(), f"{entry.id}/{path.name}"
    if places.stamp_name(content) != path.name:
        yield say("{file} is not the stamp that was kept: its name says another digest", file=name)
        return
    stamp, wrong = _stamp_in(content, proofs)
    if wrong or (stamp and stamp.digest != digest):
        yield say("{file}: {wrong}", file=name, wrong=wrong or say("it stamps something else"))
    elif stamp and stamp.day < entry.published:
        yield say(
            "{file}: the entry says that it was published on {published}, and was stamped on {day} "
            "already",
            file=name,
            published=entry.published,
            day=stamp.day,
        )


def _stamp_in(answer: bytes, proofs: Proofs) -> tuple[stamping.Stamp | None, str | None]:
    try:
        stamp = stamping.read(answer)
    except ValueError as error:
        return None, reason_of(error)
    return stamp, stamp.check(proofs.authorities) if proofs.authorities else None


def _against(archive: Archive, copy: Archive) -> Iterator[str]:
    try:
        theirs = copy.chain
    except ArchiveError as error:
        yield from (say("the copy: {message}", message=one) for one in _reported(copy, error))
        return
    if not theirs:
        yield say(
            "the copy holds no {chain} to compare with ({folder})",
            chain=places.CHAIN,
            folder=copy.folder,
        )
    if archive.chain[: len(theirs)] != theirs:
        yield say(
            "the archive is not the continuation of the copy: entries were changed or cut off"
        )
