"""Receipts and the answers that are right: one small history, and what may be asked about it.

`python -m tests.receipt_cases` writes the examples that are published for integrators
(`generator/receipts/verifiers/vectors.json`); a test makes them again and compares. What is
right is written here by hand and computed by nobody.
"""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import loading
from generator.expression import Clause, Expression, Layer
from generator.outputs.api.files import Api
from generator.publication import Publication
from generator.releases import freezing, preparing
from generator.releases.archive import Archive
from generator.releases.record import Approval, ChangeKind
from tests.published import all_read

SITE = "ornek"
RICH = Path(__file__).parent / "rich"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
VECTORS = Path(__file__).parent.parent / "generator" / "receipts" / "verifiers" / "vectors.json"

Words = dict[tuple[str, str], str]


def _text(document: str, language: str, word: str) -> Expression:
    def layer(name: str) -> Layer:
        html = (
            f'<article data-expression="{document}" data-layer="{name}" lang="{language}">'
            f'<section data-clause="c"><h2>{document}</h2><p>{name} {word}</p></section></article>'
        )
        return Layer(name, html, (Clause("c", "1", document),))

    kinds = {"membership": "notice", "surveys-consent": "consent", "sms": "message_approval"}
    kind = kinds.get(document, "policy")
    layers = tuple(map(layer, ("short",) if document == "sms" else ("short", "full")))
    return Expression(
        document, kind, language, date(2026, 3, 2), document, "", f"{document}-{language}",
        "notices", 1, layers,
        item="surveys" if kind == "consent" else "",
        channel="sms" if kind == "message_approval" else "",
    )  # fmt: skip


def _release(
    archive: Archive, words: Words, published: date, effective: date, kind: ChangeKind
) -> None:
    with freezing.locked(archive) as locked:
        texts = [_text(document, code, word) for (document, code), word in words.items()]
        candidate = preparing.prepare(locked, texts, effective)
        freezing.freeze(
            locked,
            candidate,
            kind=kind,
            notes={"tr": "Not", "en": "Note"},
            approval=Approval("preparer", "approver", published, candidate.digests),
            published=published,
            tool="test",
        )


def history(folder: Path) -> Archive:
    """Six releases: of substance, of wording, withdrawn, announced."""
    archive = Archive(folder / "releases" / SITE)
    words: Words = {
        (document, code): f"one {code}"
        for document in ("membership", "surveys-consent", "sms", "policy")
        for code in ("tr", "en")
        if (document, code) != ("sms", "en")
    }
    first, substantive, editorial = ChangeKind
    _release(archive, words, date(2026, 3, 2), date(2026, 3, 2), first)

    def change(document: str, word: str) -> Words:
        words.update({key: f"{word} {key[1]}" for key in words if key[0] == document})
        return words

    _release(archive, change("membership", "two"), date(2026, 5, 4), date(2026, 5, 20), substantive)
    _release(archive, change("membership", "2"), date(2026, 7, 1), date(2026, 7, 1), editorial)
    _release(archive, change("surveys-consent", "bad"), date(2026, 9, 1), date(2026, 9, 1),
             substantive)  # fmt: skip
    with freezing.locked(Archive(archive.folder)) as locked:
        freezing.withdraw(
            locked, "2026-09-01", reason="test", published=date(2026, 9, 3), tool="test"
        )
    _release(archive, change("surveys-consent", "new"), date(2026, 10, 1), date(2026, 10, 1),
             substantive)  # fmt: skip
    _release(archive, change("membership", "three"), date(2026, 11, 2), date(2027, 1, 1),
             substantive)  # fmt: skip
    return Archive(archive.folder)


@dataclass(frozen=True)
class Case:
    """What is handed in (`text`), the codes that must be the answer, and what is to be done."""

    name: str
    text: str
    problems: tuple[str, ...] = ()
    need: str | None = None
    since: str | None = None


Said = dict[str, Any]


