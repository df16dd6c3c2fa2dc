"""What a person decides about a finding, written where it belongs: an acceptance, an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count

from generator import languages
from generator.checks import Finding, by_code
from generator.checks.finding import Level, taken_apart
from generator.checks.topics import is_lawyer
from generator.editing import Draft, Edition
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.model.acceptance import AcceptedFor, Reply
from generator.provenance import Origin

ACCEPTED, ANSWERS = "accepted.yml", "answers.yml"
REPLIES = tuple(reply.value for reply in Reply)


def reply(words: str) -> str | None:
    """One of `REPLIES`, in any language of the tool; None where it is none of them."""
    wanted = languages.get(languages.TURKISH).lower(words.strip())
    for language in languages.all_languages().values():
        for choice in REPLIES:
            if wanted in (choice, language.choices.get(choice)):
                return choice
    return None


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides (`role`), why or what is done (`words`), until when."""

    role: str
    words: str
    until: date


def to_accept(findings: Sequence[Finding], name: str, place: str) -> Finding:
    """The finding called `name` at `place`; raises LoadingError if none is there, or if it may not
    stand."""
    there = [f for f in findings if f.place == place]
    found = [f for f in there if f.name == name]
    if not found:
        at_place = list(dict.fromkeys(f.name for f in there))
        hint = (
            say("Found there: {at_place}.", at_place=at_place)
            if at_place
            else say("Copy code and place as “notices check --all” prints them.")
        )
        message = say("there is no finding “{name}” at “{place}”.", name=name, place=place)
        raise LoadingError(Problem(Origin(f"data/{place.partition('#')[0]}", 0), message, hint))
    rule = by_code()[found[0].code]
    if rule.never_accepted or rule.asks(found[0].sub) or rule.longest.get(found[0].sub) == 0:
        message = say("{name} is never let stand.", name=name)
        instead: str = (
            say("Answer it: notices answer {code}", code=rule.code)
            if rule.asks(found[0].sub)
            else rule.never_accepted or say("Mend what it is about.")
        )
        raise LoadingError(Problem(found[0].origin, message, instead))
    return min(found, key=lambda finding: finding.level is not Level.ERROR)


def accept(
    edition: Edition, finding: Finding, decision: Decision, *, released: bool = False
) -> None:
    """Let a finding stand (`to_accept`), in previews or where `released` as well.

    Raises LoadingError for an error that anybody but a lawyer would let stand.
    """
    if finding.level is Level.ERROR and not is_lawyer(decision.role):
        message = say(
            "{name} is an error: a lawyer decides whether it may stand.", name=finding.name
        )
        hint = say("Let the lawyer decide, and write that role (“lawyer”).")
        raise LoadingError(Problem(finding.origin, message, hint))
    profile = AcceptedFor.RELEASE if released else AcceptedFor.DRAFT
    entry = {
        "code": finding.name,
        "place": finding.place,
        "reason": decision.words,
        "role": decision.role,
        "until": decision.until.isoformat(),
        "profile": profile.value,
    }
    kind = taken_apart(finding.name)[1] or by_code()[finding.code].slug
    _add(edition, ACCEPTED, f"{finding.place} {kind}", entry, "code", "place")


def answer(edition: Edition, code: str, reply: str, decision: Decision) -> None:
    """Answer the question of a rule (one of `REPLIES`), again if it was answered.

    Raises LoadingError if the rule asks nothing.
    """
    rule = by_code().get(code)
    if rule is None or rule.question is None:
        asking = [rule.code for rule in by_code().values() if rule.question]
        raise LoadingError(
            Problem(
                Origin(f"data/{ANSWERS}", 0),
                say("“{code}” asks nothing.", code=code),
                say("These ask: {asking}.", asking=asking),
            )
        )
    entry = {
        "code": code,
        "answer": reply,
        **({"words": decision.words} if decision.words else {}),
        "role": decision.role,
        "until": decision.until.isoformat(),
    }
    _add(edition, ANSWERS, rule.slug, entry, "code")


def _add(edition: Edition, file: str, words: str, entry: dict[str, str], *same: str) -> None:
    """An entry under an id of `words`, in the place of those with the same values of `same`."""
    taken = edition.draft(file).value() or {}
    assert isinstance(taken, dict)
    for name, older in taken.items():
        if isinstance(older, dict) and all(older.get(key) == entry[key] for key in same):
            edition.edit(file, partial(Draft.remove, path=(name,)))
    id_ = re.sub(r"[^a-z0-9]+", "-", words.replace(".yml", "").lower()).strip("-")
    left = edition.draft(file).value() or {}
    numbered = (f"{id_}-{number}" if number > 1 else id_ for number in count(1))
    free = next(name for name in numbered if name not in left)
    edition.edit(file, partial(Draft.add_entry, path=(free,), value=dict(entry)))
