"""Which values of `data/` changed, each named as people call it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatch
from functools import cache
from itertools import chain
from pathlib import Path as Folder
from typing import get_args

from generator.decoding import YES, fields_of, kind_of
from generator.editing import Edition, Path, Value
from generator.errors import SourceError
from generator.languages import codes
from generator.model.disposal import RETENTION_POLICY
from generator.model.entry import Part
from generator.model.facts import Facts, patterns
from generator.recipes.questioning import wording
from generator.recipes.questioning.questions import DOUBT
from generator.recipes.reviewing.spoken import Spoken

OF_THE_HOUSE = (
    "accepted.yml", "answers.yml", "approvals.yml", "confirmed.yml", "departures.yml", "doubts.yml",
)  # fmt: skip
"""What people here say to each other; no text prints it."""
_MARKS = ("unconfirmed", "proposed", "internal")


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that came, went or became another; None where there is none.

    `contents` are all files, as they are now: they name the place, and what ids stand for. Nothing
    that is internal stands in any of it: a review is read as a comment. `by_nature`: the key is for
    the file whatever is written at it.
    """

    file: str
    path: Path
    before: Value | None
    after: Value | None
    contents: Mapping[str, Value]
    internal: bool = False
    by_nature: bool = False

    @property
    def place(self) -> str:
        """As reports name it: `retention.yml#recordings.period`."""
        return wording.place_of(self.file, self.path)

    @property
    def language(self) -> str:
        """The language of the words that changed; empty where it is a fact of all of them."""
        last = self.path[-1] if self.path else ""
        return last if isinstance(last, str) and last in codes() else ""

    @property
    def of_the_house(self) -> bool:
        """Whether it is a doubt, a reason or an approval, and so in no text."""
        return self.file in OF_THE_HOUSE or any(step in _MARKS for step in self.path)

    @property
    def of_doubt(self) -> bool:
        """Whether a doubt about it came, went or became another."""
        return DOUBT in self.path[-2:] and self.file not in OF_THE_HOUSE

    @property
    def confirmed(self) -> bool:
        """Whether a doubt about it was taken away."""
        return self.of_doubt and self.after is None

    def lines(self, value: Value | None, language: str) -> list[str]:
        """A value of it in words, a whole entry a line for each key; none where there is none."""
        return Spoken(self.file, self.contents, language).lines(value, self.path)

    def stated(self, value: Value | None, language: str) -> str:
        """The same in one line."""
        return "; ".join(self.lines(value, language))

    def named(self, language: str) -> str:
        """What it is, from the outside inwards: `Orders › Delivering the order › period`; of a
        doubt what is in doubt."""
        path = self.path[:-1] if self.language else self.path
        if self.of_doubt:
            path = path[: path.index(DOUBT)]
        return Spoken(self.file, self.contents, language).named(path)


def changed(before: Folder, after: Folder) -> Iterator[Changed]:
    """What differs between two folders of data, in the order of files and of their lines."""
    old, new = _contents(before), _contents(after)
    seen = [
        {file: _seen(file, whole, _kept(file, new)) for file, whole in one.items()}
        for one in (old, new)
    ]
    shown = {**seen[0], **seen[1]}
    for file in sorted(shown):
        for path, was, now in _differences(old.get(file), new.get(file), ()):
            named = shown
            if file in new and now is None:  # what went is named by what was there
                named = {**shown, file: seen[0][file]}
            nature = _kept(file, new) or any(step in _for_the_file(file) for step in path)
            hidden = nature or any(_internal(one[file], path) for one in (old, new) if file in one)
            both = [None if one is None else _seen(file, one, hidden) for one in (was, now)]
            yield Changed(file, path, both[0], both[1], named, hidden, nature)


def public(folder: Folder) -> Mapping[str, Value]:
    """Each file without what is internal: no key of it, and no list that holds any, since items are
    told apart by their number."""
    contents = _contents(folder)
    return {
        file: {} if _kept(file, contents) else _without(file, whole) or {}
        for file, whole in contents.items()
    }


