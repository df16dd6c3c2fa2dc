"""No silence, no hang, no traceback: every command, every kind of file, any environment."""

import contextlib
import json
import os
import random
import shutil
import signal
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from unicodedata import category

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.commands import main
from generator.commands._faults import FAULT
from generator.proofs.archive import verify
from generator.releases.archive import Archive
from tests.conftest import STARTER, own_starter

PATIENCE = 40
"""Seconds for one command."""
COMMANDS = sorted(main.list_commands(None))  # type: ignore[arg-type]
SLOW = {"build", "serve", "release"}
"""They make a site, or wait for a browser."""
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")


class Hung(BaseException):
    """A command took longer than anybody waits."""


@contextlib.contextmanager
def within(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def notices(*arguments: str, environment: dict[str, str] | None = None) -> Result:
    """What a command says; fails where it hangs, breaks, or ends wrong without a word."""
    with within(PATIENCE):
        ended = CliRunner().invoke(
            main, list(arguments), env={"LANGUAGE": "en", **(environment or {})}
        )
    assert isinstance(ended.exception, SystemExit | None), repr(ended.exception)
    assert ended.exit_code != FAULT, ended.stderr
    assert "Traceback" not in ended.output
    assert ended.exit_code in (0, 1, 2), ended.output
    assert ended.exit_code == 0 or ended.output.strip(), arguments
    assert not [
        c for c in ended.stderr if category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in "\t\n"
    ]
    return ended


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_starter(tmp_path_factory.mktemp("starter") / "data")


# --- words of a command -----------------------------------------------------------------------

WORDS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30),
    st.sampled_from([
        "", ".", "..", "/", "-", "--", "-x", "//", "~", "/dev/null", "/dev/zero", "/proc/self/mem",
        "x" * 300, "a/" * 200, "2026-13-01", "0001-01-01", "9999-12-31", "1" * 5000, "-1", "NaN",
        "{}", "{x}", "{0.__class__}", "%s", "policy", "policy#effect", "tr", "tr=x", "=x", "tr=",
        "*", "[", "ref:HEAD", "HEAD", "--lang", "\x1b[31m", "\u202e", "127.0.0.1:99999",
    ]),
)  # fmt: skip
OPTIONS = ("--data", "--site", "--as-of", "--key", "--note", "--effective", "--head", "--format",
           "--published", "--copy", "--bundle", "--stamp", "--tsa", "--owner", "--lang", "--since",
           "--output", "--schemas", "--answer", "--url", "--reason", "--kind")  # fmt: skip


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(
    command=st.sampled_from([c for c in COMMANDS if c not in SLOW]),
    arguments=st.lists(WORDS, max_size=2),
    options=st.lists(st.tuples(st.sampled_from(OPTIONS), WORDS), max_size=3),
)
def test_any_words_are_answered(
    data: Path, command: str, arguments: list[str], options: list[tuple[str, str]]
) -> None:
    """Whatever is typed behind a command."""
    typed = [word for option in options for word in option]
    given_data = [] if "--data" in typed else ["--data", str(data)]
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        notices(command, *given_data, *typed, *arguments)


# --- the environment --------------------------------------------------------------------------

SETTINGS = ("SOURCE_DATE_EPOCH", "SITE_URL", "LANGUAGE", "LC_ALL", "LANG", "DICPATH", "TZ")
VALUES = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["-1", "1e9", "9" * 30, "9" * 5000, "0", "x", "https://", "a:b", "../..",
                     "tr_TR.UTF-8", "xx", "http://u:p@h/", "https://h/;{}", "/" * 500]),
)  # fmt: skip


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    command=st.sampled_from([("check",), ("at", "2026-12-01"), ("explain", "REC-01"), ("keys",),
                             ("verify",), ("compare",), ("stamp",)]),
    environment=st.dictionaries(st.sampled_from(SETTINGS), VALUES, max_size=3),
)  # fmt: skip
@example(command=("check",), environment={"SOURCE_DATE_EPOCH": "9" * 30})
@example(command=("at", "2026-12-01"), environment={"SOURCE_DATE_EPOCH": "-9"})
def test_any_environment_is_answered(
    data: Path, command: tuple[str, ...], environment: dict[str, str]
) -> None:
    """Whatever a machine has set."""
    more = () if command[0] in ("explain", "keys") else ("--data", str(data))
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        notices(*command, *more, environment=environment)


