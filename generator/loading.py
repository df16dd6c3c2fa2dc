"""The folder `data/` → `Facts`.

Refuses only what cannot be understood, and all of it at once; whatever is unlawful or
unfinished is for the rules to find.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator import cache, languages, law
from generator.errors import LoadingError, Problem, SourceError
from generator.languages import addresses
from generator.message import say
from generator.model.bases import Provision
from generator.model.facts import Facts
from generator.model.statute import (
    CookieClass,
    LegalBasis,
    RegisterCategory,
    RegisterGroup,
    RegisterMeasure,
    RegisterPurpose,
    RegisterRecipient,
    SpecialCategory,
    Statute,
    TransferMechanism,
)
from generator.model.traversal import walk
from generator.provenance import Fact, Origin

if TYPE_CHECKING:
    from generator import source

OTHER_FOLDERS = ("releases", "wording")


CODE = (
    "authority characters clock colour contacts decoding documents durations errors expression "
    "files languages law loading model provenance rendering source"
)
"""The rooms of the tool on which the facts depend, besides `data/`."""


def load(
    folder: Path,
    contents: Mapping[str, bytes | None] = MappingProxyType({}),
    *,
    cached: Path | None = None,
) -> Facts:
    """Everything that the YAML files of `folder` say; raises LoadingError with every mistake.

    `contents` are read in the place of what is written in these files (paths below `folder`; None
    for one that is not to be there).
    What was read before from the same bytes is taken from the file `cached`, the statute book as
    well.
    """
    if not folder.is_dir():
        raise LoadingError(
            Problem(
                Origin(str(folder)), say("there is no such folder."), say("Name it with --data.")
            )
        )
    made_from = functools.partial(digest, folder)
    book, facts = cache.values(cached, made_from, lambda: (law.load(), _read(folder, contents)))
    law.take(book)
    if unknown := list(_unknown_languages(facts)):
        raise LoadingError(list(dict.fromkeys(unknown)))
    return facts


def first_language(folder: Path, site: str | None = None) -> str | None:
    """The first language of a site (the first site where none is named); None where none is read.

    The file may be broken: whoever asks wants to know in which language to report it.
    """
    from generator import source

    try:
        sites = source.read(folder / "sites.yml", "sites.yml")
    except (OSError, SourceError):
        return None
    for entry in sites.entries if isinstance(sites, source.Mapping) else ():
        if site in (None, entry.key):
            return _first_code(entry.value)
    return None


def _first_code(site: source.Node) -> str | None:
    from generator import source

    listed = site.get("languages") if isinstance(site, source.Mapping) else None
    codes = listed.items if isinstance(listed, source.Sequence) else ()
    return next((code.text for code in codes if isinstance(code, source.Scalar)), None)


def digest(folder: Path, code: str = CODE, without: Collection[str] = OTHER_FOLDERS) -> bytes:
    """Of all bytes below `folder` (but for what lies there and is called like one of `without`) and
    in the rooms `code` of the tool; empty where it has none."""
    written = cache.digest_of(*sorted(p for p in folder.iterdir() if p.name not in without))
    tool = cache.digest_of_tool(code)
    return written + tool if written and tool else b""


def _read(folder: Path, contents: Mapping[str, bytes | None]) -> Facts:
    # Facts that were read before need no reader.
    from generator.decoding import read_book
    from generator.documents.naming import named

    statute_book = law.load()
    known = {
        LegalBasis: statute_book.legal_bases,
        TransferMechanism: statute_book.transfer_mechanisms,
        SpecialCategory: statute_book.special_categories,
        CookieClass: statute_book.cookie_classes,
        Statute: statute_book.statutes,
        RegisterPurpose: statute_book.register_purposes,
        RegisterCategory: statute_book.register_categories,
        RegisterGroup: statute_book.register_groups,
        RegisterRecipient: statute_book.register_recipients,
        RegisterMeasure: statute_book.register_measures,
    }
    facts = read_book(
        Facts,
        folder,
        "data",
        known=known,
        other_folders=OTHER_FOLDERS,
        contents=contents,
        plain_ids=True,
    )
    facts, nameless = named(facts)
    unknown = [
        *nameless,
        *_unknown_provisions(facts),
        *_unknown_countries(facts),
        *_impossible_addresses(facts),
        *_impossible_mails(facts),
        *_unspoken_languages(facts),
        *_people_left_out(facts),
        *_parties_with_another_basis(facts),
        *_impossible_ages(facts),
    ]
    if unknown:
        raise LoadingError([*dict.fromkeys(unknown), *_unknown_languages(facts)])
    return facts


def _unknown_provisions(facts: Facts) -> Iterator[Problem]:
    """Provisions that name nothing, or an article that the statute book does not list."""
    named = (facts.bases, facts.retention, facts.subjects)
    yield from unknown_provisions((*named, facts.activities, facts.cookies, facts.cameras))


def unknown_provisions(inside: object) -> Iterator[Problem]:
    """The same of whatever is `inside` a value."""
    seen = set()
    for value in walk(inside):
        if not isinstance(value, Provision) or value.origin in seen:
            continue
        seen.add(value.origin)
        if (value.statute is None) is (value.named is None):
            yield Problem(
                value.origin,
                say("a provision names one statute."),
                say("Write “statute:” with an id of the statute book, or “named: {tr: …, en: …}”."),
            )
        elif value.statute and value.article:
            listed = [article.value for article in value.statute.articles]
            if value.article.value not in listed:
                yield Problem(
                    value.article.origin,
                    say(
                        "“{id}” lists no article “{article}”.",
                        id=value.statute.id.value,
                        article=value.article.value,
                    ),
                    say(
                        "It lists: {listed}. Any other is written with “named:”.",
                        listed=listed or say("none"),
                    ),
                )


def _unknown_countries(facts: Facts) -> Iterator[Problem]:
    """Countries that are not written as their two letters; a name is told its letters."""
    known = languages.get(languages.TURKISH).country_code
    for whole in facts.recipients.values():
        parts = (whole, *whole.by_service())
        for country in dict.fromkeys(country for part in parts for country in part.countries):
            if (code := known(country.value)) != country.value:
                yield Problem(
                    country.origin,
                    say("“{country}” is not a valid country code.", country=country.value),
                    say("Write “{code}”.", code=code)
                    if code
                    else say(
                        "Write the two letters of one country, for example DE or US; several as a "
                        "list: [DE, US]."
                    ),
                )


def _impossible_addresses(facts: Facts) -> Iterator[Problem]:
    """Addresses of documents that no browser shows as written, or that two documents share."""
    for site in facts.sites.values():
        seen: dict[tuple[str, str], Fact[str]] = {}
        for document in (d for d in facts.documents.values() if d.stands_on(site)):
            for language, slug in document.slug.by_language.items():
                if fault := addresses.fault(slug.value, languages.codes()):
                    yield Problem(
                        slug.origin,
                        say("“{slug}” {fault}", slug=slug.value[:60], fault=fault),
                        say(
                            "Use small letters a-z, digits and hyphens, for example basvuru-formu."
                        ),
                    )
                elif (language, slug.value) in seen:
                    other = seen[language, slug.value].origin
                    yield Problem(
                        slug.origin,
                        say(
                            "“{slug}” is the address of another document as well ({other}).",
                            slug=slug.value,
                            other=other,
                        ),
                        say("Write “slug:” with another one; two pages cannot stand in one place."),
                    )
                seen.setdefault((language, slug.value), slug)


def _unknown_languages(facts: Facts) -> Iterator[Problem]:
    """Languages of sites in which nothing can be written, and what the tool lacks in others."""
    for site in facts.sites.values():
        for language in (*site.languages, *([site.prevails] if site.prevails else [])):
            if language.value not in languages.codes():
                yield Problem(
                    language.origin,
                    say("there is no language “{language}”.", language=language.value),
                    say("There are: {ids}.", ids=languages.codes()),
                )
    spoken = {code.value for site in facts.sites.values() for code in site.languages}
    for known in (code for code in languages.codes() if code in spoken):
        yield from languages.lacking(known)


def _unspoken_languages(facts: Facts) -> Iterator[Problem]:
    """Languages of documents that no site of theirs has."""
    for document in facts.documents.values():
        sites = [s for s in facts.sites.values() if document.site in (None, s)]
        known = dict.fromkeys(code.value for site in sites for code in site.languages)
        for language in document.languages:
            if language.value not in known:
                yield Problem(
                    language.origin,
                    say(
                        "no site of this document is made in “{language}”.", language=language.value
                    ),
                    say("There are: {ids}.", ids=list(known)),
                )


def _people_left_out(facts: Facts) -> Iterator[Problem]:
    """Purposes about people whom their activity does not name."""
    for activity in facts.activities.values():
        named = [group.id.value for group in activity.subjects]
        for purpose in activity.purposes:
            for number, group in enumerate(purpose.subjects):
                if group.id.value not in named:
                    yield Problem(
                        purpose.at(f"subjects[{number}]"),
                        say("“{id}” is not a group of this activity.", id=group.id.value),
                        say(
                            "Its “subjects:” are: {subjects}. Add it there, or take it out.",
                            subjects=named,
                        ),
                    )


def _parties_with_another_basis(facts: Facts) -> Iterator[Problem]:
    """Groups with a basis in the place of the contract that are not said to be outside of it."""
    for group in facts.subjects.values():
        if group.instead_of_contract and (group.contract_party is None or group.contract_party):
            yield Problem(
                group.at("instead_of_contract"),
                say("only people who are not a party to the contract need another basis."),
                say("Write “contract_party: no” for them, or delete this line."),
            )


def _impossible_mails(facts: Facts) -> Iterator[Problem]:
    """Mails with documents that a site of theirs lacks, or without words in a language of it."""
    for mail in facts.mails.values():
        sites = [site for site in facts.sites.values() if mail.stands_on(site)]
        for document in mail.documents:
            lacking = [site.id.value for site in sites if not document.stands_on(site)]
            if lacking:
                yield Problem(
                    mail.at("documents"),
                    say(
                        "“{id}” is not published on: {sites}.",
                        id=document.id.value,
                        sites=lacking,
                    ),
                    say("Name one site with “site:”, or take the document out of the mail."),
                )
        wanted = dict.fromkeys(
            code.value
            for site in sites
            for code in site.languages
            if all(code.value in document.languages_on(site) for document in mail.documents)
        )
        for key, words in (("subject", mail.subject), ("opening", mail.opening)):
            missing = [code for code in wanted if not words.find(code)]
            if missing:
                yield Problem(
                    mail.at(key),
                    say("this has no words in: {languages}.", languages=missing),
                    say("A mail is made in every language in which all its documents stand."),
                )


MAJORITY = 18
"""The age of majority in years (Law 4721 art. 11)."""


def _impossible_ages(facts: Facts) -> Iterator[Problem]:
    """Ages of groups that are not said to be minors, or of which nobody or no minor is."""
    for group in facts.subjects.values():
        if group.age_below is None:
            continue
        if not group.minors:
            yield Problem(
                group.age_below.origin,
                say("an age is written, but the group is not said to be minors."),
                say("Write “minors: yes”, or delete “age_below:”."),
            )
        if not 0 < group.age_below.value <= MAJORITY:
            yield Problem(
                group.age_below.origin,
                say("nobody comes of age at {age_below}.", age_below=group.age_below.value),
                say(
                    "Write the age in years below which these minors are, {majority} at most.",
                    majority=MAJORITY,
                ),
            )
