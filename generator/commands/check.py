"""`notices check`: the rules on facts and texts, as people or programs read them."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.checks import Profile, misspelt, readability, report
from generator.commands import FINDINGS, FINE, UNUSABLE
from generator.commands import _options as options
from generator.recipes import earlier


@contextmanager
def _earlier(data: Path, since: str | None) -> Iterator[Path | None]:
    """The folder of the older data; None where none is named."""
    if since is None:
        yield None
        return
    with earlier.data_at(data, since) as folder:
        yield folder


@click.command()
@options.common
@click.option(
    "--format", "shape", type=click.Choice(list(report.FORMATS)), default="text", show_default=True
)
@click.option(
    "--profile", type=click.Choice(["draft", "release"]), default="draft", show_default=True
)
@click.option(
    "--stats", is_flag=True, help="Print words and readability of each layer instead of findings."
)
@click.option("--spelling", is_flag=True, help="Print words of the data in no dictionary.")
@click.option(
    "--since",
    metavar="REF|FOLDER",
    help="Texts that changed in one language since this ref of git, or since other data; "
    "otherwise since the last release.",
)
def check(
    data: Path,
    site: str | None,
    as_of: date | None,
    shape: str,
    profile: str,
    stats: bool,
    spelling: bool,
    since: str | None,
) -> None:
    """Check the facts and the texts against the law."""
    settings = pipeline.Settings(
        data=data,
        site=site,
        as_of=as_of,
        profile=Profile(profile),
        cache=options.cache(),
        explained=False,
    )
    gc.disable()  # a short process makes many small objects and hardly a cycle
    try:
        with options.refusals(), _earlier(data, since) as older:
            outcome = pipeline.run(replace(settings, since=older, since_name=since or ""))
            outcome.findings  # noqa: B018 – the older data are gone afterwards
        if spelling:
            words, looked = misspelt.report(outcome.subject.prose)
            click.echo(words)
            sys.exit(FINE if looked else UNUSABLE)
        if stats:
            click.echo(readability.table(readability.measured(outcome.texts)))
            return
        output = report.FORMATS[shape](options.findings(outcome, data))
    finally:
        gc.freeze()  # what is there stays until the process ends
        gc.enable()
    click.echo(options.coloured(output) if shape == "text" else output)
    sys.exit(FINDINGS if outcome.errors else FINE)
