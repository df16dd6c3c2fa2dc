"""All that is shown of one place: what it is, what stands there, doubt, findings, where printed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from textwrap import shorten

from generator import keys, languages, source
from generator.catalogue import ENGLISH
from generator.checks import Finding
from generator.checks.topics import Owner
from generator.decoding import DEFAULTS
from generator.editing import Draft, Edition, Path, Value
from generator.errors import NoticesError
from generator.keys.names import along, file_called
from generator.keys.names import called as key_called
from generator.recipes.correcting.inputs import Field, Form, Inside, ordered
from generator.recipes.correcting.listing import entry_at, holds_entries
from generator.recipes.correcting.located import Located, NoPlace, bare, locate
from generator.recipes.correcting.names import DECIDING, entry_name
from generator.recipes.correcting.prints import Printed, Prints, is_within
from generator.recipes.questioning.questions import DOUBT, Question, doubts_of, reason
from generator.recipes.questioning.wording import about, called, in_language, place_of, stated

BOTH = (languages.TURKISH, ENGLISH)
_SENTENCE = re.compile(r"(?<=[.;])\s+")
_CODE = re.compile(r"`([^`]*)`")
_FEW = 60
"""Letters of a statement that call it."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """The doubt that holds at a place, and the place for which it is written.

    `called` is what that is called; `reason` is by language; `shared` the place of the reason where
    several doubts share it.
    """

    place: str
    called: str
    reason: Mapping[str, str]
    owner: Owner
    proposed: str
    shared: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A place of the data. `names`, `explained` and `reads` are by language: what it is called,
    what its key means, how its value reads in a text. `digest` is of what is written now.
    `listing` says whether entries stand there, `entry_of` among which others it is one itself;
    `around` is the place and the name of what it is part of, empty where it is part of nothing."""

    place: str
    line: int
    digest: str
    names: Mapping[str, str]
    explained: Mapping[str, str]
    reads: Mapping[str, str]
    fields: Sequence[Field]
    inside: Sequence[Inside]
    can_doubt: bool
    doubt: Doubted | None
    findings: Sequence[Finding]
    printed: Sequence[Printed]
    listing: bool
    entry_of: str
    around: tuple[str, str]


def sheet(
    edition: Edition, place: str, language: str, findings: Sequence[Finding], prints: Prints
) -> Sheet:
    """The sheet of a place, its fields with words in `language`. Raises NoPlace, SourceError."""
    at = locate(edition, place)
    draft = edition.draft(at.file)
    form = Form(edition, at, language)
    return Sheet(
        place=at.place,
        line=line_of(draft, at.path),
        digest=digest(at),
        names={code: name(edition, at, code) for code in BOTH},
        explained={code: _by_labels(at, " ".join(_explained(at, code)), code) for code in BOTH},
        reads={code: _reads_at(edition, at, code) for code in BOTH},
        fields=list(ordered(list(_owed(draft, at, form.fields())))),
        inside=list(form.inside()),
        can_doubt=can_doubt(at),
        doubt=doubt_at(edition, at, language),
        findings=[f for f in findings if _is_about(f, at)],
        printed=prints.at(at.place),
        listing=holds_entries(at),
        entry_of=_entry_of(edition, at.place),
        around=_around(edition, at, language),
    )


def _owed(draft: Draft, at: Located, fields: Iterable[Field]) -> Iterator[Field]:
    """The fields, of which none is compulsory or asked that the defaults of the file say."""
    content = draft.value() if len(at.path) == 1 and at.around is not None else {}
    held = content.get(DEFAULTS) if isinstance(content, dict) else None
    for field in fields:
        elsewhere = isinstance(held, dict) and field.name.partition(".")[0] in held
        own = at.path != (DEFAULTS,) and not elsewhere
        yield replace(field, required=field.required and own, asked=field.asked and own)


def _around(edition: Edition, at: Located, language: str) -> tuple[str, str]:
    if not at.path or _entry_of(edition, at.place):
        return "", ""
    outer = locate(edition, place_of(at.file, at.path[:-1]))
    return outer.place, name(edition, outer, language)


def _entry_of(edition: Edition, place: str) -> str:
    try:
        return entry_at(edition, place)[0].place
    except NoPlace:
        return ""


def digest(at: Located) -> str:
    """Of what is written at a place; another one means that it has changed."""
    written = json.dumps([at.place, at.value], ensure_ascii=False).encode()
    return sha256(written).hexdigest()[:32]


def can_doubt(at: Located) -> bool:
    """Whether a doubt may be written for the whole of what stands there."""
    if isinstance(at.value, str):
        return bool(at.value) and not at.by_id
    return isinstance(at.value, dict) and bool(at.path) and (not at.by_id or DOUBT in at.value)


