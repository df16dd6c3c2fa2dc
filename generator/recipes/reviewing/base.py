"""The data with which a request is compared; what is wrong with them is one sentence."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator import loading
from generator.editing import Edition, upgrading
from generator.errors import NoticesError
from generator.message import Message, say
from generator.recipes import earlier


@dataclass(frozen=True, slots=True)
class Base:
    """The folder of the older data, None where there is none to compare with; `note` says why, or
    what was done to them first."""

    name: str
    folder: Path | None = None
    note: Message | None = None


@contextmanager
def base_at(data: Path, name: str) -> Iterator[Base]:
    """The data of `name` (a folder, or a ref of git) as today's tool reads them."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(earlier.data_at(data, name))
        except NoticesError:
            yield Base(name, note=_missing(data, name))
            return
        try:
            loading.load(folder)
            yield Base(name, folder)
            return
        except NoticesError as error:
            wrong = error
        copy = Path(stack.enter_context(tempfile.TemporaryDirectory())) / folder.name
        shutil.copytree(folder, copy)
        if _upgraded(copy):
            note = say(
                "The data of {base} are in an older form; for this comparison they were brought "
                "into today's (notices upgrade).",
                base=name,
            )
            yield Base(name, copy, note)
        else:
            yield Base(name, note=unreadable(name, wrong))


def unreadable(name: str, error: NoticesError) -> Message:
    """That the data of `name` cannot be read, with the first mistake."""
    first = error.problems[0]
    return say(
        "The data of {base} cannot be read ({place}: {message}), so what changed is not shown; the "
        "rest is reviewed.",
        base=name,
        place=first.origin,
        message=first.message,
    )


def _upgraded(folder: Path) -> bool:
    """Whether data of an older form can be read once they are written in today's."""
    try:
        edition = Edition(folder)
        upgrading.upgrade(edition)
        older = bool(edition.contents)
        edition.write()
    except NoticesError:
        return False
    return older


def _missing(data: Path, name: str) -> Message:
    asked = ["git", "-C", str(data), "rev-parse", "--is-shallow-repository"]
    try:
        done = subprocess.run(asked, check=False, capture_output=True, text=True)
    except OSError:
        done = None
    if done and done.stdout.strip() == "true":
        return say(
            "{base} is not in this shallow clone (fetch-depth: 0 brings it), so what changed is "
            "not shown; the rest is reviewed.",
            base=name,
        )
    return say(
        "There are no data to compare with under {base}, so what changed is not shown; the rest is "
        "reviewed.",
        base=name,
    )
