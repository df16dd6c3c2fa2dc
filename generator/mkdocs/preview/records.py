"""Every entry of the data, and the forms of new ones, as a file holds them that stands alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from generator.catalogue import said
from generator.errors import NoticesError
from generator.keys.names import described_by
from generator.mkdocs.preview import as_data
from generator.recipes.correcting import Sheets, whole
from generator.recipes.correcting.asked import ALWAYS
from generator.recipes.correcting.entries import shown
from generator.recipes.correcting.inputs import Field, ordered
from generator.recipes.correcting.listing import Listing, listing, listings
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.names import entry_name
from generator.recipes.correcting.options import ALL_OF_IT, DATA, entries
from generator.recipes.correcting.references import named_in, references
from generator.recipes.correcting.sheet import Sheet

Home = tuple[int, tuple[str, str], tuple[str, str]]
"""A list of options, and what stands there before and behind an id, and before and behind what it
is called."""
_PRINTED = 12
"""So many clauses that print a fact are named."""
_MIXED = "bases.yml"
"""Its ids alone stand in one list with what is written in place."""
_LEFT_OUT = ("language", "how", "label", "required", "written", "asked", "home")
"""What a field says only where it says something."""


class Records:
    """The places of the data by which a person comes to an entry, each with its sheet; forms,
    lists of options and clauses stand once, and others point to them by their number."""

    def __init__(self, sheets: Sheets, language: str) -> None:
        self.held: dict[str, Any] = {}
        self.aliases: dict[str, str] = {}
        self.findings, self.adviser = sheets.findings, sheets.adviser
        self._sheets = sheets
        self._language = language
        self._edition = sheets.edition
        self._options: dict[tuple[str, str], int] = {}
        self._forms: dict[str, int] = {}
        self._printed: dict[tuple[str, str], int] = {}
        self._form_at: dict[str, int] = {}
        self._listed: dict[str, Any] = {}
        self._kept = list(listings(self._edition, language))
        for kept in self._kept:
            if kept.count is None and kept.there:
                self.add(kept.place)
            else:
                self._list(kept.place)

    def as_data(self) -> dict[str, Any]:
        """What is the same in each file."""
        return {
            "listings": [asdict(kept) for kept in self._kept],
            "listed": self._listed,
            "formAt": self._form_at,
            "forms": [json.loads(form) for form in self._forms],
            "options": [json.loads(options) for _, options in self._options],
            "printed": [{"language": code, "words": words} for code, words in self._printed],
            "homes": dict(self._homes()),
        }

    def add(self, place: str) -> None:
        """The sheet of a place and of those inside, under the place that is written as a whole."""
        if place in self.aliases:
            return
        try:
            found = self._sheets.of(place)
        except NoticesError:
            return
        self.aliases[place] = self.aliases[found.place] = found.place
        if found.place in self.held:
            return
        self.held[found.place] = self._sheet(found)
        if found.listing:
            self._list(found.place)
        for inside in found.inside:
            self.add(inside.place)

    def _sheet(self, found: Sheet) -> Mapping[str, object]:
        rows = dict.fromkeys((row.language, f"{row.title}: {row.heading}") for row in found.printed)
        printed = [
            self._printed.setdefault(row, len(self._printed)) for row in list(rows)[:_PRINTED]
        ]
        return {
            **as_data.of_sheet(found, self._sheets.adviser, ()),
            "printed": printed,
            "fields": self._fields(found.fields),
            "listing": found.listing,
            "entryOf": found.entry_of,
            "around": found.around,
        }

    def _list(self, place: str) -> None:
        if place in self._form_at:
            return
        try:
            rows = listing(self._edition, place)
            asked = list(ordered(whole.fields(self._edition, rows, self._language)))
        except NoticesError:
            return
        form = json.dumps(self._fields(asked), ensure_ascii=False)
        self._form_at[place] = self._forms.setdefault(form, len(self._forms))
        if rows.is_file:
            return
        held = asdict(shown(self._edition, rows, self._language))
        # Nothing is moved here: the order of what is there may be another one by then. Whoever
        # takes an entry out takes what is internal in it as well.
        for row in held["rows"]:
            row |= {"movable": False, "digest": self._sheets.digest(row["place"])}
        home, before = named_in(rows)
        named = (
            [r for step in rows.steps for r in self._mixed(rows, step)] if home == _MIXED else []
        )
        self._listed[place] = held | {"home": home, "before": before, "named": named}
        for step in rows.steps:
            self.add(rows.place_at(step))

    def _mixed(self, rows: Listing, step: str | int) -> Iterator[tuple[str, str, str]]:
        """Where an id stands in a list beside what is written in place: no field shows it. The
        place of the entry, that of the id in the list, and what the list belongs to."""
        for found in references(self._edition, rows, step, self._language):
            around, is_item, _ = found.place.rpartition("[")
            held = locate(self._edition, around).value if is_item else None
            if isinstance(held, list) and any(isinstance(one, dict) for one in held):
                yield rows.place_at(step), found.place, found.called

    def _fields(self, fields: Sequence[Field]) -> list[dict[str, Any]]:
        return [self._field(field) for field in fields]

    def _field(self, field: Field) -> dict[str, Any]:
        said = asdict(replace(field, options=()))
        options = json.dumps([asdict(o) for o in field.options], ensure_ascii=False)
        said["options"] = self._options.setdefault((field.home, options), len(self._options))
        if field.when == ALWAYS:
            del said["when"]
        return {key: value for key, value in said.items() if value or key not in _LEFT_OUT}

    def _homes(self) -> dict[str, list[Home]]:
        """Which lists of options hold the ids of which place: a new entry is one more of them."""
        homes: dict[str, list[Home]] = {}
        everything = f": {said(ALL_OF_IT, self._language)}"
        for kept in self._kept:
            file, _, path = kept.place.partition("#")
            described = described_by(file)
            if path or kept.count is None or not described:
                continue
            own = [number for (home, _), number in self._options.items() if home == described.name]
            if described.name != DATA:
                homes[kept.place] = [(number, ("", ""), ("", "")) for number in own]
                continue
            homes[kept.place] = [(n, ("", ".*"), ("", everything)) for n in own]
            for name, entry in entries(self._edition, DATA):
                title = entry_name(self._edition, file, entry, self._language) or name
                items = [(n, (f"{name}.", ""), (f"{title}: ", "")) for n in own]
                homes[f"{kept.place}{name}.items"] = items
        return {place: found for place, found in homes.items() if found}
