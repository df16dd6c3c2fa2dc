"""Files and folders that other people wrote, read so that nothing waits and nothing is passed over.

A name may lead to a pipe, which is silent until somebody writes into it, to a device without an
end, or round in a circle; a folder may be closed to the reader.
"""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from generator.message import say

NO_FILE = say("it is not a file")


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, `most` + 1 of a larger one; OSError for whatever is not a file."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, NO_FILE, str(path))
        return file.read(most + 1)


def below(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every entry below a folder that is no folder, each with why it cannot be read (empty: it
    can), in order. Hidden ones are left out; a link to a folder is not followed."""
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, str(error.strerror)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from below(Path(entry.path))
        else:
            yield Path(entry.path), _unreadable(entry)


def _unreadable(entry: "os.DirEntry[str]") -> str:
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return str(error.strerror)
    if stat.S_ISDIR(mode):
        return say("it is a link to a folder, which is not followed")
    return "" if stat.S_ISREG(mode) else NO_FILE
