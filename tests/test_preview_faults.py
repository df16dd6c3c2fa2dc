"""The preview: a folder that goes and comes back, and addresses that lead elsewhere."""

import http.client
import json
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.mkdocs.preview import maker, watching
from generator.mkdocs.preview.address import Address
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.shown import Board, Shown
from generator.mkdocs.preview.watching import Watch


class Changes:
    """What was reported as written."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()

    def __call__(self, paths: set[Path]) -> None:
        self.paths |= paths

    def wait_for(self, path: Path) -> None:
        until = time.monotonic() + 60
        while path.resolve() not in self.paths:
            assert time.monotonic() < until, self.paths
            time.sleep(0.02)


def test_a_link_that_leads_nowhere_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It leads to itself, or goes away while it is followed: what is written next is heard of."""
    data = tmp_path / "data"
    data.mkdir()
    changes = Changes()
    with Watch(changes, [data]):
        (data / "loop").symlink_to(data / "loop")
        (data / "a.yml").write_text("a")
        changes.wait_for(data / "a.yml")

    def gone(_: Path) -> Path:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "resolve", gone)
    assert watching._real(str(data / "loop")) == data / "loop"


def test_who_stops_while_something_is_written_waits_for_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = maker.Maker(pipeline.Settings(), tmp_path, lambda _: None)
    monkeypatch.setattr(one, "whole", lambda: None)
    monkeypatch.setattr(one, "follow", lambda _: pytest.fail("nobody is there any more"))
    one.change({tmp_path / "a.yml"})
    one.stop()
    working = threading.Thread(target=one.run, daemon=True)
    working.start()
    working.join(60)
    assert not working.is_alive()


