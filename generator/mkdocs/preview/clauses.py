"""What the panel asks about the words of a clause, and writes: other words, or the tool's again."""

from collections.abc import Mapping
from typing import Any

from generator.mkdocs.preview.entries import Unread
from generator.recipes.correcting import Change, Desk, rewording
from generator.recipes.correcting.names import type_called
from generator.recipes.correcting.prints import Prints
from generator.recipes.correcting.rewording import Worded

ACTS = ("reword", "unword")


def of_clause(place: str, found: Worded, prints: Prints, language: str) -> Mapping[str, object]:
    """The words of a clause, as the panel shows them."""
    kind = found.clause.kind
    of_kind = [text for text in prints.texts if text.type == kind]
    own = [text.title for text in of_kind if text.language == language]
    return {
        "place": place,
        "name": found.heading.get(language) or found.clause.name,
        "kind": type_called(kind, language),
        "documents": own or list(dict.fromkeys(text.title for text in of_kind)),
        "texts": [{"language": c, "text": words} for c, words in found.texts.items()],
        "reason": found.reason,
        "own": found.own,
        "files": [f"data/{found.clause.file(c)}" for c in found.texts] if found.own else [],
        "digest": found.digest,
    }


class ClauseRequests:
    """Requests about clauses of the texts, in the folder of a desk. Raises Refused as it does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, place: str, prints: Prints) -> Mapping[str, object]:
        """The words of a clause in each language, and the documents in which it stands."""
        with self._desk.writing() as edition:
            found = rewording.worded(edition, place)
        return of_clause(place, found, prints, self._desk.language)

    def write(self, act: str, asked: Mapping[str, Any]) -> Change | None:
        """One of `ACTS`; raises Unread, Refused."""
        given = [asked.get(name, "") for name in ("place", "digest", "reason")]
        texts = asked.get("texts", {})
        words = [*given, *texts.values()] if isinstance(texts, dict) else [None]
        if not all(isinstance(word, str) for word in words):
            raise Unread
        place, digest, reason = given
        if act == "unword":
            return rewording.unword(self._desk, place, digest)
        return rewording.reword(self._desk, place, digest, reason, texts)
