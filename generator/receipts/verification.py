"""Were these the words in force then? A receipt against the archive, at a moment of today.

The answer is about the text and the day. Nothing here, or anywhere, can say that a person read.
The event lies on a day (Istanbul) on which the text was in force; between *shown* and the choice
one such day is enough. A withdrawal may come without *shown*: taking back is never harder than
giving.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from generator.clock import day_of
from generator.expression import Expression
from generator.receipts.receipt import Receipt, Record
from generator.receipts.renewal import Renewal, renewal
from generator.releases.archive import Archive
from generator.releases.record import Frozen, Manifest
from generator.releases.substance import Substance
from generator.releases.timeline import Span, Timeline

AROUND_MIDNIGHT = timedelta(minutes=15)
"""A clock that is a little wrong, or a page that was in a cache, is not another text."""
OPEN_FOR = timedelta(hours=24)
"""How long a text may have been on the screen before the choice, and a receipt on its way."""
CLOCKS = timedelta(minutes=5)
"""How far the clock of a browser may be ahead of the server's."""


class Code(StrEnum):
    """What can be wrong; the same names in every verifier."""

    ID_DIFFERS = "id-differs"
    UNKNOWN_SITE = "unknown-site"
    UNKNOWN_RELEASE = "unknown-release"
    UNKNOWN_DOCUMENT = "unknown-document"
    LANGUAGE_MISSING = "language-missing"
    LAYER_MISSING = "layer-missing"
    DIGEST_DIFFERS = "digest-differs"
    TYPE_DIFFERS = "type-differs"
    ITEM_DIFFERS = "item-differs"
    CHANNEL_DIFFERS = "channel-differs"
    NOT_IN_FORCE = "not-in-force"
    WITHDRAWN = "withdrawn"
    SHOWN_AFTER_CHOICE = "shown-after-choice"
    SHOWN_LONG_BEFORE = "shown-long-before"
    IN_FUTURE = "in-future"
    CLOCK_AHEAD = "clock-ahead"
    RECEIVED_LATE = "received-late"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that is wrong, in a sentence."""

    code: Code
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that can be said about a receipt; it is good when nothing is objected to.

    `text` is None when the archive does not know it; `span` is the time in which the text was
    in force and which holds the event; `withdrawn_on` may lie after it.
    """

    content: Receipt | Record
    objections: tuple[Objection, ...]
    text: Frozen | None = None
    span: Span | None = None
    withdrawn_on: date | None = None
    renewal: Renewal | None = None

    @property
    def receipt(self) -> Receipt:
        """The receipt itself."""
        return receipt_of(self.content)

    @property
    def good(self) -> bool:
        """This text, these words, in force then."""
        return not self.objections


def receipt_of(content: Receipt | Record) -> Receipt:
    """The receipt, also of a record."""
    return content.receipt if isinstance(content, Record) else content


class Verifier:
    """Asks archives; `archive_of` gives that of a site, or None when there is none.

    `now` is the moment at which the question is asked: its day decides what is published.
    """

    def __init__(self, archive_of: Callable[[str], Archive | None], now: datetime) -> None:
        self._archive_of = archive_of
        self._now = now
        self._sites: dict[str, _Site | None] = {}

    def answer(self, content: Receipt | Record) -> Answer:
        """Raises ArchiveError when the archive itself is damaged."""
        receipt = receipt_of(content)
        objections = list(self._clocks(content))
        if isinstance(content, Record) and content.id != receipt.id:
            objections.append(Objection(Code.ID_DIFFERS, f"the id of this receipt is {receipt.id}"))
        site = self._site(receipt.site)
        if site is None:
            message = f"there is no release of a site “{receipt.site}” here"
            return Answer(content, (*objections, Objection(Code.UNKNOWN_SITE, message)))
        timeline = site.timeline
        text = _find(timeline, receipt)
        if isinstance(text, Objection):
            return Answer(content, (*objections, text))
        objections += [
            *_words(timeline, receipt, text),
            *_subject(site.read(text) or text, receipt),
        ]
        span = _span(timeline, receipt, text)
        gone = timeline.withdrawn.get(text.release)
        if span is None:
            objections.append(_not_in_force(timeline, receipt, text, gone))
        again = None if objections else renewal(timeline, site.substance, receipt, text)
        return Answer(content, tuple(objections), text, span, gone, again)

    def _site(self, name: str) -> "_Site | None":
        if name not in self._sites:
            archive = self._archive_of(name)
            entries = archive.manifests if archive else ()
            own = bool(entries) and entries[0].site == name
            self._sites[name] = _Site(archive, day_of(self._now)) if archive and own else None
        return self._sites[name]

    def _clocks(self, content: Receipt | Record) -> Iterator[Objection]:
        receipt = receipt_of(content)
        late = receipt.time - receipt.begin
        if late < timedelta():
            yield Objection(Code.SHOWN_AFTER_CHOICE, "the text was shown after the choice")
        if late > OPEN_FOR:
            yield Objection(
                Code.SHOWN_LONG_BEFORE, f"the text was shown {hours(late)} before the choice"
            )
        if receipt.time - self._now > CLOCKS:
            yield Objection(Code.IN_FUTURE, "the event lies in the future")
        if isinstance(content, Record):
            if receipt.time - content.received > CLOCKS:
                ahead = hours(receipt.time - content.received)
                yield Objection(
                    Code.CLOCK_AHEAD, f"the clock of the browser is {ahead} ahead of the server's"
                )
            if content.received - receipt.time > OPEN_FOR:
                late = content.received - receipt.time
                yield Objection(
                    Code.RECEIVED_LATE, f"the server received it {hours(late)} after the event"
                )


