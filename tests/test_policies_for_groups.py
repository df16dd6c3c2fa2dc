"""A policy for some groups tells of their data alone; together the policies tell of all."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks import Profile
from generator.expression import Expression
from tests.conftest import CACHE, ROOT

STAFF = """\
type: policy
site: ornek
scope: [employee]
title: {tr: Çalışan Politikası, en: Employee Policy}
summary: {tr: Çalışanların verileri., en: Data of employees.}
slug: {tr: calisan-politikasi, en: employee-policy}
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    data = Path(shutil.copytree(ROOT / "tests/rich", tmp_path_factory.mktemp("groups") / "data"))
    policy = data / "documents/policy.yml"
    policy.write_text(policy.read_text("utf-8").replace("employee, ", ""), "utf-8")
    (data / "documents/policy-staff.yml").write_text(STAFF, "utf-8")
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE, profile=Profile.RELEASE))


def policies(outcome: pipeline.Outcome) -> tuple[Expression, Expression]:
    (others,) = [t for t in outcome.texts if (t.document, t.language) == ("policy", "tr")]
    (staff,) = [t for t in outcome.texts if (t.document, t.language) == ("policy-staff", "tr")]
    return others, staff


@pytest.mark.parametrize(
    ("words", "of_staff", "of_others"),
    [
        ("Ücretin ödenmesi", True, False),
        ("kan grubu", True, False),
        ("Topluluk şirketleri", True, False),
        ("Siparişin teslim edilmesi", False, True),
        ("Ölçüm hizmeti sağlayıcısı", False, True),
        ("çerez kayıtları", False, True),
        ("Fiziksel mekân güvenliğinin sağlanması", True, True),
    ],
)
def test_each_tells_of_its_groups(
    outcome: pipeline.Outcome, words: str, of_staff: bool, of_others: bool
) -> None:
    """In tables, categories and recipients, in both layers."""
    others, staff = ("\n".join(layer.plain for layer in text.layers) for text in policies(outcome))
    assert (words in staff, words in others) == (of_staff, of_others)


def test_together_they_leave_nothing_out(outcome: pipeline.Outcome) -> None:
    assert [f for f in outcome.findings if f.code in ("IDN-05", "TXT-04", "TXT-05", "USE-01")] == []
