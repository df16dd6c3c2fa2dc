"""Releases: frozen, found by day, proved; killed and raced writers; every tampering seen."""

import json
import os
import random
import shutil
import signal
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import expression
from generator.errors import ArchiveError
from generator.expression import Clause, Expression, Layer
from generator.releases import archive as places
from generator.releases import freezing, record, signing
from generator.releases.archive import Archive
from generator.releases.record import Approval, ChangeKind, Manifest
from generator.releases.timeline import State, Timeline
from generator.releases.verification import verify

DAY = date(2026, 3, 2)
SAMPLE = Path(__file__).parent / "frozen" / "format-1.json"


def text(word: str = "bir", document: str = "policy", language: str = "tr") -> Expression:
    def layer(name: str) -> Layer:
        html = (
            f'<article data-expression="{document}" data-layer="{name}" lang="{language}">'
            f'<section data-clause="c"><h2>1. Başlık</h2><p>{word}</p></section></article>'
        )
        return Layer(name, html, (Clause("c", "1", "Başlık"),))

    return Expression(
        document, "policy", language, DAY, f"Metin {document}", "Özet",
        f"{document}-{language}", "policies", 1, (layer("short"), layer("full")),
    )  # fmt: skip


def both(word: str, document: str = "policy") -> list[Expression]:
    return [text(word, document, "tr"), text(f"{word} en", document, "en")]


def publish(
    archive: Archive,
    texts: list[Expression],
    effective: date = DAY,
    published: date | None = None,
    kind: ChangeKind | None = None,
    key: object = None,
) -> Manifest:
    with freezing.locked(archive) as locked:
        candidate = freezing.prepare(locked, texts, effective)
        day = published or effective
        approval = Approval("preparer", "approver", day, candidate.digests)
        return freezing.freeze(
            locked,
            candidate,
            kind=kind or candidate.proposed,
            notes={"tr": "Not", "en": "Note"},
            approval=approval,
            published=day,
            tool="test",
            key=key,  # type: ignore[arg-type]
        )


def made(folder: Path, *words: str, key: object = None) -> Archive:
    """An archive with one release a word, a month apart."""
    archive = Archive(folder / "site")
    for number, word in enumerate(words):
        publish(archive, both(word), DAY + timedelta(days=30 * number), key=key)
    return Archive(archive.folder)


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


def test_a_text_that_a_newer_release_carries_is_not_withdrawn_alone(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "site")
    publish(archive, [*both("bir"), *both("x", "cookies")])
    publish(archive, [*both("iki"), *both("x", "cookies")], DAY + timedelta(days=1))
    with freezing.locked(archive) as locked, pytest.raises(ArchiveError, match="2026-03-03"):
        freezing.withdraw(locked, "2026-03-02", reason="a", published=DAY, tool="test")


# --- tampering -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, signing.PublicKey]:
    folder = tmp_path_factory.mktemp("signed")
    public = signing.new_key(folder / "key.pem")
    return made(folder, "bir", "iki", "üç", key=signing.read_private(folder / "key.pem")), public


def files(archive: Archive) -> list[Path]:
    return sorted(p for p in archive.folder.rglob("*") if p.is_file() and p.name != places.LOCK)


def copied(archive: Archive, folder: Path) -> Archive:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(archive.folder, folder)
    return Archive(folder)


@settings(max_examples=150)
@given(st.data())
def test_any_changed_byte_of_a_signed_archive_is_seen(
    signed: tuple[Archive, signing.PublicKey],
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
) -> None:
    """Changed, inserted, cut off, deleted or added, in any file."""
    archive, key = signed
    copy = copied(archive, tmp_path_factory.getbasetemp() / "tampered" / "site")
    path = data.draw(st.sampled_from(files(copy)), label="file")
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1), label="place")
    act = data.draw(st.sampled_from(["flip", "insert", "cut", "delete", "add"]), label="act")
    if act == "flip":
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    elif act == "insert":
        path.write_bytes(content[:place] + b" " + content[place:])
    elif act == "cut":
        path.write_bytes(content[:place])
    elif act == "delete":
        path.unlink()
    else:
        (path.parent / "more.json").write_bytes(content)
    assert verify(Archive(copy.folder), keys=[key], head=archive.head)


def test_reordered_entries_are_seen(tmp_path: Path) -> None:
    archive = made(tmp_path, "bir", "iki", "üç")
    chain = archive.folder / places.CHAIN
    lines = chain.read_text().splitlines(keepends=True)
    chain.write_text("".join([lines[0], lines[2], lines[1]]))
    assert verify(Archive(archive.folder))


def cut_tail(archive: Archive) -> Archive:
    """The newest entry taken away, as carefully as an attacker can."""
    chain = archive.folder / places.CHAIN
    lines = chain.read_text().splitlines(keepends=True)
    chain.write_text("".join(lines[:-1]))
    shutil.rmtree(archive.folder / lines[-1].split()[0])
    return Archive(archive.folder)


