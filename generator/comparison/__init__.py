"""Two expressions of one document → what changed between them, clause by clause.

The kind that a release must have follows from it: a changed fact is never less than
substantive. A person confirms the kind; nobody may call a change smaller than it is.
"""

from generator.comparison.changes import Change, FactsByClause, What, compare, substantive
from generator.comparison.corrections import Speller

__all__ = ["Change", "FactsByClause", "Speller", "What", "compare", "substantive"]
