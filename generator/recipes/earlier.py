"""The data as they were: another folder, or a commit of git that holds this one."""

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import LoadingError, Problem
from generator.message import say
from generator.provenance import Origin

_RELEASE = re.compile(r"\d{4}-\d\d-\d\d(-\d+)?", re.ASCII)


@contextmanager
def data_at(data: Path, since: str) -> Iterator[Path]:
    """A folder with the data of `since`: a folder, a ref of git (a tag, a branch, a commit), or a
    release by its id, with the data of the commit that brought it.

    What git holds is laid out in a folder that is gone afterwards. Raises LoadingError.
    """
    if Path(since).is_dir():
        yield Path(since)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / data.absolute().name
        folder.mkdir()
        with tarfile.open(fileobj=io.BytesIO(_packed(data, since))) as packed:
            # Python before 3.11.4 knows no filter; git packs no name that leads out of the folder.
            packed.extraction_filter = getattr(tarfile, "data_filter", None)
            packed.extractall(folder)
        yield folder


def _packed(data: Path, since: str) -> bytes:
    """The files of the folder `data` at a commit, as a tar file."""
    try:
        if since.startswith("-"):
            raise IndexError(since)
        return _git(data, "archive", "--format=tar", _released(data, since) or _named(data, since))
    except (OSError, subprocess.CalledProcessError, IndexError) as error:
        raise LoadingError(
            Problem(
                Origin(str(data), 0),
                say("there is nothing to compare with under “{since}”.", since=since),
                say(
                    "Write a folder of data, a release, or a tag, branch or commit of git that "
                    "holds this folder."
                ),
            )
        ) from error


def _released(data: Path, since: str) -> str:
    """The commit that brought a release; empty where `since` is the id of none."""
    if not _RELEASE.fullmatch(since):
        return ""
    place = f":(glob)releases/*/{since}/manifest.json"
    asked = ("log", "--diff-filter=A", "--format=%H", "-n1", "--", place)
    return _git(data, *asked).decode().strip()


def _named(data: Path, since: str) -> str:
    commit = _git(data, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    return commit.decode().split()[0]


def _git(data: Path, *arguments: str) -> bytes:
    asked = ["git", "-C", str(data), *arguments]
    return subprocess.run(asked, check=True, capture_output=True).stdout
