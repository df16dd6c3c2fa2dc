"""“My changes” of the panel: what differs from the last commit, and the proposal made of it."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator.catalogue import said
from generator.errors import EditingError, NoticesError
from generator.message import Message, say
from generator.pipeline import Settings
from generator.recipes import proposing
from generator.recipes.proposing.state import state
from generator.recipes.proposing.words import title
from generator.recipes.reviewing import data as as_data
from generator.recipes.reviewing.page import Page


class Mine:
    """The changes of one data folder, in `language`. `start` is a copy of it as it was when the
    preview began, which stands in where there is no git; a patch is written into `folder`."""

    def __init__(self, settings: Settings, language: str, start: Path, folder: Path) -> None:
        self._settings = settings
        self._language = language
        self._start = start
        self._folder = folder
        self._lock = threading.Lock()

    def shown(self) -> Mapping[str, object]:
        """The redline in both languages, findings new and gone; whether it can be proposed, or is.

        Raises NoticesError where the data cannot be compared.
        """
        there = proposing.proposed(self._settings.data, self._folder)
        whole = proposing.since_all(self._settings.data, there.into) if there else None
        against = whole or proposing.since(self._settings.data, self._start)
        assert against
        with self._lock:
            review = proposing.mine(self._settings, against)
        page = Page(review, self._language)
        done = there is not None and not there.more
        refusal, nameless = ("", False) if done else self._refusal()
        return {
            "marks": page.marks,
            "sections": as_data.blocks(page),
            "title": "" if review.mistakes or there else title(review, self._language),
            "refusal": refusal,
            "nameless": nameless,
            "proposed": there and self._told(there),
            "done": done,
        }

    def propose(self, first: str, author: proposing.Author) -> Mapping[str, object]:
        """Propose it; raises NoticesError, after which all is as it was."""
        with self._lock, _in_page():
            proposal, _ = proposing.prepared(self._settings, self._language, author, first)
            proposal.make(self._folder)
        there = proposing.proposed(self._settings.data, self._folder)
        assert there
        left = proposal.state.left
        more = [say("Not taken along: {files}.", files=list(left))] if left else []
        return {"proposed": self._told(there, *more)}

    def afresh(self) -> Mapping[str, object]:
        """Bring back the state of the published branch; raises NoticesError, as above."""
        with self._lock:
            lines = list(proposing.afresh(self._settings.data))
        return {"said": " ".join(said(line, self._language) for line in lines)}

    def _told(self, there: proposing.Proposed, *more: Message) -> Mapping[str, object]:
        lines = [said(line, self._language) for line in (*proposing.told(there), *more)]
        files = [{"name": p.name, "text": p.read_text("utf-8")} for p in there.patches]
        back = say("The texts become those of “{into}” again; the proposal stays.", into=there.into)
        return {"said": lines, "url": there.url, "files": files,
                "back": said(back, self._language)}  # fmt: skip

    def _refusal(self) -> tuple[str, bool]:
        """Why nothing can be proposed, empty where it can; and whether a name alone is missing."""
        try:
            with _in_page():
                state(self._settings.data, proposing.NOBODY)
        except proposing.Nameless:
            return "", True
        except NoticesError as error:
            first = error.problems[0]
            words = (said(one, self._language) for one in (first.message, first.hint))
            return " ".join(words), False
        return "", False


@contextmanager
def _in_page() -> Iterator[None]:
    """What git alone puts in order is left to whoever has a terminal."""
    try:
        yield
    except proposing.Tangled as error:
        hint = say("Ask whoever looks after this folder: “notices propose” tells them what to do.")
        raise EditingError(replace(error.problems[0], hint=hint)) from None
