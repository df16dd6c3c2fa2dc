"""A file of answers: each question of the kind that it names, answered or left blank."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import source
from generator.decoding import meant
from generator.editing import Value
from generator.editing.values import plain_value
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.provenance import Origin
from generator.recipes.beginning.data import LANGUAGES
from generator.recipes.beginning.kinds import Kind, key_of, kinds
from generator.recipes.correcting.applying import Typed
from generator.recipes.correcting.inputs import Field

KIND, CODES = "kind", "languages"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of a file: `by_key` as they are written, and the line of each."""

    kind: Kind
    codes: tuple[str, ...]
    by_key: Mapping[str, Value]
    origins: Mapping[str, Origin]

    def typed(self, key: str, fields: Mapping[str, Field]) -> dict[str, Typed]:
        """The answer to a question by the fields of its place; raises LoadingError."""
        value = self.by_key.get(key, "")
        known = [name for name in fields if name]
        if not isinstance(value, dict):
            if value and "" not in fields:
                hint = say("Write it in parts: {known}.", known=known)
                raise LoadingError(
                    Problem(self.origins[key], say("“{key}” has parts.", key=key), hint)
                )
            return {"": _typed(value)} if value else {}
        strangers = [name for name in value if name not in fields]
        if strangers:
            raise LoadingError(
                Problem(
                    self.origins[key],
                    say("“{key}” has no {strangers}.", key=key, strangers=strangers),
                    say("It has: {known}.", known=known or say("one value")),
                )
            )
        return {name: _typed(own) for name, own in value.items()}


def read(file: Path) -> Answers:
    """The answers of a file; raises LoadingError with every key that is unknown or missing."""
    node = source.read(file, file.as_posix())
    if not isinstance(node, source.Mapping):
        message = say("here answers by their keys are expected.")
        raise LoadingError(Problem(node.origin, message, say("Begin with “kind: shop”.")))
    origins = {entry.key: entry.key_origin for entry in node.entries}
    values = {entry.key: plain_value(entry.value) for entry in node.entries}
    if KIND in values:
        values[KIND] = _id_of(str(values[KIND]))
    if isinstance(codes := values.get(CODES), str):
        values[CODES] = [*codes.replace(",", " ").split()]
    problems = [*_choices(values, origins, node.origin)]
    named = kinds().get(str(values.get(KIND, "")))
    wanted = (KIND, CODES, *map(key_of, named.asked)) if named else ()
    if named:
        problems += _strangers(values, origins, wanted)
    if problems or named is None:
        raise LoadingError(problems)
    return Answers(named, tuple(map(str, values[CODES])), values, origins)


def _id_of(words: str) -> str:
    """The kind that is called so in a language of the tool, by its id."""
    texts = ((id_, kind.name.by_language.values()) for id_, kind in kinds().items())
    named = [(id_, label) for id_, facts in texts for label in (id_, *(f.value for f in facts))]
    return meant.one_of(named, words) or words


def _choices(
    values: Mapping[str, Value], origins: Mapping[str, Origin], origin: Origin
) -> Iterator[Problem]:
    if values.get(KIND) not in kinds():
        message = say("“kind:” names no kind of controller.")
        if KIND not in values:
            message = say("“kind:”, the kind of controller, is not written.")
        yield Problem(origins.get(KIND, origin), message, say("There are: {ids}.", ids=[*kinds()]))
    listed = values.get(CODES)
    if CODES in values and (not isinstance(listed, list) or tuple(listed) not in LANGUAGES):
        message = say("the texts of a new controller are in Turkish, and in English if it likes.")
        yield Problem(origins[CODES], message, say("Write one of: {either}.", either=_either()))


def _either() -> list[str]:
    return [f"[{', '.join(codes)}]" for codes in LANGUAGES]


def _strangers(
    values: Mapping[str, Value], origins: Mapping[str, Origin], wanted: tuple[str, ...]
) -> Iterator[Problem]:
    for key in values:
        if key not in wanted:
            hint = say("Known here: {known}.", known=list(wanted))
            yield Problem(origins[key], say("“{key}” is asked by nobody.", key=key), hint)
    missing = [key for key in wanted if key not in values]
    for key in missing:
        hint = say("Write it, or leave it blank (“{key}:”) if it is not known.", key=key)
        if key == CODES:
            hint = say("Write one of: {either}.", either=_either())
        yield Problem(Origin(next(iter(origins.values())).file, 0),
                      say("“{key}” is missing.", key=key), hint)  # fmt: skip


def _typed(value: Value) -> Typed:
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if isinstance(value, str) else ""
