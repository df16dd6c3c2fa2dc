"""Which pieces of one row are which of another: what both begin and end with stays, and `difflib`
looks at what stands between; most rows differ in one place."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

Step = tuple[bool, int, int, int, int]
"""Whether pieces are the same, from where to where in the older row and in the newer one."""


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Step]:
    """The steps from the older row to the newer one, in order; none is empty on both sides."""
    shorter, start = min(len(old), len(new)), 0
    while start < shorter and old[start] == new[start]:
        start += 1
    rest = 0
    while rest < shorter - start and old[-1 - rest] == new[-1 - rest]:
        rest += 1
    if start:
        yield True, 0, start, 0, start
    was, now = len(old) - rest, len(new) - rest
    if start < was and start < now and not set(old[start:was]).isdisjoint(new[start:now]):
        matcher = SequenceMatcher(None, old[start:was], new[start:now], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            yield tag == "equal", a + start, b + start, c + start, d + start
    elif start < was or start < now:
        yield False, start, was, start, now
    if rest:
        yield True, was, len(old), now, len(new)
