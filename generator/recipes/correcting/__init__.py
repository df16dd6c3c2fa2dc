"""A person corrects one place of the data: what it is, what may stand there, writing, taking back.

`located` finds the key of a place, `inputs` its fields, `sheet` all that is shown of it, `desk`
writes what was typed, and keeps the bytes before. `entries` does the same with whole entries:
`listing` finds those that stand together, `whole` makes a new one, `adding` puts it there,
`references` finds what names one. `advice` says what a rule finds and which
fields it means, `in_form` puts that into the words of the form.
"""

from generator.recipes.correcting.adding import New
from generator.recipes.correcting.desk import Change, Desk, Outdated, Refused
from generator.recipes.correcting.entries import Entries, Removal
from generator.recipes.correcting.located import NoPlace
from generator.recipes.correcting.sheet import Sheet
from generator.recipes.correcting.sheets import Sheets

__all__ = [
    "Change", "Desk", "Entries", "New", "NoPlace", "Outdated", "Refused", "Removal", "Sheet",
    "Sheets",
]  # fmt: skip
