"""Killed, raced, on a full disk: the archive is as before or complete, and says what happened.

The processes are forked, so that a kill meets the writing and not the start of Python.
"""

import errno
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from generator.errors import ArchiveError
from generator.proofs.archive import unfinished, verify
from generator.releases import archive as places
from generator.releases import freezing, writing
from generator.releases.archive import Archive
from tests.archives import DAY, both, files, made, publish

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
DONE, FULL = 10, 3
EVENTS = ("open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir")
"""What Python tells an audit hook before it asks the system to change a folder or open a file."""


def state_of(archive: Archive) -> tuple[str | None, int]:
    fresh = Archive(archive.folder)
    return fresh.head, len(fresh.chain)


def test_killed_at_any_moment_the_archive_is_as_before_or_complete(tmp_path: Path) -> None:
    """Sixty kills at random moments; the next release goes on from there."""
    archive = made(tmp_path, "bir")
    chance = random.Random(7)
    begun = time.perf_counter()
    publish(archive, both("ölç"), DAY)
    usual = time.perf_counter() - begun
    counts = set()
    for number in range(60):
        _, before = state_of(archive)
        child = os.fork()
        if child == 0:
            publish(Archive(archive.folder), both(f"sürüm {number}"), DAY)
            os._exit(0)
        # Up to several times the usual: on a busy machine a release takes longer.
        time.sleep(chance.uniform(0, usual * (0.5 + number % 8)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert verify(Archive(archive.folder)) == []
        _, after = state_of(archive)
        counts.add(after - before)
    assert counts == {0, 1}
    publish(Archive(archive.folder), both("son"), DAY)
    assert verify(Archive(archive.folder)) == []
    left = {p.name for p in archive.folder.iterdir()}
    assert left == {places.CHAIN, places.LOCK, *(name for name, _ in Archive(archive.folder).chain)}


def test_two_releases_at_once_do_not_interleave(tmp_path: Path) -> None:
    """Fifteen times: one after the other, nothing lost."""
    archive = made(tmp_path, "bir")
    for number in range(15):
        children = []
        for name in ("a", "b"):
            child = os.fork()
            if child == 0:
                publish(Archive(archive.folder), both(f"{name} {number}"), DAY)
                os._exit(0)
            children.append(child)
        for child in children:
            assert os.waitpid(child, 0)[1] == 0
    assert verify(Archive(archive.folder)) == []
    assert len(Archive(archive.folder).chain) == 31


# --- every step --------------------------------------------------------------------------------


def at_step(
    archive: Archive, number: int, act: Callable[[], None], work: Callable[[], None]
) -> int:
    """Exit code of a child that works and does `act` just before step `number` in the archive.

    0 says that there are fewer steps, `DONE` that the work was done nevertheless.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = iter(range(10_000))
    inside = os.fspath(archive.folder)

    def step() -> None:
        if next(steps) == number:
            act()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        reads = event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR)
        if event in EVENTS and not reads and any(inside in str(a) for a in arguments):
            step()

    settled = os.fsync

    def fsync(descriptor: int) -> None:
        step()
        settled(descriptor)

    os.fsync = fsync
    sys.addaudithook(hook)
    try:
        work()
    except ArchiveError as error:
        os._exit(FULL if "No space left on device" in str(error) else 4)
    except BaseException:
        os._exit(5)
    os._exit(DONE if next(steps) > number else 0)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def withdraw(archive: Archive, name: str) -> None:
    with freezing.locked(archive) as locked:
        freezing.withdraw(
            locked, name, reason="a name", published=DAY + timedelta(days=60), tool="test"
        )


def release(archive: Archive, word: str) -> Callable[[], None]:
    def work() -> None:
        publish(Archive(archive.folder), both(word), DAY)

    return work


def test_killed_before_any_step_of_a_release(tmp_path: Path) -> None:
    """Each step of a release, one after the other, until it gets through."""
    archive = made(tmp_path, "bir")
    number, code = 0, -signal.SIGKILL
    while code:
        before = state_of(archive)
        code = at_step(archive, number, killed, release(archive, f"sürüm {number}"))
        assert code in (0, -signal.SIGKILL)
        assert verify(Archive(archive.folder)) == [], number
        after = state_of(archive)
        assert after[1] - before[1] in (0, 1)
        assert after == before or code == 0 or unfinished(archive), number
        number += 1
    assert number > 25


def test_killed_before_any_step_of_a_withdrawal(tmp_path: Path) -> None:
    """Its words are gone after the next run at the latest; until then nothing looks changed."""
    number, code = 0, -signal.SIGKILL
    while code:
        archive = made(tmp_path / str(number), "bir", "gizli")
        code = at_step(archive, number, killed, lambda: withdraw(archive, "2026-04-01"))  # noqa: B023
        assert code in (0, -signal.SIGKILL)
        assert verify(Archive(archive.folder)) == [], number
        if state_of(archive)[1] == 2:
            withdraw(Archive(archive.folder), "2026-04-01")
        else:
            with pytest.raises(ArchiveError, match="already"):
                withdraw(Archive(archive.folder), "2026-04-01")
        assert not any(b"gizli" in path.read_bytes() for path in files(archive))
        assert verify(Archive(archive.folder)) == []
        number += 1
    assert number > 15


def test_a_disk_that_is_full_at_any_step(tmp_path: Path) -> None:
    """Each step fails once: said plainly, nothing published, nothing left behind."""
    archive = made(tmp_path, "bir")
    number, code, counts = 0, FULL, set()
    before = {p: p.read_bytes() for p in files(archive)}
    while code:
        code = at_step(archive, number, full, release(archive, "iki"))
        assert code in (0, FULL, DONE), number
        assert verify(Archive(archive.folder)) == [], number
        counts.add((code, state_of(archive)[1]))
        if state_of(archive)[1] == 1:
            assert {p: p.read_bytes() for p in files(archive)} == before, number
        elif code:
            shutil.rmtree(archive.folder)
            archive = made(tmp_path, "bir")
        number += 1
    assert number > 25
    assert counts >= {(FULL, 1), (0, 2)}


def test_a_full_disk_is_said_plainly_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = made(tmp_path, "bir")
    before = {p: p.read_bytes() for p in files(archive)}
    written: list[Path] = []
    real = writing._write

    def full(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(writing, "_write", full)
    with pytest.raises(ArchiveError, match="No space left on device"):
        publish(archive, both("iki"), DAY)
    assert {p: p.read_bytes() for p in files(archive)} == before
    assert verify(Archive(archive.folder)) == []
