"""A day as people type it."""

import re
from datetime import date

_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", re.ASCII)


def as_written(words: str) -> str:
    """`20.11.2026` and `20/11/2026` as the data has it; anything else as it was typed."""
    parts = _DAY.fullmatch(words.strip())
    if parts is None:
        return words
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
    except ValueError:  # no day of a calendar, which is said at its field
        return words
