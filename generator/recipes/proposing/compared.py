"""What was changed here: against the last commit, or against the start where there is no git."""

from dataclasses import dataclass, replace
from pathlib import Path

from generator.message import Message, say
from generator.pipeline import Settings
from generator.recipes.proposing.state import repository_of
from generator.recipes.reviewing.review import Review, review

LAST_COMMIT = say("the last commit")
START = say("the start of this preview")


@dataclass(frozen=True, slots=True)
class Since:
    """With what is compared: a ref of git or a folder, and what people call it."""

    name: str
    called: Message


def since(data: Path, start: Path | None = None) -> Since | None:
    """The last commit that holds the data; otherwise `start`, a copy of the folder as it was."""
    repository = repository_of(data)
    if repository and repository.asks("ls-tree", "--name-only", "HEAD", "."):
        return Since("HEAD", LAST_COMMIT)
    return Since(str(start), START) if start else None


def since_all(data: Path, into: str) -> Since | None:
    """The place at which a proposal left the branch `into`; None where git finds none."""
    repository = repository_of(data)
    commit = repository.asks("merge-base", "HEAD", f"refs/heads/{into}") if repository else None
    return Since(commit, say("the branch “{branch}”", branch=into)) if commit else None


def mine(settings: Settings, against: Since) -> Review:
    """What differs, as a review of a request would say it."""
    return replace(review(settings, against.name), base=against.called)
