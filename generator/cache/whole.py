"""Files that are there whole or not at all, whenever a process is killed, and say by a digest that
they are as they were written."""

import os
import re
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

DIGEST = sha256().digest_size
_BEGUN = re.compile(r"\..+\.[0-9a-f]{16}")
_DAY = 86_400


def opened(path: Path) -> bytes:
    """What was `sealed` there; empty where it is damaged. Raises OSError where there is nothing."""
    content = path.read_bytes()
    words = content[DIGEST:]
    return words if content[:DIGEST] == sha256(words).digest() else b""


def sealed(path: Path, words: bytes) -> None:
    """Write a file with its digest, whole or not at all; a cache that cannot be written is none."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, sha256(words).digest() + words)


def put(path: Path, content: bytes) -> None:
    """Write a file whole; a process that is killed leaves none of its name."""
    _sweep(path.parent)
    new = beginning(path)
    try:
        new.write_bytes(content)
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def beginning(path: Path) -> Path:
    """A name beside a file under which it is written; processes of other machines have others."""
    return path.with_name(f".{path.name}.{os.urandom(8).hex()}")


@cache
def _sweep(folder: Path) -> None:
    """Remove what killed processes did not finish, a day ago or more."""
    for name in filter(_BEGUN.fullmatch, listed(folder)):
        with suppress(OSError):  # a process beside this one has just finished it
            if time.time() - (folder / name).stat().st_mtime > _DAY:
                (folder / name).unlink()


def listed(folder: Path) -> list[str]:
    """The names in a folder; none when it is not there, or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []
