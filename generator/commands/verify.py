"""`notices verify`: that nothing has changed since it was published."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator import TOOL, pipeline
from generator.commands import FINDINGS, FINE, _live
from generator.commands import _options as options
from generator.commands._authorities import FILE, authority
from generator.commands._language import echo, said
from generator.errors import NoticesError, in_one_line, reason_of
from generator.message import Message, counted, say
from generator.proofs import archive as verification
from generator.proofs import bundle as proved_bundle
from generator.proofs import site as published_site
from generator.proofs.archive import Proofs
from generator.proofs.archive import verify as verify_archive
from generator.recipes import proving
from generator.releases import signing, stamping
from generator.releases.archive import SIGNATURE, Archive


def _public_keys(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[signing.PublicKey, ...]:
    try:
        return tuple(signing.public_key(value) for value in values)
    except ValueError as error:
        raise click.BadParameter(
            say("this is not a valid public key: {error}", error=reason_of(error))
        ) from error


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
@click.option(
    "--owner",
    "owners",
    multiple=True,
    metavar="NAME",
    help="Whose it must be, as signed: site (id or address) or controller; may be given again.",
)
@authority
@click.option("--stamp", "stamps", type=FILE, multiple=True, help="An answer kept elsewhere.")
@click.option("--copy", type=click.Path(path_type=Path), help="Compare with a published site.")
@click.option("--bundle", type=FILE, help="Look at one release in a ZIP file; needs no data.")
@click.option("--live", metavar="URL", help="Look at a page of a shop: its words, links, scripts.")
def verify(
    data: Path,
    site: str | None,
    as_of: date | None,
    published: Path | None,
    head: str | None,
    keys: tuple[signing.PublicKey, ...],
    owners: tuple[str, ...],
    authorities: tuple[stamping.Authority, ...],
    stamps: tuple[Path, ...],
    copy: Path | None,
    bundle: Path | None,
    live: str | None,
) -> None:
    """Prove that no published text has changed: in the archive, a published site or a bundle; or on
    a page of a shop.

    With --tsa every entry must be stamped, with --key signed. The texts of a published site, its
    API and its e-mails are made again and compared, as of the day on which it was made (--as-of;
    today); what no archive can prove is listed. A page (--live) is asked for as a browser would,
    and compared with the texts in force; so are copies of our scripts on it.
    """
    try:
        other = proving.archive_in(copy) if copy else None
        answers = {str(path): path.read_bytes() for path in stamps}
        proofs = Proofs(head, keys, authorities, answers, other, owners)
        if bundle:
            _tell_bundle(bundle, proofs)
            return
        archive = proving.archive_in(published) if published else proving.archive_of(data, site)
        settings = pipeline.Settings(data=data, site=site, as_of=as_of)
        if live and archive.chain:
            _end(verify_archive(archive, proofs))
            _live.tell(live, _live.publication(archive, published, settings))
        unproved = _proved(archive, proofs, published, settings.day)
    except NoticesError as error:
        options.refuse(error)
    if not archive.chain:
        echo(
            say(
                "There is no release of “{folder}”, so nothing was proved.",
                folder=archive.folder.name,
            )
        )
        sys.exit(FINDINGS if site or live else FINE)
    _verified(archive, proofs, published)
    if unproved:
        echo(say("Of the site this is not proved, because no archive holds it:"))
    _listed(unproved)


def _listed(unproved: Sequence[str]) -> None:
    for what in unproved:
        click.echo(in_one_line(f"  - {said(what)}"))


def _proved(archive: Archive, proofs: Proofs, published: Path | None, day: date) -> Sequence[str]:
    """What of the published site stays unproved; ends the program when anything was changed."""
    wrong = verify_archive(archive, proofs)
    if wrong or not published:
        back = say("\nBring back what was published from version control or a copy.")
        _end(wrong, "" if published else back)
        return ()
    verdict = published_site.verify(published, archive, day)
    hint = say(
        " It was read as of {day}; name the day on which it was made (--as-of).{tool}",
        day=day,
        tool="" if verdict.of_this_tool else _another_tool(verdict.tool, say("site")),
    )
    _end(verdict.wrong, hint)
    return verdict.unproved


def _end(wrong: Sequence[str], hint: str = "") -> None:
    """Say what is wrong, and end the program if anything is."""
    for message in wrong:
        click.echo(in_one_line(said(say("error: {message}.", message=message))), err=True)
    if wrong:
        echo(
            say(
                "{wrong} found: this is not what was published.{hint}", wrong=len(wrong), hint=hint
            ),
            err=True,
        )
        sys.exit(FINDINGS)


def _another_tool(name: str | None, what: Message) -> Message:
    """What to do with a site or a bundle (`what`) that another version of the tool made, or one
    without a name."""
    if name is None:
        return say(
            " The {what} does not say which version of the tool made it, and this is {tool}: each "
            "version writes pages in its own way. Verify the {what} with the version that made it "
            "before you rely on this.",
            what=what,
            tool=TOOL,
        )
    return say(
        " The {what} says that {name} made it, and this is {tool}: each version writes pages in "
        "its own way. Verify the {what} with the version that made it before you rely on this.",
        what=what,
        name=in_one_line(name),
        tool=TOOL,
    )


def _verified(archive: Archive, proofs: Proofs, published: Path | None) -> None:
    entries = counted("{count} entry", "{count} entries", len(archive.chain))
    if published:
        entries = say("{entries} and every text of the site", entries=entries)
    echo(say("Verified {entries}; the newest is {head}.", entries=entries, head=archive.head))
    if proofs.keys:
        _owned(archive.folder / archive.chain[-1][0] / SIGNATURE, proofs)
    reported: set[str] = set()
    for entry, stamp in proving.stamped(archive):
        sure = "" if proofs.authorities else say(" (not checked: no --tsa)")
        echo(
            say(
                "  {id}: published on {published}, stamped {time:%Y-%m-%d %H:%M:%S} UTC{sure}",
                id=entry.id,
                published=entry.published,
                time=stamp.time,
                sure=sure,
            )
        )
        if entry.id not in reported and stamp.day > entry.published:
            echo(say("    That it was there before {day} is its publisher's word.", day=stamp.day))
        reported.add(entry.id)
    for name in verification.unfinished(archive):
        echo(say("  {name} was begun and never published; the next release removes it.", name=name))
    if archive.chain and not proofs.of_the_end:
        echo(
            say(
                "An archive cannot show by itself that its end was cut off: pin the newest "
                "digest (--head), or keep a stamp (--stamp) or a published copy (--copy) "
                "elsewhere."
            )
        )
    if archive.chain and not (proofs.of_the_end or proofs.keys or proofs.authorities):
        echo(
            say(
                "Nor can a chain alone show that its end was rewritten, or that a signature or a "
                "stamp was deleted: --key and --tsa do."
            )
        )


def _owned(signature: Path, proofs: Proofs) -> None:
    """Say whose the newest entry is, as it was signed."""
    owner = signing.owner_of(signature)
    if owner is None:
        echo(say("The newest signature does not say whose it is (format 1); the next one will."))
        return
    names = [f"“{name}”" for name in (owner.site, owner.address, owner.controller) if name]
    echo(say("It is signed for {names}.", names=in_one_line(", ".join(names))))
    if not proofs.owners:
        echo(say("One key may sign for several: compare these names, or demand them (--owner)."))


def _tell_bundle(file: Path, proofs: Proofs) -> None:
    """Say whether a bundle is what was published; ends the program when it is not."""
    verdict = proved_bundle.verify(file, proofs)
    hint = "" if verdict.of_this_tool else _another_tool(verdict.tool, say("bundle"))
    wrong = [say("{file}: {message}", file=file.name, message=one) for one in verdict.wrong]
    _end(wrong, hint)
    echo(
        say(
            "Verified {texts} texts of release {release}, in every form; the digest of its "
            "manifest is {digest}.",
            texts=verdict.texts,
            release=verdict.release,
            digest=verdict.digest,
        )
    )
    echo(say("Of the bundle this is not proved, because no archive holds it:"))
    _listed(verdict.unproved)
    if not (proofs.head or proofs.keys or proofs.copy):
        echo(
            say(
                "Whether this is the release that was published, only its publisher can say: "
                "compare the digest with archive/CHAIN of the site (--head, --copy), or use "
                "--key."
            )
        )
