"""What takes long is made by several processes, once each, and no error is lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, shares
from generator.cache import Cache, Content, Layout
from generator.errors import LoadingError, Problem, TemplateError
from generator.mkdocs import builder
from generator.outputs.api.files import Api
from generator.provenance import Origin
from tests.bench_history import release
from tests.conftest import own_starter, project_copy
from tests.test_frame import bytes_of

SCRIPT = """
import os, sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from generator import shares
from generator.cache import Cache, read

cache, made = Cache(Path(sys.argv[1])), Path(sys.argv[2])

def make(number, refused):
    if number == refused:
        raise ValueError(number)
    with made.open("a") as file:
        file.write(f"{number}\\n")
    return b"%d" % number

def wanted(refused=None):
    return [(number, partial(make, number, refused)) for number in range(100)]

def groups(refused=None):
    return [wanted(refused)[start : start + 8] for start in range(0, 100, 8)]

with suppress(ValueError):
    shares.make(cache, groups(refused=7))
try:
    cache.file(*wanted(refused=7)[7])
except ValueError:
    print("refused")
shares.make(cache, groups())
print(all(cache.has(number) and read(cache.file(number, None)) == b"%d" % number
          for number in range(100)))
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""


def test_each_is_made_once_and_an_error_is_met_by_the_build(tmp_path: Path) -> None:
    """Whichever process meets it first; no process outlives the call."""
    made = tmp_path / "made"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "cache", made],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n") == ["refused", "True", "nobody is left", ""]
    assert sorted(map(int, made.read_text().split())) == list(range(100))


BOTH = """
import os
from generator import shares

def here():
    return os.getpid()

def refused():
    raise ValueError("refused")

one, other = shares.both(here, here)
print(one == os.getpid(), isinstance(other, int))
unsendable = shares.both(here, lambda: here)[1]
print(unsendable is here)
for parts in ((here, refused), (refused, here)):
    try:
        shares.both(*parts)
    except ValueError as error:
        print(error)
print(shares.both(here, lambda: b"x" * 1_000_000)[1] == b"x" * 1_000_000)
parent = os.getpid()
print(shares.both(here, lambda: os.getpid() == parent or os._exit(1))[1])
shares.Ahead(lambda: b"x" * 1_000_000).stop()
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""


def test_two_things_are_made_beside_each_other() -> None:
    """What another process cannot make, or hand over, is made by the one that asks."""
    done = subprocess.run(
        [sys.executable, "-c", BOTH],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    said = ["True True", "True", "refused", "refused", "True", "True", "nobody is left", ""]
    assert done.stdout.split("\n") == said
    assert not done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked elsewhere")
def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same texts in the same order, the same findings, all mistakes of both languages."""
    asked = pipeline.Settings(own_starter(tmp_path / "data"), as_of=date(2026, 11, 30))
    made = []
    for processors in (1, 2):
        monkeypatch.setattr(shares, "_idle", lambda count=processors: count)
        done = pipeline.run(asked)
        made.append((done.texts, done.papers, done.findings))
    assert made[0] == made[1]
    for language in ("tr", "en"):
        wording = tmp_path / f"data/wording/policy/rights/{language}.jinja"
        wording.parent.mkdir(parents=True, exist_ok=True)
        wording.write_text("{{ nobody }}", encoding="utf-8")
    problems = []
    for processors in (1, 2):
        monkeypatch.setattr(shares, "_idle", lambda count=processors: count)
        with pytest.raises(TemplateError) as refused:
            pipeline.run(asked)
        problems.append(refused.value.problems)
    assert problems[0] == problems[1]
    assert len({problem.origin.file for problem in problems[0]}) > 1