class _Receipts:
    """Receipts of this history, as a browser makes them."""

    def __init__(self, archive: Archive) -> None:
        self.digests = {
            (t.document, t.language, t.release): dict(t.layers)
            for m in archive.releases
            for t in m.own
        }

    def make(self, document: str = "membership", release: str = "2026-07-01", **other: Any) -> Said:
        """A notice that was acknowledged in August, but for what `other` says."""
        language, layer = other.get("lang", "tr"), other.get("layer", "short")
        known = self.digests.get((document, language, release), {})
        said = {
            "format": 1,
            "site": SITE,
            "document": document,
            "type": "notice",
            "release": release,
            "lang": language,
            "layer": layer,
            "hash": {"alg": "text-1", "value": known.get(layer, "0" * 64)},
            "event": "acknowledged",
            "shown": "2026-08-01T09:30:00Z",
            "time": "2026-08-01T09:30:40Z",
            "surface": "membership-form",
            **other,
        }
        return {key: value for key, value in said.items() if value is not None}

    def shown(self, time: str, release: str = "2026-07-01", **other: Any) -> Said:
        return self.make(release=release, event="shown", shown=None, time=time, **other)

    def consent(self, release: str = "2026-03-02", **other: Any) -> Said:
        own = {"type": "consent", "event": "consented", "item": "surveys"}
        return self.make("surveys-consent", release, **{**own, **other})

    def approval(self, **other: Any) -> Said:
        own = {"type": "message_approval", "event": "approved", "channel": "sms"}
        return self.make("sms", "2026-03-02", **{**own, **other})


def record(receipt: Said, id_: str, **other: Any) -> Said:
    """What a server keeps."""
    own = {"format": 1, "id": id_, "received": "2026-08-01T09:30:42Z", "member": "4711"}
    return {**own, "receipt": receipt, **other}


