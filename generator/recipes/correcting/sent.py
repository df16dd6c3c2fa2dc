"""Changes that somebody made in a file that stands alone, and sent: taken in as a whole or not.

The file is JSON of a stranger, of which nothing is trusted: `{format, who: {name, role}, language,
changes: [{act, place, digest, values, reason, role}]}`; a whole entry that is added has `id` and
`doubts` as well, a clause in other words its `texts` by language.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator import durations, languages
from generator.editing import Draft, Edition
from generator.errors import EditingError, NoticesError, Problem
from generator.message import Message, say
from generator.provenance import Origin
from generator.recipes.correcting import rewording, whole
from generator.recipes.correcting import sheet as sheets
from generator.recipes.correcting.adding import New
from generator.recipes.correcting.copies import copied
from generator.recipes.correcting.desk import Desk, Refused
from generator.recipes.correcting.entries import Entries
from generator.recipes.correcting.inputs import Form
from generator.recipes.correcting.listing import listing
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.names import language_called

FORMAT = "kvkk-notices-changes-1"
PERIOD = rf"{durations.WRITTEN}|^\s*(?:{'|'.join(durations.SESSION)})\s*$"
"""A period or a lifetime, as a pattern that a browser reads."""
STALE = say("what stands here has changed since the file was made.")
NO_FILE = say("this is no file of changes, or one of another version.")
LARGEST = 1_000_000
"""Bytes of a file."""
MOST = 500
"""Changes of a file."""
_NUMBER = re.compile(r"([^\[\]]*)\[(\d+)\]")
_WORDED = ("reword", "unword")
_ACTS = ("save", "confirm", "empty", "add", "remove", *_WORDED)


@dataclass(frozen=True, slots=True)
class Sent:
    """One change of a file; `digest` is of what stood there when it was made."""

    act: str
    place: str
    digest: str
    values: Mapping[str, object]
    reason: str
    role: str
    id: str
    doubts: Mapping[str, str]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What the changes make of the data, who sent them, and what is left for people to do."""

    edition: Edition
    who: str
    role: str
    tasks: Sequence[Message]


def taken(data: Path, content: bytes, day: date) -> Taken:
    """The changes as one edition, which nobody has written yet.

    Raises EditingError with every change that does not fit: nothing of the others is taken.
    """
    given = _read(content)
    who, role = _who(given)
    changes = list(_changes(given))
    edition = Edition(data)
    language = given.get("language")
    language = language if language in sheets.BOTH else sheets.BOTH[0]
    stale = [p for one in changes for p in _placed(edition, one, language, _stale(edition, one))]
    if stale:
        raise EditingError(stale)
    with copied(data) as copy:
        desk = Desk(copy, language)
        tasks = _written(desk, copy, changes, day)
        for name in sorted({name for change in desk.changes for name in change.after}):
            if not (copy / name).exists():
                edition.delete(name)
            elif name.endswith(".jinja"):
                edition.put(name, (copy / name).read_bytes())
            else:
                edition.edit(name, partial(_as, content=(copy / name).read_bytes()))
    return Taken(edition, who, role, tasks)


def _written(desk: Desk, copy: Path, changes: Sequence[Sent], day: date) -> list[Message]:
    """Each change on the copy, and what is left to do; raises EditingError with all that fail."""
    problems, tasks = list[Problem](), list[Message]()
    for stage, again in _stages(Edition(copy), changes):
        left = stage
        while left:  # some can be made only once others are
            refused = [
                (one, found) for one in left if (found := _made(desk, copy, one, day, tasks))
            ]
            if not again or len(refused) == len(left):
                problems += (problem for _, found in refused for problem in found)
                break
            left = [one for one, _ in refused]
    if problems:
        raise EditingError(problems)
    return tasks


def _stages(edition: Edition, changes: Sequence[Sent]) -> Iterator[tuple[Sequence[Sent], bool]]:
    """The changes in the order in which they can be made, whatever the order in which they were
    thought of, and whether those of a stage are tried again once others of it are made.

    New entries come first: others choose them. Entries are taken out last: nothing names them any
    more then, and the numbers of a list mean what they meant in the file; of a list the last one
    first. An entry whose short name is given again goes where it stands in the file.
    """
    added = set[str]()
    for one in changes:
        if one.act == "add":
            with suppress(NoticesError):
                added.add(listing(edition, one.place).place_at(one.id))
    new = [
        one for one in changes if one.act == "add" or (one.act == "remove" and one.place in added)
    ]
    out = [one for one in changes if one.act == "remove" and one.place not in added]
    numbered = [one for one in out if _numbers(one)]
    yield new, True
    yield [one for one in changes if one not in new and one not in out], True
    yield sorted(numbered, key=_numbers, reverse=True), False
    yield [one for one in out if one not in numbered], True


def _numbers(one: Sent) -> list[tuple[str, int]]:
    """The lists in which a place stands, each with its number; in their order of counting."""
    return [(name, int(number)) for name, number in _NUMBER.findall(one.place)]


