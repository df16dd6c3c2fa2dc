"""`notices verify --live URL`: what a page of a shop holds, and what nobody looked at."""

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import loading, pipeline
from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.commands._language import echo, said
from generator.errors import in_one_line
from generator.message import say
from generator.pipeline import Settings
from generator.proofs import live
from generator.proofs import site as published_site
from generator.publication import Publication
from generator.releases.archive import Archive
from generator.releases.timeline import Timeline


def publication(archive: Archive, published: Path | None, settings: Settings) -> Publication:
    """What is in force: as a published site holds it, or as the data and their archive do."""
    if published:
        timeline = Timeline(archive.manifests, settings.day)
        return published_site.named(published, archive, timeline)
    site = pipeline.site_of(loading.load(settings.data), settings)
    return Publication(site, "", settings.day, (), archive, base=options.site_address())


def tell(address: str, site: Publication) -> NoReturn:
    """Say what was found; ends the program."""
    found = live.look(address, site)
    for wrong in found.wrong:
        click.echo(in_one_line(said(say("error: {message}.", message=wrong))), err=True)
    if found.address != address:
        click.echo(in_one_line(said(say("It came from {address}.", address=found.address))))
    if found.wrong:
        echo(say("{wrong} found: correct it, and ask again.", wrong=len(found.wrong)), err=True)
    elif found.is_page:
        _fine(found, site.day)
    if found.scripts:
        echo(say("Scripts: {scripts}.", scripts=list(found.scripts)))
    if not site.base:
        echo(
            say(
                "The address of the site is not known (SITE_URL), so only the ends of links were "
                "compared."
            )
        )
    echo(say("This is not looked at:"))
    for what in live.UNSEEN:
        echo(say("  - {what}", what=what))
    nothing = found.is_page and not found.elements and not found.texts
    sys.exit(FINDINGS if found.wrong or nothing else FINE)


def _fine(found: live.Look, day: date) -> None:
    """What was right; where nothing was there to be right, that."""
    if found.texts:
        echo(
            say(
                "Texts on the page: {texts}, all with the words and links in force on {day}.",
                texts=found.texts,
                day=day,
            )
        )
    if found.elements > found.texts:
        echo(
            say(
                "Elements without a text: {elements}. The script brings their words and compares "
                "them itself (kvkk:mismatch).",
                elements=found.elements - found.texts,
            )
        )
    if not found.elements and not found.texts:
        echo(
            say(
                "Nothing of ours is on the page as the server sends it, so nothing was compared. "
                "If a script puts it there, its words are compared in the browser (kvkk:mismatch)."
            )
        )
