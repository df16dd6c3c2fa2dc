"""Scripts and verifiers that shops copy: which version each is, and which faults it still has.

A row is added when something that counted as proof, and was none, is mended; it is never removed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.message import Message, say


@dataclass(frozen=True, slots=True)
class Fix:
    """What the versions of `file` before `version` got wrong."""

    file: str
    version: str
    fault: Message


SCRIPT, VERIFIER = "notice.js", "verify_receipt"
FIXES = (
    Fix(SCRIPT, "2.0.0", say("words that nobody could see counted as shown")),
    Fix(SCRIPT, "2.0.0", say("texts that hold no more got receipts")),
    Fix(VERIFIER, "2.0.0", say("without its text, the receipt of a notice passed as a consent")),
    Fix(VERIFIER, "2.0.0", say("the language of a host decided on which day something happened")),
)
_KNOWN_BY = {
    SCRIPT: ("kvkk-message-approval", "customElements.define"),
    VERIFIER: ("received-late", "malformed:"),
}
"""Words that every version has, however it was made smaller."""
_VERSION = re.compile(
    r"""VERSION = ["']([0-9]{1,5}(?:\.[0-9]{1,5}){2})["']"""
    r"""|kvkk-notices notice\.js ([0-9]{1,5}(?:\.[0-9]{1,5}){2})"""
)


def file_of(content: str) -> str:
    """Which of our files a script is; empty if it is none."""
    known = _KNOWN_BY.items()
    return next((file for file, words in known if all(word in content for word in words)), "")


def version_of(content: str) -> str:
    """The version as the file says it; `1` for those that were made before there was a line."""
    found = _VERSION.search(content)
    return (found[1] or found[2]) if found else "1"


def faults(content: str) -> Iterator[Message]:
    """What is known to be wrong with a script of ours, each in words that end a sentence."""
    file, version = file_of(content), version_of(content)
    for fix in FIXES:
        if fix.file == file and _numbers(version) < _numbers(fix.version):
            yield fix.fault


def newest(file: str) -> str:
    """The version in which every known fault of a file is mended."""
    return max((fix.version for fix in FIXES if fix.file == file), key=_numbers)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
