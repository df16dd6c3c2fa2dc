"""What a text says once for several purposes: lines of a short layer, words above a table.

Entries are the same here when they say the same, whether they are named or written out in place:
of two that say it, the doubtful one is printed, so that no mark of doubt is lost.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

from generator.model.bases import CONTRACT, Basis
from generator.model.entry import Entry, Text
from generator.model.processing import Mode, ProcessingActivity, Purpose
from generator.model.recipients import Recipient
from generator.model.retention import Retention
from generator.model.traversal import contents, walk
from generator.provenance import Fact

E = TypeVar("E", bound=Entry)
K = TypeVar("K")

INTEREST = "5/2-f"
"""The condition of which a short layer says more than its article: the interest (art. 5(2)(f))."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a short layer: the purposes that rest on the same `bases`.

    The same is what the line says of a basis: its article, the interest, the data and the
    condition that limit it. `other_law` is the ground outside Law 6698 that they share.
    """

    bases: Sequence[Basis]
    other_law: Text | None
    purposes: Sequence[Purpose]


@dataclass(frozen=True, slots=True)
class Means:
    """The channels through which data is collected by one `mode`, for short layers."""

    mode: Fact[Mode]
    channels: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Row:
    """A purpose in a table, with the bases that its cell says."""

    purpose: Purpose
    bases: Sequence[Basis]


@dataclass(frozen=True, slots=True)
class Table:
    """The purposes of an activity as rows, and what is said above them instead of in each cell.

    `bases`, `recipients` and `retention` are those of every row; where they are empty, each row
    says its own. `when` is the condition of every row, of one alone as well.
    """

    activity: ProcessingActivity
    bases: Sequence[Basis]
    recipients: Sequence[Recipient]
    retention: Retention | None
    when: Text | None
    rows: Sequence[Row]


def by_basis(purposes: Iterable[Purpose], beside: Sequence[Basis] = ()) -> list[Line]:
    """The lines of a short layer, in the order of their first purposes; each purpose in one.

    `beside` is said once for all that rest on a contract, and not in their lines.
    """
    above = set(map(contents, beside))
    lines: dict[Hashable, list[tuple[Purpose, Sequence[Basis]]]] = {}
    for purpose in purposes:
        own = [b for b in purpose.bases if contents(b) not in above]
        said = tuple(map(_in_short, own))
        bases = said if any(b.fallback for b in own) else frozenset(said)
        lines.setdefault((bases, contents(purpose.other_law)), []).append((purpose, own))
    return [
        Line(
            _doubtful([own for _, own in line], _in_short),
            _other_law([p for p, _ in line]),
            [p for p, _ in line],
        )
        for line in lines.values()
    ]


def _other_law(purposes: Sequence[Purpose]) -> Text | None:
    """The ground that all of them share."""
    grounds = [[p.other_law] for p in purposes if p.other_law]
    return next(iter(_doubtful(grounds, contents) if grounds else ()), None)


def by_mode(activities: Iterable[ProcessingActivity]) -> list[Means]:
    """How the data of some activities is collected: each mode once, each channel once in it."""
    found: dict[Mode, tuple[Fact[Mode], dict[Hashable, Text]]] = {}
    for collection in (activity.collection for activity in activities):
        mode, channels = found.get(collection.mode.value, (collection.mode, {}))
        mode = collection.mode if collection.mode.unconfirmed else mode
        found[mode.value] = mode, channels
        for channel in collection.channels:
            put(channels, contents(channel), channel)
    return [Means(mode, list(channels.values())) for mode, channels in found.values()]


def beside_contract(purposes: Sequence[Purpose], least: int = 1) -> list[Basis]:
    """What each purpose that rests on a contract has besides, and no other purpose.

    These are the bases of people who are no party to it; a text says them once. None where fewer
    than `least` purposes rest on a contract: a row of a table says its own. None either where a
    basis refers to those before it or beside it.
    """
    resting, other = list[Sequence[Basis]](), list[Sequence[Basis]]()
    for bases in (p.bases for p in purposes):
        (resting if any(map(_is_contract, bases)) else other).append(bases)
    others = {contents(b) for bases in other for b in bases}
    if len(resting) < least or any(b.fallback or b.rest for row in resting for b in row):
        return []
    common = set.intersection(*({contents(b) for b in row} for row in resting)) - others
    rows = [[b for b in row if contents(b) in common and not _is_contract(b)] for row in resting]
    return _doubtful(rows, contents)


def table(activity: ProcessingActivity, beside: Sequence[Basis]) -> Table:
    """The table of an activity, after `beside` was said; a single row says all the rest itself."""
    above = set(map(contents, beside))
    rows = [Row(p, [b for b in p.bases if contents(b) not in above]) for p in activity.purposes]
    several = len(rows) > 1
    alone = any(row.purpose.steps or row.purpose.other_law for row in rows)
    conditions = [[p.when] if p.when else [] for p in activity.purposes]
    return Table(
        activity=activity,
        bases=_shared([row.bases for row in rows], contents) if several and not alone else (),
        recipients=_shared([p.recipients or () for p in activity.purposes], contents)
        if several
        else (),
        retention=_shared_retention(activity.purposes) if several else None,
        when=next(iter(_shared(conditions, contents)), None),
        rows=rows,
    )


def _is_contract(basis: Basis) -> bool:
    return basis.article.id.value == CONTRACT


def _shared_retention(purposes: Sequence[Purpose]) -> Retention | None:
    rows = [(p.retention,) for p in purposes if p.retention]
    return next(iter(_shared(rows, contents)), None) if len(rows) == len(purposes) else None


def _shared(rows: Sequence[Sequence[E]], says: Callable[[E], Hashable]) -> Sequence[E]:
    """What every row has, where no row has anything else."""
    same = len({tuple(map(says, row)) for row in rows}) == 1
    return _doubtful(rows, says) if same else ()


def _doubtful(rows: Sequence[Sequence[E]], says: Callable[[E], Hashable]) -> list[E]:
    """Those of the first row; in place of each one of the others that says the same in doubt."""
    doubted = {says(entry): entry for row in reversed(rows) for entry in row if in_doubt(entry)}
    return [doubted.get(says(entry), entry) for entry in rows[0]]


def put(listed: dict[K, E], key: K, entry: E) -> None:
    """Add `entry` unless one that says the same is there; one in doubt takes its place."""
    if key not in listed or (in_doubt(entry) and not in_doubt(listed[key])):
        listed[key] = entry


def in_doubt(entry: Entry) -> bool:
    """Whether anything that it says is in doubt."""
    if (doubt := _DOUBT.get(entry)) is None:
        doubt = _DOUBT[entry] = any(value.unconfirmed is not None for value in walk(entry))
    return doubt


_DOUBT = WeakKeyDictionary[Entry, bool]()


def _in_short(basis: Basis) -> Hashable:
    """What the line of a short layer says of a basis."""
    article = basis.article.id.value
    detail = basis.detail if article == INTEREST else None
    limits = bool(basis.rest), bool(basis.fallback)
    return article, *limits, *map(contents, (detail, basis.only_for, basis.when))
