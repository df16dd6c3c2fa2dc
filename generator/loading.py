"""The folder `data/` → `Facts`.

Refuses only what cannot be understood, and all of it at once; whatever is unlawful or
unfinished is for the rules to find.
"""

from pathlib import Path

from generator import law
from generator.decoding import read_book
from generator.errors import LoadingError, Problem
from generator.model.facts import Facts
from generator.model.statute import CookieClass, LegalBasis, SpecialCategory, TransferMechanism
from generator.provenance import Origin

OTHER_FOLDERS = ("releases", "wording")


def load(folder: Path) -> Facts:
    """Everything that the YAML files of `folder` say; raises LoadingError with every mistake."""
    if not folder.is_dir():
        raise LoadingError(
            Problem(Origin(str(folder)), "there is no such folder.", "Name it with --data.")
        )
    statute_book = law.load()
    known = {
        LegalBasis: statute_book.legal_bases,
        TransferMechanism: statute_book.transfer_mechanisms,
        SpecialCategory: statute_book.special_categories,
        CookieClass: statute_book.cookie_classes,
    }
    return read_book(Facts, folder, "data", known=known, other_folders=OTHER_FOLDERS)
