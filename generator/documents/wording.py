"""The controller's own wording: clauses of `data/wording/` that replace or add to the tool's.

`data/wording/<type>/<clause>.<language>.jinja` is a template like any other: same sandbox, same
facts. Its first line says why it is there, and whether it stands after another clause:

    {# reason: the policy names the framework agreement | after: transfers-domestic #}

Without `after` it takes the place of the clause of that name, in every language of the site or in
none. It belongs to the full layer unless the line says `layer: short`.
"""

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import files, languages
from generator.characters import first_refused
from generator.documents import wording_begun, wording_markup
from generator.errors import Problem, TemplateError
from generator.message import say
from generator.provenance import Origin
from generator.rendering.tags import LAYERS, Wording

_NAME = re.compile(r"(?P<clause>[a-z][a-z0-9-]*)\.(?P<language>[a-z]{2})")
_HEAD = re.compile(r"\{#\s*(.*?)\s*#\}")
_CLAUSE = re.compile(r"\{%-?\s*clause\s+\"([a-z0-9-]+)\"")
_KEYS = ("reason", "after", "layer")
MAX_BYTES = 150_000
"""The most bytes of a wording; as of a file of facts."""
UNREADABLE = say("Put an ordinary file there that you may read, or take it away.")


@dataclass(frozen=True, slots=True)
class _File:
    type: str
    clause: str
    language: str
    head: Mapping[str, str]
    origin: Origin
    source: str

    @property
    def wording(self) -> Wording:
        return Wording(
            f"{self.type}/{self.clause}.{self.language}.jinja",
            self.head.get("layer", "full"),
            self.clause,
            self.head.get("after"),
        )


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of a controller, and what is wrong with their markup."""

    found: Mapping[tuple[str, str], Sequence[Wording]] = field(default_factory=dict)
    faults: Mapping[tuple[str, str], Sequence[Problem]] = field(default_factory=dict)

    def of(self, kind: str, language: str) -> Sequence[Wording]:
        """Those for a document type in a language.

        Raises TemplateError where their markup is wrong: told for the text that they belong to, so
        that what is wrong with other texts is told as well.
        """
        if faults := self.faults.get((kind, language)):
            raise TemplateError(faults)
        return self.found.get((kind, language), ())


def read(folder: Path, types: Sequence[str], templates: Path, wanted: Sequence[str]) -> Wordings:
    """The wordings of `folder` by document type and language; `wanted` are those of the site.

    Raises TemplateError with every file that has no reason, no twin in another language, or
    nothing to replace or stand after.
    """
    problems: list[Problem] = []
    written = list(_files(folder, types, problems)) if os.path.lexists(folder) else []
    for file in written:
        problems += _without_twin(file, written, wanted)
        problems += _without_place(file, written, templates)
    if problems:
        raise TemplateError(problems)
    found: dict[tuple[str, str], list[Wording]] = {}
    faults: dict[tuple[str, str], list[Problem]] = {}
    for file in written:
        found.setdefault((file.type, file.language), []).append(file.wording)
        if problem := wording_markup.fault(file.source, file.origin.file):
            faults.setdefault((file.type, file.language), []).append(problem)
    return Wordings(found, faults)


def _files(folder: Path, types: Sequence[str], problems: list[Problem]) -> Iterator[_File]:
    for path, unreadable in files.below(folder):
        name = f"data/wording/{path.relative_to(folder).as_posix()}".removesuffix("/.")
        if unreadable:
            problems.append(_closed(name, unreadable))
            continue
        match = _NAME.fullmatch(path.stem)
        known = match and match["language"] in languages.codes() and path.suffix == ".jinja"
        if not match or not known or path.parent.name not in types:
            problems.append(
                Problem(
                    Origin(name),
                    say("this is no name for a wording."),
                    say(
                        "Name it <type>/<clause>.tr.jinja; the types are {types}.",
                        types=", ".join(types),
                    ),
                )
            )
            continue
        source, problem = _source(path, name)
        if problem:
            problems.append(problem)
        head = {} if problem else _head(source, name, problems)
        place = Origin(name)
        yield _File(path.parent.name, match["clause"], match["language"], head, place, source)


def _source(path: Path, name: str) -> tuple[str, Problem | None]:
    """What is written, or why it cannot be taken."""
    try:
        written = files.read(path, MAX_BYTES)
    except OSError as error:  # taken away or closed meanwhile
        return "", _closed(name, error.strerror)
    if problem := _unfit(written, name):
        return "", problem
    return written.decode("utf-8-sig"), None


def _closed(name: str, reason: str | None) -> Problem:
    return Problem(Origin(name), say("this cannot be read ({reason}).", reason=reason), UNREADABLE)


def _head(source: str, name: str, problems: list[Problem]) -> dict[str, str]:
    match = _HEAD.fullmatch(source.partition("\n")[0].strip())
    pairs = [part.partition(":") for part in match[1].split("|")] if match else []
    head = {key.strip(): value.strip() for key, _, value in pairs}
    if not head.get("reason"):
        problems.append(
            Problem(
                Origin(name),
                say("the wording does not say why it is there."),
                say(
                    "Begin it with “{{# reason: … #}}”; for a new clause “{{# reason: … | "
                    "after: … #}}”. “notices keys {name}” prints the tool's words.",
                    name=name,
                ),
            )
        )
    for key in head.keys() - set(_KEYS):
        hint = say("Known: {keys}.", keys=", ".join(_KEYS))
        problems.append(Problem(Origin(name), say("“{key}” is not known here.", key=key), hint))
    if head.get("layer", "full") not in LAYERS:
        problems.append(
            Problem(Origin(name), say("there is no such layer."), say("Write short or full."))
        )
    return head


def _unfit(written: bytes, name: str) -> Problem | None:
    """Too large, of another encoding, with characters that nobody sees, or from a merge that
    nobody finished: what else is wrong comes from it."""
    if len(written) > MAX_BYTES:
        message = say("the file is larger than {max_bytes} bytes.", max_bytes=MAX_BYTES)
        return Problem(Origin(name), message, say("Divide the clause into several."))
    try:
        lines = written.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        reached = written.count(b"\n", 0, error.start) + 1
        message = say("the file is not in UTF-8 from here on.")
        return Problem(Origin(name, reached), message, say("Save it with the encoding UTF-8."))
    for number, line in enumerate(lines, 1):
        if sign := first_refused(line):
            message = say("there is an invisible or forbidden character ({sign}).", sign=sign)
            return Problem(Origin(name, number), message, say("Delete it and type the text again."))
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            message = say("git could not merge two versions of these lines.")
            hint = say("Keep the right ones, and delete the marks <<<<<<<, ======= and >>>>>>>.")
            return Problem(Origin(name, number), message, hint)
    return None


def _without_twin(file: _File, files: Sequence[_File], wanted: Sequence[str]) -> Iterator[Problem]:
    """Every language or none: a text that says more in one language misleads."""
    twins = {
        other.language: (other.head.get("after"), other.head.get("layer"))
        for other in files
        if (other.type, other.clause) == (file.type, file.clause)
    }
    for language in wanted:
        if language not in twins:
            hint = say(
                "Write {clause}.{language}.jinja beside it.", clause=file.clause, language=language
            )
            yield Problem(
                file.origin, say("the wording is missing in “{language}”.", language=language), hint
            )
        elif twins[language] != twins[file.language]:
            yield Problem(
                file.origin,
                say("the wording stands elsewhere in “{language}”.", language=language),
                say("Write the same “after” and “layer” in every language."),
            )


def _without_place(file: _File, files: Sequence[_File], templates: Path) -> Iterator[Problem]:
    template = templates / file.type / f"{file.language}.jinja"
    if not template.is_file():  # told where a document of the type is composed
        return
    written = template.read_text(encoding="utf-8")
    clauses = _CLAUSE.findall(written)
    added = [f.clause for f in files if f.type == file.type and "after" in f.head]
    wanted = file.head.get("after", file.clause)
    known = [*clauses, *(a for a in added if "after" in file.head and a != file.clause)]
    if wanted not in known:
        near = difflib.get_close_matches(wanted, clauses, 1)
        hint = (
            say("Did you mean “{near}”?", near=near[0])
            if near
            else say("It has: {clauses}.", clauses=wording_begun.listed(written))
        )
        yield Problem(
            file.origin,
            say("“{type}” has no clause “{wanted}”.", type=file.type, wanted=wanted),
            hint,
        )
    elif "after" in file.head and file.clause in clauses:
        yield Problem(
            file.origin,
            say("“{type}” has a clause “{clause}” already.", type=file.type, clause=file.clause),
            say("Leave out “after” to replace it, or give the new clause another name."),
        )
