"""The recipe: load, check, compose, check, hand over. Start reading here."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from generator import checks, law, loading
from generator.addresses import ARCHIVE, Addresses
from generator.checks import Finding, Level, Profile
from generator.clock import ISTANBUL, day_of
from generator.documents import Composer, cross_references
from generator.errors import LoadingError, Problem, TemplateError
from generator.expression import Expression
from generator.keeping import Content, all_read
from generator.model.controller import Site
from generator.model.document import Document
from generator.model.entry import public
from generator.model.facts import Facts, Law
from generator.provenance import Origin

# What only some runs need is imported where it is needed: a check makes no page.
if TYPE_CHECKING:
    from generator.handover import Handover
    from generator.outputs.frame import Frame
    from generator.outputs.page import Page
    from generator.publication import Publication
    from generator.receipts.reading import Read
    from generator.receipts.verification import Answer
    from generator.releases.archive import Archive


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for. `as_of` None means today in Istanbul, `site` None the first one.

    `production` publishes released texts and composes none; `base` is the absolute address of
    the site with a final slash, empty while it is unknown. `pdfs` asks for a PDF of each text.
    Without `explained` no term and no citation is marked, which changes no word and no finding.
    `archive` is the folder of the site's releases when it is not the one below `data`.
    """

    data: Path = Path("data")
    site: str | None = None
    as_of: date | None = None
    profile: Profile = Profile.DRAFT
    cache: Path | None = None
    production: bool = False
    base: str = ""
    pdfs: bool = False
    explained: bool = True
    archive: Path | None = None

    @property
    def day(self) -> date:
        """The day whose facts and law hold: `as_of`, else SOURCE_DATE_EPOCH, else today."""
        return day_of(self.moment)

    @property
    def moment(self) -> datetime:
        """The moment of the question; a day that was named is asked about at its end."""
        if self.as_of is not None:
            return datetime.combine(self.as_of, time(23, 59, 59), ISTANBUL)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


