"""Two expressions of one document → what changed between them, clause by clause.

The kind that a release must have follows from it: a changed fact is never less than
substantive. A person confirms the kind; nobody may call a change smaller than it is.
`redline` shows the same to readers: both texts as one, and an entry for each change.
"""

from generator.comparison.changes import Change, What, compare, substantive
from generator.comparison.corrections import Speller
from generator.comparison.edits import Edit, Kind
from generator.comparison.naming import About, FactChange
from generator.comparison.reading import FactsByClause, Version
from generator.comparison.redline import VERSION, Redline, between, redline
from generator.comparison.translations import (
    Words,
    behind,
    changes,
    of_facts,
    same_but_for_marks,
)

__all__ = [
    "VERSION",
    "About",
    "Change",
    "Edit",
    "FactChange",
    "FactsByClause",
    "Kind",
    "Redline",
    "Speller",
    "Version",
    "What",
    "Words",
    "behind",
    "between",
    "changes",
    "compare",
    "of_facts",
    "redline",
    "same_but_for_marks",
    "substantive",
]
