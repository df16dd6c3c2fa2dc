"""What the rules find, as the panel shows it; and what of it a save brought or took away."""

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator.checks import Finding, Level
from generator.message import Message, counted
from generator.mkdocs.preview import as_data
from generator.mkdocs.preview.shown import Board
from generator.recipes.correcting.advice import Adviser


class Found:
    """The findings on the board, in `language`, about the data folder `data`."""

    def __init__(self, data: Path, board: Board, language: str) -> None:
        self._data = data
        self._board = board
        self._language = language
        self._lock = threading.Lock()
        self._before: tuple[float, Sequence[Finding]] | None = None
        self._held: tuple[Sequence[Finding], Mapping[Finding, Mapping[str, object]]] = ((), {})

    def all(self) -> Mapping[Finding, Mapping[str, object]]:
        """Every finding as the panel shows it; made once for each asking of the rules."""
        with self._lock:
            judged = self._board.judged
            if self._held[0] is not judged:
                adviser = Adviser(self._data, self._language)
                self._held = judged, {f: as_data.of_finding(f, adviser) for f in judged}
            return self._held[1]

    def wrote(self, begun: float) -> None:
        """Something was written after `begun`: what is found from now on may come from it."""
        self._before = begun, self._board.judged

    def news(self) -> Mapping[str, object]:
        """What the last writing brought and took away, errors first; or that the rules are still
        being asked, or `held` where a mistake keeps the page as it was."""
        board = self._board
        none = {"asking": False, "held": bool(board.problems), "new": [], "gone": []}
        if self._before is None:
            return none
        begun, before = self._before
        if board.problems or board.since < begun:
            return {**none, "asking": not board.problems}
        adviser = Adviser(self._data, self._language)
        shown = (
            [as_data.of_finding(f, adviser) for f in one] for one in compared(before, board.judged)
        )
        return {**none, **dict(zip(("new", "gone"), shown, strict=True))}


def compared(
    before: Sequence[Finding], now: Sequence[Finding]
) -> tuple[Sequence[Finding], Sequence[Finding]]:
    """New findings and those that are gone, errors first, without what is accepted. One that only
    says something else of the same place is neither."""
    was, there = ([f for f in found if not f.accepted] for found in (before, now))
    for key in (_in_words, _at_place):
        was, there = _without(was, there, key), _without(there, was, key)
    return sorted(there, key=_is_warning), sorted(was, key=_is_warning)


def _without(
    found: Sequence[Finding], others: Sequence[Finding], key: Callable[[Finding], object]
) -> list[Finding]:
    """Each of `found` that has no counterpart among `others`."""
    left, counts = list[Finding](), Counter(map(key, others))
    for finding in found:
        counts[key(finding)] -= 1
        if counts[key(finding)] < 0:
            left.append(finding)
    return left


def _in_words(finding: Finding) -> object:
    return finding.name, finding.place, finding.message


def _at_place(finding: Finding) -> object:
    return finding.name, finding.place


def _is_warning(finding: Finding) -> bool:
    return finding.level is Level.WARNING


def title(board: Board) -> Message:
    """What the box over the page is called: mistakes come before what the rules find."""
    if board.problems:
        return counted(
            "{count} mistake; the page stays as it was before",
            "{count} mistakes; the page stays as it was before",
            len(board.problems),
        )
    return counted(
        "{count} error against the rules",
        "{count} errors against the rules",
        len(board.findings),
    )
