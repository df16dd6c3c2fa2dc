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
    accepted, wrong = dict[tuple[str, str], str](), list(_pointless_answers(subject, known))
    there = {(f.name, f.place) for f in findings}
    for entry in subject.facts.accepted.values():
        faults = list(_faults(entry, known, findings, subject.day))
        wrong += faults
        key = entry.code.value, entry.place.value
        if faults or entry.until.value < subject.day or not _counts(entry, subject.profile):
            continue
        if key in there:
            accepted[key] = entry.reason.value
        else:
            wrong.append(_stale(entry, findings, subject.profile))
    marked = [replace(f, accepted=accepted.get((f.name, f.place), "")) for f in findings]
    return tuple(sorted([*marked, *map(ACCEPTED.finding, wrong)], key=in_order))


def block(finding: Finding) -> tuple[str, ...]:
    """The lines of accepted.yml that accept `finding`; what a person decides is left to write."""
    file, _, path = finding.place.partition("#")
    words = f"{file.removesuffix('.yml')} {path} {finding.sub or finding.slug}"
    name = re.sub(r"[^a-z0-9]+", "-", words.lower())
    return (
        f"{name.strip('-')}:",
        f"  code: {finding.name}",
        f"  place: {finding.place}",
        "  reason: <why it may stand for a while>",
        "  role: <who decides>",
        "  until: <last day, for example 2027-03-31>",
        "  profile: draft  # “release” lets it be published as well",
    )


def _pointless_answers(subject: Subject, known: Mapping[str, Rule]) -> Iterator[Observation]:
    for answer in subject.facts.answers.values():
        asking = known.get(answer.code.value)
        if asking is None or asking.question is None:
            yield Observation(
                answer.at("code"),
                f"“{answer.id.value}” answers “{answer.code.value}”, which asks nothing.",
                "Correct “code:”; a question is a finding that ends in a question mark.",
                "no-question",
            )


def _faults(
    entry: Accepted, known: Mapping[str, Rule], findings: Sequence[Finding], day: date
) -> Iterator[Observation]:
    """What is wrong with an acceptance whatever is found, and the older form."""
    code, sub = taken_apart(entry.code.value)
    rule = known.get(code)
    if rule is None:
        message = f"there is no rule “{code}”."
        hint = "“notices explain” lists the rules."
        yield Observation(entry.at("code"), message, hint, "unknown-code")
    elif rule.never_accepted:
        message = f"{code} is never accepted."
        yield Observation(entry.at("code"), message, rule.never_accepted, "never-accepted")
    elif entry.finding is not None:
        yield _older_form(entry, findings)
    elif not rule.knows(sub):
        message = f"{code} has no sub-code “{sub}”." if sub else f"{code} needs a sub-code."
        kinds = " or ".join(f"“{in_full(code, kind)}”" for kind in rule.kinds) or f"“{code}”"
        yield Observation(entry.at("code"), message, f"Write {kinds}.", "unknown-code")
    elif (longest := rule.longest.get(sub)) is not None:
        yield from _too_long(entry, longest, day)


def _too_long(entry: Accepted, longest: int, day: date) -> Iterator[Observation]:
    """What may be accepted for some days alone, or never."""
    code, last = entry.code.value, day + timedelta(days=longest)
    if not longest:
        message, hint = f"{code} is never accepted.", "Mend what it is about."
        yield Observation(entry.at("code"), message, hint, "never-accepted")
    elif entry.until.value > last:
        message = f"{code} is accepted for {longest} days at most, not until {entry.until.value}."
        hint = f"Write “until: {last}” or an earlier day."
        yield Observation(entry.at("until"), message, hint, "too-long")


def _older_form(entry: Accepted, findings: Sequence[Finding]) -> Observation:
    """An acceptance of a sentence: the finding of these words, else all of its rule there."""
    assert entry.finding is not None
    code, words = taken_apart(entry.code.value)[0], entry.finding.value.split()
    there = [f for f in findings if (f.code, f.place) == (code, entry.place.value)]
    meant = [f for f in there if f.message.split() == words] or there
    lines = " or ".join(dict.fromkeys(f"“code: {f.name}”" for f in meant))
    hint = "Delete “finding:” with its words"
    if not meant:
        hint = "Nothing is found there any more: delete the whole entry"
    elif entry.code.value not in {f.name for f in meant}:
        hint += f", and write {lines} in the place of “code: {entry.code.value}”"
    return Observation(
        entry.at("finding"),
        f"“{entry.id.value}” accepts a sentence; findings are accepted by code and place.",
        f"{hint}.",
        "older-form",
    )


def _stale(entry: Accepted, findings: Sequence[Finding], profile: Profile) -> Observation:
    """Whoever mends a fault is not stopped by its acceptance before the next release."""
    code = taken_apart(entry.code.value)[0]
    there = [f for f in findings if (f.code, f.place) == (code, entry.place.value)]
    others = " and ".join(f"“code: {f.name}” (“{f.message}”)" for f in there)
    hint = "Delete it, or correct “code” and “place” (file#path, as reports name it)."
    if there:
        hint = f"Found there: {others}. Anyone who accepts that too writes an entry for it."
    return Observation(
        entry.origin,
        f"“{entry.id.value}” accepts nothing that is found.",
        hint,
        "stale",
        Level.WARNING if profile is Profile.DRAFT else Level.ERROR,
    )


def _counts(entry: Accepted, profile: Profile) -> bool:
    return profile is Profile.DRAFT or entry.profile.value is AcceptedFor.RELEASE
