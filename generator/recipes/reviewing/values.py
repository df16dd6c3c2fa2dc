"""Which values of `data/` changed, each named as people call it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from fnmatch import fnmatch
from functools import cache
from itertools import chain
from pathlib import Path as Folder
from typing import get_args

from generator import law
from generator.catalogue import said
from generator.decoding import YES, fields_of, kind_of
from generator.editing import Edition, Path, Value
from generator.editing.values import Step
from generator.errors import SourceError
from generator.languages import codes, get
from generator.model.disposal import RETENTION_POLICY
from generator.model.entry import Part
from generator.model.facts import Facts, patterns
from generator.recipes.questioning import wording

WORDING = "wording/"
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

    def stated(self, value: Value | None, language: str) -> str:
        """A value of it in words, a whole entry key by key; empty where there is none."""
        return "" if value is None else _Words(self.contents, language).stated(value, self.path)

    def named(self, language: str) -> str:
        """What it is, from the outside inwards: `Orders › Delivering the order › period`."""
        path = self.path[:-1] if self.language else self.path
        if path and self.file == "retention.yml":  # its rows have ids and no names
            inside = (
                wording.about(_inside(self.contents[self.file], path[0]), path[1:], language)
                if path[1:]
                else ""
            )
            row = f"{said(wording.LABELS['retention'], language)} “{path[0]}”"
            return f"{row} › {inside}" if inside else row
        return wording.about(self.contents[self.file], path, language)


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
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            yield from _differences(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, path)
    else:
        yield path, before, after


def _of_lists(before: list[Value], after: list[Value], path: Path) -> Iterator[_Difference]:
    """Items have no names: the same number of them that went and came became each other."""
    gone = [item for item in before if item not in after]
    come = [(number, item) for number, item in enumerate(after) if item not in before]
    if len(gone) == len(come) and all(isinstance(item, dict) for item in gone):
        for was, (number, now) in zip(gone, come, strict=True):
            yield from _differences(was, now, (*path, number))
    elif gone or come:
        yield path, list(gone), [item for _, item in come]


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


def _inside(content: Value, step: Step) -> Value:
    return content.get(str(step), "") if isinstance(content, dict) else ""


@dataclass(frozen=True, slots=True)
class _Words:
    """Values in words; ids by what they name."""

    contents: Mapping[str, Value]
    language: str

    def stated(self, value: Value, path: Path) -> str:
        if isinstance(value, list):
            return ", ".join(filter(None, (self.stated(item, path) for item in value)))
        if isinstance(value, dict):
            if "value" in value or value.keys() <= {*codes()}:
                return wording.stated(value, self.language)
            pairs = ((key, self.stated(inner, (*path, key))) for key, inner in value.items())
            return "; ".join(f"{self._label(key)}: {words}" for key, words in pairs if words)
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        return self._named(key, value) or wording.stated(value, self.language)

    def _named(self, key: str, value: str) -> str:
        """What an id or a code stands for; empty where it is none."""
        if key == "countries":
            try:
                return get(self.language).country(value)
            except KeyError:
                return ""
        if key == "mechanism" and (ground := law.load().transfer_mechanisms.get(value)):
            return ground.label.in_language(self.language)
        content = self.contents.get(_NAMED_IN.get(key, ""))
        steps = value.split(".")
        path = (steps[0], "items", *steps[1:]) if key == "data" else (steps[0],)
        for step in path:
            content = content.get(step) if isinstance(content, dict) else None
        return wording.about({"": content}, ("",), self.language) if content else ""

    def _label(self, key: str) -> str:
        return said(wording.LABELS[key], self.language) if key in wording.LABELS else key


_NAMED_IN = {
    "recipients": "recipients.yml",
    "subjects": "subjects.yml",
    "data": "data-categories.yml",
    "collection_points": "collection-points.yml",
}
"""Where the ids under a key are written, with their names."""
