"""`notices keys`: what may be written in `data/`, for people and for their editors."""

import json
import sys
from pathlib import Path

import click

from generator import keys as described
from generator.commands import UNUSABLE
from generator.keys import report, schema


@click.command()
@click.argument("file", required=False)
@click.option(
    "--schemas",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Write JSON Schemas for editors into this folder.",
)
def keys(file: str | None, schemas: Path | None) -> None:
    """What may be written in data/: its files, or the keys of FILE (recipients.yml)."""
    files = described.files()
    if schemas:
        _write(files, schemas)
        return
    if file is None:
        click.echo(report.listing(files), nl=False)
        click.echo("“notices keys FILE” tells the keys of one.")
        return
    wanted = next((f for f in files if file.removeprefix("data/") in _called(f)), None)
    if wanted is None:
        click.echo(f"error: data/ has no “{file}”. “notices keys” lists its files.", err=True)
        sys.exit(UNUSABLE)
    click.echo(report.as_text(wanted), nl=False)


def _called(file: described.File) -> tuple[str, ...]:
    name = file.name.strip("/")
    return file.name, name, name.removesuffix(".yml")


def _write(files: tuple[described.File, ...], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    settings = {}
    for file in files:
        name, pattern = schema.names(file)
        text = json.dumps(schema.of(file), ensure_ascii=False, indent=1)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
        settings[(folder / name).as_posix()] = f"data/{pattern}"
    click.echo(f"{len(settings)} schemas in {folder}/. Visual Studio Code (extension “YAML”) reads")
    click.echo("them with these lines in .vscode/settings.json:\n")
    click.echo(json.dumps({"yaml.schemas": settings}, indent=2))
