"""Findings that a person has accepted, with a reason and until a day (`data/accepted.yml`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.checks.rule import Finding, Profile, Rule, Subject
from generator.checks.rules.accepted_finding_stands import RULE as ACCEPTED
from generator.model.acceptance import Accepted, AcceptedFor
from generator.provenance import Origin


def accept(
    found: Sequence[Finding], subject: Subject, rules: Iterable[Rule]
) -> tuple[Finding, ...]:
    """`found` with the accepted ones marked, and a finding for each acceptance that is wrong."""
    known = {rule.code: rule for rule in rules}
    marked = list(found)
    for entry in subject.facts.accepted.values():
        rule = known.get(entry.code.value)
        if rule is None:
            said = f"there is no rule “{entry.code.value}”."
            marked.append(_wrong(entry.at("code"), said, "“notices explain” lists the rules."))
        elif rule.never_accepted:
            said = f"{rule.code} is never accepted."
            marked.append(_wrong(entry.at("code"), said, rule.never_accepted))
        elif entry.until.value >= subject.day and _counts(entry, subject.profile):
            place = f"data/{entry.place.value}"
            hits = [n for n, f in enumerate(marked) if (f.code, f.origin.key) == (rule.code, place)]
            for number in hits:
                marked[number] = replace(marked[number], accepted=entry.reason.value)
            if not hits:
                said = f"“{entry.id.value}” accepts nothing that is found."
                hint = "Delete it, or correct “code” and “place” (file#path, as reports name it)."
                marked.append(_wrong(entry.origin, said, hint))
    return tuple(sorted(marked, key=lambda f: (f.origin, f.code)))


def _counts(entry: Accepted, profile: Profile) -> bool:
    return profile is Profile.DRAFT or entry.profile.value is AcceptedFor.RELEASE


def _wrong(origin: Origin, message: str, hint: str) -> Finding:
    rule = ACCEPTED
    return Finding(rule.code, rule.slug, rule.level, message, hint, origin, rule.citation)
