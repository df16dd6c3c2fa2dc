"""What a release of the texts of a day would change, before anybody approves it.

It is compared with the release that would hold on its day without it: that is what its readers
knew. So a text that is announced for a later day is never carried to an earlier one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator import comparison, expression
from generator.comparison import FactsByClause
from generator.expression import Expression
from generator.message import say
from generator.releases import archive as places
from generator.releases.archive import Archive, sha256
from generator.releases.record import ChangeKind, Frozen, Manifest
from generator.releases.timeline import Timeline

MailWords = Mapping[str, Mapping[str, list[str]]]
"""Id of a mail → what is said of it, as `outputs/mail/declared.py` writes it."""


@dataclass(frozen=True)
class Candidate:
    """What a release of these texts would be, before anybody approves it.

    `base` is the release that would hold on the day without this one. `changed` are the texts to
    freeze (all languages of a document together), `carried` those that stay as they are, `gone`
    those of documents that no longer exist. `proposed` is the smallest kind that is honest.
    `overtaken` are announced releases that would never come into force. `mails` is what is said of
    the mails of the site, None where nobody names any; `mails_changed`, that `base` says otherwise.
    """

    effective: date
    base: Manifest | None
    changed: tuple[Expression, ...]
    carried: tuple[Frozen, ...]
    gone: tuple[Frozen, ...]
    changes: Mapping[tuple[str, str], Sequence[comparison.Change]]
    overtaken: tuple[str, ...] = ()
    mails: MailWords | None = None
    mails_changed: bool = False

    @property
    def empty(self) -> bool:
        """Whether readers would find everything as it was."""
        return not (self.changed or self.gone or self.mails_changed)

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
        if self.mails_changed:
            said = sha256(json.dumps(self.mails, sort_keys=True).encode())
            for code in {t.language for t in self.changed} | {t.language for t in self.carried}:
                lines.setdefault(code, []).append(f"{places.MAILS} {said}")
        return {lang: sha256("\n".join(lines[lang]).encode()) for lang in sorted(lines)}


def prepare(
    archive: Archive,
    texts: Sequence[Expression],
    effective: date,
    speller: comparison.Speller | None = None,
    mails: MailWords | None = None,
) -> Candidate:
    """What would be frozen: documents of which a text is not the one of that day, and `mails`.

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
        mails=mails,
        mails_changed=bool(base and mails is not None and _said_otherwise(archive, base, mails)),
    )


def _said_otherwise(archive: Archive, base: Manifest, mails: MailWords) -> bool:
    """Whether a release says something else of its mails; an older one kept nothing of them."""
    said = archive.facts(base.id).get(places.MAILS) if places.FACTS in base.files else None
    return said is not None and said != {name: dict(words) for name, words in mails.items()}


def _differs(before: Expression | None, now: Expression) -> bool:
    """Whether any word, link or title changed; the day alone is not a change."""
    if before is None:
        return True
    # What an older tool did not keep is no change that a reader could see.
    kept: dict[str, Any] = {
        name: getattr(now, name) if getattr(before, name) else None
        for name in ("flows", "cookies", "consent")
    }
    if before.cookies and before.cookies.offered is None and kept["cookies"]:
        kept["cookies"] = replace(kept["cookies"], offered=None)
    same_day = replace(now, day=before.day, **kept)
    return expression.to_json(same_day) != expression.to_json(before)


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


def wrong_kind(candidate: Candidate, kind: ChangeKind) -> str:
    """That the changes are called smaller than they are; empty when they are not."""
    order = list(ChangeKind)
    first = (kind is ChangeKind.FIRST) != (candidate.proposed is ChangeKind.FIRST)
    if first or order.index(kind) > order.index(candidate.proposed):
        return say(
            "these changes are {proposed}, not {kind}.", proposed=candidate.proposed, kind=kind
        )
    return ""


def unchanged(candidate: Candidate) -> str:
    """That there is nothing to release, and compared with what."""
    base = candidate.base
    if base is None:
        return say("there is no text to release.")
    return say(
        "no text has changed since “{id}”, which holds on {effective}.",
        id=base.id,
        effective=candidate.effective,
    )
