"""One command of `notices` a file, found by its name; a file that begins with `_` is none.

Exit codes: 0 fine, 1 findings or a refusal, 2 input that cannot be understood.
"""

FINE, FINDINGS, UNUSABLE = 0, 1, 2
