"""A bundle is one release in a file, for shops that host the texts themselves: is it whole?

Proved offline, as a site is: the release is the last entry of the CHAIN inside, its manifest names
every text by its digests, and the bundle is made again from these and compared, file by file and
byte by byte. What no archive holds is read off the bundle (`Claims`) and listed as not proved. So
compare the digest of the release with what the site publishes (`head`, `copy`), or ask for a
signature (`keys`).

A file from elsewhere is not trusted: see `zipped` and `limits`.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from generator import TOOL, languages
from generator.errors import ArchiveError, NoticesError, reason_of
from generator.message import say, without_stop
from generator.outputs.bundle.bundles import Bundles
from generator.outputs.bundle.layout import ARCHIVE, FORMAT, MANIFEST, paths_of
from generator.proofs import claims, comparing, zipped
from generator.proofs.archive import Proofs, of_another, words_of
from generator.publication import Publication
from generator.publication.labels import labels_of
from generator.releases import archive as places
from generator.releases import signing
from generator.releases.archive import Archive, sha256
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import Standing

_UNREADABLE = say("its {file} cannot be read", file=MANIFEST)


@dataclass(frozen=True)
class Verdict:
    """`wrong` is everything that is wrong, each in a sentence; empty when the bundle is whole.

    `unproved` is what it says and no archive holds; `tool` the version that says that it made it.
    """

    wrong: Sequence[str]
    release: str = ""
    digest: str = ""
    texts: int = 0
    unproved: Sequence[str] = ()
    tool: str | None = TOOL

    @property
    def of_this_tool(self) -> bool:
        """Whether the bundle says that this version of the tool made it."""
        return self.tool == TOOL


class _Held(Archive):
    """An archive of which only some entries are at hand."""

    @cached_property
    def manifests(self) -> tuple[Manifest, ...]:
        """Those that are, in the order of publication."""
        there = (row for row in self.chain if (self.folder / row[0] / places.MANIFEST).is_file())
        return tuple(self.manifest(*row) for row in there)


@dataclass(frozen=True)
class _Claimed(Publication):
    """The site as the texts of one release know it; `before` names the version before each text,
    as the bundle says."""

    release: tuple[Frozen, ...] = ()
    before: Mapping[tuple[str, str, str], str | None] = field(default_factory=dict)

    @cached_property
    def released(self) -> Sequence[Frozen]:
        """The texts of the release: those of another day are in no file of the bundle."""
        return self.release

    @cached_property
    def standings(self) -> Mapping[tuple[str, str, str], Standing]:
        """As from the whole archive: a version before may be in no file of the bundle."""
        known = super().standings
        return {key: replace(row, before=self.before.get(key)) for key, row in known.items()}


def verify(file: Path, proofs: Proofs | None = None) -> Verdict:
    """Whether a bundle is what was published; `proofs` as for an archive (no authorities)."""
    try:
        packed = zipped.read(file)
        files = zipped.unpacked(packed)
        name, tool = _named(files)
    except zipped.Refused as refused:
        return Verdict([reason_of(refused)])
    with tempfile.TemporaryDirectory() as folder:
        archive = _Held(_write(files, Path(folder)))
        try:
            manifest = _release(archive, name)
            wrong = [*_entries(archive, manifest), *_texts(archive, manifest)]
            wrong += _prints(archive, manifest, files)
            wrong += _outside(archive, manifest, proofs or Proofs())
            if wrong:
                return Verdict(wrong, tool=tool)
            site = _site(archive, manifest, files)
            wrong += _differences(Bundles(site).zipped(manifest, tool), packed, files)
        except NoticesError as error:
            return Verdict(
                [
                    say("{file}: {message}", file=p.origin.file, message=without_stop(p.message))
                    for p in error.problems
                ],
                tool=tool,
            )
        except (AttributeError, LookupError, OSError, RecursionError, TypeError,
                ValueError) as error:  # fmt: skip
            return Verdict(
                [say("it lacks something or is written otherwise: {reason}", reason=repr(error))],
                tool=tool,
            )
        unproved = list(_unproved(site))
        digest = archive.head or ""
        return Verdict(wrong, manifest.id, digest, len(manifest.texts), unproved, tool)


def _named(files: Mapping[str, bytes]) -> tuple[str, str | None]:
    """The release and the version of the tool that the bundle names; raises Refused."""
    try:
        index = json.loads(files[MANIFEST])
        if index["format"] != FORMAT:
            raise zipped.Refused(say("it is not a bundle of format {format}", format=FORMAT))
        return str(index["release"]), claims.plain(index.get("tool")) or None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise zipped.Refused(_UNREADABLE) from None


def _write(files: Mapping[str, bytes], folder: Path) -> Path:
    """The archive's own files, for the code that reads archives; names were checked before."""
    for path, content in files.items():
        if PurePosixPath(path).parts[0] == ARCHIVE:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return folder / ARCHIVE


