"""Changes of `data/` become a branch, a commit and a request; nothing else is taken along."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner, Result

from generator import spelling
from generator.commands import main
from tests.conftest import STARTER
from tests.review_cases import git

DAY = "1795521600"  # 2026-11-24
PROGRAM = """#!/bin/sh
# A forge that writes down what it is asked, and answers from files.
printf '%s\\n' "$*" >> "{folder}/asked"
case "$*" in
  "auth status") test ! -f "{folder}/signed-out" ;;
  *" list "*) cat "{folder}/open" 2>/dev/null ;;
  *" create "*)
    for word in "$@"; do
      case "$word" in --body-file=*) cat "${{word#*=}}" > "{folder}/body" ;; esac
    done
    test ! -f "{folder}/refuses" || {{ echo "permission denied" >&2; exit 1; }}
    echo "Creating"; echo "https://forge.example/o/r/{kind}/7" ;;
esac
"""


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one commit on `main`, which a forge knows."""
    folder = tmp_path_factory.mktemp("propose") / "project"
    shutil.copytree(STARTER, folder / "data")
    (folder / "notes.md").write_text("mine\n", encoding="utf-8")
    (folder / ".gitignore").write_text("*.patch\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Ayşe Yılmaz")
    git(folder, "config", "user.email", "ayse@ornek.example")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Base")
    return folder


