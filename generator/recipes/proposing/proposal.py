"""A branch and a commit with the changed files of `data/`, and a request or a patch for them.

The commit is made in an index of its own and handed over before any branch here moves: until all of
it has succeeded, branch, index and files are as they were. Files are never written.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.catalogue import said
from generator.errors import LoadingError
from generator.message import say
from generator.pipeline import Settings
from generator.places import DATA, placed
from generator.recipes.proposing import words
from generator.recipes.proposing.compared import mine, since
from generator.recipes.proposing.forges import Forge, Request, forge_of
from generator.recipes.proposing.git import Failed, Repository
from generator.recipes.proposing.returning import INTO, URL
from generator.recipes.proposing.state import NOBODY, Author, Refused, State, Tangled, state
from generator.recipes.reviewing.review import Review

_TEMPLATE = ".github/pull_request_template.md"
_NAMES = {"tr": "oneri"}


@dataclass(frozen=True, slots=True)
class Result:
    """What was made. `url` is that of the request, `patch` a file in its place; `again` says that
    an older proposal grew by this one."""

    branch: str
    into: str
    url: str = ""
    patch: Path | None = None
    again: bool = False


@dataclass(frozen=True)
class Proposal:
    """What would be made, in words of `language`."""

    state: State
    author: Author
    title: str
    body: str
    branch: str
    into: str

    @property
    def again(self) -> bool:
        """Whether it is added to the proposal whose branch is checked out."""
        return self.branch == self.state.branch

    def make(self, folder: Path) -> Result:
        """Make it; a patch, where no forge can be asked, is written into `folder`.

        Raises Refused or Failed, after which all is as it was.
        """
        repository, remote = self.state.repository, self._remote()
        forge = forge_of(repository, remote) if remote else None
        if forge:
            self._refuse_more(remote)
        commit = self._commit()
        made = Result(self.branch, self.into, again=self.again)
        with self._handed_over(forge, remote, commit, folder) as (url, patch):
            self._move(commit)
        if url:
            repository.asks("config", f"branch.{self.branch}.{URL}", url)
        return replace(made, url=url, patch=patch)

    def _commit(self) -> str:
        git, env = self.state.repository.git, self._env()
        with tempfile.TemporaryDirectory() as name:
            own = {"GIT_INDEX_FILE": str(Path(name) / "index")}
            git("read-tree", self.state.head, env=own)
            self._with_files("add", "--all", env=own)
            tree = git("write-tree", env=own)
        signed = self.state.repository.asks("config", "--bool", "commit.gpgsign") == "true"
        message = f"{self.title}\n\n{self.body}\n"
        options = ["-S"] if signed else []
        return git("commit-tree", *options, "-p", self.state.head, tree, env=env, text=message)

    def _env(self) -> dict[str, str]:
        given = {"NAME": self.author.name, "EMAIL": self.author.email}
        return {
            f"GIT_{role}_{what}": value
            for what, value in given.items() if value
            for role in ("AUTHOR", "COMMITTER")
        }  # fmt: skip

    def _with_files(self, *command: str, env: dict[str, str] | None = None) -> None:
        """A command of git on the files that are proposed; a name is no pattern."""
        given = ("--pathspec-from-file=-", "--pathspec-file-nul")
        listed = "\0".join(self.state.files)
        self.state.repository.git("--literal-pathspecs", *command, *given, env=env, text=listed)

    @contextmanager
    def _handed_over(
        self, forge: Forge | None, remote: str, commit: str, folder: Path
    ) -> Iterator[tuple[str, Path | None]]:
        """At the forge, or as a patch; taken back where what follows does not succeed."""
        if forge is None:
            patch = self._patch(commit, folder)
            try:
                yield "", patch
            except BaseException:
                patch.unlink(missing_ok=True)
                raise
            return
        git = self.state.repository.git
        git("push", "--quiet", remote, f"{commit}:refs/heads/{self.branch}")
        try:
            yield self._opened(forge), None
        except BaseException:
            if not self.again:
                with suppress(Failed):
                    git("push", "--quiet", remote, f":refs/heads/{self.branch}")
            raise

    def _opened(self, forge: Forge) -> str:
        folder = self.state.repository.folder
        request = Request(self.branch, self.into, self.title, self._with_ticks())
        known = forge.existing(request, folder) if self.again else ""
        if known:
            return known
        with tempfile.TemporaryDirectory() as name:
            text = Path(name) / "request.md"
            text.write_text(request.body, encoding="utf-8")
            return forge.open(request, folder, text)

    def _with_ticks(self) -> str:
        """The words of the request, and what the project asks of each."""
        top = self.state.repository.git("rev-parse", "--show-toplevel")
        try:
            ticks = (Path(top) / _TEMPLATE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return self.body
        return f"{self.body}\n\n{ticks}"

    def _patch(self, commit: str, folder: Path) -> Path:
        content = self.state.repository.git("format-patch", "-1", "--stdout", commit)
        short = commit[:7]
        patch = folder / f"{self.branch}-{short}.patch"
        try:
            patch.write_text(f"{content}\n", encoding="utf-8", newline="\n")
        except OSError as error:
            raise Refused(
                say("the file {file} cannot be written: {why}.", file=patch, why=error.strerror),
                say("Make room or start in a folder in which you may write."),
            ) from None
        return patch

    def _move(self, commit: str) -> None:
        """The branch, the index of the proposed files, and then what is checked out."""
        git = self.state.repository.git
        old = self.state.head if self.again else "0" * len(self.state.head)
        if not self.again:
            git("config", f"branch.{self.branch}.{INTO}", self.into)
        try:
            git("update-ref", f"refs/heads/{self.branch}", commit, old)
        except Failed:
            if not self.again:
                self.state.repository.asks("config", "--remove-section", f"branch.{self.branch}")
            raise
        if not self.again:
            git("symbolic-ref", "HEAD", f"refs/heads/{self.branch}")
        self._with_files("reset", "--quiet")

    def _remote(self) -> str:
        """The place from which the branch came; empty without one."""
        repository = self.state.repository
        known = repository.git("remote").split()
        named = repository.asks("config", f"branch.{self.into}.remote")
        if named in known:
            return named or ""
        return "origin" if "origin" in known else known[0] if len(known) == 1 else ""

    def _refuse_more(self, remote: str) -> None:
        """A request holds all commits that the forge does not know: here it holds one."""
        if self.again:
            return
        repository, there = self.state.repository, f"refs/remotes/{remote}/{self.into}"
        if repository.asks("rev-parse", "--verify", "--quiet", there) is None:
            raise Tangled(
                say("the branch “{branch}” is not at the forge.", branch=self.into),
                say("Propose from a branch that is there, for example: git switch main"),
            )
        count = int(repository.git("rev-list", "--count", f"{there}..{self.state.head}"))
        if count:
            raise Tangled(
                say("{count} commits of “{branch}” are not at the forge and would be taken along.",
                    count=count, branch=self.into),
                say("Send them first: git push"),
            )  # fmt: skip


def prepared(
    settings: Settings,
    language: str,
    author: Author = NOBODY,
    title: str = "",
) -> tuple[Proposal, Review]:
    """What would be proposed of the data of `settings`, and what it changes.

    Raises Refused, or LoadingError where the data cannot be read.
    """
    there = state(settings.data, author)
    base = since(settings.data)
    assert base
    found = mine(settings, base)
    if found.mistakes:
        raise LoadingError(found.mistakes)
    repository = there.repository
    into = repository.asks("config", f"branch.{there.branch}.{INTO}")
    name = there.branch if into else _free(repository, settings, language)
    first = words.one_line(title) or words.title(found, language)
    where = repository.git("rev-parse", "--show-prefix").strip().rstrip("/") or DATA
    body = placed(words.body(found, settings.data, language), where)
    if where != DATA:  # one of several
        body = f"{said(say('Folder: {folder}', folder=where), language)}\n\n{body}"
    return Proposal(there, author, first, body, name, into or there.branch), found


def _free(repository: Repository, settings: Settings, language: str) -> str:
    """A name that no branch has, here or at the forge as far as is known here."""
    stem = f"{_NAMES.get(language, 'proposal')}-{settings.day}"
    listed = repository.git("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
    taken = {ref.rpartition("/")[2] for ref in listed.splitlines()}
    number = 1
    while (name := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return name
