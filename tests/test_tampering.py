"""Every change of a published word is seen, and what a chain cannot show by itself is known.

Four protections (signatures, time stamps, a pinned end, a published copy) and none; what is done
to the files is drawn at random, and every byte of a small archive is changed once.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import ArchiveError
from generator.proofs.archive import Proofs, verify
from generator.releases import archive as places
from generator.releases import freezing, signing, stamping
from generator.releases.archive import Archive
from tests import signing_keys
from tests.archives import DAY, both, copied, files, made, publish
from tests.authority import LocalAuthority, needs_openssl

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Protected:
    """An archive of three releases, and what it is held against."""

    archive: Archive
    proofs: Proofs


def stamp(archive: Archive, authority: LocalAuthority) -> None:
    """Every entry that has none gets one, as `notices stamp` does it."""
    for name, request in stamping.waiting(archive).items():
        with freezing.locked(archive) as locked:
            stamping.keep(locked, name, authority.answer(request))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("authority") / "tsa")


def protected(folder: Path, how: str, request: pytest.FixtureRequest, *words: str) -> Protected:
    words = words or ("bir", "iki", "üç")
    if how == "signed":
        key = signing_keys.new_key(folder / "key.pem")
        private = signing.read_private(folder / "key.pem")
        return Protected(made(folder, *words, key=private), Proofs(keys=[key]))
    archive = made(folder, *words)
    if how == "stamped":
        local: LocalAuthority = request.getfixturevalue("authority")
        stamp(archive, local)
        return Protected(archive, Proofs(authorities=[stamping.authority(local.root)]))
    if how == "pinned":
        return Protected(archive, Proofs(head=archive.head))
    if how == "copied":
        return Protected(archive, Proofs(copy=copied(archive, folder / "copy")))
    return Protected(archive, Proofs())


HOW = ["signed", pytest.param("stamped", marks=needs_openssl), "pinned", "copied", "alone"]


@pytest.fixture(scope="module", params=HOW)
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Protected:
    """Each protection alone, and none."""
    made = protected(tmp_path_factory.mktemp("kept"), request.param, request)
    assert verify(made.archive, made.proofs) == []
    return made


def change(content: bytes, place: int, act: str, other: int) -> bytes:
    """One byte changed, taken out or put in; or everything after it cut off."""
    before, after = content[:place], content[place + 1 :]
    match act:
        case "flip":
            return before + bytes([content[place] ^ other]) + after
        case "drop":
            return before + after
        case "insert":
            return before + bytes([other]) + content[place:]
        case "repeat":
            return before + content[place : place + 1] * 2 + after
    return before


def seen(kept: Protected, folder: Path, tamper: Callable[[Archive], None]) -> list[str]:
    """What is found after `tamper` has worked on a copy."""
    copy = copied(kept.archive, folder / "tampered" / "site")
    tamper(copy)
    return verify(Archive(copy.folder), kept.proofs)


@settings(max_examples=60)
@given(data=st.data())
def test_any_change_of_a_file_is_seen(
    kept: Protected, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Bytes changed, put in, taken out, cut off; in any file, also in those that only prove."""
    number = data.draw(st.integers(0, len(files(kept.archive)) - 1), label="file")
    content = files(kept.archive)[number].read_bytes()
    place = data.draw(st.integers(0, len(content) - 1), label="place")
    act = data.draw(st.sampled_from(["flip", "drop", "insert", "repeat", "cut"]), label="act")
    other = data.draw(st.integers(1, 255), label="byte")
    new = change(content, place, act, other)
    assert new != content
    folder = tmp_path_factory.getbasetemp()
    assert seen(kept, folder, lambda copy: files(copy)[number].write_bytes(new) and None)


