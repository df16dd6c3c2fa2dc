"""The file room: a folder outside every repository, for what holds personal data.

Applications of people and breaches are written down there and nowhere else: a repository keeps
what was written into it for ever, and shows it to all who may read it.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from generator.decoding import read_book
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.model.data import DataItem
from generator.model.facts import Facts, Law
from generator.model.statute import Right, Statute
from generator.provenance import Origin

B = TypeVar("B")
_MARKS = (".git", ".hg", ".svn")


@dataclasses.dataclass(frozen=True, slots=True)
class Shelf(Generic[B]):
    """What can be read of a book, and what is wrong with each file of its folders that cannot, by
    the path below the room (`incidents/2026-1.yml`)."""

    book: B
    broken: Mapping[str, tuple[Problem, ...]]

    def refuse(self, name: str) -> None:
        """Raises LoadingError with the mistakes of one file, where it has any."""
        if name in self.broken:
            raise LoadingError(self.broken[name])


@dataclasses.dataclass(frozen=True, slots=True)
class FileRoom:
    """A folder that may hold personal data; made by `open_room` alone."""

    folder: Path

    def read(self, kind: type[B], known: Facts, law: Law | None = None) -> Shelf[B]:
        """A book of the room: an object whose fields name files of it, as those of `Facts` do.

        It may refer to categories, recipients, groups of people, activities, collection points and
        consents in `known` by their ids, and to rights and statutes of the `law`. Whatever `kind`
        does not name is left alone. A file of a folder is one case: where it cannot be read, the
        others are. Raises LoadingError with every mistake of a file that holds several.
        """
        try:
            return Shelf(self._read(kind, known, law, ()), {})
        except LoadingError as error:
            broken = self.by_case(kind, error.problems)
        return Shelf(self._read(kind, known, law, broken), broken)

    def by_case(self, kind: type, problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
        """The problems by the file of the case that has them, as its path below the room.

        Raises LoadingError with all of them where one is in a file that holds several cases.
        """
        folders = [f.metadata["folder"] for f in dataclasses.fields(kind) if "folder" in f.metadata]
        found: dict[str, tuple[Problem, ...]] = {}
        listed = list(problems)
        for problem in listed:
            path = problem.origin.file.removeprefix(f"{self.folder.name}/")
            if not path.startswith(tuple(f"{folder}/" for folder in folders)):
                raise LoadingError(listed)
            found[path] = (*found.get(path, ()), problem)
        return found

    def _read(self, kind: type[B], known: Facts, law: Law | None, without: Iterable[str]) -> B:
        named = {value for f in dataclasses.fields(kind) for value in f.metadata.values()}  # type: ignore[arg-type]
        strangers = {path.name for path in self.folder.iterdir()} - named
        return read_book(
            kind,
            self.folder,
            self.folder.name,
            known=_by_type(known) | (_of_law(law) if law else {}),
            other_folders=tuple(sorted(strangers)),
            contents=dict.fromkeys(without),
            home=say("the folder data/"),
        )


def open_room(folder: Path) -> FileRoom:
    """The room in `folder`; raises LoadingError where there is none, or where it lies in a
    repository."""
    if not folder.is_dir():
        message = say("there is no such folder.")
        hint = say("Make a folder outside the repository and name it with --file-room.")
        raise LoadingError(Problem(Origin(str(folder), 0), message, hint))
    keep_out(folder)
    return FileRoom(folder)


def keep_out(folder: Path) -> None:
    """Raises LoadingError where a folder, which need not be there yet, lies in a repository."""
    whole = folder.resolve()
    for above in (whole, *whole.parents):
        if any((above / mark).exists() for mark in _MARKS):
            message = say(
                "this folder lies in the repository “{name}”: applications and breaches hold "
                "personal data, and a repository keeps everything for ever.",
                name=above.name,
            )
            hint = say("Use a folder outside, on a drive that few people can open.")
            raise LoadingError(Problem(Origin(str(folder), 0), message, hint))


def _by_type(facts: Facts) -> dict[type, Mapping[str, Any]]:
    """The rows of the facts that a file of the room may name."""
    tables = (
        facts.data_categories, facts.recipients, facts.subjects, facts.activities,
        facts.collection_points, facts.consents,
    )  # fmt: skip
    items = {
        f"{name}.{item.id.value}": item
        for name, category in facts.data_categories.items()
        for item in category.items
    }
    return {
        DataItem: items,
        **{type(next(iter(table.values()))): table for table in tables if table},
    }


def _of_law(law: Law) -> dict[type, Mapping[str, Any]]:
    return {Right: law.rights, Statute: law.statutes}
