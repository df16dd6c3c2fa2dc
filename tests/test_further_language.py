"""What is published in a further language is approved by a role that reads it; until then nobody is
asked for a consent in it. Here English is the further language: the tool has no other one itself.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import languages, pipeline
from generator.publication import Publication
from generator.recipes import releasing
from generator.releases.record import ChangeKind, from_json, to_json
from generator.releases.timeline import State
from tests import published
from tests.conftest import CACHE, ROOT, own_starter

DAY = date(2026, 3, 1)
READER = "sworn translator"


@pytest.fixture(autouse=True)
def english_is_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "is_further", lambda code: code != "tr")


def read_by(data: Path, role: str = READER) -> Path:
    with (data / "sites.yml").open("a", encoding="utf-8") as file:
        file.write(f"  readers: {{en: {role}}}\n")
    return data


def release(data: Path) -> releasing.Release:
    return releasing.release(
        pipeline.Settings(data=data, as_of=DAY, cache=CACHE),
        published=DAY, kind=ChangeKind.FIRST, notes={"tr": "İlk metinler.", "en": "First texts."},
        build=None,
    )  # fmt: skip


def approve(data: Path, digests: dict[str, str], *more: str) -> None:
    lines = "".join(f"    {code}: {digest}\n" for code, digest in digests.items())
    (data / "approvals.yml").write_text(
        f"first:\n  effective: {DAY}\n  prepared_by: unit\n  approved_by: legal counsel\n"
        f"  approved_on: {DAY}\n  digests:\n{lines}" + "".join(f"{line}\n" for line in more),
        "utf-8",
    )


def test_a_language_without_a_reader_blocks_a_release(tmp_path: Path) -> None:
    """A preview only warns; nothing is shown to approve before a role is named."""
    data = own_starter(tmp_path / "data")
    (found,) = pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings
    assert (found.name, found.level.value) == ("TXT-06[unread]", "warning")
    assert found.origin.key == "data/sites.yml#ornek.languages[1]"
    done = release(data)
    assert (done.candidate, done.manifest) == (None, None)
    assert [f.name for f in done.outcome.findings] == ["TXT-06[unread]"]


def test_its_texts_are_released_once_the_role_that_reads_them_approved(tmp_path: Path) -> None:
    """Another role, or none, is no approval; the release keeps who read what."""
    data = read_by(own_starter(tmp_path / "data"))
    candidate = release(data).candidate
    assert candidate is not None
    for more in ((), ("  read_by: {en: marketing}",), ("  read_by: {tr: sworn translator}",)):
        approve(data, candidate.digests, *more)
        done = release(data)
        assert done.manifest is None
        assert "nobody who reads “en” has approved its texts" in done.refused
    approve(data, candidate.digests, "  read_by: {en: Sworn translator}")
    manifest = release(data).manifest
    assert manifest is not None
    assert manifest.approval is not None
    assert manifest.approval.read_by == {"en": "Sworn translator"}
    assert from_json(to_json(manifest)) == manifest


def tried(data: Path) -> tuple[set[str], set[tuple[str, bool, State]]]:
    """A trial: the documents with an error of the rule; of the texts, as shops are told, the
    language, whether it asks, and the state."""
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE, trial=True))
    site: Publication = published.publication(outcome)
    asked = [f for f in outcome.findings if f.name == "TXT-06[asked]"]
    assert {f.level.value for f in asked} <= {"error"}
    return {f.origin.file for f in asked}, {
        (text.language, bool(text.item or text.channel), site.standing_in_shops(text).state)
        for text in site.texts
    }


def test_no_consent_is_asked_in_a_language_that_nobody_reads(tmp_path: Path) -> None:
    """An error at each document that asks; its notice can be tried in shops, the consent stays a
    draft there, to which nobody can agree."""
    data = Path(shutil.copytree(ROOT / "tests/rich", tmp_path / "data"))
    path = data / "documents/approval-call.yml"
    path.write_text(path.read_text("utf-8").rstrip() + "\nlanguages: [tr]\n", "utf-8")
    documents, states = tried(data)
    assert "data/documents/consent-newsletter.yml" in documents
    assert not documents & {
        "data/documents/notice-newsletter.yml",
        "data/documents/approval-call.yml",
    }
    assert states == {
        ("tr", False, State.IN_FORCE), ("tr", True, State.IN_FORCE),
        ("en", False, State.IN_FORCE), ("en", True, State.DRAFT),
    }  # fmt: skip
    path = data / "sites.yml"
    sites = path.read_text("utf-8").replace(
        "prevails: tr", f"readers: {{en: {READER}}}, prevails: tr"
    )
    path.write_text(sites, "utf-8")
    documents, states = tried(data)
    assert documents == set()
    assert {state for *_, state in states} == {State.IN_FORCE}
