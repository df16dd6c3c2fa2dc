"""Freezes a candidate into a release, and withdraws releases; `writing` writes them."""

import json
from collections.abc import Callable, Mapping
from datetime import date

from generator import expression
from generator.message import say
from generator.releases import archive as places
from generator.releases import remarks, writing
from generator.releases.archive import Archive, sha256
from generator.releases.preparing import Candidate, facts_of, unchanged, wrong_kind
from generator.releases.record import Approval, ChangeKind, Frozen, Manifest
from generator.releases.signing import Signer
from generator.releases.timeline import Timeline
from generator.releases.writing import locked as locked

Prints = Callable[[str], Mapping[tuple[str, str], bytes]]
"""Name of the release → PDFs of its own texts, by document and language."""


def no_prints(_name: str) -> Mapping[tuple[str, str], bytes]:
    """A release without PDFs."""
    return {}


def freeze(
    archive: Archive,
    candidate: Candidate,
    *,
    kind: ChangeKind,
    notes: Mapping[str, str],
    approval: Approval,
    published: date,
    tool: str,
    signer: Signer | None = None,
    prints: Prints = no_prints,
    feeds: str = "",
) -> Manifest:
    """Publish the candidate; the archive must be `locked`. Raises ArchiveError, writing nothing.

    What `prints` makes is kept beside the texts, so that a PDF never changes either; what is said
    of mails, and the authority of the feeds (`feeds`), is kept beside the facts.
    """
    _refuse_unready(archive, candidate, kind, published)
    for code, note in notes.items():
        _refuse_remark(archive, say("the note in “{code}”", code=code), note)
    name = _name(archive, candidate.effective)
    files = {
        places.file_of(text.document, text.language): expression.to_json(text).encode()
        for text in candidate.changed
    }
    beside = {places.print_of(*text): data for text, data in prints(name).items()}
    beside[places.FACTS] = _facts_file(candidate, feeds)
    manifest = Manifest(
        id=name,
        site=archive.folder.name,
        published=published,
        effective=candidate.effective,
        previous=archive.head,
        tool=tool,
        kind=kind,
        notes=notes,
        texts=_texts(name, candidate, files),
        files={file: sha256(data) for file, data in beside.items()},
        approval=approval,
    )
    writing.publish(archive, manifest, {**files, **beside}, signer)
    return manifest


def _facts_file(candidate: Candidate, feeds: str) -> bytes:
    """What the texts print, what is said of mails, and the authority of the feeds."""
    facts = {
        places.file_of(text.document, text.language): facts_of(text) for text in candidate.changed
    }
    if candidate.mails is not None:
        facts[places.MAILS] = {name: dict(said) for name, said in candidate.mails.items()}
    if feeds:
        facts[places.FEED] = {"authority": {"tag": [feeds]}}
    return (json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _texts(name: str, candidate: Candidate, files: Mapping[str, bytes]) -> tuple[Frozen, ...]:
    own = [
        Frozen(
            document=text.document,
            language=text.language,
            release=name,
            sha256=sha256(files[places.file_of(text.document, text.language)]),
            layers={layer.name: layer.digest for layer in text.layers},
            title=text.title,
            slug=text.slug,
            type=text.type,
            item=text.item,
            channel=text.channel,
        )
        for text in candidate.changed
    ]
    return tuple(sorted([*own, *candidate.carried], key=lambda text: text.key))


def _refuse_unready(
    archive: Archive, candidate: Candidate, kind: ChangeKind, published: date
) -> None:
    if candidate.empty:
        raise writing.refusal(archive, unchanged(candidate), say("There is nothing to release."))
    refuse_past(archive, candidate, published)
    _refuse_older(archive, published)
    if fault := wrong_kind(candidate, kind):
        hint = say("Release them with --kind {kind}.", kind=candidate.proposed)
        raise writing.refusal(archive, fault, hint)


def _refuse_remark(archive: Archive, what: str, words: str) -> None:
    if fault := remarks.fault(words):
        raise writing.refusal(
            archive,
            say("{what} {fault}", what=what, fault=fault),
            say("It is frozen and published as it is."),
        )


def refuse_past(archive: Archive, candidate: Candidate, published: date) -> None:
    """Raises ArchiveError when the texts would have taken effect before anybody could read them."""
    if candidate.effective < published:
        raise writing.refusal(
            archive,
            say(
                "a text published on {published} cannot take effect on {effective}.",
                published=published,
                effective=candidate.effective,
            ),
            say("Name the day of publication or a later one with --effective."),
        )


def _refuse_older(archive: Archive, published: date) -> None:
    if archive.manifests and published < archive.manifests[-1].published:
        raise writing.refusal(
            archive,
            say(
                "the newest entry was published on {day}, after today.",
                day=archive.manifests[-1].published,
            ),
            say("Check the clock of this machine, --as-of and SOURCE_DATE_EPOCH."),
        )


def withdraw(
    archive: Archive,
    release: str,
    *,
    reason: str,
    published: date,
    tool: str,
    signer: Signer | None = None,
) -> Manifest:
    """Take a release back: its words go, its digests and its place in the chain stay.

    A release that is or will be in force keeps all its texts: one of them is withdrawn after
    other words have taken its place.
    """
    refuse_unknown(archive, release)
    if release in archive.withdrawals:
        raise writing.refusal(
            archive,
            say("“{id}” is withdrawn already.", id=release),
            say("Its words are no longer here."),
        )
    _refuse_remark(archive, say("the reason"), reason)
    manifest = Manifest(
        id=release + places.WITHDRAWN,
        site=archive.folder.name,
        published=published,
        effective=published,
        previous=archive.head,
        tool=tool,
        withdraws=release,
        reason=reason,
    )
    _refuse_holes(archive, manifest)
    _refuse_older(archive, published)
    writing.publish(archive, manifest, {}, signer)
    return manifest


def _refuse_holes(archive: Archive, withdrawal: Manifest) -> None:
    """No release may hold from today on that lacks a text."""
    after = Timeline([*archive.manifests, withdrawal], date.max)
    ends = [*(start for start, _ in after.segments[1:]), date.max]
    for end, (_, release) in zip(ends, after.segments, strict=False):
        texts = release.texts if release else ()
        missing = sorted({t.release for t in texts if t.release in after.withdrawn})
        if release and missing and end > withdrawal.published:
            raise writing.refusal(
                archive,
                say(
                    "“{id}” would be in force without its texts of {documents}.",
                    id=release.id,
                    documents=list(missing),
                ),
                say(
                    "Release other words for them first (an announced release is withdrawn itself)."
                ),
            )


def refuse_unknown(archive: Archive, release: str) -> None:
    """Raises ArchiveError when the archive has no release of that name."""
    known = [m.id for m in archive.releases]
    if release not in known:
        message = say("there is no release “{id}”.", id=release)
        raise writing.refusal(
            archive, message, say("There are: {ids}.", ids=list(known) or say("none"))
        )


def _name(archive: Archive, effective: date) -> str:
    taken = {name for name, _ in archive.chain}
    name, count = effective.isoformat(), 1
    while name in taken:
        count += 1
        name = f"{effective.isoformat()}-{count}"
    return name
