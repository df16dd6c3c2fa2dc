"""`notices release`: what changes, who approves it, and its freezing."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import pipeline
from generator.checks import report
from generator.commands import FINDINGS
from generator.commands import _options as options
from generator.comparison import Change
from generator.recipes import releasing
from generator.releases import signing
from generator.releases.record import ChangeKind

NO_ADDRESS = "SITE_URL is not set, so its PDFs name no host and their links lead nowhere."


@click.command()
@options.common
@click.option("--effective", callback=options.day, metavar="DAY",
              help="Day from which the texts hold.")  # fmt: skip
@click.option("--kind", type=click.Choice([k.value for k in ChangeKind]), help="What it is.")
@click.option("--note", "notes", multiple=True, callback=options.notes, metavar="LANGUAGE=WORDS",
              help="What changed, once in each language; readers see it.")  # fmt: skip
@click.option("--withdraw", default=None, metavar="ID", help="Take this release back.")
@click.option("--reason", default="", help="Why it is withdrawn (published; name no person).")
@click.option("--pdf/--no-pdf", default=True, show_default=True, help="Keep a PDF of each text.")
@options.key
def release(
    data: Path,
    site: str | None,
    as_of: date | None,
    effective: date | None,
    kind: str | None,
    notes: dict[str, str],
    withdraw: str | None,
    reason: str,
    pdf: bool,
    key: Path | None,
) -> None:
    """Freeze the approved texts, or take a release back; nothing that is published changes."""
    address, cache = options.site_address(), options.cache()
    today = pipeline.Settings(data=data, site=site, as_of=as_of, cache=cache, base=address)
    if withdraw:
        with options.refusals():
            _withdraw(today, withdraw, reason, key)
        return
    if effective is None:
        raise click.UsageError("a release needs --effective")
    from generator.mkdocs import builder  # slow to import; a withdrawal does without it

    with options.refusals():
        done = releasing.release(
            replace(today, as_of=effective, pdfs=pdf and options.pdfs_can_be_made()),
            published=today.day,
            kind=ChangeKind(kind) if kind else None,
            notes=notes,
            key=key,
            build=builder.trial,
        )
    if done.manifest is None:
        _not_released(done, data, effective)
    _released(done, today, key)


def _withdraw(today: pipeline.Settings, name: str, reason: str, key: Path | None) -> None:
    if not reason:
        raise click.UsageError("a withdrawal needs --reason")
    releasing.withdraw(today, name, reason, key)
    click.echo(f"Withdrawn: {name}. Its words are gone, its digests stay.")
    if key:
        _signed(key)
    click.echo(
        "Version control, backups, .cache/ and built sites still hold the words; clean them there."
    )


def _released(done: releasing.Release, today: pipeline.Settings, key: Path | None) -> None:
    manifest, candidate = done.manifest, done.candidate
    assert manifest is not None
    click.echo(
        f"Released {manifest.id} ({manifest.kind}): {len(manifest.own)} texts frozen, "
        f"{len(manifest.texts) - len(manifest.own)} carried over; "
        f"in force from {manifest.effective}."
    )
    for name in candidate.overtaken if candidate else ():
        click.echo(f"{name} was announced and will not come into force: this release overtook it.")
    if key:
        _signed(key)
    if not any(name.endswith(".pdf") for name in manifest.files):
        click.echo("It keeps no PDFs.")
    elif not today.base:
        click.echo(NO_ADDRESS)
    click.echo("Commit data/releases/ now. “make publish” builds the site with it.")


def _signed(key: Path) -> None:
    public = signing.in_letters(signing.public_of(signing.read_private(key)))
    click.echo(f"Signed; verify with --key {public}")


def _not_released(done: releasing.Release, data: Path, effective: date) -> NoReturn:
    """Why there is no release, and what to write for one."""
    if done.candidate is None:
        words = report.FORMATS["text"](options.findings(done.outcome, data))
        click.echo(options.coloured(words))
    click.echo(f"error: {done.refused} Nothing was released.", err=True)
    candidate = done.candidate
    if candidate is not None and not candidate.empty:
        click.echo(f"These texts change on {effective} (at least --kind {candidate.proposed}):")
        for (document, language), changes in candidate.changes.items():
            is_new = candidate.base is None or not candidate.base.text(document, language)
            words = ", ".join(map(_short, changes)) or ("new" if is_new else "unchanged")
            click.echo(f"  {document} ({language}): {words}")
        for text in candidate.gone:
            click.echo(f"  {text.document} ({text.language}): no more")
        for name in candidate.overtaken:
            click.echo(
                f"It overtakes {name}, which was announced and will not come into force: what the "
                f"data already says of it holds from {effective} on."
            )
        if candidate.base:
            click.echo(f"“notices compare --as-of {effective}” shows the words before and after.")
        if done.outcome.settings.pdfs and not done.outcome.settings.base:
            click.echo(f"{NO_ADDRESS} Set it before you release; a PDF is frozen with its text.")
    if candidate is not None and not candidate.empty and done.unapproved:
        click.echo("Whoever approves them, and did not prepare them, adds to data/approvals.yml:\n")
        click.echo(
            f"release-{effective}:\n  effective: {effective}\n  prepared_by: <role>\n"
            f"  approved_by: <another role>\n  approved_on: <day>"
        )
        if candidate.corrected:
            click.echo("  # spelling_only: yes  – if nothing but spelling was corrected")
        click.echo("  digests:")
        for language, digest in candidate.digests.items():
            click.echo(f"    {language}: {digest}")
    sys.exit(FINDINGS)


def _short(change: Change) -> str:
    return f"{change.clause} {change.what}".strip()
