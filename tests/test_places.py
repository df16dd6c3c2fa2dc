"""Several controllers in one repository: every path of a report carries its folder."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.places import WITH_DATA, placed
from tests.conftest import STARTER


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two controllers; one of them has not answered anything yet."""
    for name in ("okul", "dernek evi"):
        shutil.copytree(STARTER, tmp_path / name / "data")
    (tmp_path / "okul/data/answers.yml").unlink()
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*command: str) -> str:
    done = CliRunner(env={"LANGUAGE": "en"}).invoke(main, list(command))
    assert done.exit_code in (0, 1, 2), done.output
    return done.output


def test_words_and_commands_name_the_folder() -> None:
    words = "Add to data/answers.yml; “notices answer APP-10”, “notices explain APP-10”."
    assert placed(words, "data") == words
    assert placed(words, "okul/data") == (
        "Add to okul/data/answers.yml; “notices answer --data okul/data APP-10”, "
        "“notices explain APP-10”."
    )
    assert placed("x/data/a.yml metadata/b", "okul/data") == "x/data/a.yml metadata/b"
    assert placed("notices check", "a b/data") == "notices check --data 'a b/data'"


@pytest.mark.parametrize("name", WITH_DATA)
def test_these_commands_take_a_folder(name: str) -> None:
    assert "--data" in said(name, "--help")


def test_the_screen_and_the_report_carry_the_folder(top: Path) -> None:  # noqa: ARG001
    for more in ((), ("--all",), ("--profile", "release")):
        output = said("check", "--data", "okul/data", *more)
        assert "okul/data/answers.yml" in output
        assert not re.search(r"(?<!okul/)\bdata/", output), more
        assert "notices check --data okul/data" in output or "notices accept --data" in output


@pytest.mark.parametrize("inside", [False, True])
def test_programs_get_paths_from_the_top(
    top: Path, inside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the command runs, and for a file that is still to be written as well."""
    if inside:
        monkeypatch.chdir(top / "okul")
    where = () if inside else ("--data", "okul/data")
    rows = json.loads(said("check", *where, "--format", "json"))["findings"]
    assert rows
    assert all(row["file"].startswith("okul/data/") for row in rows)
    annotations = re.findall(r"::\w+ file=([^,]*)", said("check", *where, "--format", "github"))
    assert annotations
    assert all(file.startswith("okul/data/") for file in annotations)
    (run,) = json.loads(said("check", *where, "--format", "sarif"))["runs"]
    places = [r["locations"][0]["physicalLocation"] for r in run["results"]]
    assert {p["artifactLocation"]["uri"] for p in places} == {row["file"] for row in rows}


def test_a_file_is_found_as_a_report_prints_it(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = top / "okul/data/recipients.yml"
    path.write_text(path.read_text("utf-8").replace("abroad: no", "abroad: yes"), "utf-8")
    asked = ("check", "--data", "okul/data")
    wanted = said(*asked, "recipients.yml")
    assert "okul/data/recipients.yml:" in wanted
    for name in ("okul/data/recipients.yml", "./okul/data/recipients.yml", str(path)):
        assert said(*asked, name) == wanted
    monkeypatch.chdir(top / "okul")
    assert "data/recipients.yml:" in said("check", "okul/data/recipients.yml")


def test_a_mistake_and_a_trace_name_the_folder(top: Path) -> None:
    traced = said("trace", "policy#controller", "--data", "dernek evi/data")
    assert "    dernek evi/data/controller.yml:" in traced
    path = top / "okul/data/controller.yml"
    path.write_text(path.read_text("utf-8").replace("phone:", "phonee:"), "utf-8")
    assert said("check", "--data", "okul/data").startswith("okul/data/controller.yml:")
    annotated = said("check", "--data", "okul/data", "--format", "github")
    assert annotated.startswith("::error file=okul/data/controller.yml,line=10,col=1::“phonee” is")


def test_a_proposal_names_the_folder(top: Path) -> None:
    """In the message of its commit, whether it was made at the top or inside."""
    (top / ".git").rmdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "begun"]):
        subprocess.run([*git, *command], check=True, env=os.environ)
    path = top / "okul/data/controller.yml"
    path.write_text(path.read_text("utf-8").replace("0312 000", "0312 111"), "utf-8")
    words = said(
        "propose", "--data", "okul/data", "--words", "--name", "x", "--email", "x@y.example"
    )
    assert "\nFolder: okul/data\n" in words
