"""The parts of every mail of every release, and the list by which a receipt finds its mail.

A mail of a release is made for ever, so that it can be sent after another has taken its place.
Of drafts there are none, and none while nobody knows the address of the site, for a link in a
mail must lead somewhere.
"""

import json
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from generator.cache import Content, read
from generator.errors import LoadingError, Problem, reason_of
from generator.expression import Reference
from generator.message import say
from generator.model.mail import Mail as Declared
from generator.model.mail import Occasion
from generator.outputs.api.layout import FORMAT, in_json
from generator.outputs.api.layout import ROOT as API
from generator.outputs.mail import declared as kept
from generator.outputs.mail.mail import Enclosed, Mail
from generator.outputs.mail.parts import MailTooLarge, parts
from generator.outputs.output import Output
from generator.releases.archive import FACTS, MAILS
from generator.releases.record import ChangeKind, Frozen, Manifest

ROOT = f"{API}mail/"


class Mails(Output):
    """The mails that `data/mails.yml` declares for a site, of all releases of its publication."""

    @cached_property
    def missing(self) -> str:
        """Why there are no mails, in a sentence for the developer; empty when there are."""
        if self.publication.drafts:
            return say("A draft is never mailed: the parts of e-mails are made of released texts.")
        if not self.publication.base:
            return say(
                "The address of the site is not known, and links in a mail must lead somewhere: "
                "build with SITE_URL=https://…/"
            )
        some = self._own or any(map(self._declared, self._releases()))
        return "" if some else say("data/mails.yml names no mail of this site.")

    @property
    def _own(self) -> list[Declared]:
        site = self.publication
        return [m for m in site.mails.values() if m.stands_on(site.site)]

    def files(self) -> Iterator[tuple[str, Content]]:
        """The parts and their list; raises LoadingError for a mail that is too large."""
        listed: dict[str, dict[str, Any]] = {}
        for release, mail in self._all if not self.missing else ():
            rows = listed.get(mail.id.value, {}).get("parts", [])
            for language, frozen in self._to_make(mail, release):
                path = f"{ROOT}{release.id}/{mail.id.value}.{language}"
                part = self._parts(mail, release, language, frozen)
                yield f"{path}.json", part("json")
                yield f"{path}.html", part("html")
                yield f"{path}.txt", part("text")
                subject = read(part("subject")).decode()
                rows.append(_row(path, release, language, frozen, subject))
            documents = [document.id.value for document in mail.documents]
            about = {"id": mail.id.value, "occasion": mail.occasion.value, "documents": documents}
            listed[mail.id.value] = {**about, "parts": rows}
        yield f"{ROOT}index.json", self._list(list(listed.values()))

    @property
    def _all(self) -> Iterator[tuple[Manifest, Declared]]:
        """The mails of each release."""
        for release in self._releases():
            yield from ((release, mail) for mail in self._declared(release))

    def _declared(self, release: Manifest) -> list[Declared]:
        """The mails as a release froze them; as the data says where it is older than that."""
        if FACTS in release.files:
            words = self.publication.archive.facts(release.id).get(MAILS)
            if words is not None:
                return kept.read(words)
        return self._own

    def _to_make(self, mail: Declared, release: Manifest) -> Iterator[tuple[str, list[Frozen]]]:
        """In which languages a mail of a release is made, and of which texts."""
        for language in self.publication.languages:
            frozen = self._frozen(mail, release, language)
            if frozen:
                yield language, frozen

    def _list(self, listed: list[dict[str, Any]]) -> bytes:
        return in_json(
            {
                "format": FORMAT,
                "site": self.publication.site.id.value,
                "missing": self.missing or None,
                "mails": listed,
            }
        ).encode()

    def _releases(self) -> list[Manifest]:
        timeline = self.publication.timeline
        return [m for m in timeline.releases if m.id not in timeline.withdrawn]

    def _frozen(self, mail: Declared, release: Manifest, language: str) -> list[Frozen]:
        """The texts of a mail: all that were shown, or those that changed; or none. A withdrawn
        text is in no mail."""
        gone = self.publication.timeline.withdrawn
        named = [release.text(document.id.value, language) for document in mail.documents]
        versions = [text if text and text.release not in gone else None for text in named]
        if mail.occasion.value is Occasion.SHOWN:
            return [text for text in versions if text] if all(versions) else []
        if release.kind is not ChangeKind.SUBSTANTIVE:  # other words alone are news to nobody
            return []
        return [text for text in versions if text and text.release == release.id]

    def _parts(
        self, declared: Declared, release: Manifest, language: str, frozen: list[Frozen]
    ) -> Callable[[str], Content]:
        """One mail: “json” is all of it, every other part is a value of that."""
        site = self.publication
        words = [str(declared.subject.find(language)), str(declared.opening.find(language))]
        around = (site.base, site.site.brand.value, site.controller, declared.occasion.value)
        name = (declared.id.value, language, release.id, release.effective, release.kind)
        texts = [(text.key, text.release, text.sha256, text.slug) for text in frozen]
        versions = [(text.key, text.release, text.slug) for text in release.texts]
        made_from = (
            name, around, words, site.languages, release.notes.get(language), texts, versions,
        )  # fmt: skip

        def make() -> bytes:
            try:
                return parts(self._mail(declared, release, language, frozen)).json.encode()
            except MailTooLarge as error:
                raise LoadingError(
                    Problem(
                        declared.at("documents"),
                        say(
                            "the mail “{id}” of {release} is too large: {error}.",
                            id=declared.id.value,
                            release=release.id,
                            error=reason_of(error),
                        ),
                        say("Let it carry fewer documents."),
                    )
                ) from None

        def part(name: str) -> Content:
            whole = site.cache.file(made_from, make)
            if name == "json":
                return whole
            return site.cache.file(
                (made_from, name), lambda: str(json.loads(read(whole))[name]).encode()
            )

        return part

    def _mail(
        self, declared: Declared, release: Manifest, language: str, frozen: list[Frozen]
    ) -> Mail:
        site = self.publication
        subject, opening = declared.subject.find(language), declared.opening.find(language)
        return Mail(
            id=declared.id.value,
            occasion=declared.occasion.value,
            site=site.site.id.value,
            language=language,
            release=release.id,
            effective=release.effective,
            kind=release.kind or "",
            note=release.notes.get(language, ""),
            subject=subject.value if subject else "",
            opening=opening.value if opening else "",
            brand=site.site.brand.value,
            controller=site.controller,
            home=site.base,
            texts=[self._enclosed(text, release, declared) for text in frozen],
        )

    def _enclosed(self, text: Frozen, release: Manifest, declared: Declared) -> Enclosed:
        site = self.publication
        from_root = site.as_of(release, "")
        standing = site.standings[*text.key, text.release]

        def resolve(link: Reference, language: str) -> str:
            return site.base + from_root(link, language)

        told = declared.occasion.value is Occasion.CHANGED
        redline = site.redline_of(text) if told else ""
        return Enclosed(
            text=site.archive.read(text),
            release=text.release,
            effective=standing.effective or release.effective,
            url=site.base + site.address_of(text),
            resolve=resolve,
            redline=f"{site.base}{redline}" if redline else "",
        )


def _row(
    path: str, release: Manifest, language: str, frozen: list[Frozen], subject: str
) -> dict[str, Any]:
    return {
        "lang": language,
        "release": release.id,
        "kind": release.kind,
        "effectiveDate": release.effective.isoformat(),
        "texts": {text.document: text.release for text in frozen},
        "subject": subject,
        "json": f"{path}.json",
        "html": f"{path}.html",
        "text": f"{path}.txt",
    }
