"""The recipe of a release: check, compare, approve, try, freeze; and how it is proved afterwards.

`pipeline` makes the texts of a day; here they become, or are held against, what was published.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator import TOOL, loading, pipeline, spelling
from generator.checks import Profile
from generator.errors import NoticesError
from generator.message import joined, say
from generator.model.controller import Site
from generator.model.facts import Facts
from generator.model.traversal import public
from generator.outputs.mail import declared
from generator.pipeline import Outcome, Settings
from generator.publication.addresses import Addresses
from generator.recipes import approving
from generator.recipes.proving import archive_of
from generator.releases import archive as places
from generator.releases import freezing, preparing, remarks, signing
from generator.releases.archive import Archive
from generator.releases.record import Approval, ChangeKind, Manifest
from generator.releases.timeline import Timeline

Build = Callable[[Outcome, Path], object]
"""Writes the site of an outcome into a new folder and checks its links; raises NoticesError."""


@dataclass(frozen=True)
class Release:
    """What came of asking for a release: the manifest, or why there is none yet.

    `unapproved`: an approval is what comes next.
    """

    outcome: Outcome
    candidate: preparing.Candidate | None = None
    manifest: Manifest | None = None
    refused: str = ""
    unapproved: bool = False


def release(
    settings: Settings,
    *,
    published: date,
    kind: ChangeKind | None,
    notes: Mapping[str, str],
    key: Path | None = None,
    build: Build | None,
) -> Release:
    """Freeze the texts of the day `settings.as_of`, once they are lawful and approved.

    What is frozen can never be mended, so the sites that the release leads to are first built from
    a copy of the archive with `build` (None: the caller builds them). Nothing is
    written unless the result has a manifest; raises NoticesError on unusable input.
    """
    outcome = pipeline.run(replace(settings, profile=Profile.RELEASE))
    if outcome.errors:
        return Release(outcome, refused=say("the texts and the data have errors."))
    approval = _approved(outcome, kind, notes, published)
    if isinstance(approval, Release):
        return approval
    assert kind  # without one nothing is approved
    freeze = partial(
        freezing.freeze,
        kind=kind,
        notes=notes,
        approval=approval,
        published=published,
        tool=TOOL,
        feeds=str(outcome.site.feeds.value) if outcome.site.feeds else "",
        signer=_signer(key, _owner(outcome.facts, outcome.site)),
    )
    return _frozen(outcome, approval, freeze, build)


def _approved(
    outcome: Outcome, kind: ChangeKind | None, notes: Mapping[str, str], published: date
) -> Approval | Release:
    """The approval of what would be released, or why there can be no release yet."""
    candidate = _candidate(outcome, outcome.archive)
    # Nobody is asked to approve what would be refused afterwards.
    freezing.refuse_past(outcome.archive, candidate, published)
    if not candidate.empty and kind and (wrong := preparing.wrong_kind(candidate, kind)):
        hint = say("Release them with --kind {kind}.", kind=candidate.proposed)
        wrong = say("{wrong} {hint}", wrong=wrong, hint=hint)
        if more := _incomplete(outcome, kind, notes):
            wrong = say("{wrong} {hint}", wrong=wrong, hint=more)
        return Release(outcome, candidate, refused=wrong)
    approval, refused = approving.approval(outcome, candidate, kind, published)
    if candidate.empty:
        refused = preparing.unchanged(candidate)
    refused = refused or _incomplete(outcome, kind, notes)
    if approval is None or refused:
        return Release(outcome, candidate, refused=refused, unapproved=approval is None)
    return approval


def _frozen(
    outcome: Outcome, approval: Approval, freeze: Callable[..., Manifest], build: Build | None
) -> Release:
    """The release of what was approved, if its sites can be built and nobody was quicker."""
    with freezing.locked(outcome.archive) as archive:
        candidate = _candidate(outcome, archive)
        if candidate.digests != dict(approval.digests):
            return Release(outcome, candidate, refused=say("another release was made meanwhile."))
        if build and (
            refused := _tried(outcome, archive, partial(freeze, candidate=candidate), build)
        ):
            return Release(outcome, candidate, refused=refused)
        manifest = freeze(archive, candidate, prints=_prints(outcome, candidate))
    return Release(outcome, candidate, manifest)


def _candidate(outcome: Outcome, archive: Archive) -> preparing.Candidate:
    mails = declared.frozen(public(outcome.facts.mails).values(), outcome.site)
    return preparing.prepare(archive, outcome.texts, outcome.settings.day, spelling, mails)


def _tried(
    outcome: Outcome,
    archive: Archive,
    freeze: Callable[..., Manifest],
    build: Build,
) -> str:
    """Why no site could be built once the candidate is frozen; empty when each can be built.

    Raises ArchiveError when it cannot be frozen at all. PDFs are left out: they take long, and
    nothing of a page depends on what is in them.
    """
    with tempfile.TemporaryDirectory() as name:
        copy = shutil.copytree(archive.folder, Path(name) / archive.folder.name)
        manifest = freeze(Archive(copy), prints=freezing.no_prints)
        for number, day in enumerate(_days(Archive(copy), manifest)):
            try:
                build(_on(outcome, day, copy), Path(name) / f"site-{number}")
            except NoticesError as error:
                return say(
                    "with this release the site of {day} could not be built:\n{reasons}\n",
                    day=day,
                    reasons=joined([say("  {line}", line=p.line) for p in error.problems], "\n"),
                )
    return ""


def _days(archive: Archive, manifest: Manifest) -> Iterator[date]:
    """The days from which the release makes another site, from its publication until it holds."""
    yield manifest.published
    for start, _ in Timeline(archive.manifests, date.max).segments:
        if manifest.published < start <= manifest.effective:
            yield start


def _on(outcome: Outcome, day: date, archive: Path) -> Outcome:
    """The production of a day with the same facts and another archive; its own cache, so that
    words which are refused are in no other."""
    asked = outcome.settings
    cache = asked.cache.trial if asked.cache else None
    settings = replace(asked, as_of=day, production=True, pdfs=False, cache=cache, archive=archive)
    return replace(outcome, settings=settings, texts=())


def _incomplete(outcome: Outcome, kind: ChangeKind | None, notes: Mapping[str, str]) -> str:
    """What a person still has to say."""
    spoken = [code.value for code in outcome.site.languages]
    missing = [code for code in spoken if not notes.get(code)]
    if kind is None:
        return say("no --kind was given.")
    if missing:
        options = " ".join(f'--note "{code}=…"' for code in missing)
        return say("readers must learn what changed: add {options}.", options=options)
    if more := [code for code in notes if code not in spoken]:
        return say("the site has no text in: {languages}; take the --note away.", languages=more)
    wrong = [
        say("{note} {fault}", note=f"--note {code}=…", fault=fault)
        for code, words in notes.items()
        if (fault := remarks.fault(words))
    ]
    return joined(wrong, " ") if wrong else ""


def _prints(outcome: Outcome, candidate: preparing.Candidate) -> freezing.Prints:
    """The maker of the PDFs that a release keeps; none where none was asked for."""
    if not outcome.settings.pdfs:
        return freezing.no_prints
    from generator.outputs.print.prints import of_release  # only a release prints

    cache = outcome.settings.cache
    return lambda name: of_release(
        candidate,
        name,
        controller=outcome.facts.controller.registered_name.value,
        addresses=Addresses(outcome.site.languages[0].value, {}),
        base=outcome.settings.base,
        folder=cache.prints(outcome.site.id.value) if cache else None,
    )


Owner = tuple[str, str]
"""The address of a site and the registered name of its controller, as a signature names them."""


def _signer(key: Path | None, owner: Owner) -> signing.Signer | None:
    return signing.Signer(signing.read_private(key), *owner) if key else None


def _owner(facts: Facts, site: Site) -> Owner:
    return site.url.value, facts.controller.registered_name.value


def _owner_of_the_last(settings: Settings, archive: Archive) -> Owner:
    """As the data say, or as the last entry was signed where the data cannot be read."""
    try:
        facts = loading.load(settings.data)
        return _owner(facts, pipeline.site_of(facts, settings))
    except NoticesError:
        last = archive.chain[-1][0] if archive.chain else ""
        signed = signing.owner_of(archive.folder / last / places.SIGNATURE)
        return (signed.address, signed.controller) if signed else ("", "")


def withdraw(settings: Settings, name: str, reason: str, key: Path | None = None) -> Manifest:
    """Take a release back today; raises NoticesError when it cannot be.

    The data may have mistakes: words that must go do not wait for them.
    """
    unlocked = archive_of(settings.data, settings.site)
    signer = _signer(key, _owner_of_the_last(settings, unlocked)) if key else None
    freezing.refuse_unknown(unlocked, name)
    with freezing.locked(unlocked) as archive:
        return freezing.withdraw(
            archive, name, reason=reason, published=settings.day, tool=TOOL, signer=signer
        )
