"""Where corrections of one session are written, one after another, and taken back."""

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as FilePath

from generator import languages
from generator.checks import Finding
from generator.checks.topics import OWNERS, Owner
from generator.editing import Edition
from generator.errors import NoticesError, Problem
from generator.message import Message, say
from generator.provenance import Origin
from generator.recipes.correcting import applying
from generator.recipes.correcting import sheet as sheets
from generator.recipes.correcting.applying import Typed
from generator.recipes.correcting.inputs import Field, Form, Kind, by_name
from generator.recipes.correcting.located import Located, locate
from generator.recipes.correcting.options import NOBODY
from generator.recipes.correcting.prints import Prints, is_within
from generator.recipes.correcting.sheet import Sheet
from generator.recipes.correcting.spoken import spoken
from generator.recipes.questioning.answers import Answer, Answers, Respondent
from generator.recipes.questioning.questions import Mark
from generator.recipes.questioning.taking import Taking
from generator.recipes.questioning.wording import place_of

LONGEST = 4000
"""Letters of one value; no statement of a text is as long."""
LOST = say("this text would be missing in one language.")
LOST_HINT = say(
    "Write it in this language as well; what is not known is said in “Still in doubt because …”."
)
_SEVERAL = (Kind.SEVERAL, Kind.LIST)


class Refused(Exception):
    """Nothing was written: each problem with the name of its field, empty where it has none."""

    def __init__(self, problems: Sequence[tuple[str, Problem]]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for _, problem in problems))


class Outdated(Refused):
    """Somebody has written at a place since it was shown."""

    def __init__(self, place: str) -> None:
        hint = say("It is shown again as it is now; repeat the change.")
        message = say("what stands here has changed meanwhile.")
        super().__init__([("", _problem(place, message, hint))])


@dataclass(frozen=True, slots=True)
class Change:
    """What was written at a place: its name by language, the lines that differ, the bytes before
    and after (None where there is no file). `taken_back` once it is undone; `mended`
    where the file could not be understood before."""

    number: int
    place: str
    names: Mapping[str, str]
    lines: Sequence[str]
    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    taken_back: bool = False
    mended: bool = False


