"""`notices explain`: what a rule asks, why, and by which provision."""

import sys

import click

from generator.checks import explanation
from generator.commands import UNUSABLE


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print a rule (by code, code[sub-code] or name), or all rules in a line each."""
    words = explanation.explained(rule) if rule else "\n".join(explanation.listed())
    if words is None:
        click.echo(f"error: {explanation.unknown(rule or '')}", err=True)
        sys.exit(UNUSABLE)
    click.echo(words)
