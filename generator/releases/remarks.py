"""What people add to an entry in their own words: a note that readers see, a reason to withdraw.

It is frozen with the entry and shown as it is in pages, e-mails and files, so it is one line of
plain words.
"""

import re
import unicodedata

LIMIT = 500
"""The most letters that a remark may have."""
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
# Control, format (bidirectional, of no width, tags), private, and what ends a line.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def fault(words: str) -> str:
    """What is wrong with a remark, as the end of a sentence about it; empty when it is right."""
    if not words.strip():
        return "is empty; say it in one sentence."
    if len(words) > LIMIT:
        return f"has {len(words)} letters; {LIMIT} are the most."
    if unseen := next((sign for sign in words if unicodedata.category(sign) in _UNSEEN), ""):
        return (
            f"holds U+{ord(unseen):04X}, which nobody sees; write it in one line, by hand instead "
            "of a copy."
        )
    if markup := _MARKUP.search(words):
        return f"holds markup (“{markup[0]}”), which readers would see; write plain words."
    return ""