KILLED = """
import os, signal, sys, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from generator import shares
from generator.cache import Cache
from generator.outputs.print.making import _begun

def slow():
    groups = [[(number, lambda: time.sleep(600))] for number in (1, 2)]
    shares.make(Cache(Path(sys.argv[1])), groups)

def prints():
    with ProcessPoolExecutor(1, initializer=_begun) as pool:
        pool.submit(time.sleep, 600).result()

ahead = [shares.Ahead(make) for make in (lambda: b"x" * 1_000_000, slow, prints)]
time.sleep(1)  # until all six processes are at work
if sys.argv[2] == "stopped":
    for one in ahead:
        one.stop()
else:
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("how", ["killed", "stopped"])
def test_nobody_outlives_a_build_that_was(how: str, tmp_path: Path) -> None:
    """Its other processes end too, and theirs, with work for minutes before them."""
    command = [sys.executable, "-c", KILLED, tmp_path / "cache", how]
    subprocess.run(
        command, cwd=Path(__file__).parent.parent, capture_output=True, timeout=60, check=False
    )  # returns when nobody is left who could write


@pytest.mark.skipif(sys.platform != "linux", reason="no process is forked elsewhere")
@pytest.mark.parametrize("releases", [0, 3])
def test_two_processes_write_what_one_writes(
    releases: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same folders with the same files, also where the other one is killed; a mistake is met
    once, by the build."""
    project = project_copy(tmp_path / "project")
    shutil.rmtree(project / "data")
    monkeypatch.chdir(project)
    settings = pipeline.Settings(own_starter(project / "data"), as_of=date(2026, 12, 1))
    outcome = pipeline.run(settings)
    for number in range(releases):
        release(outcome.archive, outcome.texts, number)
    files, here = Api.files, list[None]()

    def seen(self: Api) -> Iterator[tuple[str, Content]]:
        here.append(None)
        return files(self)

    def killed(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def refused(_: Api) -> Iterator[tuple[str, Content]]:
        raise LoadingError(Problem(Origin("here"), "refused"))

    monkeypatch.setattr(Api, "files", seen)
    sites, in_this_process = [], []
    for number, (processors, send) in enumerate(
        ((1, shares._send), (2, shares._send), (2, killed))
    ):
        monkeypatch.setattr(shares, "_idle", lambda count=processors: count)
        monkeypatch.setattr(shares, "_send", send)
        here.clear()
        site, cache = tmp_path / f"site-{number}", Layout(tmp_path / f"cache-{number}")
        asked = replace(settings, production=releases > 0, cache=cache)
        builder.trial(pipeline.run(asked), site)
        folders = {path.relative_to(site) for path in site.rglob("*") if path.is_dir()}
        sites.append((bytes_of(site), folders))
        in_this_process.append(len(here))
    assert sites[0] == sites[1] == sites[2]
    assert in_this_process == [1, 0, 1]
    monkeypatch.undo()
    monkeypatch.chdir(project)
    monkeypatch.setattr(Api, "files", refused)
    for processors in (1, 2):
        monkeypatch.setattr(shares, "_idle", lambda count=processors: count)
        with pytest.raises(LoadingError) as met:
            builder.trial(outcome, tmp_path / f"refused-{processors}")
        assert [str(problem.message) for problem in met.value.problems] == ["refused"]


def refused(*_: object) -> int:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_where_no_process_can_be_begun_the_build_goes_on_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "_idle", lambda: 4)
    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(os, "fork", refused)
    assert shares.both(lambda: 1, lambda: 2) == (1, 2)
    store = Cache(tmp_path)
    shares.make(store, [[(n, lambda n=n: str(n).encode())] for n in range(5)])  # type: ignore[misc]
    assert all(store.has(n) for n in range(5))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_where_no_end_of_a_process_is_heard_of_the_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where whoever began the build ignores SIGCHLD, and it inherits that."""
    monkeypatch.setattr(shares, "_idle", lambda: 4)
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert shares.both(lambda: 1, lambda: 2) == (1, 2)
        shares.Ahead(lambda: 1).stop()
        ahead = shares.Ahead(lambda: 1)
        time.sleep(0.2)  # it has ended
        ahead.stop()
        store = Cache(tmp_path)
        shares.make(store, [[(n, lambda n=n: str(n).encode())] for n in range(5)])  # type: ignore[misc]
        assert all(store.has(n) for n in range(5))
    finally:
        signal.signal(signal.SIGCHLD, before)
