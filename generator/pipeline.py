"""The recipe: load, check, compose, check. Start reading here; `recipes` go on from its outcome."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import checks, languages, law, loading, shares
from generator.cache import Layout, digest_of_tool, values
from generator.checks import Finding, Level, Profile
from generator.clock import ISTANBUL, day_of
from generator.errors import LoadingError, Problem, TemplateError
from generator.message import say
from generator.provenance import Origin

# What only some runs need is imported where it is needed: a check makes no page, and what was
# made before is not made again.
if TYPE_CHECKING:
    from generator.comparison import Words
    from generator.documents import Composer
    from generator.expression import Expression
    from generator.model.controller import Site
    from generator.model.document import Document
    from generator.model.facts import Facts, Law
    from generator.releases.archive import Archive
    from generator.releases.record import Manifest
    from generator.releases.timeline import Timeline
    from generator.rendering import Trace


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for. `as_of` None means today in Istanbul, `site` None the first one.

    `production` publishes released texts and composes none; `base` is the absolute address of
    the site with a final slash, empty while it is unknown. `pdfs` asks for a PDF of each text.
    Without `explained` no term and no citation is marked, which changes no word and no finding.
    `archive` is the folder of the site's releases when it is not the one below `data`.
    `trial` hands drafts to the elements of a shop as if they were released, under a release id that
    no archive can contain; a preview alone does so.
    `since` is a folder of other data with which both languages are compared for changes; without
    it they are compared with the last release. `since_name` is what it is called in findings.
    """

    data: Path = Path("data")
    site: str | None = None
    as_of: date | None = None
    profile: Profile = Profile.DRAFT
    cache: Layout | None = None
    production: bool = False
    base: str = ""
    pdfs: bool = False
    explained: bool = True
    archive: Path | None = None
    trial: bool = False
    since: Path | None = None
    since_name: str = ""

    @property
    def day(self) -> date:
        """The day whose facts and law hold: `as_of`, SOURCE_DATE_EPOCH, or today."""
        return day_of(self.moment)

    @property
    def moment(self) -> datetime:
        """The moment of the question; a day that was named is asked about at its end."""
        if self.as_of is not None:
            return datetime.combine(self.as_of, time(23, 59, 59), ISTANBUL)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return _moment_of(epoch) if epoch else datetime.now(UTC)


def _moment_of(epoch: str) -> datetime:
    """Seconds since 1970 as they are set for builds that can be repeated; raises LoadingError."""
    if not re.fullmatch("[0-9]{1,10}", epoch, re.ASCII) or int(epoch) >= _YEAR_2200:
        message = say("“{epoch}” is not a number of seconds since 1970.", epoch=epoch[:40])
        hint = say("Unset it, or set it as in: SOURCE_DATE_EPOCH=$(date +%s)")
        raise LoadingError(Problem(Origin("SOURCE_DATE_EPOCH", 0), message, hint))
    return datetime.fromtimestamp(int(epoch), UTC)


_YEAR_2200 = 7_258_118_400


