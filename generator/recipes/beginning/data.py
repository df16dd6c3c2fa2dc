"""The data of a new controller, while it is asked: each answer takes the place of a doubt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import languages
from generator.checks.rules import contact_channels_not_blank as contacts
from generator.editing import Draft, Edition
from generator.errors import LoadingError, Problem
from generator.provenance import Origin
from generator.recipes.beginning.kinds import FORM, Kind, key_of
from generator.recipes.correcting import applying
from generator.recipes.correcting.applying import Typed
from generator.recipes.correcting.inputs import Field, Form, by_name
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.sheet import doubt_at
from generator.recipes.questioning.questions import DOUBT

LANGUAGES = ((languages.TURKISH, "en"), (languages.TURKISH,))
"""The languages that the texts of a new controller may have."""
UNKNOWN = ("unknown", "?")
"""What answers nothing, be it chosen or typed: its question stays."""
_LISTED = "sites.yml", ("main", "languages")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a place: `words` in the language of the person, a field for each line of
    the answer; `fields` has those that may be answered as well."""

    place: str
    words: str
    asked: Sequence[Field]
    fields: Mapping[str, Field]

    @property
    def key(self) -> str:
        """What its answer is called in a file of answers."""
        return key_of(self.place)


@dataclass(frozen=True, slots=True)
class Begun:
    """The data of a controller of one kind, laid out in `folder`."""

    folder: Path
    kind: Kind
    codes: Sequence[str]
    language: str

    def lay_out(self) -> None:
        """Write the files as they are before anything is answered."""
        for name, content in self.kind.data.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        edition = Edition(self.folder)
        if form := self.kind.legal_form:
            self._put(edition, FORM, {"": form.value.value})
        if tuple(self.codes) != LANGUAGES[0]:
            file, path_of_it = _LISTED
            edition.edit(file, partial(_listed, path=path_of_it, codes=self.codes))
        for place in (place for place in self.kind.left_out if "#" in place):
            at = locate(edition, place)
            edition.edit(at.file, partial(_removed, path=at.path))
        edition.write()

    def questions(self) -> list[Question]:
        """What is asked, in order."""
        return [self._question(Edition(self.folder), place) for place in self.kind.asked]

    def answer(self, answers: Mapping[str, Mapping[str, Typed]]) -> None:
        """Write the values by their fields, for each place; raises NoticesError, after which
        nothing is written."""
        if problems := [*_misshapen(answers)]:
            raise LoadingError(problems)
        edition = Edition(self.folder)
        for place, values in answers.items():
            self._put(edition, place, values)
        edition.write()

    def _question(self, edition: Edition, place: str) -> Question:
        at = locate(edition, place)
        doubt = doubt_at(edition, at, self.language)
        fields = list(Form(edition, at, self.language).fields())
        needed = [f for f in fields if self._is_needed(f) and (not f.name or not f.value)]
        reason = doubt.reason if doubt else {}
        words = reason.get(self.language) or next(iter(reason.values()), place)
        return Question(place, words, needed, by_name(fields))

    def _is_needed(self, field: Field) -> bool:
        """Whether the answer lacks something without it: what the starter writes, be it blank."""
        return (field.required or field.written) and field.language in ("", *self.codes)

    def _put(self, edition: Edition, place: str, values: Mapping[str, Typed]) -> None:
        """What is typed; the doubt goes where nothing is missing any more."""
        question = self._question(edition, place)
        at, fields = locate(edition, place), list(question.fields.values())
        given = {name: value for name, value in values.items() if value not in ("", (), *UNKNOWN)}
        if not given:
            return
        new = applying.changed(question.fields, given)
        edition.edit(at.file, lambda draft: applying.applied(draft, at, fields, new))
        needed = [f for f in fields if self._is_needed(f)]
        if all(given.get(field.name, field.value) for field in needed):
            edition.edit(at.file, partial(_settled, path=at.path))


def _misshapen(answers: Mapping[str, Mapping[str, Typed]]) -> Iterator[Problem]:
    """The contacts that have not the form for which the check asks."""
    for place, values in answers.items():
        value = values.get("", "")
        if isinstance(value, str) and value not in ("", *UNKNOWN):
            file, _, path = place.partition("#")
            if found := contacts.misshapen(key_of(place), value):
                yield Problem(Origin(file, path=path), *found)


def _settled(draft: Draft, path: tuple[str | int, ...]) -> Draft:
    return draft.remove((*path, DOUBT)).unwrap(path)


def _removed(draft: Draft, path: tuple[str | int, ...]) -> Draft:
    return draft.remove(path)


def _listed(draft: Draft, path: tuple[str, ...], codes: Sequence[str]) -> Draft:
    """A list of languages without those that are not wanted."""
    written = draft.value(path)
    assert isinstance(written, list)
    for number in reversed(range(len(written))):
        if written[number] not in codes:
            draft = draft.remove((*path, number))
    return draft
