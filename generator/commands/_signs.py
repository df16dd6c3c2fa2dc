"""`notices papers spoken POINT` and `sign POINT`: for where there is no screen."""

from datetime import date
from pathlib import Path

import click

from generator.checks.rules.spoken_notice_short import MOST_WORDS
from generator.commands import _options as options
from generator.commands._language import echo
from generator.commands._papers import common, write
from generator.message import say
from generator.pipeline import Settings
from generator.recipes import displaying


@click.command("spoken")
@click.argument("point")
@common
def spoken(
    point: str, data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None
) -> None:
    """The words that are read out on the telephone, before recording begins.

    POINT is an id of collection-points.yml. They are the first layer, and never the whole notice.
    """
    settings = Settings(data=data, site=site, as_of=as_of, explained=False)
    with options.refusals():
        read_out = displaying.spoken(settings, point, lang)
        files = read_out.files(point)
        write(output, files)
    echo(read_out.words)
    echo(
        say(
            "{file}: {count} words, at most {most}. They are a first layer: the key leads to the "
            "whole notice, “{notice}”.",
            file=output / next(iter(files)),
            count=len(read_out.words.split()),
            most=MOST_WORDS,
            notice=read_out.notice,
        )
    )
    if read_out.draft:
        echo(say("This is a draft: {reason}", reason=read_out.draft))


@click.command("sign")
@click.argument("point")
@common
def sign(
    point: str, data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None
) -> None:
    """The sign of a till, a desk or cameras, on A4 and A5, as HTML and PDF.

    POINT is an id of collection-points.yml. Its code leads to the notice on the site (SITE_URL, or
    “url:” in sites.yml).
    """
    base = options.site_address()
    settings = Settings(data=data, site=site, as_of=as_of, explained=False, base=base)
    with_pdf = options.pdfs_can_be_made()
    with options.refusals():
        made = displaying.sign(settings, point, lang)
        files = made.files(point, pdfs=with_pdf)
        write(output, files)
    echo(say("{folder}: {files}.", folder=output, files=list(files)))
    echo(
        say(
            "The code leads to {address}. Open this address before you print.",
            address=made.sign.address,
        )
    )
    if made.draft:
        echo(say("This is a draft: {reason}", reason=made.draft))
