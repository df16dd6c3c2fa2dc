"""Whose the folder is that a site is to be written into: only an absent one, an empty one, or a
site of this tool is replaced, and never one that holds anything else.

A built site says by `MARKER` at its root which entries of the root are its own. A folder with one
entry more (the root of a web server, somebody's notes) is refused, whatever its marker says.
"""

import os
import shlex
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.errors import LoadingError, Problem
from generator.message import Message, say
from generator.provenance import Origin

MARKER = ".kvkk-notices"
_FIRST_LINE = "A site built by kvkk-notices. The next build replaces this folder whole."
_OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}
_VERSION_CONTROL = {".git", ".hg", ".svn"}
_TOOL = Path(__file__).parents[1]
_INDEX = "api/v1/index.json"
_LOOKS = 10
"""How often a folder is looked at while other builds exchange it."""
_Refusal = tuple[Message, Message | None]


def mark(folder: Path) -> None:
    """Say that a finished site is one of this tool, and what stands at its root."""
    names = sorted({entry.name for entry in folder.iterdir()} - {MARKER})
    lines = "".join(f"{name}\n" for name in (_FIRST_LINE, *names))
    (folder / MARKER).write_text(lines, encoding="utf-8", newline="\n")


def checked(output: Path, sources: Collection[Path], looks: int = _LOOKS) -> Path:
    """The folder that `output` names, links followed; raises LoadingError if no site may be
    written there. `sources` is what a site is made from, which a build must never touch."""
    there = _identity(output)
    folder, refusal = _looked_at(output, sources)
    if not refusal:
        return folder
    if looks > 1 and _identity(output) != there:  # another build has exchanged it meanwhile
        return checked(output, sources, looks - 1)
    reason, first = refusal
    led = say(" (it leads to {folder})", folder=folder) if folder != output.absolute() else ""
    hint = say(
        "A build replaces its folder whole; name one that is not there yet, as in: "
        "notices build --output {name}",
        name=_free_name(sources),
    )
    raise refused(
        output,
        say("the site cannot be built in this folder{led}: {reason}.", led=led, reason=reason),
        say("{first} {then}", first=first, then=hint) if first else hint,
    )


def refused(output: Path, message: Message, hint: Message) -> LoadingError:
    """A refusal that names the folder as it was typed."""
    return LoadingError(Problem(Origin(str(output), line=0), message, hint))


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another that took its place; None where there is none."""
    try:
        found = folder.stat()
    except (OSError, RuntimeError):
        return None
    return found.st_dev, found.st_ino


def _looked_at(output: Path, sources: Iterable[Path]) -> tuple[Path, _Refusal | None]:
    """The folder that `output` names, and why it is refused."""
    try:
        folder = output.resolve()
        return folder, _refusal(folder, sources)
    except (OSError, RuntimeError) as error:  # a loop of links, a name too long, no right to read
        why = getattr(error, "strerror", None) or error
        return output, (say("it cannot be read: {why}", why=why), None)


def _refusal(folder: Path, sources: Iterable[Path]) -> _Refusal | None:
    """Why the folder is not to be replaced, and what to do about it."""
    reason = _place(folder, sources) or _access(folder)
    if reason or not folder.exists():
        return (reason, None) if reason else None
    foreign = sorted(_foreign(folder))
    if not foreign:
        return None
    shown = [*foreign[:3], *(["…"] if len(foreign) > 3 else [])]
    reason = say("it holds what no build wrote ({names})", names=shown)
    if (folder / _INDEX).is_file() and not (folder / MARKER).exists():
        return reason, say(
            "Move that away. Or it may be a site of an older version. If so, delete it: rm -r "
            "{folder}.",
            folder=shlex.quote(str(folder)),
        )
    return reason, say("Move that away.")


def _place(folder: Path, sources: Iterable[Path]) -> Message | None:
    """What is wrong with where the folder lies."""
    if folder.parent == folder:
        return say("it is the root of the file system")
    for reason, place in (
        (say("it is your home folder, or holds it"), _home()),
        (say("it is the current folder, or holds it"), Path.cwd()),
    ):
        if place and _lies_in(place, folder):
            return reason
    for source in sources:
        if _lies_in(source.resolve(), folder):
            return say("it is or holds “{source}”, from which the site is made", source=source)
        if _lies_in(folder, source.resolve()):
            return say("it lies inside “{source}”, from which the site is made", source=source)
    if _lies_in(_TOOL, folder) or _lies_in(folder, _TOOL):
        return say("it is, holds or lies inside the folder of this tool")
    if any(part.lower() in _VERSION_CONTROL for part in folder.parts):
        return say("it lies inside a folder of version control")
    return None


def _access(folder: Path) -> Message | None:
    """Why nothing could be written there, if it could not."""
    there = nearest(folder)
    if not there.is_dir():
        return say("it is a file") if there == folder else say("“{file}” is a file", file=there)
    if there == folder and os.path.ismount(folder):
        return say("it is a mounted volume, which cannot be replaced as a whole")
    for place in {there, nearest(folder.parent)}:
        if not os.access(place, os.W_OK | os.X_OK):
            return say("you have no right to write in “{folder}”", folder=place)
    return None


def nearest(folder: Path) -> Path:
    """The folder itself, or the first one around it that is there."""
    return next(path for path in (folder, *folder.parents) if os.path.lexists(path))


def _lies_in(inner: Path, outer: Path) -> bool:
    """Whether a place is another or lies inside it; also under another spelling of its name."""
    if inner.is_relative_to(outer):
        return True
    if not outer.exists():
        return False
    return any(path.exists() and path.samefile(outer) for path in (inner, *inner.parents))


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:  # nobody knows where it is
        return None


def _free_name(sources: Iterable[Path]) -> str:
    """A folder that can be named instead."""
    taken = {source.name for source in sources}
    names = ("site", *(f"site-{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in taken and not os.path.lexists(name))


def _foreign(folder: Path) -> set[str]:
    """The entries of a folder that no build wrote."""
    names = {entry.name for entry in folder.iterdir()} - _OF_THE_SYSTEM
    if not names:
        return names
    return names - (_marked(folder) - _VERSION_CONTROL)


def _marked(folder: Path) -> set[str]:
    """The entries that the marker names; none if it is not one of ours."""
    try:
        first, *names = (folder / MARKER).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    return {MARKER, *names} if first == _FIRST_LINE else set()
