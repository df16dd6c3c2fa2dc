"""Every paper of a controller in one command: whole, or not at all."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.papers.writing import SHAPES
from generator.provenance import Origin
from generator.recipes import filing
from tests import demo
from tests.conftest import ROOT

WITHOUT_A_SCREEN = ("spoken", "sign")
"""The company has said nothing of calls, tills or cameras."""
SOURCES = {"company": ROOT / "data", "rich": demo.RICH}


def notices(*arguments: object) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize("source", SOURCES)
def test_every_paper_is_written_with_a_line_each(source: str, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    done = notices("papers", "all", "--data", SOURCES[source], "--output", folder)
    assert done.exit_code == 0, done.output
    written = {path.name for path in folder.iterdir()}
    assert {f"{name}-tr.{s}" for name in ("owed", "transfers") for s in SHAPES} <= written
    own = [name for name in filing.EVERY if source == "rich" or name not in WITHOUT_A_SCREEN]
    assert done.output.count("\n") == len(own) + 1
    for name in own:
        called, _ = filing.EVERY[name]
        assert any(file.startswith(f"{name}-") for file in written)
        assert f"{called}: {name}-" in done.output


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Two papers stand for all."""
    kept = {name: filing.EVERY[name] for name in ("owed", "inventory")}
    monkeypatch.setattr(filing, "EVERY", kept)
    return dict(kept)


@pytest.mark.usefixtures("few")
def test_the_list_of_what_is_owed_is_a_paper_in_turkish(tmp_path: Path) -> None:
    notices("papers", "all", "--data", demo.RICH, "--output", tmp_path)
    (sheet,) = json.loads((tmp_path / "owed-tr.json").read_text("utf-8"))["sheets"]
    by_name = {row["paper"]["text"]: row for row in sheet["rows"]}
    assert by_name["Aydınlatma metinleri"]["state"]["text"] == "Var"
    assert by_name["Aydınlatma metinleri"]["law_of"]["text"] == "6698 sayılı Kanun m. 10/1"


def test_a_paper_that_waits_for_words_is_named_and_the_others_are_written(
    few: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_: filing.Case) -> filing.Made:
        raise LoadingError(Problem(Origin("data/plan.yml", 3), say("nobody has written it.")))

    monkeypatch.setattr(filing, "EVERY", {**few, "plan": (say("Plan"), refuse)})
    done = notices("papers", "all", "--data", demo.RICH, "--output", tmp_path)
    assert done.exit_code == 1
    assert "Plan: not written; it waits for this:\n" in done.output
    assert "/plan.yml:3:1: nobody has written it." in done.output
    assert (tmp_path / "inventory-tr.csv").exists()
    assert not list(tmp_path.glob("plan*"))


@pytest.mark.usefixtures("few")
def test_where_the_folder_cannot_be_written_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    done = notices("papers", "all", "--data", demo.RICH, "--output", tmp_path / "taken/x")
    assert done.exit_code == 2
    assert "cannot be written" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
