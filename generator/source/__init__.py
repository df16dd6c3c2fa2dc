"""The only door to YAML: text in, nodes with positions out; every scalar stays a string.

Nodes are built from the parser's events with a stack of our own, so that depth, aliases, tags
and duplicate keys are seen before anything is built of them.
"""

from generator.source.layout import Place, places
from generator.source.reading import (
    MAX_BYTES,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    parse,
    read,
)

__all__ = [
    "MAX_BYTES",
    "Entry",
    "Mapping",
    "Node",
    "Place",
    "Scalar",
    "Sequence",
    "parse",
    "places",
    "read",
]
