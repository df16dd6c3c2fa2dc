"""Cold, warm, damaged, killed at any moment, two at once: a build writes the same bytes."""

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline, shares
from generator.cache import Layout
from generator.mkdocs import builder
from tests.bench_history import release
from tests.conftest import PROCESSORS, ROOT, project_copy
from tests.test_frame import bytes_of

KILLS = 50
DAY = date(2026, 12, 15)
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def settings() -> pipeline.Settings:
    return pipeline.Settings(as_of=DAY, cache=Layout(Path(".cache")))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small controller with two releases, its site, and the current folder in it."""
    folder, before = project_copy(tmp_path_factory.mktemp("small") / "project"), Path.cwd()
    shutil.rmtree(folder / "data")
    shutil.copytree(ROOT / "generator/starter", folder / "data")
    os.chdir(folder)
    outcome = pipeline.run(settings())
    for number in range(2):
        release(outcome.archive, outcome.texts, number)
    builder.build(settings(), Path("site"))
    yield folder
    os.chdir(before)


@pytest.fixture(scope="module")
def whole(project: Path) -> dict[str, str]:
    """The site as it is without any cache."""
    return bytes_of(project / "site")


def begun() -> int:
    """A build in a process of its own, forked so that a kill meets its work and not its start."""
    child = os.fork()
    if not child:
        shares._idle = PROCESSORS  # as a build has them, whose other processes it leaves
        try:
            builder.build(settings(), Path("site"))
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


@pytest.mark.parametrize("way", ["anew", "in place", "short"])
def test_whatever_byte_is_flipped_in_any_cached_file(
    way: str, project: Path, whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in each, twice, its time kept or not; or all of it is gone but its name and time. In
    place, the other name that it has on the site is damaged as well."""
    chance = random.Random(7)
    kinds = set()
    for _ in range(2):
        for path in (path for path in (project / ".cache").rglob("*") if path.is_file()):
            content, seen = bytearray(path.read_bytes()), path.stat()
            if content:
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            if way == "anew":
                path.unlink()
            path.write_bytes(b"" if way == "short" else content)
            if way != "anew":
                os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
            kinds.add(path.relative_to(project / ".cache").parts[0])
        for _ in range(2):
            monkeypatch.setattr("generator.rendering.compiled._KEPT._compiled", {})
            monkeypatch.setattr("generator.rendering.compiled._READ", {})
            builder.build(settings(), Path("site"))
            assert bytes_of(project / "site") == whole
    assert kinds >= {"built", "facts.pickle", "sites", "templates"}


def test_killed_at_any_moment_a_site_is_whole_and_the_next_build_right(
    project: Path, whole: dict[str, str]
) -> None:
    chance = random.Random(7)
    started = time.perf_counter()
    assert os.waitpid(begun(), 0)[1] == 0
    usual = time.perf_counter() - started
    ended = set()
    for number in range(KILLS):
        if number == KILLS // 2:  # from here on the cache is written as well
            shutil.rmtree(".cache")
        child = begun()
        time.sleep(chance.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        ended.add(os.waitpid(child, 0)[1])
        assert bytes_of(project / "site") == whole
    assert signal.SIGKILL in ended
    assert os.waitpid(begun(), 0)[1] == 0
    assert bytes_of(project / "site") == whole
    assert not list(project.glob(".building*/site"))


def test_two_at_once_write_the_same(project: Path, whole: dict[str, str]) -> None:
    """Into one folder and one cache; without anything, then with what those before have left."""
    shutil.rmtree(".cache")
    for _ in range(4):
        children = [begun(), begun()]
        assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
        assert bytes_of(project / "site") == whole


def test_nothing_of_a_site_before_comes_back(project: Path, whole: dict[str, str]) -> None:
    """The next build takes its folders of versions, and only what is of its own in them."""
    before, versions = left(project)
    changes = next(before.glob("*/20*/*/index.html")).parent
    for version in versions:
        (version / "note.txt").write_text("somebody's")
        (version / "older/changes").mkdir(parents=True)
        (version / "older/changes/index.html").write_text("of a day before")
        (version / "link").symlink_to(project / "data")
    first, second, third, *_ = versions
    (first / "index.html").write_text("other words")
    (second / "index.html").unlink()
    (second / "index.html").mkdir()
    for place in (third, changes):
        shutil.rmtree(place)
        place.symlink_to(project / "docs")
    outer = versions[-1].parent
    outer.rename(project / "elsewhere")
    outer.symlink_to(project / "elsewhere")
    elsewhere, docs = bytes_of(project / "elsewhere"), bytes_of(project / "docs")
    taken = {version.stat().st_ino for version in (first, second)}
    builder.build(settings(), Path("site"))
    assert bytes_of(project / "site") == whole
    assert taken <= {path.stat().st_ino for path in (project / "site").glob("*/20*")}
    assert not [path for path in (project / "site").rglob("*") if path.is_symlink()]
    assert not list(project.glob("site/**/older"))
    assert bytes_of(project / "elsewhere") == elsewhere
    assert bytes_of(project / "docs") == docs


def test_what_a_controller_puts_beside_a_version_stays(project: Path) -> None:
    """A file below docs/ that lies in the folder of a version."""
    _, (version, *_) = left(project)
    own = project / "docs" / version.parent.name / version.name / "annex.txt"
    own.parent.mkdir(parents=True)
    own.write_text("an annex")
    for _ in range(3):
        builder.build(settings(), Path("site"))
        annex = project / "site" / own.relative_to(project / "docs")
        assert annex.read_text() == "an annex"
        assert (annex.parent / "index.html").is_file()
    shutil.rmtree(project / "docs" / version.parent.name)
    for _ in range(2):
        builder.build(settings(), Path("site"))
        assert not annex.exists()


def test_folders_that_others_may_read_than_new_ones_are_not_taken(project: Path) -> None:
    """Somebody has given rights to the site since; the one before it had other ones."""
    before, (version, *_) = left(project)
    mode = before.stat().st_mode
    for folder in (before, *(path for path in before.rglob("*") if path.is_dir())):
        folder.chmod(0o700)
    builder.build(settings(), Path("site"))
    same = (project / "site" / version.relative_to(before)).stat()
    assert same.st_mode == mode


def test_a_site_before_goes_when_none_follows_it(project: Path) -> None:
    """Its words may have been withdrawn."""
    before, _ = left(project)
    shutil.rmtree("site")
    builder.build(settings(), Path("site"))
    assert not before.exists()


def left(project: Path) -> tuple[Path, list[Path]]:
    """The site that two builds leave to the third, and its folders of versions."""
    builder.build(settings(), Path("site"))
    builder.build(settings(), Path("site"))
    (before,) = project.glob(".cache/sites/*/before")
    return before, sorted(page.parent for page in before.glob("*/20*/index.html"))
