"""Where an entry of a YAML text is put in, taken out or written otherwise, and in which letters.

In brackets an entry is a part of a line; elsewhere it is lines of its own, in the column of its
neighbours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.scalars import written
from generator.editing.values import Value, inline, lines
from generator.source import Place

_BREAK = re.compile(r"\r\n|\r|\n")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\r\n]*)?")
Splice = tuple[int, int, str]
"""The characters from the first number to before the second give way to the text."""
FILE = Place("scalar", -1, -1)
"""A file in which nothing is written."""


def spliced(content: str, splices: Sequence[Splice]) -> str:
    """`content` with all splices, which are in order and do not overlap."""
    for start, end, new in reversed(splices):
        content = content[:start] + new + content[end:]
    return content


@dataclass(frozen=True, slots=True)
class Splices:
    """Makes the splices of one text; `flow` says whether a place is inside brackets."""

    text: str

    def leaf(self, leaf: Place, value: str, *, flow: bool) -> Splice:
        """Another value for a scalar; a remark behind `|` or `>` stays."""
        new = written(value, flow=flow, style=leaf.style)
        if leaf.style in ("|", ">") and (head := _HEAD.match(self.text, leaf.start)) and head[1]:
            new += f" {head[1]}"
        elif leaf.start == leaf.end:
            new = f"{'' if self.text[leaf.start - 1 : leaf.start] in ':-' else ':'} {new}"
        return leaf.start, leaf.end, new

    def added(self, owner: Place, at: int, key: str | None, value: Value, *, flow: bool) -> Splice:
        """An entry `key: value`, or an item where there is no key, as number `at` of `owner`."""
        if flow or owner.style:
            brief = inline(value) if key is None else f"{written(key, flow=True)}: {inline(value)}"
            return self._added_in_brackets(owner, at, brief, f"[{brief}]" if key is None else "")
        block = list(lines(key, value))
        if owner is FILE:
            end = len(self.text)
            gap = "" if not self.text or _BREAK.search(self.text[-1:]) else self.newline
            return end, end, gap + "".join(f"{line}{self.newline}" for line in block)
        if owner.kind == "scalar":
            return self._begun(owner, block)
        starts = self._starts(owner)
        column = " " * self._column(starts[0])
        if at == 0:
            return starts[0], starts[0], "".join(f"{ln}{self.newline}{column}" for ln in block)
        end = self._line_end(owner.values[at - 1].end)
        return end, end, "".join(f"{self.newline}{column}{line}" for line in block)

    def _added_in_brackets(self, owner: Place, at: int, brief: str, alone: str) -> Splice:
        if owner.kind == "scalar":
            alone = alone or f"{{{brief}}}"
            return owner.start, owner.end, f" {alone}" if owner.start == owner.end else alone
        starts = self._starts(owner)
        if at < len(starts):
            return starts[at], starts[at], f"{brief}, "
        end = owner.values[-1].end if owner.values else owner.start + 1
        return end, end, f", {brief}" if owner.values else brief

    def _begun(self, owner: Place, block: Sequence[str]) -> Splice:
        """The first entry below a key of which nothing or `~` is written; its remark stays."""
        line = self.text[self._line_start(owner.start) :]
        end = self._line_end(owner.end)
        column = self.newline + " " * (len(line) - len(line.lstrip(" -")) + 2)
        tail = self.text[owner.end : end] + "".join(f"{column}{line}" for line in block)
        return owner.start, end, tail

    def removed(self, owner: Place, at: int) -> Splice:
        """Without an entry and what stands behind it in its line; empty brackets for the last."""
        starts, end = self._starts(owner), owner.values[at].end
        if len(starts) == 1:
            return owner.start, owner.end, "{}" if owner.kind == "mapping" else "[]"
        if owner.style:
            if at + 1 < len(starts):
                return starts[at], starts[at + 1], ""
            return owner.values[at - 1].end, end, ""
        start, line = starts[at], self._line_start(starts[at])
        if not self.text[line:start].strip():
            return line, self._line_end(end, past=True), ""
        # It stands behind a dash: what follows takes its place there.
        following = starts[at + 1]
        between = self.text[self._line_end(end) : following]
        return start, following, between.lstrip(" ") if between.strip() else ""

    def wrapped(self, leaf: Place, value: Value) -> Splice:
        """A mapping in brackets in the place of a scalar; a remark behind `|` or `>` stays."""
        new = inline(value)
        if leaf.style in ("|", ">") and (head := _HEAD.match(self.text, leaf.start)) and head[1]:
            new += f" {head[1]}"
        return leaf.start, leaf.end, new

    def unwrapped(self, owner: Place) -> Splice | None:
        """The only value of a mapping in its place; None where a remark or a text of several lines
        would have to move."""
        (inner,) = owner.values
        words = self.text[inner.start : inner.end]
        start = owner.start if owner.style else len(self.text[: owner.start].rstrip())
        line = self.text[self._line_start(start) : start]
        if _BREAK.search(words) or (not owner.style and "#" in line):
            return None
        return start, owner.end, words if owner.style else f" {words}".rstrip()

    def named(self, owner: Place, key: Place, names: Sequence[str]) -> list[Splice]:
        """The list below `key` as a mapping: a name instead of each dash."""
        if owner.style:
            named = [(v.start, v.start, f"{n}: ") for v, n in zip(owner.values, names, strict=True)]
            first, last = owner.start, owner.end - 1
            return [(first, first + 1, "{"), *named, (last, last + 1, "}")]
        dashes = self._starts(owner)
        # A list may stand in the column of its key, a mapping may not.
        shift = "  " if self._column(dashes[0]) <= self._column(key.start) else ""
        splices = []
        for dash, item, name in zip(dashes, owner.values, names, strict=True):
            if item.kind != "scalar" and not item.style and not _BREAK.search(
                self.text, dash, item.start
            ):  # fmt: skip
                column = f"{shift}{' ' * self._column(item.start)}"
                splices.append((dash, item.start, f"{name}:{self.newline}{column}"))
            else:
                splices.append((dash, dash + 1, f"{name}:"))
        return sorted([*self._moved(dashes[0], owner.end, shift), *splices], key=lambda s: s[:2])

    def _moved(self, start: int, end: int, shift: str) -> list[Splice]:
        """Lines that move to the right."""
        begun = self._line_start(start)
        starts = (begun, *(match.end() for match in _BREAK.finditer(self.text, begun, end)))
        return [(at, at, shift) for at in starts if shift and self.text[at] not in "\r\n"]

    def _starts(self, owner: Place) -> list[int]:
        """Where each entry begins: its key, its dash, or the item itself inside brackets."""
        if owner.kind == "mapping":
            return [key.start for key in owner.keys]
        if owner.style:
            return [item.start for item in owner.values]
        dashes, at = [], owner.start
        for item in owner.values:
            match = _BETWEEN.match(self.text, at)
            dashes.append(match.end() if match else at)
            at = item.end
        return dashes

    def _column(self, at: int) -> int:
        return at - self._line_start(at)

    def _line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def _line_end(self, at: int, *, past: bool = False) -> int:
        match = _BREAK.search(self.text, at)
        return (match.end() if past else match.start()) if match else len(self.text)

    @property
    def newline(self) -> str:
        """The line ends of the text."""
        match = _BREAK.search(self.text)
        return match[0] if match else "\n"
