"""All rules as one page: what each asks, why, its source, and how well the research verified it."""

from html import escape

from generator.catalogue import ENGLISH, said
from generator.checks.example import Example
from generator.checks.explanation import sources
from generator.checks.finding import in_full
from generator.checks.rule import Rule
from generator.message import say


def as_html(rules: tuple[Rule, ...], language: str = ENGLISH) -> str:
    """A section for each rule, in the order of the codes."""
    sections = "".join(_section(rule, language) for rule in rules)
    return f'<div class="rules">{sections}</div>'


def _section(rule: Rule, language: str) -> str:
    rows = [
        (said(say("Why"), language), said(rule.why, language)),
        (said(say("Level"), language), _level(rule, language)),
        *sources(rule, language),
        (said(say("Never accepted"), language), said(rule.never_accepted, language)),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return (
        f'<h2 id="{rule.code}">{rule.code} <code>{escape(rule.slug)}</code></h2>'
        f"<p>{escape(said(rule.what, language))}</p><dl>{listed}</dl>{_kinds(rule, language)}"
        f"{_example(rule.example, language)}"
    )


def _level(rule: Rule, language: str) -> str:
    if rule.question is None:
        return said(rule.level.words, language)
    return said(say("question to {role}", role=said(rule.question.role, language)), language)


def _kinds(rule: Rule, language: str) -> str:
    """The sub-codes, each at an address of its own."""
    rows = "".join(
        f'<dt id="{rule.code}-{sub}"><code>{in_full(rule.code, sub)}</code></dt>'
        f"<dd>{escape(said(what, language))}</dd>"
        for sub, what in rule.kinds.items()
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _example(example: Example | None, language: str) -> str:
    if example is None:
        return ""
    parts = []
    for right in (False, True):
        parts.append(f"<p>{escape(said(example.heading(right=right), language))}</p>")
        if lines := example.lines(right=right, language=language).rstrip():
            parts.append(f'<pre tabindex="0"><code>{escape(lines)}</code></pre>')
    return "".join(parts)
