"""Changes as Markdown, for a comment that people read before they approve."""

import re
from collections.abc import Iterator, Sequence

from generator.comparison import Edit
from generator.outputs.changes.sentences import place, what

_SIGN = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def lines(edits: Sequence[Edit], language: str) -> Iterator[str]:
    """A line of a list for each change; no word of a text is read as markup."""
    for number, edit in enumerate(edits, 1):
        yield f"{number}. **{_plain(place(edit, language))}** – {_plain(what(edit, language))}"


def title(words: str, language: str) -> str:
    """The heading over the changes of one text."""
    return f"### {_plain(words)} ({language})"


def _plain(words: str) -> str:
    return _SIGN.sub(r"\\\1", " ".join(words.split()))
