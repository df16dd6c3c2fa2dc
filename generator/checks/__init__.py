"""The rule pack: discovers the rules in `rules/` and runs them. Nothing here prints."""

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from generator.checks import rules
from generator.checks.acceptance import accept, in_order
from generator.checks.finding import Finding, Level
from generator.checks.rule import Rule
from generator.checks.subject import Profile, Subject
from generator.checks.unseen import general, withheld
from generator.message import say

__all__ = [
    "Finding",
    "Level",
    "Profile",
    "Rule",
    "Subject",
    "accept",
    "all_rules",
    "by_code",
    "run",
    "without_words",
]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code: the `RULE` of each module of `rules/`, or its `RULES` (a table)."""
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    modules = [importlib.import_module(f"{rules.__name__}.{name}") for name in names]
    rules_of = (m.RULES if hasattr(m, "RULES") else [m.RULE] for m in modules)
    return tuple(sorted(chain.from_iterable(rules_of), key=lambda rule: rule.code))


@cache
def by_code() -> dict[str, Rule]:
    """Every rule under its code."""
    return {rule.code: rule for rule in all_rules()}


def run(subject: Subject, *, texts: bool) -> Sequence[Finding]:
    """Findings of the rules on facts, or (`texts`) of those on texts, by place."""
    findings = (f for rule in all_rules() if rule.on_texts is texts for f in rule.run(subject))
    return sorted(withheld(findings, subject, by_code()), key=in_order)


def without_words(findings: Sequence[Finding]) -> Sequence[Finding]:
    """As strangers may read them: which rule, where, and nothing that is said of this case."""
    reason = say("accepted")
    return [
        replace(general(f, by_code()[f.code]), accepted=reason if f.accepted else "")
        for f in findings
    ]