def _id(receipt: Said) -> str:
    """By the standard library alone, so that no code under test says what is right."""
    import hashlib

    written = json.dumps(receipt, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def cases(archive: Archive) -> Iterator[Case]:
    """All of them."""
    receipts = _Receipts(archive)
    for name, said, *right in [*_good(receipts), *_wrong(receipts)]:
        yield Case(name, json.dumps(said, ensure_ascii=False), *right)
    for name, said, keys in _malformed(receipts):
        yield Case(name, json.dumps(said), tuple(f"malformed:{key}" for key in keys))
    for name, text in _hostile(receipts):
        yield Case(name, text, ("malformed:",))
    for name, text, way in _mangled(receipts):
        yield Case(name, text, (f"malformed:{way}",))


def _good(r: _Receipts) -> Iterator[tuple[Any, ...]]:
    nothing: tuple[Any, ...] = ((), "nothing")
    yield "acknowledged", r.make(), *nothing
    yield "shown only", r.shown("2026-08-01T09:30:00Z"), *nothing
    yield "before an editorial change", r.shown("2026-06-01T09:30:00Z", "2026-05-20"), *nothing
    yield "English, full layer", r.make(lang="en", layer="full"), *nothing
    yield (
        "before a change of substance", r.shown("2026-04-01T09:30:00Z", "2026-03-02"),
        (), "inform-anew", "2026-05-20",
    )  # fmt: skip
    yield "consent to words that changed", r.consent(), (), "ask-consent-anew", "2026-10-01"
    yield (
        "consent to words that were withdrawn later",
        r.consent("2026-09-01", shown="2026-09-02T08:00:00Z", time="2026-09-02T08:01:00Z"),
        (), "ask-consent-anew", "2026-10-01",
    )  # fmt: skip
    latest = {"shown": "2026-10-02T08:00:00Z", "time": "2026-10-02T08:01:00Z"}
    yield "consent to the words of today", r.consent("2026-10-01", **latest), *nothing
    yield "consent shown, not given", r.consent(event="shown", shown=None)
    yield "consent withdrawn, with its text", r.consent(event="withdrawn")
    yield "consent withdrawn, without its text", r.consent(event="withdrawn", shown=None)
    yield "approval of messages", r.approval(), *nothing
    yield "approval withdrawn", r.approval(event="withdrawn", shown=None)
    yield "ten minutes into the next text", r.shown("2026-06-30T21:10:00Z", "2026-05-20"), *nothing
    yield "ten minutes before its day", r.shown("2026-06-30T20:50:00Z"), *nothing
    yield (
        "shown before midnight, chosen after",
        r.make(release="2026-05-20", shown="2026-06-30T20:00:00Z", time="2026-06-30T22:00:00Z"),
        *nothing,
    )
    said = r.make()
    yield "a record", record(said, _id(said)), *nothing
    yield (
        "a record that came four minutes before its event",
        record(said, _id(said), received="2026-08-01T09:26:41Z"), *nothing,
    )  # fmt: skip
    yield "keys in another order", dict(reversed(said.items())), *nothing


def _wrong(r: _Receipts) -> Iterator[tuple[Any, ...]]:
    yield "another site", r.make(site="other"), ("unknown-site",)
    yield "no such release", r.make(release="2026-07-02"), ("unknown-release",)
    yield "no such document", r.make("contact"), ("unknown-document",)
    yield "no text in this language", r.approval(lang="en"), ("language-missing",)
    yield "a language of nobody", r.make(lang="de"), ("language-missing",)
    zeros = {"alg": "text-1", "value": "0" * 64}
    yield "a layer that is not there", r.approval(layer="full"), ("layer-missing",)
    yield "other words", r.make(hash=zeros), ("digest-differs",)
    full = r.make(layer="full")["hash"]
    yield "the digest of the other layer", r.make(hash=full), ("digest-differs",)
    earlier = r.make(release="2026-05-20")["hash"]
    yield "the words of an earlier release", r.make(hash=earlier), ("digest-differs",)
    yield "a policy as a notice", r.make("policy", "2026-03-02"), ("type-differs",)
    yield (
        "a notice as a consent",
        r.make(type="consent", event="consented", item="surveys"), ("type-differs",),
    )  # fmt: skip
    before = {"shown": "2026-09-02T08:00:00Z", "time": "2026-09-02T08:01:00Z"}
    yield (
        "another matter of words that were withdrawn later",
        r.consent("2026-09-01", item="campaigns", **before), ("item-differs",),
    )  # fmt: skip
    yield (
        "a consent that was withdrawn later as a notice",
        r.make("surveys-consent", "2026-09-01", **before), ("type-differs",),
    )  # fmt: skip
    yield "another matter", r.consent(item="campaigns"), ("item-differs",)
    yield "another channel", r.approval(channel="email"), ("channel-differs",)
    yield (
        "twenty minutes into the next",
        r.shown("2026-06-30T21:20:00Z", "2026-05-20"),
        ("not-in-force",),
    )
    yield "twenty minutes before its day", r.shown("2026-06-30T20:40:00Z"), ("not-in-force",)
    yield "announced only", r.shown("2026-11-20T09:00:00Z", "2027-01-01"), ("not-in-force",)
    yield "after it was superseded", r.make(release="2026-05-20"), ("not-in-force",)
    yield (
        "after the release was withdrawn",
        r.consent("2026-09-01", shown="2026-09-04T08:00:00Z", time="2026-09-04T08:01:00Z"),
        ("withdrawn",),
    )
    yield "shown after the choice", r.make(shown="2026-08-01T09:31:00Z"), ("shown-after-choice",)
    yield "shown two days before", r.make(shown="2026-07-30T09:30:00Z"), ("shown-long-before",)
    yield "an event to come", r.shown("2026-12-01T09:00:00Z"), ("in-future",)
    said = r.make()
    yield "a record with another id", record(said, "0" * 64), ("id-differs",)
    yield (
        "a browser six minutes ahead",
        record(said, _id(said), received="2026-08-01T09:24:00Z"), ("clock-ahead",),
    )  # fmt: skip
    yield (
        "received two days later",
        record(said, _id(said), received="2026-08-03T09:30:42Z"), ("received-late",),
    )  # fmt: skip
    yield (
        "several at once", r.make(hash=zeros, release="2026-05-20", shown="2026-07-30T09:30:00Z"),
        ("digest-differs", "not-in-force", "shown-long-before"),
    )  # fmt: skip


def _malformed(r: _Receipts) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    said = r.make()
    required = sorted(set(said) - {"shown"})
    yield "an empty object", {}, tuple(required)
    for key in required:
        yield f"without {key}", {k: v for k, v in said.items() if k != key}, (key,)
        yield f"{key} is a list", {**said, key: []}, (key,)
    yield "a notice that is consented to", r.make(event="consented"), ("event",)
    yield "a notice that is withdrawn", r.make(event="withdrawn"), ("event",)
    yield "a consent that is acknowledged", r.consent(event="acknowledged"), ("event",)
    yield "an approval that is consented to", r.approval(event="consented"), ("event",)
    yield "a consent without its matter", r.consent(item=None), ("item",)
    yield "two matters at once", r.consent(channel="sms"), ("channel",)
    yield "a notice with a matter", r.make(item="surveys"), ("item",)
    yield "an approval without its channel", r.approval(channel=None), ("channel",)
    for make in (r.make, r.consent, r.approval):
        yield f"{make.__name__}: a choice without a text", make(shown=None), ("shown",)
    yield "shown twice", r.make(event="shown"), ("shown",)
    yield "an IP address", r.make(ip="192.0.2.1"), ("ip",)
    yield "an address as a surface", r.make(surface="https://shop.example/?t=1"), ("surface",)
    yield "a name that is too long", r.make(surface="a" * 65), ("surface",)
    yield "a name with an end of line", r.make(surface="a\n"), ("surface",)
    yield "Turkish letters in a name", r.make(surface="üyelik"), ("surface",)
    yield "format is true", r.make(format=True), ("format",)
    yield "format is a word", r.make(format="1"), ("format",)
    yield "format 2", r.make(format=2), ("format",)
    yield "milliseconds", r.make(time="2026-08-01T09:30:40.123Z"), ("time",)
    yield "a local time", r.make(time="2026-08-01T12:30:40+03:00"), ("time",)
    yield "the 30th of February", r.make(time="2026-02-30T09:30:40Z"), ("time",)
    yield "the 29th of February 2027", r.make(time="2027-02-29T09:30:40Z"), ("time",)
    yield "a leap second", r.make(time="2026-08-01T23:59:60Z"), ("time",)
    yield "year 1", r.make(time="0001-01-01T00:00:00Z", shown="0000-01-01T00:00:00Z"), (
        "shown", "time",
    )  # fmt: skip
    yield "another digest", r.make(hash={"alg": "sha-256", "value": "0" * 64}), ("hash",)
    yield "a digest in capitals", r.make(hash={"alg": "text-1", "value": "A" * 64}), ("hash",)
    yield "more in the digest", r.make(hash={**said["hash"], "x": 1}), ("hash",)
    yield (
        "an e-mail address as the member",
        record(said, _id(said), member="a@b.example"),
        ("member",),
    )
    yield "a record with more", record(said, _id(said), ip="192.0.2.1"), ("ip",)
    yield "a record of no receipt", record([], "0" * 64), ("receipt",)
    yield "a record of a wrong receipt", record(r.make(event="read"), "0" * 64), ("receipt.event",)
    yield "__proto__", {**said, "__proto__": {}, "constructor": 1}, ("__proto__", "constructor")


def _hostile(r: _Receipts) -> Iterator[tuple[str, str]]:
    said = json.dumps(r.make())
    yield "no JSON", "{]}"
    yield "a list", "[1]"
    yield "a word", '"shown"'
    yield "null", "null"
    yield "a key twice", said.replace('"format": 1', '"format": 1, "format": 1')
    yield "a key twice, inside", said.replace('"alg": "text-1"', '"alg": "x", "alg": "text-1"')
    yield "a comma too much", said[:-1] + ",}"
    yield "a comment", said + " // x"
    yield "two receipts", said + said
    yield "not a number", said.replace('"format": 1', '"format": NaN')
    yield "half a letter", said.replace("membership-form", "\\ud800")
    yield "very deep", "[" * 4000 + "]" * 4000


def _mangled(r: _Receipts) -> Iterator[tuple[str, str, str]]:
    """What forms, databases and frameworks do to a receipt on its way."""
    said, withdrawn = json.dumps(r.make()), json.dumps(r.consent(event="withdrawn", shown=None))
    yield "nothing", "", "empty"
    yield "blanks", " \r\n", "empty"
    for name, text in (("a notice", said), ("a withdrawal", withdrawn)):
        slashed = text.replace('"', '\\"')
        yield f"{name}, slashed as by WordPress", slashed, "slashed"
        yield f"{name}, slashed twice", slashed.replace("\\", "\\\\").replace('"', '\\"'), "slashed"
        yield f"{name}, written over lines and slashed", f"{{\n {slashed[1:]}", "slashed"
        yield f"{name}, escaped for a page", text.replace('"', "&quot;"), "entities"
        yield f"{name}, escaped by number", text.replace('"', "&#34;"), "entities"
        yield f"{name}, percent-encoded", quote(text), "percent-encoded"
        yield f"{name} in JSON again", json.dumps(text), "quoted"
        yield f"{name} as Python prints it", text.replace('"', "'"), "quotes"
        yield f"{name} with typographic marks", text.replace('{"', "{\u201c"), "quotes"
        yield f"{name} in a field of 255 letters", text[:255], "truncated"
        yield f"{name} cut inside a word", text[: text.index("text-1") + 3], "truncated"
    yield "its first letter alone", "{", "truncated"
    yield "too long", said[:-1] + " " * 9000 + "}", "too-long"
    yield "a mark of byte order", "\ufeff" + said, "byte-order-mark"


def api(archive: Archive) -> dict[str, Any]:
    """The files of the API that tell of this history, by path."""
    facts = loading.load(RICH)
    publication = Publication(
        site=facts.sites[SITE], controller="Örnek", day=NOW.date(), drafts=(), archive=archive
    )
    files = all_read(Api(publication).files())
    return {path: json.loads(content) for path, content in files if path.endswith(".json")}


def _asked(index: dict[str, Any]) -> dict[str, Any]:
    """What a verifier asks of the index; the other keys may change without a new example."""

    def some(row: dict[str, Any], *keys: str) -> dict[str, Any]:
        return {key: row[key] for key in keys if key in row}

    def texts(owner: dict[str, Any], *keys: str) -> list[dict[str, Any]]:
        return [some(text, *keys) for text in owner["texts"]]

    held = ("id", "type", "item", "channel", "lang", "release", "hash", "json")
    releases = [{**some(m, "id", "withdrawn"), "texts": texts(m, *held)} for m in index["releases"]]
    today = ("lang", "state", "informedBy", "informAnewSince")
    documents = [{"id": d["id"], "texts": texts(d, *today)} for d in index["documents"]]
    return {**some(index, "site", "inForce"), "releases": releases, "documents": documents}


def vectors(archive: Archive) -> str:
    """The published examples: the index and the texts they are about, and all cases."""
    files = api(archive)
    index = files["api/v1/index.json"]
    kept = ("id", "type", "item", "channel", "lang", "release")
    texts = {
        row["json"]: {key: files[row["json"]][key] for key in kept if key in files[row["json"]]}
        for release in index["releases"]
        for row in release["texts"]
        if row["json"]
    }
    told = [
        {
            "name": case.name,
            "text": case.text,
            "problems": sorted(case.problems),
            "need": case.need,
            "since": case.since,
        }
        for case in cases(archive)
    ]
    data = {"now": NOW.isoformat(), "index": _asked(index), "texts": texts, "cases": told}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        VECTORS.write_text(vectors(history(Path(name))), encoding="utf-8")
