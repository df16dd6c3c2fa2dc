"""A build replaces only what is its own, and leaves the old site or the new one, whole."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from generator.errors import LoadingError
from generator.mkdocs import exchange, site_folder
from tests.conftest import ROOT, STARTER, project_copy

TEXT = "words that nobody else has"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project and its user's home, with the current folder in it."""
    home = tmp_path / "home"
    for name in ("work/data/releases", "work/docs", "work/overrides", "work/.git/refs"):
        (home / name).mkdir(parents=True)
        (home / name / "own.txt").write_text(TEXT)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "work")
    return home / "work"


def checked(output: Path | str) -> Path:
    return site_folder.checked(Path(output), [Path("data"), Path("docs"), Path("overrides")])


def site(folder: Path, words: str = "site") -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(words)
    site_folder.mark(folder)
    return folder


def listed(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("output", [
    ".", "", "..", "../..", "/", "../work", "data", "data/", "./docs/../data", "data/new",
    "data/releases", "docs", "docs/new/site", "overrides", ".git", ".git/site", "x/.git/site",
    "x/.GIT", str(ROOT / "generator"), str(ROOT / "generator/new"), str(ROOT),
])  # fmt: skip
def test_what_must_not_go_is_refused(project: Path, output: str) -> None:
    """Also if it is absent, empty or, by mistake, carries our mark."""
    before = listed(project.parent)
    with pytest.raises(LoadingError, match="--output site"):
        checked(output)
    assert listed(project.parent) == before
    for name in (".", "data", "docs"):
        site_folder.mark(project / name)
    with pytest.raises(LoadingError):
        checked(output)


def test_an_empty_home_is_refused_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project.parent.parent / "guest").mkdir()
    monkeypatch.setenv("HOME", str(project.parent.parent / "guest"))
    with pytest.raises(LoadingError, match="your home folder"):
        checked("../../guest")


@pytest.mark.parametrize("names", [["notes.txt"], ["CNAME", "index.html"], [".git"], [".ssh"]])
def test_a_folder_with_something_else_is_refused_and_the_thing_is_named(
    project: Path, names: list[str]
) -> None:
    for name in names:
        (project / "other" / name).mkdir(parents=True)
    with pytest.raises(LoadingError, match=f"other: error: .*{names[0]}"):
        checked("other")
    site(project / "built")
    (project / "built" / names[0]).mkdir()
    with pytest.raises(LoadingError, match=names[0]):
        checked("built")


def test_version_control_in_a_site_is_refused_even_if_it_was_there_at_the_build(
    project: Path,
) -> None:
    (project / "built/.git").mkdir(parents=True)
    site_folder.mark(project / "built")
    with pytest.raises(LoadingError, match="git"):
        checked("built")


@pytest.mark.parametrize("words", ["", "another tool\n", "\0\xff", f"{TEXT}\nindex.html\n"])
def test_a_mark_of_something_else_is_none(project: Path, words: str) -> None:
    folder = site(project / "built")
    (folder / site_folder.MARKER).write_bytes(words.encode("latin-1"))
    with pytest.raises(LoadingError, match="no build wrote"):
        checked("built")


def test_absent_empty_and_own_folders_are_taken(project: Path) -> None:
    (project / "empty").mkdir()
    (project / "empty/.DS_Store").touch()
    site(project / "built")
    for name in ("absent", "absent/deep/site", "empty", "built", "../../elsewhere"):
        assert checked(name) == (project / name).resolve()


