"""The workflows of the forge: their rights, and their steps on two commits of a real repository."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import demo
from tests import review_cases as cases
from tests.conftest import ROOT, made_once

SHIPPED = ROOT / "generator/forge"
OWN = ROOT / ".github"
NAMES = ("apply", "check", "comment", "nightly", "prepare-release", "publish")
PINNED = re.compile(
    r"uses: actions/(checkout|setup-python|upload-artifact)@[0-9a-f]{40} # v\d+\.\d+\.\d+"
)
INSTALLING = ("Install", "Libraries of the PDFs")
RIGHTS = {
    ("apply", "author"): {"issues": "write"},
    ("apply", "apply"): {"contents": "write", "issues": "write", "pull-requests": "write"},
    ("check", "check"): {"contents": "read"},
    ("check", "preview"): {"contents": "read"},
    ("comment", "comment"): {"actions": "read", "pull-requests": "write"},
    ("nightly", "nightly"): {"contents": "read", "issues": "write", "security-events": "write"},
    ("prepare-release", "prepare"): {"contents": "write", "pull-requests": "write"},
    ("publish", "show"): {"contents": "read", "pull-requests": "read"},
    ("publish", "publish"): {"contents": "write"},
}  # fmt: skip
FORGE = """#!/bin/sh
# A forge that answers from files, and writes down what it is asked.
echo "$*" >> "$FORGE/asked"
case "$*" in
  "run download "*) mkdir -p review && cp -P "$FORGE"/artefact/* review/ ;;
  *"--input "*) ;;
  *"/commits/"*) cat "$FORGE/requests.json" ;;
  *"/reviews") cat "$FORGE/reviews.json" ;;
  *"/comments"*) cat "$FORGE/comments.json" ;;
  *"/issues?"*) echo '[]' ;;
  *"/pulls "*) cat "$FORGE/pulls.json" ;;
esac
"""


def workflow(name: str, folder: Path = SHIPPED) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(
        (folder / f"workflows/{name}.yml").read_text(encoding="utf-8")
    )
    return loaded


def steps() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for name in NAMES:
        for job in workflow(name)["jobs"].values():
            yield from ((name, job, step) for step in job["steps"])


def test_what_is_shipped_is_what_is_used_here() -> None:
    """But for the installation: here the tool itself is in the repository."""
    own = sorted(p.relative_to(OWN) for p in OWN.rglob("*") if p.is_file())
    assert own == sorted(p.relative_to(SHIPPED) for p in SHIPPED.rglob("*") if p.is_file())
    there = "        run: python -m pip install --quiet -r requirements.txt\n"
    here = (
        "        run: |\n"
        "          python -m pip install --quiet --require-hashes -r requirements/site.txt\n"
        "          python -m pip install --quiet --no-deps --no-build-isolation -e .\n"
    )
    for name in own:
        shipped = (SHIPPED / name).read_text(encoding="utf-8")
        assert (OWN / name).read_text(encoding="utf-8") == shipped.replace(there, here), name


@pytest.mark.parametrize("name", NAMES)
def test_the_rights_are_the_least(name: str) -> None:
    """None unless a job asks; actions are pinned; no value is written into a script."""
    written = (SHIPPED / f"workflows/{name}.yml").read_text(encoding="utf-8")
    content = workflow(name)
    assert content["permissions"] == {}
    for job, jobs in content["jobs"].items():
        assert jobs["permissions"] == RIGHTS[name, job]
        assert jobs["timeout-minutes"] <= 30
    used = [line.strip().removeprefix("- ") for line in written.splitlines() if "uses:" in line]
    assert all(PINNED.fullmatch(line) for line in used), used
    for step in (step for job in content["jobs"].values() for step in job["steps"]):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False
    assert "pull_request_target" not in written


def test_merging_never_publishes_and_the_key_is_in_one_place() -> None:
    """A person starts the release, and another one lets it pass."""
    for name in NAMES:
        triggers = workflow(name)[True]  # YAML reads “on” as a truth value
        assert "push" not in triggers, name
    assert list(workflow("publish")[True]) == ["workflow_dispatch"]
    jobs = workflow("publish")["jobs"]
    assert (jobs["publish"]["environment"], jobs["publish"]["needs"]) == ("publish", "show")
    for name, job, step in steps():
        if "secrets." in json.dumps(step):
            assert (name, job["environment"]) == ("publish", "publish")
    comment = workflow("comment")["jobs"]["comment"]["steps"]
    assert not any("uses" in step for step in comment), "it runs no code of the request"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = made_once(tmp_path_factory, "repository", cases.repository)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("forge") / "own"))


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """Programs of a runner, of which `gh` answers from files of this folder."""
    folder = tmp_path / "forge"
    (folder / "bin").mkdir(parents=True)
    program = folder / "bin/gh"
    program.write_text(FORGE, encoding="utf-8")
    program.chmod(0o755)
    return folder


def carried_out(
    name: str, job: str, folder: Path, forge: Path, only: tuple[str, ...] = (), **given: str
) -> tuple[int, str]:
    """The `run` steps of a job as a runner starts them, but for those that install."""
    paths = [str(forge / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    environment = os.environ | {
        "PATH": os.pathsep.join(paths),
        "FORGE": str(forge),
        "GITHUB_STEP_SUMMARY": str(forge / "summary.md"),
        "LANGUAGE": "tr",
        "PUBLIC": "",
        "SOURCE_DATE_EPOCH": "1795521600",
        **given,
    }
    said, code = "", 0
    for step in workflow(name)["jobs"][job]["steps"]:
        title = step.get("name", "")
        if "run" not in step or title in INSTALLING or (only and title not in only):
            continue
        if code and step.get("if") != "always()":
            continue
        plain = {k: v for k, v in step.get("env", {}).items() if "${{" not in str(v)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder, env=plain | environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        said += done.stdout + done.stderr
        code = code or done.returncode
    return code, said


def test_the_check_of_a_request(project: Path, forge: Path) -> None:
    """One review in three forms, and annotations of what is new alone."""
    base = cases.git(project, "rev-parse", "HEAD")
    with cases.request(project, "one-language"):
        cases.git(project, "commit", "--quiet", "--all", "--message", "Request")
        code, said = carried_out(
            "check", "check", project, forge, BASE=base, WHOLE="https://x.example"
        )
        cases.git(project, "reset", "--quiet", "--hard", base)
        made = shutil.copytree(project / "review", forge / "review")
    annotations = [line for line in said.splitlines() if line.startswith("::")]
    assert len(annotations) == 1
    assert "file=data/processing/orders.yml,line=8" in annotations[0]
    assert code == 0, said
    assert "memnuniyet" in said
    review = (made / "review.md").read_text(encoding="utf-8")
    assert review.startswith("<!-- kvkk-notices review -->")
    assert "⚠ Yalnızca şu dil değişti: Türkçe." in review
    assert json.loads((made / "review.json").read_text(encoding="utf-8"))["base"] == base
    assert json.loads((made / "notices.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert review in (forge / "summary.md").read_text(encoding="utf-8")


def test_nothing_private_is_said_in_public(project: Path, forge: Path) -> None:
    """Annotations name the rule and the line; neither values nor doubts, which the check above
    says."""
    base = cases.git(project, "rev-parse", "HEAD")
    with cases.request(project, "one-language"):
        _, said = carried_out("check", "check", project, forge, ("Check",), BASE=base, PUBLIC="yes")
    assert "memnuniyet" not in said
    assert "TXT-03" in said


@pytest.mark.parametrize("known", [False, True])
def test_the_comment_is_kept_up_to_date(tmp_path: Path, forge: Path, known: bool) -> None:
    """The forge says which request it is; what was downloaded is text and names nobody."""
    (forge / "artefact").mkdir()
    text = "<!-- kvkk-notices review -->\nBenim @hukuk <!-- gizli --> yorumum `rm -rf`\n"
    (forge / "artefact/review.md").write_text(text, encoding="utf-8")
    pulls = [{"number": 4, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": "abc"}}]
    (forge / "pulls.json").write_text(json.dumps(pulls), encoding="utf-8")
    bot = {"id": 55, "user": {"login": "github-actions[bot]"}, "body": text}
    other = bot | {"id": 54, "user": {"login": "someone"}}
    (forge / "comments.json").write_text(json.dumps([other, bot] if known else [other]))
    given = {"SHA": "abc", "HEAD": "someone:branch", "RUN": "9", "REPOSITORY": "o/r",
             "FORK": "yes", "MARKER": "<!-- kvkk-notices review -->"}  # fmt: skip
    code, said = carried_out("comment", "comment", tmp_path, forge, **given)
    assert code == 0, said
    *_, last = (forge / "asked").read_text().splitlines()
    how = "PATCH repos/o/r/issues/comments/55" if known else "POST repos/o/r/issues/7/comments"
    assert last == f"api --method {how} --input body.json --silent"
    body = json.loads((tmp_path / "body.json").read_text(encoding="utf-8"))["body"]
    assert body.startswith("<!-- kvkk-notices review -->\n> Bu yorum, bir çatalın")
    assert "@hukuk" not in body
    assert "gizli" not in body
    assert "`rm -rf`" in body


def test_a_link_in_the_place_of_a_review_is_not_read(tmp_path: Path, forge: Path) -> None:
    (forge / "artefact").mkdir()
    (forge / "artefact/review.md").symlink_to("/etc/passwd")
    given = {
        "SHA": "abc",
        "HEAD": "s:b",
        "RUN": "9",
        "REPOSITORY": "o/r",
        "FORK": "",
        "MARKER": "m",
    }
    code, said = carried_out("comment", "comment", tmp_path, forge, **given)
    assert (code, said) == (0, "There is no review to post.\n")
    assert not (tmp_path / "body.json").exists()


def test_a_release_is_prepared_and_stops_before_the_chain(
    project: Path, tmp_path: Path, forge: Path
) -> None:
    """The approval lacks one role, so nothing is released; a role is a word and no YAML."""
    folder = Path(shutil.copytree(project, tmp_path / "p"))
    cases.period(folder / "data")
    cases.git(folder, "commit", "--quiet", "--all", "--message", "Period")
    chain = (folder / "data/releases/ornek/CHAIN").read_bytes()
    role = 'hukuk müşaviri: "#'
    given = {"EFFECTIVE": "2026-12-15", "KIND": "substantive", "PREPARED_BY": role,
             "NOTE_TR": "Süre değişti.", "NOTE_EN": "A period changed."}  # fmt: skip
    code, said = carried_out("prepare-release", "prepare", folder, forge, ("Approval",), **given)
    assert code == 0, said
    approvals = yaml.safe_load((folder / "data/approvals.yml").read_text(encoding="utf-8"))
    asked = approvals["release-2026-12-15"]
    assert asked["prepared_by"] == role
    assert asked["approved_by"].startswith("<")
    assert set(asked["digests"]) == {"tr", "en"}
    assert (folder / "data/releases/ornek/CHAIN").read_bytes() == chain
    code, _ = carried_out("prepare-release", "prepare", folder, forge, ("Approval",), **given
                          | {"EFFECTIVE": "2020-01-01"})  # fmt: skip
    assert code == 1


@pytest.mark.parametrize(
    ("who", "state", "code"),
    [("", "", 1), ("author", "APPROVED", 1), ("other", "COMMENTED", 1), ("other", "APPROVED", 0)],
)
def test_the_author_of_a_request_does_not_approve_it(
    project: Path, forge: Path, who: str, state: str, code: int
) -> None:
    merged = [{"number": 3, "merged_at": "2026-11-24", "user": {"login": "author"}}]
    (forge / "requests.json").write_text(json.dumps(merged))
    listed = [{"user": {"login": who}, "state": state}] if who else []
    (forge / "reviews.json").write_text(json.dumps(listed))
    done, _ = carried_out("publish", "show", project, forge, ("Two people",), REPOSITORY="o/r")
    assert done == code


def test_whoever_lets_a_release_pass_sees_what_it_changes(
    released: Path, tmp_path: Path, forge: Path
) -> None:
    """A redline of each changed text on paper; of a first release there is none."""
    (tmp_path / "p/words").mkdir(parents=True)
    data = Path(shutil.copytree(released, tmp_path / "p/data"))
    demo.reword(data)
    asked = ("publish", "show", tmp_path / "p", forge, ("Redlines",))
    assert carried_out(*asked, EFFECTIVE="2026-06-01", KIND="first") == (0, "")
    assert list((tmp_path / "p/words").iterdir()) == []
    code, said = carried_out(*asked, EFFECTIVE="2026-06-01", KIND="editorial")
    assert code == 0, said
    made = sorted(path.name for path in (tmp_path / "p/words/redlines").iterdir())
    assert made == ["cookies.en.pdf", "cookies.tr.pdf"]
    assert "çerezler" in (tmp_path / "p/words/changes.txt").read_text(encoding="utf-8").lower()
    shutil.rmtree(tmp_path / "p/words/redlines")
    code, _ = carried_out(*asked, EFFECTIVE="2020-01-01", KIND="editorial")
    assert code == 1


def test_the_nightly_check_tells_of_days(project: Path, tmp_path: Path, forge: Path) -> None:
    """What ends soon, in one issue."""
    folder = Path(shutil.copytree(project, tmp_path / "p"))
    soon = date.today() + timedelta(days=10)
    first = "code: COL-03, answer: yes, role: legal counsel, until: "
    cases.put(folder / "data/answers.yml", f"{first}2099-12-31", f"{first}{soon}")
    code, said = carried_out(
        "nightly",
        "nightly",
        folder,
        forge,
        ("Days", "Issue"),
        REPOSITORY="o/r",
        SOURCE_DATE_EPOCH="",
    )
    assert code == 0, said
    *_, last = (forge / "asked").read_text().splitlines()
    assert last == "api --method POST repos/o/r/issues --input issue.json --silent"
    body = json.loads((folder / "issue.json").read_text(encoding="utf-8"))["body"]
    assert "COL-03" in body
    assert "(30 gün içinde)" in body


def test_the_hook_before_a_commit_is_a_command_of_the_tool() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split() == ["notices", "check"]
    assert re.match(hook["files"], "data/processing/orders.yml")
    assert not re.match(hook["files"], "docs/index.tr.md")


def test_the_template_of_a_request_has_six_ticks() -> None:
    written = (SHIPPED / "pull_request_template.md").read_text(encoding="utf-8")
    assert written.count("- [ ] ") == 6
    owners = (SHIPPED / "CODEOWNERS").read_text(encoding="utf-8")
    assert all(f"\n{place} " in owners for place in ("/data/", "/data/releases/", "*"))
