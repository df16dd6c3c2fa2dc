"""The data can be read by any reader of YAML, such as those of editors and yamllint."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, STARTER

FOLDERS = (ROOT / "data", ROOT / "tests/rich", STARTER)
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.yml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_reader_without_our_leniency_reads_it(path: Path) -> None:
    """PyYAML's own, in pure Python, stumbles over a bare “?” inside {…}."""
    yaml.load(path.read_text("utf-8"), Loader=yaml.SafeLoader)
