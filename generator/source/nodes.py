"""What YAML is read into: values, lists and mappings, each with its place."""

from dataclasses import dataclass

from generator.provenance import Origin


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value exactly as written (NFC); `blank` when nothing, `~` or `null` is written."""

    text: str
    origin: Origin
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: str
    key_origin: Origin
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of writing."""

    entries: tuple[Entry, ...]
    origin: Origin

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None."""
        for entry in self.entries:
            if entry.key == key:
                return entry.value
        return None

    def keys(self) -> tuple[str, ...]:
        """All keys."""
        return tuple(entry.key for entry in self.entries)


Node = Scalar | Sequence | Mapping
