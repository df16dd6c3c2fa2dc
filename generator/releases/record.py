"""The manifest: what one entry of the archive's chain says.

An entry is a release (texts that take effect on a day) or the withdrawal of one. Its JSON form
is canonical (keys sorted, one final newline), because its digest is what the chain is made of.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from generator.errors import reason_of
from generator.message import say

FORMAT = 1
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,149}")
"""What may become a part of a path."""


class ChangeKind(StrEnum):
    """Why a release exists. A change of theme or tool is technical and makes no release."""

    FIRST = "first"
    SUBSTANTIVE = "substantive"
    EDITORIAL = "editorial"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One text of a release. `release` is the one that froze it: this one, or an earlier one
    from which the text is carried over. `sha256` is the digest of the file, `layers` the text
    digests (`text-1`) by layer. What follows outlives the text when it is withdrawn; without
    `type`, `item` and `channel` a receipt could say that a withdrawn notice was a consent. They
    are empty in manifests older than they are."""

    document: str
    language: str
    release: str
    sha256: str
    layers: Mapping[str, str]
    title: str
    slug: str
    type: str = ""
    item: str = ""
    channel: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Document and language."""
        return self.document, self.language


@dataclass(frozen=True, slots=True)
class Approval:
    """Who stands for a release: roles, never names; `digests` by language is what they approved.

    `read_by` says for languages but Turkish and English which role read them.
    """

    prepared_by: str
    approved_by: str
    approved_on: date
    digests: Mapping[str, str]
    read_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Manifest:
    """One entry of the chain; `withdraws` names a release when the entry takes one back.

    `published` is the day on which the entry was made, `effective` the day from which it holds.
    `previous` is the SHA-256 of the manifest before it in the chain, None for the first.
    `notes` say by language what changed. `files` are further files with their SHA-256.
    """

    id: str
    site: str
    published: date
    effective: date
    previous: str | None
    tool: str
    kind: ChangeKind | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[Frozen, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    approval: Approval | None = None
    withdraws: str | None = None
    reason: str | None = None

    def text(self, document: str, language: str) -> Frozen | None:
        """The text of a document in a language, None when the release has none."""
        return self._by_key.get((document, language))

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], Frozen]:
        return {text.key: text for text in self.texts}

    @cached_property
    def own(self) -> tuple[Frozen, ...]:
        """The texts that this release froze itself."""
        return tuple(t for t in self.texts if t.release == self.id)


def to_json(manifest: Manifest) -> str:
    """The canonical JSON form."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": manifest.id,
        "site": manifest.site,
        "published": manifest.published.isoformat(),
        "effective": manifest.effective.isoformat(),
        "previous": manifest.previous,
        "tool": manifest.tool,
    }
    if manifest.withdraws:
        data |= {"withdraws": manifest.withdraws, "reason": manifest.reason}
    else:
        data |= {
            "kind": manifest.kind,
            "notes": dict(manifest.notes),
            "texts": [_text_to_data(text) for text in manifest.texts],
            "files": dict(manifest.files),
            "approval": _approval_to_data(manifest.approval),
        }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _text_to_data(text: Frozen) -> dict[str, Any]:
    asked = {"type": text.type, "item": text.item, "channel": text.channel}
    return {key: name for key, name in asked.items() if name} | {
        "document": text.document,
        "lang": text.language,
        "release": text.release,
        "sha256": text.sha256,
        "layers": dict(text.layers),
        "title": text.title,
        "slug": text.slug,
    }


def _approval_to_data(approval: Approval | None) -> dict[str, Any] | None:
    if approval is None:
        return None
    return {
        "prepared_by": approval.prepared_by,
        "approved_by": approval.approved_by,
        "approved_on": approval.approved_on.isoformat(),
        "digests": dict(approval.digests),
    } | ({"read_by": dict(approval.read_by)} if approval.read_by else {})


def from_json(source: str) -> Manifest:
    """Read the JSON form back; raises ValueError when it is not of this format."""
    data = json.loads(source)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(say("this is not a manifest of format {format}", format=FORMAT))
    try:
        return _read(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            say("the manifest lacks something: {error}", error=reason_of(error))
        ) from None


def _read(data: dict[str, Any]) -> Manifest:
    kind = data.get("kind")
    return Manifest(
        id=_words(data["id"]),
        site=_words(data["site"]),
        published=date.fromisoformat(data["published"]),
        effective=date.fromisoformat(data["effective"]),
        previous=_perhaps(data["previous"]),
        tool=_words(data["tool"]),
        kind=ChangeKind(kind) if kind else None,
        notes=_by_name(data.get("notes", {})),
        texts=tuple(_read_text(text) for text in data.get("texts", ())),
        files={_name(file): digest for file, digest in _by_name(data.get("files", {})).items()},
        approval=_read_approval(data.get("approval")),
        withdraws=_perhaps(data.get("withdraws")),
        reason=_perhaps(data.get("reason")),
    )


def _read_text(data: dict[str, Any]) -> Frozen:
    return Frozen(
        document=_name(data["document"]),
        language=_name(data["lang"]),
        release=_name(data["release"]),
        sha256=_words(data["sha256"]),
        layers=_by_name(data["layers"]),
        title=_words(data["title"]),
        slug=_name(data["slug"]),
        type=_words(data.get("type", "")),
        item=_words(data.get("item", "")),
        channel=_words(data.get("channel", "")),
    )


def _words(value: Any) -> str:
    """An archive may come from elsewhere, and hold anything where words belong."""
    if not isinstance(value, str):
        raise TypeError(say("words are expected where {value} stands", value=repr(str(value)[:40])))
    return value


def _perhaps(value: Any) -> str | None:
    return None if value is None else _words(value)


def _by_name(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(say("names are expected where {value} stands", value=repr(str(value)[:40])))
    return {name: _words(words) for name, words in value.items()}


def _name(value: Any) -> str:
    """A name that becomes part of a path."""
    if not NAME.fullmatch(_words(value)):
        raise ValueError(
            say("it names what could lead out of a folder: {name}", name=repr(value[:60]))
        )
    return str(value)


def _read_approval(data: dict[str, Any] | None) -> Approval | None:
    if data is None:
        return None
    return Approval(
        _words(data["prepared_by"]),
        _words(data["approved_by"]),
        date.fromisoformat(data["approved_on"]),
        _by_name(data["digests"]),
        _by_name(data.get("read_by", {})),
    )
