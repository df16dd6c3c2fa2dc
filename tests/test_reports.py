"""Where a report says that something is: as people gave it, and as programs look for it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from tests.conftest import STARTER


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two controllers in a folder of a repository; the current folder is its middle."""
    (tmp_path / ".git").mkdir()
    middle = tmp_path / "legal"
    data = shutil.copytree(STARTER, middle / "controllers" / "a")
    (data / "answers.yml").write_text("", encoding="utf-8")
    monkeypatch.chdir(middle)
    return data


def run(*arguments: str) -> str:
    return CliRunner().invoke(main, arguments).output


def test_people_read_the_path_that_they_gave(repository: Path) -> None:
    told = run("check", "--all", "--data", "controllers/a")
    assert "controllers/a/answers.yml:1:1: warning" in told
    assert "\ndata/" not in told
    whole = run("check", "--all", "--data", str(repository))
    assert f"{repository}/answers.yml:1:1: warning" in whole


@pytest.mark.parametrize("absolute", [False, True])
def test_programs_read_the_path_in_the_repository(repository: Path, absolute: bool) -> None:
    data = str(repository) if absolute else "controllers/a"
    findings = json.loads(run("check", "--data", data, "--format", "json"))["findings"]
    assert {f["file"] for f in findings} == {"legal/controllers/a/answers.yml"}
    assert all(f["place"].startswith("answers.yml#") for f in findings)
    assert "::warning file=legal/controllers/a/answers.yml,line=1" in run(
        "check", "--data", data, "--format", "github"
    )
    sarif = json.loads(run("check", "--data", data, "--format", "sarif"))
    places = [r["locations"][0]["physicalLocation"] for r in sarif["runs"][0]["results"]]
    assert {p["artifactLocation"]["uri"] for p in places} == {"legal/controllers/a/answers.yml"}


def test_a_line_is_quoted_wherever_the_folder_lies(repository: Path) -> None:
    file = repository / "controller.yml"
    text = file.read_text(encoding="utf-8").replace("kvkk@example.com", "kvkk(at)example.com")
    file.write_text(text, encoding="utf-8")
    assert "kvkk(at)example.com\n    " in run("check", "IDN-02", "--data", "controllers/a")


def test_what_cannot_be_read_is_named_as_it_was_given(repository: Path) -> None:
    (repository / "controller.yml").write_text("legal_name: [", encoding="utf-8")
    told = run("check", "--data", "controllers/a")
    assert "controllers/a/controller.yml:" in told


@pytest.mark.usefixtures("repository")
def test_no_site_is_built_outside_a_project() -> None:
    told = run("build", "--data", "controllers/a", "--no-pdf")
    assert "this folder is not a project: it has no mkdocs.yml" in told
    assert "does not exist" not in told
