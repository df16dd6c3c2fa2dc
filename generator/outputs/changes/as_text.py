"""Changes as plain lines."""

from collections.abc import Iterator, Sequence

from generator.comparison import Edit
from generator.outputs.changes.sentences import sentence


def lines(edits: Sequence[Edit], language: str) -> Iterator[str]:
    """A numbered line for each change."""
    for number, edit in enumerate(edits, 1):
        yield f"{number}. {sentence(edit, language)}"
