"""The arrows of the house: each room imports only what the tables of ARCHITECTURE.md let it."""

import ast
import re
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent
ROOT = PROJECT / "generator"
EVERYBODY = {"provenance", "errors", "message"}
ONLY_IMPORTER = {"jinja2": "rendering", "yaml": "source", "mkdocs": "mkdocs", "click": "commands"}
# MkDocs hands its own templates to the adapter.
ALSO = {("mkdocs", "jinja2")}


def arrows() -> dict[str, set[str]]:
    """Which rooms each may import: the rows of all tables whose last column says so.

    A room inside `outputs` is called `outputs/<name>`.
    """
    table, allowed = False, dict[str, set[str]]()
    for line in (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[-1] == "May import":
            table = True
        elif not line.startswith("|"):
            table = False
        elif table and not cells[0].startswith("---"):
            room = cells[0].strip("`").rstrip("/")
            assert room not in allowed, f"{room} has two rows"
            allowed[room] = set(re.findall(r"[a-z_/]+", cells[-1]))
    return allowed


ALLOWED = arrows()


def room_of(path: Path) -> str:
    """The room of a file, or (inside `outputs`) its inner room."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[-1] == "__init__" and len(parts) > 1:
        parts = parts[:-1]
    return inner(parts)


def inner(parts: tuple[str, ...]) -> str:
    """`outputs/site` and `outputs/article`, but `releases` for everything in it."""
    return "/".join(parts[:2]) if parts[0] == "outputs" else parts[0]


@cache
def imports(path: Path) -> list[str]:
    """Full names of all modules that a file imports, at any depth."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@cache
def imported_rooms(path: Path) -> set[str]:
    """The rooms that a file imports; from outside, `outputs` is one room."""
    own, rooms = room_of(path), set[str]()
    for name in imports(path):
        parts = tuple(name.split("."))
        if parts[0] == "generator" and len(parts) > 1 and (ROOT / parts[1]).exists():
            rooms.add(inner(parts[1:]) if own.startswith("outputs/") else parts[1])
        elif parts[0] == "generator" and (ROOT / f"{parts[1]}.py").is_file():
            rooms.add(parts[1])
    return rooms - {own} - EVERYBODY


FILES = sorted(ROOT.rglob("*.py"))


def test_arrows_point_downwards() -> None:
    """No room imports one that the tables do not give it."""
    more = {str(path): imported_rooms(path) - ALLOWED[room_of(path)] for path in FILES}
    assert {path: rooms for path, rooms in more.items() if rooms} == {}


def test_each_outside_tool_has_one_door() -> None:
    """Jinja, YAML, MkDocs and the command line are each known to one room only."""
    tools = [
        (str(path), room_of(path).split("/")[0], name.split(".")[0])
        for path in FILES
        for name in imports(path)
    ]
    assert [
        (path, tool)
        for path, room, tool in tools
        if (room, tool) not in ALSO and ONLY_IMPORTER.get(tool, room) != room
    ] == []


def test_the_tables_name_every_room_and_no_arrow_too_many() -> None:
    """A new room is entered, and nothing stays in a table that is gone."""
    used: dict[str, set[str]] = {}
    for path in FILES:
        used.setdefault(room_of(path), set()).update(imported_rooms(path))
    assert used == ALLOWED


def test_no_room_is_reached_from_below() -> None:
    """The arrows make no circle, so each room can be read with only those below it in mind."""
    left = {room: set(below) for room, below in ALLOWED.items()}
    left["outputs"] = {
        below for room, rooms in left.items() if room.startswith("outputs/")
        for below in rooms if not below.startswith("outputs/")
    }  # fmt: skip
    while left:
        ground = {room for room, below in left.items() if not below & left.keys()}
        assert ground, f"a circle among {', '.join(sorted(left))}"
        left = {room: below for room, below in left.items() if room not in ground}


def test_the_generator_does_not_know_the_company() -> None:
    """Company and tool do not mix: another controller replaces `data/` and nothing else."""
    for path in ROOT.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".ttf":
            text = path.read_text(encoding="utf-8")
            for name in ("7İMMO", "7IMMO", "7immo", "7ELT", "7elt", "SEVEN GÜVENLİK"):
                assert name not in text, f"{path} names {name}"
