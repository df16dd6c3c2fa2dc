"""Freezes the texts of a day into a release, and withdraws releases; `writing` writes them.

A release is compared with the one that would hold on its day without it: that is what its
readers knew. So a text that is announced for a later day is never carried to an earlier one.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator import comparison, expression
from generator.comparison import FactsByClause
from generator.expression import Expression
from generator.releases import archive as places
from generator.releases import remarks, writing
from generator.releases.archive import Archive, sha256
from generator.releases.record import Approval, ChangeKind, Frozen, Manifest
from generator.releases.timeline import Timeline
from generator.releases.writing import locked as locked

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Prints = Callable[[str], Mapping[tuple[str, str], bytes]]
"""Name of the release → PDFs of its own texts, by document and language."""


def no_prints(_name: str) -> Mapping[tuple[str, str], bytes]:
    """A release without PDFs."""
    return {}


@dataclass(frozen=True)
class Candidate:
    """What a release of these texts would be, before anybody approves it.

    `base` is the release that would hold on the day without this one. `changed` are the texts to
    freeze (all languages of a document together), `carried` those that stay as they are, `gone`
    those of documents that no longer exist. `proposed` is the smallest kind that is honest.
    `overtaken` are announced releases that would never come into force.
    """

    effective: date
    base: Manifest | None
    changed: tuple[Expression, ...]
    carried: tuple[Frozen, ...]
    gone: tuple[Frozen, ...]
    changes: Mapping[tuple[str, str], Sequence[comparison.Change]]
    overtaken: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether readers would find everything as it was."""
        return not self.changed and not self.gone

    @property
    def proposed(self) -> ChangeKind:
        """A change of facts or of the set of documents is always substantive."""
        if self.base is None:
            return ChangeKind.FIRST
        unseen = any(not self.base.text(text.document, text.language) for text in self.changed)
        substantive = any(comparison.substantive(changes) for changes in self.changes.values())
        return (
            ChangeKind.SUBSTANTIVE if unseen or substantive or self.gone else ChangeKind.EDITORIAL
        )

    @property
    def corrected(self) -> bool:
        """Whether it is editorial because words were corrected, which two roles must say."""
        changes = (change for of_text in self.changes.values() for change in of_text)
        return self.proposed is ChangeKind.EDITORIAL and any(
            change.what is comparison.What.SPELLING for change in changes
        )

    @property
    def digests(self) -> dict[str, str]:
        """By language, what an approval stands for: every word, and what it leads to."""
        lines: dict[str, list[str]] = {}
        for text in sorted(self.changed, key=lambda t: t.document):
            digest = sha256(expression.to_json(text).encode())
            lines.setdefault(text.language, []).append(f"{text.document} {digest}")
        for frozen in self.gone:
            lines.setdefault(frozen.language, []).append(f"{frozen.document} gone")
        return {lang: sha256("\n".join(lines[lang]).encode()) for lang in sorted(lines)}


def prepare(
    archive: Archive,
    texts: Sequence[Expression],
    effective: date,
    speller: comparison.Speller | None = None,
) -> Candidate:
    """What would be frozen: documents of which a text is not the one of that day.

    Without a `speller` a correction of spelling is a change of facts or words like any other.
    """
    timeline = Timeline(archive.manifests, date.max)
    base = timeline.in_force(effective)
    previous = {text.key: archive.read(text) for text in base.texts} if base else {}
    differing = {t.document for t in texts if _differs(previous.get((t.document, t.language)), t)}
    changed = tuple(text for text in texts if text.document in differing)
    present = {text.document for text in texts}
    changes = {
        (t.document, t.language): _changes(archive, base, previous, t, speller) for t in changed
    }
    base_texts = base.texts if base else ()
    return Candidate(
        effective=effective,
        base=base,
        changed=changed,
        carried=tuple(t for t in base_texts if t.document in present - differing),
        gone=tuple(t for t in base_texts if t.document not in present),
        changes=changes,
        overtaken=tuple(m.id for start, m in timeline.segments if m and start > effective),
    )


def _differs(before: Expression | None, now: Expression) -> bool:
    """Whether any word, link or title changed; the day alone is not a change."""
    if before is None:
        return True
    return expression.to_json(replace(now, day=before.day)) != expression.to_json(before)


def _changes(
    archive: Archive,
    base: Manifest | None,
    previous: Mapping[tuple[str, str], Expression],
    text: Expression,
    speller: comparison.Speller | None,
) -> list[comparison.Change]:
    frozen = base.text(text.document, text.language) if base else None
    if frozen is None:
        return []
    name = places.file_of(text.document, text.language)
    was = archive.facts(frozen.release).get(name, {})
    return comparison.compare(previous[frozen.key], text, was, facts_of(text), speller)


def printed(archive: Archive, release: Manifest) -> Iterator[tuple[Expression, FactsByClause]]:
    """The texts of a release that are not withdrawn, each with the facts that it printed."""
    for text in release.texts:
        if text.release not in archive.withdrawals:
            name = places.file_of(*text.key)
            yield archive.read(text), archive.facts(text.release).get(name, {})


