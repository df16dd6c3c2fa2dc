"""A text is there in every language in which the sites publish, and is in that language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.checks.finding import Level, Observation
from generator.checks.rules.no_missing_wrong_misleading.words import foreign, is_name
from generator.checks.subject import Profile, Subject
from generator.message import say
from generator.model.entry import Name, Text
from generator.provenance import Origin

SUB_CODES = {
    "no-text": "A text is missing in a language of the sites.",
    "same-words": "A text has the same words in two languages.",
    "wrong-language": "A text, or a sentence of it, is in another language than its key says.",
}
FIRST = "tr"
LAW = "generator/law/"
"""Rows of the statute book, which the law has in Turkish; no controller translates them."""
SAME = 3
"""Up to so many words that are the same may be right; a machine only guesses what is a name."""
_NAME = re.compile(r"(?:^|\.)(?:address(?:es)?\b.*|country|contact|brand|term|short_name\.name)$")
"""Keys of what may be a name, besides those that the model calls one."""


def check(subject: Subject) -> Iterable[Observation]:
    """Turkish always; another language may be missing in a draft."""
    wanted = dict.fromkeys((FIRST, *(language.value for language in subject.languages)))
    declared = _names_of_documents(subject)
    for text in subject.published:
        if isinstance(text, Text) and not text.origin.file.startswith(LAW):
            only = declared.get(text.origin)
            own = [code for code in wanted if not only or code in only]
            yield from _missing(text, own, subject.profile)
    for text in subject.prose:
        if not (isinstance(text, Name) and text.is_written_once):
            yield from _same(text, wanted)
            yield from _in_another(text)
    for origin, code, words in subject.wordings:
        yield from _foreign(origin, code, words)


def _names_of_documents(subject: Subject) -> Mapping[Origin, Sequence[str]]:
    """The texts that stand only in the languages of their document."""
    return {
        text.origin: [code.value for code in document.languages]
        for document in subject.facts.documents.values()
        for text in (document.title, document.summary, document.slug)
    }


def _missing(text: Text, wanted: Iterable[str], profile: Profile) -> Iterator[Observation]:
    for language in wanted:
        if text.find(language) is None:
            draft = profile is Profile.DRAFT and language != FIRST
            yield Observation(
                text.origin,
                say("there is no text in “{language}”.", language=language),
                say("Write “{language}: …”.", language=language),
                "no-text",
                Level.WARNING if draft else Level.ERROR,
            )


def _same(text: Text, wanted: Iterable[str]) -> Iterator[Observation]:
    words = [fact.value for fact in map(text.find, wanted) if fact]
    if len(set(words)) < len(words) and not is_name(words[0], name=_is_named(text)):
        yield Observation(
            text.origin,
            say("both languages have the same words."),
            say("Translate one of them."),
            "same-words",
            Level.ERROR if len(words[0].split()) > SAME else Level.WARNING,
        )


def _is_named(text: Text) -> bool:
    """Whether the key is one under which a proper name is written."""
    return isinstance(text, Name) or bool(_NAME.search(text.origin.path))


def _in_another(text: Text) -> Iterator[Observation]:
    values = {code: fact for code, fact in text.by_language.items() if fact}
    if len({fact.value for fact in values.values()}) < len(values):
        return  # reported as the same words, unless it is a name
    for code, fact in values.items():
        if _is_named(text) and is_name(fact.value, name=True):
            continue
        yield from _foreign(fact.origin, code, fact.value)


def _foreign(origin: Origin, code: str, words: str) -> Iterator[Observation]:
    if sentence := foreign(words, code):
        yield Observation(
            origin,
            say("this is not in “{code}”: “{sentence}”.", code=code, sentence=sentence),
            say(
                "Write it in “{code}”; a term of another language stands in brackets or quotes.",
                code=code,
            ),
            "wrong-language",
            Level.ERROR if len(sentence.split()) > SAME else Level.WARNING,
        )
