"""All rules as one page: what each asks, why, its source, and how well the research verified it."""

from html import escape

from generator.checks.example import Example
from generator.checks.explanation import sources
from generator.checks.finding import in_full
from generator.checks.rule import Rule


def as_html(rules: tuple[Rule, ...]) -> str:
    """A section for each rule, in the order of the codes; the language is English."""
    return f'<div class="rules" lang="en">{"".join(_section(rule) for rule in rules)}</div>'


def _section(rule: Rule) -> str:
    kind = f"question to {rule.question.role}" if rule.question else rule.level.value
    rows = [
        ("Why", rule.why),
        ("Level", kind),
        *sources(rule),
        ("Never accepted", rule.never_accepted),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    return (
        f'<h2 id="{rule.code}">{rule.code} {escape(rule.slug)}</h2>'
        f"<p>{escape(rule.what)}</p><dl>{listed}</dl>{_kinds(rule)}"
        f"{_example(rule.example)}"
    )


def _kinds(rule: Rule) -> str:
    """The sub-codes, each at an address of its own."""
    rows = "".join(
        f'<dt id="{rule.code}-{sub}"><code>{in_full(rule.code, sub)}</code></dt>'
        f"<dd>{escape(what)}</dd>"
        for sub, what in rule.kinds.items()
    )
    return f"<dl>{rows}</dl>" if rows else ""


def _example(example: Example | None) -> str:
    return (
        "".join(
            f"<p>{name}, in {escape(where)}</p>"
            + (f'<pre tabindex="0"><code>{escape(lines)}</code></pre>' if lines else "")
            for name, right in (("Wrong", False), ("Right", True))
            for where, _, lines in [example.lines(right=right).rstrip().partition("\n\n")]
        )
        if example
        else ""
    )