def question_at(edition: Edition, at: Located, language: str) -> Question | None:
    """The doubt that is written for exactly this place."""
    found = (q for q in doubts_of(edition, at.file, language, around=at.path) if q.path == at.path)
    return next(found, None)


def name(edition: Edition, at: Located, language: str) -> str:
    """What a place is called, from the outside inwards; a file by what it says or holds."""
    content = edition.draft(at.file).value()
    if at.item and at.is_text and at.value:
        begun = shorten(_reads(at.value, language), _FEW, placeholder=" …")
        return f"{file_called(at.file, language)}: {begun}"
    if at.path:
        words = about(at.file, content, at.path, language)
        head, arrow, rest = words.partition(" › ")
        by_id = next(along(at.file, at.path)) is None
        entry = content.get(str(at.path[0]), "") if by_id and isinstance(content, dict) else ""
        if entry and (at.file in DECIDING or head == at.path[0]):
            head = entry_name(edition, at.file, entry, language) or head
        return f"{head}{arrow}{rest}"
    folder, _, name = at.file.rpartition("/")
    return entry_name(edition, at.file, content, language) or (
        name.removesuffix(".yml") if folder else file_called(at.file, language)
    )


def name_of_change(edition: Edition, at: Located, before: Sequence[Field], language: str) -> str:
    """What a place is called, with the fields of it that are not as they were before."""
    whole, held = name(edition, at, language), {field.name: field.value for field in before}
    try:
        now = list(Form(edition, locate(edition, at.place), language).fields())
    except NoticesError:  # nothing stands there now
        return whole
    differ = (f for f in now if f.name and f.value != held.get(f.name, f.value))
    labels = dict.fromkeys(f.label for f in differ if f.label and not whole.endswith(f.label))
    return " › ".join(filter(None, (whole, ", ".join(labels))))


def _reads_at(edition: Edition, at: Located, language: str) -> str:
    """A value in words, ids and choices by what they stand for."""
    value = bare(at.value)
    if isinstance(value, dict):
        return called(value, language)
    fields = list(Form(edition, at, language).fields()) if value and at.key else []
    if len(fields) == 1 and fields[0].options:
        held = fields[0].value if isinstance(fields[0].value, tuple) else (fields[0].value,)
        labels = {option.value: option.label for option in fields[0].options}
        return ", ".join(labels.get(one, one) for one in held)
    return _reads(value, language)


def _reads(value: Value | None, language: str) -> str:
    return stated(value, language) if value else ""


def _by_labels(at: Located, words: str, language: str) -> str:
    """Words of the model, its keys as the form calls them."""
    blocks = filter(None, (at.block, at.around))
    labels = {k.name: key_called(b.name, k.name, language) for b in blocks for k in b.keys}
    return _CODE.sub(lambda found: f"“{labels.get(found[1], found[1])}”", words)


def doubt_at(edition: Edition, at: Located, language: str) -> Doubted | None:
    """The innermost doubt that holds there."""
    around = list(doubts_of(edition, at.file, language, around=at.path))
    if not around:
        return None
    question = around[-1]
    block = edition.draft(at.file).value(question.path)
    why = block[DOUBT] if isinstance(block, dict) else ""
    words, shared = reason(edition.draft("doubts.yml").value(), why)
    said = {code: in_language(words, code) for code in BOTH}
    wider = name(edition, locate(edition, question.place), language)
    return Doubted(question.place, wider, said, question.owner, question.proposed, shared)


def _is_about(finding: Finding, at: Located) -> bool:
    """A finding inside; of a place where nothing is written also that of the block around."""
    if is_within(finding.place, at.place):
        return True
    return at.value is None and finding.place == place_of(at.file, at.path[:-1])


def _explained(at: Located, language: str) -> Iterator[str]:
    """The sentences that say what a key means; of an entry what its block is."""
    if at.key and at.around:
        own = f"`{at.key.name}`"
        said = [s for s in _SENTENCE.split(_abouts(language).get(at.around.name, "")) if own in s]
        yield from (f"{sentence.rstrip('.;')}." for sentence in said)
        if said or not at.block:
            return
    if at.block:
        yield _abouts(language).get(at.block.name, "").partition("\n")[0]


@cache
def _abouts(language: str) -> Mapping[str, str]:
    """What each block of the model says of itself."""
    blocks = (block for file in keys.files(language) for block in file.block.within)
    return {block.name: block.about for block in blocks}


def line_of(draft: Draft, path: Path) -> int:
    """The line of a place, or of what is around it where nothing is written."""
    node = draft.node
    for step in path:
        inner: source.Node | None = None
        if isinstance(node, source.Mapping) and isinstance(step, str):
            inner = node.get(step)
        elif isinstance(node, source.Sequence) and isinstance(step, int):
            inner = node.items[step]
        if inner is None:
            break
        node = inner
    return node.origin.line
