"""What one visit found: what lies on the device afterwards, and whom the page asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.message import Message, say
from generator.model.cookies import Storage


class Choice(StrEnum):
    """What the visitor does in the banner."""

    NOTHING = "nothing"
    REFUSED = "refused"
    ACCEPTED = "accepted"


_WORDS = {
    (Choice.NOTHING, False): say("nothing pressed"),
    (Choice.REFUSED, False): say("everything refused"),
    (Choice.ACCEPTED, False): say("everything accepted"),
    (Choice.NOTHING, True): say("nothing pressed, signed in"),
    (Choice.REFUSED, True): say("everything refused, signed in"),
    (Choice.ACCEPTED, True): say("everything accepted, signed in"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """How the pages are visited."""

    choice: Choice
    member: bool = False

    @property
    def words(self) -> Message:
        """For people."""
        return _WORDS[self.choice, self.member]

    @property
    def consented(self) -> bool:
        """Whether the visitor has agreed to anything."""
        return self.choice is Choice.ACCEPTED


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing that is kept on the device, or a pixel: `host` keeps or gets it.

    `third` says whether that is another site than the one visited.
    """

    storage: Storage
    name: str
    host: str
    third: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """How long an item stays in seconds (None: until the session ends, or nobody has said) and
    `by` whom it was set: the address of an answer, or of a script with its line.

    `capped`: the browser shortened what was written, and nobody saw what that was.
    """

    lifetime: float | None = None
    by: str = ""
    capped: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A request to another site: its host, its address without a query, what the browser takes it
    for, and the address that started it. `answered` is false where the host was not named."""

    host: str
    address: str
    kind: str
    by: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit; with a `fault` it counts as not made, and nothing was found."""

    way: Way
    items: dict[Item, Trace]
    asked: tuple[Asked, ...] = ()
    fault: Message | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """All visits to the same addresses; `hosts` were named by the user."""

    addresses: tuple[str, ...]
    hosts: tuple[str, ...]
    visits: tuple[Visit, ...]

    @property
    def made(self) -> tuple[Visit, ...]:
        """The visits that count."""
        return tuple(visit for visit in self.visits if not visit.fault)

    @property
    def whole(self) -> bool:
        """Whether every visit was made."""
        return len(self.made) == len(self.visits)

    @property
    def accepted(self) -> bool:
        """Whether somebody accepted: otherwise nobody can say that something is gone."""
        return any(visit.way.consented for visit in self.made)

    @property
    def items(self) -> dict[Item, Trace]:
        """Everything found, in order, each with the trace of the first visit that says most."""
        found: dict[Item, Trace] = {}
        for visit in self.made:
            for item, trace in visit.items.items():
                known = found.setdefault(item, trace)
                if not known.by and trace.by:
                    found[item] = trace
        return dict(sorted(found.items()))

    def ways(self, item: Item) -> Sequence[Way]:
        """The visits in which it was found."""
        return [visit.way for visit in self.made if item in visit.items]

    @property
    def unvisited(self) -> tuple[str, ...]:
        """Hosts that were asked and not named, each once."""
        return tuple(sorted({a.host for v in self.visits for a in v.asked if not a.answered}))
