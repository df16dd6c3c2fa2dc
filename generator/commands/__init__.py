"""One command of `notices` a file, found by its name; a file that begins with `_` holds none.

Exit codes: 0 fine, 1 findings or a refusal, 2 input that cannot be understood.
"""

from generator.commands._group import main

__all__ = ["FINDINGS", "FINE", "UNUSABLE", "main"]

FINE, FINDINGS, UNUSABLE = 0, 1, 2
