"""Files with mistakes are mended by their lines; what no line mends is said and left alone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.recipes.correcting import Desk, Refused
from generator.recipes.correcting.mending import (
    ELSEWHERE,
    GONE,
    NO_TEXT,
    READ_ONLY,
    VERSIONS,
    Broken,
    Lines,
    broken,
    lines_of,
    mend,
)
from tests.conftest import STARTER
from tests.desks import bytes_of


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path_factory.mktemp("mending") / "data"))


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    before = {path: path.read_bytes() for path in data.rglob("*.yml")}
    yield Desk(data, "tr")
    for path, content in before.items():
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)


def spoiled(data: Path, *changes: tuple[str, str], file: str = "controller.yml") -> bytes:
    path = data / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())
    return path.read_bytes()


def only(data: Path) -> Broken:
    (file,) = broken(data)
    return file


def line_of(data: Path, words: str) -> int:
    lines = (data / "controller.yml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_several_mistakes_are_shown_with_their_lines_and_mended_together(
    desk: Desk, data: Path
) -> None:
    spoiled(data, ("phone:", "fone:"), ("legal_form:", "legal_fromm:"))
    file = only(data)
    numbers = {line_of(data, "fone:"), line_of(data, "legal_fromm:")}
    assert numbers <= {fault.line for fault in file.faults}
    assert all(fault.column and fault.words and fault.written for fault in file.faults if fault.line
               in numbers)  # fmt: skip
    covered = {n for part in file.lines for n in range(part.start, part.start + part.count)}
    assert numbers <= covered
    right = [
        Lines(p.start, p.count, p.text.replace("fone:", "phone:").replace("fromm", "form"))
        for p in file.lines
    ]
    assert mend(desk, file.file, file.digest, right)
    assert broken(data) == []
    assert (data / "controller.yml").read_bytes() == (STARTER / "controller.yml").read_bytes()


def test_what_is_still_wrong_is_said_and_the_first_step_is_taken_back(
    desk: Desk, data: Path
) -> None:
    before = spoiled(data, ("phone:", "phone"), ("legal_form:", "legal_fromm:"))
    file = only(data)
    assert line_of(data, "phone") in {fault.line for fault in file.faults}
    part = next(p for p in file.lines if "phone" in p.text)
    mended = Lines(part.start, part.count, part.text.replace("phone", "phone:", 1))
    change = mend(desk, file.file, file.digest, [mended])
    assert change
    assert any("legal_fromm" in fault.written for fault in only(data).faults)
    desk.undo(change.number)
    assert (data / "controller.yml").read_bytes() == before


def test_all_other_bytes_stay(desk: Desk, data: Path) -> None:
    before = spoiled(data, ("phone:", "phone"), ("\n", "\r\n"))
    before = before.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"# the end without a line"
    (data / "controller.yml").write_bytes(before)
    file = only(data)
    part = next(p for p in file.lines if "phone" in p.text)
    text = part.text.replace("phone", "phone:", 1)
    assert mend(desk, file.file, file.digest, [Lines(part.start, part.count, text)])
    after = (data / "controller.yml").read_bytes()
    assert after == before.replace(b"phone", b"phone:", 1)


def replaced(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def marked(path: Path) -> None:
    text = path.read_text("utf-8").replace(
        "phone:", "<<<<<<< HEAD\nphone: 1\n=======\nphone: 2\n>>>>>>> other\nphone:", 1
    )
    path.write_text(text, "utf-8")


def locked(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("phone:", "fone:"), "utf-8")
    path.chmod(0o444)


def led_away(path: Path) -> None:
    elsewhere = path.parent.parent / "elsewhere.yml"
    elsewhere.write_text("fone: x\n", "utf-8")
    path.unlink()
    path.symlink_to(elsewhere)


TOLD = {
    "binary": (replaced(b"\x89PNG\r\n\x1a\n\x00\x00"), NO_TEXT),
    "of another encoding": (replaced("adı: şirket\n".encode("cp1254")), NO_TEXT),
    "with zeros": (replaced(b"a: b\x00c\n"), NO_TEXT),
    "vanished": (Path.unlink, GONE),
    "in conflict": (marked, VERSIONS),
    "read-only": (locked, READ_ONLY),
    "elsewhere": (led_away, ELSEWHERE),
}


@pytest.mark.parametrize("how", TOLD)
def test_what_no_line_mends_is_said_and_nothing_is_written(
    desk: Desk, data: Path, how: str
) -> None:
    spoil, words = TOLD[how]
    spoil(data / "controller.yml")
    file = next(file for file in broken(data) if file.file == "controller.yml")
    assert file.told == words
    assert file.lines == []
    before = bytes_of(data)
    with pytest.raises(Refused) as error:
        mend(desk, "controller.yml", file.digest, [Lines(1, 1, "phone: x")])
    assert error.value.problems[0][1].message == words
    assert bytes_of(data) == before


@pytest.mark.parametrize(
    ("file", "digest", "lines"),
    [
        ("controller.yml", "0" * 32, [Lines(1, 1, "x")]),
        ("controller.yml", "", [Lines(0, 1, "x")]),
        ("controller.yml", "", [Lines(1, 10_000, "x")]),
        ("controller.yml", "", [Lines(1, -1, "x")]),
        ("controller.yml", "", [Lines(1, 2, "x"), Lines(2, 1, "x")]),
        ("controller.yml", "", [Lines(1, 1, "x" * 20_001)]),
        ("controller.yml", "", [Lines(1, 1, "a\x00b")]),
        ("controller.yml", "", [Lines(1, 1, "<<<<<<< HEAD")]),
        ("../secret.yml", "", [Lines(1, 1, "x")]),
        ("approvals.yml", "", [Lines(1, 1, "x")]),
        ("releases/x.yml", "", [Lines(1, 1, "x")]),
        ("/etc/passwd", "", [Lines(1, 1, "x")]),
        ("new.yml", "", [Lines(1, 0, "x: y")]),
    ],
)
def test_nothing_but_lines_of_a_file_as_it_is_now_is_written(
    desk: Desk, data: Path, file: str, digest: str, lines: list[Lines]
) -> None:
    spoiled(data, ("phone:", "fone:"))
    (data.parent / "secret.yml").write_text("x: y\n", "utf-8")
    before = bytes_of(data.parent)
    with pytest.raises(Refused):
        mend(desk, file, digest or only(data).digest, lines)
    assert bytes_of(data.parent) == before


@pytest.mark.parametrize(
    "asked",
    [None, [], {}, "x", [1], [{}], [{"start": True, "count": 1, "text": "x"}],
     [{"start": 1, "count": "1", "text": "x"}], [{"start": 1, "count": 1, "text": None}]],
    ids=str,
)  # fmt: skip
def test_a_request_of_another_form_is_none(asked: object) -> None:
    assert lines_of(asked) is None
