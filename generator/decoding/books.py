"""A folder of YAML files → one frozen object, as the metadata of its fields says.

Used for the statute book and for the company's data alike.
"""

import dataclasses
import difflib
import os
import shlex
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from generator import languages, source
from generator.decoding.decoder import Decoder
from generator.decoding.ids import FAILED, fields_of
from generator.decoding.joining import joined, repeated
from generator.decoding.leaves import ID
from generator.errors import LoadingError, Problem, SourceError
from generator.message import say
from generator.model.entry import Identified
from generator.model.recipients import Recipient
from generator.model.rows import Rows
from generator.provenance import Fact, Origin

B = TypeVar("B")
E = TypeVar("E", bound=Identified)
NOTHING: Mapping[str, bytes | None] = types.MappingProxyType({})
README = "README.md"
CODE = (".py", ".pyc", ".sh", ".cmd", ".command")
"""Programs for those who write here, which lie beside what they write."""
LAW = say("the statute book (generator/law)")
DEFAULTS = "defaults"
"""The key of a file below which stands what holds for each of its entries."""


def read_book(
    kind: type[B],
    folder: Path,
    name: str,
    *,
    known: Mapping[type, Mapping[str, Any]] | None = None,
    other_folders: tuple[str, ...] = (),
    contents: Mapping[str, bytes | None] = NOTHING,
    home: str = LAW,
    plain_ids: bool = False,
) -> B:
    """An object of `kind` from the files of `folder`, which is called `name` in messages.

    `known` are objects of other books, which lie in `home`, that may be referred to. `contents`
    are read in the place of what is written in these files (paths below the folder); None: there
    is no such file. `plain_ids`: people call the entries, and not a law.
    Raises LoadingError with every mistake of every file.
    """
    decoder = Decoder()
    for known_kind, objects in (known or {}).items():
        for key, value in objects.items():
            decoder.register(known_kind, key, value)
        decoder.homes[known_kind] = home
    reader = _Reader(folder, name, decoder, contents, plain_ids)
    values = {f.name: reader.field(f, kind_of(kind, f.name)) for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    reader.refuse_strangers(kind, other_folders)
    if decoder.older:
        hint = say("Run: notices upgrade --data {folder}", folder=shlex.quote(str(folder)))
        decoder.fault(Origin(name, 0), say("this folder is written in an older form."), hint)
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
            hint = say("It has the keys: {keys}.", keys=list(fields_of(kind)[1]))  # type: ignore[arg-type]
            decoder.fault(Origin(called), say("this file is missing."), hint)
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


def _untaken(
    defaults: Iterable[source.Node], entries: Sequence[source.Node]
) -> tuple[tuple[str, Origin], ...]:
    given = [e for d in defaults if isinstance(d, source.Mapping) for e in d.entries]
    written = [node for node in entries if isinstance(node, source.Mapping)]
    return tuple(
        (e.key, e.value.origin) for e in given if all(n.get(e.key) is not None for n in written)
    )


def _file_like(path: Path) -> str:
    """What to call a file in the place of a name that is none."""
    proposed = languages.in_address(path.stem)
    if path.suffix not in (".yml", ".yaml") or not proposed or not path.is_file():
        return say("Use small letters a-z, digits and hyphens, and the ending .yml.")
    return say("Call it “{name}”.", name=f"{proposed}.yml")


class _Reader:
    """Reads the files of one folder with one decoder."""

    def __init__(
        self,
        folder: Path,
        name: str,
        decoder: Decoder,
        contents: Mapping[str, bytes | None],
        plain_ids: bool,
    ) -> None:
        self.folder, self.name, self.decoder, self.contents = folder, name, decoder, contents
        self.plain_ids = plain_ids
        self._folders: dict[str, Sequence[Path]] = {}

    def field(self, field: "dataclasses.Field[Any]", kind: type) -> Any:
        """The value of one field of the book."""
        if "file" in field.metadata:
            return self._whole(kind, field.metadata["file"], field.metadata)
        where = field.metadata.get("entries") or f"{field.metadata['folder']}/"
        self.decoder.homes[kind] = f"{self.name}/{where}"
        self.decoder.known.setdefault(kind, {})
        named = self._entries if "entries" in field.metadata else self._files
        rows: Rows[Any] = Rows()  # `Rows[Any]()` would carry its brackets into the cache
        before = len(self.decoder.problems)
        optional = field.metadata.get("optional") and not self._paths(where)
        listed = [] if optional else list(named(where))
        if field.metadata.get("defaults"):
            listed, rows.untaken = self._with_defaults(kind, listed)
        if len(self.decoder.problems) > before:
            self.decoder.unreadable.add(kind)
        for fact, node in listed:
            if self.plain_ids:
                self.decoder.expect_id(fact.value, fact.origin)
            value = self.decoder.entry(kind, node, fact)
            self.decoder.register(kind, fact.value, None if value is FAILED else value)
            self._register_parts(kind, fact.value, value)
            rows[fact.value] = value
        return rows

    def _with_defaults(
        self, kind: type, listed: list[tuple[Fact[str], source.Node]]
    ) -> tuple[list[tuple[Fact[str], source.Node]], tuple[tuple[str, Origin], ...]]:
        """The entries, each with the keys below “defaults:” that it does not write itself; and the
        keys that none takes."""
        listed = [(name, self.decoder.today(kind, node)) for name, node in listed]
        defaults: dict[str, list[source.Node]] = {}  # by the file in which they hold
        for name, node in listed:
            if name.value == DEFAULTS:
                self.decoder.expect_keys(node, kind)
                defaults.setdefault(name.origin.file, []).append(node)
        entries = [(name, node) for name, node in listed if name.value != DEFAULTS]
        untaken = tuple(
            key
            for file, given in defaults.items()
            for key in _untaken(given, [node for n, node in entries if n.origin.file == file])
        )
        filled = [(n, _filled(node, defaults.get(n.origin.file, []))) for n, node in entries]
        return filled, untaken

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

    def _whole(self, kind: type, file: str, metadata: Mapping[str, Any]) -> Any:
        """The entry that a file holds, or several files of one folder together."""
        paths = self._paths(file)
        if metadata["optional"] and not paths:
            absent = metadata["absent"].encode()
            node = source.parse(absent, f"{self.name}/{file}") if absent else None
            return node and self.decoder.entry(kind, node)
        nodes = [self._read(path) for path in paths or [self.folder / file]]
        known = [node for node in nodes if node is not None]
        if not known or len(known) < len(nodes):
            return FAILED
        node, problems = joined(known, f"{self.name}/{file.removesuffix('.yml')}")
        self.decoder.problems += problems
        return self.decoder.entry(kind, node)

    def _entries(self, file: str) -> Iterator[tuple[Fact[str], source.Node]]:
        entries: list[source.Entry] = []
        for path in self._paths(file) or [self.folder / file]:
            node = self._read(path)
            if isinstance(node, source.Mapping):
                entries += node.entries
            elif node is not None:
                self.decoder.fault(node.origin, say("here ids with their entries are expected."))
        self.decoder.problems += repeated(e for e in entries if e.key != DEFAULTS)
        for entry in entries:
            yield Fact(entry.key, entry.key_origin), entry.value

    def _files(self, folder: str) -> Iterator[tuple[Fact[str], source.Node]]:
        for path in self._in_folder(folder):
            node = self._read(path)
            if node is not None:
                yield Fact(path.stem, Origin(self._name(path))), node

    def _paths(self, file: str) -> list[Path]:
        """Where a subject is written: its file, and the files of the folder of its name."""
        path = self.folder / file
        own = [path] if self._exists(path) else []
        return [*own, *self._in_folder(f"{file.removesuffix('.yml')}/")]

    def _in_folder(self, folder: str) -> Sequence[Path]:
        """The files of a folder; whatever else lies in it is reported, once."""
        if folder not in self._folders:
            self._folders[folder] = list(self._named(folder))
        return self._folders[folder]

    def _named(self, folder: str) -> Iterator[Path]:
        own = {self.folder / n: c for n, c in self.contents.items() if n.startswith(folder)}
        for path in sorted({*self._listed(self.folder / folder), *own}):
            if own.get(path, b"") is None:
                continue
            if path.suffix == ".yml" and ID.fullmatch(path.stem):
                yield path
                continue
            self.decoder.fault(
                Origin(self._name(path)),
                say("“{name}” is no name for a file here.", name=path.name),
                _file_like(path),
            )

    def _listed(self, folder: Path) -> list[Path]:
        try:
            return list(folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            message = say("this folder cannot be read ({reason}).", reason=error.strerror)
            self.decoder.fault(Origin(self._name(folder)), message)
            return []

    def _name(self, path: Path) -> str:
        return f"{self.name}/{path.relative_to(self.folder).as_posix()}"

    def _exists(self, path: Path) -> bool:
        name = path.relative_to(self.folder).as_posix()
        if name in self.contents:
            return self.contents[name] is not None
        return os.path.lexists(path)  # a link to nothing is a mistake, not an absent file

    def _read(self, path: Path) -> source.Node | None:
        name = path.relative_to(self.folder).as_posix()
        try:
            if name not in self.contents:
                return source.read(path, self._name(path))
            if (content := self.contents[name]) is not None:
                return source.parse(content, self._name(path))
            raise FileNotFoundError
        except SourceError as error:
            self.decoder.problems += error.problems
        except FileNotFoundError:
            hint = say(
                "Every controller needs it; “notices keys {file}” tells what to write.",
                file=path.name,
            )
            self.decoder.fault(Origin(self._name(path)), say("this file is missing."), hint)
        return None

    def refuse_strangers(self, kind: type, other_folders: tuple[str, ...]) -> None:
        """Files and folders that nothing reads are misspelt, and must not be passed over, but for
        code and a README for those who write here."""
        wanted = {
            value: f.name
            for f in dataclasses.fields(kind)
            for value in f.metadata.values()
            if isinstance(value, str)
        }
        folders = {value.removesuffix(".yml") for value in wanted}
        for path in sorted(self.folder.iterdir()):
            code = path.suffix in CODE or path.name.startswith((".", "__"))
            known = (*wanted, *other_folders, *(folders if path.is_dir() else (README,)))
            if code or path.name in known:
                continue
            near = difflib.get_close_matches(path.name, list(wanted), 1)
            hint = (
                say("Did you mean “{near}”?", near=near[0])
                if near
                else say("Known: {known}.", known=sorted(wanted))
            )
            self.decoder.fault(Origin(self._name(path)), say("nothing reads this."), hint)
