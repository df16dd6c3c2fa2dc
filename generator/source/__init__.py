"""The only door to YAML: text in, nodes with positions out; every scalar stays a string.

Nodes are built from the parser's events with a stack of our own, so that depth, aliases, tags
and duplicate keys are seen before anything is built of them.
"""

from generator.source.layout import Place, places
from generator.source.letters import MAX_BYTES
from generator.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from generator.source.reading import bytes_of, parse, read

__all__ = [
    "MAX_BYTES",
    "Entry",
    "Mapping",
    "Node",
    "Place",
    "Scalar",
    "Sequence",
    "bytes_of",
    "parse",
    "places",
    "read",
]
