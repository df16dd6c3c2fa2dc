"""`notices at DAY`: what was in force."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.recipes import answering


@click.command()
@options.common
@click.argument("day", callback=options.day)
@click.option("--document", default=None, help="Only this document.")
@click.option("--lang", default=None, help="Only this language.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def at(
    data: Path,
    site: str | None,
    as_of: date | None,
    day: date,
    document: str | None,
    lang: str | None,
    shape: str,
) -> None:
    """Which text was in force on DAY, with its digests."""
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    with options.refusals():
        found = answering.at(settings, day, document, lang)
        held = found if found.texts else answering.at(settings, day, None, None)
    if shape == "json":
        said = {"day": day.isoformat(), "release": found.release, "texts": found.texts}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not held.texts:
        click.echo(f"{day}: no text is recorded.")
    elif not found.texts:
        there = ", ".join(f"{row['id']} ({row['lang']})" for row in held.texts)
        click.echo(f"{day}: there is no such text. There are: {there}.")
    else:
        for row in found.texts:
            gone = f"  (withdrawn on {row['withdrawn']})" if row["withdrawn"] else ""
            click.echo(f"{row['id']} ({row['lang']}): {row['version']}  /{row['url']}{gone}")
            for layer, digest in row["hash"].items():
                click.echo(f"    {layer}  {digest['value']}")
    sys.exit(FINE if found.texts else FINDINGS)
