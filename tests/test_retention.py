"""How long data is kept: what the texts print of it, and what rule RET-01 asks."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from tests.conftest import CACHE, STARTER
from tests.test_purposes import RICH, changed, names

START = {"starts": {"tr": "teslim tarihi", "en": "the day of delivery"}}
LASTING = {"rule": {"tr": "üyelik sürdükçe", "en": "as long as the membership lasts"}}
BIRTH = {"data": ["identity.birth"], "period": "2 years", **START}


def run(
    tmp_path: Path,
    *retentions: Mapping[str, Any] | None,
    registered: bool = True,
    items: tuple[str, ...] = ("identity.name", "identity.birth"),
) -> pipeline.Outcome:
    """The starter, whose orders have a purpose for each retention."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    path = data / "processing/orders.yml"
    orders = yaml.safe_load(path.read_text(encoding="utf-8"))
    purpose = orders["purposes"].pop("deliver-order")
    del purpose["retention"]
    purpose["data"] = list(items)
    for number, retention in enumerate(retentions, start=1):
        row = purpose if retention is None else {**purpose, "retention": retention}
        orders["purposes"][f"purpose-{number}"] = row
    plain = json.loads(json.dumps(orders))  # each value its own: no anchors are written
    path.write_text(yaml.safe_dump(plain, allow_unicode=True), encoding="utf-8")
    if not registered:
        controller = data / "controller.yml"
        text = controller.read_text(encoding="utf-8")
        exempt = "status: exempt, exemption_ground: {tr: çalışan sayısı, en: number of staff}"
        assert "status: registered" in text
        controller.write_text(text.replace("status: registered", exempt), encoding="utf-8")
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE))


def found(outcome: pipeline.Outcome) -> list[tuple[str, str]]:
    """Sub-code and level of each finding of the rule."""
    return [(f.sub, f.level.value) for f in outcome.findings if f.code == "RET-01"]


@pytest.mark.parametrize(
    ("retention", "turkish", "english"),
    [
        ({"period": "5 years"}, "5 yıl", "5 years"),
        ({"minimum": "5 years"}, "en az 5 yıl", "at least 5 years"),
        ({"maximum": "10 years"}, "en çok 10 yıl", "at most 10 years"),
        (
            {"minimum": "5 years", "maximum": "10 years"},
            "en az 5 yıl, en çok 10 yıl",
            "at least 5 years, at most 10 years",
        ),
        (
            {"period": "7 years", "minimum": "5 years", "maximum": "10 years"},
            "7 yıl (en az 5 yıl, en çok 10 yıl)",
            "7 years (at least 5 years, at most 10 years)",
        ),
        (
            {**LASTING, "maximum": "10 years"},
            "üyelik sürdükçe (en çok 10 yıl)",
            "as long as the membership lasts (at most 10 years)",
        ),
        (LASTING, "üyelik sürdükçe", "as long as the membership lasts"),
        (
            {"maximum": "10 years", **START, "renewed": {"tr": "garanti", "en": "a warranty"}},
            "en çok 10 yıl; süre, teslim tarihi ile başlar, garanti ile yeniden başlar",
            "at most 10 years, counted from the day of delivery; counted again from "
            "a warranty",
        ),
        ({"renewed": {"tr": "garanti", "en": "a warranty"}, "period": "5 years"},
            "5 yıl; süre, garanti ile yeniden başlar",
            "5 years; counted again from a warranty"),
        (
            {"period": "10 years", "parts": [BIRTH]},
            "10 yıl\nBunlardan doğum tarihi bakımından 2 yıl; süre, teslim tarihi ile başlar",
            "10 years\nOf these, date of birth: 2 years, counted from the day of "
            "delivery",
        ),
    ],
)  # fmt: skip
def test_what_is_written_of_a_time_is_printed(
    tmp_path: Path, retention: Mapping[str, Any], turkish: str, english: str
) -> None:
    """Whatever is written alone or together, a notice says it and owes nothing."""
    texts = {t.language: t for t in run(tmp_path, retention).texts if t.type == "notice"}
    for language, words, owed in (
        ("tr", turkish, "henüz belirtilmedi"),
        ("en", english, "not yet stated"),
    ):
        full = texts[language].layer("full").plain
        assert f"\n{words}\n" in full
        assert owed not in full


def test_a_part_without_a_time_owes_it(tmp_path: Path) -> None:
    """The period of the rest is not that of the part."""
    rest = {"period": "10 years", **START, "parts": [{"data": ["identity.birth"]}]}
    outcome = run(tmp_path, rest)
    text = next(t for t in outcome.texts if (t.type, t.language) == ("notice", "tr"))
    assert "Bunlardan doğum tarihi bakımından henüz belirtilmedi" in text.layer("full").plain
    assert found(outcome) == [("incomplete", "error")]


