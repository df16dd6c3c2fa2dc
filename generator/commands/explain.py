"""`notices explain`: what a rule asks, why, and by which provision."""

import sys

import click

from generator import checks
from generator.commands import UNUSABLE


@click.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print a rule (by code or name), or all rules in a line each."""
    rules = checks.all_rules()
    if rule is None:
        for known in rules:
            click.echo(f"{known.code}  {known.level:<7}  {known.slug}: {known.what}")
        return
    for known in rules:
        if rule in (known.code, known.slug):
            click.echo(f"{known.code} {known.slug} ({known.level})\n")
            click.echo(f"{known.what}\nWhy: {known.why}")
            click.echo(
                f"Source: {known.citation.in_full}; "
                f"confidence of the research: {known.citation.confidence}"
            )
            if known.never_accepted:
                click.echo(f"Never accepted: {known.never_accepted}")
            if known.question:
                click.echo(f"A machine cannot decide it; asked of: {known.question.role}.")
            for name, example in (("Wrong", known.wrong), ("Right", known.right)):
                if example:
                    click.echo(f"\n{name}, in data/{example.file}:\n\n{example.yaml}", nl=False)
            return
    click.echo(f"error: there is no rule “{rule}”. “notices explain” lists them.", err=True)
    sys.exit(UNUSABLE)
