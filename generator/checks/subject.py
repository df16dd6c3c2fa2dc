"""What is checked, and what many rules look through in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from generator import languages
from generator.checks.wording import wordings
from generator.model.controller import Site
from generator.model.document import Document
from generator.model.entry import Entry, Text
from generator.model.facts import Facts, Law
from generator.model.processing import ProcessingActivity, Purpose
from generator.model.recipients import Recipient
from generator.model.traversal import walk
from generator.provenance import Doubt, Fact, Origin

if TYPE_CHECKING:
    from generator.comparison import Words
    from generator.expression import Expression


class Profile(StrEnum):
    """How strict a run is: a draft may have gaps that a release may not."""

    DRAFT = "draft"
    RELEASE = "release"


ClauseKey = tuple[str, str, str, str]
"""A clause of a text: document, language, layer, id."""


@dataclass(frozen=True)
class Subject:
    """What is checked: the facts, the law of the day, and the texts once they are composed.

    `edits` are the words of each place before and now, and `since` says since what; without
    anything to compare with both are empty.
    `site` is the one whose texts they are; None where every site is meant.
    """

    facts: Facts
    law: Law
    day: date
    texts: Sequence[Expression] = ()
    profile: Profile = Profile.DRAFT
    site: Site | None = None
    edits: tuple[Words, Words] = ({}, {})
    since: str = ""

    @cached_property
    def in_force(self) -> Law:
        """The rows of law that are in force on the day."""
        return self.law.on(self.day)

    @cached_property
    def stated(self) -> tuple[Fact[object] | Entry, ...]:
        """Every fact and entry of the data, each once; what rules on any text look through.

        Names of documents that follow from other facts are reported where these are written.
        """
        follow = {text.origin for d in self.facts.documents.values() for text in d.follows}
        follow |= {
            fact.origin
            for d in self.facts.documents.values()
            for text in d.follows
            for fact in text.by_language.values()
        }
        return tuple(value for value in walk(self.facts) if value.origin not in follow)

    @cached_property
    def published(self) -> tuple[Fact[object] | Entry, ...]:
        """The public ones among them; what is referred to under two names comes once."""
        public: dict[Origin, Fact[object] | Entry] = {}
        for value in self.stated:
            if not value.internal:
                public.setdefault(value.origin, value)
        return tuple(public.values())

    @cached_property
    def doubts(self) -> Mapping[Origin, tuple[Doubt, bool]]:
        """Each written doubt, and whether a text of this site may print what it is about."""
        doubts: dict[Origin, tuple[Doubt, bool]] = {}
        for value in self.stated:
            if (reason := value.unconfirmed) is not None:
                doubt = reason if isinstance(reason, Doubt) else Doubt(reason, value.origin)
                _, is_public = doubts.get(doubt.origin, (doubt, False))
                here = not value.internal and self.stands_here(value.origin)
                doubts[doubt.origin] = doubt, is_public or here
        return doubts

    @cached_property
    def prose(self) -> tuple[Text, ...]:
        """The public texts of the data, each once: addresses of pages and digests are no prose."""
        return tuple(
            text
            for text in self.published
            if isinstance(text, Text)
            and not text.origin.file.startswith("generator/")
            and not re.search(r"(^|\.)(slug|digests)$", text.origin.path)
        )

    def stands_here(self, origin: Origin) -> bool:
        """Whether the site may print what is written at `origin`: not what others alone publish."""
        return not any(
            origin.file == place.file
            and (
                not place.path
                or origin.path == place.path
                or origin.path.startswith(f"{place.path}.")
            )
            for place in self._elsewhere
        )

    @cached_property
    def _elsewhere(self) -> tuple[Origin, ...]:
        """Other sites, their documents, and what only these documents are about; what is for the
        controller's file."""
        site, documents = self.site, self.facts.documents.values()
        if site is None:
            return ()
        here = {id(part) for d in documents if d.stands_on(site) for part in _about(d)}
        others = [d for d in documents if not d.stands_on(site)]
        parts = [part for d in others for part in _about(d) if id(part) not in here]
        sites = [other for other in self.facts.sites.values() if other is not site]
        kept = [entry for entry in (self.facts.disposal_for_the_file,) if entry]
        return tuple(entry.origin for entry in (*sites, *others, *parts, *kept))

    @cached_property
    def purposes(self) -> tuple[tuple[ProcessingActivity, Purpose], ...]:
        """Every purpose with its activity, in the order of the files."""
        activities = self.facts.activities.values()
        return tuple(
            (activity, purpose) for activity in activities for purpose in activity.purposes
        )

    @cached_property
    def recipients(self) -> tuple[Recipient, ...]:
        """Every recipient; one whose services differ as far as each of them goes."""
        whole = self.facts.recipients.values()
        return tuple(part for recipient in whole for part in recipient.by_service())

    @cached_property
    def lowered(self) -> tuple[tuple[Fact[str], str, str], ...]:
        """Every public text in each of its languages, with its words in small letters."""
        return tuple(in_small_letters(self.stated))

    @cached_property
    def words(self) -> Mapping[str, str]:
        """All of `lowered` together, by language."""
        return joined(self.lowered)

    @cached_property
    def wordings(self) -> tuple[tuple[Origin, str, str], ...]:
        """The controller's own clauses in the texts: place, language, words."""
        return tuple(wordings(self.texts))

    @cached_property
    def printed(self) -> Mapping[ClauseKey, Counter[str]]:
        """How often each clause prints each text of the data, by `in_any_language`."""
        return {
            (text.document, text.language, layer.name, clause.id): Counter(
                in_any_language(origin)
                for statement in clause.statements
                for origin in statement.origins
            )
            for text in self.texts
            for layer in text.layers
            for clause in layer.clauses
        }

    @cached_property
    def languages(self) -> tuple[Fact[str], ...]:
        """The languages in which the sites publish, each once."""
        listed: dict[str, Fact[str]] = {}
        for code in (code for site in self.facts.sites.values() for code in site.languages):
            listed.setdefault(code.value, code)
        return tuple(listed.values())


def _about(document: Document) -> list[Entry]:
    return [part for part in (document.consent, document.form, document.channel) if part]


def in_any_language(origin: Origin) -> str:
    """The key of a place without its language: the words of one text are one fact."""
    key = origin.key
    before, _, last = key.rpartition(".")
    return before if last in languages.all_languages() else key


def in_small_letters(values: Iterable[object]) -> Iterator[tuple[Fact[str], str, str]]:
    """Each public text of `values` once, in each language: fact, language, words."""
    seen: set[Origin] = set()
    for text in values:
        if isinstance(text, Text) and not text.internal and text.origin not in seen:
            seen.add(text.origin)
            for language, fact in text.by_language.items():
                yield fact, language, folded(fact.value, language)


def joined(texts: Iterable[tuple[Fact[str], str, str]]) -> Mapping[str, str]:
    """The words of all these texts by language, a line for each."""
    lines: dict[str, list[str]] = {}
    for _, language, words in texts:
        lines.setdefault(language, []).append(words)
    return {language: "\n".join(own) for language, own in lines.items()}


def folded(words: str, language: str) -> str:
    """Small letters of `language` without circumflexes and loose dots (hâl, “si̇pari̇ş”)."""
    lower = languages.get(language).lower
    if words.isascii():
        return lower(words)
    return lower(unicodedata.normalize("NFC", words)).translate(_FOLDED)


_FOLDED = str.maketrans({"â": "a", "î": "i", "û": "u", "\u0307": None, "\u00ad": None})
