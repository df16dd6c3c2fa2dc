"""A desk whose changes are taken back at the end, and what lies in its folder."""

from collections.abc import Iterator
from pathlib import Path

from generator.recipes.correcting.desk import Desk


def bytes_of(data: Path) -> dict[str, bytes]:
    """Each file below the folder."""
    return {str(path): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def desk_of(data: Path, language: str) -> Iterator[Desk]:
    """For a fixture: each test takes back what it wrote; the last byte is as it was."""
    before = bytes_of(data)
    desk = Desk(data, language)
    yield desk
    for change in reversed(desk.changes):
        if not change.taken_back:
            desk.undo(change.number)
    assert bytes_of(data) == before
