"""What never changes is kept between builds, and a build never trusts what somebody wrote into."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator import cache
from generator.cache import Cache, Cached, digests, read
from generator.outputs.site import links


def kept(folder: Path, made: list[int] | None = None) -> Cached:
    """A kept file; `made` grows when it has to be made."""

    def make() -> bytes:
        if made is not None:
            made.append(1)
        return b"words"

    found = Cache(folder).file("x", make)
    assert isinstance(found, Cached)
    return found


def test_a_file_is_made_once_and_put_without_a_copy(tmp_path: Path) -> None:
    made: list[int] = []
    for number in range(3):
        kept(tmp_path / "kept", made).put(str(tmp_path / f"{number}.html"))
    assert made == [1]
    assert len({(tmp_path / f"{n}.html").stat().st_ino for n in range(3)}) == 1


def test_what_was_written_through_a_name_on_the_site_is_made_again(tmp_path: Path) -> None:
    kept(tmp_path / "kept").put(str(tmp_path / "page.html"))
    (tmp_path / "page.html").write_bytes(b"other")
    os.utime(tmp_path / "page.html", (1, 1))
    assert read(kept(tmp_path / "kept")) == b"words"
    assert (tmp_path / "page.html").read_bytes() == b"other"


def test_another_file_system_and_another_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no link can be made the file is copied; where it is gone it is made again."""

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    found = kept(tmp_path / "kept")
    found.put(str(tmp_path / "copy"))
    Path(found.path).unlink()
    found.put(str(tmp_path / "made"))
    assert (tmp_path / "copy").read_bytes() == (tmp_path / "made").read_bytes() == b"words"


