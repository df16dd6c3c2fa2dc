"""A text is there in every language in which the sites publish, and was translated."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.finding import Level, Observation
from generator.checks.subject import Profile, Subject
from generator.model.entry import Name, Text

SUB_CODES = {
    "no-text": "A text is missing in a language of the sites.",
    "same-words": "A text has the same words in two languages.",
}
FIRST = "tr"
SAME = 3
"""Names of up to three words may be the same in both languages."""
COMPANY = re.compile(
    r" (A\.Ş\.|Ltd\. Şti\.|ANONİM ŞİRKETİ|LİMİTED ŞİRKETİ|GmbH|AG|SE|Inc\.|LLC|Ltd\.|Limited|B\.V\."
    r"|S\.A\.|S\.r\.l\.|plc)$",
    re.IGNORECASE,
)
"""How the name of a company ends; nobody translates it."""


def check(subject: Subject) -> Iterable[Observation]:
    """Turkish always; another language may be missing in a draft."""
    wanted = dict.fromkeys((FIRST, *(language.value for language in subject.languages)))
    for text in subject.published:
        if isinstance(text, Text):
            yield from _missing(text, wanted, subject.profile)
            yield from _same(text, wanted)


def _missing(text: Text, wanted: Iterable[str], profile: Profile) -> Iterator[Observation]:
    for language in wanted:
        if text.find(language) is None:
            draft = profile is Profile.DRAFT and language != FIRST
            yield Observation(
                text.origin,
                f"there is no text in “{language}”.",
                f"Write “{language}: …”.",
                "no-text",
                Level.WARNING if draft else Level.ERROR,
            )


def _same(text: Text, wanted: Iterable[str]) -> Iterator[Observation]:
    if isinstance(text, Name) and text.is_written_once:
        return
    words = [fact.value for fact in map(text.find, wanted) if fact]
    twice = len(set(words)) < len(words) and len(words[0].split()) > SAME
    if twice and not COMPANY.search(words[0]):
        message = "both languages have the same words."
        yield Observation(text.origin, message, "Translate one of them.", "same-words")
