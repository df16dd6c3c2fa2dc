"""What never changes is made once, and cached under the digest of everything it is made from.

A cached file is hard-linked into the site, so a long history is neither read nor written again.
Somebody may write into such a file through its name on the site, and a disk may lose a byte of it;
therefore each carries the digest of its content in its name. It is read again, and made again where
it is damaged, unless the file system says that nothing was written since the last build.
"""

import io
import json
import os
import pickle
import re
import shutil
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, EnumType
from functools import cache, cached_property
from hashlib import sha256
from math import inf
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG
from typing import Any, TypeVar, cast

T = TypeVar("T")
NAME = ".cache"
"""The folder beside mkdocs.yml; it may be deleted at any time."""
_USED = "used.json"
_NAME = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{32})")
_ONCE = re.compile(r"[0-9a-f]{64}\.\w+")
"""What other versions of this tool called theirs as well."""
_BEGUN = re.compile(r"\..+\.[0-9a-f]{16}")
_DAY = 86_400

_BESIDE = Path(__file__).parent / "__pycache__"


def beside(name: str) -> Path | None:
    """Where what follows from the tool alone is cached; None where Python may write nothing."""
    return None if sys.dont_write_bytecode else _BESIDE / name


@cache
def code() -> bytes:
    """The digest of this tool and of what it works with: another version of either makes everything
    again."""
    house = str(Path(__file__).parent)
    digest = sha256(made_with())
    for folder, inner, names in os.walk(house):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__pycache__")))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = f"{folder}/{name}"
            with io.FileIO(path) as file:  # a thousand small ones
                content = file.read()
            digest.update(f"{path[len(house) :]}\0{len(content)}\0".encode() + content)
    return digest.digest()


@cache
def made_with() -> bytes:
    """Python and the packages that it finds, with their versions."""
    names = (name for path in sys.path if path for name in _listed(Path(path)))
    installed = sorted(name for name in names if name.endswith(".dist-info"))
    return repr((sys.version, zlib.ZLIB_RUNTIME_VERSION, installed)).encode()


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
        self.folder = folder if self.is_written or (folder and _listed(folder)) else None
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
        before = self._names
        del self._names
        seen = {*used, *self._names.values()} - {*self._trusted, *({*before.values()} - {*used})}
        self._trusted |= dict.fromkeys(seen)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The names of the cached files by what they are made from."""
        names = _listed(self.folder) if self.folder else ()
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
        self.folder.mkdir(parents=True, exist_ok=True)
        put(self.folder / name, content)
        self._names[key] = name
        self._trusted[name] = None
        return name

    def clear(self) -> None:
        """Remove what neither this build nor the one before it used; then `remember`."""
        for name in _listed(self.folder) if self.folder else ():
            if name not in self.used and name not in self._seen and _ONCE.fullmatch(name):
                with suppress(OSError):  # another build takes it away, or nothing can be written
                    os.unlink(f"{self.folder}/{name}")  # noqa: PTH108

    def remember(self) -> None:
        """Once no site comes or goes any more, which have other names of the files: what was used,
        and when anything of it last changed."""
        if self.folder is None:
            return
        seen = dict[str, list[int]]()
        for name in sorted(self.used):
            with suppress(OSError):  # taken away by another build
                times = _times(os.stat(f"{self.folder}/{name}"))  # noqa: PTH116 - of thousands
                written = self._trusted.get(name)
                # One that somebody has written into meanwhile is looked at by the next build.
                seen[name] = times if written in (None, times[0]) else []
        sealed(self.folder / _USED, json.dumps(seen).encode())


_VALUES = tuple(
    f"generator.{room}"
    for room in (
        "authority model. expression. provenance durations colour message checks.finding "
        "checks.called recipes.checking"
    ).split()
)
_DIGEST = sha256().digest_size
_LARGE = 2**17
"""Bytes of a folder's own files from which on caching what they say takes longer than it saves."""


