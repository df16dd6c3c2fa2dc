"""Commands of `notices` that have a file of their own; `cli` adds them to the others.

Exit codes: 0 fine, 1 findings or a refusal, 2 input that cannot be understood.
"""

FINE, FINDINGS, UNUSABLE = 0, 1, 2