def _release(archive: Archive, name: str) -> Manifest:
    """The manifest of the release, which is the last entry of the chain inside."""
    if not archive.chain or archive.chain[-1][0] != name:
        raise ValueError(
            say("the last entry of its {chain} is not {entry}", chain=places.CHAIN, entry=name)
        )
    return archive.manifest(*archive.chain[-1])


def _entries(archive: Archive, manifest: Manifest) -> Iterator[str]:
    """The place of the release in the chain, and the releases from which it carries texts."""
    before = archive.chain[-2][1] if len(archive.chain) > 1 else None
    if manifest.previous != before:
        yield say(
            "the entry before {entry} is not the one that its manifest names", entry=manifest.id
        )
    if manifest.withdraws:
        yield say("{entry} is not a release but a withdrawal", entry=manifest.id)
    digests = dict(archive.chain)
    for source in sorted({text.release for text in manifest.texts} - {manifest.id}):
        froze = archive.manifest(source, digests[source])
        for text in manifest.texts:
            if text.release == source and froze.text(*text.key) != text:
                yield say(
                    "{document} ({language}) is not that of {release}",
                    document=text.document,
                    language=text.language,
                    release=source,
                )


def _texts(archive: Archive, manifest: Manifest) -> Iterator[str]:
    """The files of the archive are those that the manifest names, and say the same words."""
    for text in manifest.texts:
        name = f"{ARCHIVE}/{text.release}/{archive.path(text).name}"
        try:
            archive.checked(text)
        except ArchiveError:
            yield say("{file} is not the file that the release froze", file=name)
            continue
        yield from (
            say("{folder}/{wrong}", folder=ARCHIVE, wrong=wrong)
            for wrong in words_of(archive, text)
        )
    unknown = {text.language for text in manifest.texts} - set(languages.codes())
    if unknown:
        yield say("this version of the tool does not know the language {code}", code=min(unknown))


