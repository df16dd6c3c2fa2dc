"""Cuts the flows of a text into pictures that a person takes in at a glance.

A picture has a box for data, purposes and receivers. Kinds of data that go for the same purposes
are one box, and so are receivers that get data for the same purposes, so few lines cross.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.expression.flows import Flow

MOST_BOXES = 9


@dataclass(frozen=True, slots=True)
class Member:
    """What one box names: words, what is said of them (`countries`), whether they are in doubt."""

    words: str
    more: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """Some kinds of data or receivers; `marked` where they are special, or abroad. `purposes` are
    the numbers of the purposes that it is joined with, from 0."""

    members: tuple[Member, ...]
    marked: bool
    purposes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The flows of one activity, or as many of them as fit: picture `number` of `total`."""

    activity: str
    flows: tuple[Flow, ...]
    number: int = 1
    total: int = 1

    @property
    def data(self) -> list[Box]:
        """The boxes of data, in the order of their purposes."""
        return _boxes(
            (Member(kind.category, doubtful=kind.doubtful), kind.special, number)
            for number, flow in enumerate(self.flows)
            for kind in flow.data
        )

    @property
    def receivers(self) -> list[Box]:
        """The boxes of receivers, in the order of their purposes."""
        return _boxes(
            (Member(one.name, ", ".join(one.countries), one.doubtful), one.abroad, number)
            for number, flow in enumerate(self.flows)
            for one in flow.receivers or ()
        )

    @property
    def size(self) -> int:
        """How many boxes it has."""
        return len(self.data) + len(self.flows) + len(self.receivers)


def pictures(flows: Sequence[Flow]) -> list[Picture]:
    """The pictures of some flows, which are in the order of their activities."""
    made = []
    for activity, of_one in groupby(flows, lambda flow: flow.activity):
        parts = _parts(activity, of_one)
        made += [
            Picture(activity, part, number, len(parts)) for number, part in enumerate(parts, 1)
        ]
    return made


def _parts(activity: str, flows: Iterable[Flow]) -> list[tuple[Flow, ...]]:
    """One purpose always fits: its data makes two boxes at most, and so do its receivers."""
    parts: list[tuple[Flow, ...]] = []
    for flow in flows:
        longer = (*(parts[-1] if parts else ()), flow)
        if parts and Picture(activity, longer).size <= MOST_BOXES:
            parts[-1] = longer
        else:
            parts.append((flow,))
    return parts


def _boxes(named: Iterable[tuple[Member, bool, int]]) -> list[Box]:
    purposes: dict[tuple[str, str, bool], list[int]] = {}
    members: dict[tuple[str, str, bool], Member] = {}
    for member, marked, number in named:
        key = member.words, member.more, marked
        if number not in purposes.setdefault(key, []):
            purposes[key].append(number)
        if key not in members or member.doubtful:
            members[key] = member
    joined: dict[tuple[bool, tuple[int, ...]], list[Member]] = {}
    for key, numbers in purposes.items():
        joined.setdefault((key[2], tuple(numbers)), []).append(members[key])
    boxes = [Box(tuple(held), marked, numbers) for (marked, numbers), held in joined.items()]
    return sorted(boxes, key=lambda box: sum(box.purposes) / len(box.purposes))
