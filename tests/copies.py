"""A copy of the tool that a test may change."""

import shutil
from pathlib import Path

from tests.conftest import ROOT


def tool(folder: Path) -> Path:
    """The code below `folder`, with what is compiled of it, which takes longer than most builds;
    whatever else other tests are writing beside it meanwhile is left."""
    return Path(shutil.copytree(ROOT / "generator", folder / "generator", ignore=_left))


def _left(folder: str, names: list[str]) -> list[str]:
    compiled = Path(folder).name == "__pycache__"
    return [name for name in names if compiled and not name.endswith(".pyc")]
