"""Which items of data a legal basis carries inside its purpose."""

from generator.model.bases import Basis
from generator.model.data import DataItem
from generator.model.processing import Purpose
from generator.model.statute import DataKind

CONSENT = ("5/1", "6/2", "6/3-a")
"""The bases that are explicit consent, those of before 2024-06-01 included."""


def covered(purpose: Purpose, basis: Basis) -> set[str]:
    """The keys of the items that `basis` carries: all of its kind, or those it is limited to.

    A basis for the rest is limited to what no other names.

    Article 5 carries ordinary data, article 6 special categories; neither carries the other.
    """
    special = basis.article.kind.value is DataKind.SPECIAL
    items = remaining(purpose, basis) if basis.rest else basis.only_for or purpose.data
    return {item.origin.key for item in items if bool(item.special) is special}


def remaining(purpose: Purpose, basis: Basis) -> tuple[DataItem, ...]:
    """The items of `purpose` that no other basis than `basis` is limited to."""
    named = {item.origin for b in purpose.bases if b is not basis for item in b.only_for}
    return tuple(item for item in purpose.data if item.origin not in named)
