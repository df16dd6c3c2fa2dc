"""What takes long to make and is cached, made by all processors: each takes the next share.

A build works on one processor. Here its process is forked, so that the others know all that it
knows, and each puts what it makes into the cache, where the build finds it. What a process could
not make is made by the build when it is asked for, with its error: whoever makes it, the bytes are
the same.
"""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from typing import BinaryIO, Generic, TypeVar

from generator.cache import Cache, Wanted

T = TypeVar("T")
U = TypeVar("U")

_MOST_SHARES = 250
_SIGNAL_AT_END_OF_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def make(cache: Cache, groups: Iterable[Iterable[Wanted]]) -> None:
    """Put what is not cached yet into the cache. Each group is made by one process, in its order:
    what is in it is made of the same texts."""
    if not cache.is_written:
        return
    missing = [m for group in groups if (m := [one for one in group if not cache.has(one[0])])]
    size = -(-len(missing) // _MOST_SHARES) or 1
    shares = [
        [*chain.from_iterable(missing[start : start + size])]
        for start in range(0, len(missing), size)
    ]
    numbers, end = os.pipe()
    os.write(end, bytes(range(len(shares))))
    os.close(end)
    children = list[int]()
    try:
        with suppress(OSError):  # no process more: those that are there make all of it
            for _ in range(min(_idle(), len(shares)) - 1):
                children.append(_begun(cache, shares, numbers))
        _take(cache, shares, numbers)
    finally:
        os.close(numbers)
        for child in children:
            _ended(child)
        cache.look_again()
    for made_from, _ in chain.from_iterable(shares):
        cache.has(made_from)


def both(here: Callable[[], T], there: Callable[[], U]) -> tuple[T, U]:
    """What both make, the second in another process."""
    later = Ahead(there)
    try:
        return here(), later.result()
    finally:
        later.stop()


class Ahead(Generic[U]):
    """What another process makes from now on; its result is plain data. What it could not make
    there is made by whoever asks for it, with its error."""

    def __init__(self, make: Callable[[], U]) -> None:
        self._make = make
        self._pipe: BinaryIO | None = None
        if _idle() < 2:
            return
        reading, writing = os.pipe()
        try:
            self._child = _forked()
        except OSError:  # no process more: it is made by whoever asks
            os.close(reading)
            os.close(writing)
            return
        if not self._child:
            _send(make, reading, writing)
        os.close(writing)
        self._pipe = os.fdopen(reading, "rb")

    def result(self) -> U:
        """Waits for it; asked for once."""
        if self._pipe is None:
            return self._make()
        with self._pipe:
            sent = self._pipe.read()
        self._end()
        try:
            return pickle.loads(sent)  # type: ignore[no-any-return]
        except (EOFError, pickle.UnpicklingError):
            return self._make()

    def stop(self) -> None:
        """Whoever will not ask says so: no process outlives what it works for."""
        if self._pipe:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)  # it may have minutes of work before it
            self._pipe.close()
            self._end()

    def _end(self) -> None:
        self._pipe = None
        _ended(self._child)


def _send(make: Callable[[], object], reading: int, writing: int) -> None:
    """Ends the process, as `_begun` does."""
    try:
        os.close(reading)  # or it would wait for itself once the build was killed
        gc.freeze()
        content = pickle.dumps(make(), 5)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(content)
    finally:
        os._exit(0)


def _forked() -> int:
    """The new process, which ends when this one does, however it does; 0 in that one itself."""
    parent = os.getpid()
    child = os.fork()
    if not child:
        try:
            end_with_parent()
        except BaseException:
            os._exit(1)
        if os.getppid() != parent:  # it has ended meanwhile
            os._exit(1)
    return child


def _ended(child: int) -> None:
    """Waits for the end of a process, unless whoever began this one wants none to be heard of."""
    with suppress(ChildProcessError):
        os.waitpid(child, 0)


def end_with_parent() -> None:
    """Whatever ends the process that has begun this one ends this one too; on Linux only."""
    if sys.platform == "linux":
        import ctypes  # only here

        ctypes.CDLL(None).prctl(_SIGNAL_AT_END_OF_PARENT, signal.SIGKILL)


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _idle() -> int:
    """How many may be used by forking; one where a process cannot be forked, or where other threads
    may hold what a forked one would wait for."""
    return processors() if sys.platform == "linux" and threading.active_count() == 1 else 1


def _begun(cache: Cache, shares: Sequence[Sequence[Wanted]], numbers: int) -> int:
    """Another process that takes shares, and ends without all that ends with a program."""
    if child := _forked():
        return child
    try:
        gc.freeze()  # what the build holds is not looked through again
        _take(cache, shares, numbers)
    finally:
        os._exit(0)


def _take(cache: Cache, shares: Sequence[Sequence[Wanted]], numbers: int) -> None:
    while number := os.read(numbers, 1):
        for made_from, make in shares[number[0]]:
            cache.file(made_from, make)
