"""The folders of a history: made, or taken with what is in them from the site that another took the
place of. To make a folder takes longer than to fill it, and a long history has thousands.
"""

import os
import shutil
from collections.abc import Container, Iterator
from pathlib import Path

from generator.mkdocs.build import Build


def made(build: Build, folder: Path, half: int) -> None:
    """Make one half of them, unless they can be taken."""
    if _before(build, folder):
        return
    addresses = list(build.publishing.pages.addresses)
    middle = len(addresses) // 2
    for address in addresses[middle:] if half else addresses[:middle]:
        (folder / address).mkdir(parents=True, exist_ok=True)


def taken(build: Build, folder: Path) -> set[str]:
    """Take those of the site before that are not in `folder` yet. Returns the files in them, which
    go unless this site writes them too; nothing but these and folders of this site is in them."""
    files, around = set[str](), ""
    if not (before := _before(build, folder)):
        return files
    addresses = dict.fromkeys(build.publishing.pages.addresses)
    for address in addresses:
        if around and address.startswith(around):
            continue  # it came with the one around it
        around = ""
        if _moved(before, folder, address):
            around = address
            files.update(_swept(folder, address, addresses))
    return files


def _before(build: Build, folder: Path) -> Path | None:
    """The site before, unless other people may read it than new ones."""
    before = build.publishing.publication.cache.before
    try:
        old, new = before.stat() if before else None, folder.stat()
    except OSError:
        return None
    same = old and (old.st_mode, old.st_uid, old.st_gid) == (new.st_mode, new.st_uid, new.st_gid)
    return before.resolve() if before and same else None


def _moved(before: Path, folder: Path, address: str) -> bool:
    """Whether it was there, and not somewhere else by a link."""
    outer = Path(address).parent
    try:
        if (before / outer).resolve() != before / outer:
            return False
        (folder / outer).mkdir(parents=True, exist_ok=True)
        os.rename(f"{before}/{address}", f"{folder}/{address}")  # noqa: PTH104 - as it ends in a
        # stroke, only a folder is moved, and only to where none is that holds something
    except OSError:
        return False
    return True


def _swept(folder: Path, address: str, known: Container[str]) -> Iterator[str]:
    """The files in a folder and in those in it that are `known`; whatever else is there goes."""
    with os.scandir(f"{folder}/{address}") as entries:
        for entry in entries:
            inner = f"{address}{entry.name}/"
            if entry.is_file(follow_symlinks=False):
                yield entry.path
            elif not entry.is_dir(follow_symlinks=False):
                Path(entry.path).unlink()
            elif inner in known:
                yield from _swept(folder, inner, known)
            else:
                shutil.rmtree(entry.path)
