"""Kinds of personal data, by category."""

from enum import StrEnum

from generator.model.entry import Identified, Text, entry, for_the_file
from generator.model.statute import RegisterCategory, SpecialCategory
from generator.provenance import Fact

NO_CATEGORY = "none"
"""What is written as `special:` of an item that only sounds like a special category."""


class Obtained(StrEnum):
    """How an item comes to the controller: told, seen, or worked out from other data."""

    GIVEN = "given"
    OBSERVED = "observed"
    DERIVED = "derived"


@entry
class DataItem(Identified):
    """One kind of personal data inside a category; referred to as `category.item`.

    `special` names the special category of article 6 that it belongs to, or is `none` where it
    only sounds like one; `optional` says that
    nobody must give it, `when` under which condition it is needed; `receipt` that it is a stored
    receipt (bilgilendirme kaydı) of what was shown or chosen, which is personal data as well.
    """

    name: Text
    special: SpecialCategory | None = None
    optional: Fact[bool] | None = None
    when: Text | None = None
    obtained: Fact[Obtained] | None = None
    receipt: Fact[bool] | None = None


@entry
class DataCategory(Identified):
    """A category of personal data, named as in VERBİS.

    `verbis` is the category of the register, where it has another name there (internal).
    """

    name: Text
    items: tuple[DataItem, ...]
    verbis: RegisterCategory | None = for_the_file()