@dataclass(frozen=True)
class Outcome:
    """What a run made: the facts and the texts; findings, pages and files when asked for.

    Whoever only looks at a preview waits for no rule, and a check makes no page. `frames` are
    filled in by the site builder: the page of each document, to be used for its versions;
    `placed` as well: the kept files that it put on the site, by their path there.
    """

    settings: Settings
    facts: Facts
    law: Law
    site: Site
    texts: Sequence[Expression]
    frames: dict[tuple[str, str], Frame] = field(default_factory=dict)
    placed: dict[str, str] = field(default_factory=dict)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the rules find in the facts and in the texts, by place."""
        asked = self.settings
        subject = checks.Subject(self.facts, self.law, asked.day, self.texts, asked.profile)
        found = [*checks.run(subject, texts=False), *checks.run(subject, texts=True)]
        return checks.accept(found, subject, checks.all_rules())

    @cached_property
    def archive(self) -> Archive:
        """The releases of the site."""
        from generator.releases.archive import Archive

        own = self.settings.archive
        return Archive(own) if own else Archive.of(self.settings.data, self.site.id.value)

    @cached_property
    def publication(self) -> Publication:
        """What stands where: the drafts, or in a production build the released texts."""
        from generator.publication import Publication
        from generator.publication.reports import reports_of

        cache = self.settings.cache
        return Publication(
            site=self.site,
            controller=self.facts.controller.registered_name.value,
            day=self.settings.day,
            drafts=() if self.settings.production else self.texts,
            archive=self.archive,
            base=self.settings.base,
            pdfs=self.settings.pdfs,
            cache=cache / "versions" / self.site.id.value if cache else None,
            reports=reports_of(self.facts, self.site),
        )

    @property
    def pages(self) -> Sequence[Page]:
        """A page for each text, at its address."""
        return self.publication.pages

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """What stands beside the pages, by its path on the site: the API, the archive."""
        return dict(all_read(self.written()))

    def written(self) -> Iterator[tuple[str, Content]]:
        """The same, one at a time: a long history does not fit into memory."""
        yield from self.handover.contents()
        yield from self.publication.contents()

    @cached_property
    def handover(self) -> Handover:
        """What programs are given: the API."""
        from generator.handover import Handover  # a check hands nothing over

        return Handover(self.publication, public(self.facts.mails))

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
    statute_book = law.load()
    facts = loading.load(settings.data)
    site = site_of(facts, settings)
    texts = [] if settings.production else _compose(facts, statute_book, settings, site)
    return Outcome(settings, facts, statute_book, site, texts)


def forget_law() -> None:
    """The statute book is read again by the next run."""
    law.load.cache_clear()


def again(before: Outcome, first: Collection[tuple[str, str]]) -> Iterator[Outcome]:
    """A run after something has changed: the texts `first` (document, language) soon, then all.

    In the outcome that comes first, the other texts are those of `before`; nothing of it may be
    published. Raises NoticesError on unusable input.
    """
    statute_book = law.load()
    settings = before.settings
    facts = loading.load(settings.data)
    site = site_of(facts, settings)
    composer = _composer(facts, statute_book, settings, site)
    wanted = {(d.id.value, c.value): d for d in _documents(facts, site) for c in site.languages}
    made = {(text.document, text.language): text for text in before.texts}
    soon = [key for key in wanted if key not in made or key in first]
    late = [key for key in wanted if key not in soon]
    for keys in (soon, late):
        for key in keys:
            made[key] = composer.compose(wanted[key], key[1])
        if keys:
            texts = [made[key] for key in wanted]
            whole = keys is late or not late
            if whole and (problems := cross_references.problems(texts)):
                raise TemplateError(problems)
            yield Outcome(settings, facts, statute_book, site, texts, dict(before.frames))


def verify_receipts(
    settings: Settings, published: Path | None, file: BinaryIO
) -> Iterator[tuple[Read, Answer | None]]:
    """What each receipt of a file is worth; reads no facts, so it works whatever they say.

    Raises ArchiveError when the archive is damaged. Without a site each receipt is asked of
    the archive of its own.
    """
    from generator.receipts.reading import read_all
    from generator.receipts.verification import Verifier
    from generator.releases.archive import Archive

    def archive_of(site: str) -> Archive | None:
        if published:
            return Archive(published / ARCHIVE)
        wanted = settings.site in (None, site)
        return Archive.of(settings.data, site) if wanted else None

    verifier = Verifier(archive_of, settings.moment)
    for read in read_all(file):
        yield read, verifier.answer(read.said) if read.said else None


@dataclass(frozen=True)
class InForce:
    """What was in force on a day: the release (None before the first) and its texts."""

    day: date
    release: str | None
    texts: Sequence[Mapping[str, Any]]


def at(settings: Settings, day: date, document: str | None, language: str | None) -> InForce:
    """The texts in force on `day`, as the API words them."""
    from generator.outputs import api_index
    from generator.releases.archive import Archive
    from generator.releases.timeline import Timeline

    facts = loading.load(settings.data)
    site = site_of(facts, settings)
    archive = Archive.of(settings.data, site.id.value)
    timeline = Timeline(archive.manifests, max(day, settings.day))
    found = timeline.in_force(day)
    addresses = Addresses(site.languages[0].value, {})
    rows = [
        {
            **api_index.held_text(text, timeline),
            "title": text.title,
            "version": text.release,
            "url": addresses.at(text.slug, text.language, text.release),
            "withdrawn": str(timeline.withdrawn.get(text.release, "")) or None,
        }
        for text in (found.texts if found else ())
        if document in (None, text.document) and language in (None, text.language)
    ]
    return InForce(day, found.id if found else None, rows)


def why_no_pdfs() -> str:
    """What the system lacks for PDFs; empty when they can be made."""
    from generator.outputs import pdf

    try:
        pdf.check()
    except pdf.PdfUnavailable as error:
        return str(error)
    return ""


@cache
def rule_reference() -> str:
    """All rules of the pack as HTML, for the page that explains them."""
    from generator.checks import reference

    return reference.as_html(checks.all_rules())


@cache
def key_reference() -> str:
    """All keys of `data/` as HTML, for the page that explains them."""
    from generator import keys
    from generator.keys import report

    return report.as_html(keys.files())


def pages(settings: Settings) -> Sequence[Page]:
    """The pages of the site, all documents in all its languages."""
    return run(settings).pages


def site_of(facts: Facts, settings: Settings) -> Site:
    """The site that was asked for, or the first; LoadingError when there is none."""
    if not facts.sites:
        hint = "Write one block: id, “brand:”, “url:”, “languages:”."
        raise LoadingError(Problem(Origin("data/sites.yml"), "no site is described.", hint))
    wanted = settings.site or next(iter(facts.sites))
    if wanted not in facts.sites:
        known = ", ".join(facts.sites)
        raise LoadingError(
            Problem(Origin("data/sites.yml"), f"there is no site “{wanted}”.", f"Known: {known}.")
        )
    return facts.sites[wanted]


def _documents(facts: Facts, site: Site) -> list[Document]:
    return [d for d in facts.documents.values() if d.stands_on(site)]


def _composer(facts: Facts, statute_book: Law, settings: Settings, site: Site) -> Composer:
    return Composer(
        facts,
        statute_book,
        settings.day,
        site=site.id.value,
        wording=settings.data / "wording",
        bytecode_cache=settings.cache,
        explained=settings.explained,
    )


def _compose(facts: Facts, statute_book: Law, settings: Settings, site: Site) -> list[Expression]:
    composer = _composer(facts, statute_book, settings, site)
    texts: list[Expression] = []
    problems: list[Problem] = []
    for document in _documents(facts, site):
        for language in site.languages:
            try:
                texts.append(composer.compose(document, language.value))
            except TemplateError as error:  # whoever mends one wants to see the others
                problems += error.problems
    if problems := problems or cross_references.problems(texts):
        raise TemplateError(problems)
    return texts
