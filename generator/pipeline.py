"""The recipe: load, check, compose, check, hand over. Start reading here."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from generator import checks, law, loading
from generator.addresses import Addresses
from generator.checks import Finding, Level, Profile, reference
from generator.documents import Composer
from generator.errors import LoadingError, Problem
from generator.expression import Expression
from generator.model.controller import Site
from generator.model.document import Document
from generator.model.facts import Facts, Law
from generator.outputs import api
from generator.outputs.page import Page, page
from generator.provenance import Origin

ISTANBUL = ZoneInfo("Europe/Istanbul")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run is asked for. `as_of` None means today in Istanbul, `site` None the first one."""

    data: Path = Path("data")
    site: str | None = None
    as_of: date | None = None
    profile: Profile = Profile.DRAFT
    cache: Path | None = None

    @property
    def day(self) -> date:
        """The day whose facts and law hold: `as_of`, else SOURCE_DATE_EPOCH, else today."""
        if self.as_of is not None:
            return self.as_of
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return moment.astimezone(ISTANBUL).date()


@dataclass(frozen=True)
class Outcome:
    """What a run made: the facts and the texts; findings, pages and files when asked for.

    Whoever only looks at a preview waits for no rule, and a check makes no page.
    """

    settings: Settings
    facts: Facts
    law: Law
    site: Site
    texts: Sequence[Expression]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the rules find in the facts and in the texts, by place."""
        asked = self.settings
        subject = checks.Subject(self.facts, self.law, asked.day, self.texts, asked.profile)
        found = [*checks.run(subject, texts=False), *checks.run(subject, texts=True)]
        return checks.accept(found, subject, checks.all_rules())

    @cached_property
    def pages(self) -> Sequence[Page]:
        """A page for each text, at its address."""
        return _pages(self.texts, self.site)

    @cached_property
    def files(self) -> Mapping[str, str]:
        """What stands beside the pages, by its path on the site: the static API."""
        return api.files(self.texts, _addresses(self.texts, self.site))

    @property
    def errors(self) -> int:
        """How many findings forbid a publication."""
        return sum(f.level is Level.ERROR and not f.accepted for f in self.findings)


def run(settings: Settings) -> Outcome:
    """Everything from the YAML to the pages; raises NoticesError on unusable input."""
    statute_book = law.load()
    facts = loading.load(settings.data)
    site = _site(facts, settings)
    documents = [d for d in facts.documents.values() if d.site.id.value == site.id.value]
    texts = _compose(facts, statute_book, settings, site, documents)
    return Outcome(settings, facts, statute_book, site, texts)


def rule_reference() -> str:
    """All rules of the pack as HTML, for the page that explains them."""
    return reference.as_html(checks.all_rules())


def pages(settings: Settings) -> Sequence[Page]:
    """The pages of the site, all documents in all its languages."""
    return run(settings).pages


def _site(facts: Facts, settings: Settings) -> Site:
    wanted = settings.site or next(iter(facts.sites))
    if wanted not in facts.sites:
        known = ", ".join(facts.sites)
        raise LoadingError(
            Problem(Origin("data/sites.yml"), f"there is no site “{wanted}”.", f"Known: {known}.")
        )
    return facts.sites[wanted]


def _compose(
    facts: Facts, statute_book: Law, settings: Settings, site: Site, documents: list[Document]
) -> list[Expression]:
    composer = Composer(
        facts,
        statute_book,
        settings.day,
        wording=settings.data / "wording",
        bytecode_cache=settings.cache,
    )
    wanted = [language.value for language in site.languages]
    return [composer.compose(document, lang) for document in documents for lang in wanted]


def _addresses(texts: Sequence[Expression], site: Site) -> Addresses:
    slugs = {(text.document, text.language): text.slug for text in texts}
    return Addresses(site.languages[0].value, slugs)


def _pages(texts: Sequence[Expression], site: Site) -> list[Page]:
    addresses = _addresses(texts, site)
    return [
        page(text, addresses.of(text.document, text.language), addresses.resolver(text), draft=True)
        for text in texts
    ]
