"""Positioned YAML → frozen types, driven by the annotations of the model.

The statute book and the company's data are read by the same code; all mistakes come at once.
"""

from generator.decoding.books import NOTHING, kind_of, read_book, read_each
from generator.decoding.decoder import ID, RESERVED
from generator.decoding.former import FORMER
from generator.decoding.ids import fields_of

__all__ = ["FORMER", "ID", "NOTHING", "RESERVED", "fields_of", "kind_of", "read_book", "read_each"]