ODD_ADDRESSES = [
    "x", "ftp://h/", "https://", "https:///x", "//h/", "https://u:pw@h/", "https://h/?a=b",
    "https://h/#a", "https://h/;{}", "https://h/a b/", "https://h/\n", 'https://h/"x/', "https://h:0/",
    "https://h:99999/", "https://h..x/", "https://-h/", "https://örnek.com/", "https://h/../x/",
    "https://h/" + "x" * 600, "https://[::1]/", "https://h/%0a/", "https://h/x'y/",
]  # fmt: skip


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_address_at_which_no_site_can_stand_is_refused(
    address: str, data: Path, tmp_path: Path
) -> None:
    """Before it stands in a PDF for ever, or in a file that configures a web server."""
    project = tmp_path / "project"
    project.mkdir()
    shutil.copytree(data, project / "data")
    (project / "mkdocs.yml").write_text('site_name: x\nsite_url: !ENV [SITE_URL, ""]\n')
    with contextlib.chdir(project):
        ended = notices("build", "--no-pdf", environment={"SITE_URL": address})
        assert "SITE_URL: error: this is not the address of a site" in ended.stderr
        released = notices("release", "--effective", "2027-01-01", "--no-pdf",
                           environment={"SITE_URL": address})  # fmt: skip
        assert "this is not the address of a site" in released.stderr
    assert not (project / "site").exists()


# --- files ------------------------------------------------------------------------------------


def pipe(path: Path) -> None:
    os.mkfifo(path)


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("not-there")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def huge(path: Path) -> None:
    path.write_bytes(b"a: " + b"x" * 5_000_000)


def digits(path: Path) -> None:
    path.write_text("a: " + "9" * 5000 + "\n" + "9" * 5000 + ": b\n")


def deep(path: Path) -> None:
    path.write_text("[" * 100_000)


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 50)


def closed_circle(path: Path) -> None:
    path.mkdir()
    (path / "x").symlink_to(path)


