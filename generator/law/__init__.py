"""The statute book: rows of law as data, each dated and cited.

The rows are YAML beside this file; a change in the law is one more dated row.
"""

from functools import cache
from pathlib import Path

from generator.decoding import read_book
from generator.model.facts import Law


@cache
def load() -> Law:
    """All rows, of every time; `Law.on(day)` gives those in force on a day."""
    return read_book(Law, Path(__file__).parent, "generator/law")
