"""Which facts are sentences and which are phrases that a sentence of a text goes on after.

The templates put a full stop behind a phrase and none behind a sentence, so a fact that ends
otherwise makes two stops or none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.checks.finding import Level, Observation
from generator.checks.subject import Subject
from generator.message import say
from generator.model.bases import Basis
from generator.model.choices import Consent, MessageChannel
from generator.model.controller import Controller, Registry
from generator.model.cookies import Cookie, Cookies
from generator.model.data import DataCategory, DataItem
from generator.model.entry import Entry, Text
from generator.model.identity import JointController, SeparateController
from generator.model.premises import Cameras
from generator.model.processing import (
    Automated,
    Collection,
    DataSubject,
    ProcessingActivity,
    Purpose,
    Step,
)
from generator.model.recipients import Recipient, Service
from generator.model.retention import Retention, RetentionPart
from generator.model.statements import ApplicationChannel, MessagePreferences, Promises
from generator.provenance import Fact

SUB_CODES = {
    "no-full-stop": "A sentence has no full stop.",
    "two-stops": "A phrase ends in a stop, and the text adds its own.",
}
_SENTENCES: Mapping[type[Entry], tuple[str, ...]] = {
    Automated: ("logic", "review"),
    Consent: ("refusal", "withdrawal"),
    Cookies: ("choice",),
    JointController: ("contact",),
    MessageChannel: ("refusal",),
    Promises: ("informing", "announcing"),
    Recipient: ("risks",),
    Service: ("risks",),
}
_TERM = ("starts", "renewed", "rule", "ground", "hold")
_PHRASES: Mapping[type[Entry], tuple[str, ...]] = {
    ApplicationChannel: ("how", "when"),
    Basis: ("detail", "when"),
    Cameras: ("areas", "not_watched", "unit"),
    Collection: ("channels", "source"),
    Consent: ("matter", "when"),
    Controller: ("activity", "unit", "committee"),
    Cookie: ("purpose", "when", "until"),
    DataCategory: ("name",),
    DataItem: ("name", "when"),
    DataSubject: ("name", "supplied_by"),
    JointController: ("purpose",),
    MessageChannel: ("name",),
    MessagePreferences: ("content",),
    ProcessingActivity: ("title", "not_processed", "when", "incidental", "disposal"),
    Purpose: ("text", "other_law", "when", "if_not_given", "transferred_for"),
    Recipient: ("name", "purpose", "services", "forbidden", "when"),
    Registry: ("exemption_ground",),
    Retention: _TERM,
    RetentionPart: _TERM,
    SeparateController: ("purpose",),
    Service: ("name", "purpose", "forbidden", "when"),
    Step: ("purpose",),
}
_ENDED = re.compile(r"[.!?…:][”’\")\]]*$")
# A stop behind a word in small letters; abbreviations are short or have a capital (A.Ş., Inc.).
_STOPPED = re.compile(r"(^|[\s(“])[a-zçğıöşüâîû]{4,}[.;,:]$")


def check(subject: Subject) -> Iterable[Observation]:
    """Every public sentence and phrase."""
    for entry in subject.published:
        if isinstance(entry, Entry):
            yield from _unfit(entry)


def _unfit(entry: Entry) -> Iterator[Observation]:
    """Each fact of `entry` that ends as it should not."""
    for fact in _facts(entry, _SENTENCES):
        if not _ENDED.search(fact.value):
            yield Observation(
                fact.origin,
                say("this sentence has no full stop, and the text goes on behind it."),
                say("End it with a full stop."),
                "no-full-stop",
                Level.WARNING,
            )
    for fact in _facts(entry, _PHRASES):
        if _STOPPED.search(fact.value):
            yield Observation(
                fact.origin,
                say(
                    "“{sign}” ends this phrase, and the text puts a stop of its own.",
                    sign=fact.value[-1],
                ),
                say("Take the “{sign}” away.", sign=fact.value[-1]),
                "two-stops",
                Level.WARNING,
            )


def _facts(entry: Entry, names: Mapping[type[Entry], tuple[str, ...]]) -> Iterator[Fact[str]]:
    for name in names.get(type(entry), ()):
        value = getattr(entry, name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, Text) and not text.internal:
                yield from (fact for fact in text.by_language.values() if fact)
