"""Whether a build would write what stands there already: then nothing is read, made or written.

A build remembers in the cache what its site was made from, by content, and which files it wrote, by
times and by content. Whatever it cannot tell (other plugins, folders elsewhere, links) is not
remembered, and is built again.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from types import MappingProxyType

from generator.cache import code, digest_in_name, opened, sealed
from generator.pipeline import Settings

CONFIG = "mkdocs.yml"
FOLDERS = ("docs", "overrides")
_MANY = 100_000_000
"""Bytes."""
_RELEASES = "releases"
"""The archive: entries are added and never changed, so they are told by size and time."""


_File = os.PathLike[str]


class _Unknown(Exception):
    """Something is there of which nobody can tell what it is."""


def stands(settings: Settings, output: Path) -> bool:
    """Whether the folder `output` holds the site that a build would write."""
    record = _record(settings, output)
    try:
        files, contents, made = json.loads(opened(record)) if record else ("", "", "")
        if not made or made != made_from(settings):
            return False
        now = files_of(site := output.resolve())
        if now not in ("", files) and contents and contents == contents_of(site):
            remember(settings, output, now, contents, made)  # only links to it came or went
            return True
        return bool(files and files == now)
    except (OSError, ValueError):
        return False


def remember(settings: Settings, output: Path, files: str, contents: str, made: str) -> None:
    """A site was written there: its files (as `files_of` and `contents_of` say them), and what it
    was made from unless that is empty."""
    if (record := _record(settings, output)) and files and made:
        sealed(record, json.dumps([files, contents, made]).encode())


def _record(settings: Settings, output: Path) -> Path | None:
    return settings.cache.built(output.resolve()) if settings.cache else None


def files_of(site: Path, own: os.stat_result | None = None) -> str:
    """The digest of the names, sizes and times of all files of a site; empty where one is none, or
    where it is no more the folder of which the system says `own`."""
    files = _digest(_listed(site))
    try:
        return files if own is None or os.path.samestat(own, site.stat()) else ""
    except OSError:
        return ""


def contents_of(site: Path, cached: Mapping[str, str] = MappingProxyType({})) -> str:
    """The digest of the names and contents of all files of a site, where other sites share some:
    whatever is linked to a file changes a time of it. `cached` files, by their paths, are not read:
    they have the digest of their content in their names. Empty where they are more than can be read
    as fast as a site is built."""
    start, left = len(os.fspath(site)) + 1, _MANY

    def told(file: _File, found: os.stat_result) -> bytes:
        nonlocal left
        left -= found.st_size
        if left < 0:
            raise _Unknown
        digest = cached.get(os.fspath(file)[start:], "").rpartition(".")[2]
        return (digest or digest_in_name(_contents(file, found))).encode()

    return _digest(_listed(site, told))


def made_from(settings: Settings) -> str:
    """The digest of all that a site is made from; empty where nobody can tell."""

    def parts() -> Iterator[bytes]:
        yield from _listed(Path(CONFIG), _contents)
        config = Path(CONFIG).read_text("utf-8")
        named = {name: os.environ.get(name) for name in re.findall(r"\w+", config)}
        asked = (
            settings.data.resolve(), settings.site, settings.day, settings.production,
            settings.base, settings.pdfs, settings.explained, settings.archive, settings.trial,
        )  # fmt: skip
        yield repr((Path.cwd(), asked, sorted(filter(all, named.items())))).encode()
        yield repr(os.environ.get("SOURCE_DATE_EPOCH")).encode()
        yield code()
        for folder in (*sorted(settings.data.iterdir()), *map(Path, FOLDERS)):
            yield os.fsencode(folder.name)
            yield from _listed(folder, _times if folder.name == _RELEASES else _contents)
        if settings.archive:
            yield from _listed(settings.archive)

    return _digest(parts())


def _digest(parts: Iterator[bytes]) -> str:
    digest = sha256()
    try:
        for part in parts:
            digest.update(f"{len(part)}\0".encode() + part)
    except (OSError, UnicodeDecodeError, _Unknown):
        return ""
    return digest.hexdigest()


def _contents(file: _File, _: os.stat_result) -> bytes:
    return Path(file).read_bytes()


def _times(_: _File, found: os.stat_result) -> bytes:
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}".encode()


def _listed(
    place: Path, told: Callable[[_File, os.stat_result], bytes] = _times
) -> Iterator[bytes]:
    """Each file below a folder, or the file itself, with what is `told` of it."""

    def of(file: _File, found: os.stat_result) -> bytes:
        if not S_ISREG(found.st_mode):
            raise _Unknown
        return b"\0" + told(file, found)

    start, folders = len(os.fspath(place)), [place] if place.is_dir() else []
    if not folders and place.exists():
        yield of(place, place.stat())
    while folders:
        with os.scandir(folders.pop()) as entries:
            found = sorted(entries, key=attrgetter("name"))
        for entry in found:
            if not entry.is_dir():
                yield os.fsencode(entry.path)[start:] + of(entry, entry.stat())
            elif entry.is_symlink():
                raise _Unknown
            else:
                folders.append(Path(entry.path))
