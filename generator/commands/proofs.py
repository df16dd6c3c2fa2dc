"""`notices verify` and `notices stamp`: that nothing has changed, and since when it was there."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator import TOOL, pipeline
from generator.commands import FINDINGS, FINE, options
from generator.commands import bundle as bundle_command
from generator.errors import ArchiveError, NoticesError, in_one_line
from generator.proofs import archive as verification
from generator.proofs import site as published_site
from generator.proofs.archive import Proofs
from generator.proofs.archive import verify as verify_archive
from generator.recipes import proving
from generator.releases import freezing, signing, stamping
from generator.releases.archive import Archive

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _public_keys(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[signing.PublicKey, ...]:
    try:
        return tuple(signing.public_key(value) for value in values)
    except ValueError as error:
        raise click.BadParameter(f"this is no public key: {error}") from error


def _authorities(
    _context: click.Context, _parameter: click.Parameter, values: tuple[Path, ...]
) -> tuple[stamping.Authority, ...]:
    try:
        return tuple(stamping.authority(value) for value in values)
    except (ValueError, OSError) as error:
        raise click.BadParameter(f"no certificate (PEM) can be read: {error}") from error


_authority = click.option(
    "--tsa",
    "authorities",
    type=_FILE,
    multiple=True,
    callback=_authorities,
    metavar="CERTIFICATES",
    help="Certificates (PEM) of a time stamp authority: its root, and what leads to its signer.",
)


@click.command()
@options.common
@click.option("--published", type=click.Path(path_type=Path), help="Look at a published site.")
@click.option("--head", default=None, metavar="DIGEST", help="What the newest entry must be.")
@click.option(
    "--key",
    "keys",
    multiple=True,
    callback=_public_keys,
    metavar="KEY[,FROM[,UNTIL]]",
    help="Public key (base64) that must have signed on those days; may be given again.",
)
@_authority
@click.option("--stamp", "stamps", type=_FILE, multiple=True, help="An answer kept elsewhere.")
@click.option("--copy", type=click.Path(path_type=Path), help="Compare with a published site.")
@click.option("--bundle", type=_FILE, help="Look at one release in a ZIP file; needs no data.")
def verify(
    data: Path,
    site: str | None,
    as_of: date | None,
    published: Path | None,
    head: str | None,
    keys: tuple[signing.PublicKey, ...],
    authorities: tuple[stamping.Authority, ...],
    stamps: tuple[Path, ...],
    copy: Path | None,
    bundle: Path | None,
) -> None:
    """Prove that no published text has changed: in the archive, a published site or a bundle.

    With --tsa every entry must be stamped, with --key signed. The texts of a published site, its
    API and its e-mails are made again and compared, as of the day on which it was made (--as-of;
    today); what no archive can prove is listed.
    """
    try:
        other = proving.archive_in(copy) if copy else None
        kept = {str(path): path.read_bytes() for path in stamps}
        proofs = Proofs(head, keys, authorities, kept, other)
        if bundle:
            bundle_command.tell(bundle, proofs)
            return
        archive = proving.archive_in(published) if published else proving.archive_of(data, site)
        wrong, hint = verify_archive(archive, proofs), ""
        unproved: Sequence[str] = ()
        if not published:
            hint = "\nBring back what was published from version control or a copy."
        elif not wrong:
            day = pipeline.Settings(as_of=as_of).day
            verdict = published_site.verify(published, archive, day)
            wrong, unproved = list(verdict.wrong), verdict.unproved
            hint = f" It was read as of {day}; name the day on which it was made (--as-of)."
            hint += "" if verdict.of_this_tool else _another_tool(verdict.tool)
    except NoticesError as error:
        options.refuse(error)
    for message in wrong:
        click.echo(in_one_line(f"error: {message}."), err=True)
    if wrong:
        click.echo(f"{len(wrong)} found: this is not what was published.{hint}", err=True)
        sys.exit(FINDINGS)
    if not archive.chain:
        click.echo(f"There is no release of “{archive.folder.name}”, so nothing was proved.")
        sys.exit(FINDINGS if site else FINE)
    _verified(archive, proofs, published)
    if unproved:
        click.echo("Of the site this is not proved, because no archive holds it:")
    for what in unproved:
        click.echo(in_one_line(f"  - {what}"))


def _another_tool(name: str | None) -> str:
    """What to do with a site that another version of the tool made, or says so."""
    made = f"says that {name} made it" if name else "does not say which version of the tool made it"
    return in_one_line(
        f" The site {made}, and this is {TOOL}: each version writes pages in its own way. "
        "Verify the site with the version that made it before you rely on this."
    )


def _verified(archive: Archive, proofs: Proofs, published: Path | None) -> None:
    words = " and every text of the site" if published else ""
    count = "1 entry" if len(archive.chain) == 1 else f"{len(archive.chain)} entries"
    click.echo(f"Verified {count}{words}; the newest is {archive.head}.")
    told: set[str] = set()
    for entry, stamp in proving.stamped(archive):
        sure = "" if proofs.authorities else " (not checked: no --tsa)"
        click.echo(
            f"  {entry.id}: published on {entry.published}, stamped {stamp.time:%Y-%m-%d %H:%M:%S} "
            f"UTC{sure}"
        )
        if entry.id not in told and stamp.day > entry.published:
            click.echo(f"    That it was there before {stamp.day} is its publisher's word.")
        told.add(entry.id)
    for name in verification.unfinished(archive):
        click.echo(f"  {name} was begun and never published; the next release removes it.")
    if archive.chain and not proofs.of_the_end:
        click.echo(
            "An archive cannot show by itself that its end was cut off: pin the newest digest "
            "(--head), or keep a stamp (--stamp) or a published copy (--copy) elsewhere."
        )
    if archive.chain and not (proofs.of_the_end or proofs.keys or proofs.authorities):
        click.echo("Nor can a chain alone show that its end was rewritten: --key and --tsa do.")


@click.command()
@options.common
@click.option("--url", default=None, help="Ask this authority (RFC 3161 over HTTP) now.")
@click.option("--answer", "answers", type=_FILE, multiple=True, help="Keep this answer (.tsr).")
@click.option("--again", is_flag=True, help="Stamp the newest entry once more.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path(),
              help="Folder for the requests; the current one.")  # fmt: skip
@_authority
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
    try:
        archive = proving.archive_of(data, site)
        if answers:
            _keep(archive, [(str(path), path.read_bytes()) for path in answers], authorities)
            return
        asked = stamping.waiting(archive, again=again)
        if not asked:
            click.echo("Every entry is stamped." if archive.chain else "There is no release yet.")
        elif url:
            fetched = [(url, stamping.fetch(url, request)) for request in asked.values()]
            _keep(archive, fetched, authorities)
        else:
            _ask(archive, asked, output)
    except ArchiveError as error:
        options.refuse(error, FINDINGS)
    except NoticesError as error:
        options.refuse(error)


def _ask(archive: Archive, asked: dict[str, bytes], output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    for name, request in asked.items():
        path = output / f"{archive.folder.name}-{name}.tsq"
        path.write_bytes(request)
        click.echo(f"{path}: the request for {name}")
    click.echo("Send each to the authority; keep what comes back with: notices stamp --answer FILE")


def _keep(
    archive: Archive, answers: list[tuple[str, bytes]], authorities: tuple[stamping.Authority, ...]
) -> None:
    for origin, answer in answers:
        with freezing.locked(archive) as locked:
            name, made = stamping.keep(locked, origin, answer, authorities)
        click.echo(f"{name} is stamped {made.time:%Y-%m-%d %H:%M:%S} UTC.")
    click.echo("Commit data/releases/ now, and keep the answers elsewhere too.")
