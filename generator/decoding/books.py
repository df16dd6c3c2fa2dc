"""A folder of YAML files → one frozen object, as the metadata of its fields says.

Used for the statute book and for the company's data alike.
"""

import dataclasses
import difflib
import shlex
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from generator import source
from generator.decoding.decoder import ID, Decoder
from generator.decoding.ids import FAILED, fields_of
from generator.errors import LoadingError, Problem, SourceError
from generator.model.entry import Identified
from generator.model.recipients import Recipient
from generator.provenance import Fact, Origin

B = TypeVar("B")
E = TypeVar("E", bound=Identified)
NOTHING: Mapping[str, bytes] = types.MappingProxyType({})
DEFAULTS = "defaults"
"""The key of a file below which stands what holds for each of its entries."""


def read_book(
    kind: type[B],
    folder: Path,
    name: str,
    *,
    known: Mapping[type, Mapping[str, Any]] | None = None,
    other_folders: tuple[str, ...] = (),
    contents: Mapping[str, bytes] = NOTHING,
) -> B:
    """An object of `kind` from the files of `folder`, which is called `name` in messages.

    `known` are objects of other books that may be referred to. `contents` are read in the place of
    what is written in these files (paths below the folder). Raises LoadingError with every mistake
    of every file.
    """
    decoder = Decoder()
    for known_kind, objects in (known or {}).items():
        for key, value in objects.items():
            decoder.register(known_kind, key, value)
        decoder.homes[known_kind] = "the statute book (generator/law)"
    reader = _Reader(folder, name, decoder, contents)
    values = {f.name: reader.field(f, kind_of(kind, f.name)) for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    reader.refuse_strangers(kind, other_folders)
    if decoder.older:
        hint = f"Run: notices upgrade --data {shlex.quote(str(folder))}"
        decoder.fault(Origin(name, 0), "this folder is written in an older form.", hint)
    if decoder.problems:
        raise LoadingError(decoder.problems)
    return kind(**values)


def read_each(
    kind: type[E], files: Mapping[str, tuple[Path, str]]
) -> tuple[dict[str, E], list[Problem]]:
    """The entry of each file that can be read, by its id, and every mistake of the others.

    `files` are the paths by id, each with how messages call it.
    """
    decoder, entries = Decoder(), dict[str, E]()
    for name, (path, called) in files.items():
        try:
            node = source.read(path, called)
        except SourceError as error:
            decoder.problems += error.problems
        except FileNotFoundError:
            hint = f"It has the keys: {', '.join(fields_of(kind)[1])}."  # type: ignore[arg-type]
            decoder.fault(Origin(called), "this file is missing.", hint)
        else:
            value = decoder.entry(kind, node, Fact(name, Origin(called)))
            entries |= {} if value is FAILED else {name: value}
    return entries, decoder.problems


@cache
def kind_of(book: type, field: str) -> type:
    """The type of the entries that fill one field of a book."""
    annotated = _hints(book)[field]
    arguments = typing.get_args(annotated)
    if typing.get_origin(annotated) in (typing.Union, types.UnionType):
        return arguments[0]  # type: ignore[no-any-return]
    return arguments[1] if arguments else annotated  # type: ignore[no-any-return]


@cache
def _hints(book: type) -> dict[str, Any]:
    return typing.get_type_hints(book)


def _filled(node: source.Node, defaults: list[source.Node]) -> source.Node:
    if not isinstance(node, source.Mapping):
        return node
    given = [d for d in defaults if isinstance(d, source.Mapping)]
    more = (e for d in given for e in d.entries if node.get(e.key) is None)
    return source.Mapping((*node.entries, *more), node.origin)


class _Reader:
    """Reads the files of one folder with one decoder."""

    def __init__(
        self, folder: Path, name: str, decoder: Decoder, contents: Mapping[str, bytes]
    ) -> None:
        self.folder, self.name, self.decoder, self.contents = folder, name, decoder, contents

    def field(self, field: "dataclasses.Field[Any]", kind: type) -> Any:
        """The value of one field of the book."""
        if "file" in field.metadata:
            path = self.folder / field.metadata["file"]
            if field.metadata["optional"] and not self._exists(path):
                return None
            node = self._read(path)
            return FAILED if node is None else self.decoder.entry(kind, node)
        where = field.metadata.get("entries") or f"{field.metadata['folder']}/"
        self.decoder.homes[kind] = f"{self.name}/{where}"
        self.decoder.known.setdefault(kind, {})
        named = self._entries if "entries" in field.metadata else self._files
        found: dict[str, Any] = {}
        before = len(self.decoder.problems)
        optional = field.metadata.get("optional") and not self._exists(self.folder / where)
        listed = [] if optional else list(named(where))
        if field.metadata.get("defaults"):
            listed = self._with_defaults(kind, listed)
        if len(self.decoder.problems) > before:
            self.decoder.unreadable.add(kind)
        for fact, node in listed:
            value = self.decoder.entry(kind, node, fact)
            self.decoder.register(kind, fact.value, None if value is FAILED else value)
            self._register_parts(kind, fact.value, value)
            found[fact.value] = value
        return found

    def _with_defaults(
        self, kind: type, listed: list[tuple[Fact[str], source.Node]]
    ) -> list[tuple[Fact[str], source.Node]]:
        """The entries, each with the keys below “defaults:” that it does not write itself."""
        listed = [(name, self.decoder.today(kind, node)) for name, node in listed]
        defaults = [node for name, node in listed if name.value == DEFAULTS]
        entries = [(name, node) for name, node in listed if name.value != DEFAULTS]
        for node in defaults:
            self.decoder.expect_keys(node, kind)
        return [(name, _filled(node, defaults)) for name, node in entries]

    def _register_parts(self, kind: type, name: str, value: Any) -> None:
        """Items inside an identified entry are known as `entry.item`."""
        if value is FAILED:
            return
        if isinstance(value, Recipient):
            for limited in value.by_service():
                self.decoder.register(kind, limited.id.value, limited)
        for part in dataclasses.fields(kind):
            inner = getattr(value, part.name)
            if isinstance(inner, tuple) and inner and isinstance(inner[0], Identified):
                self.decoder.homes.setdefault(type(inner[0]), self.decoder.homes[kind])
                if part.name == "items":
                    for item in inner:
                        self.decoder.register(type(item), f"{name}.{item.id.value}", item)

    def _entries(self, file: str) -> Iterator[tuple[Fact[str], source.Node]]:
        node = self._read(self.folder / file)
        if node is None:
            return
        if not isinstance(node, source.Mapping):
            self.decoder.fault(node.origin, "here ids with their entries are expected.")
            return
        for entry in node.entries:
            yield Fact(entry.key, entry.key_origin), entry.value

    def _files(self, folder: str) -> Iterator[tuple[Fact[str], source.Node]]:
        new = {self.folder / name for name in self.contents if name.startswith(folder)}
        for path in sorted({*(self.folder / folder).glob("*"), *new}):
            if path.suffix != ".yml" or not ID.fullmatch(path.stem):
                self.decoder.fault(
                    Origin(self._name(path)),
                    f"“{path.name}” is no name for a file here.",
                    "Use small letters a-z, digits and hyphens, and the ending .yml.",
                )
                continue
            node = self._read(path)
            if node is not None:
                yield Fact(path.stem, Origin(self._name(path))), node

    def _name(self, path: Path) -> str:
        return f"{self.name}/{path.relative_to(self.folder).as_posix()}"

    def _exists(self, path: Path) -> bool:
        return path.exists() or path.relative_to(self.folder).as_posix() in self.contents

    def _read(self, path: Path) -> source.Node | None:
        content = self.contents.get(path.relative_to(self.folder).as_posix())
        try:
            if content is not None:
                return source.parse(content, self._name(path))
            return source.read(path, self._name(path))
        except SourceError as error:
            self.decoder.problems += error.problems
        except FileNotFoundError:
            hint = f"Every controller needs it; “notices keys {path.name}” tells what to write."
            self.decoder.fault(Origin(self._name(path)), "this file is missing.", hint)
        return None

    def refuse_strangers(self, kind: type, other_folders: tuple[str, ...]) -> None:
        """Files and folders that nothing reads are misspelt, and must not be passed over."""
        wanted = {
            value: f.name
            for f in dataclasses.fields(kind)
            for value in f.metadata.values()
            if isinstance(value, str)
        }
        for path in sorted(self.folder.iterdir()):
            code = path.suffix in (".py", ".pyc") or path.name.startswith((".", "__"))
            if code or path.name in wanted or path.name in other_folders:
                continue
            near = difflib.get_close_matches(path.name, list(wanted), 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known: {', '.join(sorted(wanted))}."
            self.decoder.fault(Origin(self._name(path)), "nothing reads this.", hint)
