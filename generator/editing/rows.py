"""Whole entries of a YAML text: the lines of each, with the comments that are its own.

Comments directly above an entry, in its column, travel with it, as do those below it that stand
further in; one that stands apart stays where it is. What the file begins with is the file's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.editing.scalars import written
from generator.editing.splices import Splice, Splices
from generator.editing.values import Value, lines
from generator.source import Place

_COMMENT = re.compile(r"([ \t]*)#[^\r\n]*")
_BLANK = re.compile(r"[ \t]*(?=[\r\n])")


@dataclass(frozen=True, slots=True)
class Rows(Splices):
    """Makes the splices of one text for the entries of a mapping or list that has no brackets."""

    def spans(self, owner: Place) -> list[tuple[int, int]]:
        """Where each entry begins and ends, its own comments included."""
        starts = self._starts(owner)
        column = self._column(starts[0])
        ends = [
            self._tail(self._line_end(value.end), column, limit)
            for value, limit in zip(owner.values, [*starts[1:], len(self.text)], strict=True)
        ]
        floors = [0, *ends[:-1]]
        heads = [
            self._head(self._line_start(s), column, f) for s, f in zip(starts, floors, strict=True)
        ]
        return list(zip(heads, ends, strict=True))

    def stand_alone(self, owner: Place) -> bool:
        """Whether each entry has lines of its own: none stands behind a dash or in brackets."""
        begun = (self.text[self._line_start(at) : at].strip() for at in self._starts(owner))
        return not owner.style and not any(begun)

    def put_in(self, owner: Place, at: int, key: str | None, value: Value) -> Splice:
        """An entry as number `at`, as far from its neighbours as these are."""
        column = " " * self._column(self._starts(owner)[0])
        return self._put(owner, at, [f"{column}{line}" for line in lines(key, value)])

    def copied(self, owner: Place, at: int, key: str | None) -> Splice:
        """The letters of an entry once more below it, under another key."""
        start, (_, end) = self._starts(owner)[at], self.spans(owner)[at]
        column, begun = self.text[self._line_start(start) : start], self.text[start:end]
        if key is not None:
            old = owner.keys[at]
            begun = written(key, flow=False, style=old.style) + self.text[old.end : end]
        return self._put(owner, at + 1, [f"{column}{begun}"])

    def taken_out(self, owner: Place, at: int) -> Splice:
        """Without an entry, and without what kept it apart; comments that stand apart stay."""
        spans = self.spans(owner)
        start, end = spans[at]
        if at + 1 == len(spans):
            above = spans[at - 1][1] if at else self._line_start(owner.start)
            kept = len(self.text[above:start].rstrip()) if at else len(self.text[:start].rstrip())
            begin = above + kept if at else kept
            return (begin, end, "") if begin else (0, self._past(end), "")
        following = spans[at + 1][0]
        if not self.text[end:following].strip():
            return start, following, ""
        past = self._past(end)
        apart = self._past(past) if self._is_blank(past) and self._blank_above(start) else past
        return start, apart, ""

    def swapped(self, owner: Place, at: int) -> Splice:
        """An entry and the next one in each other's place."""
        (start, end), (following, last) = self.spans(owner)[at : at + 2]
        between = self.text[end:following]
        new = f"{self.text[following:last]}{between}{self.text[start:end]}"
        return start, last, new

    def _put(self, owner: Place, at: int, block: Sequence[str]) -> Splice:
        spans, new = self.spans(owner), self.newline.join(block)
        if at == 0:
            return spans[0][0], spans[0][0], f"{new}{self._gap(owner, spans, 1)}"
        end = spans[at - 1][1]
        return end, end, f"{self._gap(owner, spans, at)}{new}"

    def _gap(self, owner: Place, spans: Sequence[tuple[int, int]], at: int) -> str:
        """What keeps the entries before and after number `at` apart: line ends, no comment."""
        near = min(at, len(spans) - 1)
        if not near:
            alone = owner.kind == "mapping" and not self._column(self._starts(owner)[0])
            return self.newline * (2 if alone else 1)
        gap = self.text[spans[near - 1][1] : spans[near][0]]
        return gap[: len(gap.rstrip(" \t"))] if not gap.strip() else self.newline * 2

    def _head(self, start: int, column: int, floor: int) -> int:
        at = start
        while at > floor:
            above = self._line_start(at - 1 if self.text[at - 2 : at] != "\r\n" else at - 2)
            match = _COMMENT.match(self.text, above)
            if above < floor or not match or len(match[1]) != column:
                break
            at = above
        return start if at == 0 else at

    def _tail(self, end: int, column: int, limit: int) -> int:
        at = self._past(end)
        while at < limit:
            match = _COMMENT.match(self.text, at)
            if match and len(match[1]) > column:
                end = match.end()
            elif not self._is_blank(at):
                break
            at = self._past(self._line_end(at))
        return end

    def _past(self, at: int) -> int:
        """The beginning of the next line."""
        return self._line_end(at, past=True)

    def _is_blank(self, at: int) -> bool:
        return bool(_BLANK.match(self.text, at))

    def _blank_above(self, at: int) -> bool:
        return bool(re.search(r"(\n|\r)[ \t]*(\r\n|\n|\r)[ \t]*$", self.text[:at]))
