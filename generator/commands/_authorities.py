"""The option of `verify` and `stamp` that names whose time stamps count."""

import os
from pathlib import Path
from typing import Any

import click

from generator.message import say
from generator.releases import stamping


class _OrdinaryFile(click.Path):
    """A file with an end: a pipe would be waited for, and of a device read for ever."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; refuses whatever else it leads to."""
        path = super().convert(value, param, ctx)
        if not Path(os.fsdecode(path)).is_file():
            self.fail(say("“{path}” is not a file.", path=path), param, ctx)
        return path


FILE = _OrdinaryFile(path_type=Path, exists=True, dir_okay=False)


def _authorities(
    _context: click.Context, _parameter: click.Parameter, values: tuple[Path, ...]
) -> tuple[stamping.Authority, ...]:
    try:
        return tuple(stamping.authority(value) for value in values)
    except (ValueError, OSError) as error:
        raise click.BadParameter(
            say("no certificate (PEM) can be read: {error}", error=error)
        ) from error


authority = click.option(
    "--tsa",
    "authorities",
    type=FILE,
    multiple=True,
    callback=_authorities,
    metavar="CERTIFICATES",
    help="Certificates (PEM) of a time stamp authority: its root, and what leads to its signer.",
)
