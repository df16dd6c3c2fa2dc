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
        answer = answering.at(settings, day, document, lang)
        whole = answer if answer.texts else answering.at(settings, day, None, None)
    if shape == "json":
        payload = {"day": day.isoformat(), "release": answer.release, "texts": answer.texts}
        click.echo(json.dumps(payload, ensure_ascii=False))
    elif not whole.texts:
        click.echo(f"{day}: no text is recorded.")
    elif not answer.texts:
        there = ", ".join(f"{row['id']} ({row['lang']})" for row in whole.texts)
        click.echo(f"{day}: this text was not in force. In force were: {there}.")
    else:
        for row in answer.texts:
            gone = f"  (withdrawn on {row['withdrawn']})" if row["withdrawn"] else ""
            click.echo(f"{row['id']} ({row['lang']}): {row['version']}  /{row['url']}{gone}")
            for layer, digest in row["hash"].items():
                click.echo(f"    {layer}  {digest['value']}")
    sys.exit(FINE if answer.texts else FINDINGS)
