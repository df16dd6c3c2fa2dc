"""The entries of one file."""

from typing import TypeVar

from generator.provenance import Origin

T = TypeVar("T")


class Rows(dict[str, T]):
    """Entries by id. `untaken` are the keys below “defaults:” that every entry writes itself."""

    untaken: tuple[tuple[str, Origin], ...] = ()
