"""The controller's own wording: clauses of `data/wording/` that replace or add to the tool's.

`data/wording/<type>/<clause>.<language>.jinja` is a template like any other: same sandbox, same
facts. Its first line says why it is there, and whether it stands after another clause:

    {# reason: the policy names the framework agreement | after: transfers-domestic #}

Without `after` it takes the place of the clause of that name, in every language of the site or in
none. It belongs to the full layer unless the line says `layer: short`.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import languages
from generator.documents import wording_markup
from generator.errors import Problem, TemplateError
from generator.provenance import Origin
from generator.rendering.tags import LAYERS, Wording

_NAME = re.compile(r"(?P<clause>[a-z][a-z0-9-]*)\.(?P<language>[a-z]{2})")
_HEAD = re.compile(r"\{#\s*(.*?)\s*#\}")
_CLAUSE = re.compile(r"\{%-?\s*clause\s+\"([a-z0-9-]+)\"")
_KEYS = ("reason", "after", "layer")


@dataclass(frozen=True, slots=True)
class _File:
    type: str
    clause: str
    language: str
    head: Mapping[str, str]
    origin: Origin
    path: Path

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
    files = list(_files(folder, types, problems)) if folder.is_dir() else []
    for file in files:
        problems += _without_twin(file, files, wanted)
        problems += _without_place(file, files, templates)
    if problems:
        raise TemplateError(problems)
    found: dict[tuple[str, str], list[Wording]] = {}
    faults: dict[tuple[str, str], list[Problem]] = {}
    for file in files:
        found.setdefault((file.type, file.language), []).append(file.wording)
        source = file.path.read_text(encoding="utf-8-sig")
        if problem := wording_markup.fault(source, file.origin.file):
            faults.setdefault((file.type, file.language), []).append(problem)
    return Wordings(found, faults)


def _files(folder: Path, types: Sequence[str], problems: list[Problem]) -> Iterator[_File]:
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = f"data/wording/{path.relative_to(folder).as_posix()}"
        match = _NAME.fullmatch(path.stem)
        known = match and match["language"] in languages.codes() and path.suffix == ".jinja"
        if not match or not known or path.parent.name not in types:
            problems.append(
                Problem(
                    Origin(name),
                    "this is no name for a wording.",
                    f"Name it <type>/<clause>.tr.jinja; the types are {', '.join(types)}.",
                )
            )
            continue
        head = _head(path, name, problems)
        yield _File(path.parent.name, match["clause"], match["language"], head, Origin(name), path)


def _head(path: Path, name: str, problems: list[Problem]) -> dict[str, str]:
    written = path.read_bytes()
    if problem := _unreadable(written, name):
        problems.append(problem)
        return {}
    match = _HEAD.fullmatch(written.decode("utf-8-sig").partition("\n")[0].strip())
    pairs = [part.partition(":") for part in match[1].split("|")] if match else []
    head = {key.strip(): value.strip() for key, _, value in pairs}
    if not head.get("reason"):
        problems.append(
            Problem(
                Origin(name),
                "the wording does not say why it is there.",
                "Begin it with “{# reason: … #}”; for a new clause “{# reason: … | after: … #}”.",
            )
        )
    for key in head.keys() - set(_KEYS):
        hint = f"Known: {', '.join(_KEYS)}."
        problems.append(Problem(Origin(name), f"“{key}” is not known here.", hint))
    if head.get("layer", "full") not in LAYERS:
        problems.append(Problem(Origin(name), "there is no such layer.", "Write short or full."))
    return head


def _unreadable(written: bytes, name: str) -> Problem | None:
    """Another encoding, or a merge that nobody finished: what else is wrong comes from it."""
    try:
        lines = written.decode().split("\n")
    except UnicodeDecodeError as error:
        reached = written.count(b"\n", 0, error.start) + 1
        message = "the file is not in UTF-8 from here on."
        return Problem(Origin(name, reached), message, "Save it with the encoding UTF-8.")
    for number, line in enumerate(lines, 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            message = "git could not merge two versions of these lines."
            hint = "Keep the right ones, and delete the marks <<<<<<<, ======= and >>>>>>>."
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
            hint = f"Write {file.clause}.{language}.jinja beside it."
            yield Problem(file.origin, f"the wording is missing in “{language}”.", hint)
        elif twins[language] != twins[file.language]:
            yield Problem(
                file.origin,
                f"the wording stands elsewhere in “{language}”.",
                "Write the same “after” and “layer” in every language.",
            )


def _without_place(file: _File, files: Sequence[_File], templates: Path) -> Iterator[Problem]:
    template = templates / file.type / f"{file.language}.jinja"
    if not template.is_file():  # told where a document of the type is composed
        return
    clauses = _CLAUSE.findall(template.read_text(encoding="utf-8"))
    added = [f.clause for f in files if f.type == file.type and "after" in f.head]
    wanted = file.head.get("after", file.clause)
    known = [*clauses, *(a for a in added if "after" in file.head and a != file.clause)]
    if wanted not in known:
        near = difflib.get_close_matches(wanted, clauses, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"It has: {', '.join(clauses)}."
        yield Problem(file.origin, f"“{file.type}” has no clause “{wanted}”.", hint)
    elif "after" in file.head and file.clause in clauses:
        yield Problem(
            file.origin,
            f"“{file.type}” has a clause “{file.clause}” already.",
            "Leave out “after” to replace it, or give the new clause another name.",
        )
