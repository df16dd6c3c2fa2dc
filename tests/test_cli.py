"""The command: exit codes, reports that all say the same, messages without tracebacks."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import checks
from generator.cli import main

VALID = Path(__file__).parent / "valid"
DATA = Path(__file__).parent.parent / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_findings_give_exit_code_one() -> None:
    """The company's data has errors that the company must decide; the line is shown."""
    done = run("check", "--data", str(DATA))
    assert done.exit_code == 1
    assert "data/controller.yml:26:1: error IDN-02" in done.output
    assert "    | kep:" in done.output


def test_a_clean_controller_gives_exit_code_zero(tmp_path: Path) -> None:
    """And one line."""
    shutil.copytree(VALID, tmp_path / "data")
    done = run("check", "--data", str(tmp_path / "data"))
    assert (done.exit_code, done.output) == (0, "Checked: no findings.\n")


def test_unusable_input_gives_exit_code_two(tmp_path: Path) -> None:
    """With every mistake and no traceback."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    (data / "controller.yml").write_text("a: [", encoding="utf-8")
    done = run("check", "--data", str(data))
    assert done.exit_code == 2
    assert "data/controller.yml:1:" in done.stderr
    assert "Traceback" not in done.output


def test_all_reports_say_the_same() -> None:
    """Code, place and message of each finding, in each format."""
    data = json.loads(run("check", "--data", str(DATA), "--format", "json").output)
    text = run("check", "--data", str(DATA)).output
    github = run("check", "--data", str(DATA), "--format", "github").output
    assert data["ok"] is False
    assert data["errors"] + data["warnings"] == len(data["findings"]) > 0
    assert len(re.findall(r"(?m)^::(error|warning) ", github)) == len(data["findings"])
    for row in data["findings"]:
        place = f"{row['file']}:{row['line']}:{row['column']}"
        assert f"{place}: {row['level']} {row['code']}: {row['message']}" in text
        assert f"file={row['file']},line={row['line']},col={row['column']}," in github
        assert set(row["citation"]) == {"instrument", "article", "in_force_from"}


def test_explain_knows_every_rule_by_code_and_name() -> None:
    """A line for each; one rule with its examples; an unknown one is refused."""
    listed = run("explain").output
    for rule in checks.all_rules():
        assert f"{rule.code}  " in listed
        assert run("explain", rule.code).output == run("explain", rule.slug).output
        assert rule.why in run("explain", rule.code).output
    assert run("explain", "XXX-99").exit_code == 2


def test_a_production_build_refuses_drafts() -> None:
    """There is no release yet, and it says so."""
    done = run("build", "--production", "--data", str(DATA))
    assert done.exit_code == 1
    assert "no approved release" in done.stderr


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "15.12.2026"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    """With the way to write one."""
    done = run("check", "--as-of", day)
    assert done.exit_code == 2
    assert "2026-12-15" in done.output


def test_the_release_profile_names_every_doubt(tmp_path: Path) -> None:
    """A doubt and a missing language are fine in a draft and block a release."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    path = data / "controller.yml"
    text = path.read_text(encoding="utf-8").replace(", en: sale of books", "")
    text = text.replace("street: Örnek", "unconfirmed: moved?\n  street: Örnek")
    path.write_text(text, encoding="utf-8")
    assert run("check", "--data", str(data)).exit_code == 0
    strict = run("check", "--data", str(data), "--profile", "release")
    assert strict.exit_code == 1
    assert "there is no text in “en”" in strict.output
    assert "this is not confirmed: moved?" in strict.output
