"""A new entry: what is asked for it, following the model, and the entry as it is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.catalogue import said
from generator.decoding import DEFAULTS
from generator.editing import Edition, Value
from generator.editing.upgrading import free_id
from generator.keys import Key, Written
from generator.keys.names import called
from generator.languages import TURKISH
from generator.message import Message, say
from generator.recipes.correcting.applying import Typed, stated
from generator.recipes.correcting.asked import asked_when
from generator.recipes.correcting.inputs import INTERNAL, Field, Form, Kind, group
from generator.recipes.correcting.listing import NEW, Listing, item_of
from generator.recipes.correcting.located import Located, bare, stepped
from generator.recipes.correcting.spoken import spoken
from generator.recipes.questioning.questions import DOUBT

NEEDED = say("Write it, or write below what is not known.")
CHOSEN = say("Choose one, or write below what is not known.")
CERTAIN = say("Write it.")
CERTAIN_CHOICE = say("Choose one.")
ASSUMED = say("Choose or write what you assume; it is marked as not known until it is confirmed.")
_WRITTEN_IN_PLACE = ("bases", "basis", "retention")
"""What is shared by a file of its own, and may be written as a block instead."""
EITHER = say("Choose what is shared, or write one of its own; not both.")
NEITHER = say("Write one of its own, or choose what is shared.")
LOST = say("Write it in this language as well, or write below what is not known.")
KEPT = say("What is kept from the texts must be written as well.")
SHORT_NAME = say("Short name (id)")
SHORT_NAME_HOW = say(
    "a-z, digits and hyphens; it stays when the words change. Proposed from the words."
)
NOUN = "entry"
"""What an id begins with whose words say too little."""
_CALLED = ("name", "title", "text", "matter", "brand", "term")
Nested = dict[str, "Nested | Typed"]


def fields(edition: Edition, rows: Listing, language: str) -> list[Field]:
    """What a new entry is made of: its keys, and what required blocks inside need."""
    given = bare(rows.at.value) if rows.by_id and not rows.is_folder else None
    held = given.get(DEFAULTS, {}) if isinstance(given, dict) and not rows.at.path else {}
    elsewhere = {*held, "order"} if next_order(edition, rows) else {*held}
    blank = rows.blank()
    listed = [*_asked(edition, blank, language), *Form(edition, blank, language).kept_back()]
    codes = {"", *spoken(edition)}
    return [
        replace(f, required=f.required and own, asked=f.asked and own)
        for f in listed
        for own in (f.name.partition(".")[0] not in elsewhere and f.language in codes,)
    ]


def next_order(edition: Edition, rows: Listing) -> str:
    """The number with which an activity comes last; empty where entries have none."""
    if rows.is_folder is False or not any(
        key.name == "order" and key.required
        for key in (rows.at.block.keys if rows.at.block else ())
    ):
        return ""
    read = [edition.draft(f"{rows.at.file}{step}.yml").value() for step in rows.steps]
    numbers = [str(value.get("order", "")) for value in read if isinstance(value, dict)]
    return str(max((int(n) for n in numbers if n.isdigit()), default=0) // 10 * 10 + 10)


def _asked(edition: Edition, at: Located, language: str) -> Iterator[Field]:
    form = Form(edition, at, language)
    if at.block is None:
        yield from form.fields()
        return
    for key in at.block.keys:
        compulsory = key.required and not key.unless
        first = compulsory or asked_when(at.block.name, key.name) is not None
        if not form.has_parts(key, None):
            own = list(form.of_key(key, None))
            nobody = key.written is Written.NAMED and not any(f.options for f in own)
            if not nobody:
                yield from own
            if key.name in _WRITTEN_IN_PLACE:
                for field in _inside(edition, at, key, language):
                    yield replace(
                        field,
                        required=nobody and compulsory and field.required,
                        asked=first and (field.asked or field.required),
                    )
            if not nobody or key.name in _WRITTEN_IN_PLACE:
                continue
        if first:
            for field in _inside(edition, at, key, language):
                yield field if compulsory else replace(field, required=False, asked=True)


def _inside(edition: Edition, at: Located, key: Key, language: str) -> Iterator[Field]:
    """The fields of the first entry, item or of the block that a required key needs."""
    inner, name = stepped(at, key.name), key.name
    if inner.by_id:
        inner = Located(at.file, (*inner.path, NEW), None, around=inner.block, block=inner.block)
        name = f"{key.name}.{NEW}"
    elif key.listed:
        inner, name = item_of(inner, 0), f"{key.name}.0"
    title = called(at.block.name if at.block else "", key.name, language)
    for field in _asked(edition, inner, language):
        label = f"{title} › {field.label}" if field.label else title
        when = (f"{name}.{field.when[0]}", field.when[1]) if field.when[0] else field.when
        yield replace(field, name=f"{name}.{field.name}", label=label, when=when)
    if name.endswith(NEW):
        words = f"{title} › {said(SHORT_NAME, language)}"
        how = said(SHORT_NAME_HOW, language)
        yield Field(name, words, Kind.ID, "", False, how=how, certain=True, asked=True)


def lacking(
    asked: Sequence[Field], typed: Mapping[str, Typed], doubts: Mapping[str, str]
) -> Iterator[tuple[str, Message]]:
    """Required values that are neither typed nor in doubt; each under the name of its field."""
    said_already = {group(field) for field in asked if typed.get(field.name)} | doubts.keys()
    for name in typed.get(INTERNAL, ()):
        if not any(value and group_of == name for group_of, value in _by_key(typed)):
            yield INTERNAL, KEPT
    for field in asked:
        if field.options and any(v and n.startswith(f"{field.name}.") for n, v in typed.items()):
            if typed.get(field.name):
                yield field.name, EITHER
            continue
        empty = not typed.get(field.name) and group(field) in doubts
        if field.required and group(field) not in said_already:
            said_already.add(group(field))
            may_be_own = any(other.name.startswith(f"{field.name}.") for other in asked)
            yield field.name, NEITHER if may_be_own and field.options else _needed(field)
        elif field.language and not (typed.get(field.name) or empty):
            if any(typed.get(f.name) for f in asked if f.language and group(f) == group(field)):
                yield field.name, LOST
        elif empty and field.needs_value:
            yield field.name, ASSUMED


def _needed(field: Field) -> Message:
    choice = bool(field.options) or field.kind is Kind.FLAG
    if field.certain:
        return CERTAIN_CHOICE if choice else CERTAIN
    return CHOSEN if choice else NEEDED


def _by_key(typed: Mapping[str, Typed]) -> Iterator[tuple[str, Typed]]:
    return ((name.partition(".")[0], value) for name, value in typed.items())


def written(asked: Sequence[Field], typed: Mapping[str, Typed], doubts: Mapping[str, str]) -> Value:
    """The entry in the order of the model, with what is to be asked beside what is not known."""
    nested: Nested = {}
    ids = [field.name for field in asked if field.kind is Kind.ID]
    for field in asked:
        value, name = typed.get(field.name, ""), group(field)
        if field.name == INTERNAL or field.name in ids:
            continue
        if value or (name in doubts and not field.language):
            _put(nested, field.name, value)
        elif name in doubts:
            _put(nested, name, nested_at(nested, name) or {})
    for name, why in doubts.items():
        own = nested_at(nested, name)
        if isinstance(own, dict):
            own[DOUBT] = why
        else:
            _put(nested, name, {"value": own or "", DOUBT: why})
    for name in typed.get(INTERNAL, ()):
        if own := nested.get(name):
            block: Nested = own if isinstance(own, dict) else {"value": own}
            nested[name] = block | {INTERNAL: "yes"}
    for name in sorted(ids, key=len, reverse=True):  # what is inside first
        own, new = nested_at(nested, name.rpartition(".")[0]), typed.get(name)
        if isinstance(own, dict) and isinstance(new, str) and new and NEW in own:
            own[new] = own.pop(NEW)
    return _value(nested.get("", nested))


def nested_at(nested: Nested, name: str) -> "Nested | Typed | None":
    """What stands at a dotted name so far."""
    here: Nested | Typed | None = nested
    for step in name.split(".") if name else ():
        here = here.get(step) if isinstance(here, dict) else None
    return here


def proposed(value: Value, taken: Sequence[str]) -> str:
    """An id for an entry, of its Turkish words."""
    return free_id(_words(value), NOUN, taken)


def _words(value: Value) -> str:
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    inner = (value.get(key) for key in (*_CALLED, TURKISH, "value"))
    named = next((words for own in inner if own and (words := _words(own))), "")
    rest = (own for key, own in value.items() if key != DOUBT and isinstance(own, str))
    return named or next(filter(None, rest), "")


def _put(nested: Nested, name: str, value: "Nested | Typed") -> None:
    *outer, last = name.split(".")
    for step in outer:
        inner = nested.setdefault(step, {})
        assert isinstance(inner, dict)
        nested = inner
    nested[last] = value


def _value(nested: "Nested | Typed") -> Value:
    if isinstance(nested, tuple):
        return stated(nested)
    if isinstance(nested, str):
        return nested
    if nested and all(step.isdigit() for step in nested):
        return [_value(own) for own in nested.values()]
    entries = {step: _value(own) for step, own in nested.items()}
    return {proposed(own, ()) if step == NEW else step: own for step, own in entries.items()}
