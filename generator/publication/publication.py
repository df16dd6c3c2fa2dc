"""A site on one day: which text stands where, in which state, and where it leads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from generator import languages
from generator.cache import Cache, Layout, read
from generator.errors import ArchiveError, Problem
from generator.expression import Expression, Reference, Resolve
from generator.message import say
from generator.model.controller import Site
from generator.model.facts import Facts
from generator.model.mail import Mail
from generator.provenance import Origin
from generator.publication.addresses import ARCHIVE, Addresses, relative
from generator.publication.labels import labels_of
from generator.publication.ways import FLOWS, RIGHTS, VERSIONS, WITHDRAWAL
from generator.releases import translations
from generator.releases.archive import Archive, print_of
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import DRAFT, Standing, State, Timeline
from generator.releases.translations import Behind

M = TypeVar("M")
Key = tuple[str, str]
"""A document and a language, by their ids."""


@dataclass(frozen=True)
class Publication:
    """A site on `day`; `drafts` is empty when only released texts are published.

    `controller` is the registered name of the data controller, `mails` are the e-mails that its
    data declares. `facts` is None where a site is made again from its archive alone.
    `base` is the absolute address of the site with a final slash, empty while it is unknown.
    `pdfs` says whether each text has a PDF beside its page. With `trial` the API and the elements
    are given the drafts as if they were in force: shops are tried before lawyers approve.
    """

    site: Site
    controller: str
    day: date
    drafts: Sequence[Expression]
    archive: Archive
    mails: Mapping[str, Mail] = field(default_factory=dict)
    facts: Facts | None = None
    base: str = ""
    pdfs: bool = False
    layout: Layout | None = None
    trial: bool = False
    _once: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: "Callable[[Publication], M]") -> M:
        """What `make` makes of this publication: the same object for everyone who asks."""
        if make not in self._once:
            self._once[make] = make(self)
        return self._once[make]  # type: ignore[no-any-return]

    @cached_property
    def cache(self) -> Cache:
        """The files of this site that never change and were made before."""
        return Cache(self.layout.site(self.site.id.value) if self.layout else None)

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the site; the first stands at the root."""
        return [language.value for language in self.site.languages]

    @cached_property
    def timeline(self) -> Timeline:
        """The archive, seen from the day."""
        return Timeline(self.archive.manifests, self.day)

    @cached_property
    def texts(self) -> Sequence[Expression]:
        """The texts at the documents' own addresses."""
        if self.drafts:
            return self.drafts
        return [self.archive.read(text) for text in self.released]

    @cached_property
    def released(self) -> Sequence[Frozen]:
        """In force on the day; before the first day of a document, the announced text."""
        in_force = self.timeline.in_force(self.day)
        announced = [m for start, m in self.timeline.segments if start > self.day and m]
        current = {text.key: text for text in in_force.texts} if in_force else {}
        first = {t.key: t for m in reversed(announced) for t in m.texts}
        chosen = first | current
        if not chosen:
            raise ArchiveError(
                Problem(
                    Origin(f"releases/{self.site.id.value}", line=0),
                    say("there is no approved release to publish."),
                    say(
                        "“notices release” makes one; “notices build” builds a preview of the "
                        "drafts."
                    ),
                )
            )
        return [text for text in chosen.values() if text.language in self.languages]

    @cached_property
    def all_versions(self) -> Sequence[Frozen]:
        """Every text that was ever published, where a release froze it."""
        return [text for release in self.timeline.releases for text in release.own]

    @cached_property
    def standings(self) -> Mapping[tuple[str, str, str], Standing]:
        """Of every version, by document, language and release."""
        return {
            (*text.key, text.release): self.timeline.standing(text) for text in self.all_versions
        }

    def standing(self, text: Expression) -> Standing:
        """Where a text at a document's own address stands."""
        if self.drafts:
            return DRAFT
        frozen = next(f for f in self.released if f.key == (text.document, text.language))
        return self.standings[*frozen.key, frozen.release]

    @property
    def trial_release(self) -> str:
        """The release that drafts name in a trial, empty otherwise. An id of a release is a day, so
        no archive can contain this one and every verifier refuses it, old copies too."""
        return f"preview-{self.day}" if self.trial and self.drafts else ""

    def standing_in_shops(self, text: Expression) -> Standing:
        """Where the API and the elements say that a text stands."""
        if not self.trial_release or self._asked_unread(text):
            return self.standing(text)
        return Standing(State.IN_FORCE, self.trial_release, self.day, self.day)

    def _asked_unread(self, text: Expression) -> bool:
        """Whether it asks for a consent or an approval in a language that nobody reads: not even a
        trial lets anybody agree to it."""
        asks = bool(text.item or text.channel)
        unread = languages.is_further(text.language) and not self.site.reader(text.language)
        return asks and unread

    @cached_property
    def behind(self) -> Mapping[Key, Sequence[Behind]]:
        """Of the texts in force, what is corrected in another language and not yet in theirs."""
        in_force = None if self.drafts else self.timeline.in_force(self.day)
        if in_force is None:
            return {}
        made_from = ("behind", in_force.id, self.archive.chain)

        def make() -> bytes:
            held = translations.until(self.timeline, in_force)
            return translations.to_json(translations.lagging(self.archive, held))

        return translations.from_json(read(self.cache.file(made_from, make)))

    @cached_property
    def addresses(self) -> Addresses:
        """Where the documents, the list of versions, the pages that lead to an act and the pictures
        of the data flows live."""
        slugs = {(text.document, text.language): text.slug for text in self.texts}
        drawn = {text.language for text in self.texts if text.flows}
        for language in self.languages:
            labels = labels_of(language)
            slugs[VERSIONS, language] = labels["versions_slug"]
            if any(text.answer_days for text in self.texts if text.language == language):
                slugs[RIGHTS, language] = labels["rights_slug"]
            codes = {*(t.language for t in self.given), *(t.language for t in self.given_before)}
            if language in codes:
                slugs[WITHDRAWAL, language] = labels["withdrawal_slug"]
            if language in drawn:
                slugs[FLOWS, language] = labels["flows_slug"]
        return Addresses(self.languages[0], slugs)

    @cached_property
    def given(self) -> Sequence[Expression]:
        """The texts of today with which somebody gives a consent or an approval of messages."""
        return [text for text in self.texts if text.item or text.channel]

    @cached_property
    def given_before(self) -> Sequence[Frozen]:
        """The newest version of each text with which it was given once, and is no more."""
        today = {text.document for text in self.texts}
        before = {
            text.key: text
            for text in self.all_versions
            if (text.item or text.channel) and text.document not in today
        }
        return [text for text in before.values() if text.language in self.languages]

    def announcing(self, text: Expression) -> Manifest | None:
        """The release that announces a text at its document's own address; None when it is in
        force, or a draft."""
        standing = self.standing(text)
        if standing.state is not State.ANNOUNCED:
            return None
        return next(m for m in self.timeline.releases if m.id == standing.release)

    def resolver(self, text: Expression, here: str) -> Resolve:
        """Where the links of a text at its document's own address lead, as seen from `here`.

        Those of an announced text lead to the texts that are announced with it: those that are
        in force may not have the clauses yet that it names.
        """
        announcing = self.announcing(text)
        return self.as_of(announcing, here) if announcing else self.addresses.resolver(text, here)

    def address_of(self, text: Frozen) -> str:
        """The lasting address of a version."""
        return self.addresses.at(text.slug, text.language, text.release)

    def redline_of(self, text: Frozen) -> str:
        """Where it is shown what changed in a version; empty for the first of its document."""
        if self.standings[*text.key, text.release].before is None:
            return ""
        return f"{self.address_of(text)}{labels_of(text.language)['changes_slug']}/"

    def redline_of_draft(self, text: Expression) -> str:
        """Where a preview shows what a draft changes in the text in force; empty on a published
        site, and where no text is in force or its words are the same."""
        held = self.held(text) if self.drafts else None
        if held is None or held.layers == {layer.name: layer.digest for layer in text.layers}:
            return ""
        slug = labels_of(text.language)["changes_slug"]
        return self.addresses.at(text.slug, text.language, slug)

    def held(self, text: Expression) -> Frozen | None:
        """The version in force of a draft, or of a text; None where there is none."""
        in_force = self.timeline.in_force(self.day)
        return in_force.text(text.document, text.language) if in_force else None

    def history_of(self, document: str, language: str) -> str:
        """Where the history of a document is told; empty before its first release."""
        versions = self.timeline.versions(document, language)
        if not versions:
            return ""
        slug = self.addresses.slugs.get((document, language), versions[-1].slug)
        return self.addresses.at(slug, language, labels_of(language)["history_slug"])

    def in_order(self, document: str, language: str) -> list[Frozen]:
        """The versions of a document by the day from which they hold, as its history tells them."""
        versions = self.timeline.versions(document, language)
        return sorted(versions, key=lambda t: str(self.standings[*t.key, t.release].effective))

    def as_of(self, release: Manifest, here: str) -> Resolve:
        """Links of a version lead to the versions that belonged to the same release."""

        def resolve(link: Reference, language: str) -> str:
            codes = (language, *self.languages)
            text = next(filter(None, (release.text(link.document, code) for code in codes)), None)
            target = self.address_of(text) if text else self.addresses.of(link.document, language)
            return relative(here, target) + link.anchor

        return resolve

    def alternates(self, document: str) -> dict[str, str]:
        """The own address of a document in each language."""
        codes = [code for code in self.languages if (document, code) in self.addresses.slugs]
        return {code: self.addresses.of(document, code) for code in codes}

    def alternates_of(self, release: Manifest, text: Frozen) -> dict[str, str]:
        """The address of one version in each language."""
        same = [release.text(text.document, code) for code in self.languages]
        return {version.language: self.address_of(version) for version in same if version}

    def print_address(self, key: Key, release: str | None = None) -> str:
        """The PDF of a text, from the root of the site; empty where there is none.

        Without `release`: the one beside the page at the document's own address. With it: the
        one that this release kept, which never changes.
        """
        if release is None:
            there = self.pdfs or (not self.drafts and self.kept_print(key))
            return self.addresses.print_of(*key) if there else ""
        text = self.timeline.version(*key, release)
        return self.lasting_print(text) if text else ""

    def kept_print(self, key: Key) -> Frozen | None:
        """The text at a document's own address, if the release that froze it kept its PDF."""
        text = next((text for text in self.released if text.key == key), None)
        return text if text and self.archive.has_print(text) else None

    def lasting_print(self, text: Frozen) -> str:
        """Where the PDF that a release kept stands, from the root of the site; empty without."""
        if not self.archive.has_print(text):
            return ""
        return f"{ARCHIVE}/{text.release}/{print_of(*text.key)}"
