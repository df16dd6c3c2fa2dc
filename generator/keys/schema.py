"""The keys of `data/` for editors: one JSON Schema (draft 7, which editors of YAML read) a file.

An editor completes keys and choices with it and underlines what is unknown or missing. It says less
than `notices check`: no id is looked up, and a value may be written in every way in which YAML lets
one write it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from generator import languages
from generator.catalogue import ENGLISH, said
from generator.decoding import ID
from generator.keys import Block, File, Key, Many, Written
from generator.message import Message, say
from generator.model.facts import patterns

DIALECT = "http://json-schema.org/draft-07/schema#"
_MARKED = {
    "unconfirmed": {
        "anyOf": [
            {"type": "string"},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ],
        "description": say("Why it is in doubt, or an id of doubts.yml; internal."),
    },
    "proposed": {
        "type": "object",
        "description": say(
            "What somebody would write here who may not decide it; it stays in doubt."
        ),
        "properties": {
            "value": {"type": ["string", "number", "boolean"]},
            "role": {"type": "string"},
            "day": {"type": "string", "format": "date"},
        },
        "required": ["role", "day"],
        "additionalProperties": False,
    },
    "internal": {"description": say("yes: it stands in no text.")},
}
_MARKS = {name: {"$ref": f"#/definitions/{name}"} for name in _MARKED}
# YAML reads digits as numbers and some words as truth values; all of them are words here.
_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_FLAG = {"enum": ["yes", "no", "evet", "hayır", True, False]}
_ONE_ID = {"type": ["string", "number"]}


def of(file: File, *, part: bool = False) -> dict[str, Any]:
    """The schema of one file, of each file of a folder, or of each `part` of a divided one."""
    entry = _ref(file.block)
    several = {"type": ["object", "null"], "additionalProperties": entry}
    whole = several if file.many is Many.SEVERAL else {"allOf": [entry]}
    known = {
        **_MARKED,
        "fact": _fact(_SCALAR),
        "flag": _fact(_FLAG),
        "unknown": _unknown(),
        "text": _text(),
        "name": {"anyOf": [{"$ref": "#/definitions/text"}, {"$ref": "#/definitions/fact"}]},
        **{block.name: _block(block) for block in file.block.within},
        **({file.block.name: _partial(file.block)} if file.defaults or part else {}),
    }
    used = _used(whole, known)
    return {
        "$schema": DIALECT,
        "title": f"data/{file.name}",
        **whole,
        "definitions": {name: one for name, one in known.items() if name in used},
    }


def _used(schema: object, known: Mapping[str, object]) -> set[str]:
    """The definitions that a schema names, and those that these name."""
    used, left = set[str](), [schema]
    while left:
        if isinstance(one := left.pop(), dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            left += one.values()
            if name and name not in used:
                used.add(name)
                left.append(known[name])
        elif isinstance(one, list):
            left += one
    return used


def named(file: File, language: str = ENGLISH) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each schema of a file: its name, the pattern of the files that it is for, and itself.

    What an editor shows beside a key is in `language`, for which `keys.files` gave the file.
    """
    name = file.name.removesuffix(".yml").strip("/")
    pattern, *parts = patterns(file.name)
    yield f"{name}.schema.json", pattern, _said(of(file), language)
    for part in parts:
        yield (
            f"{name}.part.schema.json",
            part,
            _said(of(file, part=file.many is Many.ONE), language),
        )


def _said(schema: Any, language: str) -> Any:
    """A schema with its messages in `language`."""
    if isinstance(schema, dict):
        return {key: _said(value, language) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_said(value, language) for value in schema]
    return said(schema, language) if isinstance(schema, Message) else schema


def _ref(block: Block) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{block.name}"}


def _block(block: Block) -> dict[str, Any]:
    either = [
        {"anyOf": [{"required": [key.name]}, {"required": [key.unless]}]}
        for key in block.keys
        if key.unless
    ]
    return {
        "type": "object",
        "description": block.about,
        "properties": {key.name: _key(key) for key in block.keys} | _MARKS,
        "required": [key.name for key in block.keys if key.required and not key.unless],
        **({"allOf": either} if either else {}),
        "additionalProperties": False,
    }


def _partial(block: Block) -> dict[str, Any]:
    """An entry of a file with defaults, or these: any key may stand in the other."""
    return {k: v for k, v in _block(block).items() if k != "allOf"} | {"required": []}


def _key(key: Key) -> dict[str, Any]:
    one = _one(key)
    if key.listed:
        return {"type": ["array", "null"], "items": one}
    others = [{"$ref": "#/definitions/unknown"}] if key.may_be_unknown else []
    others += [] if key.required else [{"type": "null"}]
    return {"anyOf": [one, *others]} if others else one


def _one(key: Key) -> dict[str, Any]:
    """One value of a key, where several may stand one of them."""
    match key.written:
        case Written.TEXT:
            return {"$ref": "#/definitions/text"}
        case Written.NAME | Written.EITHER:
            return {"$ref": "#/definitions/name"}
        case Written.FLAG:
            return {"$ref": "#/definitions/flag"}
        case Written.BLOCK if key.block:
            return _ref(key.block)
        case Written.PARTS if key.block:
            return _parts(key.block)
        case Written.TEXTS_OR_PARTS if key.block:
            texts = {"type": "array", "items": {"$ref": "#/definitions/text"}}
            return {"anyOf": [_parts(key.block), texts]}
        case Written.NAMED if key.block:
            named = _fact(_ONE_ID) | {"description": say("an id of {what}", what=key.home)}
            return {"anyOf": [_ref(key.block), named]}
        case Written.ITEMS if key.block:
            either = {"anyOf": [{"$ref": "#/definitions/text"}, _ref(key.block)]}
            return {"type": "object", "additionalProperties": either}
        case Written.ID | Written.DATA:
            return _fact(_ONE_ID) | {"description": say(key.written.value.template, what=key.home)}
        case Written.CHOICE:
            return _choice(key)
        case _:
            return {"$ref": "#/definitions/fact"}


def _parts(block: Block) -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": f"^{ID.pattern}$"},
        "additionalProperties": _ref(block),
    }


def _choice(key: Key) -> dict[str, Any]:
    meanings = "\n".join(
        f"{choice}: {meaning}" for choice, meaning in key.choices.items() if meaning
    )
    about = "\n".join(filter(None, (key.about, meanings)))
    # An editor reads yes and no as truth values.
    spoken = {"yes": True, "no": False}
    truth = [spoken[choice] for choice in key.choices if choice in spoken]
    listed = {"enum": [*key.choices, *truth]}
    return _fact(listed) | ({"description": about} if about else {})


def _fact(scalar: Mapping[str, Any]) -> dict[str, Any]:
    marked = {
        "type": "object",
        "properties": {"value": scalar} | _MARKS,
        "required": ["value"],
        "additionalProperties": False,
    }
    return {"anyOf": [scalar, marked]}


def _unknown() -> dict[str, Any]:
    """A day or a period that nobody knows: the doubt alone."""
    return {
        "type": "object",
        "properties": {"value": {"type": "null"}} | _MARKS,
        "required": ["unconfirmed"],
        "additionalProperties": False,
    }


def _text() -> dict[str, Any]:
    return {
        "type": "object",
        "description": say("The same statement in each language."),
        "properties": {code: {"$ref": "#/definitions/fact"} for code in languages.codes()} | _MARKS,
        "additionalProperties": False,
    }
