"""What nobody has written where a rule asks for a value.

Such a finding is a question to the company as well, and its answer is written as a new value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks import Finding
from generator.editing import Edition, Path, Value
from generator.recipes.questioning.kinds import BLANK, KINDS, RETENTION, Kind
from generator.recipes.questioning.policy_parts import FILE, PARTS
from generator.recipes.questioning.wording import path_of


@dataclass(frozen=True, slots=True)
class Gap:
    """A place at which nothing is written."""

    file: str
    path: Path
    kind: Kind


def gaps(findings: Sequence[Finding], edition: Edition) -> Iterator[Gap]:
    """Each place once, in the order of the findings."""
    seen = set()
    for finding in findings:
        for gap in _of(finding, edition) if not finding.accepted else ():
            if (gap.file, gap.path) not in seen:
                seen.add((gap.file, gap.path))
                yield gap


def _of(finding: Finding, edition: Edition) -> Iterator[Gap]:
    for part in PARTS.get(finding.name, ()):
        yield Gap(FILE, (part.within, part.key) if part.within else (part.key,), part)
    if kind := KINDS.get(finding.name):
        file, path = path_of(finding.place)
        for at in _places(kind, path, edition.draft(file).value()):
            yield Gap(file, at, kind)


def _places(kind: Kind, path: Path, content: Value) -> Iterator[Path]:
    """Where the value belongs: at a blank itself, in the block that was found, in each purpose."""
    if kind is BLANK:
        yield path
    elif kind is not RETENTION:
        yield (*path[:-1], kind.key)
    elif isinstance(content, dict) and "retention" not in content:
        purposes = content.get("purposes")
        listed = purposes if isinstance(purposes, dict) else {}
        for name, purpose in listed.items():
            meant = path in ((), ("purposes", name))
            if meant and isinstance(purpose, dict) and "retention" not in purpose:
                yield "purposes", name, kind.key
