"""A check of what has not changed finds nothing again, and says the same."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cache, catalogue, documents, pipeline, spelling
from generator.cache import Layout
from generator.checks import Profile
from generator.commands import main
from generator.pipeline import Outcome, Settings
from generator.recipes import checking
from generator.recipes.checking import Check
from tests.conftest import own_starter
from tests.test_loading import rooms_below

RICH = Path(__file__).parent / "rich"
FROZEN = Path(__file__).parent / "frozen/archive"
DAY = date(2026, 11, 20)


def copied(to: Path) -> Path:
    """Data in which nobody has answered a question."""
    return Path(shutil.copytree(RICH, to, ignore=shutil.ignore_patterns("answers.yml")))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One run, which stands for each that a check makes."""
    data = copied(tmp_path_factory.mktemp("run") / "data")
    return pipeline.run(Settings(data, as_of=DAY, explained=False))


@pytest.fixture
def runs(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """What was run since."""
    asked: list[Settings] = []

    def run(settings: Settings) -> Outcome:
        asked.append(settings)
        return outcome

    monkeypatch.setattr(pipeline, "run", run)
    return asked


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """A project of its own, with a cache."""
    data = copied(tmp_path / "data")
    return Settings(data, as_of=DAY, cache=Layout(tmp_path / ".cache"), explained=False)


def said(check: Check) -> Sequence[object]:
    """All that a report says of a check, in both languages."""
    findings = [
        (
            str(f),
            f.block,
            f.accepted,
            f.until,
            *(catalogue.said(w, "tr") for w in (f.message, f.hint)),
        )
        for f in check.findings
    ]
    return findings, check.found[1:], check.errors


def test_the_second_check_says_the_same_and_runs_nothing(
    project: Settings, runs: list[Settings]
) -> None:
    first = said(Check(project))
    assert runs == [project]
    assert said(Check(project)) == first
    assert runs == [project]


def test_whoever_asks_for_more_than_findings_gets_the_run(
    project: Settings, runs: list[Settings], outcome: Outcome
) -> None:
    for _ in range(2):
        assert Check(project).findings
    assert Check(project).outcome is outcome
    assert len(runs) == 2


def test_a_command_says_the_same_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: list[Settings]
) -> None:
    """In both languages: the cache holds messages with their values."""
    copied(tmp_path / "data")
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)

    def printed(language: str, *asked: str) -> str:
        return (
            CliRunner()
            .invoke(main, ["--lang", language, "check", "--as-of", str(DAY), *asked])
            .output
        )

    ways = [(code, *more) for code in ("en", "tr") for more in ((), ("--all",), ("--format=json",))]
    made = []
    for way in ways:
        shutil.rmtree(".cache", ignore_errors=True)
        made.append(printed(*way))
    assert len(runs) == len(ways)
    assert [printed(*way) for way in ways] == made
    assert len(runs) == len(ways)


