"""“My changes” of the panel: what differs from the last commit, and the proposal made of it."""

import threading
from collections.abc import Mapping
from pathlib import Path

from generator.catalogue import said
from generator.errors import NoticesError
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
        """The redline in both languages, findings new and gone; whether it can be proposed.

        Raises NoticesError where the data cannot be compared.
        """
        against = proposing.since(self._settings.data, self._start)
        assert against
        with self._lock:
            review = proposing.mine(self._settings, against)
        page = Page(review, self._language)
        refusal, nameless = self._refusal()
        return {
            "marks": page.marks,
            "sections": as_data.blocks(page),
            "title": "" if review.mistakes else title(review, self._language),
            "refusal": refusal,
            "nameless": nameless,
        }

    def propose(self, first: str, author: proposing.Author) -> Mapping[str, object]:
        """Propose it; raises NoticesError, after which all is as it was."""
        with self._lock:
            proposal, _ = proposing.prepared(self._settings, self._language, author, first)
            result = proposal.make(self._folder)
        lines = [said(line, self._language) for line in proposing.outcome(proposal, result)]
        return {"said": lines, "url": result.url}

    def _refusal(self) -> tuple[str, bool]:
        """Why nothing can be proposed, empty where it can; and whether a name alone is missing."""
        try:
            state(self._settings.data, proposing.NOBODY)
        except proposing.Nameless:
            return "", True
        except NoticesError as error:
            first = error.problems[0]
            words = (said(one, self._language) for one in (first.message, first.hint))
            return " ".join(words), False
        return "", False
