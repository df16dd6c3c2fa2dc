"""What a request changes against its base: values, clauses, findings, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator import pipeline
from generator.checks import Finding, Level, Profile
from generator.checks.topics import Owner, by_owner
from generator.errors import NoticesError, Problem
from generator.expression import Expression
from generator.message import Message
from generator.pipeline import Outcome, Settings
from generator.publication.addresses import Addresses
from generator.recipes.reviewing import consequences
from generator.recipes.reviewing.base import Base, base_at, unreadable
from generator.recipes.reviewing.consequences import Consequences, Named
from generator.recipes.reviewing.parts import Part, Texts, parts
from generator.recipes.reviewing.values import Changed, changed

_ONE_SIDED = "one-sided"


@dataclass(frozen=True)
class Review:
    """One request. `titles` are those of all documents, `pages` their addresses on the site and
    `pdfs` those of their PDFs.

    `new` and `gone` are findings of a release. With `mistakes` the data cannot be read, and there
    is nothing else. `notes` are sentences about the base.
    """

    base: str
    day: date
    brand: str = ""
    languages: Sequence[str] = ()
    notes: Sequence[Message] = ()
    mistakes: Sequence[Problem] = ()
    titles: Mapping[str, Named] = field(default_factory=dict)
    pages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    pdfs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    come: Sequence[str] = ()
    gone_documents: Sequence[str] = ()
    values: Sequence[Changed] = ()
    parts: Sequence[Part] = ()
    new: Sequence[Finding] = ()
    gone: Sequence[Finding] = ()
    compared: bool = True
    follows: Consequences | None = None

    @property
    def documents(self) -> list[str]:
        """The documents that change, in their order."""
        touched = {where.document for part in self.parts for where in part.where}
        return [
            d for d in self.titles if d in touched or d in self.come or d in self.gone_documents
        ]

    @property
    def new_by_owner(self) -> Mapping[Owner, Sequence[Finding]]:
        """The new findings by whose work they are."""
        return _owned(self.new)

    @property
    def one_sided(self) -> list[Part]:
        """Clauses in which one language changed alone, and not its spelling."""
        return [part for part in self.parts if part.alone and not part.spelling]

    @property
    def blocking(self) -> int:
        """How many of the new findings forbid a release."""
        return sum(finding.level is Level.ERROR for finding in self.new)


def _owned(findings: Sequence[Finding]) -> dict[Owner, list[Finding]]:
    return {
        owner: [finding for of_topic in topics.values() for finding in of_topic]
        for owner, topics in by_owner(findings).items()
    }


def review(settings: Settings, name: str) -> Review:
    """The data of `settings` against those of `name`, a ref of git or a folder."""
    with base_at(settings.data, name) as base:
        asked = replace(
            settings, profile=Profile.RELEASE, since=base.folder, since_name=name, pdfs=False
        )
        try:
            now = pipeline.run(asked)
        except NoticesError as error:
            return Review(name, settings.day, mistakes=error.problems)
        before, base = _before(asked, base)
        return _compared(base, before, now, base.folder)


def _before(settings: Settings, base: Base) -> tuple[Outcome | None, Base]:
    """The texts of the base, composed by the tool of today."""
    if base.folder is None:
        return None, base
    cache = settings.cache.older if settings.cache else None
    older = replace(settings, data=base.folder, since=None, cache=cache)
    try:
        outcome = pipeline.run(older)
        outcome.findings  # noqa: B018 – the folder is gone afterwards
    except NoticesError as error:
        return None, replace(base, folder=None, note=unreadable(base.name, error))
    return outcome, base


def _compared(base: Base, before: Outcome | None, now: Outcome, folder: Path | None) -> Review:
    if before is None and now.settings.since:  # whose texts cannot be made is no base
        now = pipeline.run(replace(now.settings, since=None))
    was, texts = _by_key(before.texts if before else now.texts), _by_key(now.texts)
    old, new = (list(dict.fromkeys(document for document, _ in one)) for one in (was, texts))
    come = [document for document in new if document not in old]
    gone = [document for document in old if document not in new]
    slugs = {key: text.slug for key, text in texts.items()}
    addresses = Addresses(now.site.languages[0].value, slugs)
    values = list(changed(folder, now.settings.data)) if before and folder else []
    found = parts(was, texts, values)
    new_ones, closed = _news(before, now) if before else ([], [])
    return Review(
        base=base.name,
        day=now.settings.day,
        brand=now.site.brand.value,
        languages=[code.value for code in now.site.languages],
        notes=[base.note] if base.note else [],
        titles=consequences.titles([*texts.values(), *was.values()]),
        pages={key: addresses.of(*key) for key in texts},
        pdfs={key: addresses.print_of(*key) for key in texts},
        come=come,
        gone_documents=gone,
        values=values,
        parts=found,
        new=new_ones if before else [f for f in now.findings if not f.accepted],
        gone=closed,
        compared=before is not None,
        follows=consequences.of(now, found, values, come, gone),
    )


def _by_key(texts: Sequence[Expression]) -> Texts:
    return {(text.document, text.language): text for text in texts}


def _news(before: Outcome, now: Outcome) -> tuple[list[Finding], list[Finding]]:
    """New and closed findings, by code, sub-code and place. What one language lacks is compared
    with the last release in the base, and with the base here; so it closes nothing."""
    was, now_open = ({_key(f): f for f in one.findings if not f.accepted} for one in (before, now))
    closed = [
        f for key, f in was.items() if key not in now_open and not f.sub.startswith(_ONE_SIDED)
    ]
    return [f for key, f in now_open.items() if key not in was], closed


def _key(finding: Finding) -> tuple[str, str]:
    return finding.name, finding.place
