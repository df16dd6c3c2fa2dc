"""What was proposed from here, and the way back to where a new correction begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.message import Message, say
from generator.recipes.proposing.git import Failed, Repository
from generator.recipes.proposing.state import Refused, changed_files, repository_of

INTO = "noticesinto"
"""The key of a branch that says into which one it is proposed; only proposals have it."""
URL = "noticesurl"
"""The key of a branch that says where its request is."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposal whose branch is checked out: `url` is that of the request, `patches` are the
    files to send in its place, `more` says that something changed since."""

    branch: str
    into: str
    url: str
    patches: tuple[Path, ...]
    more: bool


def proposed(data: Path, folder: Path) -> Proposed | None:
    """What is proposed from the repository of the data; patches lie in `folder`."""
    repository = repository_of(data)
    found = _proposal(repository) if repository else None
    if repository is None or found is None:
        return None
    branch, into = found
    url = repository.asks("config", f"branch.{branch}.{URL}") or ""
    patches = () if url else tuple(sorted(folder.resolve().glob(f"{branch}-???????.patch")))
    return Proposed(branch, into, url, patches, bool(changed_files(repository)[0]))


def afresh(data: Path) -> Iterator[Message]:
    """Bring back the branch into which it is proposed, as it is at the forge where that answers;
    the proposal stays on its own. Raises Refused, after which all is as it was."""
    repository = repository_of(data)
    found = _proposal(repository) if repository else None
    if repository is None or found is None:
        raise Refused(say("nothing was proposed from here."), say("Go on correcting."))
    branch, into = found
    files, _ = changed_files(repository)
    if files:
        raise Refused(
            say("this is not proposed yet and would be lost: {files}.", files=list(files)),
            say("Propose it as well, or take it back."),
        )
    try:
        repository.git("switch", "--quiet", into)
    except Failed:
        raise Refused(
            say("other files of this folder differ from those of “{branch}”.", branch=into),
            say("Ask whoever looks after this folder."),
        ) from None
    return _brought_back(repository, branch, into)


def _brought_back(repository: Repository, branch: str, into: str) -> Iterator[Message]:
    yield say("The texts are those of “{into}” again; the proposal “{branch}” stays.",
              into=into, branch=branch)  # fmt: skip
    remote = repository.asks("config", f"branch.{into}.remote")
    if not remote:
        return
    newest = ("merge", "--quiet", "--ff-only", "FETCH_HEAD")
    if (
        repository.asks("fetch", "--quiet", remote, into) is None
        or repository.asks(*newest) is None
    ):
        yield say("What others changed since could not be fetched.")


def _proposal(repository: Repository) -> tuple[str, str] | None:
    """The branch that is checked out and the one into which it is proposed."""
    branch = repository.asks("symbolic-ref", "--quiet", "--short", "HEAD")
    into = branch and repository.asks("config", f"branch.{branch}.{INTO}")
    return (branch, into) if branch and into else None
