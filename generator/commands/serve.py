"""`notices serve`: the live preview."""

from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import _options as options
from generator.commands._language import current
from generator.errors import reason_of
from generator.message import say
from generator.mkdocs import preview


@click.command()
@options.common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.option(
    "--as-if-released",
    "trial",
    is_flag=True,
    help="Hand the drafts to the forms of a shop as if they were in force. Receipts name a release "
    "that cannot exist, so that every verifier refuses them.",
)
@click.option("--read-only", is_flag=True, help="Show facts in the pages, and correct none there.")
@click.option("--open", "opened", is_flag=True, help="Open the preview in the browser.")
def serve(
    data: Path,
    site: str | None,
    as_of: date | None,
    address: str,
    trial: bool,
    read_only: bool,
    opened: bool,
) -> None:
    """Serve the preview; what is edited is seen in the browser at once.

    “Correct” on each page opens its facts: what each is, its doubt, what the rules find; new words
    are written into data/ and can be taken back. Only this machine may write.
    """
    settings = pipeline.Settings(
        data=data, site=site, as_of=as_of, cache=options.cache(), trial=trial
    )
    try:
        preview.serve(settings, address, click.echo, current(), read_only=read_only, opened=opened)
    except preview.address.NotAnAddress as error:
        raise click.BadParameter(reason_of(error), param_hint="--address") from None
    except preview.address.Refused as error:
        raise click.ClickException(reason_of(error)) from None
    except OSError as error:  # too many files are watched, no room for the pages
        raise click.ClickException(
            say("The preview cannot be served: {strerror}.", strerror=error.strerror)
        ) from error
