"""What a mail that carries texts is made of; `parts` makes it.

A mail is made of one release and never of “today”: who was shown a text just before midnight
gets that text just after it. Nothing in it comes from another host.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator import languages
from generator.expression import Expression, Layer, Resolve, reference
from generator.outputs.mail.labels import labels_of

SHOWN, CHANGED = "shown", "changed"
"""Occasions: a person was shown the texts; or the texts have changed."""


@dataclass(frozen=True)
class Enclosed:
    """One text of a mail. `url` is the absolute address at which it stays; `resolve` gives
    absolute addresses of clauses of the same release; `carried` are the layers in the mail.
    `redline` is the absolute address at which its changes are marked, where a mail tells of them.
    """

    text: Expression
    release: str
    effective: date
    url: str
    resolve: Resolve
    carried: Sequence[str] = ("short", "full")
    redline: str = ""

    @property
    def layers(self) -> list[Layer]:
        """The layers that the mail carries."""
        return [layer for layer in self.text.layers if layer.name in self.carried]

    def absolute(self, href: str) -> str:
        """A cross-reference as an absolute address; other links as they are."""
        link = reference.read(href)
        if link is None:
            return href
        own = self.url if link.stays_in(self.text.document) else ""
        return own + link.address(self.text.document, self.text.language, self.resolve)


@dataclass(frozen=True)
class Mail:
    """One mail. `release` is the one of which the texts are; `home` is the absolute address of
    the site; `note` says what changed."""

    id: str
    occasion: str
    site: str
    language: str
    release: str
    effective: date
    kind: str
    note: str
    subject: str
    opening: str
    brand: str
    controller: str
    home: str
    texts: Sequence[Enclosed]

    @property
    def labels(self) -> languages.Labels:
        """The fixed words of its language."""
        return labels_of(self.language)

    def changes(self) -> Iterator[tuple[str, str]]:
        """What changed and from which day, each with its label; only where that is the occasion."""
        if self.occasion == CHANGED:
            if self.note:
                yield self.labels["what_changed"], one_line(self.note)
            day = languages.get(self.language).date(self.effective)
            yield self.labels["effective_from"], day

    def about(self, enclosed: Enclosed) -> Iterator[tuple[str, str]]:
        """Which text this is, each line with its label: version, day, digests."""
        yield self.labels["version"], enclosed.release
        yield self.labels["effective_from"], languages.get(self.language).date(enclosed.effective)
        for layer in enclosed.text.layers:
            name = self.labels[f"layer_{layer.name}"]
            yield f"{self.labels['text_digest']} ({name})", layer.digest

    def address_label(self, enclosed: Enclosed) -> str:
        """What the address of a text is called: the way to the rest, where not all is carried."""
        return self.labels["permanent_address" if "full" in enclosed.carried else "full_text_at"]


def one_line(words: str) -> str:
    """Fit for a header and for a line: no line ends, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
