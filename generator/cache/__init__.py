"""What never changes is made once, and cached under the digest of everything it is made from.

A cached file is hard-linked into the site, so a long history is neither read nor written again.
Somebody may write into such a file through its name on the site, and a disk may lose a byte of it;
therefore each carries the digest of its content in its name. It is read again, and made again where
it is damaged, unless the file system says that nothing was written since the last build.
"""

import io
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE

from generator.cache.digests import (
    HOUSE,
    code,
    digest_in_name,
    digest_of,
    digest_of_tool,
    made_with,
    stamp_of,
)
from generator.cache.values import values
from generator.cache.whole import beginning, listed, opened, put, sealed

__all__ = [
    "NAME", "Cache", "Cached", "Content", "Layout", "Wanted", "beside", "code", "digest_in_name",
    "digest_of", "digest_of_tool", "made_with", "opened", "put", "read", "sealed", "stamp_of",
    "values",
]  # fmt: skip
NAME = ".cache"
"""The folder beside mkdocs.yml; it may be deleted at any time."""
_USED = "used.json"
_TICK = 20_000_000
"""Nanoseconds; what is written twice in fewer may have one time (Linux tells 4 to 10 million)."""
_NAME = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{32})")
_ONCE = re.compile(r"[0-9a-f]{64}\.\w+")
"""What other versions of this tool called theirs as well."""
_BESIDE = HOUSE / "__pycache__"


def beside(name: str) -> Path | None:
    """Where what follows from the tool alone is cached; None where Python may write nothing."""
    return None if sys.dont_write_bytecode else _BESIDE / name


@dataclass(frozen=True, slots=True)
class Layout:
    """What lies where in the folder of a cache; everything that is cached asks here."""

    folder: Path

    @property
    def templates(self) -> Path:
        """Compiled templates of the site's frame."""
        return self.folder / "templates"

    @property
    def texts(self) -> Path:
        """Compiled templates of the documents."""
        return self.folder / "texts"

    @property
    def facts(self) -> Path:
        """The facts and the statute book as they were read last."""
        return self.folder / "facts.pickle"

    def composed(self, site_id: str, *, explained: bool) -> Path:
        """The texts of a site as they were composed last."""
        return self.folder / f"texts-{site_id}{'-explained' if explained else ''}.pickle"

    def findings(self, profile: str) -> Path:
        """What a check for `profile` found last."""
        return self.folder / f"findings-{profile}.pickle"

    def built(self, site: Path) -> Path:
        """What the site in a folder was made from."""
        return self.folder / "built" / sha256(os.fsencode(site)).hexdigest()

    def prints(self, site_id: str) -> Path:
        """PDFs of a site; of drafts and of candidates of releases alike."""
        return self.folder / "prints" / site_id

    @property
    def trial(self) -> "Layout":
        """What is made of a release that is tried: its words, if it is refused, lie in no other."""
        return Layout(self.folder / "trial")

    @property
    def older(self) -> "Layout":
        """What is made of other data, with which those of the project are compared."""
        return Layout(self.folder / "older")

    def site(self, site_id: str) -> Path:
        """The files of a site that never change."""
        return self.folder / "sites" / site_id


@dataclass(frozen=True, slots=True)
class Cached:
    """A file that was made before, or just now; `make` makes it again."""

    path: str
    make: Callable[[], bytes]

    @property
    def name(self) -> str:
        """Its name in the folder of the cache."""
        return self.path.rpartition("/")[2]

    def put(self, to: str) -> None:
        """Give the file another name, or a copy where that cannot be done."""
        try:
            os.link(self.path, to)
        except FileExistsError:
            with suppress(FileNotFoundError):  # another build takes it away just now
                if os.path.samestat(os.stat(self.path), os.lstat(to)):  # noqa: PTH116 - of thousands
                    return
            Path(to).unlink(missing_ok=True)
            self.put(to)
        except OSError:  # another file system, too many names, or taken away by another build
            Path(to).unlink(missing_ok=True)
            try:
                shutil.copyfile(self.path, to)
            except FileNotFoundError:
                Path(to).write_bytes(self.make())


Content = bytes | Cached
"""What a file of a site holds."""
Wanted = tuple[object, Callable[[], bytes]]
"""What a cached file is made from, and how: as `Cache.file` takes them."""


def read(content: Content) -> bytes:
    """The bytes, wherever they are."""
    if not isinstance(content, Cached):
        return content
    try:
        return Path(content.path).read_bytes()
    except FileNotFoundError:  # taken away by another build
        return content.make()


