"""A clause in other words: a template of data/wording/ in each language of the sites.

What is typed is judged as a file that was written by hand: the whole of the texts is composed with
it before a byte is written. A place is `wording/<type>/<clause>#<layer>`; in the place of a clause
that is to stand after another it names that one behind a plus sign, `#full+transfers-domestic`.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from generator import languages
from generator.documents import wording_begun
from generator.documents.types import document_types
from generator.documents.wording import MAX_BYTES
from generator.editing import Edition
from generator.editing.upgrading import free_id
from generator.errors import NoticesError, Problem
from generator.message import Message, say
from generator.provenance import Origin
from generator.recipes.correcting.copies import compose
from generator.recipes.correcting.desk import Change, Desk, Outdated, Refused, refused_at
from generator.recipes.correcting.located import NoPlace
from generator.recipes.correcting.spoken import spoken

REASON = "reason"
_PLACE = re.compile(
    r"wording/([a-z_]+)/([a-z][a-z0-9-]{0,79})#(short|full)(?:\+([a-z][a-z0-9-]*))?"
)
_HEAD = re.compile(r"\{#\s*(.*?)\s*#\}")
_TAGS = re.compile(r"<[^>]*>|\{[%{#].*?[%}#]\}")
_NEW = "<h3></h3>\n<p></p>"


@dataclass(frozen=True, slots=True)
class Clause:
    """Which clause a place is: of a type of documents, in a layer; a new one stands `after`
    another."""

    kind: str
    name: str
    layer: str
    after: str = ""

    @property
    def place(self) -> str:
        """As the panel names it, once it is written."""
        return f"wording/{self.kind}/{self.name}#{self.layer}"

    def file(self, language: str) -> str:
        """Its file in a language, below the folder of the data."""
        return f"wording/{self.kind}/{self.name}.{language}.jinja"


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a clause by language, as a template; `own` where they are the controller's,
    with their reason. `heading` is by language, as far as it is typed."""

    clause: Clause
    texts: Mapping[str, str]
    reason: str
    own: bool
    heading: Mapping[str, str]
    digest: str


def place_of(kind: str, clause: str, layer: str) -> str:
    """The place of a clause of a text."""
    return Clause(kind, clause, layer).place


def clause_place(kind: str, on_page: str) -> str:
    """The place of a clause by its id on the page of a text."""
    name = on_page.removeprefix("short-")
    return place_of(kind, name, "full" if name == on_page else "short")


def worded(edition: Edition, place: str) -> Worded:
    """The words of a clause now: the controller's, or those of the tool. Raises NoPlace."""
    clause = _clause(edition, place)
    held = {code: _held(edition, clause, code) for code in _codes(edition)}
    own = any(held.values())
    heads, texts = dict[str, Mapping[str, str]](), dict[str, str]()
    for code, written in held.items():
        heads[code], body = _apart(written)
        typed = wording_begun.typed(clause.kind, clause.name, code, clause.layer)
        if not own and typed is None and not clause.after:
            message = say("these words stand in no clause that can be put in other words here.")
            raise NoPlace(place, message)
        texts[code] = body if written else (typed or _NEW) if not own else ""
    if any(head.get("layer", "full") != clause.layer for code, head in heads.items() if held[code]):
        raise NoPlace(place, say("this clause has words of its own in the other layer already."))
    reason = next((head[REASON] for head in heads.values() if head.get(REASON)), "")
    digest = sha256(repr(sorted(held.items())).encode()).hexdigest()[:32]
    heading = {code: _heading(text) for code, text in texts.items()}
    return Worded(clause, texts, reason, own, heading, digest)


def reword(
    desk: Desk, place: str, digest: str, reason: str, texts: Mapping[str, str]
) -> Change | None:
    """Write a clause in other words; None where nothing differs. Raises Refused, each problem with
    the language in whose words it is, after which nothing is written."""
    with desk.writing() as edition:
        before = _unchanged(edition, place, digest)
        clause, reason = before.clause, " ".join(reason.split())
        if clause.after:
            clause = replace(clause, name=_free(edition, clause, texts.get("tr", "")))
        if unfit := list(_unfit(clause, before, reason, texts)):
            raise Refused([*unfit, *_untried(desk, before, dict(unfit), texts)])
        if reason == before.reason and all(texts[c] == t for c, t in before.texts.items()):
            return None
        for code, text in texts.items():
            edition.put(clause.file(code), _file(edition, clause, code, reason, text))
        _judge(edition, clause)
        return _written(desk, edition, replace(before, clause=clause, texts=texts))


def unword(desk: Desk, place: str, digest: str) -> Change | None:
    """Give a clause the words of the tool again, or take a clause of the controller away."""
    with desk.writing() as edition:
        before = _unchanged(edition, place, digest)
        if not before.own:
            raise refused_at(place, say("these are the words of the tool."))
        for code in languages.codes():
            if _held(edition, before.clause, code):
                edition.delete(before.clause.file(code))
        _judge(edition, before.clause)
        return _written(desk, edition, before)


def _clause(edition: Edition, place: str) -> Clause:
    match = _PLACE.fullmatch(place)
    if match is None or match[1] not in document_types():
        raise NoPlace(place, say("this is no clause of a text."))
    clause = Clause(match[1], match[2], match[3], match[4] or "")
    data = edition.folder.resolve()
    if not (data / clause.file("tr")).resolve().is_relative_to(data / "wording"):
        raise NoPlace(place, say("this is no file of the data that is corrected by hand."))
    return clause


