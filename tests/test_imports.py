"""The arrows of the house: each room imports only what ARCHITECTURE.md lets it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "generator"

_WORDS = {"provenance", "errors"}
ALLOWED: dict[str, set[str]] = {
    "provenance": set(),
    "errors": {"provenance"},
    "clock": set(),
    "colour": set(),
    "keeping": set(),
    "source": _WORDS,
    "languages": _WORDS,
    "model": _WORDS | {"languages", "colour"},
    "decoding": _WORDS | {"source", "model", "languages", "colour"},
    "law": _WORDS | {"decoding", "model", "source"},
    "keys": _WORDS | {"decoding", "model", "law", "languages", "colour"},
    "loading": _WORDS | {"source", "decoding", "model", "law", "languages"},
    "rendering": _WORDS | {"languages"},
    "expression": _WORDS,
    "comparison": _WORDS | {"expression"},
    "releases": _WORDS | {"expression", "comparison", "clock"},
    "receipts": _WORDS | {"expression", "releases", "clock"},
    "documents": _WORDS | {"law", "model", "languages", "rendering", "expression"},
    "checks": _WORDS | {"model", "law", "languages", "expression"},
    "addresses": _WORDS | {"expression"},
    "outputs": _WORDS | {"expression", "languages", "addresses", "releases", "colour"},
    "prints": _WORDS | {"expression", "addresses", "releases", "outputs", "keeping"},
    "publication": _WORDS
    | {"expression", "languages", "model", "addresses", "releases", "outputs", "prints"}
    | {"keeping"},
    "handover": _WORDS
    | {"expression", "languages", "model", "releases", "outputs", "prints", "publication"}
    | {"receipts", "keeping"},
    "proofs": _WORDS
    | {"languages", "model", "expression", "addresses", "releases", "outputs", "publication"}
    | {"handover", "keeping"},
    "pipeline": _WORDS
    | {
        "law",
        "loading",
        "model",
        "keys",
        "checks",
        "documents",
        "expression",
        "addresses",
        "outputs",
    }
    | {"releases", "prints", "publication", "handover", "receipts", "__init__", "keeping", "clock"},
    "mkdocs": _WORDS
    | {"source", "languages", "expression", "checks", "releases", "outputs", "publication"}
    | {"addresses", "pipeline", "keeping"},
    "releasing": _WORDS
    | {"languages", "model", "loading", "checks", "expression", "comparison", "releases"}
    | {"addresses", "prints", "pipeline", "proofs"},
    "commands": _WORDS
    | {"keys", "checks", "comparison", "releases", "pipeline", "receipts", "releasing", "mkdocs"},
    "cli": _WORDS | {"pipeline", "checks", "mkdocs", "commands"},
    "__main__": {"cli"},
    "__init__": set(),
}

ONLY_IMPORTER = {"jinja2": "rendering", "yaml": "source", "mkdocs": "mkdocs", "click": "cli"}
# MkDocs hands its own templates to the adapter; some commands have a file of their own.
ALSO = {("mkdocs", "jinja2"), ("commands", "click")}


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    """Full names of all modules that a file imports, at any depth."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows_point_upwards(path: Path) -> None:
    """No room imports one that the table does not give it."""
    room = room_of(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "generator" and len(parts) > 1 and parts[1] in ALLOWED:
            assert parts[1] == room or parts[1] in ALLOWED[room], f"{room} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_outside_tool_has_one_door(path: Path) -> None:
    """Jinja, YAML, MkDocs and the command line are each known to one room only."""
    for name in imports(path):
        tool = name.split(".")[0]
        owner = ONLY_IMPORTER.get(tool)
        if (room_of(path), tool) in ALSO:
            continue
        assert owner in (None, room_of(path)), f"{room_of(path)} imports {name}"


def test_the_table_names_every_room() -> None:
    """A new room is entered in the table, and nothing stays in it that is gone."""
    assert {room_of(path) for path in FILES} == set(ALLOWED)


def test_the_generator_does_not_know_the_company() -> None:
    """Company and tool do not mix: another controller replaces `data/` and nothing else."""
    for path in ROOT.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".ttf":
            text = path.read_text(encoding="utf-8")
            for name in ("7İMMO", "7IMMO", "7immo", "7ELT", "7elt", "SEVEN GÜVENLİK"):
                assert name not in text, f"{path} names {name}"
