"""What is to be asked: each written doubt once, and each question that nobody has answered."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path as FilePath

from generator import languages
from generator.catalogue import said
from generator.checks import Finding, by_code
from generator.checks.topics import LAWYER, OWNERS, Owner, Topic, topic_at, topic_of
from generator.editing import Edition, Path, Value
from generator.loading import OTHER_FOLDERS
from generator.message import say
from generator.recipes.questioning.choices import choices
from generator.recipes.questioning.gaps import gaps
from generator.recipes.questioning.kinds import Kind
from generator.recipes.questioning.wording import about, in_language, place_of, stated

DOUBT, PROPOSAL = "unconfirmed", "proposed"
MARKS = (DOUBT, PROPOSAL, "internal")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without letters that are taken for others, or that Turkish writes in another way (I, L, O, U)."""
_NOTHING = ("", "unknown")


class Mark(StrEnum):
    """What is ticked."""

    CONFIRMED = "confirmed"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `id` stands beside its answer, and is of what was asked: place, doubt, value.

    `topic` says where it is asked, `owner` who alone closes it. A doubt stands at `path` of `file`;
    the question of a rule has its `code`, a place at which nothing is written the `kind` of value.
    `about`, `asks`, `stands` (the value in doubt, empty where there is none), `proposed`, `follows`
    (what a no means) and `choices` (where one of a few words is written) are in the language of the
    form.
    """

    id: str
    topic: Topic
    owner: Owner
    file: str
    path: Path
    about: str
    asks: str
    code: str = ""
    stands: str = ""
    proposed: str = ""
    follows: str = ""
    choices: str = ""
    kind: Kind | None = None

    @property
    def place(self) -> str:
        """Where it stands, as reports name it."""
        return self.code or place_of(self.file, self.path)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What may be ticked, in the order of the columns."""
        if self.code:
            return Mark.YES, Mark.NO, Mark.UNKNOWN, Mark.ABSENT
        return (*(() if self.kind else (Mark.CONFIRMED,)), Mark.UNKNOWN, Mark.ABSENT)

    def offers(self, mark: Mark) -> bool:
        """Whether `mark` can be ticked: what nobody has written cannot be confirmed."""
        return mark is not Mark.CONFIRMED or bool(self.stands)


def questions(data: FilePath, findings: Sequence[Finding], language: str) -> tuple[Question, ...]:
    """Every question, in the order of the files. Raises SourceError where one cannot be read."""
    edition = Edition(data)
    listed = [
        *_doubts(edition, language),
        *_of_gaps(findings, edition, language),
        *_of_rules(findings, language),
    ]
    for length in (6, 10, 26):
        short = [replace(question, id=f"S-{question.id[:length]}") for question in listed]
        if len({question.id for question in short}) == len(short):
            break
    return tuple(short)


def files_of(data: FilePath) -> Iterator[str]:
    """The files that may hold doubts, by their paths below the folder."""
    for path in sorted(data.rglob("*.yml")):
        parts = path.relative_to(data).parts
        if parts[0] not in OTHER_FOLDERS and not any(part.startswith(".") for part in parts):
            yield "/".join(parts)


def reasons(content: Value) -> Iterator[str]:
    """What stands behind each “unconfirmed:” of a file: words, or the id of a shared doubt."""
    for _, block in _written(content):
        if isinstance(why := block[DOUBT], str):
            yield why


def _doubts(edition: Edition, language: str) -> Iterator[Question]:
    shared = edition.draft("doubts.yml").value()
    for file in files_of(edition.folder):
        yield from doubts_of(edition, file, language, shared)


def reason(shared: Value, why: Value) -> tuple[Value, str]:
    """Why something is in doubt: words, or those of a row of doubts.yml (`shared`) with its place,
    empty where the reason is not shared."""
    listed = shared.get(why) if isinstance(shared, dict) and isinstance(why, str) else None
    if not isinstance(listed, dict):
        return why, ""
    return listed.get("reason", why), place_of("doubts.yml", (str(why), "reason"))


