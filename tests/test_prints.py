"""The PDFs of a site are made several at once, once, and not after somebody left."""

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.cache import Cache, read
from generator.outputs.print import making, pdf
from generator.outputs.print.making import Job, Making
from generator.outputs.print.prints import Prints
from tests import published
from tests.conftest import ROOT

try:
    pdf.check()
except pdf.PdfUnavailable as missing:
    pytest.skip(str(missing), allow_module_level=True)


@pytest.fixture(scope="module")
def jobs() -> Sequence[Job]:
    """Four of the small valid controller: so many are made in processes of their own."""
    settings = pipeline.Settings(data=ROOT / "generator" / "starter", pdfs=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "_FEW", 100)
        return Prints(published.publication(pipeline.run(settings))).making._jobs[:4]


def made(jobs: Sequence[Job], folder: Path | None = None) -> dict[str, bytes]:
    prints = Making(jobs, Cache(folder))
    try:
        return {path: read(content) for path, content in prints.files()}
    finally:
        prints.stop()


def refuse(*_: Any, **__: Any) -> bytes:
    raise AssertionError("a PDF was made")


def test_several_at_once_are_the_same_as_one_by_one(jobs: Sequence[Job]) -> None:
    """In processes of their own, which share nothing but what was read before."""
    one_by_one = {job.path: job.make() for job in jobs}
    prints = Making(jobs, Cache(None))
    assert prints._coming.keys() == one_by_one.keys()
    assert {path: read(content) for path, content in prints.files()} == one_by_one
    prints.stop()


def test_what_was_made_is_taken_as_it_is(
    jobs: Sequence[Job], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the libraries, too; only another frame or another writer makes it anew."""
    before = made(jobs, tmp_path)
    monkeypatch.setattr(pdf, "_weasyprint", refuse)
    assert made(jobs, tmp_path) == before
    with pytest.raises(AssertionError, match="a PDF was made"):
        made([replace(jobs[0], controller="Başka A.Ş.")], tmp_path)
    monkeypatch.setattr(pdf, "tools", lambda: ("another",))
    with pytest.raises(AssertionError, match="a PDF was made"):
        made([replace(jobs[0])], tmp_path)


def test_what_nobody_used_twice_goes_and_a_site_without_takes_none_away(
    jobs: Sequence[Job], tmp_path: Path
) -> None:
    def count() -> int:
        return len([path for path in tmp_path.iterdir() if path.suffix != ".json"])

    made(jobs, tmp_path)
    for _ in range(3):
        made([], tmp_path)
    assert count() == len(jobs)
    for _ in range(2):
        made(jobs[:1], tmp_path)
    assert count() == 1


def test_where_processes_are_killed_or_none_can_be_begun_they_are_made_here(
    jobs: Sequence[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the system has no memory left; and where no end of a process is heard of."""
    one_by_one = made(jobs[:1]) | made(jobs[1:2]) | made(jobs[2:3]) | made(jobs[3:])
    prints = Making(jobs, Cache(None))
    assert prints._pool
    for child in list(prints._pool._processes.values()):  # type: ignore[attr-defined]
        os.kill(child.pid, signal.SIGKILL)
    assert {path: read(content) for path, content in prints.files()} == one_by_one
    prints.stop()
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert made(jobs) == one_by_one
    finally:
        signal.signal(signal.SIGCHLD, before)

    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fork", refused)
        assert made(jobs) == one_by_one
    left, forks = active_children(), iter([os.fork])
    monkeypatch.setattr(os, "fork", lambda: next(forks, refused)())  # one, and no second
    assert made(jobs) == one_by_one
    assert set(active_children()) <= set(left)
    monkeypatch.undo()

    def no_thread(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    assert made(jobs) == one_by_one
    assert set(active_children()) <= set(left)


def test_who_leaves_early_leaves_nobody_at_work(jobs: Sequence[Job]) -> None:
    """A site that is refused does not wait for its PDFs; they can still be asked for."""
    prints = Making(jobs, Cache(None))
    prints.stop()
    assert all(coming.done() for coming in prints._coming.values())
    assert len(dict(prints.files())) == len(jobs)
