"""E-mails that carry texts: which documents belong to which mail, and what it says around them."""

from enum import StrEnum

from generator.model.controller import OnSites, Site
from generator.model.document import Document
from generator.model.entry import Identified, Text, entry
from generator.provenance import Fact


class Occasion(StrEnum):
    """Why a mail is sent.

    `shown`: a person was shown the documents and gets them as they were shown. `changed`: the
    documents have changed, and those who were informed before are told.
    """

    SHOWN = "shown"
    CHANGED = "changed"


@entry
class Mail(OnSites, Identified):
    """One mail with its `documents`; `subject` and `opening` are the words around them.

    It is made for every site of the controller unless it names one `site`.
    """

    occasion: Fact[Occasion]
    site: Site | None = None
    documents: tuple[Document, ...]
    subject: Text
    opening: Text
