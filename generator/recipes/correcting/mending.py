"""Files with mistakes: what is wrong in which lines, the lines to be mended, writing them.

One mistake may hide others, and a file may have several: each time the lines are written, and the
rest is said. What no line of an office can mend (no text, no right to write, git's marks of two
versions) is said in words, and nothing is written.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator import loading
from generator.errors import NoticesError, Problem
from generator.message import Message, say
from generator.recipes.correcting.desk import Change, Desk, Outdated, refused_at
from generator.recipes.correcting.located import writable
from generator.recipes.questioning.wording import place_of

LONGEST = 20_000
"""Letters of the lines that are written at once."""
_DATA = "data/"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_BREAK = re.compile(r"\r\n|\r|\n")
_VERSIONS = re.compile(r"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
_UNREAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
GONE = say(
    "The file is not there any more; somebody deleted or renamed it. Ask who keeps the files."
)
NO_TEXT = say("The file is no text; perhaps a picture or a document was saved under its name. "
              "Put the right file back.")  # fmt: skip
VERSIONS = say("Two people changed the same lines, and both versions stand in the file between "
               "<<<<<<< and >>>>>>>. Whoever keeps the files must choose.")  # fmt: skip
READ_ONLY = say("The file may only be read. Ask who keeps the files for the right to change it.")
ELSEWHERE = say("This file is not changed in the page.")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake: its line and column (0: of the whole file), the letters of that line."""

    line: int
    column: int
    words: Sequence[str]
    written: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file, from number `start` (the first is 1)."""

    start: int
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A file with mistakes: its lines to be mended, or why they cannot be (`told`)."""

    file: str
    digest: str
    told: str
    faults: Sequence[Fault]
    lines: Sequence[Lines]


def broken(data: Path) -> list[Broken]:
    """Every file of the folder that cannot be understood, with all its mistakes."""
    try:
        loading.load(data)
    except NoticesError as error:
        files: dict[str, list[Problem]] = {}
        for problem in error.problems:
            files.setdefault(problem.origin.file.removeprefix(_DATA), []).append(problem)
        return [_broken(data, file, problems) for file, problems in files.items()]
    return []


def mend(desk: Desk, file: str, digest: str, mended: Sequence[Lines]) -> Change | None:
    """Write lines of a file with mistakes; raises Refused, after which nothing is written."""
    data = desk.folder
    with desk.writing() as edition:
        told, content = _content(data, file)
        if told:
            raise refused_at(file, told)
        if _digest(content) != digest:
            raise Outdated(file)
        rows, last = _rows(content), 0
        for part in sorted(mended, key=lambda part: part.start):
            if part.start <= last or not 0 <= part.count <= len(rows) - part.start + 1:
                raise refused_at(file, say("this form is not that of the place. Open it again."))
            last = part.start + part.count - 1
        if sum(len(part.text) for part in mended) > LONGEST:
            raise refused_at(file, say("this is longer than {count} letters.", count=LONGEST))
        for part in sorted(mended, key=lambda part: -part.start):
            rows[part.start - 1 : part.start - 1 + part.count] = _typed(part.text, content)
        new = "".join(rows)
        if _UNREAD.search(new) or _VERSIONS.search(new):
            raise refused_at(file, say("no file may hold these characters."))
        edition.put(file, new.encode())
        names = dict.fromkeys(("tr", "en"), f"{_DATA}{file}")
        return desk.written(edition, place_of(file, ()), names, mended=True)


def _broken(data: Path, file: str, problems: Sequence[Problem]) -> Broken:
    told, content = _content(data, file)
    rows = _rows(content)
    faults = [_fault(problem, rows) for problem in problems]
    lines = [] if told else list(_spans(sorted(f.line for f in faults if f.line), rows))
    return Broken(file, _digest(content), told or "", faults, lines)


def _content(data: Path, file: str) -> tuple[Message | None, str]:
    """Why a file cannot be mended here (None: it can), and what it says."""
    path = data / file
    if not os.path.lexists(path):
        return GONE, ""
    if not writable(data, file):
        return ELSEWHERE, ""
    try:
        content = path.read_bytes()
        if not (os.access(path, os.W_OK) and path.stat().st_mode & stat.S_IWUSR):
            return READ_ONLY, content.decode("utf-8", "replace")
        text = content.decode()
    except OSError:
        return READ_ONLY, ""
    except UnicodeDecodeError:
        return NO_TEXT, ""
    if _UNREAD.search(text):
        return NO_TEXT, ""
    return (VERSIONS if _VERSIONS.search(text) else None), text


def _fault(problem: Problem, rows: Sequence[str]) -> Fault:
    line = problem.origin.line if 0 < problem.origin.line <= len(rows) else 0
    written = rows[line - 1].rstrip("\r\n") if line else ""
    words = [words for words in (problem.message, problem.hint) if words]
    return Fault(line, problem.origin.column if line else 0, words, written)


def _spans(numbers: Sequence[int], rows: Sequence[str]) -> Iterator[Lines]:
    """The lines with mistakes, each with its neighbours; what touches is one."""
    spans: list[list[int]] = []
    for number in numbers:
        start, end = max(1, number - 1), min(len(rows), number + 1)
        if spans and start <= spans[-1][1] + 1:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([start, end])
    for start, end in spans:
        text = "".join(rows[start - 1 : end])
        yield Lines(start, end - start + 1, "\n".join(_BREAK.split(text)).removesuffix("\n"))


def _typed(text: str, content: str) -> list[str]:
    """What was typed, with the line ends of the file."""
    match = _BREAK.search(content)
    end = match[0] if match else "\n"
    return [f"{line}{end}" for line in _BREAK.split(text)] if text else []


def _rows(content: str) -> list[str]:
    return [row for row in _LINE.findall(content) if row]


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:32]


def lines_of(asked: object) -> list[Lines] | None:
    """The lines of a request; None where it is of another form."""
    rows: list[Lines] = []
    for row in asked if isinstance(asked, list) else ():
        if not isinstance(row, Mapping):
            return None
        start, count, text = (row.get(key) for key in ("start", "count", "text"))
        if type(start) is not int or type(count) is not int or not isinstance(text, str):
            return None
        rows.append(Lines(start, count, text))
    return rows or None
