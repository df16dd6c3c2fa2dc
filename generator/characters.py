"""The one list of characters that nothing printed or frozen may hold, wherever it comes from.

Two texts that look alike would have two digests, words could be read in another order than they
stand in, or a terminal would take them for a command. No Turkish or English word needs one of
them; a language whose writing does (Persian has U+200C) would have to be let through by name.
"""

import re

# In the order of Unicode: controls but tab and line end; soft hyphen; joiners, fillers and marks
# of direction; what ends a line beside U+000A; halves of pairs; private letters; variants of a
# letter; what is no character; tags. A test compares this with the data of Unicode.
REFUSED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff"
    "\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff"
    "\U000dfffe\U000dffff\U000e0000-\U000e0fff\U000efffe-\U0010ffff"
    "]"
)
"""Not U+0009 and U+000A, which are the blanks of a file of several lines."""


_USUAL = re.compile(
    "[\t\n\x20-\x7e\u00a0-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201f\u2020-\u2026\u20ac\u20ba]*"
)
"""None of these is refused. A run of them is passed over at once: asking about each letter takes
twenty times as long."""


def refused(words: str) -> re.Match[str] | None:
    """Where the first character stands that is refused."""
    usual = _USUAL.match(words)
    return REFUSED.search(words, usual.end() if usual else 0)


def first_refused(words: str) -> str:
    """The first character that is refused, as U+XXXX; empty where there is none."""
    match = refused(words)
    return f"U+{ord(match[0]):04X}" if match else ""


UNPRINTED = re.compile(
    "[^\t\n\x20-\x7e\u00a0-\u017f\u018f\u0192\u0218-\u021b\u0259\u02c6\u02dc\u1e9e\u2010-\u2015"
    "\u2018-\u201e\u2020-\u2022\u2026\u202f-\u2030\u2032\u2033\u2039\u203a\u20ac\u20ba\u2116\u2122]"
)
"""What the fonts that come with the tool do not draw: a PDF shows an empty box for it. A test
compares this with the fonts."""