@pytest.mark.parametrize(
    ("retention", "registered", "otherwise"),
    [
        ({"period": "5 years", **START}, [], []),
        ({"maximum": "5 years", **START}, [], []),
        ({**LASTING, "maximum": "5 years", **START}, [], []),
        (LASTING, [("no-maximum", "warning")], []),
        ({"minimum": "5 years", **START}, [("incomplete", "error")], [("incomplete", "warning")]),
        ({"period": "5 years"}, [("incomplete", "error")], [("incomplete", "warning")]),
        ({"maximum": "5 years"}, [("incomplete", "error")], [("incomplete", "warning")]),
        (START, [("incomplete", "error")], [("incomplete", "warning")]),
        (
            {"period": "5 years", "minimum": "6 years", **START},
            [("crossed", "error")],
            [("crossed", "error")],
        ),
        (
            {"maximum": "13 months", "minimum": "2 years", **START},
            [("crossed", "error")],
            [("crossed", "error")],
        ),
        (
            {"maximum": "1 year", "period": "2 years", **START},
            [("crossed", "error")],
            [("crossed", "error")],
        ),
        ({"period": "5 years", "minimum": "60 months", **START}, [], []),
        ({"period": "9 years", **START, "parts": [BIRTH, BIRTH]}, [("part", "error")], None),
        (
            {"period": "9 years", **START, "parts": [{**BIRTH, "minimum": "3 years"}]},
            [("crossed", "error")],
            None,
        ),
    ],
)
def test_a_time_or_a_criterion_is_asked(
    tmp_path: Path,
    retention: Mapping[str, Any],
    registered: list[tuple[str, str]],
    otherwise: list[tuple[str, str]] | None,
) -> None:
    """A criterion is lawful; a registered controller owes the longest time in VERBİS besides."""
    assert found(run(tmp_path / "registered", retention)) == registered
    wanted = registered if otherwise is None else otherwise
    assert found(run(tmp_path / "exempt", retention, registered=False)) == wanted


def test_a_part_is_about_data_of_its_purpose(tmp_path: Path) -> None:
    """A text would say a period for data that this purpose does not have."""
    parts = {"period": "9 years", **START, "parts": [BIRTH]}
    assert ("part", "error") in found(run(tmp_path, parts, items=("identity.name",)))


@pytest.mark.parametrize(
    ("turkish", "vague"),
    [
        ("gerekli olduğu sürece", True),
        ("işlendikleri amaç için gerekli olan süre kadar", True),
        ("amacın gerektirdiği süre boyunca", True),
        ("makul bir süre", True),
        ("ilgili mevzuatta öngörülen süre boyunca", True),
        ("süresiz olarak", True),
        ("üyelik sürdükçe", False),
        ("dava sonuçlanıncaya kadar", False),
        ("sözleşmenin süresi boyunca", False),
        ("Vergi Usul Kanunu'nda öngörülen süre boyunca", False),
        ("rızanın geri alınmasına kadar", False),
    ],
)
def test_a_criterion_says_when_the_end_is_known(tmp_path: Path, turkish: str, vague: bool) -> None:
    """Words that repeat the law say nothing; an event or a state does."""
    rule = {"rule": {"tr": turkish, "en": "until the case is decided"}}
    assert found(run(tmp_path, rule, registered=False)) == ([("vague", "warning")] * vague)


@pytest.mark.parametrize(
    ("english", "vague"),
    [
        ("as long as it is necessary", True),
        ("for a reasonable period", True),
        ("for the period prescribed by law", True),
        ("indefinitely", True),
        ("as long as the contract lasts", False),
        ("until the consent is withdrawn", False),
    ],
)
def test_an_english_criterion_is_read_as_well(tmp_path: Path, english: str, vague: bool) -> None:
    """Whatever the Turkish one says."""
    rule = {"rule": {"tr": "sözleşme sürdükçe", "en": english}}
    assert found(run(tmp_path, rule, registered=False)) == ([("vague", "warning")] * vague)


def test_one_cause_is_one_finding(tmp_path: Path) -> None:
    """However many purposes of an activity say nothing; one alone is found at its own place."""
    outcome = run(tmp_path / "several", None, {"period": "5 years", **START}, None, None)
    (finding,) = [f for f in outcome.findings if f.code == "RET-01"]
    assert finding.origin.file.endswith("orders.yml")
    assert finding.origin.path == ""
    assert finding.message.startswith("3 purposes ")
    assert finding.message.endswith("purpose-1, purpose-3, purpose-4.")
    outcome = run(tmp_path / "one", None, {"period": "5 years", **START})
    (finding,) = [f for f in outcome.findings if f.code == "RET-01"]
    assert finding.origin.path == "purposes.purpose-1"


def test_receipts_may_have_a_longest_time(tmp_path: Path) -> None:
    """It ends as surely as a period."""
    file = "processing/receipts.yml"
    purposes = yaml.safe_load((RICH / file).read_text("utf-8"))["purposes"]
    for number, (retention, wanted) in enumerate(
        (
            ({"maximum": "10 years", **START}, set()),
            ({"maximum": "10 years"}, {"RET-04"}),
            (LASTING, {"RET-04", "RET-01[no-maximum]"}),
        )
    ):
        purposes["prove-information"]["retention"] = retention
        assert names(changed(tmp_path / str(number), file, purposes=purposes)) == wanted
