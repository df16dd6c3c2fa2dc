"""What is internal is in no finding: a check is read in logs, comments and reports of a forge.

A finding about an internal fact, or one that quotes it, says what its rule looks for and no value;
its place tells a person with the data where to look.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.checks.finding import Finding
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.provenance import Fact, Origin

_LEAST = 4
"""Letters of a value that is looked for in the words of a finding; fewer say nothing."""
NOT_REPEATED = say("The fact is internal, so it is not repeated here: look at the line.")


def withheld(
    findings: Iterable[Finding], subject: Subject, rules: Mapping[str, Rule]
) -> list[Finding]:
    """The findings, those of internal facts without their values."""
    hidden = [value for value in subject.stated if value.internal]
    places = {value.origin.key for value in hidden}
    values = {
        f"“{value.value}”"
        for value in hidden
        if isinstance(value, Fact) and isinstance(value.value, str) and len(value.value) >= _LEAST
    }
    return [
        _general(finding, rules[finding.code])
        if not places.isdisjoint(_around(finding.origin)) or _quotes(finding, values)
        else finding
        for finding in findings
    ]


def general(finding: Finding, rule: Rule) -> Finding:
    """Without what it says of this case: the kind of it alone."""
    return replace(finding, message=rule.kinds.get(finding.sub) or rule.what, hint="", block=())


def _general(finding: Finding, rule: Rule) -> Finding:
    return replace(general(finding, rule), hint=NOT_REPEATED)


def _around(place: Origin) -> Iterator[str]:
    """The keys of a place and of everything around it."""
    file, _, path = place.key.partition("#")
    while path:
        yield f"{file}#{path}"
        path = path[: max(path.rfind("."), path.rfind("["), 0)]


def _quotes(finding: Finding, values: Iterable[str]) -> bool:
    said: Sequence[str] = (finding.message, finding.hint, *finding.block)
    return any(value in words for value in values for words in said)
