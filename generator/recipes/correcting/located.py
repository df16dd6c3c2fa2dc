"""Which key of the model a place of the data is, and what stands there."""

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from generator import languages
from generator.editing import Edition, Path, Value
from generator.errors import EditingError, Problem
from generator.keys import Block, Key, Many, Written
from generator.keys.names import described_by
from generator.loading import OTHER_FOLDERS
from generator.message import Message, say
from generator.provenance import Origin
from generator.recipes.questioning.questions import MARKS
from generator.recipes.questioning.wording import path_of, place_of

DECIDED = ("approvals.yml", "confirmed.yml")
"""What people have signed or said at an earlier day: written by commands of its own."""
TEXTS = (Written.TEXT, Written.NAME, Written.EITHER)
_BY_ID = (Written.PARTS, Written.ITEMS)
_LONGEST, _DEEPEST = 300, 20
_FILE = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*\.yml")
"""A path below the folder; none of its names begins with a point."""


class NoPlace(EditingError):
    """Nothing can be corrected there: no such file or key, or one that is not written by hand."""

    def __init__(self, place: str, message: Message) -> None:
        super().__init__(Problem(Origin(place[:_LONGEST], 0), message))


@dataclass(frozen=True, slots=True)
class Located:
    """A place: what is written there (None where nothing is), and the model's word on it.

    `key` is the key whose value stands there, of the block `around`; None for an entry under an id
    and where the model has no such key. `block` says which keys stand inside; `by_id` that ids do,
    `item` that it is one of a list.
    """

    file: str
    path: Path
    value: Value | None
    key: Key | None = None
    around: Block | None = None
    block: Block | None = None
    by_id: bool = False
    item: bool = False

    @property
    def place(self) -> str:
        """As reports name it."""
        return place_of(self.file, self.path)

    @property
    def is_list(self) -> bool:
        """Whether a list stands there, or belongs there."""
        return bool(self.key and self.key.listed and not self.item)

    @property
    def is_text(self) -> bool:
        """Whether words in each language stand there, or belong there."""
        value = bare(self.value)
        if self.key is None or self.key.written not in TEXTS:
            return self.block is None and is_words(value)
        if self.is_list:
            return False
        return self.key.written is Written.TEXT or is_words(value)


def is_words(value: Value | None) -> bool:
    """Whether `value` is words in one or more languages."""
    own = set(value) - set(MARKS) if isinstance(value, dict) else set()
    return bool(own) and own <= set(languages.codes())


def bare(value: Value | None) -> Value | None:
    """What stands below “value:”, or the value itself."""
    return value["value"] if isinstance(value, dict) and "value" in value else value


def writable(data: FilePath, file: str) -> bool:
    """Whether a file of this name is one of the data, and really lies among them."""
    if file in DECIDED or not _FILE.fullmatch(file) or file.partition("/")[0] in OTHER_FOLDERS:
        return False
    try:
        place = (data / file).resolve(strict=True)
        return place.is_file() and place.is_relative_to(data.resolve(strict=True))
    except OSError:
        return False


def not_there_yet(data: FilePath, place: str) -> bool:
    """Whether a place is in a file that nobody has begun: entries by id, or one in which nothing
    else is required."""
    file, _, path = place.partition("#")
    described = described_by(file) if "/" not in file and file not in DECIDED else None
    if described is None or os.path.lexists(data / file):
        return False
    if described.many is Many.SEVERAL:
        return not path
    return described.optional and not any(key.required for key in described.block.keys)


def is_to_be_begun(data: FilePath, file: str) -> bool:
    """Whether a file that is one entry may be there and is not; a folder of its name is no file."""
    described = described_by(file) if "/" not in file and file not in DECIDED else None
    one = described is not None and described.many is Many.ONE
    return one and not any(os.path.lexists(data / f) for f in (file, file.removesuffix(".yml")))


def locate(edition: Edition, place: str) -> Located:
    """The smallest part that is written as a whole at `place` (`file#path`): a text with all its
    languages, a value with its marks, a list of ids. Raises NoPlace."""
    file, path = path_of(place)
    too_long = len(place) > _LONGEST or len(path) > _DEEPEST
    if too_long or not (writable(edition.folder, file) or not_there_yet(edition.folder, place)):
        raise NoPlace(place, say("this is no file of the data that is corrected by hand."))
    here = _root(file, edition)
    if here is None:
        raise NoPlace(place, say("the model knows no such file."))
    for number, step in enumerate(path):
        if step == "value" or step in MARKS:
            break
        if here.is_text and step in languages.codes():
            break
        inner = stepped(here, step)
        further = number + 1 < len(path) and not inner.is_text
        if inner.value is None and (inner.key is None or further):
            raise NoPlace(place, say("nothing is written there, and the model has no such key."))
        if inner.item and isinstance(inner.value, str) and inner.block is None:
            break  # one of a list of ids: the list is written as a whole
        here = inner
    return here


def _root(file: str, edition: Edition) -> Located | None:
    described = described_by(file)
    if described is None:
        return None
    by_id = described.many is Many.SEVERAL
    content = edition.draft(file).value()
    return Located(file, (), content, block=described.block, by_id=by_id)


def stepped(here: Located, step: str | int) -> Located:
    """One step further in."""
    value, path = _inside(here.value, step), (*here.path, step)
    if here.by_id:
        block = None if is_words(bare(value)) else here.block
        return Located(here.file, path, value, around=here.block, block=block)
    if isinstance(step, int):
        block = here.block if isinstance(bare(value), dict) and not is_words(bare(value)) else None
        return replace(here, path=path, value=value, block=block, item=True)
    key = next((key for key in here.block.keys if key.name == step), None) if here.block else None
    if key is None:
        return Located(here.file, path, value)
    by_id = key.written in _BY_ID or (
        key.written is Written.TEXTS_OR_PARTS and not isinstance(value, list)
    )
    block = key.block
    if (key.written is Written.NAMED and not key.listed and isinstance(bare(value), str)) or (
        key.written is Written.TEXTS_OR_PARTS and not by_id
    ):
        block = None
    return Located(here.file, path, value, key, here.block, block, by_id)


def _inside(value: Value | None, step: str | int) -> Value | None:
    value = bare(value)
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
