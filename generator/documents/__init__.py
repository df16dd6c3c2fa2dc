"""Facts + document + language + day → expression.

One folder a document type, with one template a language; `compose` is the same for all of them.
"""

from generator.documents.compose import Composer, types

__all__ = ["Composer", "types"]
