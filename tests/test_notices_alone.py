"""A controller with notices and no policy: nothing that the law asks for is lost with it."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from tests.conftest import CACHE, ROOT, STARTER

RICH = ROOT / "tests/rich"


@pytest.fixture
def outcome(tmp_path: Path) -> pipeline.Outcome:
    data = shutil.copytree(STARTER, tmp_path / "data")
    (data / "documents" / "policy.yml").unlink()
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE))


def test_the_notice_says_each_right_and_the_way_to_the_board(outcome: pipeline.Outcome) -> None:
    notices = [text for text in outcome.texts if text.type == "notice"]
    assert notices
    for text in notices:
        said = " ".join(text.layer("full").plain.split())
        for right in outcome.law.rights.values():
            label = right.label.find(text.language)
            assert label
            assert label.value in said
        board = {
            "tr": "Kişisel Verileri Koruma Kuruluna şikâyette",
            "en": "complain to the Personal",
        }
        assert board[text.language] in said


def test_nothing_is_to_be_deleted_that_another_rule_asks_for(outcome: pipeline.Outcome) -> None:
    hints = {f.origin.file: f.hint for f in outcome.findings if f.name == "USE-01[statement]"}
    assert "data/promises.yml" in hints
    assert "data/security.yml" not in hints  # the statement for VERBİS has the measures
    assert "delete" not in hints["data/promises.yml"]


def test_a_cookie_policy_alone_says_the_rights_as_well(tmp_path: Path) -> None:
    """It is the notice of its collection point; no mail leads to a policy that is not there."""
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    for name in ("documents/policy.yml", "mails.yml"):
        (data / name).unlink()
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    for text in (text for text in outcome.texts if text.type == "cookies"):
        said = " ".join(text.layer("full").plain.split())
        labels = [right.label.find(text.language) for right in outcome.law.rights.values()]
        assert all(label and label.value in said for label in labels)
    assert not [f for f in outcome.findings if f.code == "APP-02"]
    hints = [f.hint for f in outcome.findings if f.name == "USE-01[statement]"]
    assert hints
    assert not [hint for hint in hints if "delete" in hint]
