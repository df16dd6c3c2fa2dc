"""What is known of names and hosts, from `known.yml`; of all others nothing is said."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator import source
from generator.editing.values import plain_value
from generator.scanning.seen import Item

_FILE = Path(__file__).parent / "known.yml"


@dataclass(frozen=True, slots=True)
class Known:
    """A tool: the names it keeps (`*` for what varies), its hosts with all below them, the class
    and purpose of all of them, who provides it (empty: the shop itself), and who says so."""

    names: tuple[str, ...]
    hosts: tuple[str, ...]
    provider: str
    category: str
    purpose: dict[str, str]
    source: str

    @property
    def follows(self) -> bool:
        """Whether it measures or advertises."""
        return self.category in ("analytics", "advertising")


@cache
def listed() -> tuple[Known, ...]:
    """Every tool of the list."""
    rows: Any = plain_value(source.parse(_FILE.read_bytes(), "generator/scanning/known.yml"))
    return tuple(
        Known(
            tuple(row["names"]),
            tuple(row["hosts"]),
            row.get("provider", ""),
            row["class"],
            row["purpose"],
            row["source"],
        )
        for row in rows.values()
    )


def of_host(host: str) -> Known | None:
    """The tool behind a host."""
    for tool in listed():
        if any(host == name or host.endswith(f".{name}") for name in tool.hosts):
            return tool
    return None


def of(item: Item) -> Known | None:
    """The tool behind an item: its name, else its host where that is another site."""
    for tool in listed():
        if any(matches(pattern, item.name) for pattern in tool.names):
            return tool
    return of_host(item.host) if item.third else None


def matches(pattern: str, name: str) -> bool:
    """Whether a name is one of those that a row declares; letter case counts."""
    parts = map(re.escape, pattern.split("*"))
    return re.fullmatch(".*".join(parts), name) is not None
