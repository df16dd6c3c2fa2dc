"""Facts + document + language + day → expression.

One folder a document type: `type.yml`, and one template a language; `compose` is the same for all.
"""

from generator.documents.compose import Composer
from generator.documents.types import document_types, papers_in_mails

__all__ = ["Composer", "document_types", "papers_in_mails"]
