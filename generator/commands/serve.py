"""`notices serve`: the live preview."""

from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import _options as options
from generator.errors import in_one_line
from generator.mkdocs import preview


@click.command()
@options.common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(data: Path, site: str | None, as_of: date | None, address: str) -> None:
    """Serve the preview; what is edited is seen in the browser at once."""
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    try:
        preview.serve(settings, address, click.echo)
    except preview.address.NotAnAddress as error:
        raise click.BadParameter(in_one_line(str(error)), param_hint="--address") from None
    except preview.address.Refused as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:  # too many files are watched, no room for the pages
        raise click.ClickException(f"The preview cannot be served: {error.strerror}.") from error