def _prints(archive: Archive, manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[str]:
    """Puts the PDFs beside the texts, where the archive has them."""
    for text in manifest.texts:
        froze = archive.manifest(text.release, dict(archive.chain)[text.release])
        name, path = places.print_of(*text.key), paths_of(*text.key, (), pdf=True)["pdf"]
        if name not in froze.files:
            continue
        if sha256(files.get(path, b"")) != froze.files[name]:
            yield say("{file} is not the PDF that the release kept", file=path)
        else:
            (archive.folder / text.release / name).write_bytes(files[path])


def _outside(archive: Archive, manifest: Manifest, proofs: Proofs) -> Iterator[str]:
    """What only somebody outside the bundle can say."""
    if proofs.head is not None and archive.head != proofs.head:
        yield say(
            "the release is {digest}, not the pinned {head}",
            digest=archive.head,
            head=proofs.head,
        )
    if proofs.keys:
        folder = archive.folder / manifest.id
        signature, signed = folder / places.SIGNATURE, folder / places.MANIFEST
        message = signing.check(signature, signed, proofs.keys, manifest)
        if message:
            yield say("{entry}: {message}", entry=manifest.id, message=message)
            return
    yield from of_another(archive, manifest, proofs)
    if proofs.copy is not None:
        theirs = proofs.copy.chain
        if theirs[: len(archive.chain)] != archive.chain:
            yield say(
                "the copy's {chain} does not begin with the one in the bundle", chain=places.CHAIN
            )
        elif f"{manifest.id}{places.WITHDRAWN}" in dict(theirs):
            yield say("{entry} was withdrawn since", entry=manifest.id)


def _site(archive: Archive, manifest: Manifest, files: Mapping[str, bytes]) -> Publication:
    """The site of the release, with what the bundle says of it."""
    known = dict(archive.chain)
    said = {text.key: _said(files, text) for text in manifest.texts}
    base, home = _base(manifest, files)
    order = max((row[1] for row in said.values()), key=len, default=[])
    used = {text.language for text in manifest.texts}
    codes = [home, *(code for code in order if code != home)]
    codes += sorted(used - set(codes))
    names = (_controller(files, text) for text in manifest.texts)
    day = max(entry.published for entry in archive.manifests)
    return _Claimed(
        site=claims.site_of(archive, codes, "", base),
        controller=claims.most(names),
        day=day,
        drafts=(),
        archive=archive,
        base=base,
        release=manifest.texts,
        before={
            (*text.key, text.release): before if (before := said[text.key][0]) in known else None
            for text in manifest.texts
        },
    )


def _said(files: Mapping[str, bytes], text: Frozen) -> tuple[str | None, list[str]]:
    """Which version the JSON of a text says was before it, and its languages in their order."""
    data = json.loads(files[paths_of(*text.key, (), pdf=False)["json"]])
    before = claims.plain(data.get("supersedes")) or None
    listed = [str(row["lang"]) for row in data["languages"]]
    return before, [code for code in listed if code in languages.codes()]


def _base(manifest: Manifest, files: Mapping[str, bytes]) -> tuple[str, str]:
    """The address of the site, and the language that stands at its root."""
    rows = {(row["id"], row["lang"]): row["url"] for row in json.loads(files[MANIFEST])["texts"]}
    known = list(dict.fromkeys([*(text.language for text in manifest.texts), *languages.codes()]))
    claimed = [
        (Counter(_before(rows.get(text.key), text, home) for text in manifest.texts), home)
        for home in known
    ]
    counted, home = max(claimed, key=lambda row: sum(row[0].values()) - row[0][None])
    return claims.plain(claims.most(base for base in counted.elements() if base)), home


def _before(url: Any, text: Frozen, home: str) -> str | None:
    """What stands before the address of a text, None where that is another."""
    prefix = "" if text.language == home else f"{text.language}/"
    address = f"{prefix}{text.slug}/{text.release}/"
    return url.removesuffix(address) if isinstance(url, str) and url.endswith(address) else None


def _controller(files: Mapping[str, bytes], text: Frozen) -> str:
    """The data controller that the page of a text names."""
    page = files[paths_of(*text.key, (), pdf=False)["html"]].decode("utf-8", "replace")
    label = labels_of(text.language)["data_controller"]
    return claims.between(page, f"<div><dt>{label}</dt><dd>", "</dd>")


def _differences(owed: bytes, packed: bytes, files: Mapping[str, bytes]) -> Iterator[str]:
    """What is not as the release makes it, each in a sentence."""
    if zipped.same(packed, owed):
        return
    wanted, wrong = zipped.unpacked(owed), False
    for path in sorted(files.keys() | wanted.keys()):
        for message in _of_file(path, files, wanted):
            wrong = True
            yield message
    if not wrong:
        yield say(
            "it is packed otherwise than this tool packs it, or holds bytes of none of its files"
        )


def _of_file(path: str, files: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[str]:
    if path not in files:
        yield say("{file} is missing", file=path)
    elif path not in wanted:
        yield say("{file} is in the bundle, and this release has no such file", file=path)
    else:
        yield from comparing.between(path, files[path], wanted[path])


def _unproved(site: Publication) -> Iterator[str]:
    """What the bundle says of the site, and its archive does not."""
    if site.controller:
        yield say("the name of the data controller: “{name}”", name=site.controller)
    if site.base:
        yield say("the address of the site: “{address}”", address=site.base)
    yield say("which version of each text was in force before (“supersedes”)")
