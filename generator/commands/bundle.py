"""`notices verify --bundle FILE`: what is said about one release in a file."""

import sys
from pathlib import Path

import click

from generator.commands import FINDINGS
from generator.errors import in_one_line
from generator.proofs import bundle
from generator.proofs.archive import Proofs


def tell(file: Path, proofs: Proofs) -> None:
    """Say whether a bundle is what was published; ends the program when it is not."""
    verdict = bundle.verify(file, proofs)
    for message in verdict.wrong:
        click.echo(in_one_line(f"error: {file.name}: {message}."), err=True)
    if verdict.wrong:
        click.echo(f"{len(verdict.wrong)} found: this is not what was published.", err=True)
        sys.exit(FINDINGS)
    click.echo(
        f"Verified {verdict.texts} texts of release {verdict.release}; "
        f"the digest of its manifest is {verdict.digest}."
    )
    if not (proofs.head or proofs.keys or proofs.copy):
        click.echo(
            "Whether this is the release that was published, only its publisher can say: compare "
            "the digest with archive/CHAIN of the site (--head, --copy), or use --key."
        )
