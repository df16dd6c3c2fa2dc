"""Whatever makes a text say “not yet stated” keeps it from being released."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.checks import Finding, Profile
from tests.conftest import CACHE, ROOT, STARTER
from tests.questionnaire import composed_once
from tests.test_doubts import loaded

RICH = ROOT / "tests" / "rich"
OWED = "TXT-05"
Change = tuple[Path, str, dict[str, Any]]
CHANGES: dict[str, Change] = {
    "a policy without its scope": (RICH, "documents/policy.yml", {"scope": None}),
    "a way by KEP without KEP": (
        RICH,
        "controller.yml",
        {"kep": {"value": "", "internal": "no"}},
    ),
    "cookies that were scanned and not listed": (
        RICH,
        "cookies.yml",
        {"listed": None, "classes": None},
    ),
    "an address without a district": (STARTER, "controller.yml", {"address": {"district": ""}}),
    "a policy of the starter without scope": (STARTER, "documents/policy.yml", {"scope": None}),
}


@pytest.fixture(scope="module", autouse=True)
def texts() -> Iterator[None]:
    """Composed once of the same files, whatever is accepted and whoever asks."""
    with composed_once():
        yield


def changed(folder: Path, change: Change) -> Path:
    base, file, keys = change
    data = shutil.copytree(base, folder / "data")
    content = loaded(data / file)
    for key, value in keys.items():
        if value is None:
            del content[key]
        elif isinstance(value, dict) and isinstance(content.get(key), dict):
            content[key] |= value
        else:
            content[key] = value
    (data / file).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return data


def found(data: Path, profile: Profile = Profile.RELEASE) -> list[Finding]:
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE, profile=profile))
    said = {
        text.document
        for text in outcome.texts
        for layer in text.layers
        if "belirtilmedi" in layer.plain.lower() or "not yet stated" in layer.plain.lower()
    }
    owed = [f for f in outcome.findings if f.code == OWED]
    assert said == {f.message.split("”")[0].removeprefix("“") for f in owed}
    return owed


@pytest.mark.parametrize("name", CHANGES)
def test_an_owed_place_blocks_a_release_whatever_is_accepted(tmp_path: Path, name: str) -> None:
    data = changed(tmp_path, CHANGES[name])
    owed = found(data)
    assert owed
    assert {f.level.value for f in owed} == {"error"}
    assert {f.level.value for f in found(data, Profile.DRAFT)} == {"warning"}
    accepted = {
        f"entry-{number}": {
            "code": OWED,
            "place": finding.place,
            "reason": "It waits.",
            "role": "legal counsel",
            "until": "2099-12-31",
            "profile": "release",
        }
        for number, finding in enumerate(owed)
    }
    (data / "accepted.yml").write_text(json.dumps(accepted), "utf-8")
    again = found(data)
    assert [f.accepted for f in again] == [""] * len(owed)


@pytest.mark.parametrize("data", [RICH, STARTER], ids=["rich", "starter"])
def test_nothing_is_owed_where_everything_is_said(data: Path) -> None:
    assert found(data) == []


def test_the_words_of_the_controller_itself_owe_as_well(tmp_path: Path) -> None:
    """Wherever they come from: here from a promise."""
    change = {"announcing": {"tr": "Değişiklik yolu henüz belirtilmedi.", "en": "Not yet stated."}}
    assert found(changed(tmp_path, (RICH, "promises.yml", change)))
