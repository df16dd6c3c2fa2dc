"""How long something stays, measured in seconds, in the words of the data."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

DAY = 86_400.0
LONGEST = 400 * DAY
"""Chromium keeps no cookie longer, whatever is written (draft-ietf-httpbis-rfc6265bis, 5.5)."""
_UNITS = (
    ("year", 365 * DAY, 1),
    ("month", 30.4 * DAY, 12),
    ("day", DAY, 1),
    ("hour", 3_600.0, 1),
    ("minute", 60.0, 0),
)
_NEAR = 0.01
_AGE = re.compile(r"(?i);\s*max-age\s*=\s*(-?\d{1,12})")
_EXPIRES = re.compile(r"(?i);\s*expires\s*=\s*([^;]{1,60})")


def written(line: str, now: float) -> float | None:
    """Seconds for which a cookie is set by a `Set-Cookie` line or by a script; None until the
    session ends; 0 or less takes it away."""
    if age := _AGE.search(line):
        return float(age[1])
    if expires := _EXPIRES.search(line):
        day = _moment(expires[1].strip())
        return None if day is None else day - now
    return None


def _moment(words: str) -> float | None:
    """A day as servers and scripts write it; dashes stand for blanks in older ones."""
    try:
        moment = parsedate_to_datetime(words.replace("-", " "))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def in_words(seconds: float) -> str:
    """`2 years`, `13 months`, `90 days`, `30 minutes`: the largest unit that fits."""
    for unit, length, least in _UNITS:
        count = round(seconds / length)
        if count >= max(least, 1) and abs(seconds - count * length) <= _NEAR * seconds:
            return f"{count} {unit}{'s' if count != 1 else ''}"
    days = round(seconds / DAY)
    if days > 1:
        return f"{days} days"
    minutes = max(1, round(seconds / 60))
    return f"{minutes} minute{'s' if minutes != 1 else ''}"
