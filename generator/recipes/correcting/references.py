"""What refers to an entry: keys that name its id, decisions that name its place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.editing import Edition, Path, Value
from generator.keys import Block, Many, Written
from generator.keys.names import described_by
from generator.recipes.correcting.listing import Listing
from generator.recipes.correcting.located import bare, locate
from generator.recipes.correcting.names import DECIDING
from generator.recipes.correcting.options import home_of
from generator.recipes.correcting.prints import is_within
from generator.recipes.correcting.sheet import line_of, name
from generator.recipes.questioning.questions import DOUBT, files_of
from generator.recipes.questioning.wording import place_of

_PLACE = re.compile(r"[\w./-]+\.yml#")


@dataclass(frozen=True, slots=True)
class Reference:
    """A line that names an entry: its place, its number and words, and what the place is called."""

    place: str
    line: int
    words: str
    called: str


def references(edition: Edition, rows: Listing, step: str | int, language: str) -> list[Reference]:
    """Every line of the data that names an entry, but for those inside it."""
    own, found = rows.place_at(step), list[Reference]()
    for file in files_of(edition.folder):
        draft = edition.draft(file)
        lines = draft.text.splitlines()
        for path in _naming(edition, file, rows, str(step)):
            place = place_of(file, path)
            if not is_within(place, own):
                line = line_of(draft, path)
                shown = place_of(file, path[:1]) if file in DECIDING else place
                called = name(edition, locate(edition, shown), language)
                found.append(Reference(place, line, lines[line - 1].strip(), called))
    return found


def _naming(edition: Edition, file: str, rows: Listing, name: str) -> Iterator[Path]:
    """Where a file names the id of an entry, or its place."""
    content, described = edition.draft(file).value(), described_by(file)
    place = rows.place_at(name)
    for path, value in _leaves(content):
        doubt = rows.at.file == "doubts.yml" and path[-1:] == (DOUBT,) and value == name
        if doubt or (_PLACE.match(value) and is_within(value, place)):
            yield path
    home, before = named_in(rows)
    if described is None or not home:
        return
    by_id = described.many is Many.SEVERAL
    yield from _keyed(described.block, content, (), by_id, home, before + name)


def named_in(rows: Listing) -> tuple[str, str]:
    """Under which home keys name entries by their ids, and what stands before these there: an item
    of a category is named with its category, any other part is not named elsewhere."""
    home = described_by(f"{rows.at.file}x.yml" if rows.is_folder else rows.at.file)
    if home is None or not rows.by_id:
        return "", ""
    if not rows.at.path:
        return home.name, ""
    items = rows.at.key is not None and rows.at.key.written is Written.ITEMS
    return (home.name, f"{rows.at.path[0]}.") if items else ("", "")


def _keyed(
    block: Block, value: Value | None, path: Path, by_id: bool, home: str, name: str
) -> Iterator[Path]:
    """The places inside a block whose key names an entry of `home`."""
    held = bare(value)
    if not isinstance(held, dict):
        return
    if by_id:
        for key, inner in held.items():
            yield from _keyed(block, inner, (*path, key), False, home, name)
        return
    for known in block.keys:
        own, place = bare(held.get(known.name)), (*path, known.name)
        items: Iterable[tuple[int | None, Value | None]] = (
            enumerate(own) if isinstance(own, list) else [(None, own)]
        )
        for number, written in items:
            at, item = place if number is None else (*place, number), bare(written)
            if isinstance(item, str) and home_of(known) == home and _names(item, name):
                yield at
            elif known.block:
                ids = known.written in (Written.PARTS, Written.ITEMS, Written.TEXTS_OR_PARTS)
                yield from _keyed(known.block, item, at, ids, home, name)


def _names(item: str, name: str) -> bool:
    return item == name or item.startswith(f"{name}.")


def _leaves(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
        return
    for step, own in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _leaves(own, (*path, step))