def doubts_of(
    edition: Edition,
    file: str,
    language: str,
    shared: Value | None = None,
    around: Path | None = None,
) -> Iterator[Question]:
    """The doubts that are written in one file, outer ones first; only those `around` a place."""
    shared = edition.draft("doubts.yml").value() if shared is None else shared
    content = edition.draft(file).value()
    for path, block in _written(content):
        if around is not None and path != around[: len(path)]:
            continue
        place = place_of(file, path)
        why, _ = reason(shared, block[DOUBT])
        value = {key: inner for key, inner in block.items() if key not in MARKS}
        stands = "" if value.get("value") in _NOTHING else stated(value, language)
        yield Question(
            id=_digest(place, why, _own(value)),
            topic=topic_at(place),
            owner=_owner(place, value, path, file),
            file=file,
            path=path,
            about=about(file, content, path, language),
            asks=in_language(why, language),
            stands=stands,
            proposed=_proposal(block.get(PROPOSAL), stands, language),
            choices=choices(file, path, language),
        )


def _of_gaps(findings: Sequence[Finding], edition: Edition, language: str) -> Iterator[Question]:
    for gap in gaps(findings, edition):
        place = place_of(gap.file, gap.path)
        topic = topic_at(place)
        yield Question(
            id=_digest(place, gap.kind.key),
            topic=topic,
            owner=topic.owner,
            file=gap.file,
            path=gap.path,
            about=about(gap.file, edition.draft(gap.file).value(), gap.path, language),
            asks=said(gap.kind.asks, language),
            choices=choices(gap.file, gap.path, language),
            kind=gap.kind,
        )


def _of_rules(findings: Sequence[Finding], language: str) -> Iterator[Question]:
    asking = {f.code: f for f in findings if by_code()[f.code].asks(f.sub) and not f.accepted}
    for code, finding in sorted(asking.items()):
        rule = by_code()[code]
        yield Question(
            id=_digest(code, rule.what),
            topic=topic_of(finding),
            owner=topic_of(finding).owner,
            file="answers.yml",
            path=(),
            code=code,
            about=code,
            asks=said(rule.what, language),
            follows=said(say("“No” blocks a release: {why}", why=say(rule.why)), language),
        )


def _written(value: Value, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Value]]]:
    """Each mapping with a doubt of its own, outer ones first."""
    if isinstance(value, dict):
        if value.get(DOUBT):
            yield path, value
        for key, inner in value.items():
            if key not in MARKS:
                yield from _written(inner, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _written(item, (*path, number))


def _owner(place: str, value: Value, path: Path, file: str) -> Owner:
    """The lawyer where the doubt holds for something that only a lawyer decides."""
    topics = [topic_at(place), *(topic_at(place_of(file, inner)) for inner in _inside(value, path))]
    return LAWYER if any(topic.owner is LAWYER for topic in topics) else topics[0].owner


def _inside(value: Value, path: Path) -> Iterator[Path]:
    """The places inside that have no doubt of their own."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in () if isinstance(value, str) else entries:
        if isinstance(inner, dict) and inner.get(DOUBT):
            continue
        if isinstance(inner, str):
            yield (*path, step)
        yield from _inside(inner, (*path, step))


def _own(value: Mapping[str, Value]) -> dict[str, Value]:
    """What a block says itself: single values, texts, ids; blocks inside may change meanwhile."""
    return {
        key: inner
        for key, inner in value.items()
        if isinstance(inner, str)
        or (isinstance(inner, list) and all(isinstance(item, str) for item in inner))
        or (isinstance(inner, dict) and inner.keys() <= {*languages.codes()})
    }


def _proposal(proposed: Value | None, stands: str, language: str) -> str:
    """Who proposed what, and when, as it is read."""
    if not isinstance(proposed, dict):
        return ""
    role, day = (str(proposed.get(key) or "") for key in ("role", "day"))
    role = next((said(o.role, language) for o in OWNERS if o.role and str(o.role) == role), role)
    with suppress(ValueError):
        day = languages.get(language).date(date.fromisoformat(day))
    return f"{role} · {day}: {proposed.get('value') or stands}"


def _digest(*parts: Value) -> str:
    """26 letters."""
    written = json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()
    number = int.from_bytes(hashlib.sha256(written).digest()[:17], "big")
    return "".join(_LETTERS[number >> 5 * place & 31] for place in range(26))
