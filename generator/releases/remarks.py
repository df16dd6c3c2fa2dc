"""What people add to an entry in their own words: a note that readers see, a reason to withdraw.

It is frozen with the entry and shown as it is in pages, e-mails and files, so it is one line of
plain words.
"""

import re

from generator.characters import REFUSED
from generator.message import say

LIMIT = 500
"""The most letters that a remark may have."""
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")


def fault(words: str) -> str:
    """What is wrong with a remark, as the end of a sentence about it; empty when it is right."""
    if not words.strip():
        return say("is empty; say it in one sentence.")
    if len(words) > LIMIT:
        return say("has {count} letters; {limit} are the most.", count=len(words), limit=LIMIT)
    if unseen := next((sign for sign in words if sign in "\t\n" or REFUSED.match(sign)), ""):
        return say(
            "holds {sign}, which nobody sees; write it in one line, by hand instead of a copy.",
            sign=f"U+{ord(unseen):04X}",
        )
    if markup := _MARKUP.search(words):
        return say(
            "holds markup (“{markup}”), which readers would see; write plain words.",
            markup=markup[0],
        )
    return ""