def facts_of(text: Expression) -> dict[str, dict[str, list[str]]]:
    """The public facts that each clause prints, by where they are written."""
    facts: dict[str, dict[str, list[str]]] = {}
    for layer in text.layers:
        for clause in layer.clauses:
            stated: dict[str, list[str]] = {}
            for statement in clause.statements:
                for origin in statement.origins:
                    stated.setdefault(origin.key, []).append(statement.text)
            if stated:
                facts[f"{layer.name}#{clause.id}"] = stated
    return facts


def freeze(
    archive: Archive,
    candidate: Candidate,
    *,
    kind: ChangeKind,
    notes: Mapping[str, str],
    approval: Approval,
    published: date,
    tool: str,
    key: "Ed25519PrivateKey | None" = None,
    prints: Prints = no_prints,
) -> Manifest:
    """Publish the candidate; the archive must be `locked`. Raises ArchiveError, writing nothing.

    What `prints` makes is kept beside the texts, so that a PDF never changes either.
    """
    _refuse_unready(archive, candidate, kind, published)
    for code, note in notes.items():
        _refuse_remark(archive, f"the note in “{code}”", note)
    name = _name(archive, candidate.effective)
    files = {
        places.file_of(text.document, text.language): expression.to_json(text).encode()
        for text in candidate.changed
    }
    facts = {
        places.file_of(text.document, text.language): facts_of(text) for text in candidate.changed
    }
    facts_file = (json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    beside = {places.print_of(*text): data for text, data in prints(name).items()}
    beside[places.FACTS] = facts_file
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
    writing.publish(archive, manifest, {**files, **beside}, key)
    return manifest


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
        raise writing.refusal(archive, unchanged(candidate), "There is nothing to release.")
    refuse_past(archive, candidate, published)
    _refuse_older(archive, published)
    if fault := wrong_kind(candidate, kind):
        hint = f"Release them with --kind {candidate.proposed}."
        raise writing.refusal(archive, fault, hint)


def wrong_kind(candidate: Candidate, kind: ChangeKind) -> str:
    """That the changes are called smaller than they are; empty when they are not."""
    order = list(ChangeKind)
    first = (kind is ChangeKind.FIRST) != (candidate.proposed is ChangeKind.FIRST)
    if first or order.index(kind) > order.index(candidate.proposed):
        return f"these changes are {candidate.proposed}, not {kind}."
    return ""


def _refuse_remark(archive: Archive, what: str, words: str) -> None:
    if fault := remarks.fault(words):
        raise writing.refusal(archive, f"{what} {fault}", "It is frozen and published as it is.")


def refuse_past(archive: Archive, candidate: Candidate, published: date) -> None:
    """Raises ArchiveError when the texts would have taken effect before anybody could read them."""
    if candidate.effective < published:
        raise writing.refusal(
            archive,
            f"a text published on {published} cannot take effect on {candidate.effective}.",
            "Name the day of publication or a later one with --effective.",
        )


def unchanged(candidate: Candidate) -> str:
    """That there is nothing to release, and compared with what."""
    base = candidate.base
    if base is None:
        return "there is no text to release."
    return f"no text has changed since “{base.id}”, which holds on {candidate.effective}."


def _refuse_older(archive: Archive, published: date) -> None:
    if archive.manifests and published < archive.manifests[-1].published:
        raise writing.refusal(
            archive,
            f"the newest entry was published on {archive.manifests[-1].published}, after today.",
            "Check the clock of this machine, --as-of and SOURCE_DATE_EPOCH.",
        )


def withdraw(
    archive: Archive,
    release: str,
    *,
    reason: str,
    published: date,
    tool: str,
    key: "Ed25519PrivateKey | None" = None,
) -> Manifest:
    """Take a release back: its words go, its digests and its place in the chain stay.

    A release that is or will be in force keeps all its texts: one of them is withdrawn after
    other words have taken its place.
    """
    refuse_unknown(archive, release)
    if release in archive.withdrawals:
        raise writing.refusal(
            archive, f"“{release}” is withdrawn already.", "Its words are no longer here."
        )
    _refuse_remark(archive, "the reason", reason)
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
    writing.publish(archive, manifest, {}, key)
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
                f"“{release.id}” would be in force without its texts of {', '.join(missing)}.",
                "Release other words for them first (an announced release is withdrawn itself).",
            )


def refuse_unknown(archive: Archive, release: str) -> None:
    """Raises ArchiveError when the archive has no release of that name."""
    known = [m.id for m in archive.releases]
    if release not in known:
        ids = ", ".join(known) or "none"
        raise writing.refusal(archive, f"there is no release “{release}”.", f"There are: {ids}.")


def _name(archive: Archive, effective: date) -> str:
    taken = {name for name, _ in archive.chain}
    name, count = effective.isoformat(), 1
    while name in taken:
        count += 1
        name = f"{effective.isoformat()}-{count}"
    return name
