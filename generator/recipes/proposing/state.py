"""What stands in the repository, and why nothing can be proposed from there."""

import os
from dataclasses import dataclass
from pathlib import Path

from generator.errors import EditingError, Problem
from generator.message import Message, say
from generator.provenance import Origin
from generator.recipes.proposing.git import Repository

RELEASES = "releases/"
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply",
               "BISECT_LOG")  # fmt: skip


class Refused(EditingError):
    """Nothing can be proposed; nothing was written."""

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(Problem(Origin("git", 0), message, hint))


class Tangled(Refused):
    """What git alone can put in order; the hint is for whoever has a terminal."""


class Nameless(Refused):
    """All is well but for the name of the author."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whose name a commit bears; empty where git knows one."""

    name: str = ""
    email: str = ""


NOBODY = Author()


@dataclass(frozen=True, slots=True)
class State:
    """A repository in which something can be proposed.

    `branch` is checked out and `head` its commit; `files` are those of the data that changed and
    are proposed, `left` those that changed and stay behind, both below the folder of the data.
    """

    repository: Repository
    branch: str
    head: str
    files: tuple[str, ...]
    left: tuple[str, ...]


def repository_of(data: Path) -> Repository | None:
    """The repository that holds the data; None where there is none, or no git."""
    repository = Repository(data)
    return repository if repository.asks("rev-parse", "--is-inside-work-tree") == "true" else None


def state(data: Path, author: Author) -> State:
    """What stands there. Raises Refused with what to do."""
    repository = repository_of(data)
    if repository is None:
        raise Refused(
            say("this folder is in no repository of git, or git is not installed."),
            say("Send the changed files of data/ to whoever looks after the texts."),
        )
    head = repository.asks("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if head is None:
        raise Refused(
            say("nothing has been committed in this repository yet, so there is no beginning."),
            say("Whoever set it up makes the first commit; then propose again."),
        )
    _refuse_unfinished(repository)
    branch = repository.asks("symbolic-ref", "--quiet", "--short", "HEAD")
    if branch is None:
        raise Tangled(
            say("no branch is checked out here (detached HEAD)."),
            say("Go back to a branch first, for example: git switch main"),
        )
    _refuse_staged(repository)
    files, left = changed_files(repository)
    if not files:
        raise Refused(
            say("nothing in data/ differs from the last commit."),
            say("Change a fact first; then propose it."),
        )
    _refuse_nameless(repository, author)
    return State(repository, branch, head, files, left)


def _refuse_unfinished(repository: Repository) -> None:
    folder = Path(repository.git("rev-parse", "--absolute-git-dir"))
    conflicts = repository.git("ls-files", "--unmerged")
    if conflicts or any((folder / name).exists() for name in _UNFINISHED):
        raise Tangled(
            say("something else is unfinished here (a merge, a rebase or a conflict)."),
            say("Finish it or give it up (“git status” says how); then propose again."),
        )


def _refuse_staged(repository: Repository) -> None:
    """Other work that waits for a commit would be taken along or lost."""
    top = repository.git("rev-parse", "--show-prefix")
    staged = _names(repository.git("diff", "--cached", "--name-only", "--no-renames", "-z"))
    others = [name for name in staged if not name.startswith(top)]
    if others:
        raise Tangled(
            say("other changes are staged for a commit: {files}.", files=_some(others)),
            say("Commit them first, or take them out: git restore --staged FILE"),
        )
    again = _names(repository.git("diff", "--name-only", "--no-renames", "-z"))
    twice = [name for name in staged if name in again]
    if twice:
        raise Tangled(
            say("a part of a file is staged and another part is not: {files}.", files=_some(twice)),
            say("Take it out of the index, which changes no file: git restore --staged FILE"),
        )


def changed_files(repository: Repository) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Files of the data that differ from the last commit: those that are proposed, and others."""
    known = _names(
        repository.git("diff", "HEAD", "--name-only", "--no-renames", "--relative", "-z", "--", ".")
    )
    new = _names(repository.git("ls-files", "--others", "--exclude-standard", "-z", "--", "."))
    files = [name for name in known if not name.startswith(RELEASES)]
    files += [name for name in new if not _stays(name)]
    left = [name for name in (*known, *new) if name not in files]
    return tuple(sorted(files)), tuple(sorted(left))


def _stays(name: str) -> bool:
    """Whether a file that git does not know is no data: of a release, or hidden."""
    return name.startswith(RELEASES) or any(p.startswith(".") for p in Path(name).parts)


def _refuse_nameless(repository: Repository, author: Author) -> None:
    for role in ("name", "email"):
        known = os.environ.get(f"GIT_AUTHOR_{role.upper()}") or repository.asks(
            "config", f"user.{role}"
        )
        if not known and not getattr(author, role):
            raise Nameless(
                say("git does not know who you are, and a commit bears a name and an address."),
                say("Write them behind “--name” and “--email”, or in the fields of the panel."),
            )


def _names(listed: str) -> list[str]:
    return [name for name in listed.split("\0") if name]


def _some(names: list[str]) -> str:
    more = len(names) - 3
    return ", ".join(names[:3]) + (f" + {more}" if more > 0 else "")