def test_a_failure_leaves_nothing_and_old_files_go(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("no words")

    with pytest.raises(ValueError, match="no words"):
        Cache(tmp_path).file("x", fail)
    assert list(tmp_path.iterdir()) == []
    remembered(tmp_path)
    path = Path(kept(tmp_path).path)
    for used in (True, False):
        store = Cache(tmp_path)
        store.clear()
        store.remember()
        assert path.exists() is used  # by the build before


def test_the_links_of_a_kept_page_are_remembered_and_their_ends_looked_for(tmp_path: Path) -> None:
    site, memory = tmp_path / "site", tmp_path / "links.json"
    site.mkdir()
    (site / "a.html").write_text('<a href="b.html#x">b</a><a href="c.pdf">c</a>')
    (site / "b.html").write_text('<p id="x">')
    (site / "c.pdf").write_bytes(b"")
    pages = {"a.html": "1"}
    for _ in range(2):
        assert links.broken(site, "", pages, memory) == []
    (site / "b.html").write_text("")
    told = "a.html: the link “b.html#x” leads to no place on that page"
    assert links.broken(site, "", pages, memory) == [told]
    (site / "b.html").unlink()
    (site / "c.pdf").unlink()
    assert len(links.broken(site, "", pages, memory)) == 2


def test_what_a_build_beside_this_one_has_just_finished_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its unfinished file was listed, and has its own name when it is looked at."""
    store = Cache(tmp_path)
    store.file("a", lambda: b"a")
    listed = cache.listed
    monkeypatch.setattr(
        cache, "listed", lambda folder: [*listed(folder), f".{'0' * 64}.{'0' * 16}"]
    )
    store.clear()
    store.remember()
    assert len([n for n in listed(tmp_path) if n != "used.json"]) == 1


def test_facts_that_go_away_while_they_are_read_are_not_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where an editor puts a file beside, and takes it away."""
    (tmp_path / "there").write_bytes(b"1")
    there, gone = tmp_path / "there", tmp_path / "gone"
    assert cache.digest_of(tmp_path)
    monkeypatch.setattr(Path, "iterdir", lambda _: iter([there, gone]))
    assert cache.digest_of(tmp_path) == b""


@pytest.mark.parametrize("content", [b"wordz", b""])
def test_what_was_written_into_it_is_noticed_though_its_time_was_kept(
    tmp_path: Path, content: bytes
) -> None:
    """By its name on the site as well; and that file stays as somebody left it."""
    path, page = Path(kept(tmp_path / "kept").path), tmp_path / "page.html"
    kept(tmp_path / "kept").put(str(page))
    remembered(tmp_path / "kept")
    seen = path.stat()
    page.write_bytes(content)
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert read(kept(tmp_path / "kept")) == b"words"
    assert page.read_bytes() == content


def test_what_nobody_wrote_into_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After it was given a name on a site, and lost one: that time it is."""
    looked = list[bytes]()
    digest = cache.digest_in_name

    def look(content: bytes) -> str:
        looked.append(content)
        return digest(content)

    kept(tmp_path / "kept").put(str(tmp_path / "page.html"))
    monkeypatch.setattr(cache, "digest_in_name", look)
    remembered(tmp_path / "kept")
    looked.clear()
    kept(tmp_path / "kept")
    assert looked == []
    (tmp_path / "page.html").unlink()
    kept(tmp_path / "kept")
    assert looked == [b"words"]


def remembered(folder: Path) -> None:
    """As at the end of a build that used it."""
    store = Cache(folder)
    store.file("x", lambda: b"words")
    store.clear()
    time.sleep(cache._TICK / 1e9)
    store.remember()


def test_what_is_written_in_the_same_tick_is_read_again(tmp_path: Path) -> None:
    """The file system might tell no other time of the next writing."""
    path = Path(kept(tmp_path).path)
    store = Cache(tmp_path)
    store.file("x", lambda: b"words")
    path.chmod(path.stat().st_mode)  # just now
    store.remember()
    assert Cache(tmp_path)._seen == {path.name: []}


@pytest.mark.parametrize("damage", ["", "[]", '{"x": 1}', "{"])
def test_a_damaged_list_of_what_was_used_is_harmless(tmp_path: Path, damage: str) -> None:
    made: list[int] = []
    remembered(tmp_path)
    (tmp_path / "used.json").write_text(damage)
    assert read(kept(tmp_path, made)) == b"words"
    remembered(tmp_path)
    assert made == []


def test_a_file_has_the_rights_of_a_new_one(tmp_path: Path) -> None:
    """Whoever builds under stricter rights than before has a site that is as strict."""
    before = os.umask(0o022)
    try:
        path = Path(kept(tmp_path).path)
        assert path.stat().st_mode & 0o777 == 0o644
        os.umask(0o077)
        assert Path(kept(tmp_path).path).stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_cache_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is a file; then the file system is read-only."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file/inner"):
        store = Cache(folder)
        assert store.file("x", lambda: b"words") == b"words"
        assert not store.has("x")
        store.clear()
        store.remember()
        cache.sealed(folder / "facts", b"words")
    remembered(tmp_path / "kept")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    for name in ("write_bytes", "unlink", "replace", "mkdir"):
        monkeypatch.setattr(Path, name, refuse)
    store, made = Cache(tmp_path / "kept"), list[int]()
    assert read(kept(tmp_path / "kept", made)) == b"words"
    assert made == []
    assert store.file("y", lambda: b"more") == b"more"
    store.clear()
    store.remember()
    cache.sealed(tmp_path / "facts", b"words")


def test_writers_of_one_file_do_not_meet(tmp_path: Path) -> None:
    """As builds in two containers, whose processes have the same numbers."""

    def write(_: int) -> bytes:
        cache.sealed(tmp_path / "facts", b"facts")
        return read(Cache(tmp_path).file("x", lambda: b"words"))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(write, range(200))) == {b"words"}
    assert cache.opened(tmp_path / "facts") == b"facts"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_another_build_takes_away_is_made_again(tmp_path: Path) -> None:
    """Builds of other days share the cache, and each clears it."""
    found = kept(tmp_path)
    Path(found.path).unlink()
    assert read(found) == b"words"


def test_what_is_written_into_it_while_a_build_runs_is_not_taken_for_right(tmp_path: Path) -> None:
    remembered(tmp_path)
    store, path = Cache(tmp_path), Path(kept(tmp_path).path)
    store.file("x", lambda: b"words")
    path.write_bytes(b"wordz")
    store.remember()
    assert read(kept(tmp_path)) == b"words"


def test_other_rights_cost_a_copy_and_no_making(tmp_path: Path) -> None:
    made: list[int] = []
    path = Path(kept(tmp_path).path)
    path.chmod(0o664 if path.stat().st_mode & 0o777 != 0o664 else 0o644)
    assert read(kept(tmp_path, made)) == b"words"
    assert made == []


def test_what_a_killed_process_left_goes_after_a_day(tmp_path: Path) -> None:
    old, new = (cache.beginning(tmp_path / "facts.pickle") for _ in range(2))
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    cache.sealed(tmp_path / "facts.pickle", b"facts")
    assert not old.exists()
    assert new.exists()


def test_whatever_the_tool_publishes_is_of_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Examples in PHP and types are published too; a file that takes another name counts."""
    monkeypatch.setattr(digests, "HOUSE", tmp_path)
    seen = set()
    for name, words in (("a.php", "1"), ("b.ts", "2"), ("c.mts", ""), ("CODEOWNERS", "x")):
        (tmp_path / name).write_text(words)
        seen.add(digests.code.__wrapped__())
    (tmp_path / "a.php").rename(tmp_path / "d.php")
    seen.add(digests.code.__wrapped__())
    assert len(seen) == 5
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/x.pyc").write_text("x")
    assert digests.code.__wrapped__() in seen
