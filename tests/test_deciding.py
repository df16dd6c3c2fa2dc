"""Acceptances and answers are written by a command: where they belong, whole or not at all."""

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.commands import main
from tests.conftest import own_starter

DATA = Path(__file__).parent.parent / "data"
DECIDED = ("--role", "counsel", "--until", "2027-03-01", "--yes")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A controller that says too little of one retention, and has no file of acceptances."""
    folder = own_starter(tmp_path / "data")
    orders = folder / "processing/orders.yml"
    text = orders.read_text(encoding="utf-8")
    orders.write_text(text[: text.index("    retention:")], encoding="utf-8")
    (folder / "accepted.yml").unlink(missing_ok=True)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


PLACE = "processing/orders.yml#purposes.deliver-order"


def test_a_finding_is_let_stand(data: Path) -> None:
    """For previews, or for releases as well; a second one is another entry."""
    asked = ("accept", "RET-01[none]", PLACE, "--data", str(data), "--reason", "Waiting: table.")
    done = run(*asked, *DECIDED)
    assert done.exit_code == 0, done.output
    assert "+   reason: " in done.stdout
    (entry,) = yaml.safe_load((data / "accepted.yml").read_text(encoding="utf-8")).values()
    assert {k: str(v) for k, v in entry.items()} == {
        "code": "RET-01[none]",
        "place": PLACE,
        "reason": "Waiting: table.",
        "role": "counsel",
        "until": "2027-03-01",
        "profile": "draft",
    }
    assert "accepted RET-01[none]" in run("check", "--all", "--data", str(data)).output
    again = run(*asked, "--release", *DECIDED)
    assert again.exit_code == 0, again.output
    (renewed,) = yaml.safe_load((data / "accepted.yml").read_text(encoding="utf-8")).values()
    assert renewed == {**entry, "profile": "release"}


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("RET-01", PLACE, "Found there: RET-01[none]"),
        ("RET-01[none]", "subjects.yml#x", "Copy code and place as"),
        ("ACC-01[stale]", PLACE, "there is no finding"),
    ],
)
def test_what_may_not_stand_is_refused(data: Path, code: str, place: str, words: str) -> None:
    """And nothing is written."""
    done = run("accept", code, place, "--data", str(data), "--reason", "x", *DECIDED)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (data / "accepted.yml").exists()


def test_a_question_is_answered_and_answered_again(data: Path) -> None:
    """The newer answer stands in the place of the older one."""
    for reply in ("no", "yes"):
        done = run("answer", "CON-08", "--data", str(data), "--answer", reply, "--words", "ok",
                   *DECIDED)  # fmt: skip
        assert done.exit_code == 0, done.output
    answers = yaml.safe_load((data / "answers.yml").read_text(encoding="utf-8"))
    (own,) = [a for a in answers.values() if a["code"] == "CON-08"]
    assert own["answer"] in (True, "yes")
    assert "CON-08" not in run("check", "--all", "--data", str(data)).output
    wrong = run("answer", "RET-01", "--data", str(data), "--answer", "yes", "--words", "x",
                *DECIDED)  # fmt: skip
    assert "“RET-01” asks nothing." in wrong.stderr


def test_nothing_is_written_unasked(tmp_path: Path) -> None:
    """Without “--yes” and without a person; what is missing is named."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    before = {p: p.read_bytes() for p in data.rglob("*.yml")}
    asking = run("accept", "CON-08", "answers.yml#", "--data", str(data), "--reason", "x", *DECIDED)
    assert f"Answer it: notices answer --data {data} CON-08" in asking.stderr
    lacking = run("answer", "CON-08", "--data", str(data), "--answer", "yes")
    assert "--role is missing." in lacking.stderr
    unasked = run("answer", "CON-08", "--data", str(data), "--answer", "yes", "--words", "x",
                  *DECIDED[:-1])  # fmt: skip
    assert "Nothing was written" in unasked.stderr
    assert before == {p: p.read_bytes() for p in data.rglob("*.yml")}


def test_only_a_lawyer_lets_an_error_stand(data: Path) -> None:
    """The command refuses it before it writes; a release refuses what was written by hand."""
    controller = data / "controller.yml"
    text = controller.read_text("utf-8")
    controller.write_text(text.replace('mersis: "01', 'mersis: "02'), "utf-8")
    asked = ("accept", "IDN-02[mersis]", "controller.yml#mersis", "--data", str(data),
             "--reason", "Asked.", "--until", "2027-03-01", "--yes", "--release")  # fmt: skip
    refused = run(*asked, "--role", "metinleri hazırlayan")
    assert refused.exit_code == 2
    assert "a lawyer decides whether it may stand" in refused.output
    assert not (data / "accepted.yml").exists()
    assert run(*asked, "--role", "hukuk müşaviri").exit_code == 0
    checked = ("check", "--all", "--data", str(data), "--profile", "release")
    assert "accepted IDN-02[mersis]" in run(*checked).output
    accepted = (data / "accepted.yml").read_text("utf-8")
    (data / "accepted.yml").write_text(accepted.replace("hukuk müşaviri", "stajyer"), "utf-8")
    assert "ACC-01[no-lawyer]" in run(*checked).output


def test_an_answer_is_read_in_turkish(data: Path) -> None:
    answered = ("answer", "CON-08", "--data", str(data), "--words", "Kayıt tutuluyor.", *DECIDED)
    assert run(*answered, "--answer", "Evet").exit_code == 0
    assert "answer: yes" in (data / "answers.yml").read_text("utf-8")
    assert run(*answered, "--answer", "belki").exit_code == 2
