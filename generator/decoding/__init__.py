"""Positioned YAML → frozen types, driven by the annotations of the model.

The statute book and the company's data are read by the same code; all mistakes come at once.
"""

from generator.decoding.books import DEFAULTS, NOTHING, kind_of, read_book, read_each
from generator.decoding.former import FORMER
from generator.decoding.ids import fields_of
from generator.decoding.leaves import ID, RESERVED, id_like, is_id
from generator.decoding.meant import Choice, choice_in, key_in
from generator.decoding.scalars import YES, one_of

__all__ = [
    "DEFAULTS",
    "FORMER",
    "ID",
    "NOTHING",
    "RESERVED",
    "YES",
    "Choice",
    "choice_in",
    "fields_of",
    "id_like",
    "is_id",
    "key_in",
    "kind_of",
    "one_of",
    "read_book",
    "read_each",
]