@dataclass(frozen=True)
class Outcome:
    """What a run made: the facts, the texts, and what the rules say of them when asked.

    A reader of a preview does not wait for rules, and a check makes no page. `texts` are those
    that may be published; `papers` are internal ones, which the rules see and no site does.
    """

    settings: Settings
    facts: Facts
    law: Law
    site: Site
    texts: Sequence[Expression]
    papers: Sequence[Expression] = ()

    @cached_property
    def subject(self) -> checks.Subject:
        """What the rules look at."""
        asked = self.settings
        texts = [*self.texts, *self.papers]
        subject = checks.Subject(self.facts, self.law, asked.day, texts, asked.profile, self.site)
        return self._compared(subject)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the rules find in the facts and in the texts, by place."""
        subject = self.subject
        of_facts, of_texts = shares.both(
            lambda: checks.run(subject, texts=False), lambda: checks.run(subject, texts=True)
        )
        findings = [*of_facts, *of_texts]
        return checks.accept(findings, subject, checks.all_rules())

    def _compared(self, subject: checks.Subject) -> checks.Subject:
        """With the words of each place before and now."""
        asked = self.settings
        if asked.since:
            from generator.checks import edits

            older = replace(subject, facts=loading.load(asked.since))
            before = edits.of_data(older.prose, asked.since)
            now = edits.of_data(subject.prose, asked.data)
            since = f"“{asked.since_name or asked.since}”"
            return replace(subject, edits=(before, now), since=since)
        if not self.archive.folder.is_dir() or self.settings.production:
            return subject
        from generator.checks import edits
        from generator.releases import timeline

        seen = timeline.Timeline(self.archive.manifests, date.max)
        release = seen.in_force(self.settings.day)
        if release is None:
            return subject
        before, now = self._words(seen, release, edits.reworded(subject.texts))
        return replace(subject, edits=(before, now), since=say("they were last released alike"))

    def _words(
        self, timeline: Timeline, release: Manifest, reworded: Container[tuple[str, str, str]]
    ) -> tuple[Words, Words]:
        """The words of each place when its languages last changed together, and now."""
        from generator import comparison
        from generator.checks import edits
        from generator.releases import preparing, translations

        archive = self.archive

        def words_of(release: Manifest) -> Words:
            own = [text for text in release.own if text.release not in archive.withdrawals]
            texts = map(archive.read, own) if reworded else ()
            clauses = edits.of_clauses(texts, reworded)
            return {**translations.frozen_words(archive, own), **clauses}

        facts = [(text.document, preparing.facts_of(text)) for text in self.texts]
        printed = comparison.of_facts(facts, languages.codes())
        before = translations.at_last_alike(
            archive, translations.until(timeline, release), words_of
        )
        return before, {**printed, **edits.of_clauses(self.texts, reworded)}

    @cached_property
    def archive(self) -> Archive:
        """The releases of the site."""
        from generator.releases.archive import Archive

        own = self.settings.archive
        return Archive(own) if own else Archive.of(self.settings.data, self.site.id.value)

    @property
    def errors(self) -> int:
        """How many findings forbid a publication."""
        return len(self.errors_found)

    @property
    def errors_found(self) -> Sequence[Finding]:
        """The findings that forbid a publication."""
        return [f for f in self.findings if f.level is Level.ERROR and not f.accepted]


def run(settings: Settings) -> Outcome:
    """Everything from the YAML to the pages; raises NoticesError on unusable input."""
    cache = settings.cache
    # Taken first: what is written from here on may be in the facts or not.
    written = _written(settings) if cache and not settings.production else b""
    cached = cache.facts if cache else None
    facts, statute_book = loading.load(settings.data, cached=cached), law.load()
    site = site_of(facts, settings)
    texts = [] if settings.production else _texts(facts, statute_book, settings, site, written)
    return _outcome(settings, facts, statute_book, site, texts)


def _outcome(
    settings: Settings, facts: Facts, statute_book: Law, site: Site, texts: Sequence[Expression]
) -> Outcome:
    public = [text for text in texts if not text.paper]
    papers = [text for text in texts if text.paper]
    return Outcome(settings, facts, statute_book, site, public, papers)


def composed(settings: Settings) -> list[Expression]:
    """The texts of every site, with nothing of the cache; raises NoticesError with all that keeps
    them from being composed."""
    facts, statute_book = loading.load(settings.data), law.load()
    return [
        text for site in facts.sites.values()
        for text in _compose(facts, statute_book, settings, site)
    ]  # fmt: skip


def forget() -> None:
    """The statute book and the document types are read again by the next run."""
    from generator.documents import document_types

    law.forget()
    digest_of_tool.cache_clear()
    document_types.cache_clear()


def again(before: Outcome, first: Collection[tuple[str, str]]) -> Iterator[Outcome]:
    """A run after something has changed: the texts `first` (document, language) soon, then all.

    In the outcome that comes first, the other texts are those of `before`; nothing of it may be
    published. Raises NoticesError on unusable input.
    """
    statute_book = law.load()
    settings = before.settings
    facts = loading.load(settings.data)
    site = site_of(facts, settings)
    compose = composer(facts, statute_book, settings, site).compose
    wanted = {(d.id.value, c): d for d in documents_of(facts, site) for c in d.languages_on(site)}
    composed = {(t.document, t.language): t for t in (*before.texts, *before.papers)}
    soon = [key for key in wanted if key not in composed or key in first]
    late = [key for key in wanted if key not in soon]
    for keys in (soon, late):
        for key in keys:
            composed[key] = compose(wanted[key], key[1])
        if keys:
            texts = [composed[key] for key in wanted]
            whole = keys is late or not late
            if whole and (problems := _problems(facts, texts)):
                raise TemplateError(problems)
            yield _outcome(settings, facts, statute_book, site, texts)


def site_of(facts: Facts, settings: Settings) -> Site:
    """The site that was asked for, or the first; LoadingError when there is none."""
    if not facts.sites:
        hint = say("Write one block: id, “brand:”, “url:”, “languages:”.")
        raise LoadingError(Problem(Origin("data/sites.yml"), say("no site is described."), hint))
    wanted = settings.site or next(iter(facts.sites))
    if wanted not in facts.sites:
        known = ", ".join(facts.sites)
        raise LoadingError(
            Problem(
                Origin("data/sites.yml"),
                say("there is no site “{wanted}”.", wanted=wanted),
                say("Known: {known}.", known=known),
            )
        )
    return facts.sites[wanted]


def documents_of(facts: Facts, site: Site) -> list[Document]:
    """The documents that a site publishes."""
    return [d for d in facts.documents.values() if d.stands_on(site)]


DECIDED = ("accepted", "answers", "approvals", "confirmed", "departures")
"""Facts of which no text says anything: what people decide about texts and findings. No template
sees them, so a decision composes nothing again."""


def composer(
    facts: Facts, statute_book: Law, settings: Settings, site: Site, trace: Trace | None = None
) -> Composer:
    """What composes the texts of a site; with a `trace` they say where they are from."""
    from generator.documents import Composer

    without: dict[str, Any] = {decided: {} for decided in DECIDED}
    return Composer(
        replace(facts, **without),
        statute_book,
        settings.day,
        site=site.id.value,
        wording=settings.data / "wording",
        bytecode_cache=settings.cache.texts if settings.cache else None,
        explained=settings.explained and trace is None,
        trace=trace,
    )


def _written(settings: Settings) -> bytes:
    """The digest of what texts are made from, as it is written now; empty where there is none."""
    if not settings.data.is_dir():
        return b""
    without = ("releases", *(f"{name}.yml" for name in DECIDED))
    found = loading.digest(settings.data, without=without)
    return found and found + str(settings.day).encode()


def _texts(
    facts: Facts, statute_book: Law, settings: Settings, site: Site, written: bytes
) -> list[Expression]:
    """The texts of a site, composed again where something they depend on has changed. `written` is
    what was written before the facts were read: only of these is something remembered."""

    def made_from() -> bytes:
        return written if _written(settings) == written else b""

    where, explained = settings.cache, settings.explained
    cached = where.composed(site.id.value, explained=explained) if where else None
    compose = partial(_compose, facts, statute_book, settings, site)
    return values(cached, made_from, compose)


def _compose(facts: Facts, statute_book: Law, settings: Settings, site: Site) -> list[Expression]:
    """The texts of a site; those of its other languages beside those of the first."""
    compose = composer(facts, statute_book, settings, site).compose
    wanted = [(d, code) for d in documents_of(facts, site) for code in d.languages_on(site)]
    first = [key for key in wanted if key[1] == site.languages[0].value]
    others = [key for key in wanted if key not in first]
    halves = shares.both(partial(_composed, compose, first), partial(_composed, compose, others))
    made = dict(zip((*first, *others), chain(*halves), strict=True))
    texts = [made[key] for key in wanted]
    problems = [problem for text in texts if isinstance(text, tuple) for problem in text]
    whole = [text for text in texts if not isinstance(text, tuple)]
    if problems := problems or _problems(facts, whole):
        raise TemplateError(problems)
    return whole


def _composed(
    compose: Callable[[Document, str], Expression], wanted: Sequence[tuple[Document, str]]
) -> list[Expression | tuple[Problem, ...]]:
    """Each text, or what keeps it from being composed: all is reported at once."""
    made: list[Expression | tuple[Problem, ...]] = []
    for document, language in wanted:
        try:
            text = compose(document, language)
            for layer in text.layers:
                layer.plain  # noqa: B018 - every page asks: found here, by both, and kept
            made.append(text)
        except TemplateError as error:
            made.append(tuple(error.problems))
    return made


def _problems(facts: Facts, texts: Sequence[Expression]) -> list[Problem]:
    """What is wrong between texts that are each in order."""
    from generator.documents import cross_references, papers_in_mails

    return [*cross_references.problems(texts), *papers_in_mails(facts)]
