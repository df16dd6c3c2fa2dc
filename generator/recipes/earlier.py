"""The data as they were: another folder, or a commit of git that holds this one."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import LoadingError, Problem
from generator.message import say
from generator.provenance import Origin


@contextmanager
def data_at(data: Path, since: str) -> Iterator[Path]:
    """A folder with the data of `since`: a folder, or a ref of git (a tag, a branch, a commit).

    What git holds is laid out in a folder that is gone afterwards. Raises LoadingError.
    """
    if Path(since).is_dir():
        yield Path(since)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / data.absolute().name
        folder.mkdir()
        with tarfile.open(fileobj=io.BytesIO(_packed(data, since))) as packed:
            packed.extractall(folder, filter="data")
        yield folder


def _packed(data: Path, since: str) -> bytes:
    """The files of the folder `data` at a commit, as a tar file."""
    try:
        if since.startswith("-"):
            raise IndexError(since)
        commit = _git(data, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
        name = commit.decode().split()[0]
        return _git(data, "archive", "--format=tar", name)
    except (OSError, subprocess.CalledProcessError, IndexError) as error:
        raise LoadingError(
            Problem(
                Origin(str(data), 0),
                say("there is nothing to compare with under “{since}”.", since=since),
                say(
                    "Write a folder of data, or a tag, branch or commit of git that holds "
                    "this folder."
                ),
            )
        ) from error


def _git(data: Path, *arguments: str) -> bytes:
    asked = ["git", "-C", str(data), *arguments]
    return subprocess.run(asked, check=True, capture_output=True).stdout
