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
from generator.message import Message, say
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
    message: Message


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
            objections.append(
                Objection(Code.ID_DIFFERS, say("the id of this receipt is {id}", id=receipt.id))
            )
        site = self._site(receipt.site)
        if site is None:
            message = say("there is no release of a site “{site}” here", site=receipt.site)
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
            yield Objection(Code.SHOWN_AFTER_CHOICE, say("the text was shown after the choice"))
        if late > OPEN_FOR:
            yield Objection(
                Code.SHOWN_LONG_BEFORE,
                say("the text was shown {time} before the choice", time=hours(late)),
            )
        if receipt.time - self._now > CLOCKS:
            yield Objection(Code.IN_FUTURE, say("the event lies in the future"))
        if isinstance(content, Record):
            if receipt.time - content.received > CLOCKS:
                ahead = hours(receipt.time - content.received)
                yield Objection(
                    Code.CLOCK_AHEAD,
                    say("the clock of the browser is {time} ahead of the server's", time=ahead),
                )
            if content.received - receipt.time > OPEN_FOR:
                late = content.received - receipt.time
                yield Objection(
                    Code.RECEIVED_LATE,
                    say("the server received it {time} after the event", time=hours(late)),
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
    name = text.document
    if text.type != receipt.type:
        yield Objection(
            Code.TYPE_DIFFERS, say("“{document}” is of type {type}", document=name, type=text.type)
        )
    elif text.item != receipt.item:
        yield Objection(
            Code.ITEM_DIFFERS,
            say("“{document}” asks about “{item}”", document=name, item=text.item),
        )
    elif text.channel != receipt.channel:
        yield Objection(
            Code.CHANNEL_DIFFERS,
            say("“{document}” is for the channel “{channel}”", document=name, channel=text.channel),
        )


def _find(timeline: Timeline, receipt: Receipt) -> Frozen | Objection:
    """The text that the receipt names, or why there is none."""
    release = next((m for m in timeline.releases if m.id == receipt.release), None)
    if release is None:
        message = say(
            "there is no release {release} of “{site}”", release=receipt.release, site=receipt.site
        )
        return Objection(Code.UNKNOWN_RELEASE, message)
    text = release.text(receipt.document, receipt.language)
    if text is not None:
        return text
    others = sorted(t.language for t in release.texts if t.document == receipt.document)
    if not others:
        message = say(
            "the release {release} has no document “{document}”",
            release=release.id,
            document=receipt.document,
        )
        return Objection(Code.UNKNOWN_DOCUMENT, message)
    message = say(
        "“{document}” has no text in “{language}”, only in {others}",
        document=receipt.document,
        language=receipt.language,
        others=others,
    )
    return Objection(Code.LANGUAGE_MISSING, message)


def _words(timeline: Timeline, receipt: Receipt, text: Frozen) -> Iterator[Objection]:
    digest = text.layers.get(receipt.layer)
    if digest is None:
        yield Objection(
            Code.LAYER_MISSING, say("the text has no {layer} layer", layer=receipt.layer)
        )
    elif digest != receipt.digest:
        whose = _owner(timeline, receipt)
        yield Objection(
            Code.DIGEST_DIFFERS,
            say(
                "these are not the words of release {release}, but those of {owner}",
                release=text.release,
                owner=whose,
            )
            if whose
            else say(
                "these are not the words of release {release}, nor of any other that was published",
                release=text.release,
            ),
        )


def _owner(timeline: Timeline, receipt: Receipt) -> Message | None:
    """Whose words they are, when any text that was ever published has them."""
    for release in reversed(timeline.releases):
        for text in release.own:
            for layer, digest in text.layers.items():
                if digest == receipt.digest:
                    return say(
                        "{document} ({language}, {layer}) of release {release}",
                        document=text.document,
                        language=text.language,
                        layer=layer,
                        release=release.id,
                    )
    return None


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
        return Objection(
            Code.WITHDRAWN,
            say("the release {release} was withdrawn on {day}", release=text.release, day=gone),
        )
    other = _text_in_force(timeline.in_force(day_of(receipt.time)), text)
    instead = say("; in force was that of {release}", release=other.release) if other else ""
    return Objection(
        Code.NOT_IN_FORCE,
        say(
            "the text of release {release} was not in force on {day}{instead}",
            release=text.release,
            day=day_of(receipt.time),
            instead=instead,
        ),
    )


def _text_in_force(release: Manifest | None, text: Frozen) -> Frozen | None:
    return release.text(*text.key) if release else None


def hours(gap: timedelta) -> Message:
    """A gap in words: minutes below two hours, hours below two days, otherwise days."""
    minutes = round(abs(gap).total_seconds() / 60)
    if minutes < 120:
        return say("{count} minutes", count=minutes)
    if minutes < 2880:
        return say("{count} hours", count=minutes // 60)
    return say("{count} days", count=minutes // 1440)
