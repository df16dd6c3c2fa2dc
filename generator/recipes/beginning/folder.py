"""The folder of a new controller: written once, whole; never over what somebody else wrote."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import EditingError, Problem
from generator.message import say
from generator.provenance import Origin

ASIDE = (".git", ".venv", ".cache", "site")
"""What git, the start files and a build put there."""
_NAMED = 200
"""So many files of somebody else are named; a whole disk would not be read."""
_PROGRAMS = (".sh", ".command")


def strangers(folder: Path, files: Mapping[str, bytes] | None = None) -> list[str]:
    """What lies in the folder and is none of `files`, or says something else."""
    return [name for name in sorted(_lying(folder)) if not _is_as(folder / name, files, name)]


def _is_as(path: Path, files: Mapping[str, bytes] | None, name: str) -> bool:
    try:
        return files is not None and name in files and path.read_bytes() == files[name]
    except OSError:
        return False


def inside(folder: Path) -> str:
    """Its path in the repository of git that is more than it; empty where there is none."""
    whole = folder.absolute()
    top = next((outer for outer in whole.parents if (outer / ".git").exists()), None)
    return whole.relative_to(top).as_posix() if top else ""


def refuse(folder: Path, names: list[str]) -> None:
    """Nothing is written beside files of somebody else; raises EditingError that names them all."""
    if not names:
        return
    hint = say("Name a folder that does not exist yet, or an empty one.")
    message = say("this is there already, and is not as a new controller begins.")
    shown = names if len(names) <= _NAMED else names[: _NAMED - 1]
    found = [Problem(Origin((folder / name).as_posix(), 0), message, hint) for name in shown]
    if more := len(names) - len(shown):
        words = say("{count} more files are there.", count=more)
        found.append(Problem(Origin(folder.as_posix(), 0), words, hint))
    raise EditingError(found)


def write(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write what is not there yet; how many files that was. Raises EditingError."""
    refuse(folder, strangers(folder, files))
    there = set(_lying(folder))
    new = {name: content for name, content in files.items() if name not in there}
    if not new:
        return 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as staged:
            for name, content in new.items():
                _write(Path(staged) / name, content)
            for name in new:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(staged) / name).replace(folder / name)
    except OSError as error:
        message = say("the files could not be written: {strerror}.", strerror=error.strerror)
        raise EditingError(Problem(Origin(str(folder), 0), message)) from None
    return len(new)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in _PROGRAMS:
        path.chmod(0o755)


def _lying(folder: Path) -> Iterator[str]:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise EditingError(Problem(Origin(str(folder), 0), say("this is no folder.")))
    for where, names, found in os.walk(folder):
        if Path(where) == folder:
            names[:] = [n for n in names if n not in ASIDE and not n.startswith(".new-")]
        yield from ((Path(where) / name).relative_to(folder).as_posix() for name in found)
