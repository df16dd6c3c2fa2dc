"""`notices build`: the site, as a preview of the drafts or of released texts only."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import pipeline
from generator.commands import _options as options
from generator.commands._language import echo
from generator.message import say
from generator.mkdocs import unchanged

if TYPE_CHECKING:
    from generator.recipes.publishing import Publishing


@click.command()
@options.common
@click.option("--production", is_flag=True, help="Released texts only; refuses drafts.")
@click.option("--pdf/--no-pdf", default=True, show_default=True, help="A PDF of each text.")
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
def build(
    data: Path, site: str | None, as_of: date | None, production: bool, pdf: bool, output: Path
) -> None:
    """Check the data and build the site (a preview, marked as a draft)."""
    started = time.perf_counter()
    settings = pipeline.Settings(
        data=data,
        site=site,
        as_of=as_of,
        production=production,
        pdfs=pdf,
        cache=options.cache(),
    )
    with options.refusals():
        if unchanged.stands(settings, output):
            echo(
                say(
                    "Nothing has changed since the last build: the site in {output}/ stays as it "
                    "is.",
                    output=output,
                )
            )
            return
    # What follows takes as long to import as all the rest of a build in which nothing changed.
    from generator.mkdocs import builder

    settings = replace(settings, pdfs=pdf and options.pdfs_can_be_made())
    with options.refusals():
        built = builder.build(settings, output, partial(echo, err=True))
    _say_built(built, settings, output, time.perf_counter() - started)


def _say_built(
    built: Publishing, settings: pipeline.Settings, output: Path, seconds: float
) -> None:
    """What there is now, what it lacks, and how to look at it."""
    from generator.checks import report
    from generator.outputs.mail.mails import Mails

    production = settings.production
    if not production:
        summary = report.summary(options.findings(built.outcome, settings.data))
        echo(say("{summary} “notices check” lists them.", summary=summary))
    echo(
        say(
            "Built {site} of {texts} texts for {brand} in {output}/ in {seconds:.1f} s.",
            site=say("a production site") if production else say("a preview"),
            texts=len(built.texts),
            brand=built.publication.site.brand.value,
            output=output,
            seconds=seconds,
        )
    )
    for page in sorted(built.texts, key=lambda page: page.order):
        click.echo(f"  /{page.url}  {page.title}")
    missing = Mails(built.publication).missing if production else ""
    if missing:
        echo(say("There are no parts of e-mails. {missing}", missing=missing), err=True)
    echo(say("To look at it: “notices serve --open”"))
