"""`notices at DAY`: what was in force."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.commands._language import echo, said
from generator.errors import in_one_line
from generator.message import say
from generator.recipes import answering


@click.command()
@options.common
@click.argument("day", callback=options.day)
@click.option("--document", default=None, help="Only this document.")
@click.option("--lang", default=None, help="Only this language.")
@click.option("--show", is_flag=True, help="Print the words as well.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def at(
    data: Path,
    site: str | None,
    as_of: date | None,
    day: date,
    document: str | None,
    lang: str | None,
    show: bool,
    shape: str,
) -> None:
    """Which text was in force on DAY, with its digests."""
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    with options.refusals():
        answer = answering.at(settings, day, document, lang, show=show)
        whole = answer if answer.texts else answering.at(settings, day, None, None)
    if shape == "json":
        texts = [{**row, **_words(answer, row)} for row in answer.texts]
        payload = {"day": day.isoformat(), "release": answer.release, "texts": texts}
        click.echo(json.dumps(payload, ensure_ascii=False))
    elif not whole.texts:
        echo(say("{day}: no text is recorded.", day=day))
    elif not answer.texts:
        there = ", ".join(f"{row['id']} ({row['lang']})" for row in whole.texts)
        echo(
            say("{day}: this text was not in force. In force were: {there}.", day=day, there=there)
        )
    else:
        for row in answer.texts:
            withdrawn = row["withdrawn"]
            gone = f"  ({said(say('withdrawn on {day}', day=withdrawn))})" if withdrawn else ""
            click.echo(row["title"])
            click.echo(f"  {row['id']} ({row['lang']}): {row['version']}  /{row['url']}{gone}")
            words = answer.words.get((row["id"], row["lang"]), {})
            for layer, digest in row["hash"].items():
                name = say("full text") if layer == "full" else say("short layer")
                echo(say("    digest of the {name}: {digest}", name=name, digest=digest["value"]))
                for line in words.get(layer, ()):
                    click.echo(f"        {in_one_line(line)}")
    sys.exit(FINE if answer.texts else FINDINGS)


def _words(answer: answering.InForce, row: Mapping[str, Any]) -> Mapping[str, Any]:
    words = answer.words.get((row["id"], row["lang"]))
    return {"words": words} if words else {}
