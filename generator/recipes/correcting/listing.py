"""The entries of one kind: those of a file by id, the files of a folder, the items of a list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import keys
from generator.decoding import DEFAULTS
from generator.editing import Edition, Value
from generator.editing.values import Step
from generator.keys import Block, Many, Written
from generator.keys.names import called as key_called
from generator.keys.names import described_by, file_called
from generator.message import say
from generator.recipes.correcting.located import (
    DECIDED,
    TEXTS,
    Located,
    NoPlace,
    bare,
    is_to_be_begun,
    locate,
)
from generator.recipes.correcting.names import entry_name
from generator.recipes.questioning.questions import MARKS, files_of
from generator.recipes.questioning.wording import path_of, place_of

NEW = "?"
"""Stands in a path for an id that is still to be found."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries that stand together. `at` is the place around them; of a folder its files are the
    entries, `at` has its name and no path. `is_file`: the one entry is a file to be begun."""

    at: Located
    steps: tuple[Step, ...]
    is_folder: bool = False
    is_file: bool = False

    @property
    def place(self) -> str:
        """As the page names it: `recipients.yml#`, `cookies.yml#listed`, `processing/#`."""
        return self.at.place

    @property
    def by_id(self) -> bool:
        """Whether each entry stands under an id, or is a file whose name is its id."""
        return self.is_folder or self.at.by_id

    def place_at(self, step: Step) -> str:
        """The place of one entry."""
        if self.is_folder:
            return place_of(f"{self.at.file}{step}.yml", ())
        if self.is_file:
            return self.place
        return place_of(self.at.file, (*self.at.path, step))

    def blank(self) -> Located:
        """An entry of which nothing is written yet."""
        at = self.at
        if self.is_file:
            return at
        if self.by_id:
            return Located(at.file, (*at.path, NEW), None, around=at.block, block=at.block)
        return item_of(at, len(self.steps))


def item_of(at: Located, number: int) -> Located:
    """An item of a list of which nothing is written yet."""
    block = at.key.block if at.key else None
    texts = at.key is not None and at.key.written is Written.TEXTS_OR_PARTS
    return replace(
        at, path=(*at.path, number), value=None, item=True, block=None if texts else block
    )


def listing(edition: Edition, place: str) -> Listing:
    """The entries at a place; raises NoPlace where there are none and could be none."""
    file, path = path_of(place)
    if file.endswith("/") and not path:
        return _of_folder(edition, place, file)
    if not path and is_to_be_begun(edition.folder, file):
        described = described_by(file)
        assert described
        return Listing(Located(file, (), None, block=described.block), (), is_file=True)
    at = locate(edition, place)
    if at.place != place or not holds_entries(at):
        raise NoPlace(place, say("no entries stand here that could be added to."))
    value = bare(at.value)
    if isinstance(value, dict):
        own = (k for k in value if k not in MARKS and (at.path or k != DEFAULTS))
        return Listing(at, tuple(own))
    return Listing(at, tuple(range(len(value))) if isinstance(value, list) else ())


def holds_entries(at: Located) -> bool:
    """Whether entries stand at a place, or could."""
    if at.by_id:
        return True
    if at.key is None or at.item:
        return False
    if at.key.written is Written.TEXTS_OR_PARTS:
        return True
    return at.key.listed and (at.key.block is not None or at.key.written in TEXTS)


def entry_at(edition: Edition, place: str) -> tuple[Listing, Step]:
    """The entry at a place, and those with which it stands; raises NoPlace."""
    file, path = path_of(place)
    folder = file.partition("/")[0] + "/"
    if not path and "/" in file:
        around = listing(edition, f"{folder}#")
        step: Step = file.removeprefix(folder).removesuffix(".yml")
    elif path:
        around, step = listing(edition, place_of(file, path[:-1])), path[-1]
    else:
        raise NoPlace(place, say("this is the whole file, and no entry of one."))
    if step not in around.steps:
        raise NoPlace(place, say("no entry stands here."))
    return around, step


@dataclass(frozen=True, slots=True)
class Kept:
    """A place at which entries stand, or (`count` None) a file that is one entry; `there` is false
    where nobody has begun the file."""

    place: str
    label: str
    count: int | None
    there: bool = True


def listings(edition: Edition, language: str) -> Iterator[Kept]:
    """Every file and folder that the model knows, with what it is called: its entries by id, or
    the file itself and the lists and entries of its keys."""
    there = list(files_of(edition.folder))
    for described in keys.files():
        name = described.name.removesuffix(".yml").strip("/")
        own = [f for f in there if f == described.name or f.startswith(f"{name}/")]
        if described.many is Many.FOLDER:
            yield Kept(f"{name}/#", file_called(described.name, language), len(own))
            continue
        for file in own or [described.name] if described.name not in DECIDED else ():
            title = file_called(file, language)
            if described.many is Many.SEVERAL:
                rows = listing(edition, place_of(file, ()))
                yield Kept(rows.place, title, len(rows.steps), bool(own))
                continue
            yield Kept(place_of(file, ()), title, None, bool(own))
            if own:
                yield from _of_keys(edition, file, described.block, title, language)


def _of_keys(
    edition: Edition, file: str, block: Block, title: str, language: str
) -> Iterator[Kept]:
    for key in block.keys:
        at = locate(edition, place_of(file, (key.name,)))
        if holds_entries(at):
            rows = listing(edition, at.place)
            label = f"{title} › {key_called(block.name, key.name, language)}"
            yield Kept(rows.place, label, len(rows.steps))


def label_of(edition: Edition, rows: Listing, step: Step, language: str) -> str:
    """What an entry is called."""
    if rows.is_folder:
        own = edition.draft(f"{rows.at.file}{step}.yml").value()
    else:
        value: Value | None = bare(rows.at.value)
        own = value[step] if value else ""  # type: ignore[index]
    words = entry_name(edition, rows.at.file, own, language)
    return words or (str(step) if rows.by_id else f"{int(step) + 1}.")


def _of_folder(edition: Edition, place: str, folder: str) -> Listing:
    described = described_by(f"{folder}x.yml")
    if described is None or described.many is not Many.FOLDER or place != f"{described.name}#":
        raise NoPlace(place, say("the model knows no such file."))
    names = (f for f in files_of(edition.folder) if f.startswith(folder))
    steps = tuple(name.removeprefix(folder).removesuffix(".yml") for name in names)
    at = Located(folder, (), None, block=described.block)
    return Listing(at, steps, is_folder=True)
