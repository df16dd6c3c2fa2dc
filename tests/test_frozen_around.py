"""A published site says nothing that the release in force did not freeze: whatever is changed in
the data after a release, no page, foot, mail or answer changes before the next one."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.mkdocs import builder
from generator.model.entry import Entry
from generator.provenance import Fact
from generator.recipes import releasing
from generator.releases.record import ChangeKind
from tests import demo, published

SETTINGS = (
    "id", "type", "site", "url", "languages", "accent", "documents", "valid_until", "feeds"
)  # fmt: skip
"""What chooses or places, and is printed by no page: ids, the address and languages of a site, its
colour, the texts of a mail, the last day of security.txt, which nobody reads as a promise."""
MARK = "BAŞKA"


def changed(value: Any, seen: dict[int, Any]) -> Any:
    """Every leaf of some facts with another value."""
    if isinstance(value, Fact):
        return replace(value, value=_other(value.value))
    if isinstance(value, tuple):
        return tuple(changed(item, seen) for item in value)
    if isinstance(value, Mapping):
        return {key: changed(item, seen) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type) and isinstance(value, Entry):
        if id(value) not in seen:
            names = [f.name for f in fields(value) if f.name not in (*SETTINGS, "origin", "places")]
            seen[id(value)] = value
            seen[id(value)] = replace(
                value, **{name: changed(getattr(value, name), seen) for name in names}
            )
        return seen[id(value)]
    return value


def _other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case Enum():
            return value
        case str():
            return f"{MARK} {value}"
        case int():
            return value + 1
        case date():
            return value + timedelta(days=400)
    return value


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_nothing_of_the_data_is_printed_before_its_release(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word, number and yes or no of the data at once."""
    monkeypatch.setenv("SITE_URL", demo.ADDRESS)
    day = demo.STEPS[0].effective
    asked = pipeline.Settings(data=released, production=True, as_of=day, base=demo.ADDRESS)
    outcome = pipeline.run(asked)
    builder.trial(outcome, tmp_path / "before")
    seen: dict[int, Any] = {}
    facts = replace(
        outcome.facts,
        **{f.name: changed(getattr(outcome.facts, f.name), seen) for f in fields(outcome.facts)},
    )
    site = facts.sites[outcome.site.id.value]
    assert MARK in site.brand.value
    assert MARK in facts.controller.registered_name.value
    builder.trial(replace(outcome, facts=facts, site=site), tmp_path / "after")
    before, after = files(tmp_path / "before"), files(tmp_path / "after")
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []
    assert not any(MARK.encode() in content for content in after.values())


def test_reworded_mails_are_released_by_themselves(data: Path) -> None:
    """As a change of words; the mails of the release before stay as they were."""
    path, second = data / "mails.yml", demo.STEPS[1]
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("tr: Bülten aboneliğiniz,", "tr: Abone oldunuz,"), "utf-8")
    step = replace(second, kind=ChangeKind.EDITORIAL, phone=demo.STEPS[0].phone)
    manifest = demo.publish(data, step)
    assert not manifest.own
    settings = pipeline.Settings(
        data=data, production=True, as_of=second.effective, base=demo.ADDRESS
    )
    mails = published.mails(pipeline.run(settings))
    first, latest = demo.STEPS[0].effective, manifest.id
    assert b"ten aboneli" in mails[f"api/v1/mail/{first}/welcome.tr.json"].partition(b"subject")[2]
    assert b'"subject": "Abone oldunuz"' in mails[f"api/v1/mail/{latest}/welcome.tr.json"]
    again = pipeline.Settings(data=data, as_of=second.effective)
    same = releasing.release(
        again, published=second.effective, kind=ChangeKind.EDITORIAL, notes={}, build=None
    )
    assert "no text has changed" in same.refused
