"""`notices verify`: that nothing has changed since it was published."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator import TOOL, pipeline
from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.commands._authorities import FILE, authority
from generator.errors import NoticesError, in_one_line
from generator.proofs import archive as verification
from generator.proofs import bundle as proved_bundle
from generator.proofs import site as published_site
from generator.proofs.archive import Proofs
from generator.proofs.archive import verify as verify_archive
from generator.recipes import proving
from generator.releases import signing, stamping
from generator.releases.archive import Archive


def _public_keys(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[signing.PublicKey, ...]:
    try:
        return tuple(signing.public_key(value) for value in values)
    except ValueError as error:
        raise click.BadParameter(f"this is not a valid public key: {error}") from error


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
@authority
@click.option("--stamp", "stamps", type=FILE, multiple=True, help="An answer kept elsewhere.")
@click.option("--copy", type=click.Path(path_type=Path), help="Compare with a published site.")
@click.option("--bundle", type=FILE, help="Look at one release in a ZIP file; needs no data.")
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
        answers = {str(path): path.read_bytes() for path in stamps}
        proofs = Proofs(head, keys, authorities, answers, other)
        if bundle:
            _tell_bundle(bundle, proofs)
            return
        archive = proving.archive_in(published) if published else proving.archive_of(data, site)
        unproved = _proved(archive, proofs, published, pipeline.Settings(as_of=as_of).day)
    except NoticesError as error:
        options.refuse(error)
    if not archive.chain:
        click.echo(f"There is no release of “{archive.folder.name}”, so nothing was proved.")
        sys.exit(FINDINGS if site else FINE)
    _verified(archive, proofs, published)
    if unproved:
        click.echo("Of the site this is not proved, because no archive holds it:")
    for what in unproved:
        click.echo(in_one_line(f"  - {what}"))


def _proved(archive: Archive, proofs: Proofs, published: Path | None, day: date) -> Sequence[str]:
    """What of the published site stays unproved; ends the program when anything was changed."""
    wrong = verify_archive(archive, proofs)
    if wrong or not published:
        back = "\nBring back what was published from version control or a copy."
        _end(wrong, "" if published else back)
        return ()
    verdict = published_site.verify(published, archive, day)
    hint = f" It was read as of {day}; name the day on which it was made (--as-of)."
    _end(verdict.wrong, hint + ("" if verdict.of_this_tool else _another_tool(verdict.tool)))
    return verdict.unproved


def _end(wrong: Sequence[str], hint: str = "") -> None:
    """Say what is wrong, and end the program if anything is."""
    for message in wrong:
        click.echo(in_one_line(f"error: {message}."), err=True)
    if wrong:
        click.echo(f"{len(wrong)} found: this is not what was published.{hint}", err=True)
        sys.exit(FINDINGS)


def _another_tool(name: str | None) -> str:
    """What to do with a site that another version of the tool made, or one without a name."""
    claim = (
        f"says that {name} made it" if name else "does not say which version of the tool made it"
    )
    return in_one_line(
        f" The site {claim}, and this is {TOOL}: each version writes pages in its own way. "
        "Verify the site with the version that made it before you rely on this."
    )


def _verified(archive: Archive, proofs: Proofs, published: Path | None) -> None:
    words = " and every text of the site" if published else ""
    count = "1 entry" if len(archive.chain) == 1 else f"{len(archive.chain)} entries"
    click.echo(f"Verified {count}{words}; the newest is {archive.head}.")
    reported: set[str] = set()
    for entry, stamp in proving.stamped(archive):
        sure = "" if proofs.authorities else " (not checked: no --tsa)"
        click.echo(
            f"  {entry.id}: published on {entry.published}, stamped {stamp.time:%Y-%m-%d %H:%M:%S} "
            f"UTC{sure}"
        )
        if entry.id not in reported and stamp.day > entry.published:
            click.echo(f"    That it was there before {stamp.day} is its publisher's word.")
        reported.add(entry.id)
    for name in verification.unfinished(archive):
        click.echo(f"  {name} was begun and never published; the next release removes it.")
    if archive.chain and not proofs.of_the_end:
        click.echo(
            "An archive cannot show by itself that its end was cut off: pin the newest digest "
            "(--head), or keep a stamp (--stamp) or a published copy (--copy) elsewhere."
        )
    if archive.chain and not (proofs.of_the_end or proofs.keys or proofs.authorities):
        click.echo("Nor can a chain alone show that its end was rewritten: --key and --tsa do.")


def _tell_bundle(file: Path, proofs: Proofs) -> None:
    """Say whether a bundle is what was published; ends the program when it is not."""
    verdict = proved_bundle.verify(file, proofs)
    _end([f"{file.name}: {message}" for message in verdict.wrong])
    click.echo(
        f"Verified {verdict.texts} texts of release {verdict.release}; "
        f"the digest of its manifest is {verdict.digest}."
    )
    if not (proofs.head or proofs.keys or proofs.copy):
        click.echo(
            "Whether this is the release that was published, only its publisher can say: compare "
            "the digest with archive/CHAIN of the site (--head, --copy), or use --key."
        )
