"""`notices stamp`: since when the entries of the archive were there, by an authority's word."""

from datetime import date
from pathlib import Path

import click

from generator.commands import _options as options
from generator.commands._authorities import FILE, authority
from generator.commands._language import echo
from generator.message import say
from generator.recipes import proving
from generator.releases import freezing, stamping
from generator.releases.archive import Archive


@click.command()
@options.common
@click.option("--url", default=None, help="Ask this authority (RFC 3161 over HTTP) now.")
@click.option("--answer", "answers", type=FILE, multiple=True, help="Keep this answer (.tsr).")
@click.option("--again", is_flag=True, help="Stamp the newest entry once more.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path(),
              help="Folder for the requests; the current one.")  # fmt: skip
@authority
def stamp(
    data: Path,
    site: str | None,
    as_of: date | None,  # noqa: ARG001 - all commands take the same options
    url: str | None,
    answers: tuple[Path, ...],
    again: bool,
    output: Path,
    authorities: tuple[stamping.Authority, ...],
) -> None:
    """Have an authority say when the entries of the archive were there (RFC 3161).

    Without --url and --answer it writes a request (.tsq) for each entry that has no stamp; send
    them to the provider, and keep what comes back with --answer.
    """
    with options.refusals():
        archive = proving.archive_of(data, site)
        if answers:
            _keep(archive, [(str(path), path.read_bytes()) for path in answers], authorities)
            return
        asked = stamping.waiting(archive, again=again)
        if not asked:
            echo(
                say("Every entry is stamped.") if archive.chain else say("There is no release yet.")
            )
        elif url:
            fetched = [(url, stamping.fetch(url, request)) for request in asked.values()]
            _keep(archive, fetched, authorities)
        else:
            _ask(archive, asked, output)


def _ask(archive: Archive, asked: dict[str, bytes], output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    for name, request in asked.items():
        path = output / f"{archive.folder.name}-{name}.tsq"
        path.write_bytes(request)
        echo(say("{path}: the request for {name}", path=path, name=name))
    echo(say("Send each to the authority; keep what comes back with: notices stamp --answer FILE"))


def _keep(
    archive: Archive, answers: list[tuple[str, bytes]], authorities: tuple[stamping.Authority, ...]
) -> None:
    for origin, answer in answers:
        with freezing.locked(archive) as locked:
            name, time_stamp = stamping.keep(locked, origin, answer, authorities)
        echo(
            say("{name} is stamped {time:%Y-%m-%d %H:%M:%S} UTC.", name=name, time=time_stamp.time)
        )
    echo(say("Commit data/releases/ now, and keep the answers elsewhere too."))
