"""`notices explain`: what a rule asks, why, and by which provision."""

import sys

import click

from generator.checks import all_rules, explanation
from generator.commands import UNUSABLE
from generator.commands._language import current, echo


@click.command()
@click.argument("rule", nargs=-1)
def explain(rule: tuple[str, ...]) -> None:
    """Print a rule (by code, code[sub-code] or name), the rules that speak of a word, or all."""
    name, language = " ".join(rule), current()
    if words := explanation.explained(name, language):
        click.echo(words)
    elif rules := explanation.speaking_of(name) if name else all_rules():
        click.echo(explanation.listed(rules, language))
    else:
        echo(explanation.unknown(name), err=True)
        sys.exit(UNUSABLE)
