"""The arrows of the house: each room imports only what ARCHITECTURE.md lets it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "generator"

ALLOWED: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "cache": set(),
    "checks": {"errors", "expression", "languages", "model", "provenance"},
    "cli": {"checks", "commands", "errors", "mkdocs", "pipeline"},
    "clock": set(),
    "colour": set(),
    "commands": {
        "cache",
        "checks",
        "comparison",
        "errors",
        "keys",
        "pipeline",
        "proofs",
        "receipts",
        "recipes",
        "releases",
    },
    "comparison": {"expression"},
    "decoding": {"colour", "errors", "languages", "model", "provenance", "source"},
    "documents": {"errors", "expression", "languages", "model", "provenance", "rendering"},
    "errors": {"provenance"},
    "expression": {"provenance"},
    "keys": {"colour", "decoding", "languages", "law", "model", "provenance"},
    "languages": set(),
    "law": {"decoding", "model"},
    "loading": {"decoding", "errors", "languages", "law", "model", "provenance"},
    "mkdocs": {
        "cache",
        "checks",
        "errors",
        "expression",
        "languages",
        "outputs",
        "pipeline",
        "provenance",
        "publication",
        "releases",
        "source",
    },
    "model": {"colour", "languages", "provenance"},
    "outputs": {
        "cache",
        "colour",
        "errors",
        "expression",
        "languages",
        "model",
        "proofs",
        "publication",
        "receipts",
        "releases",
    },
    "pipeline": {
        "cache",
        "checks",
        "clock",
        "documents",
        "errors",
        "expression",
        "keys",
        "law",
        "loading",
        "model",
        "outputs",
        "provenance",
        "publication",
        "receipts",
        "releases",
    },
    "proofs": {"errors", "expression", "languages", "outputs", "publication", "releases"},
    "provenance": set(),
    "publication": {
        "cache",
        "errors",
        "expression",
        "languages",
        "model",
        "outputs",
        "provenance",
        "releases",
    },
    "receipts": {"clock", "errors", "expression", "releases"},
    "recipes": {
        "checks",
        "comparison",
        "errors",
        "expression",
        "languages",
        "loading",
        "model",
        "outputs",
        "pipeline",
        "proofs",
        "provenance",
        "publication",
        "releases",
    },
    "releases": {"clock", "comparison", "errors", "expression", "provenance"},
    "rendering": {"errors", "languages", "provenance"},
    "source": {"errors", "provenance"},
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
