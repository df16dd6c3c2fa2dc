"""The recipes of CONTRIBUTING.md, carried out on a copy of the project."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import copies
from tests.conftest import ROOT, project_copy

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_STEP = re.compile(
    r"(?:(?P<new>[Nn]ew file)|[Ii]n) `(?P<file>[^`]+)`"
    r"(?:, (?P<where>after|instead of) `(?P<line>[^`]+)`)?[^\n`]*:\n\n```\w*\n(?P<block>.*?)```",
    re.DOTALL,
)
_LAST = re.compile(r"`(?P<command>[^`\n]+)` says:\n\n```\n(?P<lines>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Recipe:
    """What is written under one heading."""

    name: str
    text: str

    def carry_out(self, project: Path) -> None:
        """Make every change that the recipe shows."""
        for step in _STEP.finditer(self.text):
            path = project / step["file"]
            if step["new"]:
                assert not path.exists(), f"{step['file']} is there already"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step["block"], encoding="utf-8")
                continue
            words, line = path.read_text(encoding="utf-8"), f"{step['line']}\n"
            assert words.count(line) == 1, f"{step['file']} has no such line: {step['line']}"
            kept = line if step["where"] == "after" else ""
            path.write_text(words.replace(line, kept + step["block"]), encoding="utf-8")


def recipes() -> list[Recipe]:
    _, *parts = _HEADING.split((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    return [Recipe(*pair) for pair in zip(parts[::2], parts[1::2], strict=True)]


@pytest.mark.parametrize("recipe", recipes(), ids=lambda recipe: recipe.name)
def test_a_recipe_works_as_it_is_written(recipe: Recipe, tmp_path: Path) -> None:
    """Its steps alone, and then its command says what the recipe says that it does."""
    project = project_copy(tmp_path / "project")
    (project / "generator").unlink()
    (project / "tests").symlink_to(ROOT / "tests")
    copies.tool(project)
    recipe.carry_out(project)
    last = _LAST.search(recipe.text)
    assert last, "a recipe ends with a command and what it says"
    command = last["command"].replace("python ", f"{sys.executable} ")
    done = subprocess.run(
        command, shell=True, cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for line in last["lines"].splitlines():
        assert line in done.stdout, f"“{line}” is not in:\n{done.stdout}{done.stderr}"
