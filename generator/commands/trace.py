"""`notices trace`: where each sentence of a clause comes from."""

import json
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import _options as options
from generator.commands._language import data as data_given
from generator.message import say
from generator.places import placed
from generator.provenance import Origin
from generator.recipes import tracing


@click.command()
@options.common
@click.argument("place", metavar="DOCUMENT#CLAUSE")
@click.option("--lang", default=None, help="Language; the first of the site.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def trace(
    data: Path, site: str | None, as_of: date | None, place: str, lang: str | None, shape: str
) -> None:
    """Which line of a template, which facts and which rows of the law make each sentence.

    The address of a clause on its page says its name: …/privacy-policy/#rights is the clause
    “rights” of the document at that address.
    """
    document, _, clause = place.partition("#")
    if not document or not clause:
        raise click.UsageError(say("write the document and the clause: privacy-policy#rights"))
    with options.refusals():
        settings = pipeline.Settings(data=data, site=site, as_of=as_of)
        traced = tracing.trace(settings, document, clause, lang)
    if shape == "json":
        click.echo(json.dumps([_as_data(part) for part in traced], ensure_ascii=False, indent=1))
        return
    for part in traced:
        click.echo(click.style(f"{document}#{clause} ({part.layer}): {part.heading}", bold=True))
        for sentence in part.sentences:
            click.echo(f"\n{sentence.text.strip()}")
            for origin in sentence.templates:
                click.echo(f"    {_place(origin)}")
            for origin, words in (*sentence.facts, *sentence.statutes):
                click.echo(f"    {_place(origin)}  {origin.path}: {_short(words)}")
        click.echo()


def _place(origin: Origin) -> str:
    return placed(f"{origin.file}:{origin.line}", data_given())


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}…"


def _as_data(part: tracing.Traced) -> dict[str, object]:
    return {
        "layer": part.layer,
        "heading": part.heading,
        "sentences": [
            {
                "text": sentence.text.strip(),
                "templates": [_place(origin) for origin in sentence.templates],
                "facts": [_row(*row) for row in sentence.facts],
                "statutes": [_row(*row) for row in sentence.statutes],
            }
            for sentence in part.sentences
        ],
    }


def _row(origin: Origin, words: str) -> dict[str, str]:
    return {"place": _place(origin), "path": origin.path, "words": words}
