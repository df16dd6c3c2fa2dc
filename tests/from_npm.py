"""Programs from npm that tests need, each with its version, installed once into the cache."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

CACHE = Path(__file__).parent.parent / ".cache"


def installed(name: str, *packages: str) -> Path | None:
    """The folder of modules with these `packages` (name@version), called `name` in the cache; None
    where there is no npm, or none that reaches a registry."""
    folder, npm = CACHE / name, shutil.which("npm")
    modules = folder / "node_modules"
    if all((modules / package.rpartition("@")[0]).is_dir() for package in packages):
        return modules
    if npm is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    asked = "install --silent --no-audit --no-fund --ignore-scripts --prefix .".split()
    done = subprocess.run([npm, *asked, *packages], cwd=folder, check=False)
    return modules if done.returncode == 0 else None


def needed(name: str, *packages: str) -> Path:
    """The same; without them the test is skipped, and fails where CI=true."""
    if modules := installed(name, *packages):
        return modules
    said = f"npm could not install {' and '.join(packages)}"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)
