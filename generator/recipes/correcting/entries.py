"""Whole entries at a desk: which there are, adding, copying, ordering and removing one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.editing import Draft, Edition, Path
from generator.editing.values import Step
from generator.errors import NoticesError, Problem
from generator.keys.names import called as key_called
from generator.keys.names import file_called
from generator.message import say
from generator.recipes.correcting import sheet as sheets
from generator.recipes.correcting import whole
from generator.recipes.correcting.adding import New, added, checked, file_of
from generator.recipes.correcting.applying import real
from generator.recipes.correcting.desk import LONGEST, Change, Desk, Outdated, refused_at
from generator.recipes.correcting.inputs import Field, ordered
from generator.recipes.correcting.listing import (
    Kept,
    Listing,
    entry_at,
    label_of,
    listing,
    listings,
)
from generator.recipes.correcting.located import Located, locate
from generator.recipes.correcting.references import Reference, references


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a listing: its place, what it is called, whether it may change places."""

    place: str
    label: str
    digest: str
    movable: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Entries that stand together: what they are called, whether each has an id, and the rows."""

    place: str
    names: Mapping[str, str]
    by_id: bool
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing an entry would do: lines that name it, and mistakes for which it is refused."""

    references: Sequence[Reference]
    problems: Sequence[Problem]


class Entries:
    """Whole entries of the folder of a desk, which keeps the changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self) -> list[Kept]:
        """Every file that the model knows, and each place at which entries stand together."""
        with self._desk.writing() as edition:
            return list(listings(edition, self._desk.language))

    def at(self, place: str) -> Shown:
        """The entries at one place; raises Refused."""
        with self._desk.writing() as edition:
            return shown(edition, listing(edition, place), self._desk.language)

    def form(self, place: str) -> list[Field]:
        """What is asked for a new entry; raises Refused."""
        with self._desk.writing() as edition:
            fields = whole.fields(edition, listing(edition, place), self._desk.language)
            return list(ordered(fields))

    def proposed(self, place: str, words: str) -> str:
        """An id for a new entry that is called by these words, or for one inside a new entry where
        no place is named; raises Refused."""
        if words and not place:
            return whole.proposed(words[:LONGEST], ())
        with self._desk.writing() as edition:
            rows = listing(edition, place)
            return whole.proposed(words[:LONGEST], list(map(str, rows.steps)))

    def add(self, place: str, new: New) -> Change | None:
        """Write a new entry, behind the others; raises Refused, after which nothing is written."""
        with self._desk.writing() as edition:
            new_one = added(edition, place, new, self._desk.language)
            new_one.try_composing(edition)
            return self._written(edition, new_one.rows, new_one.step, new_one.asked)

    def copy(self, place: str, digest: str, name: str = "") -> Change | None:
        """Write an entry once more under another id, below it; raises Refused."""
        with self._desk.writing() as edition:
            rows, step = self._found(edition, place, digest)
            taken = list(map(str, rows.steps))
            new: Step = step + 1 if isinstance(step, int) else (
                checked(name or whole.proposed(step, taken), taken, place)
            )  # fmt: skip
            if rows.is_folder:
                source = edition.draft(file_of(rows, step)).data
                edition.edit(file_of(rows, new), lambda draft: Draft.of(draft.name, source))
            else:
                path = self._path(edition, rows, step)
                own = None if isinstance(new, int) else new
                edition.edit(rows.at.file, partial(Draft.copy, path=path, name=own))
            return self._written(edition, rows, new)

    def move(self, place: str, digest: str, *, down: bool) -> Change | None:
        """Let an entry and its neighbour change places; raises Refused."""
        with self._desk.writing() as edition:
            rows, step = self._found(edition, place, digest)
            if rows.is_folder:
                raise refused_at(place, say("files of a folder stand in no order of their own."))
            path = self._path(edition, rows, step)
            edition.edit(rows.at.file, partial(Draft.move, path=path, down=down))
            return self._written(edition, rows, step)

    def removal(self, place: str) -> Removal:
        """What removing an entry would do; raises Refused where there is none."""
        with self._desk.writing() as edition:
            rows, step = entry_at(edition, place)
            named = references(edition, rows, step, self._desk.language)
            self._take(edition, rows, step)
            try:
                edition.judge()
            except NoticesError as error:
                return Removal(named, error.problems)
            return Removal(named, ())

    def remove(self, place: str, digest: str) -> Change | None:
        """Take an entry out; raises Refused where something could not be understood without it."""
        with self._desk.writing() as edition:
            rows, step = self._found(edition, place, digest)
            names = {code: label_of(edition, rows, step, code) for code in sheets.BOTH}
            self._take(edition, rows, step)
            return self._desk.written(edition, rows.place, names)

    def _found(self, edition: Edition, place: str, digest: str) -> tuple[Listing, Step]:
        rows, step = entry_at(edition, place)
        if sheets.digest(locate(edition, place)) != digest:
            raise Outdated(place)
        return rows, step

    def _take(self, edition: Edition, rows: Listing, step: Step) -> None:
        """Without an entry; without its key where it is the last and the key may be left out."""
        if rows.is_folder:
            edition.delete(file_of(rows, step))
            return
        path, key = self._path(edition, rows, step), rows.at.key
        if len(rows.steps) == 1 and key is not None and not key.required:
            path = rows.at.path
        edition.edit(rows.at.file, lambda draft: draft.take_out(path))

    def _path(self, edition: Edition, rows: Listing, step: Step) -> Path:
        return (*real(edition.draft(rows.at.file), rows.at.path), step)

    def _written(
        self, edition: Edition, rows: Listing, step: Step, asked: Sequence[Field] = ()
    ) -> Change | None:
        """The change at the place of an entry, which is called as it says now."""
        whole_file = rows.is_folder or rows.is_file
        file = file_of(rows, step) if whole_file else rows.at.file
        path: Path = () if whole_file else (*rows.at.path, step)
        at = Located(file, path, edition.draft(file).value())
        names = {code: sheets.name(edition, at, code) for code in sheets.BOTH}
        return self._desk.written(edition, rows.place_at(step), names, at, asked)


def shown(edition: Edition, rows: Listing, language: str) -> Shown:
    """The entries of a listing as they are offered; raises NoPlace, SourceError."""
    listed = [
        Row(
            rows.place_at(step),
            label_of(edition, rows, step, language),
            sheets.digest(locate(edition, rows.place_at(step))),
            not rows.is_folder,
        )
        for step in rows.steps
    ]
    names = {code: _named(edition, rows, code) for code in sheets.BOTH}
    return Shown(rows.place, names, rows.by_id, listed)


def _named(edition: Edition, rows: Listing, language: str) -> str:
    if rows.is_folder or not rows.at.path:
        return file_called(rows.at.file, language)
    if rows.at.key and rows.at.around and len(rows.at.path) == 1:
        title = file_called(rows.at.file, language)
        return f"{title} › {key_called(rows.at.around.name, rows.at.key.name, language)}"
    return sheets.name(edition, rows.at, language)
