"""The report on one screen: whose work it is, what is new, what a change touches."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.checks import Profile
from generator.checks.overview import MAX_LINES
from generator.checks.topics import OWNERS, TOPICS, by_owner
from generator.commands import main
from tests.conftest import own_starter

DATA = Path(__file__).parent.parent / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.mark.parametrize("profile", ["draft", "release"])
@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_company_has_one_screen(profile: str, language: str) -> None:
    """With every finding in a topic of an owner, and the next commands."""
    shown = run("--profile", profile, "--lang", language).output
    assert shown.count("\n") <= MAX_LINES
    assert max(map(len, shown.split("\n"))) <= 110
    assert "notices check --all" in shown
    whole = run("--profile", profile, "--lang", "en", "--all").output
    assert whole.count("\n") > 5 * MAX_LINES


def test_every_finding_has_one_owner() -> None:
    """No finding is lost; a topic is typed by a word of its own."""
    outcome = pipeline.run(pipeline.Settings(data=DATA, profile=Profile.RELEASE))
    sorted_out = by_owner(outcome.findings)
    assert sum(len(f) for topics in sorted_out.values() for f in topics.values()) == len(
        outcome.findings
    )
    assert len({topic.id for topic in TOPICS}) == len(TOPICS)
    assert set(sorted_out) == set(OWNERS)


def test_what_is_asked_for_is_shown_in_full() -> None:
    """By topic, code, file, each with what a change there touches."""
    for word in ("recipients", "SEC-02", "data/recipients.yml", "recipients.yml", "TXT-02"):
        shown = run(word, "--profile", "release").output
        assert "place: recipients.yml#" in shown
        assert "texts print this: " in shown
    assert "SEC-02" not in run("recipients", "--profile", "release").output
    assert "is neither a topic, a code nor a file. The topics are: owed" in run("alicilar").output


def test_what_is_new_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against other data; on one screen, in annotations and in the summary of a job."""
    before, now = tmp_path / "before", own_starter(tmp_path / "now")
    recipients = now / "recipients.yml"
    words = recipients.read_text(encoding="utf-8")
    for number in range(12):  # more warnings than a step shows, all of them before the new one
        words += words.split("\n", 1)[0].replace(":", f"-{number}:") + "\n"
        words += "\n".join(recipients.read_text(encoding="utf-8").split("\n")[1:])
    recipients.write_text(words, encoding="utf-8")
    shutil.copytree(now, before)
    subjects = now / "subjects.yml"
    subjects.write_text(
        subjects.read_text(encoding="utf-8")
        + "\nvisitors:\n  name: {tr: ziyaretçiler, en: visitors}\n",
        encoding="utf-8",
    )
    told = run("--data", str(now), "--since", str(before)).output
    assert f"Since {before}: " in told
    assert "subjects.yml:" in told.split("\n1. ")[0]
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    written = run("--data", str(now), "--since", str(before), "--format", "github").output
    rows = [row for row in written.split("\n") if row.startswith("::")]
    assert "subjects.yml" in rows[0]
    assert sum(row.startswith("::warning") for row in rows) == 1
    every = run("--data", str(now), "--format", "github").output
    assert every.count("::warning ") == 10
    assert summary.read_text(encoding="utf-8").startswith("```\n")
    findings = json.loads(run("--data", str(now), "--format", "json").output)["findings"]
    assert len(findings) > len(rows)
