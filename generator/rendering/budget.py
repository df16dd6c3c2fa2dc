"""How much work one rendering may be: a template that would run for ever ends with a message.

Loops inside loops, macros and templates that call one another twice, words set again and again:
each alone is small, and together they outlast any patience. The longest text of ours spends a
fiftieth of it.
"""

import time
from collections.abc import Iterable
from typing import TypeVar

from generator.message import say

T = TypeVar("T")
L = TypeVar("L", list[object], tuple[object, ...])
MOST_STEPS = 2_000_000
MOST_SECONDS = 60
"""Of the processor; a step is of no fixed length."""
MOST_LISTED = 500
"""Items of a list that a template writes itself; its own lists lie two deep at most."""


class Endless(Exception):
    """A rendering that is too much work; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class Budget:
    """Steps of one rendering; raises Endless when they are spent."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Another rendering."""
        self.steps, self._until = 0, time.thread_time() + MOST_SECONDS

    def spend(self, steps: int = 1) -> None:
        """So many steps more."""
        before, self.steps = self.steps, self.steps + steps
        if self.steps >> 10 == before >> 10:
            return
        if self.steps > MOST_STEPS or time.thread_time() > self._until:
            raise Endless(
                say("this runs too long: loops or calls lie inside one another too often."),
                say("Print the list once, or ask first for what is to be printed."),
            )

    def counted(self, items: Iterable[T]) -> list[T]:
        """The items of a loop, each a step. Counted before: a loop asks how many there are."""
        listed = list(items)
        self.spend(len(listed) + 1)
        return listed

    def literal(self, items: L) -> L:
        """A list that a template writes; lists of lists of lists are compared for ever."""
        if len(items) > MOST_LISTED or any(map(_nested, items)):
            raise Endless(
                say("a list of a template is too long, or holds lists of lists."),
                say("Loop over the facts themselves."),
            )
        self.spend(len(items))
        return items


def _nested(item: object) -> bool:
    return isinstance(item, list | tuple) and any(isinstance(i, list | tuple) for i in item)
