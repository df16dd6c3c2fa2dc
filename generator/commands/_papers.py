"""What the commands that make papers share: their options, and how files are written."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator.commands import _options as options
from generator.commands._language import echo
from generator.errors import LoadingError, Problem
from generator.message import counted, say
from generator.provenance import Origin

FOLDER = Path("papers")


def common(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option(
        "--lang", default=None, help="The language of the paper; the first of the site."
    )(command)
    command = click.option(
        "--output", type=click.Path(path_type=Path, file_okay=False), default=FOLDER,
        show_default=True, help="Write the files into this folder.",
    )(command)  # fmt: skip
    return options.common(command)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """All files or, where the folder cannot be written, none; what lies beside them stays."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            new = folder / f".{name}.new"
            new.write_bytes(content)
        for name in files:
            (folder / f".{name}.new").replace(folder / name)
    except OSError as error:
        for name in files:
            with suppress(OSError):
                (folder / f".{name}.new").unlink()
        message = say("the papers cannot be written: {reason}.", reason=error.strerror)
        raise LoadingError(Problem(Origin(str(folder), line=0), message)) from None


def tell_broken(broken: Mapping[str, Sequence[Problem]]) -> None:
    """The mistakes of the files of a file room that are left out, each with its line."""
    options.show([problem for problems in broken.values() for problem in problems])
    echo(
        counted(
            "{count} file is left out until it is corrected: {files}. The others are as shown.",
            "{count} files are left out until they are corrected: {files}. The others are as "
            "shown.",
            len(broken),
            files=sorted(broken),
        ),
        err=True,
    )