def _without(file: str, value: Value) -> Value | None:
    """None where it is internal."""
    if isinstance(value, list):
        items = [_without(file, item) for item in value]
        return None if None in items else [item for item in items if item is not None]
    if not isinstance(value, dict):
        return value
    if value.get("internal") in YES:
        return None
    keys = _for_the_file(file)
    left = {key: _without(file, inner) for key, inner in value.items() if key not in keys}
    return {key: inner for key, inner in left.items() if inner is not None}


def _kept(file: str, contents: Mapping[str, Value]) -> bool:
    """Whether it is of disposal.yml, and no policy that prints it is published."""
    if not any(fnmatch(file, pattern) for pattern in patterns("disposal.yml")):
        return False
    documents = (one for one in contents.values() if isinstance(one, dict))
    policies = (one for one in documents if one.get("type") == RETENTION_POLICY)
    return not any(one.get("published") in YES for one in policies)


def _seen(file: str, value: Value, hidden: bool = False) -> Value:
    """A value without what is internal in it: an empty one stands in its place."""
    if isinstance(value, list):
        return [_seen(file, item, hidden) for item in value]
    if not isinstance(value, dict):
        return "" if hidden else value
    if hidden or value.get("internal") in YES:
        return {}
    keys = _for_the_file(file)
    return {key: _seen(file, inner, key in keys) for key, inner in value.items()}


@cache
def _for_the_file(file: str) -> frozenset[str]:
    """The keys of a file that are internal by nature."""
    kinds = (
        kind_of(Facts, f.name)
        for f in fields(Facts)
        if any(fnmatch(file, pattern) for pattern in patterns(_home(f.metadata)))
    )
    return frozenset(chain.from_iterable(map(_internal_keys, kinds)))


def _home(metadata: Mapping[str, str]) -> str:
    return metadata.get("file") or metadata.get("entries") or f"{metadata['folder']}/"


def _internal_keys(kind: type) -> Iterator[str]:
    hints, described = fields_of(kind)
    for name, own in described.items():
        if own.metadata.get("internal"):
            yield name
        for inner in get_args(hints[name]):
            if isinstance(inner, type) and issubclass(inner, Part):
                yield from _internal_keys(inner)


def _contents(folder: Folder) -> Mapping[str, Value]:
    edition = Edition(folder)
    files = [p for p in folder.rglob("*.yml") if p.relative_to(folder).parts[0] != "releases"]
    read: dict[str, Value] = {}
    for file in sorted(file.relative_to(folder).as_posix() for file in files):
        try:
            read[file] = edition.draft(file).value()
        except (SourceError, OSError):
            continue
    return read


_Difference = tuple[Path, Value | None, Value | None]


def _differences(before: Value | None, after: Value | None, path: Path) -> Iterator[_Difference]:
    if before == after:
        return
    if _is_marked(before) or _is_marked(after):
        before, after = _marked(before), _marked(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            yield from _differences(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, path)
    else:
        yield path, before, after


def _is_marked(value: Value | None) -> bool:
    """Whether marks stand beside the value: a doubt, a proposal."""
    return isinstance(value, dict) and "value" in value


def _marked(value: Value | None) -> Value | None:
    """A value as it is written where marks stand beside it."""
    words = isinstance(value, dict) and value.keys() <= {*codes()}
    return {"value": value} if isinstance(value, str | list) or words else value  # type: ignore[dict-item]


def _of_lists(before: list[Value], after: list[Value], path: Path) -> Iterator[_Difference]:
    """Items have no names: the same number of them that went and came became each other."""
    gone = [item for item in before if item not in after]
    come = [(number, item) for number, item in enumerate(after) if item not in before]
    if len(gone) == len(come) and all(isinstance(item, dict) for item in gone):
        for was, (number, now) in zip(gone, come, strict=True):
            yield from _differences(was, now, (*path, number))
    elif gone or come:
        added: list[Value] = [item for _, item in come]
        yield path, gone if gone or not before else None, added if added or not after else None


def _internal(content: Value, path: Path) -> bool:
    """Whether “internal: yes” stands around the place."""
    for step in (*path, None):
        if isinstance(content, dict) and content.get("internal") in YES:
            return True
        if isinstance(content, dict) and isinstance(step, str):
            content = content.get(step, "")
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return False
    return False