class Desk:
    """Corrects the files of one data folder for one session, in the words of `language`; may be
    used by several threads."""

    def __init__(self, data: FilePath, language: str) -> None:
        self.changes: list[Change] = []
        # No number comes twice: a page may stand that offers to take back a change of before.
        self._numbers = itertools.count(time.time_ns() // 1_000_000)
        self.folder = data
        self.language = language
        self._lock = threading.Lock()

    @contextmanager
    def writing(self) -> Iterator[Edition]:
        """The files as they are now, while nobody else of this session writes."""
        with self._lock:
            try:
                yield Edition(self.folder)
            except NoticesError as error:
                raise Refused([("", problem) for problem in error.problems]) from None

    def sheet(self, place: str, findings: Sequence[Finding], prints: Prints) -> Sheet:
        """What a place is; raises NoPlace, or SourceError where its file cannot be read."""
        return sheets.sheet(Edition(self.folder), place, self.language, findings, prints)

    def save(
        self, place: str, digest: str, values: Mapping[str, object], reason: str = ""
    ) -> Change | None:
        """Write new values; with a `reason` the place is in doubt for it.

        None where nothing differs. Raises Refused, after which nothing was written.
        """

        def write(edition: Edition, at: Located) -> None:
            new, fields = self._typed(edition, at, values)
            if not reason.strip():
                self._refuse_lost(edition, at, fields, new)
            if new:
                edition.edit(at.file, lambda d: applying.applied(d, at, fields, new))
            if len(reason) > LONGEST:
                raise _refused(at, say("this is longer than {count} letters.", count=LONGEST))
            if reason.strip() and reason.strip() != self._reason(edition, at):
                edition.edit(
                    at.file, lambda d: applying.doubted(d, at, reason.strip(), self.language)
                )

        return self._correct(place, digest, write)

    def confirm(
        self, place: str, digest: str, values: Mapping[str, object], role: str, day: date
    ) -> tuple[Change | None, Sequence[Message]]:
        """Take the doubt away, with new values where there are any, as the role `role`; who does
        not own the doubt proposes. Returns what is left for people to do as well."""
        authority = _owner(role)
        tasks: list[Message] = []

        def write(edition: Edition, at: Located) -> None:
            new, fields = self._typed(edition, at, values)
            self._refuse_lost(edition, at, fields, new)
            question = sheets.question_at(edition, at, self.language)
            if question is None:
                raise _refused(at, say("nothing is in doubt here."))
            if not question.stands and not new:
                raise _refused(at, say("nothing is written yet that could be right."))
            taking = Taking(edition, authority)
            by = Respondent(authority.role, day)
            words = ""
            if taking.decides(question.owner):
                edition.edit(at.file, lambda d: applying.applied(d, at, fields, new))
            else:
                words = applying.as_words(new)
            mark = None if words else Mark.CONFIRMED
            taking.take(Answers((Answer(question, by, mark, words),)))
            tasks.extend(taking.tasks)

        return self._correct(place, digest, write), tasks

    def empty(self, place: str, digest: str) -> Change | None:
        """Take out what stands at a place."""

        def write(edition: Edition, at: Located) -> None:
            edition.edit(at.file, lambda d: applying.emptied(d, at))

        return self._correct(place, digest, write)

    def undo(self, number: int) -> Change:
        """Put the bytes back that stood before a change; Refused where the file says something
        else meanwhile."""
        with self._lock:
            change = next((c for c in self.changes if c.number == number), None)
            if change is None or change.taken_back:
                raise refused_at("", say("there is no such change, or it was taken back."))
            edition = Edition(self.folder)
            for name, after in change.after.items():
                there = os.path.lexists(self.folder / name)
                if edition.bytes_of(name) != (after or b"") or there is (after is None):
                    hint = say("Take back the newer changes first.")
                    raise refused_at(name, say("the file has changed meanwhile."), hint)
                before = change.before[name]
                if before is None:
                    edition.delete(name)
                else:
                    edition.put(name, before)
            self._write(edition, None, (), judged=not change.mended)
            self.changes[self.changes.index(change)] = replace(change, taken_back=True)
            return change

    def _correct(
        self, place: str, digest: str, write: Callable[[Edition, Located], None]
    ) -> Change | None:
        with self._lock:
            edition = Edition(self.folder)
            at, fields = self._opened(edition, place)
            if sheets.digest(at) != digest:
                raise Outdated(at.place)
            try:
                write(edition, at)
            except NoticesError as error:
                raise Refused([("", problem) for problem in error.problems]) from None
            names = {c: sheets.name_of_change(edition, at, fields, c) for c in sheets.BOTH}
            return self.written(edition, at.place, names, at, fields)

    def written(
        self,
        edition: Edition,
        place: str,
        names: Mapping[str, str],
        at: Located | None = None,
        fields: Sequence[Field] = (),
        *,
        mended: bool = False,
    ) -> Change | None:
        """The change that was written at a place; None where nothing differs."""
        if not edition.contents:
            return None
        lines, before, after = list(edition.difference()), edition.before, dict(edition.contents)
        self._write(edition, at, fields, judged=not mended)
        change = Change(next(self._numbers), place, names, lines, before, after, mended=mended)
        self.changes.append(change)
        return change

    def _opened(self, edition: Edition, place: str) -> tuple[Located, list[Field]]:
        try:
            at = locate(edition, place)
            return at, list(Form(edition, at, self.language).fields())
        except NoticesError as error:
            raise Refused([("", problem) for problem in error.problems]) from None

    def _write(
        self, edition: Edition, at: Located | None, fields: Sequence[Field], *, judged: bool = True
    ) -> None:
        try:
            edition.write(judged=judged)
        except NoticesError as error:
            raise Refused([(_field_of(p, at, fields), p) for p in error.problems]) from None

    def _typed(
        self, edition: Edition, at: Located, values: Mapping[str, object]
    ) -> tuple[dict[str, Typed], list[Field]]:
        """The values that differ, each of the kind of its field."""
        fields = list(Form(edition, at, self.language).fields())
        return applying.changed(by_name(fields), typed_in(fields, values, at.place)), fields

    def _refuse_lost(
        self, edition: Edition, at: Located, fields: Sequence[Field], new: Mapping[str, Typed]
    ) -> None:
        """Raises Refused where a text would lose a language, with what else is wrong."""
        lost = [field.name for field in applying.lost(fields, new, spoken(edition))]
        if not lost:
            return
        problem = _problem(at.place, LOST, LOST_HINT)
        found, tried = [(name, problem) for name in lost], Edition(self.folder)
        rest = {name: value for name, value in new.items() if name not in lost}
        try:
            if rest:
                tried.edit(at.file, lambda d: applying.applied(d, at, fields, rest))
            tried.judge()
        except NoticesError as error:
            found += [(_field_of(p, at, fields), p) for p in error.problems]
        raise Refused(found)

    def _reason(self, edition: Edition, at: Located) -> str:
        doubt = sheets.doubt_at(edition, at, self.language)
        own = doubt is not None and doubt.place == at.place
        return doubt.reason.get(self.language, "") if doubt and own else ""


_NOBODY_ELSE = say("nobody gets it, and yet somebody is chosen: choose one or the other.")


def typed_in(fields: Sequence[Field], values: Mapping[str, object], place: str) -> dict[str, Typed]:
    """The values of a form, each of the kind of its field; raises Refused."""
    known, typed = by_name(fields), dict[str, Typed]()
    for name, value in values.items():
        field = known.get(name)
        several = field is not None and field.kind in _SEVERAL
        if field is None or not (_is_several(value) if several else isinstance(value, str)):
            raise refused_at(place, say("this form is not that of the place. Open it again."))
        typed[name] = tuple(value) if isinstance(value, list) else _as_written(str(value), field)
        if any(len(v) > LONGEST for v in ([value] if isinstance(value, str) else typed[name])):
            problem = _problem(place, say("this is longer than {count} letters.", count=LONGEST))
            raise Refused([(name, problem)])
        if several and NOBODY in typed[name] and len(typed[name]) > 1:
            raise Refused([(name, _problem(place, _NOBODY_ELSE))])
    return typed


def _as_written(words: str, field: Field) -> str:
    """A day as the files have it, where it was typed as people write days: 20.11.2026. One that no
    calendar has stays as it was typed, and is refused so."""
    if field.kind is Kind.DAY and (day := languages.day_in_figures(words)):
        with suppress(ValueError):
            return date.fromisoformat(day).isoformat()
    return words


def _is_several(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _owner(role: str) -> Owner:
    found = next((owner for owner in OWNERS if owner.role and str(owner.role) == role), None)
    if found is None:
        raise refused_at("", say("choose who you are."))
    return found


def _field_of(problem: Problem, at: Located | None, fields: Sequence[Field]) -> str:
    """The field at which a problem is said; empty where it is at none of them."""
    place = problem.origin.key.removeprefix("data/")
    for field in sorted(fields, key=lambda field: -len(field.name)):
        steps = tuple(field.name.split(".")) if field.name else ()
        if at and is_within(place, place_of(at.file, (*at.path, *steps))):
            return field.name
    return ""


def _refused(at: Located, message: Message, hint: str = "") -> Refused:
    return refused_at(at.place, message, hint)


def refused_at(place: str, message: Message, hint: str = "") -> Refused:
    """Why nothing was written at a place."""
    return Refused([("", _problem(place, message, hint))])


def _problem(place: str, message: Message, hint: str = "") -> Problem:
    return Problem(Origin(place, 0), message, hint)