@pytest.fixture
def project(committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy with another telephone number, as the current folder; no program of a forge."""
    folder = Path(shutil.copytree(committed, tmp_path / "project"))
    git(tmp_path, "init", "--quiet", "--bare", "there.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "there.git"))
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    change(folder, "0312 000 00 00", "0312 000 00 01")
    (tmp_path / "bin").mkdir()
    only = [str(Path(program).parent) for program in (shutil.which("git"), shutil.which("sh"),
            shutil.which("cat")) if program]  # fmt: skip
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path / "bin"), *dict.fromkeys(only)]))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(autouse=True, scope="module")
def without_dictionaries() -> Iterator[None]:
    """They take long to read, and no proposal here is a corrected spelling."""
    with mock.patch.object(spelling, "_lookup", return_value=None):
        yield


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "data/controller.yml"
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def program(folder: Path, name: str) -> Path:
    """`gh` or `glab`, which answers from the folder that is returned."""
    there = folder.parent / "forge"
    there.mkdir()
    kind = {"gh": "pull", "glab": "-/merge_requests"}[name]
    path = folder.parent / "bin" / name
    path.write_text(PROGRAM.format(folder=there, kind=kind), encoding="utf-8")
    path.chmod(0o755)
    host = {"gh": "github", "glab": "gitlab"}[name]
    real = folder.parent / f"{host}.git"
    (folder.parent / "there.git").rename(real)
    git(folder, "remote", "set-url", "origin", str(real))
    return there


def propose(*options: str, language: str = "en") -> Result:
    return CliRunner(env={"LANGUAGE": language}).invoke(main, ["propose", "--yes", *options])


def test_a_clause_in_other_words_is_named(project: Path) -> None:
    """Where no fact changed, in the first line as well."""
    there = program(project, "gh")
    git(project, "checkout", "--quiet", "data")
    folder = project / "data/wording/policy"
    folder.mkdir(parents=True)
    for code, words in {
        "tr": "<h2>Kapsam</h2><p>Herkes.</p>",
        "en": "<h2>Scope</h2><p>All.</p>",
    }.items():
        (folder / f"scope.{code}.jinja").write_text(f"{{# reason: ours #}}\n{words}\n", "utf-8")
    done = propose(language="tr")
    assert done.exit_code == 0, done.output
    said = (there / "body").read_text("utf-8")
    assert "Başka sözlerle yazılan bölümler:\n- Kapsam\n\nGeçtiği metinler:\n" in said
    assert "1 bölüm başka sözlerle: Kapsam" in (there / "asked").read_text("utf-8")


def state(folder: Path) -> list[object]:
    """All that a proposal that is refused must leave alone."""
    files = {
        p: p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".git" not in p.parts
    }
    asked = (("symbolic-ref", "-q", "HEAD"), ("for-each-ref",), ("status", "--porcelain"),
             ("config", "--list", "--local"))  # fmt: skip
    said = [
        subprocess.run(["git", *a], cwd=folder, capture_output=True, text=True, check=False).stdout
        for a in asked
    ]
    return [files, *said]


def test_without_a_forge_it_is_a_branch_and_a_patch_that_can_be_taken_in(
    project: Path, tmp_path: Path
) -> None:
    """The files stay as they are; who gets the patch has the same bytes afterwards."""
    (project / "notes.md").write_text("unfinished\n", encoding="utf-8")
    (project / "data/.Letter").write_bytes(b"x")
    shutil.copy(
        project / "data/processing/orders.yml", project / "data/processing/orders-again.yml"
    )
    done = propose()
    assert done.exit_code == 0, done.output
    assert git(project, "symbolic-ref", "--short", "HEAD") == "proposal-2026-11-24"
    assert git(project, "status", "--porcelain").splitlines() == [
        "M notes.md",
        "?? data/.Letter",
    ]
    changed = git(project, "show", "--name-only", "--format=", "-z").split("\0")
    assert [name for name in changed if name] == [
        "data/controller.yml",
        "data/processing/orders-again.yml",
    ]
    assert ".Letter" in done.output
    (patch,) = project.glob("*.patch")
    assert patch.name in done.output
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "--branch", "main", "there.git", "other")
    git(other, "am", "--quiet", str(patch))
    assert (other / "data/controller.yml").read_bytes() == (
        project / "data/controller.yml"
    ).read_bytes()


@pytest.mark.parametrize(
    ("language", "first", "texts", "nothing"),
    [("en", "Changed: telephone", "Printed in:", "The rules find nothing new."),
     ("tr", "Değişti: telefon", "Geçtiği metinler:", "Yeni bulgu yok.")],
)  # fmt: skip
def test_the_commit_says_which_facts_changed_and_who_prints_them(
    project: Path, language: str, first: str, texts: str, nothing: str
) -> None:
    assert propose(language=language).exit_code == 0
    title, empty, *body = git(project, "show", "--no-patch", "--format=%B").splitlines()
    assert (title, empty) == (first, "")
    assert "0312 000 00 00 → 0312 000 00 01" in "\n".join(body)
    assert nothing in body
    assert texts in body
    assert git(
        project, "show", "--no-patch", "--format=%an <%ae>"
    ) == "Deneme <deneme@ornek.example>" or "Ayşe" in git(
        project, "show", "--no-patch", "--format=%an"
    )


@pytest.mark.parametrize(("name", "kind"), [("gh", "pull"), ("glab", "merge_requests")])
def test_a_forge_opens_the_request_and_a_second_proposal_joins_it(
    project: Path, name: str, kind: str
) -> None:
    forge = program(project, name)
    (project / ".github").mkdir()
    (project / ".github/pull_request_template.md").write_text("- [ ] tick\n", encoding="utf-8")
    done = propose("--title", "--evil\nsecond $(id)")
    assert done.exit_code == 0, done.output
    assert f"/{kind}/7" in done.output
    asked = (forge / "asked").read_text(encoding="utf-8")
    assert "create" in asked
    assert "--title=--evil second $(id)" in asked
    words = (forge / "body").read_text("utf-8") if name == "gh" else asked
    assert "0312 000 00 01" in words
    assert "- [ ] tick" in words
    assert list(project.glob("*.patch")) == []
    first = git(project, "rev-parse", "HEAD")
    assert git(project, "ls-remote", "origin", "proposal-2026-11-24").startswith(first)
    (forge / "open").write_text(json.dumps([{"web_url": f"https://forge.example/o/r/{kind}/7"}]))
    change(project, "0312 000 00 01", "0312 000 00 02")
    done = propose()
    assert done.exit_code == 0, done.output
    assert "as well" in done.output
    assert (forge / "asked").read_text("utf-8").count(" create ") == 1
    assert git(project, "rev-parse", "HEAD~1") == first
    assert git(project, "ls-remote", "origin", "proposal-2026-11-24").startswith(
        git(project, "rev-parse", "HEAD")
    )


def test_a_forge_that_refuses_leaves_nothing_behind(project: Path) -> None:
    forge = program(project, "gh")
    (forge / "refuses").touch()
    before = state(project)
    done = propose()
    assert done.exit_code == 2
    assert "permission denied" in done.output
    assert state(project) == before
    assert "proposal" not in git(project, "ls-remote", "origin")


def test_nobody_signed_in_at_the_forge_gets_a_patch(project: Path) -> None:
    (program(project, "gh") / "signed-out").touch()
    assert propose().exit_code == 0
    assert len(list(project.glob("*.patch"))) == 1
    assert "proposal" not in git(project, "ls-remote", "origin")


def stage_another(folder: Path) -> None:
    (folder / "notes.md").write_text("staged\n", encoding="utf-8")
    git(folder, "add", "notes.md")


def stage_a_part(folder: Path) -> None:
    git(folder, "add", "data")
    change(folder, "0312 000 00 01", "0312 000 00 02")


def merge(folder: Path) -> None:
    git(folder, "stash", "--quiet")
    git(folder, "switch", "--quiet", "--create", "other")
    change(folder, "0312 000 00 00", "0312 000 00 05")
    git(folder, "commit", "--quiet", "--all", "--message", "Other")
    git(folder, "switch", "--quiet", "main")
    change(folder, "0312 000 00 00", "0312 000 00 06")
    git(folder, "commit", "--quiet", "--all", "--message", "Own")
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "other")


def nameless(folder: Path) -> None:
    git(folder, "config", "--unset", "user.name")


def mistaken(folder: Path) -> None:
    with (folder / "data/controller.yml").open("a", encoding="utf-8") as file:
        file.write("no_such_key: 1\n")


def unborn(folder: Path) -> None:
    shutil.rmtree(folder / ".git")
    git(folder, "init", "--quiet")


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no repository": (lambda f: shutil.rmtree(f / ".git"), "in no repository of git"),
    "no commit": (unborn, "nothing has been committed"),
    "detached": (lambda f: git(f, "checkout", "--quiet", "--detach"), "no branch is checked out"),
    "conflict": (merge, "something else is unfinished"),
    "staged": (stage_another, "other changes are staged for a commit: notes.md"),
    "staged in part": (stage_a_part, "a part of a file is staged"),
    "nothing": (lambda f: git(f, "checkout", "--quiet", "data"), "nothing in data/ differs"),
    "nameless": (nameless, "git does not know who you are"),
    "a mistake": (mistaken, "no_such_key"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_in_words_and_leaves_all_as_it_was(project: Path, name: str) -> None:
    prepare, words = REFUSED[name]
    prepare(project)
    before = state(project)
    done = propose()
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())
    assert state(project) == before


def test_commits_that_the_forge_does_not_know_are_not_taken_along(project: Path) -> None:
    program(project, "gh")
    git(project, "commit", "--quiet", "--all", "--message", "Kept back")
    change(project, "0312 000 00 01", "0312 000 00 02")
    before = state(project)
    done = propose()
    assert done.exit_code == 2
    assert "1 commits of “main” are not at the forge" in done.output
    assert state(project) == before


def test_a_name_can_be_given_for_one_commit(project: Path) -> None:
    nameless(project)
    assert propose("--name", "Ali Veli").exit_code == 0
    assert git(project, "show", "--no-patch", "--format=%an") == "Ali Veli"


def test_without_a_yes_nothing_is_made(project: Path) -> None:
    before = state(project)
    for options in ([], ["--words"]):
        done = CliRunner(env={"LANGUAGE": "tr"}).invoke(main, ["propose", *options])
        assert "Değişti:" in done.output
        assert state(project) == before