class Cache:
    """The cached files of one site; without a folder, or where it can be neither written nor read,
    nothing is cached."""

    def __init__(self, folder: Path | None) -> None:
        self._rights = _rights(folder) if folder else None
        self.folder = folder if self.is_written or (folder and listed(folder)) else None
        self.used: set[str] = set()
        """The names of the files that were asked for."""
        self._trusted: dict[str, int | None] = {}
        """The names of those that this build has made, or looked at, with the time of their last
        writing where this process has seen it."""

    @property
    def is_written(self) -> bool:
        """Whether what is made now is there for others."""
        return self._rights is not None

    @property
    def links(self) -> Path | None:
        """Where it is remembered to what the links of cached files lead."""
        return self.folder / "links" if self.folder else None

    @property
    def before(self) -> Path | None:
        """The site whose place another took: its folders of a history are those of the next."""
        return self.folder / "before" if self.folder else None

    def file(self, made_from: object, make: Callable[[], bytes]) -> Content:
        """What `make` makes, or made before from the same: `made_from` is plain data."""
        if self.folder is None:
            return make()
        key = _key(made_from)
        name = self._sound(key)
        if name is None:
            content = make()
            try:
                name = self._write(key, content)
            except OSError:  # a cache that cannot be written is none
                return content
        self.used.add(name)
        return Cached(f"{self.folder}/{name}", make)

    def has(self, made_from: object) -> bool:
        """Whether `file` would have nothing to make; if so the file stays for the next build."""
        name = self._sound(_key(made_from)) if self.folder else None
        if name is None:
            return False
        self.used.add(name)
        return True

    def look_again(self, used: Iterable[str] = ()) -> None:
        """Other processes of this build have put files into the folder, or looked at `used`."""
        before = set(self._names.values())
        del self._names
        for name in (set(self._names.values()) - before).union(used):
            self._trusted.setdefault(name)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of the cached files by what they are made from."""
        names = listed(self.folder) if self.folder else ()
        return {match[1]: match[0] for match in map(_NAME.fullmatch, names) if match}

    @cached_property
    def _seen(self) -> dict[str, list[int]]:
        """When the files that the build before used were last written, or given another name."""
        try:
            seen = json.loads(opened(self.folder / _USED)) if self.folder else {}
        except (OSError, ValueError):
            return {}
        return seen if isinstance(seen, dict) else {}

    def _sound(self, key: str) -> str | None:
        """The name of a cached file that is as it was made; None where there is none."""
        name = self._names.get(key)
        if name is None or name in self._trusted:
            return name
        path = f"{self.folder}/{name}"
        try:
            seen = os.stat(path)  # noqa: PTH116 - of thousands
            as_new = self._rights in (None, S_IMODE(seen.st_mode))
            if not as_new or _times(seen) != self._seen.get(name):
                with io.FileIO(path) as file:
                    content = file.read()
                if digest_in_name(content) != name.rpartition(".")[2]:
                    return None
                if not as_new:  # a linked one keeps the rights of its first day
                    return self._write(key, content)
        except OSError:
            return None
        self._trusted[name] = seen.st_mtime_ns
        return name

    def _write(self, key: str, content: bytes) -> str:
        assert self.folder
        name = f"{key}.{digest_in_name(content)}"
        put(self.folder / name, content)
        self._names[key] = name
        self._trusted[name] = None
        return name

    def clear(self) -> None:
        """Remove what neither this build nor the one before it used; `remember` comes later."""
        for name in listed(self.folder) if self.folder else ():
            if name not in self.used and name not in self._seen and _ONCE.fullmatch(name):
                with suppress(OSError):  # another build takes it away, or nothing can be written
                    os.unlink(f"{self.folder}/{name}")  # noqa: PTH108

    def remember(self) -> None:
        """Once no site comes or goes any more, which have other names of the files: what was used,
        and when anything of it last changed."""
        if self.folder is None:
            return
        seen, late = dict[str, list[int]](), time.time_ns() - _TICK
        for name in sorted(self.used):
            with suppress(OSError):  # taken away by another build
                times = _times(os.stat(f"{self.folder}/{name}"))  # noqa: PTH116 - of thousands
                written = self._trusted.get(name)
                # One that somebody has written into meanwhile, or may yet without another time, is
                # looked at by the next build.
                stands = written in (None, times[0]) and times[1] < late
                seen[name] = times if stands else []
        sealed(self.folder / _USED, json.dumps(seen).encode())


def _key(made_from: object) -> str:
    return sha256(code() + repr(made_from).encode()).hexdigest()


def _rights(folder: Path) -> int | None:
    """Who may do what with a new file in a folder; None where none can be made."""
    new = beginning(folder / "rights")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new.write_bytes(b"")
        rights = S_IMODE(new.stat().st_mode)
        new.unlink()
    except OSError:
        return None
    return rights


def _times(seen: os.stat_result) -> list[int]:
    """When somebody last wrote into a file, and when anything of it last changed, which nobody can
    set back; Windows says instead when it was created."""
    return [seen.st_mtime_ns, seen.st_ctime_ns]
