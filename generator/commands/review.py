"""`notices review`: what a request changes, for the lawyer who has to say yes."""

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import FINE, UNUSABLE
from generator.commands import _options as options
from generator.commands._language import current
from generator.message import say
from generator.mkdocs.preview import alone
from generator.recipes.reviewing import data as as_data
from generator.recipes.reviewing import html, markdown
from generator.recipes.reviewing.page import Page
from generator.recipes.reviewing.review import review as reviewed

SHAPES = ("md", "html", "json")


def _address(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """An address that a browser opens, and nothing that it would run."""
    if value and not value.startswith(("https://", "http://")):
        raise click.BadParameter(say("“{value}” does not begin with https://", value=value))
    return value or ""


@click.command()
@options.common
@click.argument("base", metavar="REF|FOLDER")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="md",
              show_default=True)  # fmt: skip
@click.option("--preview", callback=_address, metavar="URL", help="Where the preview stands.")
@click.option("--whole", callback=_address, metavar="URL",
              help="Where the whole review is, for a comment that is shortened.")  # fmt: skip
@click.option("--public", is_flag=True,
              help="Leave out unreleased words, values, reasons and doubts.")  # fmt: skip
@click.option("--all", "folder", type=click.Path(path_type=Path, file_okay=False), default=None,
              help="Write review.md, review.html and review.json into this folder.")  # fmt: skip
@click.option("--sheets", type=click.Path(path_type=Path, file_okay=False), default=None,
              help="Write a file for each changed document into this folder, in which facts are "
              "corrected without a server.")  # fmt: skip
def review(
    data: Path,
    site: str | None,
    as_of: date | None,
    base: str,
    shape: str,
    preview: str,
    whole: str,
    public: bool,
    folder: Path | None,
    sheets: Path | None,
) -> None:
    """What a request changes against REF or FOLDER, and what follows at the next release.

    One comment in Markdown, or a page: clauses in both languages, whom it concerns, what is to be
    reported, new findings.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    with options.refusals():
        found = reviewed(settings, base)
    if sheets and not found.mistakes:
        _write_sheets(settings, base, sheets)
    page = Page(found, current(), preview, public)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for name in SHAPES:
            (folder / f"review.{name}").write_text(_written(page, name, whole), encoding="utf-8")
    else:
        click.echo(_written(page, shape, whole), nl=False)
    sys.exit(UNUSABLE if found.mistakes else FINE)


def _write_sheets(settings: pipeline.Settings, base: str, folder: Path) -> None:
    with options.refusals():
        made = list(alone.files(settings, base, current()))
    folder.mkdir(parents=True, exist_ok=True)
    for document, page in made:
        (folder / f"{document}.html").write_text(page, encoding="utf-8")


def _written(page: Page, shape: str, whole: str) -> str:
    match shape:
        case "html":
            return html.written(page.sections, page.title, page.language, page.marks)
        case "json":
            return as_data.written(page)
        case _:
            return markdown.written(page.sections, page.more(whole))