def _made(desk: Desk, copy: Path, one: Sent, day: date, tasks: list[Message]) -> Sequence[Problem]:
    """What refuses a change; nothing where it was made."""
    try:
        if one.act == "add":
            Entries(desk).add(one.place, New(one.values, one.doubts, one.id))
            return ()
        digest = _digest_now(Edition(copy), one)
        if one.act == "reword":
            rewording.reword(desk, one.place, digest, one.reason, one.texts)
        elif one.act == "unword":
            rewording.unword(desk, one.place, digest)
        elif one.act == "remove":
            Entries(desk).remove(one.place, digest)
        elif one.act == "save":
            desk.save(one.place, digest, one.values, one.reason)
        elif one.act == "empty":
            desk.empty(one.place, digest)
        else:
            tasks += desk.confirm(one.place, digest, one.values, one.role, day)[1]
    except Refused as error:
        return list(_placed(Edition(copy), one, desk.language, error.problems))
    except NoticesError as error:
        found = [("", problem) for problem in error.problems]
        return list(_placed(Edition(copy), one, desk.language, found))
    return ()


def _placed(
    edition: Edition, one: Sent, language: str, found: Iterable[tuple[str, Problem]]
) -> Iterator[Problem]:
    """What fails at the place of a change, where people look for it; the place stands behind."""
    called = ""
    labels: Mapping[str, str] = {}
    with suppress(NoticesError):
        called, labels = _called(edition, one, language)
    file = one.place.partition("#")[0].rstrip("/")
    for name, problem in found:
        where = " › ".join(filter(None, (called, name and labels.get(name))))
        own = where and file and problem.origin.file.removeprefix("data/").startswith(file)
        origin = Origin(f"{where} ({one.place})", 0) if own else problem.origin
        yield replace(problem, origin=origin)


def _called(edition: Edition, one: Sent, language: str) -> tuple[str, Mapping[str, str]]:
    """What a place is called, and its fields by their names; raises NoticesError."""
    if one.act in _WORDED:
        words = rewording.worded(edition, one.place)
        called = words.heading.get(language) or words.clause.name
        return called, {code: language_called(code, language) for code in words.texts}
    if one.act == "add":
        rows = listing(edition, one.place)
        at, fields = rows.at, whole.fields(edition, rows, language)
    else:
        at = locate(edition, one.place)
        fields = list(Form(edition, at, language).fields())
    spoken = {code: f" ({language_called(code, language)})" for code in languages.codes()}
    labels = {field.name: f"{field.label}{spoken.get(field.language, '')}" for field in fields}
    return sheets.name(edition, at, language), labels


def _stale(edition: Edition, change: Sent) -> Iterator[tuple[str, Problem]]:
    if change.act == "add":
        return
    try:
        now = _digest_now(edition, change)
    except NoticesError as error:
        yield from (("", problem) for problem in error.problems)
        return
    if now != change.digest:
        yield "", _problem(change.place, STALE, say("Make the change again in a newer file."))


def _digest_now(edition: Edition, change: Sent) -> str:
    if change.act in _WORDED:
        return rewording.worded(edition, change.place).digest
    return sheets.digest(locate(edition, change.place))


def _read(content: bytes) -> Mapping[str, Any]:
    if len(content) > LARGEST:
        raise _no_file(say("the file is larger than {count} bytes.", count=LARGEST))
    try:
        given = json.loads(content)
        json.dumps(given, ensure_ascii=False).encode()  # no half of a character
    except (ValueError, RecursionError):
        raise _no_file(say("this is no JSON.")) from None
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise _no_file(NO_FILE)
    return given


def _who(given: Mapping[str, Any]) -> tuple[str, str]:
    who = given.get("who")
    name, role = (who.get("name"), who.get("role", "")) if isinstance(who, dict) else (None, "")
    if not isinstance(name, str) or not isinstance(role, str) or not name.strip():
        raise _no_file(say("it does not say who made the changes."))
    return name.strip()[:200], role[:200]


def _changes(given: Mapping[str, Any]) -> Iterator[Sent]:
    listed = given.get("changes")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
        raise _no_file(say("it holds no changes, or more than {count}.", count=MOST))
    for number, one in enumerate(listed, 1):
        fields = one if isinstance(one, dict) else {}
        words = [fields.get(n, "") for n in ("act", "place", "digest", "reason", "role", "id")]
        values, doubts = fields.get("values", {}), fields.get("doubts", {})
        known = all(isinstance(word, str) for word in words) and isinstance(values, dict)
        texts = fields.get("texts", {})
        for named in (doubts, texts):
            known = known and isinstance(named, dict) and all(map(_is_word, named.values()))
        if not known or words[0] not in _ACTS:
            raise _no_file(say("change {number} is not of a known form.", number=number))
        act, place, digest, reason, role, name = words
        yield Sent(act, place, digest, values, reason, role, name.strip(), doubts, texts)


def _is_word(value: object) -> bool:
    return isinstance(value, str)


def _as(draft: Draft, content: bytes) -> Draft:
    return Draft.of(draft.name, content)


def _no_file(message: Message) -> EditingError:
    hint = say("Save it again in the file of the text, and do not change it by hand.")
    return EditingError(_problem("changes.json", message, hint))


def _problem(place: str, message: Message, hint: Message) -> Problem:
    return Problem(Origin(place[:300], 0), message, hint)