class _Values(pickle.Unpickler):
    """Reads values alone: a file that somebody wrote into may not name code to run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):  # how Python before 3.11.4 names a member
            return _member
        kind = super().find_class(module, name) if self._allowed(module, name) else None
        if not isinstance(kind, type):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return kind

    @staticmethod
    def _allowed(module: str, name: str) -> bool:
        return module.startswith(_VALUES) or (module, name) == ("datetime", "date")


def _member(kind: object, name: str) -> Enum:
    """A member of an enumeration; an attribute of anything else may be code."""
    if not isinstance(kind, EnumType) or name not in kind.__members__:
        raise pickle.UnpicklingError(f"{kind}.{name}")
    return cast("Enum", kind[name])


def values(path: Path | None, made_from: Callable[[], bytes], make: Callable[[], T]) -> T:
    """What `make` makes, or the same made before, where `made_from` gives the digest of then.

    Only the newest is cached, in the file `path`; one that is damaged is made again. Where the
    digest is empty nothing is cached.
    """
    digest = made_from() if path else b""
    if path is None or not digest:
        return make()
    made_of = sha256(digest).digest()
    try:
        words = opened(path)
        if words[:_DIGEST] == made_of:
            return _Values(io.BytesIO(words[_DIGEST:])).load()  # type: ignore[no-any-return]
    except (OSError, pickle.UnpicklingError):
        pass
    made = make()
    if made_from() == digest:  # nobody wrote meanwhile
        sealed(path, made_of + pickle.dumps(made, 5))
    return made


def opened(path: Path) -> bytes:
    """What was `sealed` there; empty where it is damaged. Raises OSError where there is nothing."""
    content = path.read_bytes()
    words = content[_DIGEST:]
    return words if content[:_DIGEST] == sha256(words).digest() else b""


def sealed(path: Path, words: bytes) -> None:
    """Write a file with its digest, whole or not at all; a cache that cannot be written is none."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, sha256(words).digest() + words)


def put(path: Path, content: bytes) -> None:
    """Write a file whole; a process that is killed leaves none of its name."""
    _sweep(path.parent)
    new = _beginning(path)
    try:
        new.write_bytes(content)
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _beginning(path: Path) -> Path:
    """A name beside a file under which it is written; processes of other machines have others."""
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}")


@cache
def _sweep(folder: Path) -> None:
    """Remove what killed processes did not finish, a day ago or more."""
    for name in filter(_BEGUN.fullmatch, _listed(folder)):
        with suppress(OSError):  # a process beside this one has just finished it
            if time.time() - (folder / name).stat().st_mtime > _DAY:
                (folder / name).unlink()


def digest_of(*paths: Path, large: float = _LARGE) -> bytes:
    """The digest of files and of all in folders, with their names; empty where there is none.

    There is none where something is neither a file nor a folder, where the files of one folder are
    `large` together, or where one goes away meanwhile. Hidden files and compiled code are left out.
    """
    try:
        return _digest_of(paths, large)
    except FileNotFoundError:
        return b""


def _digest_of(paths: Iterable[Path], large: float) -> bytes:
    digest, left = sha256(), large
    for path in paths:
        if path.name.startswith((".", "__pycache__")):
            continue
        found = path.lstat()
        if S_ISDIR(found.st_mode):
            content = _digest_of(sorted(path.iterdir()), large)
        elif S_ISREG(found.st_mode) and found.st_size <= left:
            left -= found.st_size
            content = b"file" + path.read_bytes()
        else:
            content = b""
        if not content:
            return b""
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.digest()


def stamp_of(*paths: Path) -> bytes:
    """The digest of names, sizes and times of files and of all in folders, which are not read: for
    what is large and is only added to. Whether somebody changed it is not asked here."""
    files = [file for path in paths for file in (path, *sorted(path.rglob("*")))]
    stamps = [
        (str(file), stat.st_size, stat.st_mtime_ns) for file in files for stat in [file.lstat()]
    ]
    return sha256(repr(stamps).encode()).digest()


@cache
def digest_of_tool(code: str) -> bytes:
    """The digest of the rooms `code` of this tool, as they were when this process first asked."""
    house = Path(__file__).parent
    rooms = (p for name in code.split() for p in (house / name, house / f"{name}.py"))
    found = digest_of(*filter(Path.exists, rooms), large=inf)
    return found and found + made_with()


def _key(made_from: object) -> str:
    return sha256(code() + repr(made_from).encode()).hexdigest()


def _listed(folder: Path) -> list[str]:
    """The names in a folder; none when it is not there, or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []


def _rights(folder: Path) -> int | None:
    """Who may do what with a new file in a folder; None where none can be made."""
    new = _beginning(folder / "rights")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new.write_bytes(b"")
        rights = S_IMODE(new.stat().st_mode)
        new.unlink()
    except OSError:
        return None
    return rights


def digest_in_name(content: bytes) -> str:
    """As it stands in the name of a file."""
    return sha256(content).hexdigest()[:32]


def _times(seen: os.stat_result) -> list[int]:
    """When somebody last wrote into a file, and when anything of it last changed, which nobody can
    set back; Windows says instead when it was created."""
    return [seen.st_mtime_ns, seen.st_ctime_ns]
