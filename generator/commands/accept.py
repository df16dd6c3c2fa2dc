"""`notices accept`: a finding that may stand for a while, written into accepted.yml."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.checks import Level, Profile
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import echo
from generator.editing import Edition
from generator.message import say
from generator.recipes import deciding


@click.command()
@click.argument("code")
@click.argument("place")
@options.common
@click.option("--reason", help="Why it may stand for a while.")
@click.option("--role", help="Who decides: a role, not a name.")
@click.option("--until", callback=options.day, metavar="DAY", help="The last day on which it may.")
@click.option("--release", is_flag=True, help="For releases as well, not for previews alone.")
@click.option("--yes", is_flag=True, help="Write without asking.")
def accept(
    code: str,
    place: str,
    data: Path,
    site: str | None,
    as_of: date | None,
    reason: str | None,
    role: str | None,
    until: date | None,
    release: bool,
    yes: bool,
) -> None:
    """Let a finding stand until a day, with a reason: CODE and PLACE as reports print them."""
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    edition = Edition(data)
    with options.refusals():
        found = [
            finding
            for profile in Profile
            for finding in pipeline.run(replace(settings, profile=profile)).findings
        ]
        finding = deciding.to_accept(found, code, place.removeprefix("data/"))
        if finding.level is Level.ERROR:
            echo(say("This is an error: a lawyer decides whether it may stand."), err=True)
        decision = deciding.Decision(
            writing.asked("--role", role, say("Who decides (a role)"), str),
            writing.asked("--reason", reason, say("Why may it stand for a while"), str),
            writing.asked("--until", until, say("Until which day"), writing.a_day),
        )
        deciding.accept(edition, finding, decision, released=release)
    writing.shown_and_written(edition, yes=yes)
