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
    for answer in subject.facts.answers.values():
        asking = known.get(answer.code.value)
        if asking is None or asking.question is None:
            said = f"“{answer.id.value}” answers “{answer.code.value}”, which asks nothing."
            hint = "Correct “code:”; a question is a finding that ends in a question mark."
            marked.append(_wrong(answer.at("code"), said, hint))
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
            there = [
                n for n, f in enumerate(marked) if (f.code, f.origin.key) == (rule.code, place)
            ]
            hits = [n for n in there if _words(marked[n].message) == _words(entry.finding.value)]
            for number in hits:
                marked[number] = replace(marked[number], accepted=entry.reason.value)
            if there and not hits:
                said = f"“{entry.id.value}” accepts other words than are found at its place."
                found_there = " and ".join(f"“{marked[n].message}”" for n in there)
                hint = f"Found: {found_there} Whoever accepts that too writes it as “finding:”."
                marked.append(_wrong(entry.at("finding"), said, hint))
            elif not hits:
                said = f"“{entry.id.value}” accepts nothing that is found."
                hint = "Delete it, or correct “code” and “place” (file#path, as reports name it)."
                marked.append(_wrong(entry.origin, said, hint))
    return tuple(sorted(marked, key=lambda f: (f.origin, f.code)))


def _words(text: str) -> list[str]:
    return text.split()


def _counts(entry: Accepted, profile: Profile) -> bool:
    return profile is Profile.DRAFT or entry.profile.value is AcceptedFor.RELEASE


def _wrong(origin: Origin, message: str, hint: str) -> Finding:
    rule = ACCEPTED
    return Finding(rule.code, rule.slug, rule.level, message, hint, origin, rule.citation)
