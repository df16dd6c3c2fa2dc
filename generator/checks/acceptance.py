"""Findings that a person has accepted, with a reason and until a day (`data/accepted.yml`).

A finding is accepted by its code, its sub-code and its place, never by its words: a rule may say
the same better, or in another language, and what it says of another kind is another finding.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.checks.finding import Finding, Level, Observation, in_full, taken_apart
from generator.checks.rule import Rule
from generator.checks.rules.accepted_finding_stands import RULE as ACCEPTED
from generator.checks.subject import Profile, Subject
from generator.checks.topics import is_lawyer
from generator.message import either, say
from generator.model.acceptance import Accepted, AcceptedFor
from generator.provenance import Origin


def in_order(finding: Finding) -> tuple[Origin, str, str]:
    """Findings are reported by place, then by code."""
    return finding.origin, finding.code, finding.sub


def accept(
    findings: Sequence[Finding], subject: Subject, rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """`findings` with the accepted ones marked, and one more for each acceptance that is wrong."""
    known = {rule.code: rule for rule in rules}
    accepted, wrong = dict[tuple[str, str], Accepted](), list(_pointless_answers(subject, known))
    there = {(f.name, f.place) for f in findings}
    for entry in subject.facts.accepted.values():
        faults = list(_faults(entry, known, findings, subject.day))
        wrong += faults
        key = entry.code.value, entry.place.value
        if faults or entry.until.value < subject.day or not _counts(entry, subject.profile):
            continue
        if key in there and _of_a_clerk(entry, findings):
            wrong.append(_for_a_lawyer(entry))
        elif key in there:
            accepted[key] = entry
        else:
            wrong.append(_stale(entry, findings, subject.profile))
    marked = [_marked(f, accepted.get((f.name, f.place))) for f in findings]
    return tuple(sorted([*marked, *map(ACCEPTED.finding, wrong)], key=in_order))


def _of_a_clerk(entry: Accepted, findings: Sequence[Finding]) -> bool:
    """Whether an error would go into a release that no lawyer has let stand."""
    errors = {(f.name, f.place) for f in findings if f.level is Level.ERROR}
    released = entry.profile.value is AcceptedFor.RELEASE
    is_error = (entry.code.value, entry.place.value) in errors
    return released and is_error and not is_lawyer(entry.role.value)


def _for_a_lawyer(entry: Accepted) -> Observation:
    return Observation(
        entry.at("role"),
        say("“{id}” lets an error stand, which a lawyer decides.", id=entry.id.value),
        say("Let the lawyer decide, and write that role (“lawyer”)."),
        "no-lawyer",
    )


def _marked(finding: Finding, entry: Accepted | None) -> Finding:
    if entry is None:
        return finding
    return replace(finding, accepted=entry.reason.value, until=entry.until.value)


def block(finding: Finding) -> tuple[str, ...]:
    """The lines of accepted.yml that accept `finding`; what a person decides is left to write."""
    file, _, path = finding.place.partition("#")
    words = f"{file.removesuffix('.yml')} {path} {finding.sub or finding.slug}"
    name = re.sub(r"[^a-z0-9]+", "-", words.lower())
    return (
        f"{name.strip('-')}:",
        f"  code: {finding.name}",
        f"  place: {finding.place}",
        say("  reason: <why it may stand for a while>"),
        say("  role: <who decides>"),
        say("  until: <last day, for example 2027-03-31>"),
        say("  profile: draft  # “release” lets it be published as well"),
    )


def _pointless_answers(subject: Subject, known: Mapping[str, Rule]) -> Iterator[Observation]:
    for answer in subject.facts.answers.values():
        asking = known.get(answer.code.value)
        if asking is None or asking.question is None:
            yield Observation(
                answer.at("code"),
                say(
                    "“{id}” answers “{code}”, which asks nothing.",
                    id=answer.id.value,
                    code=answer.code.value,
                ),
                say("Correct “code:”; a question is a finding that ends in a question mark."),
                "no-question",
            )


def _faults(
    entry: Accepted, known: Mapping[str, Rule], findings: Sequence[Finding], day: date
) -> Iterator[Observation]:
    """What is wrong with an acceptance whatever is found, and the older form."""
    code, sub = taken_apart(entry.code.value)
    rule = known.get(code)
    if rule is None:
        message = say("there is no rule “{code}”.", code=code)
        hint = say("“notices explain” lists the rules.")
        yield Observation(entry.at("code"), message, hint, "unknown-code")
    elif rule.never_accepted:
        message = say("{code} is never accepted.", code=code)
        yield Observation(entry.at("code"), message, rule.never_accepted, "never-accepted")
    elif entry.finding is not None:
        yield _older_form(entry, findings)
    elif not rule.knows(sub):
        message = say("{code} needs a sub-code.", code=code)
        if sub:
            message = say("{code} has no sub-code “{sub}”.", code=code, sub=sub)
        kinds = [f"“{in_full(code, kind)}”" for kind in rule.kinds] or [f"“{code}”"]
        hint = say("Write {choices}.", choices=either(kinds))
        yield Observation(entry.at("code"), message, hint, "unknown-code")
    elif (longest := rule.longest.get(sub)) is not None:
        yield from _too_long(entry, longest, day)


def _too_long(entry: Accepted, longest: int, day: date) -> Iterator[Observation]:
    """What may be accepted for some days alone, or never."""
    code, last = entry.code.value, day + timedelta(days=longest)
    if not longest:
        message, hint = say("{code} is never accepted.", code=code), say("Mend what it is about.")
        yield Observation(entry.at("code"), message, hint, "never-accepted")
    elif entry.until.value > last:
        message = say(
            "{code} is accepted for {longest} days at most, not until {until}.",
            code=code,
            longest=longest,
            until=entry.until.value,
        )
        hint = say("Write “until: {last}” or an earlier day.", last=last.isoformat())
        yield Observation(entry.at("until"), message, hint, "too-long")


def _older_form(entry: Accepted, findings: Sequence[Finding]) -> Observation:
    """An acceptance of a sentence: the finding of these words, else all of its rule there."""
    assert entry.finding is not None
    code, words = taken_apart(entry.code.value)[0], entry.finding.value.split()
    there = [f for f in findings if (f.code, f.place) == (code, entry.place.value)]
    meant = [f for f in there if f.message.split() == words] or there
    lines = list(dict.fromkeys(f"“code: {f.name}”" for f in meant))
    hint = say("Delete “finding:” with its words.")
    if not meant:
        hint = say("Nothing is found there any more: delete the whole entry.")
    elif entry.code.value not in {f.name for f in meant}:
        hint = say(
            "Delete “finding:” with its words, and write {lines} in the place of “code: {code}”.",
            lines=either(lines),
            code=entry.code.value,
        )
    return Observation(
        entry.at("finding"),
        say(
            "“{id}” accepts a sentence; findings are accepted by code and place.",
            id=entry.id.value,
        ),
        hint,
        "older-form",
    )


def _stale(entry: Accepted, findings: Sequence[Finding], profile: Profile) -> Observation:
    """Whoever mends a fault is not stopped by its acceptance before the next release."""
    code = taken_apart(entry.code.value)[0]
    there = [f for f in findings if (f.code, f.place) == (code, entry.place.value)]
    others = [say("“code: {code}” (“{message}”)", code=f.name, message=f.message) for f in there]
    hint = say("Delete it, or correct “code” and “place” (file#path, as reports name it).")
    if there:
        hint = say(
            "Found there: {others}. Anyone who accepts that too writes an entry for it.",
            others=others,
        )
    return Observation(
        entry.origin,
        say("“{id}” accepts nothing that is found.", id=entry.id.value),
        hint,
        "stale",
        Level.WARNING if profile is Profile.DRAFT else Level.ERROR,
    )


def _counts(entry: Accepted, profile: Profile) -> bool:
    return profile is Profile.DRAFT or entry.profile.value is AcceptedFor.RELEASE
