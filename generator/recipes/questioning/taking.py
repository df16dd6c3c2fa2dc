"""What was answered, written where it was asked; and what is left for people to do.

A doubt has an owner. Whoever answers for the owner takes the doubt away; anybody else's answer
becomes `proposed:` beside it, with role and day, and blocks a release like the doubt itself. What a
role took away is listed in confirmed.yml.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from generator import languages
from generator.checks import by_code
from generator.checks.topics import COMPANY, LAWYER, Owner
from generator.editing import Draft, Edition, Path, Value
from generator.message import Message, counted, say
from generator.recipes import deciding
from generator.recipes.questioning.answers import Answer, Answers, Respondent
from generator.recipes.questioning.choices import key_at
from generator.recipes.questioning.kinds import Kind
from generator.recipes.questioning.questions import (
    DOUBT,
    PROPOSAL,
    Mark,
    Question,
    files_of,
    reasons,
)
from generator.recipes.questioning.wording import by_language, place_of

CONFIRMED = "confirmed.yml"
DOUBTS = "doubts.yml"
_NAMED_UNDER = {
    "data-categories.yml": "data",
    "recipients.yml": "recipients",
    "subjects.yml": "subjects",
    "collection-points.yml": "collection_points",
    "message-channels.yml": "channels",
    "consents.yml": "consent",
    "retention.yml": "retention",
}
"""Under which key the entries of a file are named elsewhere."""


def decides(authority: Owner, owner: Owner) -> bool:
    """Whether a role closes what belongs to `owner`: the company all but the lawyer's."""
    return owner is authority or (authority is COMPANY and owner is not LAWYER)


