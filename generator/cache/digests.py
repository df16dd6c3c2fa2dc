"""The digests of what something is made from: files, folders, this tool and what it works with."""

import io
import os
import sys
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from math import inf
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from generator.cache.whole import listed

HOUSE = Path(__file__).parents[1]
_LARGE = 2**17
"""Bytes of a folder's own files from which on caching what they say takes longer than it saves."""


@cache
def code() -> bytes:
    """The digest of this tool and of what it works with: another version of either makes everything
    again."""
    house = str(HOUSE)
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
    names = (name for path in sys.path if path for name in listed(Path(path)))
    installed = sorted(name for name in names if name.endswith(".dist-info"))
    return repr((sys.version, zlib.ZLIB_RUNTIME_VERSION, installed)).encode()


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
    rooms = (p for name in code.split() for p in (HOUSE / name, HOUSE / f"{name}.py"))
    found = digest_of(*filter(Path.exists, rooms), large=inf)
    return found and found + made_with()


def digest_in_name(content: bytes) -> str:
    """As it stands in the name of a file."""
    return sha256(content).hexdigest()[:32]
