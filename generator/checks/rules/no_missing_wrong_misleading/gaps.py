"""What was left to fill in, what a reader would see as markup, and what is in doubt."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.finding import Level, Observation
from generator.checks.subject import Profile, Subject
from generator.provenance import Fact, Origin

SUB_CODES = {
    "placeholder": "A stand-in was left where something is to be written.",
    "markup": "Markup stands in a fact; readers would see it as it is written.",
    "brackets": "Something stands in brackets, as if it were to be filled in.",
    "unconfirmed": "A fact that nobody has confirmed goes into a release.",
}
PLACEHOLDER = re.compile(
    r"\[[^\]]*(adres|isim|unvan|tarih|telefon|e-posta|şirket adı|address|name|date|phone|e-mail)"
    r"[^\]]*\]|\bX{3,}\b|\bTODO\b|\bTBD\b|\beklenecek\b|\bdoldurulacak\b|\.\.\.\.|…\.|"
    r"\blorem ipsum\b|<[^<>]*(adres|isim|address|name)[^<>]*>",
    re.IGNORECASE,
)
MARKUP = re.compile(
    r"</?(a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|script|small|span|strong|style|su[bp]|table|td|tr|"
    r"u|ul)( [^<>]*)?/?>|&(#\d+|[a-z]+);",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"(?<!\w)\[[^\]\d]{3,}\]")
"""Not what is joined to a word, such as the code of a finding (`TXT-02[brackets]`)."""


def check(subject: Subject) -> Iterable[Observation]:
    """Every public fact, and the controller's own wording; doubts block a release only."""
    for fact in subject.published:
        if isinstance(fact, Fact):
            if isinstance(fact.value, str):
                yield from _gaps(fact.origin, fact.value)
            doubtful = fact.unconfirmed and subject.profile is Profile.RELEASE
            if doubtful and subject.stands_here(fact.origin):
                yield Observation(
                    fact.origin,
                    f"this is not confirmed: {fact.unconfirmed}",
                    "Ask the controller; then delete “unconfirmed:”.",
                    "unconfirmed",
                )
    for origin, _, words in subject.wordings:
        yield from _placeholder(origin, words)


def _placeholder(origin: Origin, words: str) -> Iterator[Observation]:
    match = PLACEHOLDER.search(words)
    if match:
        message = f"“{match.group()}” is a placeholder."
        yield Observation(origin, message, "Write what belongs here.", "placeholder")


def _gaps(origin: Origin, words: str) -> Iterator[Observation]:
    """The first of the three that is there: a gap is often written as markup or in brackets."""
    if PLACEHOLDER.search(words):
        yield from _placeholder(origin, words)
    elif markup := ("<" in words or "&" in words) and MARKUP.search(words):
        yield Observation(
            origin,
            f"“{markup.group()}” is markup, which readers would see as it is written.",
            "Write the words alone; the pages give them their form.",
            "markup",
        )
    elif name := "[" in words and BRACKETED.search(words):
        yield Observation(
            origin,
            f"“{name.group()}” stands in brackets, as if it were to be filled in.",
            "Take the brackets away, or write what belongs here.",
            "brackets",
            Level.WARNING,
        )
