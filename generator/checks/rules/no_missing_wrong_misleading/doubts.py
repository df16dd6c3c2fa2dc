"""What the data itself doubts, and doubts that say that there is none."""

import re
from collections.abc import Iterable

from generator.checks.finding import Level, Observation
from generator.checks.subject import Profile, Subject
from generator.message import say
from generator.provenance import Proposal

SUB_CODES = {
    "unconfirmed": "A fact that nobody has confirmed goes into a release.",
    "confirmed": "The reason of a doubt says that the fact is confirmed.",
}
_TURKISH = (
    r"\b(teyit|tasdik)\s+(edildi|edilmiştir|edilmiş|etti|ettik|olundu|alındı|aldık)\b",
    r"\b(doğrulan|onaylan|kesinleş)(dı|di|mıştır|miştir)\b",
    r"\b(doğrula|onayla)(dı|dık|mıştır)\b",
    r"\bteyitlidir\b",
)
_ENGLISH = (
    r"^(?:(?:this|it|that|the [\w ]{1,40}) )?(?:(?:is|was|has been|have been|now|already) )*"
    r"(?:confirmed|verified)\b(?! by (?:nobody|no one))",
    r"\b(?:has|have|was|were|been|now|already) (?:confirmed|verified)\b",
    r"\b(?:company|controller|client|lawyer|counsel) (?:confirmed|verified)\b",
)
CONFIRMED = re.compile("|".join((*_TURKISH, *_ENGLISH)), re.IGNORECASE)
_DENIED = re.compile(
    r"\b(not|never|nobody|no one|until|once|unless|if|whether|hasn['’]t|wasn['’]t)\b|"
    r"\b(to|must|should|can|could|may|will) be\b|\b(kadar|hâlinde|halinde|sonra)\b",
    re.IGNORECASE,
)
"""Words beside which a doubt is one after all: “not confirmed yet”, “until it was confirmed”."""
_OPEN = re.compile(
    r"\b(unknown|not (yet )?known|do(es)? not know|to be asked|bilinm\w+|bilmiyor\w*|belli değil|"
    r"belirsiz|sorula\w+|soralım)\b",
    re.IGNORECASE,
)
"""What says that something is open, whatever else was confirmed: “the contract was confirmed by a
click; what it says is not known”."""


def check(subject: Subject) -> Iterable[Observation]:
    """Each doubt once, where it is written; it blocks a release only.

    A doubt about what no text of the site may print (`internal: yes`, the address of another
    brand) blocks nothing, and is reported all the same.
    """
    for origin, (doubt, is_public) in subject.doubts.items():
        if any(says_confirmed(words) for words in (doubt, *doubt.by_language.values())):
            yield Observation(
                origin,
                say("“unconfirmed:” says that this is confirmed: “{doubt}”.", doubt=doubt),
                say(
                    "Delete the line “unconfirmed:”; as long as it is there, the fact is in doubt."
                ),
                "confirmed",
            )
        if subject.profile is Profile.RELEASE:
            yield Observation(
                origin,
                say("this is not confirmed: {doubt}", doubt=doubt),
                _proposed(doubt.proposed) or say("Ask the controller; then delete “unconfirmed:”."),
                "unconfirmed",
                None if is_public else Level.WARNING,
            )


def _proposed(proposed: Proposal | None) -> str:
    """Who decides on a proposal, and what it is."""
    if proposed is None:
        return ""
    words = say(
        "A lawyer decides on it, writes what is right and deletes “unconfirmed:” and “proposed:”."
    )
    if not proposed.value:
        return say(
            "{role} holds it to be right ({day}). {words}",
            role=proposed.role,
            day=proposed.day,
            words=words,
        )
    return say(
        "Proposed is “{value}” ({role}, {day}). {words}",
        value=proposed.value,
        role=proposed.role,
        day=proposed.day,
        words=words,
    )


def says_confirmed(reason: str) -> bool:
    """Whether the reason of a doubt denies it: “Teyit edildi.”, “confirmed by the company”."""
    if _OPEN.search(reason):
        return False
    said = (sentence for sentence in re.split(r"(?<=[.;!?…])\s+", reason) if "?" not in sentence)
    return any(CONFIRMED.search(words) and not _DENIED.search(words) for words in said)