class _Site:
    """One archive, with what is read of it kept."""

    def __init__(self, archive: Archive, day: date) -> None:
        self._archive = archive
        self._texts: dict[tuple[str, str, str], Expression | None] = {}
        self.timeline = Timeline(archive.manifests, day)
        self.substance = Substance([m for m in archive.manifests if m.published <= day])

    def read(self, text: Frozen) -> Expression | None:
        """The words; None when they were withdrawn."""
        key = (*text.key, text.release)
        if key not in self._texts:
            withdrawn = text.release in self._archive.withdrawals
            self._texts[key] = None if withdrawn else self._archive.read(text)
        return self._texts[key]


def _subject(text: Expression | Frozen, receipt: Receipt) -> Iterator[Objection]:
    """What the document is and asks about; of a withdrawn text its manifest says it."""
    if not text.type:  # withdrawn, and of a manifest that is older than this question
        return
    name = f"“{text.document}”"
    if text.type != receipt.type:
        yield Objection(Code.TYPE_DIFFERS, f"{name} is of type {text.type}")
    elif text.item != receipt.item:
        yield Objection(Code.ITEM_DIFFERS, f"{name} asks about “{text.item}”")
    elif text.channel != receipt.channel:
        yield Objection(Code.CHANNEL_DIFFERS, f"{name} is for the channel “{text.channel}”")


def _find(timeline: Timeline, receipt: Receipt) -> Frozen | Objection:
    """The text that the receipt names, or why there is none."""
    release = next((m for m in timeline.releases if m.id == receipt.release), None)
    if release is None:
        message = f"there is no release {receipt.release} of “{receipt.site}”"
        return Objection(Code.UNKNOWN_RELEASE, message)
    text = release.text(receipt.document, receipt.language)
    if text is not None:
        return text
    others = sorted(t.language for t in release.texts if t.document == receipt.document)
    if not others:
        message = f"the release {release.id} has no document “{receipt.document}”"
        return Objection(Code.UNKNOWN_DOCUMENT, message)
    message = f"“{receipt.document}” has no text in “{receipt.language}”, only in {others}"
    return Objection(Code.LANGUAGE_MISSING, message)


def _words(timeline: Timeline, receipt: Receipt, text: Frozen) -> Iterator[Objection]:
    digest = text.layers.get(receipt.layer)
    if digest is None:
        yield Objection(Code.LAYER_MISSING, f"the text has no {receipt.layer} layer")
    elif digest != receipt.digest:
        whose = _owner(timeline, receipt)
        yield Objection(
            Code.DIGEST_DIFFERS,
            f"these are not the words of release {text.release}"
            + (f", but those of {whose}" if whose else ", nor of any other that was published"),
        )


def _owner(timeline: Timeline, receipt: Receipt) -> str:
    """Whose words they are, when any text that was ever published has them."""
    for release in reversed(timeline.releases):
        for text in release.own:
            for layer, digest in text.layers.items():
                if digest == receipt.digest:
                    return f"{text.document} ({text.language}, {layer}) of release {release.id}"
    return ""


def _days(receipt: Receipt) -> tuple[date, date]:
    """First and last day on which the text may have been in force, with the tolerance."""
    first, last = sorted((receipt.begin, receipt.time))
    return day_of(first - AROUND_MIDNIGHT), day_of(last + AROUND_MIDNIGHT)


def _span(timeline: Timeline, receipt: Receipt, text: Frozen) -> Span | None:
    """The span of the text that holds the event."""
    first, last = _days(receipt)
    spans = (s for s in timeline.spans(text) if s.start <= last and (not s.end or s.end > first))
    return next(spans, None)


def _not_in_force(
    timeline: Timeline, receipt: Receipt, text: Frozen, gone: date | None
) -> Objection:
    first, _ = _days(receipt)
    if gone is not None and gone <= first:
        return Objection(Code.WITHDRAWN, f"the release {text.release} was withdrawn on {gone}")
    other = _text_in_force(timeline.in_force(day_of(receipt.time)), text)
    instead = f"; in force was that of {other.release}" if other else ""
    return Objection(
        Code.NOT_IN_FORCE,
        f"the text of release {text.release} was not in force on {day_of(receipt.time)}{instead}",
    )


def _text_in_force(release: Manifest | None, text: Frozen) -> Frozen | None:
    return release.text(*text.key) if release else None


def hours(gap: timedelta) -> str:
    """A gap in words: minutes below two hours, hours below two days, otherwise days."""
    minutes = round(abs(gap).total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 2880 else f"{minutes // 1440} days"
