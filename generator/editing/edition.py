"""Changes of files of one data folder: judged as a whole, written together or not at all."""

import difflib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator import loading, source
from generator.editing.draft import Draft
from generator.errors import EditingError, Problem
from generator.message import say
from generator.model.facts import Facts
from generator.provenance import Origin


class Edition:
    """The files of a data folder as they would be; files are named by their paths below it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, bytes] = {}
        self._drafts: dict[str, Draft] = {}
        self._gone: set[str] = set()
        self._put: dict[str, bytes] = {}

    def draft(self, name: str) -> Draft:
        """A file as it is by now, an empty one where there is none. Raises SourceError."""
        if name not in self._drafts:
            self._read[name] = self.bytes_of(name)
            self._drafts[name] = Draft.of(f"data/{name}", self._read[name])
        return self._drafts[name]

    def edit(self, name: str, change: Callable[[Draft], Draft]) -> None:
        """Change a file by one step or several."""
        self._drafts[name] = change(self.draft(name))

    def put(self, name: str, data: bytes) -> None:
        """Other bytes in a file that may not be understood, before or after."""
        self._read.setdefault(name, self.bytes_of(name))
        self._put[name] = data

    def delete(self, name: str) -> None:
        """Take a file away, whatever is written in it."""
        self._read.setdefault(name, self.bytes_of(name))
        self._gone.add(name)

    @property
    def contents(self) -> Mapping[str, bytes | None]:
        """The files that change, in the order in which they were first read; None: goes away."""
        changed = {name: draft.data for name, draft in self._drafts.items()} | self._put
        changed |= dict.fromkeys(self._gone, b"")
        return {
            name: None if name in self._gone else data
            for name, data in changed.items()
            if name in self._gone or data != self._read[name]
        }

    @property
    def before(self) -> Mapping[str, bytes | None]:
        """The files that change as they were read; None where there was none."""
        there = {name: (self.folder / name).exists() for name in self.contents}
        return {name: self._read[name] if there[name] else None for name in there}

    def difference(self) -> Iterator[str]:
        """Each file that changes, and its lines: `-` is as it was, `+` as it would be."""
        for name, data in self.contents.items():
            yield (self.folder / name).as_posix()
            both = (self._read[name], data or b"")
            yield from _difference(*(w.decode("utf-8", "replace").splitlines() for w in both))

    def judge(self) -> Facts:
        """What the folder would say; raises LoadingError with every mistake."""
        return loading.load(self.folder, self.contents)

    def write(self, *, judged: bool = True) -> None:
        """Write what was judged; no file is ever half of one, and all change or none.

        Not `judged`, one mistake after another can be mended. Raises LoadingError when the folder
        could not be understood afterwards, EditingError when a file has changed since it was read,
        or cannot be written.
        """
        if judged:
            self.judge()
        contents = self.contents
        with _staging(self.folder) as staging:
            for number, data in enumerate(contents.values()):
                _write(staging / str(number), data or b"")
            self._refuse_changed()
            self._replace(staging, contents)
        self._read |= {name: data or b"" for name, data in contents.items()}

    def _refuse_changed(self) -> None:
        hint = say("Read it again, and repeat the change.")
        changed = [
            Problem(Origin(f"data/{name}", 0), say("the file has changed meanwhile."), hint)
            for name, data in self._read.items()
            if self.bytes_of(name) != data
        ]
        if changed:
            raise EditingError(changed)

    def _replace(self, staging: Path, contents: Mapping[str, bytes | None]) -> None:
        """One name after another; what is cut off in between is taken back."""
        places = [(self.folder / name).resolve() for name in contents]
        files = [(staging / str(n), place) for n, place in enumerate(places)]
        gone = {
            place for place, data in zip(places, contents.values(), strict=True) if data is None
        }
        for new, target in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                shutil.copymode(target, new)
                shutil.copy2(target, new.with_suffix(".old"))
        done: list[tuple[Path, Path]] = []
        try:
            for new, target in files:
                done.append((new.with_suffix(".old"), target))
                if target in gone:
                    target.unlink()
                else:
                    new.replace(target)
        except BaseException:
            for old, target in done:
                if old.exists():
                    old.replace(target)
                else:
                    target.unlink(missing_ok=True)
            raise

    def bytes_of(self, name: str) -> bytes:
        """A file as it is on the disk, none where there is none. Raises SourceError."""
        try:
            return source.bytes_of(self.folder / name, f"data/{name}")
        except FileNotFoundError:
            return b""


def _difference(before: list[str], after: list[str]) -> Iterator[str]:
    """Rows of a list are much alike: none of their lines may be passed over as too frequent."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(2):
        yield say("@@ line {number} @@", number=group[0][1] + 1)
        for what, start, end, new_start, new_end in group:
            if what == "equal":
                yield from (f"  {line}" for line in before[start:end])
            else:
                yield from (f"- {line}" for line in before[start:end])
                yield from (f"+ {line}" for line in after[new_start:new_end])


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards; nothing reads names that begin with a point."""
    try:
        with tempfile.TemporaryDirectory(prefix=".editing-", dir=folder) as name:
            yield Path(name)
    except OSError as error:
        message = say("the files could not be written: {strerror}.", strerror=error.strerror)
        hint = say("Nothing has changed. Make room or give the right to write, and try again.")
        raise EditingError(Problem(Origin(str(folder), 0), message, hint)) from None


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
