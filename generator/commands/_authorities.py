"""The option of `verify` and `stamp` that names whose time stamps count."""

from pathlib import Path

import click

from generator.releases import stamping

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _authorities(
    _context: click.Context, _parameter: click.Parameter, values: tuple[Path, ...]
) -> tuple[stamping.Authority, ...]:
    try:
        return tuple(stamping.authority(value) for value in values)
    except (ValueError, OSError) as error:
        raise click.BadParameter(f"no certificate (PEM) can be read: {error}") from error


authority = click.option(
    "--tsa",
    "authorities",
    type=FILE,
    multiple=True,
    callback=_authorities,
    metavar="CERTIFICATES",
    help="Certificates (PEM) of a time stamp authority: its root, and what leads to its signer.",
)
