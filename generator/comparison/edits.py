"""What changed, as a reader would count it: an entry for each clause, row, item and sentence.

`changes` says what a release must be called; these say what to tell its readers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.comparison.naming import About, FactChange


class Kind(StrEnum):
    """What happened, and to what. A moved clause is one entry, not two."""

    CLAUSE_ADDED = "clause-added"
    CLAUSE_REMOVED = "clause-removed"
    CLAUSE_MOVED = "clause-moved"
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    ROW_REWORDED = "row-reworded"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    ITEM_REWORDED = "item-reworded"
    REWORDED = "reworded"
    LINKS = "links"
    MARKUP = "markup"
    TITLE = "title"
    FIELDS = "fields"


BESIDE = (Kind.LINKS, Kind.MARKUP, Kind.TITLE, Kind.FIELDS)
"""Changes that no word of the text shows."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; `heading` is that of its clause, with its number, as it is now or was last.

    `subject` names a row or an entry of a list. `pairs` are the words before and after, of which
    one is empty where nothing was or is. `facts` are the facts that changed with the words.
    """

    kind: Kind
    layer: str = ""
    clause: str = ""
    heading: str = ""
    subject: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether marks in the text show it."""
        return self.kind not in BESIDE

    @property
    def place(self) -> str:
        """`layer#clause`; empty for the title and the fields of a form."""
        return f"{self.layer}#{self.clause}" if self.layer else ""


def to_data(edit: Edit) -> dict[str, Any]:
    """The entry as JSON holds it."""
    return {
        "kind": edit.kind.value,
        "layer": edit.layer,
        "clause": edit.clause,
        "heading": edit.heading,
        "subject": edit.subject,
        "pairs": [list(pair) for pair in edit.pairs],
        "facts": [
            {"about": f.about.value, "key": f.key, "before": f.before, "after": f.after}
            for f in edit.facts
        ],
    }


def from_data(data: Mapping[str, Any]) -> Edit:
    """The entry read back."""
    return Edit(
        Kind(data["kind"]),
        data["layer"],
        data["clause"],
        data["heading"],
        data["subject"],
        tuple((before, after) for before, after in data["pairs"]),
        tuple(
            FactChange(About(f["about"]), f["key"], f["before"], f["after"]) for f in data["facts"]
        ),
    )
