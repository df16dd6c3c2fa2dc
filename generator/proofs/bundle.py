"""A bundle is one release in a file, for shops that host the texts themselves: is it whole?

Proved offline. The words are proved by the chain: the manifest of the release, whose digest is
the last line of the CHAIN inside, names every text by its digests, and each form of a text is
read and hashed again. What stands around the words in the HTML and JSON files is only proved by
the bundle's own list; so compare the digest of the release with what the site publishes (`head`,
`copy`), or ask for a signature (`keys`).

A file from elsewhere is not trusted: nothing is unpacked before its names and sizes are known.
"""

import json
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator import expression
from generator.errors import ArchiveError
from generator.expression import elements
from generator.expression import text as text_1
from generator.outputs.bundle.layout import ARCHIVE, FORMAT, MANIFEST, paths_of
from generator.proofs.archive import Proofs
from generator.releases import archive as places
from generator.releases import signing
from generator.releases.archive import Archive, sha256
from generator.releases.record import Frozen, Manifest

MOST_FILES, MOST_BYTES, MOST_PACKED = 20_000, 512_000_000, 256_000_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_OPENED = re.compile(r"<article(?=[\s/>])", re.IGNORECASE)
_ARTICLE = re.compile(r'<article\b[^>]*\sdata-layer="([a-z]+)"[^>]*>.*?</article>', re.DOTALL)


@dataclass(frozen=True)
class Verdict:
    """`wrong` is everything that is wrong, each in a sentence; empty when the bundle is whole."""

    wrong: Sequence[str]
    release: str = ""
    digest: str = ""
    texts: int = 0


def verify(file: Path, proofs: Proofs | None = None) -> Verdict:
    """Whether a bundle is what was published; `proofs` as for an archive (no authorities)."""
    try:
        files = _unpacked(file)
        index = json.loads(files[MANIFEST])
        listed, name = _listed(index), str(index["release"])
    except (_Refused, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error) if isinstance(error, _Refused) else f"its {MANIFEST} cannot be read"
        return Verdict([reason])
    wrong = list(_against_list(files, listed))
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(_write(files, Path(folder)))
        try:
            manifest = _release(archive, name)
            wrong += _entries(archive, manifest)
            wrong += _texts(archive, manifest, files, index["texts"])
            wrong += _outside(archive, manifest, proofs or Proofs())
        except ArchiveError as error:
            wrong += [f"{p.origin.file}: {p.message}" for p in error.problems]
            return Verdict(wrong)
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            return Verdict([*wrong, f"it lacks something or is written otherwise: {error!r}"])
        return Verdict(wrong, manifest.id, archive.head or "", len(manifest.texts))


class _Refused(Exception):
    """The file is not opened any further."""


def _unpacked(file: Path) -> dict[str, bytes]:
    """The files of a bundle by their path; raises _Refused before anything harmful is read."""
    try:
        if file.stat().st_size > MOST_PACKED:
            raise _Refused(f"it is larger than {MOST_PACKED} bytes")
        with zipfile.ZipFile(file) as packed:
            infos = packed.infolist()
            for problem in _suspicious(infos):
                raise _Refused(problem)
            return {info.filename: packed.read(info) for info in infos}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _Refused(f"it cannot be read as a ZIP file: {error}") from None
    except Exception as error:  # a damaged stream raises the decompressor's own error
        if isinstance(error, _Refused):
            raise
        raise _Refused(f"it cannot be read as a ZIP file: {error}") from None