def test_a_fault_of_the_tool_ends_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither at the start nor later: it is shown, and the next change is made."""
    shown: list[str] = []
    one = maker.Maker(pipeline.Settings(), tmp_path, lambda _: None)

    def broken() -> None:
        raise ZeroDivisionError("once")

    def follow(_: set[Path]) -> None:
        shown.extend(str(problem.message) for problem in one.board.problems)
        if len(shown) == 1:
            one.change({tmp_path / "b.yml"})
            raise ZeroDivisionError("twice")
        one.stop()

    monkeypatch.setattr(one, "whole", broken)
    monkeypatch.setattr(one, "follow", follow)
    one.change({tmp_path / "a.yml"})
    one.run()
    assert shown == ["ZeroDivisionError: once", "ZeroDivisionError: twice"]


@pytest.mark.parametrize("how", ["deleted", "moved away and back", "another moved in"])
def test_a_folder_that_comes_back_is_followed(how: str, tmp_path: Path) -> None:
    """As version control does it, or whoever unpacks another state."""
    data = tmp_path / "data"
    (data / "documents").mkdir(parents=True)
    (data / "a.yml").write_text("a")
    changes = Changes()
    with Watch(changes, [data]):
        for number in range(2):
            if how == "deleted":
                shutil.rmtree(data)
                time.sleep(0.2)
                (data / "documents").mkdir(parents=True)
            elif how == "moved away and back":
                data.rename(tmp_path / "aside")
                time.sleep(0.2)
                (tmp_path / "aside").rename(data)
            else:
                other = tmp_path / f"other-{number}"
                (other / "documents").mkdir(parents=True)
                data.rename(tmp_path / f"old-{number}")
                other.rename(data)
            changes.wait_for(data)
            time.sleep(0.2)
            for name in ("a.yml", "documents/b.yml"):
                changes.paths.clear()
                (data / name).write_text(f"{number}")
                changes.wait_for(data / name)


class _Pages:
    """A publication without pages."""

    publishing: Any = None

    def __init__(self) -> None:
        publication = type("N", (), {"trial_release": ""})
        parts = {"pages": [], "files": [], "publication": publication}
        self.publishing = type("P", (), parts)


@dataclass
class Served:
    """A server of one build, with a secret beside it."""

    folder: Path
    port: int
    said: Any

    def ask(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", "localhost")
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.readline() if path.startswith("/-/events") else answer.read()
        connection.close()
        return answer.status, body

    def mark(self, page: str) -> str:
        """The name of the page, as the events tell it."""
        _, body = self.ask(f"/-/events?page={page}")
        return str(json.loads(body.decode().removeprefix("data: ").partition("\n")[0])["mark"])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "build" / "1"
    (folder / "x").mkdir(parents=True)
    for place in (folder / "x", tmp_path, tmp_path / "build"):
        (place / "index.html").write_text(f"<html><head></head>{place}</html>")
    (folder / "404.html").write_text("<html><head></head>missing</html>")
    (folder / "out").symlink_to(tmp_path)
    board = Board()
    board.put(shown=Shown(_Pages(), folder, "n"))  # type: ignore[arg-type]
    with Server(Address("127.0.0.1", 0), board) as server:
        server.start()
        yield Served(folder, server.server_address[1], None)


ELSEWHERE = ["/..", "/../..", "/../../", "..%2f..", "/./../..", "//..//..", "/out", "/out/", "/%00",
             "/" + "x" * 300, "/" + "x/" * 3000, "/../1/../.."]  # fmt: skip


@pytest.mark.parametrize("page", ELSEWHERE)
def test_the_news_tell_nothing_of_files_elsewhere(served: Served, page: str) -> None:
    """The name of a page is that of its bytes: whoever asks learns whether two are the same."""
    assert served.mark(page) == served.mark("/not-there/")
    assert served.mark("/x/") != served.mark("/not-there/")


@pytest.mark.parametrize(
    "path",
    [*(page for page in ELSEWHERE if "%00" not in page), "//[", "http://[::1", "/%ff%fe",
     "/?" + "x" * 5000, "/x" * 9000, "/%2e%2e/%2e%2e/index.html", "/out/index.html", "*"],
)  # fmt: skip
def test_any_address_is_answered(
    served: Served, path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """With a page that is not there, and without a word in the terminal."""
    status, body = served.ask(path)
    assert status in (301, 400, 404, 414)
    assert str(served.folder.parent).encode() not in body
    assert "Traceback" not in "".join(capfd.readouterr())


@given(st.text(max_size=50))
def test_no_name_leads_out_of_the_build(name: str) -> None:
    """Whatever is asked for."""
    here = Path(__file__).parent
    shown = Shown(_Pages(), here / "shop", "n")  # type: ignore[arg-type]
    for path in (name, f"../{name}", f"../conftest.py{name}", f"{name}/../../conftest.py"):
        built = shown._built(path)
        assert built is None or any(
            p.read_bytes() == built for p in (here / "shop").rglob("*") if p.is_file()
        )
    assert threading.active_count() < 100


def marked(mark: str) -> Any:
    """What is shown, of which only the name of each page is asked; that of “still/” stays."""
    return SimpleNamespace(mark=lambda url: "same" if url == "still/" else mark)


def test_the_browser_is_given_time_for_the_pages_that_changed() -> None:
    """Until each is open again, and no longer; a page that stays as it is is not waited for."""
    board = Board(shown=marked("1"))
    with board.looking("still/"):
        board.show(marked("1"), 3600)
        with board.looking("a/"), board.looking("b/"):
            waiting = threading.Thread(target=board.show, args=(marked("2"), 3600), daemon=True)
            waiting.start()
            while board.shown.mark("a/") == "1":  # type: ignore[union-attr]
                time.sleep(0.01)
            with board.looking("a/"):
                waiting.join(0.2)
                assert waiting.is_alive()
                with board.looking("b/"):
                    waiting.join(60)
                    assert not waiting.is_alive()


def test_what_is_written_meanwhile_comes_before_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts that nobody looks at are made with those of the next change."""
    made: list[int] = []

    def again(*_: object) -> Iterator[int]:
        for number in range(3):
            made.append(number)
            yield number

    monkeypatch.setattr(pipeline, "again", again)
    monkeypatch.setattr(maker, "Build", SimpleNamespace(of=lambda *_: SimpleNamespace(frames={})))
    monkeypatch.setattr(maker, "Shown", lambda *_: marked("2"))
    one = maker.Maker(pipeline.Settings(), tmp_path, lambda _: None)
    before = SimpleNamespace(outcome=None, frames={})
    shown = SimpleNamespace(
        build=before, folder=tmp_path, number="", texts=set, **vars(marked("1"))
    )
    one.board.shown = cast(Any, shown)
    one.change({tmp_path / "data" / "controller.yml"})
    one.texts()
    assert made == [0]
