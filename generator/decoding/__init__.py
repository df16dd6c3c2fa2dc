"""Positioned YAML → frozen types, driven by the annotations of the model.

The statute book and the company's data are read by the same code; all mistakes come at once.
"""

from generator.decoding.books import read_book

__all__ = ["read_book"]
