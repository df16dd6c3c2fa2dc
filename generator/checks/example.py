"""How a rule is explained and tested: a change of a controller's data, wrong and right.

The controller is the starter (`generator/starter/`), in which no rule finds anything, or where a
rule is about more than that, the one of the tests that uses the whole model (`rich`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent

from generator.catalogue import ENGLISH, said
from generator.message import Message, say

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


@dataclass(frozen=True, slots=True)
class Change:
    """One place of one file, written wrongly and rightly.

    `wrong` and `right` are YAML for the value at the key path `path` of `file` (empty for the whole
    file): the entries of a mapping are put into the one that stands there, anything else takes its
    place; None means that nothing is written there. The finding of the wrong one has the sub-code
    `sub` and is at the path `found`, where that is another one than `path`.
    """

    file: str
    path: str
    wrong: str | None
    right: str | None
    sub: str = ""
    found: str | None = None
    base: str = "starter"

    @property
    def place(self) -> str:
        """The key path of the finding."""
        return self.path if self.found is None else self.found

    def heading(self, *, right: bool) -> Message:
        """Which of the two the lines are, and of which file."""
        file = f"data/{self.file}"
        if (self.right if right else self.wrong) is None:
            return _heading_without(file, right=right)
        return _heading(file, right=right)

    def lines(self, *, right: bool, language: str = ENGLISH) -> str:
        """What is written, as it stands in the file; keys around it are left out."""
        value, other = (self.right, self.wrong) if right else (self.wrong, self.right)
        return "\n".join(_lines(self.path, (value or other or "").rstrip(), language))


@dataclass(frozen=True, slots=True)
class Reworded:
    """A clause in a controller's own words (`data/wording/`), Turkish and English.

    A `right` of None means that the clause is not reworded.
    """

    clause: str
    wrong: tuple[str, str]
    right: tuple[str, str] | None = None
    sub: str = ""
    base: str = "starter"
    place: str = ""

    @property
    def file(self) -> str:
        """The Turkish file, below `data/`."""
        return f"wording/{self.clause}.tr.jinja"

    def heading(self, *, right: bool) -> Message:
        """Which of the two the words are, and of which file."""
        if right and not self.right:
            return say("Right, in data/, without “{file}”.", file=self.file)
        return _heading(f"data/{self.file}", right=right)

    def lines(self, *, right: bool, language: str = ENGLISH) -> str:  # noqa: ARG002
        """The Turkish clause, in whatever language is spoken; empty where there is none."""
        words = self.right if right else self.wrong
        return words[0] if words else ""


def _heading(file: str, *, right: bool) -> Message:
    return say("Right, in {file}:", file=file) if right else say("Wrong, in {file}:", file=file)


def _heading_without(file: str, *, right: bool) -> Message:
    if right:
        return say("Right, in {file}, without:", file=file)
    return say("Wrong, in {file}, without:", file=file)


Example = Change | Reworded


def steps(path: str) -> list[str | int]:
    """`channels[0].how` as `["channels", 0, "how"]`."""
    parts = _STEP.findall(path)
    return [int(part[1:-1]) if part.startswith("[") else part for part in parts]


def _lines(path: str, value: str, language: str) -> Iterator[str]:
    if not path:
        yield from value.split("\n")
        return
    depth, dash = 0, ""
    *around, last = steps(path)
    for step in around:
        if isinstance(step, int):
            if step:
                number = said(say("# number {number}:", number=step + 1), language)
                yield f"{'  ' * depth}{number}"
            dash = "- "
        else:
            yield f"{'  ' * depth}{dash}{step}:"
            depth, dash = depth + 1 + len(dash) // 2, ""
    if isinstance(last, int):
        key, block = "- ", value.replace("\n", "\n  ")
        yield from indent(f"{key}{block}", "  " * depth).split("\n")
    elif "\n" in value:
        yield f"{'  ' * depth}{dash}{last}:"
        yield from indent(value, "  " * (depth + 1 + len(dash) // 2)).split("\n")
    else:
        yield f"{'  ' * depth}{dash}{last}: {value}"
