"""Who publishes a site and how to reach them, as its pages say it around the texts.

A preview says what the data says. A published site says what the texts in force state, so nothing
around a text changes before a release does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.traversal import public
from generator.provenance import Fact
from generator.publication.publication import Publication
from generator.releases.archive import FACTS, file_of

_FILE = re.compile(r"^data/([^/#.]+)[^#]*")


@dataclass(frozen=True, slots=True)
class Told:
    """Words of a fact, empty where there is none; `doubtful` where somebody has to confirm it."""

    words: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """The ways to reach the controller that stand on every page, and that for weaknesses."""

    phone: Told = Told()
    email: Told = Told()
    security: Told = Told()


def contact(publication: Publication) -> Contact:
    """The contact of a site: of its facts where it shows drafts, else of its texts in force."""
    if publication.drafts:
        return _of_facts(publication)
    stated = publication.once(_stated)
    site = re.escape(publication.site.id.value)
    email = (f"sites#{site}.email", "controller#email", "controller#data_protection_email")
    return Contact(
        Told(_first(stated, ["controller#phone"])),
        Told(_first(stated, email)),
        Told(_first(stated, ["controller#security_email"])),
    )


def as_released(publication: Publication) -> Publication:
    """A published site under the names that its texts in force state; a preview as it is."""
    if publication.drafts:
        return publication
    stated, site = publication.once(_stated), publication.site
    brand = _first(stated, [f"sites#{re.escape(site.id.value)}.brand"]) or site.brand.value
    name = _first(stated, ["controller#registered_name"]) or publication.controller
    return replace(
        publication, controller=name, site=replace(site, brand=replace(site.brand, value=brand))
    )


def _of_facts(publication: Publication) -> Contact:
    facts = publication.facts
    if facts is None:
        return Contact()
    controller, site = public(facts.controller), public(publication.site)
    return Contact(
        _told(controller.phone),
        _told(site.email or controller.email or controller.data_protection_email),
        _told(controller.security_email),
    )


def _told(fact: Fact[str] | None) -> Told:
    return Told(fact.value or "", fact.unconfirmed is not None) if fact else Told()


def _first(stated: Mapping[str, str], keys: Sequence[str]) -> str:
    return next((stated[key] for key in keys if key in stated), "")


def _stated(publication: Publication) -> dict[str, str]:
    """What the texts in force state, by `file#path`; of the forms of a name the shortest, which is
    the one without an ending."""
    found, names = dict[str, str](), dict[str, str]()
    for key, words in _printed(publication):
        name = names.get(key) or names.setdefault(key, _FILE.sub(r"\1", key))
        if name not in found or len(words) < len(found[name]):
            found[name] = words
    return found


def _printed(publication: Publication) -> Iterator[tuple[str, str]]:
    archive = publication.archive
    keeping = {m.id for m in archive.releases if FACTS in m.files}
    facts = {
        name: archive.facts(name)
        for name in {text.release for text in publication.released} & keeping
    }
    for text in publication.released:
        for clause in facts.get(text.release, {}).get(file_of(*text.key), {}).values():
            for key, said in clause.items():
                yield from ((key, words) for words in said)
