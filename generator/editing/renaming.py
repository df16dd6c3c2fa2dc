"""Keys of the older form → their names of today, in their files and in places that are accepted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path as FilePath

from generator import source
from generator.decoding import FORMER, kind_of
from generator.editing.draft import Draft
from generator.editing.edition import Edition
from generator.editing.values import Path
from generator.errors import SourceError
from generator.model.facts import Facts, patterns


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys by their former names, in `files`; `inner` where they stand below the id of an entry."""

    files: tuple[str, ...]
    inner: bool
    names: Mapping[str, str]

    def place(self, place: str) -> str:
        """A place in a file (`file#path`) by the names of today."""
        file, _, path = place.partition("#")
        found = re.fullmatch(r"([^.\[]+\.)?([a-z_]+)(.*)", path)
        if not any(map(FilePath(file).match, self.files)) or not found:
            return place
        above, key, rest = found.groups("")
        return (
            f"{file}#{above}{self.names.get(key, key)}{rest}"
            if self.inner is bool(above)
            else place
        )


@cache
def former() -> tuple[Keys, ...]:
    """What was renamed, by the files that hold it."""
    held = ((kind_of(Facts, f.name), f.metadata) for f in fields(Facts))
    return tuple(
        Keys(
            patterns(data.get("file") or data.get("entries") or f"{data['folder']}/"),
            "entries" in data,
            FORMER[kind],
        )
        for kind, data in held
        if kind in FORMER
    )


def place(written: str) -> str:
    """A place (`file#path`) as reports print it today."""
    for keys in former():
        written = keys.place(written)
    return written


def rename(edition: Edition) -> None:
    """Bring the keys of `edition` to their names of today, each where it stands.

    One beside its name of today stays, as does a file that cannot be read: the judge of the
    edition reports both.
    """
    for keys in former():
        for path in sorted(p for files in keys.files for p in edition.folder.glob(files)):
            file = path.relative_to(edition.folder).as_posix()
            for where, name in list(_written(edition, file, keys)):
                edition.edit(file, partial(Draft.rename_key, path=where, name=name))


def _written(edition: Edition, file: str, keys: Keys) -> Iterator[tuple[Path, str]]:
    """Where each former key stands, with its name of today."""
    try:
        node = edition.draft(file).node
    except SourceError:
        return
    for where, inner in _mappings(node, keys):
        present = inner.keys() if isinstance(inner, source.Mapping) else ()
        for old in present:
            if old in keys.names and keys.names[old] not in present:
                yield (*where, old), keys.names[old]


def _mappings(node: source.Node, keys: Keys) -> Iterator[tuple[Path, source.Node]]:
    if not keys.inner:
        yield (), node
    elif isinstance(node, source.Mapping):
        yield from (((entry.key,), entry.value) for entry in node.entries)
