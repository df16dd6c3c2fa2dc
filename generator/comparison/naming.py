"""Facts that changed, by what they are about: a period, a recipient, a legal basis.

What a fact is about follows from where it is written, so nobody writes a summary by hand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.comparison.rows import aligned


class About(StrEnum):
    """What a fact is about, in the words of Law 6698 art. 10 and 11 where they have one."""

    PERIOD = "period"
    COUNTRY = "country"
    TRANSFER = "transfer"
    BASIS = "basis"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    DATA = "data"
    SUBJECT = "subject"
    COLLECTION = "collection"
    CONTACT = "contact"
    CONTROLLER = "controller"
    COOKIE = "cookie"
    CONSENT = "consent"
    MESSAGES = "messages"
    RIGHTS = "rights"
    LAW = "law"
    FORM = "form"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FactChange:
    """The words in which a fact was and is printed; one is empty where it was or is not."""

    about: About
    key: str
    before: str
    after: str


_WHERE = (
    (About.PERIOD, r"retention\.yml#|deadlines\.yml#|application\.yml#answer|"
                   r"\.(retention|period|lifetime|until|minimum|maximum)\b"),
    (About.TRANSFER, r"transfer-mechanisms\.yml#|\.mechanism\b"),
    (About.COUNTRY, r"recipients\.yml#.*\.countr"),
    (About.BASIS, r"legal-bases\.yml#|(^|/)bases\.yml#|\.(basis|fallback|rest)\b"),
    (About.RECIPIENT, r"recipients(\.yml#|/)|cookies.*\.providers?\b"),
    (About.DATA, r"data-categories|special-categories|\.data\b"),
    (About.SUBJECT, r"subjects(\.yml#|/)"),
    (About.COLLECTION, r"collection-points|\.collection"),
    (About.CONTACT, r"controller\.yml#(.*_)?(phone|email|kep|address|web)\b|sites\.yml#.*url"),
    (About.CONTROLLER, r"controller\.yml#|sites\.yml#"),
    (About.PURPOSE, r"processing/|\.purposes?\b"),
    (About.COOKIE, r"cookie"),
    (About.CONSENT, r"consents(\.yml#|/)"),
    (About.MESSAGES, r"message"),
    (About.RIGHTS, r"rights\.yml#|application\.yml#"),
    (About.LAW, r"statutes\.yml#|generator/law/"),
    (About.FORM, r"forms/|fees\.yml#"),
)  # fmt: skip
_PATTERNS = tuple((about, re.compile(pattern)) for about, pattern in _WHERE)


def about(key: str) -> About:
    """What the fact written at `key` (`file#path`) is about."""
    return next((about for about, pattern in _PATTERNS if pattern.search(key)), About.OTHER)


def changed(
    before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> Iterator[FactChange]:
    """The facts that one clause states otherwise, no more, or for the first time."""
    before = aligned(before, after)
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key, []), after.get(key, [])
        if was != now:
            old, new = _lines(was, now), _lines(now, was)
            if old or new:
                yield FactChange(about(key), key, old, new)


def _lines(words: list[str], others: list[str]) -> str:
    """Each of the words once, without what the other side says as well."""
    return ", ".join(dict.fromkeys(word for word in words if word not in others))
