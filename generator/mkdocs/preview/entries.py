"""What the panel asks about whole entries, and writes: adding, copying, ordering, removing one."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from generator.recipes.correcting import Change, Desk, Entries, New, Removal

ACTS = ("add", "copy", "move", "remove")


class Unread(Exception):
    """A request whose values are not of the kind that the panel sends."""


class EntryRequests:
    """Requests about whole entries of the folder of a desk; `said` puts words into the language of
    the person. Raises Refused as the desk does."""

    def __init__(self, desk: Desk, said: Callable[[str], str]) -> None:
        self._entries = Entries(desk)
        self._said = said

    def get(self, name: str, asked: str) -> Mapping[str, object] | None:
        """`listings`, `listing`, `form`, `id` or `removal` of a place; None for any other name."""
        if name == "listings":
            return {"listings": [asdict(kept) for kept in self._entries.all()]}
        if name == "listing":
            return asdict(self._entries.at(asked))
        if name == "form":
            return {"fields": [asdict(field) for field in self._entries.form(asked)]}
        if name == "id":
            place, _, words = asked.partition("\n")
            return {"id": self._entries.proposed(place, words)}
        if name == "removal":
            return self._removal(self._entries.removal(asked))
        return None

    def _removal(self, removal: Removal) -> Mapping[str, object]:
        named = {r.called: r.place for r in removal.references}
        return {
            "references": [{"place": place, "where": called} for called, place in named.items()],
            "problems": list(dict.fromkeys(self._said(p.message) for p in removal.problems)),
        }

    def write(self, act: str, asked: Mapping[str, Any]) -> Change | None:
        """One of `ACTS`; raises Unread, Refused."""
        place, digest, name = (_words(asked, key) for key in ("place", "digest", "id"))
        if act == "add":
            values, doubts = asked.get("values", {}), asked.get("doubts", {})
            if not isinstance(values, dict) or not _is_words(doubts):
                raise Unread
            return self._entries.add(place, New(values, doubts, name.strip()))
        if act == "copy":
            return self._entries.copy(place, digest, name.strip())
        if act == "remove":
            return self._entries.remove(place, digest)
        if not isinstance(asked.get("down"), bool):
            raise Unread
        return self._entries.move(place, digest, down=asked["down"])


def _words(asked: Mapping[str, Any], key: str) -> str:
    words = asked.get(key, "")
    if not isinstance(words, str):
        raise Unread
    return words


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())
