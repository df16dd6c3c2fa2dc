"""Which data goes for which purpose to whom: the rows of a text as data, beside its words.

A picture can be drawn of them in any year to come, without reading sentences.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """The `items` of one `category` of data; `special`: special categories of personal data."""

    category: str
    items: tuple[str, ...]
    special: bool = False
    doubtful: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Receiver:
    """To whom it goes; `abroad` with the names of the `countries`, where they are said."""

    name: str
    abroad: bool = False
    countries: tuple[str, ...] = ()
    doubtful: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Flow:
    """One purpose of an activity with its data and its receivers.

    `when` is the condition of the purpose. `receivers` is None where nobody has said to whom the
    data goes, and empty where it goes to nobody.
    """

    activity: str
    purpose: str
    when: str
    data: tuple[Kind, ...]
    receivers: tuple[Receiver, ...] | None
    doubtful: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a visitor's life, and the `activities` of it as the flows call them.

    Every text has all moments, so that several texts have one order.
    """

    name: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """All flows that a text tells of; `always` are those who may receive data of every purpose.
    `moments` stand in the order of a visitor's life.

    Marks of doubt are those of a draft and are not written down: a release has none.
    """

    rows: tuple[Flow, ...]
    always: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()


def to_data(flows: Flows) -> dict[str, Any]:
    """The JSON form: what is empty or false is left out, `receivers` where nobody has said."""
    data: dict[str, Any] = {"rows": [_row(flow) for flow in flows.rows]}
    data |= {"always": list(flows.always)} if flows.always else {}
    told = [{"name": one.name, "activities": list(one.activities)} for one in flows.moments]
    return data | ({"moments": told} if told else {})


def _row(flow: Flow) -> dict[str, Any]:
    row: dict[str, Any] = {
        "activity": flow.activity,
        "purpose": flow.purpose,
        "data": [
            {"category": kind.category, "items": list(kind.items)}
            | ({"special": True} if kind.special else {})
            for kind in flow.data
        ],
    }
    if flow.when:
        row["when"] = flow.when
    if flow.receivers is not None:
        row["receivers"] = [
            {"name": one.name}
            | ({"abroad": True} if one.abroad else {})
            | ({"countries": list(one.countries)} if one.countries else {})
            for one in flow.receivers
        ]
    return row


def from_data(data: Mapping[str, Any]) -> Flows:
    """Read the JSON form back."""
    moments = (Moment(one["name"], tuple(one["activities"])) for one in data.get("moments", ()))
    return Flows(tuple(map(_flow, data["rows"])), tuple(data.get("always", ())), tuple(moments))


def _flow(row: Mapping[str, Any]) -> Flow:
    receivers = row.get("receivers")
    return Flow(
        activity=row["activity"],
        purpose=row["purpose"],
        when=row.get("when", ""),
        data=tuple(
            Kind(kind["category"], tuple(kind["items"]), kind.get("special", False))
            for kind in row["data"]
        ),
        receivers=None
        if receivers is None
        else tuple(
            Receiver(one["name"], one.get("abroad", False), tuple(one.get("countries", ())))
            for one in receivers
        ),
    )
