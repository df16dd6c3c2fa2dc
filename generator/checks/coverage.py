"""Which items of data a legal basis carries inside its purpose."""

from generator.model.bases import Basis
from generator.model.processing import Purpose
from generator.model.statute import DataKind

CONSENT = ("5/1", "6/2", "6/3-a")
"""The bases that are explicit consent, those of before 2024-06-01 included."""


def covered(purpose: Purpose, basis: Basis) -> set[str]:
    """The keys of the items that `basis` carries: all of its kind, or those it is limited to.

    Article 5 carries ordinary data, article 6 special categories; neither carries the other.
    """
    special = basis.article.kind.value is DataKind.SPECIAL
    items = basis.only_for or purpose.data
    return {item.origin.key for item in items if bool(item.special) is special}
