"""One document in one language as of one day: what every output is made from.

An expression is plain data. Its JSON form (`format: 1`) must stay readable for ever, because
releases are kept in it: fields may be added, none may change its meaning.
"""

from generator.expression.expression import (
    Clause,
    Expression,
    Field,
    Layer,
    Term,
    from_json,
    to_data,
    to_json,
)
from generator.expression.reference import Reference, Resolve

__all__ = [
    "Clause",
    "Expression",
    "Field",
    "Layer",
    "Reference",
    "Resolve",
    "Term",
    "from_json",
    "to_data",
    "to_json",
]
