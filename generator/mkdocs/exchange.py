"""How a new site takes the place of the one before: made beside it, the old one moved aside, the
new one moved in, the old one deleted last, or left to the next build. Whatever happens, one of the
two is there, whole.

A build works in a folder of its own, and holds a lock in it; so the next build knows the leftovers
of one that was killed from the work of one that is still running.
"""

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import LoadingError
from generator.message import Message, say
from generator.mkdocs import site_folder

SITE = "site"
_LOCK = "lock"
_BEFORE = "before"
_DAY = 86_400
_TRIES = 10
"""How often other builds may put their sites into the same folder while this one does."""


@contextmanager
def begun(place: Path, notify: Callable[[str], None]) -> Iterator[Path]:
    """A folder beside `place` to make a site in, gone at the end; raises LoadingError."""
    with ExitStack() as stack:
        try:
            around = site_folder.nearest(place.parent)
            clear(place, around, notify)
            work = stack.enter_context(_locked(place, around))
        except OSError as error:
            why = say("nothing can be written beside it: {reason}.", reason=error.strerror)
            raise _failed(place, why) from None
        try:
            yield work
        finally:
            _end(work, place, notify)


def put(work: Path, place: Path) -> None:
    """Move the finished site of `work` to `place`; raises LoadingError, and then the end of
    `begun` gives back what was there."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for number in range(_TRIES):
            with suppress(FileNotFoundError):
                place.rename(work / f"{_BEFORE}-{number}")
            if _taken(work / SITE, place):
                return
    except OSError as error:
        why = say("the site before could not be replaced: {reason}.", reason=error.strerror)
        raise _failed(place, why) from None
    raise _failed(place, say("other builds write into this folder all the time."))


def leave(work: Path, before: Path) -> None:
    """Leave the site that was moved aside to the next build, as `before`. The one that was left
    there last goes, also where there is none to follow it: its words may have been withdrawn."""
    try:
        with suppress(FileNotFoundError):
            before.rename(work / SITE)  # away at once: other builds may be taking of it
        for old in work.glob(f"{_BEFORE}-*"):
            old.rename(before)
    except OSError as error:
        if error.errno == errno.EXDEV:  # nothing can be taken from there to here
            shutil.rmtree(before, ignore_errors=True)
        # otherwise another build was quicker, and others may be taking of what it left


def _taken(built: Path, place: Path) -> bool:
    """Move the new site in, unless another build was quicker; a third may have moved that one
    aside again."""
    try:
        built.rename(place)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST) or place.exists():
            return False
        raise
    return True


@contextmanager
def _locked(place: Path, around: Path) -> Iterator[Path]:
    """A new folder that no other build takes for a leftover: nothing is in it before its lock."""
    work = Path(tempfile.mkdtemp(dir=around, prefix=f".building-{place.name}-"))
    with FileLock(work / _LOCK):
        yield work


def clear(place: Path, around: Path, notify: Callable[[str], None]) -> None:
    """Remove what killed builds of the same site left; a site that one of them had moved aside
    comes back."""
    name = re.compile(rf"\.building-(?:{re.escape(place.name)}-)?[a-z0-9_]{{8}}")
    for work in sorted(path for path in around.iterdir() if name.fullmatch(path.name)):
        with suppress(
            FileNotFoundError, FileExistsError, Timeout
        ):  # another build removes it, or still works
            if work.is_dir() and not work.is_symlink():
                _clear(work, place, notify)


def _clear(work: Path, place: Path, notify: Callable[[str], None]) -> None:
    names = {entry.name.partition("-")[0] for entry in work.iterdir()}
    if not names <= {SITE, _LOCK, _BEFORE}:
        return  # somebody's own
    if _LOCK in names and len(names) > 1:
        with FileLock(work / _LOCK, timeout=0):
            _end(work, place, notify)
    elif time.time() - work.stat().st_mtime > _DAY:  # just begun, or of a version without locks
        _delete(work, notify)


def _end(work: Path, place: Path, notify: Callable[[str], None]) -> None:
    """Delete a folder of work; a site that was moved aside and not replaced goes back first."""
    before = max(work.glob(f"{_BEFORE}-*"), default=None)
    if before and (reason := _back(before, place)):
        notify(
            say(
                "The site before is in “{folder}”; it cannot be moved back to “{place}” "
                "({reason}). Move it there by hand.",
                folder=before,
                place=place,
                reason=reason,
            )
        )
    else:
        _delete(work, notify)


def _back(before: Path, place: Path) -> str | None:
    """Move a site back where none is; why it could not be. Other builds may be quicker, and then
    theirs is moved aside by a third."""
    reason = None
    for _ in range(_TRIES):
        if os.path.lexists(place):
            return None
        try:
            before.rename(place)
        except OSError as error:
            reason = error.strerror
        else:
            return None
    return reason


def _delete(work: Path, notify: Callable[[str], None]) -> None:
    """The lock goes last, so that the next build knows what a killed one began to delete."""
    try:
        for inner in work.iterdir():
            if inner.name != _LOCK:
                shutil.rmtree(inner)
        shutil.rmtree(work)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTEMPTY):
            return  # another build removes it as well
        notify(
            say(
                "“{folder}” could not be deleted ({reason}). Nothing needs it: delete it.",
                folder=work,
                reason=error.strerror,
            )
        )


def _failed(place: Path, message: Message) -> LoadingError:
    return site_folder.refused(place, message, say("What was there is there as it was."))