@pytest.mark.parametrize("then", ["absent", "another"])
def test_a_site_that_another_build_exchanges_meanwhile_is_taken(
    project: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    """It is there when it is looked at first, and gone when it is read."""
    place, foreign = site(project / "site"), site_folder._foreign

    def exchanged(folder: Path) -> set[str]:
        monkeypatch.undo()
        monkeypatch.chdir(project)
        place.rename(project / "aside")
        try:
            return foreign(folder)
        finally:
            if then == "another":
                site(place)

    monkeypatch.setattr(site_folder, "_foreign", exchanged)
    assert checked("site") == place.resolve()


def test_files_and_what_is_below_them_are_refused(project: Path) -> None:
    (project / "file").write_text(TEXT)
    os.mkfifo(project / "pipe")
    for name in ("file", "file/site", "pipe", "x" * 300):
        with pytest.raises(LoadingError):
            checked(name)


def test_links_are_followed_before_anything_is_asked(project: Path) -> None:
    """And the answer names where they lead."""
    real = site(project / "real")
    for name, target in (("site", real), ("new", project / "not-yet"), ("up", project)):
        (project / name).symlink_to(target)
    (project / "round").symlink_to("round")
    (project / "inner").symlink_to(project / "data/releases")
    assert checked("site") == real
    assert checked("new") == project / "not-yet"
    for name in ("up", "inner", "round", "up/data", "inner/site"):
        with pytest.raises(LoadingError, match=name):
            checked(name)
    with pytest.raises(LoadingError, match=r"it leads to .*/work/data/releases"):
        checked("inner")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_can_be_written_is_known_before(project: Path) -> None:
    (project / "closed").mkdir(mode=0o555)
    with pytest.raises(LoadingError, match="no right to write"):
        checked("closed/site")


def test_a_site_that_says_nothing_of_itself_is_refused_with_the_way_on(
    built: Path, project: Path
) -> None:
    """It may be one of an older version; whoever knows that deletes it."""
    old = Path(shutil.copytree(built, project / "old"))
    assert checked(old) == old
    (old / site_folder.MARKER).unlink()
    with pytest.raises(LoadingError, match=r"older version.*rm -r"):
        checked(old)


def exchanged(place: Path, words: str, say: Callable[[str], None]) -> None:
    with exchange.begun(place, say) as work:
        site(work / exchange.SITE, words)
        exchange.put(work, place)


def test_the_new_one_comes_in_whole_and_nothing_is_left(project: Path) -> None:
    said: list[str] = []
    place = project / "a/b/site"
    for words in ("one", "two"):
        exchanged(place, words, said.append)
        assert (place / "index.html").read_text() == words
        assert listed(project / "a") == ["b", "b/site", "b/site/.kvkk-notices", "b/site/index.html"]
    assert [path.name for path in project.glob(".building*")] == said == []


def test_a_failure_leaves_not_even_a_folder(project: Path) -> None:
    with pytest.raises(ZeroDivisionError), exchange.begun(project / "a/site", print):
        raise ZeroDivisionError
    assert not (project / "a").exists()
    assert not list(project.glob(".building*"))


@pytest.mark.parametrize("fails", [0, 1])
def test_what_cannot_be_moved_stays_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    """The old one out of the way, or the new one in: the site before stands as it was."""
    place, rename, calls = site(project / "site", "old"), Path.rename, list[Path]()

    def failing(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == fails + 1:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(LoadingError, match="could not be replaced: Permission denied"):
        exchanged(place, "new", print)
    assert (place / "index.html").read_text() == "old"
    assert not list(project.glob(".building*"))


def test_a_site_that_cannot_go_back_is_kept_and_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, rename, said = site(project / "site", "old"), Path.rename, list[str]()

    def failing(self: Path, target: Path) -> Path:
        if target == place:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(LoadingError):
        exchanged(place, "new", said.append)
    kept = next(project.glob(".building-site-*/before-0"))
    assert (kept / "index.html").read_text() == "old"
    assert str(kept) in said[0]
    monkeypatch.undo()
    exchange.clear(place, project, said.append)  # the next build brings it back
    assert (place / "index.html").read_text() == "old"
    assert not list(project.glob(".building*"))


def test_an_old_one_that_cannot_be_deleted_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, said = site(project / "site", "old"), list[str]()

    def failing(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", failing)
        exchanged(place, "new", said.append)
    assert (place / "index.html").read_text() == "new"
    assert "could not be deleted (Permission denied)" in said[0]
    exchanged(place, "newer", said.append)
    assert not list(project.glob(".building*"))


def test_leftovers_go_and_running_builds_stay(project: Path) -> None:
    """Those of other sites, of people and of links are nobody's leftovers."""
    names = ("site-aaaaaaaa", "site-bbbbbbbb", "site-demo-cccccccc", "dddddddd", "eeeeeeee")
    left, running, other, old, fresh = (project / f".building-{name}" for name in names)
    for folder in (left, running, other, old, fresh):
        (folder / "site").mkdir(parents=True)
    for folder in (left, running, other):
        (folder / "lock").touch()
    os.utime(old, (1, 1))
    own = project / ".building-site-ffffffff"
    own.mkdir()
    (own / "lock").touch()
    (own / "notes.txt").write_text(TEXT)
    (project / ".building-site-gggggggg").symlink_to(project / "docs")
    with FileLock(running / "lock"):
        exchanged(project / "site", "new", print)
    assert {path.name.removeprefix(".building-") for path in project.glob(".building*")} == {
        "site-bbbbbbbb", "site-demo-cccccccc", "eeeeeeee", "site-ffffffff", "site-gggggggg",
    }  # fmt: skip
    assert (own / "notes.txt").read_text() == (project / "docs/own.txt").read_text() == TEXT


def test_builds_at_once_leave_one_site_whole(project: Path) -> None:
    place, said, failures = project / "site", list[str](), list[Exception]()

    def work(number: int) -> None:
        for turn in range(10):
            try:
                exchanged(place, f"{number} {turn}", said.append)
            except LoadingError as error:
                failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert listed(place) == [".kvkk-notices", "index.html"]
    assert said == []
    assert failures == []
    assert not list(project.glob(".building*"))


def test_a_site_that_came_first_and_was_moved_aside_is_no_failure(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build put its own there, and a third has taken it away before anyone looks."""
    rename, refused = Path.rename, list[Path]()

    def raced(self: Path, target: Path) -> Path:
        if target == project / "site" and not refused:
            refused.append(self)
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", raced)
    exchanged(project / "site", "own", lambda _: None)
    assert len(refused) == 1
    assert listed(project / "site") == [".kvkk-notices", "index.html"]


def notices(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=folder, capture_output=True,
        text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_the_command_refuses_before_it_builds_and_replaces_its_own(tmp_path: Path) -> None:
    """Data that cannot be read are not even looked at; a killed build leaves the site before."""
    folder = project_copy(tmp_path / "project", STARTER)
    (folder / ".git").mkdir()
    before = listed(folder)
    for output in (".", "data", "..", "generator"):
        done = notices(folder, "build", "--data", "nothing", "--output", output)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"{output}: error: ")
        assert "nothing was written" in done.stderr
        assert "nothing:" not in done.stderr
    assert listed(folder) == before
    for words in ("Built a preview", "Nothing has changed"):
        done = notices(folder, "build", "--no-pdf")
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
        assert (folder / "site" / site_folder.MARKER).is_file()
    with (folder / "docs/index.en.md").open("a") as page:  # of a change, it is made again
        page.write("\nMore words.\n")
    killed = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--no-pdf"], cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while not list(folder.glob(".building-site-*/site/*")):
        assert killed.poll() is None
        time.sleep(0.005)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert (folder / "site/index.html").is_file()
    assert len(list(folder.glob(".building*"))) == 1
    done = notices(folder, "build", "--no-pdf")
    assert done.returncode == 0, done.stderr
    assert "Built a preview" in done.stdout
    assert "More words." in (folder / "site/en/index.html").read_text(encoding="utf-8")
    assert not list(folder.glob(".building*"))


def test_the_site_builder_itself_is_held_to_it(tmp_path: Path) -> None:
    """`mkdocs build` empties its folder too."""
    folder = project_copy(tmp_path / "project", STARTER)
    (folder / "other").mkdir()
    (folder / "other/notes.txt").write_text(TEXT)
    for output in ("other", "data", "overrides/new"):
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", output], cwd=folder,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "error: the site cannot be built in this folder" in done.stderr
        assert "Traceback" not in done.stderr
    assert (folder / "other/notes.txt").read_text() == TEXT


def test_the_site_builder_may_replace_what_it_did_not_finish(tmp_path: Path) -> None:
    """A mistake that it finds late must not make its own folder somebody else's."""
    folder = project_copy(tmp_path / "project", STARTER)
    page = folder / "docs/index.en.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(f"{right}\n[nowhere](nothing-of-this-name.md)\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no build wrote" not in done.stderr
    assert len(list((folder / "site").iterdir())) > 1
    page.write_text(right, encoding="utf-8")
    subprocess.run(command, cwd=folder, capture_output=True, check=True)


def test_the_demonstration_asks_before_it_makes_a_history(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(TEXT)
    done = subprocess.run(
        [sys.executable, "-m", "tests.demo", str(tmp_path)], cwd=ROOT, capture_output=True,
        text=True, check=False, timeout=20,
    )  # fmt: skip
    assert done.returncode == 1
    assert "notes.txt" in done.stderr
    assert (tmp_path / "notes.txt").read_text() == TEXT


def test_make_clean_leaves_what_is_not_ours(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    site(tmp_path / "site")
    for name in ("site-demo", "mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes.txt").write_text(TEXT)
    done = subprocess.run(
        ["make", "clean", "VENV=mine"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "rm -r site-demo" in done.stdout
    assert listed(tmp_path) == [
        "Makefile", "mine", "mine/notes.txt", "site-demo", "site-demo/notes.txt",
    ]  # fmt: skip
