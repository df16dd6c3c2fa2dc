"""The statute book: rows of law as data, each dated and cited.

The rows are YAML beside this file; a change in the law is one more dated row.
"""

from functools import partial
from pathlib import Path

from generator import cache
from generator.model.facts import Law

_FOLDER = Path(__file__).parent
CODE = (
    "authority characters clock colour decoding durations errors files languages law message model "
    "provenance source"
)
"""The rooms of the tool on which the statute book depends."""
_read: list[Law] = []
"""The statute book of this process, once it was read."""


def load() -> Law:
    """All rows, of every time; `Law.on(day)` gives those in force on a day.

    As they were read the last time, where the tool is the same.
    """
    if not _read:
        made_from = partial(cache.digest_of_tool, CODE)
        _read.append(cache.values(cache.beside("law.pickle"), made_from, _book))
    return _read[0]


def _book() -> Law:
    from generator.decoding import read_book  # a book that was read before needs no reader

    return read_book(Law, _FOLDER, "generator/law")


def take(book: Law) -> None:
    """Use `book` from here on: facts that were cached refer to its rows."""
    _read[:] = [book]


def forget() -> None:
    """The next `load` reads the files again."""
    _read.clear()