@settings(max_examples=40)
@given(data=st.data())
def test_any_file_that_goes_comes_or_moves_is_seen(
    kept: Protected, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Deleted, added, renamed, two exchanged; entries taken out of the middle or turned round."""
    act = data.draw(st.sampled_from(["delete", "add", "rename", "swap", "lines", "entry"]))
    one, two = (data.draw(st.integers(0, 99)) for _ in range(2))

    def tamper(copy: Archive) -> None:
        all_files = files(copy)
        a, b = (all_files[n % len(all_files)] for n in (one, two))
        if act == "swap" and a.read_bytes() != b.read_bytes():
            first, second = a.read_bytes(), b.read_bytes()
            a.write_bytes(second)
            b.write_bytes(first)
        elif act == "add":
            (a.parent / f"{a.stem}-more{a.suffix}").write_bytes(a.read_bytes())
        elif act == "rename":
            a.rename(a.with_name(f"x{a.name}"))
        elif act in ("lines", "entry"):
            lines = (copy.folder / places.CHAIN).read_text().splitlines(keepends=True)
            gone = lines.pop(one % (len(lines) - 1))
            if act == "lines":
                lines.insert(len(lines) if two % 2 else 1, gone)
                lines = lines[::-1] if "".join(lines) == chain else lines
            else:
                shutil.rmtree(copy.folder / gone.split()[0])
            (copy.folder / places.CHAIN).write_text("".join(lines))
        else:
            a.unlink()

    chain = (kept.archive.folder / places.CHAIN).read_text()
    assert seen(kept, tmp_path_factory.getbasetemp(), tamper)


@pytest.mark.parametrize(
    ("how", "pattern"),
    [("alone", "*"), ("signed", "signature.json"),
     pytest.param("stamped", "*.tsr", marks=needs_openssl)],
)  # fmt: skip
def test_every_single_byte_counts(
    tmp_path: Path, how: str, pattern: str, request: pytest.FixtureRequest
) -> None:
    """All bytes of all files of a release, one after the other; what more proves sees no less."""
    kept = protected(tmp_path, how, request, "bir")
    for path in (p for p in files(kept.archive) if p.match(pattern)):
        content = path.read_bytes()
        for place in range(len(content)):
            path.write_bytes(change(content, place, "flip", 1 << place % 8))
            assert verify(Archive(kept.archive.folder), kept.proofs), (path.name, place)
        path.write_bytes(content)
    assert verify(Archive(kept.archive.folder), kept.proofs) == []


# --- the limits ----------------------------------------------------------------------------


def cut_tail(archive: Archive) -> Archive:
    """The newest entry taken away, as carefully as an attacker can."""
    chain = archive.folder / places.CHAIN
    lines = chain.read_text().splitlines(keepends=True)
    chain.write_text("".join(lines[:-1]))
    shutil.rmtree(archive.folder / lines[-1].split()[0])
    return Archive(archive.folder)


@needs_openssl
def test_no_proof_inside_an_archive_shows_that_its_tail_was_cut(
    tmp_path: Path, authority: LocalAuthority
) -> None:
    """Chain, signatures and stamps of what is left are good; what is kept elsewhere shows it."""
    key = signing_keys.new_key(tmp_path / "key.pem")
    archive = made(tmp_path, "bir", "iki", key=signing.read_private(tmp_path / "key.pem"))
    stamp(archive, authority)
    published, head = copied(archive, tmp_path / "copy"), archive.head
    kept = {"kept.tsr": stamping.stamps_of(archive, "2026-04-01")[0].read_bytes()}
    trusted = [stamping.authority(authority.root)]
    assert verify(archive, Proofs(head=head, copy=published, stamps=kept)) == []
    cut = cut_tail(archive)
    assert verify(cut, Proofs(keys=[key], authorities=trusted)) == []
    assert "not the pinned" in verify(cut, Proofs(head=head))[0]
    assert "not the continuation" in verify(cut, Proofs(copy=published))[0]
    assert "it was cut off or rewritten" in verify(cut, Proofs(stamps=kept))[0]


@needs_openssl
def test_a_chain_alone_cannot_show_that_all_was_rewritten(
    tmp_path: Path, authority: LocalAuthority
) -> None:
    """Another history, consistently made; a signature, a stamp or a published copy shows it."""
    key = signing_keys.new_key(tmp_path / "key.pem")
    private = signing.read_private(tmp_path / "key.pem")
    true = made(tmp_path / "true", "bir", "iki", key=private)
    stamp(true, authority)
    trusted = [stamping.authority(authority.root)]
    false = made(tmp_path / "false", "bir", "yalan")
    assert verify(false) == []
    assert verify(false, Proofs(keys=[key]))
    assert verify(false, Proofs(authorities=trusted))
    assert verify(false, Proofs(copy=true))
    assert verify(true, Proofs(keys=[key], authorities=trusted, copy=true)) == []
    # The stamps of the true history do not fit the false one.
    for name in ("2026-03-02", "2026-04-01"):
        for path in stamping.stamps_of(true, name):
            shutil.copy(path, false.folder / name)
    assert any("it stamps something else" in said for said in verify(Archive(false.folder)))


@needs_openssl
def test_a_stamp_of_an_unknown_authority_proves_nothing(
    tmp_path: Path, authority: LocalAuthority
) -> None:
    """Anybody can make an authority; what counts is the one that is trusted."""
    archive = made(tmp_path, "bir")
    stamp(archive, LocalAuthority(tmp_path / "own"))
    assert verify(archive) == []
    trusted = [stamping.authority(authority.root)]
    assert "no known authority" in verify(archive, Proofs(authorities=trusted))[0]
    stamp_again = authority.answer(stamping.waiting(archive, again=True)["2026-03-02"])
    with freezing.locked(archive) as locked:
        stamping.keep(locked, "answer.tsr", stamp_again)


@needs_openssl
def test_an_entry_cannot_be_older_than_it_says(tmp_path: Path, authority: LocalAuthority) -> None:
    """Whoever stamps a release before the day on which it was published has a wrong day in it."""
    archive = Archive(tmp_path / "site")
    publish(archive, both("bir"), date(2090, 1, 1), published=date(2089, 12, 1))
    stamp(Archive(archive.folder), authority)
    (said,) = verify(Archive(archive.folder))
    assert "says that it was published on 2089-12-01, and was stamped on 20" in said


@needs_openssl
def test_openssl_accepts_a_stamp_that_was_kept(tmp_path: Path, authority: LocalAuthority) -> None:
    """An expert needs nothing of ours: the file, the manifest and the certificate."""
    archive = made(tmp_path, "bir")
    stamp(archive, authority)
    (path,) = stamping.stamps_of(archive, "2026-03-02")
    done = subprocess.run(
        ["openssl", "ts", "-verify", "-in", path, "-data", path.with_name("manifest.json"),
         "-CAfile", authority.root], capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Verification: OK" in done.stdout + done.stderr


def test_keys_can_be_changed(tmp_path: Path) -> None:
    """Each key signs on its own days only."""
    old = signing_keys.new_key(tmp_path / "old.pem")
    new = signing_keys.new_key(tmp_path / "new.pem")
    archive = Archive(tmp_path / "site")
    publish(archive, both("bir"), DAY, key=signing.read_private(tmp_path / "old.pem"))
    later = DAY + timedelta(days=30)
    publish(archive, both("iki"), later, key=signing.read_private(tmp_path / "new.pem"))
    fresh = Archive(archive.folder)
    right = [replace(old, end=later - timedelta(days=1)), replace(new, start=later)]
    assert verify(fresh, Proofs(keys=right)) == []
    wrong = [replace(old, start=later), replace(new, start=later)]
    assert verify(fresh, Proofs(keys=wrong))
    assert signing.public_key(signing.in_letters(old)) == old


# --- what happens to people ----------------------------------------------------------------


def append(archive: Archive, name: str, **said: object) -> Archive:
    """An entry without signature and stamp, as somebody without the key would put it in: the
    manifest of the newest one with other words."""
    newest = archive.folder / archive.chain[-1][0] / places.MANIFEST
    content = json.dumps(json.loads(newest.read_bytes()) | said).encode()
    (archive.folder / name).mkdir()
    (archive.folder / name / places.MANIFEST).write_bytes(content)
    with (archive.folder / places.CHAIN).open("a") as chain:
        chain.write(f"{name} {places.sha256(content)}\n")
    return Archive(archive.folder)


@pytest.mark.parametrize("words", [{"effective": "2099-01-01"}, {"notes": {"tr": "yalan"}}])
def test_an_entry_cannot_use_the_proofs_of_another(kept: Protected, words: dict[str, str]) -> None:
    """It calls itself like the entry before it, so that its folder, signature and stamp are those
    of the true one."""
    copy = copied(kept.archive, kept.archive.folder.parent / "appended" / "site")
    assert any("it calls itself" in told for told in verify(append(copy, "2030-01-01", **words)))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"effective": "2099-01-01"}, "it takes effect on 2099-01-01"),
        ({"id": "2030-01-01", "withdraws": "2026-03-02"}, "it withdraws 2026-03-02"),
    ],
)
def test_the_name_of_an_entry_says_what_it_does(
    tmp_path: Path, words: dict[str, str], told: str
) -> None:
    forged = append(made(tmp_path, "bir"), "2030-01-01", **{"id": "2030-01-01", **words})
    assert told in said(forged)


@pytest.mark.parametrize("name", ["../../outside", "/etc/passwd", "a/b", "", ".hidden"])
@pytest.mark.parametrize("where", ["files", "document", "lang", "release", "slug"])
def test_no_name_in_a_manifest_leads_out_of_its_folder(
    tmp_path: Path, where: str, name: str
) -> None:
    """A downloaded site may be hostile, and a page is written where a slug says."""
    archive = made(tmp_path, "bir")
    data = json.loads((archive.folder / "2026-03-02" / places.MANIFEST).read_bytes())
    texts = [text | {where: name} for text in data["texts"]]
    words = {"files": {name: "0" * 64}} if where == "files" else {"texts": texts}
    forged = append(archive, "2030-01-01", **words)
    assert f"it names what could lead out of a folder: {name!r}" in said(forged)


def test_a_damaged_stamp_is_refused_in_words() -> None:
    """Every length in it made longer than it is: its own order of certificates is read first."""
    kept = next((ROOT / "tests/frozen/archive").rglob("*.tsr")).read_bytes()
    for place in range(len(kept)):
        with suppress(ValueError):  # and nothing else
            stamping.read(kept[:place] + b"\x7f" + kept[place + 1 :])
            stamping.read(kept[:place] + b"\x84\xff\xff\xff\xff" + kept[place + 5 :])


def test_digits_of_another_script_name_no_entry(tmp_path: Path) -> None:
    chain = made(tmp_path, "bir").folder / places.CHAIN
    chain.write_text(chain.read_text().replace("2026-03-02 ", "２026-03-02 "), encoding="utf-8")
    assert "CHAIN:1: this line names no entry" in said(Archive(chain.parent))


def said(archive: Archive) -> str:
    return "\n".join(verify(Archive(archive.folder)))


def test_all_damage_is_told_at_once(tmp_path: Path) -> None:
    """A lost folder, an edited manifest and an edited text, each with its name."""
    archive = made(tmp_path, "bir", "iki", "üç")
    shutil.rmtree(archive.folder / "2026-03-02")
    manifest = archive.folder / "2026-04-01" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"Not", b"Nota"))
    text = archive.folder / "2026-05-01" / "policy.tr.json"
    text.write_bytes(text.read_bytes().replace("üç".encode(), "dört".encode()))
    (archive.folder / ".DS_Store").touch()
    told = said(archive)
    assert "2026-03-02/manifest.json: it cannot be read (No such file" in told
    assert "2026-04-01/manifest.json: its digest is not the one in CHAIN" in told
    assert "2026-05-01/policy.tr.json is not the file that was published" in told
    assert ".DS_Store is in the archive, and CHAIN does not name it" in told


def test_words_that_were_withdrawn_may_not_come_back(tmp_path: Path) -> None:
    """From a backup, or with a merge: the chain says that they must go."""
    archive = made(tmp_path, "bir", "iki")
    old = copied(archive, tmp_path / "backup")
    with freezing.locked(archive) as locked:
        freezing.withdraw(
            locked, "2026-04-01", reason="a", published=DAY + timedelta(days=40), tool="test"
        )
    assert verify(Archive(archive.folder)) == []
    shutil.copy(old.folder / "2026-04-01/policy.tr.json", archive.folder / "2026-04-01")
    assert "2026-04-01/policy.tr.json was withdrawn and is here (again)" in said(archive)
    (archive.folder / places.STAGING / "2026-04-01-withdrawn").mkdir(parents=True)
    assert "2026-04-01/policy.tr.json was withdrawn and is here (again)" in said(archive)
    with freezing.locked(Archive(archive.folder)):
        pass
    assert verify(Archive(archive.folder)) == []


def test_a_folder_from_elsewhere_is_never_written_over(tmp_path: Path) -> None:
    """CHAIN lost a line, or a branch brought a folder: refused, and the folder is left alone."""
    archive = made(tmp_path, "bir", "iki")
    chain = archive.folder / places.CHAIN
    chain.write_text(chain.read_text().splitlines(keepends=True)[0])
    before = {p: p.read_bytes() for p in files(archive)}
    with pytest.raises(ArchiveError, match="but CHAIN does not name it"):
        publish(Archive(archive.folder), both("üç"), DAY + timedelta(days=30))
    assert {p: p.read_bytes() for p in files(archive)} == before


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    person = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *person, *arguments], cwd=folder, capture_output=True, text=True,
                          check=False)  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with our .gitattributes and one release."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    folder = tmp_path / "repository"
    made(folder / "data/releases", "bir")
    git(folder, "init", "--quiet", "--initial-branch=main")
    shutil.copy(ROOT / ".gitattributes", folder)
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "add", "."), git(folder, "commit", "--quiet", "-m", "first")
    return folder


def test_git_changes_no_line_ending_of_a_release(repository: Path, tmp_path: Path) -> None:
    """With our .gitattributes; without them it is said what happened and what to do."""
    crlf = ("-c", "core.autocrlf=true")
    git(tmp_path, *crlf, "clone", "--quiet", str(repository), "kept")
    assert verify(Archive(tmp_path / "kept/data/releases/site")) == []
    git(repository, "rm", "--quiet", ".gitattributes"), git(repository, "commit", "-m", "without")
    git(tmp_path, *crlf, "clone", "--quiet", str(repository), "changed")
    told = said(Archive(tmp_path / "changed/data/releases/site"))
    assert told.startswith("CHAIN: its line endings were changed")
    assert ".gitattributes" in told


@pytest.mark.parametrize("attributes", [True, False])
def test_two_branches_with_a_release_each(repository: Path, attributes: bool) -> None:
    """No merge of two chains passes; the way out is told and works."""
    archive = Archive(repository / "data/releases/site")
    if not attributes:
        git(repository, "rm", "--quiet", ".gitattributes")
        git(repository, "commit", "--quiet", "-m", "without")
    for branch, word in (("one", "iki"), ("two", "üç")):
        git(repository, "checkout", "--quiet", "-b", branch, "main")
        publish(Archive(archive.folder), both(word), DAY + timedelta(days=30))
        git(repository, "add", "."), git(repository, "commit", "--quiet", "-m", word)
    assert git(repository, "merge", "one").returncode == 1
    told = said(archive)
    if attributes:
        # Git keeps our side of each file and calls it a conflict: the archive is one of the two.
        assert told == ""
    else:
        assert "CHAIN: it holds the marks of a merge conflict" in told
    git(repository, "checkout", "--theirs", "data/releases")
    assert verify(Archive(archive.folder)) == []
    publish(Archive(archive.folder), both("üç"), DAY + timedelta(days=31))
    assert verify(Archive(archive.folder)) == []


def test_both_lines_of_two_branches_are_no_chain(tmp_path: Path) -> None:
    """What an editor, or a union merge, makes of a conflict."""
    one = made(tmp_path / "one", "bir", "iki")
    two = made(tmp_path / "two", "bir")
    publish(two, both("üç"), DAY + timedelta(days=31))
    line = (two.folder / places.CHAIN).read_text().splitlines(keepends=True)[1]
    with (one.folder / places.CHAIN).open("a") as chain:
        chain.write(line)
    shutil.copytree(two.folder / "2026-04-02", one.folder / "2026-04-02")
    assert "or two branches were merged" in said(one)