KINDS = [pipe, circle, nowhere, device, folder, huge, digits, deep, binary, closed_circle]
FILES = sorted(p.relative_to(STARTER).as_posix() for p in STARTER.rglob("*.yml"))
MORE = ["processing/x.yml", "cookies/x.yml", "sites/x.yml", "wording/policy/effect.tr.jinja",
        "wording/x", "wording", "documents/x.yml", "x.yml", "releases", "releases/site/CHAIN",
        "accepted.yml", "approvals.yml"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_no_file_of_facts_is_reported(kind: object, data: Path, tmp_path: Path) -> None:
    """In the place of every file, and where a new one could lie; nothing is passed over. The
    commands that read no facts but in the same way take turns, but where releases lie."""
    copy, turn = tmp_path / "data", KINDS.index(kind)  # type: ignore[arg-type]
    commands = (("verify",), ("at", "2026-12-01"), ("stamp", "--output", str(tmp_path)))
    for number, name in enumerate([*FILES, *MORE], turn):
        shutil.copytree(data, copy)
        path = copy / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        kind(path)  # type: ignore[operator]
        ended = notices("check", "--data", str(copy))
        ordinary = kind is folder and name.partition("/")[0] in ("wording", "releases")
        releases = name.startswith("releases")
        assert ordinary or releases or ended.exit_code == 2, (name, ended.output)
        if not ordinary and not releases:
            assert Path(name).name in ended.output, (name, ended.output)
        for command in commands if releases else (commands[number % len(commands)],):
            notices(*command, "--data", str(copy))
        for left in copy.rglob("*"):
            if left.is_symlink() or not left.is_dir():
                left.unlink()
        shutil.rmtree(copy)


OPTIONS_WITH_FILES = [
    ("verify", "--bundle"), ("verify", "--stamp"), ("verify", "--tsa"), ("verify", "--published"),
    ("verify", "--copy"), ("stamp", "--answer"), ("stamp", "--tsa"),
    ("check", "--since"), ("release", "--effective", "2027-01-01", "--key"),
]  # fmt: skip


@pytest.mark.parametrize("option", OPTIONS_WITH_FILES, ids=" ".join)
def test_a_file_that_is_named_is_not_waited_for(
    option: tuple[str, ...], data: Path, tmp_path: Path
) -> None:
    """Each kind, where a command asks for a file or a folder."""
    for kind in KINDS:
        path = tmp_path / f"{kind.__name__}.x"
        kind(path)
        ended = notices(*option, str(path), "--data", str(data))
        assert ended.exit_code != 0, (kind, ended.output)


# --- a published site and an archive from elsewhere -------------------------------------------


def hostile_archives() -> Iterator[tuple[str, bytes]]:
    for name, manifest in {
        "deep": "[" * 100_000,
        "number": '{"format": 1, "a": ' + "1" * 5000 + "}",
        "list": "[]",
        "empty": "{}",
        "typed": json.dumps({"format": 1, "id": "2026-01-01", "site": 7, "published": 5}),
        "texts": json.dumps({"format": 1, "id": "2026-01-01", "site": "x",
                             "published": "2026-01-01", "effective": "2026-01-01",
                             "previous": None, "tool": "x", "kind": "first", "notes": [],
                             "texts": [7], "files": {}, "approval": None}),
        "approval": json.dumps({"format": 1, "id": "2026-01-01", "site": ["x"],
                                "published": "2026-01-01", "effective": "2026-01-01",
                                "previous": None, "tool": "x", "kind": "first", "notes": {},
                                "texts": [], "files": {"a": 7}, "approval": {
                                    "prepared_by": 1, "approved_by": [], "approved_on":
                                    "2026-01-01", "digests": 7}}),
    }.items():  # fmt: skip
        yield name, manifest.encode()


ARCHIVES = dict(hostile_archives())


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_of_somebody_else_is_judged(name: str, tmp_path: Path) -> None:
    """Its digests agree with themselves; what they are of is nonsense."""
    manifest = ARCHIVES[name]
    entry = tmp_path / "archive" / "2026-01-01"
    entry.mkdir(parents=True)
    (entry / "manifest.json").write_bytes(manifest)
    chain = f"2026-01-01 {sha256(manifest).hexdigest()}\n"
    (tmp_path / "archive" / "CHAIN").write_text(chain)
    ended = notices("verify", "--published", str(tmp_path))
    assert ended.exit_code != 0, name


def values(data: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """Where each value of JSON stands."""
    yield path
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in inner:
        yield from values(value, (*path, key))


ODD = [None, 7, -1, 1.5, True, [], {}, [[]], "", "x" * 5000, "../..", "2026-13-01", ["x"], {"a": 1}]
FROZEN = Path(__file__).parent / "frozen/archive/ornek"


def test_a_manifest_that_holds_anything_is_judged(tmp_path: Path) -> None:
    """One value replaced by another kind, and all digests made to agree."""
    chance = random.Random(3)
    names = [line.split()[0] for line in (FROZEN / "CHAIN").read_text().splitlines()]
    manifest = json.loads((FROZEN / names[0] / "manifest.json").read_bytes())
    places = [path for path in values(manifest) if path]
    for number in range(80):
        folder = tmp_path / str(number)
        shutil.copytree(FROZEN / names[0], folder / names[0])
        changed, *steps = json.loads(json.dumps(manifest)), *chance.choice(places)
        inner = changed
        for step in steps[:-1]:
            inner = inner[step]
        inner[steps[-1]] = chance.choice([odd for odd in ODD if odd != inner[steps[-1]]])
        content = (json.dumps(changed, sort_keys=True, indent=1) + "\n").encode()
        (folder / names[0] / "manifest.json").write_bytes(content)
        (folder / "CHAIN").write_text(f"{names[0]} {sha256(content).hexdigest()}\n")
        for path in (folder / names[0]).glob("stamp-*"):
            path.unlink()
        with within(PATIENCE):
            verify(Archive(folder))  # it may be another true archive: a note, a reason, a role