def test_a_decision_composes_no_text_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates do not see what was accepted and answered; any other file may change each text."""
    data = own_starter(tmp_path / "data")
    asked = Settings(data, as_of=DAY, cache=Layout(tmp_path / ".cache"))
    texts = pipeline.run(asked).texts
    with monkeypatch.context() as no_templates:
        no_templates.delattr(documents, "Composer")
        for name in pipeline.DECIDED:
            (data / f"{name}.yml").write_text("# nothing yet\n", encoding="utf-8")
            assert pipeline.run(asked).texts == texts
        with_a_line("sites.yml")(asked)
        with pytest.raises(ImportError):
            pipeline.run(asked)


SLOW = {"asyncio", "babel", "email", "jinja2", "mkdocs", "yaml", "zipfile"}


@pytest.mark.parametrize("asked", [["check"], ["--help"]], ids=lambda asked: asked[-1])
def test_who_makes_nothing_waits_for_no_library(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check of what has not changed, and the list of commands."""
    own_starter(tmp_path / "data")
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, asked)
    code = (
        "import sys; from generator.commands import main; sys.argv[1:] = sys.argv[1].split()\n"
        "try: main()\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, f"--lang tr {' '.join(asked)}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "click" in loaded
    assert not loaded & SLOW


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    """In both languages; a group as well."""
    for code in ("en", "tr"):
        context = main.make_context("notices", ["--lang", code, "check"])
        listed = " ".join(main.get_help(context).split())
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            assert command
            assert f"{name} {command.get_short_help_str(45)}".rstrip(".") in listed


def with_a_line(name: str) -> Callable[[Settings], Settings]:
    """One more line in a file of the data."""

    def change(asked: Settings) -> Settings:
        with (asked.data / name).open("a", encoding="utf-8") as file:
            file.write("# another line\n")
        return asked

    return change


def with_a_wording(asked: Settings) -> Settings:
    """A clause in the controller's own words."""
    (asked.data / "wording").mkdir()
    (asked.data / "wording/notice.tr.jinja").touch()
    return asked


def with_releases(asked: Settings) -> Settings:
    """Releases, with which texts are compared."""
    (asked.data / "releases").mkdir()
    return asked


CHANGES: dict[str, Callable[[Settings], Settings]] = {
    "a fact": with_a_line("controller.yml"),
    "another file": with_a_line("answers.yml"),
    "a wording": with_a_wording,
    "the day": lambda asked: replace(asked, as_of=date(2026, 11, 21)),
    "the site": lambda asked: replace(asked, site="ornek-bahce"),
    "the profile": lambda asked: replace(asked, profile=Profile.RELEASE),
    "older data": lambda asked: replace(asked, since=RICH, since_name="rich"),
    "another archive": lambda asked: replace(asked, archive=asked.data),
    "releases": with_releases,
}


def test_releases_are_compared_again_when_one_is_added(
    project: Settings, runs: list[Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or when another dictionary knows which change is one of spelling."""
    dictionary = tmp_path / "tr_TR.dic"
    dictionary.touch()
    monkeypatch.setattr(spelling, "dictionaries", lambda: [dictionary])
    archive = Path(shutil.copytree(FROZEN, project.data / "releases"))
    for count, change in enumerate(((archive / "x").mkdir, lambda: dictionary.write_text("x"))):
        for _ in range(2):
            assert Check(project).findings
            assert len(runs) == count + 1
        change()
    assert Check(project).findings
    assert len(runs) == 3


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_a_rule_looks_at_is_looked_at_again(
    name: str, project: Settings, runs: list[Settings]
) -> None:
    assert Check(project).findings
    assert Check(CHANGES[name](project)).findings
    assert len(runs) == 2


def test_another_tool_finds_again(
    project: Settings, runs: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Check(project).findings
    monkeypatch.setattr(checking, "ROOMS", checking.ROOMS.replace("spelling", "spelling colour"))
    assert Check(project).findings
    assert len(runs) == 2


def test_damage_is_noticed(project: Settings, runs: list[Settings]) -> None:
    """A flipped byte, half a file, and none at all: what is found is the same."""
    first = said(Check(project))
    assert project.cache
    (file,) = project.cache.folder.glob("findings-*")
    content = file.read_bytes()
    for at in (3, 40, len(content) // 2, len(content) - 1):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert said(Check(project)) == first
    file.write_bytes(content[: len(content) // 2])
    assert said(Check(project)) == first
    file.write_bytes(b"")
    assert said(Check(project)) == first
    assert len(runs) == 7
    assert said(Check(project)) == first
    assert len(runs) == 7


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_killed_while_it_writes_a_cache_holds_nothing_or_all(
    step: str, project: Settings, runs: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file has another name, and nobody reads it."""

    class Killed(BaseException):
        pass

    def kill(path: Path, given: bytes | Path) -> None:
        if isinstance(given, bytes):
            os.write(os.open(path, os.O_CREAT | os.O_WRONLY), given[: len(given) // 2])
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(Path, step, kill)
        with pytest.raises(Killed):
            Check(project).findings  # noqa: B018 – asked for, and not got
    assert Check(project).findings
    assert len(runs) == 2
    assert Check(project).findings
    assert len(runs) == 2


def test_what_findings_depend_on_is_every_room_below_the_rules() -> None:
    """But for the catalogue, whose words are put in when they are printed."""
    assert rooms_below("checks") <= {*checking.ROOMS.split(), "catalogue"}
    assert re.search(r"\bpipeline\b", checking.ROOMS)
    assert cache.digest_of(Path(checking.__file__))


def test_what_is_saved_while_a_run_reads_is_in_no_cached_text(
    project: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The facts were read before it, what they were is asked after it: the next run makes new
    texts."""
    path, load = project.data / "controller.yml", pipeline.loading.load
    old = path.read_text("utf-8")
    name = re.search("^registered_name: (.+)$", old, re.M)
    assert name

    def saved(*given: object, **named: object) -> object:
        facts = load(*given, **named)  # type: ignore[arg-type]
        path.write_text(old.replace(name[1], "Yepyeni Ticaret A.Ş."), "utf-8")
        return facts

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(pipeline.loading, "load", saved)
        before = pipeline.run(project)
    for _ in range(2):
        texts = pipeline.run(project).texts
        assert not any(name[1] in layer.html for text in texts for layer in text.layers)
        assert any("Yepyeni" in layer.html for text in texts for layer in text.layers)
    assert any(name[1] in layer.html for text in before.texts for layer in text.layers)


def test_what_was_read_before_a_check_was_asked_is_not_cached_for_it(project: Settings) -> None:
    check = Check(project)
    assert check.outcome
    assert check.found
    assert project.cache
    assert not list(project.cache.folder.glob("findings-*"))
