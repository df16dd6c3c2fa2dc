"""A scan as data for programs; the same visits give the same bytes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from generator.scanning import known, lifetimes
from generator.scanning.seen import Asked, Item, Scan, Trace, Visit


def as_data(scan: Scan, day: date, said: Callable[[str], str]) -> dict[str, Any]:
    """`{day, browser, addresses, hosts, unvisited, visits: […]}`; `said` is a message in the
    language of the reader."""
    return {
        "day": day.isoformat(),
        "browser": "Chromium",
        "addresses": list(scan.addresses),
        "hosts": list(scan.hosts),
        "unvisited": list(scan.unvisited),
        "visits": [_visit(visit, said) for visit in scan.visits],
    }


def _visit(visit: Visit, said: Callable[[str], str]) -> dict[str, Any]:
    return {
        "choice": visit.way.choice.value,
        "member": visit.way.member,
        "made": visit.fault is None,
        "fault": said(visit.fault) if visit.fault else None,
        "items": [_item(item, trace) for item, trace in sorted(visit.items.items())],
        "requests": [_asked(asked) for asked in visit.asked],
    }


def _item(item: Item, trace: Trace) -> dict[str, Any]:
    tool = known.of(item)
    return {
        "storage": item.storage.value,
        "name": item.name,
        "host": item.host,
        "party": "third-party" if item.third else "first-party",
        "lifetime": None if trace.lifetime is None else lifetimes.in_words(trace.lifetime),
        "capped": trace.capped,
        "by": trace.by or None,
        "known": {"class": tool.category, "source": tool.source} if tool else None,
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "host": asked.host,
        "address": asked.address,
        "kind": asked.kind,
        "by": asked.by,
        "answered": asked.answered,
    }