def _codes(edition: Edition) -> list[str]:
    codes = spoken(edition)
    return [code for code in languages.codes() if code in codes]


def _held(edition: Edition, clause: Clause, code: str) -> str:
    """A file as it is; empty where there is none. What is no text is mended elsewhere."""
    return edition.bytes_of(clause.file(code)).decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _apart(written: str) -> tuple[Mapping[str, str], str]:
    """What the first line says, and the words below it."""
    first, _, rest = written.partition("\n")
    match = _HEAD.fullmatch(first.strip())
    if not match:
        return {}, written.strip()
    pairs = (part.partition(":") for part in match[1].split("|"))
    return {key.strip(): value.strip() for key, _, value in pairs}, rest.strip()


def _unchanged(edition: Edition, place: str, digest: str) -> Worded:
    found = worded(edition, place)
    if found.digest != digest:
        raise Outdated(place)
    return found


def _unfit(
    clause: Clause, before: Worded, reason: str, texts: Mapping[str, str]
) -> Iterator[tuple[str, Problem]]:
    def refused(field: str, message: Message) -> tuple[str, Problem]:
        return field, Problem(Origin(clause.place, 0), message)

    if set(texts) != set(before.texts):
        raise refused_at(clause.place, say("this form is not that of the place. Open it again."))
    if not reason:
        yield refused(
            REASON, say("Write why the words of the tool do not fit. It is not published.")
        )
    elif "|" in reason or "#}" in reason:
        yield refused(REASON, say("Write it without “|” and “#}”."))
    for code, text in texts.items():
        if not _TAGS.sub("", text).strip() and "{{" not in text:
            yield refused(code, say("Write the words of the clause in this language."))
        elif len(text.encode()) > MAX_BYTES:
            yield refused(code, say("this is longer than {count} letters.", count=MAX_BYTES))


def _untried(
    desk: Desk, before: Worded, unfit: Mapping[str, Problem], texts: Mapping[str, str]
) -> list[tuple[str, Problem]]:
    """What is wrong in the other words as well, so that all is said at once."""
    tried, clause = Edition(desk.folder), before.clause
    for code, text in texts.items():
        own = before.texts[code] if code in unfit else text
        tried.put(clause.file(code), _file(tried, clause, code, "–", own))
    try:
        _judge(tried, clause)
    except Refused as refused:
        return [(code, problem) for code, problem in refused.problems if code and code not in unfit]
    return []


def _free(edition: Edition, clause: Clause, text: str) -> str:
    """A name for a new clause, of its Turkish heading."""
    folder = edition.folder / "wording" / clause.kind
    written = [path.name.partition(".")[0] for path in folder.glob("*.jinja")]
    taken = [*wording_begun.names(clause.kind), *written]
    return free_id(_heading(text), "clause", taken)


def _file(edition: Edition, clause: Clause, code: str, reason: str, text: str) -> bytes:
    """A file with other words; its first line stays as it is where it says the same."""
    written = edition.bytes_of(clause.file(code))
    mark = codecs.BOM_UTF8 if written.startswith(codecs.BOM_UTF8) else b""
    first, _, rest = _held(edition, clause, code).partition("\n")
    head = dict(_apart(first)[0])
    if head.get(REASON) != reason:
        head[REASON] = reason
        if clause.after:
            head["after"] = clause.after
        if clause.layer != "full":
            head["layer"] = clause.layer
        first = "{# " + " | ".join(f"{key}: {value}" for key, value in head.items()) + " #}"
    before, new = rest.strip(), text.replace("\r\n", "\n").strip()
    begun, _, ended = rest.partition(before) if before else ("", "", "\n")
    content = f"{first}\n{begun}{new}{ended}"
    return mark + content.replace("\n", "\r\n" if b"\r\n" in written else "\n").encode()


def _judge(edition: Edition, clause: Clause) -> None:
    """Compose every text as it would be; raises Refused, each problem at its language."""
    try:
        compose(edition)
    except NoticesError as error:
        raise Refused(list(_placed(edition, clause, error.problems))) from None


def _placed(
    edition: Edition, clause: Clause, problems: Sequence[Problem]
) -> Iterator[tuple[str, Problem]]:
    """Each problem with the language in whose words it is, and the line of those: the first line of
    a file is not among them."""
    for problem in dict.fromkeys(problems):
        file, line = f"/{problem.origin.file}", problem.origin.line - 1
        code = next((c for c in languages.codes() if file.endswith(_inside(clause, c))), "")
        if code and line > 0:
            line, said = (
                min(line, _held(edition, clause, code).rstrip().count("\n")),
                problem.message,
            )
            if isinstance(said, Message) and isinstance(named := said.values.get("line"), int):
                said = Message(said.template, {**said.values, "line": named - 1})
            message = say("line {line}: {message}", line=line, message=said)
            problem = replace(problem, message=message)
        yield code, problem


def _inside(clause: Clause, code: str) -> str:
    return clause.file(code).removeprefix("wording")


def _written(desk: Desk, edition: Edition, found: Worded) -> Change | None:
    heads = dict(_names(found))
    return desk.written(edition, found.clause.place, heads)


def _names(found: Worded) -> Iterator[tuple[str, str]]:
    for code in ("tr", "en"):
        yield code, _heading(found.texts.get(code, "")) or found.clause.name


def _heading(text: str) -> str:
    first = re.match(r"\s*<h[2-6][^>]*>(.*?)</h[2-6]>", text)
    return " ".join(_TAGS.sub("…", first[1]).split()) if first else ""
