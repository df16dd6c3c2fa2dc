"""Releases: frozen, compared with what held before, withdrawn, found by day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import languages
from generator.errors import ArchiveError
from generator.outputs.site.head import spans
from generator.proofs.archive import verify
from generator.releases import freezing, preparing, record
from generator.releases.archive import Archive
from generator.releases.record import ChangeKind, Manifest
from generator.releases.timeline import State, Timeline
from tests.archives import DAY, both, made, publish, text


def test_a_release_is_read_back_as_it_was_frozen(tmp_path: Path) -> None:
    """Word for word, both languages, with its digests."""
    archive = made(tmp_path, "bir")
    (release,) = archive.releases
    assert [archive.read(t) for t in release.texts] == sorted(both("bir"), key=lambda t: t.language)
    assert verify(archive) == []
    assert release.id == "2026-03-02"
    assert release.kind is ChangeKind.FIRST


def test_unchanged_documents_are_carried_over(tmp_path: Path) -> None:
    """Only what changed is frozen again, all its languages together."""
    archive = Archive(tmp_path / "site")
    publish(archive, [*both("bir"), *both("x", "cookies")])
    second = [*both("bir"), text("x", "cookies", "tr"), text("y", "cookies", "en")]
    publish(archive, second, DAY + timedelta(days=1))
    release = Archive(archive.folder).releases[-1]
    assert {(t.document, t.release) for t in release.texts} == {
        ("policy", "2026-03-02"),
        ("cookies", "2026-03-03"),
    }
    assert len(release.own) == 2
    assert verify(Archive(archive.folder)) == []


def test_nothing_changed_is_no_release(tmp_path: Path) -> None:
    """The day alone is no change."""
    archive = made(tmp_path, "bir")
    again = [replace(t, day=DAY + timedelta(days=9)) for t in both("bir")]
    with pytest.raises(ArchiveError, match="no text has changed"):
        publish(archive, again, DAY + timedelta(days=9))


def test_two_releases_may_share_a_day(tmp_path: Path) -> None:
    """The second has a number."""
    archive = Archive(tmp_path / "site")
    publish(archive, both("bir"))
    publish(archive, both("iki"))
    publish(archive, both("üç"))
    assert [m.id for m in Archive(archive.folder).manifests] == [
        "2026-03-02", "2026-03-02-2", "2026-03-02-3",
    ]  # fmt: skip


def test_days_run_forward(tmp_path: Path) -> None:
    """No text takes effect before it is published; no entry is older than the one before."""
    archive = made(tmp_path, "bir")
    with pytest.raises(ArchiveError, match="cannot take effect"):
        publish(archive, both("iki"), DAY, published=DAY + timedelta(days=1))
    with pytest.raises(ArchiveError, match="after today"):
        publish(archive, both("iki"), DAY, published=DAY - timedelta(days=1))


def test_a_changed_fact_is_never_called_editorial(tmp_path: Path) -> None:
    """A person may call a change greater than it is, not smaller."""
    archive = made(tmp_path, "bir")
    new = [*both("bir"), *both("yeni", "cookies")]
    with pytest.raises(ArchiveError, match="substantive, not editorial"):
        publish(archive, new, DAY + timedelta(days=1), kind=ChangeKind.EDITORIAL)
    publish(archive, both("iki"), DAY + timedelta(days=1), kind=ChangeKind.SUBSTANTIVE)


# --- what was in force ---------------------------------------------------------------------


def entry(name: str, published: int, effective: int, withdraws: str | None = None) -> Manifest:
    day = DAY + timedelta(days=published)
    held = record.Frozen("policy", "tr", name, "0" * 64, {}, "Metin", "metin")
    return Manifest(
        name, "site", day, DAY + timedelta(days=effective), None, "test",
        kind=ChangeKind.SUBSTANTIVE, texts=() if withdraws else (held,), withdraws=withdraws,
    )  # fmt: skip


def in_force(entries: list[Manifest], day: int) -> str | None:
    found = Timeline(entries, DAY + timedelta(days=1000)).in_force(DAY + timedelta(days=day))
    return found.id if found else None


def test_the_last_published_whose_day_has_come() -> None:
    """An urgent release overtakes an announced one, for good."""
    entries = [entry("a", 0, 0), entry("b", 10, 50), entry("c", 20, 20)]
    assert [in_force(entries, d) for d in (-1, 0, 19, 20, 60)] == [None, "a", "a", "c", "c"]


def test_a_withdrawal_says_nothing_about_the_days_before_it() -> None:
    """What people saw then, they saw; from its day on the release before holds again."""
    entries = [entry("a", 0, 0), entry("b", 10, 10), entry("w", 15, 15, "b")]
    assert [in_force(entries, d) for d in (9, 10, 14, 15)] == ["a", "b", "b", "a"]


def test_an_announced_release_can_be_withdrawn_before_its_day() -> None:
    entries = [entry("a", 0, 0), entry("b", 10, 50), entry("w", 15, 15, "b")]
    assert [in_force(entries, d) for d in (9, 50)] == ["a", "a"]


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), min_size=1, max_size=12),
    st.lists(st.integers(0, 11), max_size=4),
    st.integers(-1, 60),
)
def test_the_sweep_says_what_the_definition_says(
    days: list[tuple[int, int]], gone: list[int], day: int
) -> None:
    """Compared with the sentence of the definition, written down literally."""
    entries: list[Manifest] = []
    for number, (published, delay) in enumerate(sorted(days, key=lambda d: d[0])):
        entries.append(entry(f"r{number}", published, published + delay))
    last = max(p for p, _ in days)
    for number in dict.fromkeys(g for g in gone if g < len(days)):
        entries.append(entry(f"w{number}", last + number, last + number, f"r{number}"))
    moment = DAY + timedelta(days=day)
    withdrawn = {m.withdraws for m in entries if m.withdraws and m.published <= moment}
    literal = [
        m.id for m in entries if not m.withdraws and m.effective <= moment and m.id not in withdrawn
    ]
    assert in_force(entries, day) == (literal[-1] if literal else None)


def test_states_of_a_document() -> None:
    """Superseded, in force, announced, withdrawn; and one that never came into force."""
    entries = [entry("a", 0, 0), entry("b", 5, 40), entry("c", 10, 10), entry("d", 12, 30)]
    timeline = Timeline(entries, DAY + timedelta(days=20))
    standings = [timeline.standing(m.texts[0]) for m in entries]
    assert [s.state for s in standings] == [
        State.SUPERSEDED, State.SUPERSEDED, State.IN_FORCE, State.ANNOUNCED,
    ]  # fmt: skip
    assert standings[1].spans == ()
    assert (standings[2].before, standings[2].after) == ("b", "d")


def test_a_text_that_ended_on_its_day_is_not_said_to_have_never_held() -> None:
    """Replaced or withdrawn on the very day, people saw it for some hours; overtaken, never."""
    entries = [
        entry("a", 0, 0), entry("b", 0, 0), entry("c", 1, 9), entry("d", 5, 5), entry("e", 6, 8),
        entry("w", 8, 8, "e"), entry("f", 9, 12), entry("g", 10, 12), entry("h", 20, 20),
    ]  # fmt: skip
    timeline = Timeline(entries, DAY + timedelta(days=30))
    told = {m.id: timeline.standing(m.texts[0]) for m in entries if m.texts}
    assert [name for name, s in told.items() if not s.spans] == ["a", "c", "e", "f"]
    assert [name for name, s in told.items() if s.ended_at_once] == ["a", "e"]
    shown = {code: spans(languages.get(code), told["a"]) for code in ("tr", "en")}
    assert shown == {
        "tr": "Yürürlüğe girdiği gün sona erdi", "en": "Ended on the day it took effect",
    }  # fmt: skip
    assert spans(languages.get("en"), told["c"]) == "Never came into force"


# --- withdrawing ---------------------------------------------------------------------------


def test_a_withdrawal_drops_the_words_and_keeps_the_digests(tmp_path: Path) -> None:
    """The chain goes on, verification holds, the words are nowhere in the archive."""
    archive = made(tmp_path, "bir", "gizli-kelime")
    name = archive.releases[-1].id
    with freezing.locked(archive) as locked:
        freezing.withdraw(
            locked, name, reason="a name", published=DAY + timedelta(days=40), tool="test"
        )
    after = Archive(archive.folder)
    assert verify(after) == []
    assert after.releases[-1].texts[0].layers["full"]
    everything = b"".join(p.read_bytes() for p in archive.folder.rglob("*") if p.is_file())
    assert b"gizli-kelime" not in everything
    with freezing.locked(after) as locked, pytest.raises(ArchiveError, match="already"):
        freezing.withdraw(locked, name, reason="a", published=DAY, tool="test")


def withdraw(archive: Archive, name: str, day: date) -> None:
    with freezing.locked(archive) as locked:
        freezing.withdraw(locked, name, reason="a name", published=day, tool="test")


def test_no_release_holds_on_without_a_text(tmp_path: Path) -> None:
    """What a release carries goes after other words have taken its place; then history stays."""
    archive = Archive(tmp_path / "site")
    publish(archive, [*both("bir"), *both("x", "cookies")])
    publish(archive, [*both("iki"), *both("x", "cookies")], DAY + timedelta(days=1))
    with pytest.raises(ArchiveError, match="“2026-03-03” would be in force without"):
        withdraw(archive, "2026-03-02", DAY + timedelta(days=2))
    publish(archive, [*both("iki"), *both("y", "cookies")], DAY + timedelta(days=3))
    withdraw(archive, "2026-03-02", DAY + timedelta(days=3))
    after = Archive(archive.folder)
    assert verify(after) == []
    assert after.read(after.releases[1].own[0]).document == "policy"
    with pytest.raises(ArchiveError, match="“2026-03-03” would be in force without"):
        withdraw(archive, "2026-03-05", DAY + timedelta(days=4))


def test_a_withdrawal_is_not_dated_back(tmp_path: Path) -> None:
    archive = made(tmp_path, "bir", "iki")
    with pytest.raises(ArchiveError, match="after today"):
        withdraw(archive, "2026-04-01", DAY)


def test_further_files_of_a_withdrawn_release_go_too(tmp_path: Path) -> None:
    """Whatever a manifest names beside the texts; only what proves the entry stays."""
    archive = made(tmp_path, "bir")
    (archive.folder / "2026-03-02" / "policy.tr.pdf").write_bytes(b"%PDF")
    withdraw(archive, "2026-03-02", DAY)
    assert [p.name for p in (archive.folder / "2026-03-02").iterdir()] == ["manifest.json"]


# --- an urgent release overtakes an announced one ------------------------------------------


def test_a_release_is_compared_with_what_holds_on_its_day(tmp_path: Path) -> None:
    """An announced text is not carried to an earlier day, and it can be brought forward."""
    archive = made(tmp_path, "bir")
    publish(archive, both("iki"), DAY + timedelta(days=60), DAY + timedelta(days=1))
    soon = DAY + timedelta(days=2)
    with freezing.locked(archive) as locked:
        candidate = preparing.prepare(locked, both("iki"), soon)
    assert candidate.overtaken == ("2026-05-01",)
    assert candidate.base is not None
    assert candidate.base.id == "2026-03-02"
    publish(archive, both("iki"), soon)
    fresh = Archive(archive.folder)
    assert [t.release for t in fresh.releases[-1].texts] == ["2026-03-04", "2026-03-04"]
    timeline = Timeline(fresh.manifests, soon)
    assert timeline.standing(fresh.releases[1].own[0]).state is State.SUPERSEDED
    assert timeline.standing(fresh.releases[1].own[0]).spans == ()


def test_a_document_that_is_no_more_is_a_release(tmp_path: Path) -> None:
    """Its text steps back; the reader is told, so it is more than wording."""
    archive = Archive(tmp_path / "site")
    publish(archive, [*both("bir"), *both("x", "cookies")])
    later = DAY + timedelta(days=9)
    release = publish(archive, both("bir"), later)
    assert (release.kind, release.own) == (ChangeKind.SUBSTANTIVE, ())
    assert {t.document for t in release.texts} == {"policy"}
    fresh = Archive(archive.folder)
    assert verify(fresh) == []
    cookies = fresh.releases[0].text("cookies", "tr")
    assert cookies
    assert Timeline(fresh.manifests, later).standing(cookies).state is State.SUPERSEDED
