"""One feed as Atom (RFC 4287): an entry for each version of a document in one language.

Nothing in it comes from the machine or the moment of the build, so the same archive gives the same
bytes anywhere. Its links are relative to the feed, for a site may stand in any folder of any host.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from generator import languages
from generator.comparison import Edit
from generator.outputs.changes.labels import labels_of as changes_labels
from generator.outputs.changes.sentences import sentence
from generator.outputs.feeds.labels import labels_of
from generator.publication.addresses import relative
from generator.releases.record import Frozen
from generator.releases.timeline import Standing

MOST_EDITS = 30
"""More changes than these are counted; the redline has them all."""
_MIDNIGHT = "T00:00:00+03:00"
"""Days begin in Istanbul."""


@dataclass(frozen=True)
class Entry:
    """A version; addresses are relative to the root of the site, empty where there is none."""

    text: Frozen
    standing: Standing
    address: str
    redline: str
    edits: Sequence[Edit]

    @property
    def updated(self) -> date:
        """When what the entry says changed last: its publication, or its withdrawal."""
        days = (self.standing.published, self.standing.withdrawn_on)
        return max(day for day in days if day)


@dataclass(frozen=True)
class Feed:
    """A feed at `here`; `entries` from the oldest to the newest."""

    here: str
    language: str
    name: str
    controller: str
    brand: str
    history: str
    entries: Sequence[Entry]

    def xml(self) -> bytes:
        """The feed, the newest entry first."""
        return "".join(self._lines()).encode()

    def _lines(self) -> Iterator[str]:
        newest = self.entries[-1].text
        title = labels_of(self.language)["feed_title"].format(title=newest.title, site=self.brand)
        yield '<?xml version="1.0" encoding="utf-8"?>\n'
        yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self.language}">\n'
        yield f"<id>{escape(self.name)}</id>\n<title>{escape(title)}</title>\n"
        yield f"<updated>{max(e.updated for e in self.entries)}{_MIDNIGHT}</updated>\n"
        yield f"<author><name>{escape(self.controller)}</name></author>\n"
        yield _link("self", self.here.rpartition("/")[2], "application/atom+xml")
        yield _link("alternate", self._way(self.history), "text/html")
        for entry in sorted(self.entries, key=lambda e: e.updated, reverse=True):
            yield from self._entry(entry)
        yield "</feed>\n"

    def _way(self, address: str) -> str:
        return relative(self.here, address)

    def _entry(self, entry: Entry) -> Iterator[str]:
        standing, labels = entry.standing, labels_of(self.language)
        state = labels[standing.state]
        title = f"{entry.text.title} {entry.text.release} – {state}"
        yield f"<entry>\n<id>{escape(f'{self.name}/{entry.text.release}')}</id>\n"
        yield f"<title>{escape(title)}</title>\n"
        yield f"<published>{standing.published}{_MIDNIGHT}</published>\n"
        yield f"<updated>{entry.updated}{_MIDNIGHT}</updated>\n"
        yield f'<category term="{standing.state}" label="{escape(state)}"/>\n'
        if standing.kind:
            yield f'<category term="{standing.kind}" label="{escape(labels[standing.kind])}"/>\n'
        yield _link("alternate", self._way(entry.address), "text/html")
        if entry.redline:
            yield _link("related", self._way(entry.redline), "text/html")
        content = escape("".join(self._content(entry)), quote=False)
        yield f'<content type="html">{content}</content>\n</entry>\n'

    def _content(self, entry: Entry) -> Iterator[str]:
        """The note, the days, what changed, and the way to the marked text; as HTML."""
        labels, language = labels_of(self.language), languages.get(self.language)
        standing = entry.standing
        if standing.note:
            yield f"<p>{escape(standing.note)}</p>"
        if standing.effective:
            day = language.date(standing.effective)
            yield f"<p>{escape(labels['effective_from'])}: {escape(day)}</p>"
        if standing.withdrawn_on:
            day = language.date(standing.withdrawn_on)
            yield f"<p>{escape(labels['withdrawn'])}: {escape(day)}</p>"
        if entry.edits:
            yield f"<ol>{''.join(self._items(entry.edits))}</ol>"
        if entry.redline:
            href = escape(self._way(entry.redline))
            yield f'<p><a href="{href}">{escape(labels["feed_redline"])}</a></p>'

    def _items(self, edits: Sequence[Edit]) -> Iterator[str]:
        for edit in edits[:MOST_EDITS]:
            yield f"<li>{escape(sentence(edit, self.language))}</li>"
        if (more := len(edits) - MOST_EDITS) > 0:
            words = changes_labels(self.language)["more"].format(count=more)
            yield f"<li>{escape(words)}</li>"


def _link(rel: str, href: str, kind: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href="{escape(href)}"/>\n'
