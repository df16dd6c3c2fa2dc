"""`notices departures`: where the texts depart from the source policy, for lawyers to read."""

from datetime import date
from pathlib import Path

import click

from generator import loading, pipeline
from generator.commands import _options as options
from generator.commands._language import current, echo
from generator.message import counted, say
from generator.recipes.departing import Departures

PAGE = ".html"


@click.command("departures")
@options.common
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page to be printed into this file (.html).",
)
def departures(data: Path, site: str | None, as_of: date | None, output: Path | None) -> None:
    """Where the texts depart from the source policy, and why; for the controller's lawyers.

    Without --output it is printed as Markdown.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    with options.refusals():
        facts = loading.load(data)
        listed = Departures(facts, pipeline.site_of(facts, settings), settings.day, current())
    if not facts.departures:
        echo(say("The texts depart from no source policy."), err=True)
        return
    if output is None:
        click.echo(listed.markdown(), nl=False)
        return
    if output.suffix.lower() != PAGE:
        raise click.BadParameter(say("Name a file that ends in .html."), param_hint="--output")
    output.write_text(listed.html(), encoding="utf-8")
    rows = counted("{count} departure", "{count} departures", len(listed.rows))
    echo(say("{file}: {rows}.", file=output.as_posix(), rows=rows), err=True)
