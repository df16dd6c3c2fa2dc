"""The programs that open a request at a forge: `gh` for GitHub, `glab` for GitLab."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.recipes.proposing.git import Failed, Repository, run


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a branch at the forge into another one, and its words."""

    branch: str
    into: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Forge:
    """One program: how it says that it may write, finds an open request, and opens one."""

    program: str
    signed_in: tuple[str, ...]
    found: Callable[[Request], tuple[str, ...]]
    opened: Callable[[Request, Path], tuple[str, ...]]

    def is_ready(self, folder: Path) -> bool:
        """Whether the program is installed and knows its person."""
        return bool(shutil.which(self.program)) and self._says(self.signed_in, folder) is not None

    def existing(self, request: Request, folder: Path) -> str:
        """The address of the request that is open for the branch; empty without one."""
        return _address(self._says(self.found(request), folder) or "")

    def open(self, request: Request, folder: Path, words: Path) -> str:
        """Open a request, whose words are in a file; returns its address. Raises Failed."""
        return _address(run([self.program, *self.opened(request, words)], folder))

    def _says(self, arguments: tuple[str, ...], folder: Path) -> str | None:
        try:
            return run([self.program, *arguments], folder)
        except Failed:
            return None


_ADDRESS = re.compile(r"https?://[^\s\"'<>]+/(?:pull|merge_requests)/[0-9]+")


def _address(words: str) -> str:
    found = _ADDRESS.search(words)
    return found[0] if found else ""


GITHUB = Forge(
    "gh",
    ("auth", "status"),
    lambda r: ("pr", "list", f"--head={r.branch}", "--state=open", "--json=url", "--jq=.[0].url"),
    lambda r, words: (
        "pr", "create", f"--head={r.branch}", f"--base={r.into}", f"--title={r.title}",
        f"--body-file={words}",
    ),
)  # fmt: skip
GITLAB = Forge(
    "glab",
    ("auth", "status"),
    lambda r: ("mr", "list", f"--source-branch={r.branch}", "--output=json"),
    lambda r, _: (
        "mr", "create", f"--source-branch={r.branch}", f"--target-branch={r.into}",
        f"--title={r.title}", f"--description={r.body}", "--yes",
    ),
)  # fmt: skip


def forge_of(repository: Repository, remote: str) -> Forge | None:
    """The program that fits the address of a remote and is ready; the name of the host decides,
    and where it says nothing the program that is ready."""
    address = repository.asks("remote", "get-url", remote) or ""
    if "gitlab" in address:
        chosen = [GITLAB]
    elif "github" in address:
        chosen = [GITHUB]
    else:
        chosen = [GITHUB, GITLAB]
    return next((forge for forge in chosen if forge.is_ready(repository.folder)), None)
