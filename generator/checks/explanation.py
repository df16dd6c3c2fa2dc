"""One rule in words, for the person to whom it was reported."""

from collections.abc import Iterable, Iterator

from generator.checks import all_rules
from generator.checks.finding import OWN, in_full, taken_apart
from generator.checks.rule import Rule
from generator.model.statute import Confidence


def listed() -> Iterator[str]:
    """A line for each rule."""
    for rule in all_rules():
        yield f"{rule.code}  {rule.level:<7}  {rule.slug}: {rule.what}"


def explained(name: str) -> str | None:
    """The rule called `name`: its code, its name, or either with a sub-code; None if none is."""
    code, sub = taken_apart(name)
    for rule in all_rules():
        if code in (rule.code, rule.slug) and (not sub or rule.knows(sub)):
            return "\n".join(_lines(rule, sub))
    return None


def unknown(name: str) -> str:
    """What to say to anyone who asked for a rule, or a sub-code, that is not there."""
    code, sub = taken_apart(name)
    if sub and explained(code):
        return f"{code} has no sub-code “{sub}”. “notices explain {code}” lists them."
    return f"there is no rule “{code}”. “notices explain” lists them."


def sources(rule: Rule) -> Iterator[tuple[str, str]]:
    """What is behind a rule: each provision, since when, how well it is known, when reviewed."""
    if not rule.citations:
        yield "Source", OWN
    for cited in rule.citations:
        since, day = cited.in_force_from.value, cited.reviewed.value
        known = f"{_known(cited.confidence.value)}; reviewed {day}"
        yield "Source", f"{cited} ({cited.id.value}), in force from {since}; {known}"
    if rule.confidence:
        yield "What the rule makes of it", _known(rule.confidence)


def _known(confidence: Confidence) -> str:
    return confidence.words + (", a lawyer must confirm it" if confidence.to_confirm else "")


def _lines(rule: Rule, sub: str) -> Iterator[str]:
    yield f"{in_full(rule.code, sub)} {rule.slug} ({rule.level})\n"
    yield f"{rule.what}\nWhy: {rule.why}"
    yield from (f"{name}: {words}" for name, words in sources(rule))
    if rule.never_accepted:
        yield f"Never accepted: {rule.never_accepted}"
    if rule.question:
        yield f"A machine cannot decide it; asked of: {rule.question.role}."
    yield from _kinds(rule, [sub] if sub else rule.kinds)
    if rule.example and sub in ("", rule.example.sub):
        yield f"\nWrong, in {rule.example.lines(right=False).rstrip()}"
        yield f"\nRight, in {rule.example.lines(right=True).rstrip()}"


def _kinds(rule: Rule, subs: Iterable[str]) -> Iterator[str]:
    kinds = [(in_full(rule.code, sub), rule.kinds[sub]) for sub in subs]
    if kinds:
        width = max(len(name) for name, _ in kinds)
        yield ""
        yield from (f"{name:<{width}}  {what}" for name, what in kinds)
