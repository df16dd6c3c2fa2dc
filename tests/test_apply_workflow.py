"""Workflow “apply”: a file of an issue is taken in from who may write, and from nobody else."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from generator.editing import Edition
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.sent import FORMAT
from generator.recipes.correcting.sheet import digest
from tests.conftest import STARTER
from tests.review_cases import git
from tests.test_workflows import SHIPPED, carried_out, workflow

PHONE = "controller.yml#phone"
GH = """#!/bin/sh
echo "$*" >> "$FORGE/asked"
case "$*" in
  *"/permission "*) cat "$FORGE/permission" ;;
  "pr create "*) echo "https://forge.example/o/r/pull/9" ;;
esac
"""
CURL = """#!/bin/sh
for word in "$@"; do last="$word"; done
echo "$last" >> "$FORGE/fetched"
cp "$FORGE/attachment" file
"""


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    folder = tmp_path / "forge"
    (folder / "bin").mkdir(parents=True)
    for name, words in (("gh", GH), ("curl", CURL)):
        (folder / "bin" / name).write_text(words, encoding="utf-8")
        (folder / "bin" / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("association", "permission", "writes"),
    [("OWNER", "admin", "yes"), ("MEMBER", "write", "yes"), ("MEMBER", "read", "no"),
     ("COLLABORATOR", "none", "no"), ("CONTRIBUTOR", "write", "no"), ("NONE", "admin", "no"),
     ("$(touch x)", "write", "no"), ("OWNER", "", "no")],
)  # fmt: skip
def test_only_who_may_write_is_listened_to(
    tmp_path: Path, forge: Path, association: str, permission: str, writes: str
) -> None:
    (forge / "permission").write_text(permission)
    output = tmp_path / "output"
    given = {"ASSOCIATION": association, "AUTHOR": "x; touch y", "REPOSITORY": "o/r",
             "GITHUB_OUTPUT": str(output)}  # fmt: skip
    assert carried_out("apply", "author", tmp_path, forge, ("Rights",), **given)[0] == 0
    assert output.read_text() == f"writes={writes}\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["forge", "output"]


def test_anybody_else_gets_one_comment(tmp_path: Path, forge: Path) -> None:
    """And nothing of theirs is read: the second job does not run."""
    given = {"REPOSITORY": "o/r", "NUMBER": "5"}
    assert carried_out("apply", "author", tmp_path, forge, ("Ignored",), **given)[0] == 0
    (asked,) = (forge / "asked").read_text().splitlines()
    assert asked.startswith("api --method POST repos/o/r/issues/5/comments")
    jobs = workflow("apply")["jobs"]
    assert jobs["apply"]["if"] == "needs.author.outputs.writes == 'yes'"
    assert jobs["apply"]["needs"] == "author"
    assert not any("BODY" in step.get("env", {}) for step in jobs["author"]["steps"])


class Sent:
    """An issue: its body, and the file to which its links lead."""

    def __init__(self, folder: Path, forge: Path) -> None:
        self.folder, self.forge = folder, forge
        self.server = str(folder.parent)
        self.link = f"{self.server}/user-attachments/files/12/changes.json"

    def steps(self, body: str, *only: str) -> tuple[int, str]:
        given = {"BODY": body, "SERVER": self.server, "REPOSITORY": "there.git", "NUMBER": "12",
                 "TOKEN": "t", "GH_TOKEN": "t", "BRANCH": "main", "AUTHOR": "ayse",
                 "RUNNER_TEMP": str(self.folder.parent / "temp")}  # fmt: skip
        return carried_out("apply", "apply", self.folder, self.forge, only, **given)

    def said(self) -> str:
        body = self.folder.parent / "temp/sent/body.json"
        return str(json.loads(body.read_text("utf-8"))["body"])

    def attached(self, digest_of: str = "") -> None:
        at = locate(Edition(self.folder / "data"), PHONE)
        change = {"act": "save", "place": PHONE, "digest": digest_of or digest(at),
                  "values": {"": "0312 111 11 11"}}  # fmt: skip
        self.sends(change)

    def sends(self, *changes: dict[str, object]) -> None:
        content = {"format": FORMAT, "who": {"name": "Ayşe"}, "language": "tr", "changes": changes}
        (self.forge / "attachment").write_text(json.dumps(content), "utf-8")

    @property
    def branches(self) -> str:
        return git(self.folder.parent / "there.git", "branch", "--list")


@pytest.fixture
def sent(tmp_path: Path, forge: Path) -> Sent:
    folder = tmp_path / "project"
    shutil.copytree(STARTER, folder / "data")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Base")
    git(tmp_path, "init", "--quiet", "--bare", "there.git")
    (folder / ".git/info/exclude").write_text(".cache\n")
    return Sent(folder, forge)


def test_a_file_becomes_a_request(sent: Sent) -> None:
    sent.attached()
    code, said = sent.steps(f"### Dosya\r\n\r\n[$(touch x).json]({sent.link})\r\n\r\n### Neden\r\n")
    assert code == 0, said
    assert "metin-degisikligi-12" in sent.branches
    show = git(sent.folder, "show", "--format=%B", "HEAD")
    assert show.startswith("Değişti: telefon\n")
    assert "+phone: 0312 111 11 11" in show
    assert git(sent.folder, "show", "--name-only", "--format=").split() == ["data/controller.yml"]
    assert "https://forge.example/o/r/pull/9" in sent.said()
    for words in ("telefon: 0312 000 00 00 → 0312 111 11 11", "Yeni bulgu yok."):
        assert words in sent.said()
    asked = (sent.forge / "asked").read_text("utf-8")
    assert "pr create --repo there.git --base main --head metin-degisikligi-12" in asked


def test_the_comment_says_what_the_rules_find_now_and_no_longer(sent: Sent) -> None:
    """In words, with the place, as `data/README.md` promises; here of what was pasted, which is
    taken where a file cannot be read."""
    place = "controller.yml#registered_name"
    at = locate(Edition(sent.folder / "data"), place)
    sent.sends({"act": "save", "place": place, "digest": digest(at), "values": {"": "Deniz A.Ş."}})
    pasted = (sent.forge / "attachment").read_text("utf-8")
    body = f"### Dosya\n\n_No response_\n\n### changes.json içeriği\n\n```json\n{pasted}\n```\n"
    assert sent.steps(body)[0] == 0
    assert not (sent.forge / "fetched").exists()
    assert "metin-degisikligi-12" in sent.branches
    assert sent.said().endswith(
        "\nYeni bulgu yok.\n\nKapanan bulgular:\n"
        "- ticaret unvanı: “Örnek Ticaret A.Ş.” örnek verilerden kalmış. [TXT-02[sample]]"
    )


def test_a_new_entry_stands_behind_the_others(sent: Sent) -> None:
    """Once: a second time its id is there already, which is said, and nothing is written."""
    new = {"act": "add", "place": "collection-points.yml#", "id": "counter", "doubts": {},
           "values": {"name.tr": "Masa", "name.en": "Counter"}}  # fmt: skip
    sent.sends(new)
    assert sent.steps(f"### Dosya\n\n[x]({sent.link})\n")[0] == 0
    assert "+counter:\n+  name: {tr: Masa, en: Counter}" in git(sent.folder, "show", "HEAD")
    assert sent.steps(f"### Dosya\n\n[x]({sent.link})\n", "Attachment", "Apply")[0] == 0
    assert "“counter” zaten var" in (sent.folder.parent / "temp/sent/said.txt").read_text("utf-8")


HOSTILE = {
    "another host": "[x](https://evil.example/user-attachments/files/1/changes.json)",
    "another path": "[x]({server}/o/r/raw/main/changes.json)",
    "a host behind a name": "[x]({server}@evil.example/user-attachments/files/1/changes.json)",
    "an option": "--config=/etc/passwd",
    "two files": "[x]({link}) [y]({link}2)",
    "in another part": "\n### Neden\n[x]({link})",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_only_one_attachment_of_the_forge_is_fetched(sent: Sent, name: str) -> None:
    sent.attached()
    words = HOSTILE[name].format(server=sent.server, link=sent.link)
    code, said = sent.steps(f"### Dosya\n\n{words}\n")
    assert code == 0, said
    assert not (sent.forge / "fetched").exists()
    assert "metin-degisikligi" not in sent.branches
    assert sent.said().startswith("Dosya alınmadı, hiçbir şey değiştirilmedi:")


def test_a_change_that_does_not_fit_is_said_and_nothing_is_made(sent: Sent) -> None:
    sent.attached(digest_of="0" * 32)
    assert sent.steps(f"### Dosya\n\n[x]({sent.link})\n")[0] == 0
    assert (
        f"telefon ({PHONE}): hata: burada yazan, dosya hazırlandığından beri değişmiş"
        in sent.said()
    )
    assert "metin-degisikligi" not in sent.branches
    (sent.forge / "attachment").write_bytes(b"PK\x03\x04 no archive")
    assert sent.steps(f"### Dosya\n\n[x]({sent.link})\n")[0] == 0
    assert "metin-degisikligi" not in sent.branches


def test_a_large_file_is_refused(sent: Sent) -> None:
    (sent.forge / "attachment").write_bytes(b" " * 5_000_001)
    assert sent.steps(f"### Dosya\n\n[x]({sent.link})\n")[0] == 0
    assert "5 MB" in sent.said()
    attachment = next(s for s in workflow("apply")["jobs"]["apply"]["steps"]
                      if s.get("name") == "Attachment")  # fmt: skip
    for option in ("--max-filesize 5000000", "--proto =https", "--proto-redir =https"):
        assert option in attachment["run"]


def test_the_form_has_the_headings_that_the_workflow_reads() -> None:
    form = yaml.safe_load((SHIPPED / "ISSUE_TEMPLATE/change.yml").read_text(encoding="utf-8"))
    labels = [part["attributes"].get("label") for part in form["body"]]
    written = (SHIPPED / "workflows/apply.yml").read_text(encoding="utf-8")
    assert "Dosya" in labels
    assert "contains(github.event.issue.body, '### Dosya')" in written
    assert "changes.json içeriği" in labels
    assert 'section "changes.json içeriği"' in written