@dataclass
class Taking:
    """Writes answers into an edition, as those of the role `authority`; `tasks` are left over."""

    edition: Edition
    authority: Owner
    tasks: list[Message] = field(default_factory=list)
    _confirmed: dict[Respondent, list[str]] = field(default_factory=dict)
    _written: set[str] = field(default_factory=set)

    def take(self, answers: Answers) -> None:
        """Everything that was answered. Raises EditingError where a place cannot be changed."""
        for answer in answers.given:
            if answer.mark is Mark.UNKNOWN:
                continue
            if answer.question.code:
                self._of_rule(answer)
            elif answer.mark is Mark.ABSENT:
                self._absent(answer)
            elif answer.question.kind:
                self._of_gap(answer, answer.question.kind)
            else:
                self._of_doubt(answer)
        for respondent, places in self._confirmed.items():
            self._record(respondent, places)
        self._forget_shared_doubts()
        self._forget_acceptances()
        if answers.others:
            self.tasks.append(
                counted(
                    "{count} answer is for another role to give (“--role”).",
                    "{count} answers are for other roles to give (“--role”).",
                    answers.others,
                )
            )
        if answers.outdated:
            self.tasks.append(
                say(
                    "Not written, because nothing asks it any more (the data have changed since "
                    "the form was made): {ids}.",
                    ids=answers.outdated,
                )
            )

    def decides(self, owner: Owner) -> bool:
        """Whether the role closes what belongs to `owner`."""
        return decides(self.authority, owner)

    def _of_rule(self, answer: Answer) -> None:
        question, mark = answer.question, answer.mark
        if not self.decides(question.owner):
            self._leave(question)
            return
        reply = {Mark.YES: "yes", Mark.NO: "no", Mark.ABSENT: "not-applicable"}[mark or Mark.NO]
        until = date(answer.by.day.year + 1, answer.by.day.month, 28)
        decision = deciding.Decision(answer.by.role, answer.words, until)
        deciding.answer(self.edition, question.code, reply, decision)
        if mark is Mark.NO:
            why = say(by_code()[question.code].why)
            self.tasks.append(
                say(
                    "{code}: the answer is no, which blocks a release until the practice changes. "
                    "{why}",
                    code=question.code,
                    why=say(why),
                )
            )

    def _leave(self, question: Question) -> None:
        self.tasks.append(
            say(
                "{place}: not written, because it is answered by: {owner}.",
                place=question.place,
                owner=question.owner.role,
            )
        )

    def _of_gap(self, answer: Answer, kind: Kind) -> None:
        question, value = answer.question, kind.write(answer.words)
        if not self.decides(question.owner):
            self._leave(question)
        elif value is None:
            self.tasks.append(
                say(
                    "{place}: not written, because it is no value that stands there: “{words}”.",
                    place=question.place,
                    words=answer.words,
                )
            )
        else:
            path, value = self._begun(question.file, question.path, value)
            *outer, key = path
            block = self.edition.draft(question.file).value(tuple(outer))
            if isinstance(block, dict) and key in block:
                self._edit(question, partial(Draft.remove, path=path))
            self._edit(question, partial(Draft.add_entry, path=path, value=value))
            self._written.add(question.place)
            self._confirmed.setdefault(answer.by, []).append(question.place)

    def _begun(self, file: str, path: Path, value: Value) -> tuple[Path, Value]:
        """The value with the block around it, where that is not there yet."""
        if len(path) == 1:
            return path, value
        *outer, block, key = path
        around = self.edition.draft(file).value(tuple(outer))
        if isinstance(around, dict) and block not in around:
            return path[:-1], {str(key): value}
        return path, value

    def _of_doubt(self, answer: Answer) -> None:
        question = answer.question
        if not self.decides(question.owner):
            self._propose(answer)
            return
        if answer.words:
            self._make_room(question)
            changes = self._replaced(question, answer.words)
            if not changes:
                self._propose(answer)
                self.tasks.append(
                    say(
                        "{place}: the answer is kept as a proposal; write it into the text and "
                        "delete the doubt: “{words}”.",
                        place=question.place,
                        words=answer.words,
                    )
                )
                return
            for path, words in changes.items():
                self._edit(question, partial(Draft.set_leaf, path=path, value=words))
            self._written.add(question.place)
        for mark in (PROPOSAL, DOUBT):
            if mark in self._block(question):
                self._edit(question, partial(Draft.remove, path=(*question.path, mark)))
        if self._block(question).keys() == {"value"}:
            self._edit(question, partial(Draft.unwrap, path=question.path))
        self._confirmed.setdefault(answer.by, []).append(question.place)

    def _make_room(self, question: Question) -> None:
        """A place for the value of a day or a period of which nothing but the doubt is written."""
        key = key_at(question.file, question.path)
        if key and key.may_be_unknown and "value" not in self._block(question):
            path = (*question.path, "value")
            self._edit(question, partial(Draft.add_entry, path=path, value=""))

    def _replaced(self, question: Question, words: str) -> Mapping[Path, str]:
        """The single values that the words replace; none where they do not say each of them."""
        block = self._block(question)
        if isinstance(block.get("value"), str):
            return {(*question.path, "value"): " ".join(words.split())}
        written = {code: _leaf(block[code]) for code in languages.codes() if code in block}
        said = dict(by_language(words))
        if not written or said.keys() != written.keys():
            return {}
        return {(*question.path, code, *written[code]): text for code, text in said.items()}

    def _propose(self, answer: Answer) -> None:
        question = answer.question
        proposal: dict[str, Value] = (
            {"value": " ".join(answer.words.split())} if answer.words else {}
        )
        proposal |= {"role": answer.by.role, "day": answer.by.day.isoformat()}
        path = (*question.path, PROPOSAL)
        if PROPOSAL in self._block(question):
            self._edit(question, partial(Draft.remove, path=path))
        self._edit(question, partial(Draft.add_entry, path=path, value=proposal))

    def _absent(self, answer: Answer) -> None:
        by = answer.by
        where = say(
            "{place} ({role}, {day})", place=answer.question.place, role=by.role, day=by.day
        )
        named = list(self._names(answer.question))
        there = say(
            "{where}: “we do not have this”. Delete it there; nothing was deleted.", where=where
        )
        everywhere = say(
            "{where}: “we do not have this”. Delete it there and where it is named; nothing was "
            "deleted. Named in: {named}.",
            where=where,
            named=named,
        )
        self.tasks.append(everywhere if named else there)

    def _names(self, question: Question) -> Iterator[str]:
        """Where the entry in question is named."""
        key = _NAMED_UNDER.get(question.file)
        steps = [str(step) for step in question.path if step != "items"]
        own = ".".join(steps[:2]) if key == "data" else steps[0] if steps else ""
        if key and own:
            for file in files_of(self.edition.folder):
                for path in _naming(self.edition.draft(file).value(), key, own):
                    yield place_of(file, path)

    def _forget_shared_doubts(self) -> None:
        """Take out the doubts of doubts.yml that were named before, and are named no more."""
        shared = self.edition.draft(DOUBTS).value()
        if not isinstance(shared, dict):
            return
        before = Edition(self.edition.folder)
        files = list(files_of(self.edition.folder))
        named = {why for file in files for why in reasons(before.draft(file).value())}
        left = {why for file in files for why in reasons(self.edition.draft(file).value())}
        for name in shared:
            if name in named - left:
                self.edition.edit(DOUBTS, partial(Draft.remove, path=(name,)))

    def _forget_acceptances(self) -> None:
        """Take out what let a blank or a doubt stand that is answered now."""
        accepted = self.edition.draft(deciding.ACCEPTED).value()
        for name, entry in accepted.items() if isinstance(accepted, dict) else ():
            if isinstance(entry, dict) and _answered_at(entry) in self._written:
                self.edition.edit(deciding.ACCEPTED, partial(Draft.remove, path=(name,)))

    def _record(self, respondent: Respondent, places: Sequence[str]) -> None:
        listed = self.edition.draft(CONFIRMED).value() or {}
        day = respondent.day.isoformat()
        names = (
            f"{self.authority.role.replace(' ', '-').lower()}-{day}{f'-{n}' if n > 1 else ''}"
            for n in range(1, len(listed) + 2)
        )
        free = next(name for name in names if name not in listed)
        entry: dict[str, Value] = {"role": respondent.role, "day": day, "confirmed": list(places)}
        self.edition.edit(CONFIRMED, partial(Draft.add_entry, path=(free,), value=entry))

    def _block(self, question: Question) -> dict[str, Value]:
        block = self.edition.draft(question.file).value(question.path)
        assert isinstance(block, dict)
        return block

    def _edit(self, question: Question, change: "partial[Draft]") -> None:
        self.edition.edit(question.file, change)


def _answered_at(accepted: Mapping[str, Value]) -> str:
    """The place that, once it is written, leaves nothing to accept."""
    place, code = str(accepted.get("place", "")), str(accepted.get("code", ""))
    return _ANSWERED_AT.get(code, "{place}").format(place=place, outer=place.rpartition(".")[0])


_ANSWERED_AT = {
    "ABR-01[no-country]": "{outer}.countries",
    "ABR-02[no-mechanism]": "{outer}.mechanism",
    "RET-04": "{place}.retention",
    "MSG-03[not-stated]": "messages.yml#iys",
}
"""Findings that are reported at another place than that of their answer."""


def _leaf(value: Value) -> Path:
    return ("value",) if isinstance(value, dict) else ()


def _naming(value: Value, key: str, own: str, path: Path = ()) -> Iterator[Path]:
    """Where `own` is named under `key`."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in () if isinstance(value, str) else entries:
        under = step == key or (isinstance(step, int) and path[-1:] == (key,))
        if under and own in (inner, inner.get("value") if isinstance(inner, dict) else None):
            yield (*path, step)
        yield from _naming(inner, key, own, (*path, step))
