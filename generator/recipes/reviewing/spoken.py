"""Values of `data/` in words: ids and choices by what they stand for, a whole entry key by key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.catalogue import said
from generator.decoding import choice_in
from generator.documents.types import document_types
from generator.durations import Lifetime
from generator.editing import Path, Value
from generator.keys import Key, Written
from generator.keys.names import along, called, file_called
from generator.languages import codes, get
from generator.message import say
from generator.recipes.correcting.names import DECIDING, name_in
from generator.recipes.correcting.options import NOBODY_GETS_IT, choices_of, home_of
from generator.recipes.questioning import wording

KEPT = say("for the file, so not shown here")
_PLACES = ("place", "confirmed")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Says values of one file in `language`; `contents` are all files, which say what ids mean."""

    file: str
    contents: Mapping[str, Value]
    language: str

    def named(self, path: Path) -> str:
        """What a place is, from the outside inwards: `Orders › Delivering the order › period`."""
        content = self.contents[self.file]
        if not path:
            return self._entry(self.file, content) or file_called(self.file, self.language)
        head = self._entry_without_a_name(path[0], content)
        if not head:
            return wording.about(self.file, content, path, self.language)
        # the entry alone is named here, and the rest of the path by its keys
        blank: Value = {str(path[0]): {}}
        rest = wording.about(self.file, blank, path, self.language).split(" › ")[1:]
        return " › ".join((head, *rest))

    def lines(self, value: Value | None, path: Path) -> list[str]:
        """A value, a line for each key of a whole entry; none where there is none."""
        return [] if value is None else list(self._lines(value, path, ()))

    def _lines(self, value: Value, path: Path, labels: tuple[str, ...]) -> Iterator[str]:
        bare = value["value"] if isinstance(value, dict) and "value" in value else value
        if isinstance(bare, list) and any(isinstance(item, dict) for item in bare):
            for number, item in enumerate(bare):
                yield from self._lines(item, (*path, number), labels)
        elif isinstance(bare, dict) and bare and not bare.keys() <= {*codes()}:
            for key, inner in bare.items():
                own = (*path, key)
                yield from self._lines(inner, own, (*labels, *self._label(own, inner)))
        elif words := self._stated(bare, path):
            label = " › ".join(labels)
            yield f"{label}: {words}" if label else words

    def _label(self, path: Path, inner: Value) -> Iterator[str]:
        """What the last step is called; an id by what stands under it, where that has a name."""
        key = str(path[-1])
        known = list(along(self.file, path))[-1]
        if known:
            yield called(known[0].name, key, self.language)
        elif key in wording.OUTSIDE:
            yield called("", key, self.language)
        elif not wording.called(inner, self.language):
            yield key

    def _stated(self, value: Value, path: Path) -> str:
        known = next((one for one in reversed(list(along(self.file, path))) if one), None)
        key = known[1] if known else None
        if value == {}:
            return said(KEPT, self.language)
        if value == [] and key and key.name == "recipients":
            return said(NOBODY_GETS_IT, self.language)
        if isinstance(value, list):
            return ", ".join(filter(None, (self._stated(item, path) for item in value)))
        if isinstance(value, str) and known and key:
            own = self._chosen(known[0].name, key, value) or self._id(key, value)
            return own or wording.stated(value, self.language)
        return wording.stated(value, self.language)

    def _chosen(self, block: str, key: Key, value: str) -> str:
        """What a choice stands for, or a country, a finding, a place; empty where it is none."""
        if key.name == "countries":
            try:
                return get(self.language).country(value)
            except KeyError:
                return ""
        if block == "Document" and key.name == "type" and value in document_types():
            return choice_in(self.language, value)
        if key.name in _PLACES and "#" in value:
            file, path = wording.path_of(value)
            known = self.contents.get(file)
            return Spoken(file, self.contents, self.language).named(path) if known else ""
        if key.written is Written.LIFETIME and value == "session":
            return get(self.language).lifetime(Lifetime(None))
        return next((o.label for o in choices_of(key, self.language) if o.value == value), "")

    def _id(self, key: Key, value: str) -> str:
        """What an id of another file stands for; empty where it is none."""
        home = home_of(key)
        if not home:
            return ""
        first, *more = value.split(".")
        if home.endswith("/"):
            file = f"{home}{value}.yml"
            return self._entry(file, self.contents.get(file, ""))
        inside = ["items", *more] if key.written is Written.DATA else ["services", *more]
        content: Value = self.contents.get(home, "")
        for step in [first, *(inside if more and more != ["*"] else ())]:
            content = content.get(step, "") if isinstance(content, dict) else ""
        return self._entry(home, content) if content else ""

    def _entry(self, file: str, entry: Value) -> str:
        return name_in(lambda name: self.contents.get(name, ""), file, entry, self.language)

    def _entry_without_a_name(self, step: str | int, content: Value) -> str:
        """What an entry is called that has an id and no name of its own."""
        entry = content.get(str(step), "") if isinstance(content, dict) else ""
        if self.file == "retention.yml":
            return self._period(str(step), entry)
        if self.file in DECIDING and isinstance(entry, dict) and entry:
            return self._entry(self.file, entry)
        return said(say("confirmation"), self.language) if self.file == "confirmed.yml" else ""

    def _period(self, step: str, entry: Value) -> str:
        """A row of the shared periods by its beginning, which seldom changes."""
        title = called("", "retention", self.language)
        starts = entry.get("starts", "") if isinstance(entry, dict) else ""
        words = wording.in_language(starts, self.language) or step
        return f"{title} ({words})"
