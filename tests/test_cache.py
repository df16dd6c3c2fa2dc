"""What never changes is kept between builds, and a build never trusts what somebody wrote into."""

import os
from pathlib import Path

import pytest

from generator import cache
from generator.cache import Cache, Cached, read
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
    cache = Cache(tmp_path)
    cache.file("x", lambda: b"words")
    cache.clear()
    path = Path(kept(tmp_path).path)
    Cache(tmp_path).clear()
    assert path.exists()  # the build before used it
    Cache(tmp_path).clear()
    assert not path.exists()


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
    listed = cache._listed
    monkeypatch.setattr(cache, "_listed", lambda folder: [*listed(folder), f".{'0' * 64}.12"])
    store.clear()
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