def test_a_chain_alone_cannot_show_that_its_tail_was_cut(tmp_path: Path) -> None:
    """The limit, and what closes it: a pinned head, or a copy that was published."""
    archive = made(tmp_path, "bir", "iki")
    published = copied(archive, tmp_path / "copy")
    head = archive.head
    cut = cut_tail(archive)
    assert verify(cut) == []
    assert verify(cut, head=head)
    assert verify(cut, copy=published)


def test_a_chain_alone_cannot_show_that_all_was_rewritten(tmp_path: Path) -> None:
    """Another history, consistently made; a signature or a published copy shows it."""
    key = signing.new_key(tmp_path / "key.pem")
    private = signing.read_private(tmp_path / "key.pem")
    true = made(tmp_path / "true", "bir", "iki", key=private)
    false = made(tmp_path / "false", "bir", "yalan")
    assert verify(false) == []
    assert verify(false, keys=[key])
    assert verify(false, copy=true)
    assert verify(true, keys=[key], copy=true) == []


def test_keys_can_be_changed(tmp_path: Path) -> None:
    """Each key signs on its own days only."""
    old = signing.new_key(tmp_path / "old.pem")
    new = signing.new_key(tmp_path / "new.pem")
    archive = Archive(tmp_path / "site")
    publish(archive, both("bir"), DAY, key=signing.read_private(tmp_path / "old.pem"))
    later = DAY + timedelta(days=30)
    publish(archive, both("iki"), later, key=signing.read_private(tmp_path / "new.pem"))
    fresh = Archive(archive.folder)
    right = [replace(old, end=later - timedelta(days=1)), replace(new, start=later)]
    assert verify(fresh, keys=right) == []
    wrong = [replace(old, start=later), replace(new, start=later)]
    assert verify(fresh, keys=wrong)
    assert signing.public_key(signing.in_letters(old)) == old


# --- killed, raced, full -------------------------------------------------------------------


def state_of(archive: Archive) -> tuple[str | None, int]:
    fresh = Archive(archive.folder)
    return fresh.head, len(fresh.chain)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_killed_at_any_moment_the_archive_is_as_before_or_complete(tmp_path: Path) -> None:
    """Two hundred kills at random moments; the next release goes on from there."""
    archive = made(tmp_path, "bir")
    chance = random.Random(7)
    begun = time.perf_counter()
    publish(archive, both("ölç"), DAY)
    usual = time.perf_counter() - begun
    counts = set()
    for number in range(200):
        _, before = state_of(archive)
        child = os.fork()
        if child == 0:
            publish(Archive(archive.folder), both(f"sürüm {number}"), DAY)
            os._exit(0)
        # Up to several times the usual: on a busy machine a release takes longer.
        time.sleep(chance.uniform(0, usual * (0.5 + number % 8)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert verify(Archive(archive.folder)) == []
        _, after = state_of(archive)
        counts.add(after - before)
    assert counts == {0, 1}
    publish(Archive(archive.folder), both("son"), DAY)
    assert verify(Archive(archive.folder)) == []
    left = {p.name for p in archive.folder.iterdir()}
    assert left == {places.CHAIN, places.LOCK, *(name for name, _ in Archive(archive.folder).chain)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_two_releases_at_once_do_not_interleave(tmp_path: Path) -> None:
    """Fifty times: one after the other, nothing lost."""
    archive = made(tmp_path, "bir")
    for number in range(50):
        children = []
        for name in ("a", "b"):
            child = os.fork()
            if child == 0:
                publish(Archive(archive.folder), both(f"{name} {number}"), DAY)
                os._exit(0)
            children.append(child)
        for child in children:
            assert os.waitpid(child, 0)[1] == 0
    assert verify(Archive(archive.folder)) == []
    assert len(Archive(archive.folder).chain) == 101


def test_a_full_disk_is_said_plainly_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = made(tmp_path, "bir")
    before = {p: p.read_bytes() for p in files(archive)}
    written: list[Path] = []
    real = freezing._write

    def full(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr(freezing, "_write", full)
    with pytest.raises(ArchiveError, match="No space left on device"):
        publish(archive, both("iki"), DAY)
    assert {p: p.read_bytes() for p in files(archive)} == before
    assert verify(Archive(archive.folder)) == []


# --- for ever ------------------------------------------------------------------------------


def test_a_text_of_format_1_is_read_by_later_code() -> None:
    """The committed sample, compared by its digests; from_json checks every one of them."""
    source = SAMPLE.read_text(encoding="utf-8")
    read = expression.from_json(source)
    assert [layer.digest for layer in read.layers] == json.loads(
        (SAMPLE.parent / "digests.json").read_text(encoding="utf-8")
    )
    assert expression.to_json(read) == source
