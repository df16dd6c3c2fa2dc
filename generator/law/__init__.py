"""The statute book: rows of law as data, each dated and cited.

The rows are YAML beside this file; a change in the law is one more dated row.
"""

from pathlib import Path

from generator.model.facts import Law

_FOLDER = Path(__file__).parent
_read: list[Law] = []
"""The statute book of this process, once it was read."""


def load() -> Law:
    """All rows, of every time; `Law.on(day)` gives those in force on a day."""
    if not _read:
        from generator.decoding import read_book  # a book that was read before needs no reader

        _read.append(read_book(Law, _FOLDER, "generator/law"))
    return _read[0]


def take(book: Law) -> None:
    """Use `book` from here on: facts that were cached refer to its rows."""
    _read[:] = [book]


def forget() -> None:
    """The next `load` reads the files again."""
    _read.clear()
