"""One rule in words, for the person to whom it was reported, in the language of that person."""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.catalogue import ENGLISH, known, said
from generator.checks import all_rules
from generator.checks.finding import OWN, Level, in_full, taken_apart
from generator.checks.rule import Rule
from generator.checks.subject import folded
from generator.message import Message, say
from generator.model.statute import Citation, Confidence


def listed(rules: Iterable[Rule], language: str = ENGLISH) -> str:
    """A line for each rule."""
    width = max(len(said(level.words, language)) for level in Level)
    return "\n".join(
        f"{rule.code}  {said(rule.level.words, language):<{width}}  {rule.slug}: "
        f"{said(rule.what, language)}"
        for rule in rules
    )


def explained(name: str, language: str = ENGLISH) -> str | None:
    """The rule called `name`: its code, its name, or either with a sub-code; None if none is."""
    code, sub = taken_apart(name)
    for rule in all_rules():
        if code in (rule.code, rule.slug) and (not sub or rule.knows(sub)):
            return "\n".join(_lines(rule, sub, language))
    return None


def speaking_of(words: str) -> list[Rule]:
    """The rules in which each of the `words` begins a word, in any language of the tool."""
    return [rule for rule in all_rules() if any(_speaks_of(rule, words, code) for code in known())]


def _speaks_of(rule: Rule, words: str, language: str) -> bool:
    sentences = (rule.what, rule.why, *rule.kinds.values())
    spoken = " ".join((rule.slug.replace("-", " "), *(said(s, language) for s in sentences)))
    starts = tuple(word.lstrip("“(") for word in folded(spoken, language).split())
    sought = folded(words, language).split()
    return bool(sought) and all(any(s.startswith(word) for s in starts) for word in sought)


def unknown(name: str) -> Message:
    """What to say to anyone who asked for a rule, or a sub-code, that is not there."""
    code, sub = taken_apart(name)
    if sub and explained(code):
        return say(
            "error: {code} has no sub-code “{sub}”. “notices explain {code}” lists them.",
            code=code,
            sub=sub,
        )
    return say(
        "error: there is no rule “{code}”, and none speaks of it. “notices explain” lists them.",
        code=code,
    )


def sources(rule: Rule, language: str = ENGLISH) -> Iterator[tuple[str, str]]:
    """What is behind a rule: each provision, since when, how well it is known, when reviewed."""
    source = said(say("Source"), language)
    if not rule.citations:
        yield source, said(OWN, language)
    for cited in rule.citations:
        yield source, said(_source(cited), language)
    if rule.confidence:
        yield (
            said(say("What the rule makes of it"), language),
            said(_known(rule.confidence), language),
        )


def _source(cited: Citation) -> Message:
    return say(
        "{provision} ({id}), in force from {since}; {known}; reviewed {day}",
        provision=cited,
        id=cited.id.value,
        since=cited.in_force_from.value,
        known=_known(cited.confidence.value),
        day=cited.reviewed.value,
    )


def _known(confidence: Confidence) -> Message:
    if confidence.to_confirm:
        return say("{known}, a lawyer must confirm it", known=confidence.words)
    return confidence.words


def _lines(rule: Rule, sub: str, language: str) -> Iterator[str]:
    yield f"{in_full(rule.code, sub)} {rule.slug} ({said(rule.level.words, language)})\n"
    yield said(rule.what, language)
    rows = chain([(said(say("Why"), language), said(rule.why, language))], sources(rule, language))
    yield from (f"{name}: {words}" for name, words in rows)
    if rule.never_accepted:
        yield f"{said(say('Never accepted'), language)}: {said(rule.never_accepted, language)}"
    if rule.question:
        role = said(rule.question.role, language)
        yield said(
            say("Where this tool does not write the text, it is asked of: {role}.", role=role)
            if rule.sub_codes
            else say("A machine cannot decide it; asked of: {role}.", role=role),
            language,
        )
    yield from _kinds(rule, [sub] if sub else rule.kinds, language)
    if rule.example and sub in ("", rule.example.sub):
        for right in (False, True):
            heading = said(rule.example.heading(right=right), language)
            yield f"\n{heading}\n\n{rule.example.lines(right=right, language=language)}".rstrip()


def _kinds(rule: Rule, subs: Iterable[str], language: str) -> Iterator[str]:
    kinds = [(in_full(rule.code, sub), said(rule.kinds[sub], language)) for sub in subs]
    if kinds:
        width = max(len(name) for name, _ in kinds)
        yield ""
        yield from (f"{name:<{width}}  {what}" for name, what in kinds)
