"""What stands for a required key that is not written, or written and left empty."""

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import source
from generator.decoding.ids import FAILED
from generator.decoding.leaves import Leaves
from generator.decoding.scalars import sample
from generator.message import say
from generator.model.entry import Text
from generator.provenance import Fact, Origin


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A required key without a value in `node`; `described` says how else it may be said."""

    key: str
    kind: Any
    described: Mapping[str, Any]
    node: source.Mapping

    @property
    def is_there(self) -> bool:
        """Whether the key is written, with nothing behind it."""
        return self.node.get(self.key) is not None

    @property
    def origin(self) -> Origin:
        """The place of the key, or of the mapping in which it is not."""
        return (self.node.get(self.key) or self.node).origin


@dataclass
class UnwrittenKeys(Leaves):
    """Fills in what follows from elsewhere, and reports the rest."""

    def unwritten(self, key: Unwritten, values: Mapping[str, Any]) -> Any:
        """What stands for `key` beside the other `values`; FAILED, and a fault, for nothing."""
        if make := key.described.get("unwritten"):
            return make(key.origin)
        parts = key.described.get("parts", "")
        if values.get(parts):
            return self._in_parts(key, parts, values[parts])
        if other := key.described.get("other"):
            hint = say("Write “{key}:” or “{other}:”.", key=key.key, other=other)
            return None if values.get(other) else self._lacking(key, hint)
        return self._taken(key, values.get(key.described.get("taken_from", "")))

    def _in_parts(self, key: Unwritten, name: str, parts: Any) -> Any:
        """What the first of the parts says, where each says it."""
        if parts is FAILED:
            return FAILED
        own = [getattr(part, key.key, None) for part in parts]
        hint = say("Write “{key}:” here, or in each of its “{name}:”.", key=key.key, name=name)
        return self._lacking(key, hint) if None in own else own[0]

    def _taken(self, key: Unwritten, giver: Any) -> Any:
        """What `giver` says of the same; None where nothing gives it."""
        if giver is FAILED:
            return FAILED
        if giver is None:
            return self._lacking(key)
        home = self.homes[type(giver)]
        hint = say(
            "Write “{key}:” here, or once for “{id}” in {home}.",
            key=key.key,
            id=giver.id.value,
            home=home,
        )
        value = getattr(giver, key.key)
        return self._lacking(key, hint) if value is None else value

    def _lacking(self, key: Unwritten, hint: str = "") -> Any:
        """A key that is there without a value is not missing, and is reported as it is."""
        if key.is_there:
            write = say("Write {shape}.", shape=self.shape_of(key.kind))
            message = say("“{key}:” is written, but empty.", key=key.key)
            write = (
                say("{write} Or delete the line: {hint}", write=write, hint=hint) if hint else write
            )
            return self.fault(key.origin, message, write)
        hint = hint or say("Write “{key}:”.", key=key.key)
        return self.fault(key.origin, say("“{key}” is missing.", key=key.key), hint)

    def shape_of(self, kind: Any) -> str:
        """What stands under or behind a key of an annotated kind, in words."""
        arguments = [inner for inner in typing.get_args(kind) if inner not in (type(None), ...)]
        if kind is Text:
            return self.lines()
        if typing.get_origin(kind) is tuple:
            return say("a list behind it")
        if typing.get_origin(kind) is Fact:
            return say("{sample} behind it", sample=sample(arguments[0]))
        return self.shape_of(arguments[0]) if arguments else say("what belongs to it")