def _suspicious(infos: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    if len(infos) > MOST_FILES:
        yield f"it holds {len(infos)} files, more than {MOST_FILES}"
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        yield f"unpacked it would have {total} bytes, more than {MOST_BYTES}"
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if info.orig_filename != name or not _NAME.fullmatch(name):
            yield f"it holds a file with a name that could lead out of a folder: {name!r}"
        if name.casefold() in seen:
            yield f"it holds two files of the name {name!r}"
        seen.add(name.casefold())
        if stat.S_ISLNK(info.external_attr >> 16):
            yield f"it holds a link instead of a file: {name!r}"
        if info.flag_bits & 1:
            yield f"it holds an encrypted file: {name!r}"


def _listed(index: Mapping[str, Any]) -> dict[str, str]:
    if index["format"] != FORMAT:
        raise _Refused(f"it is not a bundle of format {FORMAT}")
    return {str(row["path"]): str(row["sha256"]) for row in index["files"]}


def _against_list(files: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[str]:
    for path, content in files.items():
        if path == MANIFEST:
            continue
        if path not in listed:
            yield f"{path} is in the bundle, and its {MANIFEST} does not name it"
        elif sha256(content) != listed[path]:
            yield f"{path} is not the file that the {MANIFEST} names"
    yield from (f"{path} is missing" for path in listed if path not in files)


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
        raise ValueError(f"the last entry of its {places.CHAIN} is not {name}")
    return archive.manifest(*archive.chain[-1])


def _entries(archive: Archive, manifest: Manifest) -> Iterator[str]:
    """The place of the release in the chain, and the releases from which it carries texts."""
    before = archive.chain[-2][1] if len(archive.chain) > 1 else None
    if manifest.previous != before:
        yield f"the entry before {manifest.id} is not the one that its manifest names"
    if manifest.withdraws:
        yield f"{manifest.id} is not a release but a withdrawal"
    digests = dict(archive.chain)
    for source in sorted({text.release for text in manifest.texts} - {manifest.id}):
        froze = archive.manifest(source, digests[source])
        for text in manifest.texts:
            if text.release == source and froze.text(*text.key) != text:
                yield f"{text.document} ({text.language}) is not that of {source}"


def _texts(
    archive: Archive, manifest: Manifest, files: Mapping[str, bytes], rows: Sequence[Any]
) -> Iterator[str]:
    named = {(row["id"], row["lang"]): row for row in rows}
    if len(named) != len(rows):
        yield f"the {MANIFEST} names a text twice"
    frozen = {text.key: text for text in manifest.texts}
    yield from (f"{d} ({lang}) is missing" for d, lang in frozen.keys() - named.keys())
    yield from (
        f"{d} ({lang}) is not a text of the release" for d, lang in named.keys() - frozen.keys()
    )
    for key in sorted(frozen.keys() & named.keys()):
        text, row = frozen[key], named[key]
        listed = paths_of(*key, sorted(text.layers), pdf=_printed(archive, text) is not None)
        if row["formats"] != listed:
            yield f"the {MANIFEST} leads to other files for {text.document} ({text.language})"
        if row["release"] != text.release or _values(row["hash"]) != dict(text.layers):
            yield f"the {MANIFEST} names another text of {text.document} ({text.language})"
        yield from _forms(archive, text, files)


def _forms(archive: Archive, text: Frozen, files: Mapping[str, bytes]) -> Iterator[str]:
    """Every form of a text says the words of the release, computed again from each."""
    printed = _printed(archive, text)
    paths = paths_of(*text.key, sorted(text.layers), pdf=printed is not None)
    for form, path in paths.items():
        if path not in files:
            yield f"{path} is missing"
        elif form == "pdf" and sha256(files[path]) != printed:
            yield f"{path} is not the PDF that the release kept"
        elif form != "pdf" and _words(form, files[path]) != _wanted(form, text):
            yield f"{path} does not hold the words of the release"
    yield from _frozen(archive, text)


def _printed(archive: Archive, text: Frozen) -> str | None:
    """The digest of the PDF that the release of a text kept, if it kept one."""
    froze = archive.manifest(text.release, dict(archive.chain)[text.release])
    return froze.files.get(places.print_of(*text.key))


def _frozen(archive: Archive, text: Frozen) -> Iterator[str]:
    """The file of the archive is the one that the manifest names, and says the same words."""
    name = f"{ARCHIVE}/{text.release}/{archive.path(text).name}"
    try:
        archive.read(text)
        read = expression.from_json(archive.path(text).read_text(encoding="utf-8"))
    except (ArchiveError, ValueError, KeyError, TypeError):
        yield f"{name} is not the file that the release froze"
        return
    if {layer.name: layer.digest for layer in read.layers} != dict(text.layers):
        yield f"{name} does not hold the words of the release"


def _wanted(form: str, text: Frozen) -> Mapping[str, str]:
    if form.startswith("text-"):
        name = form.removeprefix("text-")
        return {name: text.layers[name]}
    return dict(text.layers)


def _words(form: str, content: bytes) -> Mapping[str, str]:
    """The digests of the layers in one form of a text."""
    if form == "html":
        page = content.decode()
        articles = [(m[1], m[0]) for m in _ARTICLE.finditer(page)]
        digests = {name: text_1.digest(article) for name, article in articles}
        strange = any(elements.strangers(text_1.parse(article)) for _, article in articles)
        opened = len(_OPENED.findall(page))
        return digests if len(digests) == len(articles) == opened and not strange else {}
    if form == "json":
        layers = json.loads(content)["layers"]
        for layer in layers:
            root = text_1.parse(layer["html"])
            other = text_1.digest(layer["html"]) != text_1.digest_of(layer["text"])
            if other or elements.strangers(root):
                return {}
        digests = {layer["name"]: text_1.digest_of(layer["text"]) for layer in layers}
        return digests if digests == _values({la["name"]: la["hash"] for la in layers}) else {}
    return {form.removeprefix("text-"): sha256(content)}


def _values(hashes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: digest["value"] for name, digest in hashes.items() if digest["alg"] == "text-1"}


def _outside(archive: Archive, manifest: Manifest, proofs: Proofs) -> Iterator[str]:
    """What only somebody outside the bundle can say."""
    if proofs.head is not None and archive.head != proofs.head:
        yield f"the release is {archive.head}, not the pinned {proofs.head}"
    if proofs.keys:
        folder = archive.folder / manifest.id
        signature, signed = folder / places.SIGNATURE, folder / places.MANIFEST
        message = signing.check(signature, signed, proofs.keys, manifest)
        if message:
            yield f"{manifest.id}: {message}"
    if proofs.copy is not None:
        theirs = proofs.copy.chain
        if theirs[: len(archive.chain)] != archive.chain:
            yield f"the copy's {places.CHAIN} does not begin with the one in the bundle"
        elif f"{manifest.id}{places.WITHDRAWN}" in dict(theirs):
            yield f"{manifest.id} was withdrawn since"
