"""`notices release`: what changes, who approves it, and its freezing."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import languages, pipeline
from generator.checks import report
from generator.commands import FINDINGS
from generator.commands import _options as options
from generator.commands._language import echo, said
from generator.commands.compare import WORDS
from generator.comparison import Change
from generator.message import say
from generator.recipes import releasing
from generator.releases import preparing, signing
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
        raise click.UsageError(say("a release needs --effective"))
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
        _not_released(done, data)
    _released(done, today, key)


def _withdraw(today: pipeline.Settings, name: str, reason: str, key: Path | None) -> None:
    if not reason:
        raise click.UsageError(say("a withdrawal needs --reason"))
    releasing.withdraw(today, name, reason, key)
    echo(say("Withdrawn: {name}. Its words are gone, its digests stay.", name=name))
    if key:
        _signed(key)
    echo(
        say(
            "Version control, backups, .cache/ and built sites still hold the words; clean "
            "them there."
        )
    )


def _released(done: releasing.Release, today: pipeline.Settings, key: Path | None) -> None:
    manifest, candidate = done.manifest, done.candidate
    assert manifest is not None
    echo(
        say(
            "Released {id} ({kind}): {own} texts frozen, {others} carried over; in force from "
            "{effective}.",
            id=manifest.id,
            kind=manifest.kind,
            own=len(manifest.own),
            others=len(manifest.texts) - len(manifest.own),
            effective=manifest.effective,
        )
    )
    for name in candidate.overtaken if candidate else ():
        echo(
            say(
                "{name} was announced and will not come into force: this release overtook it.",
                name=name,
            )
        )
    if key:
        _signed(key)
    if not any(name.endswith(".pdf") for name in manifest.files):
        echo(say("It keeps no PDFs."))
    elif not today.base:
        echo(NO_ADDRESS)
    echo(say("Commit data/releases/ now. “notices build --production” builds the site with it."))


def _signed(key: Path) -> None:
    public = signing.in_letters(signing.public_of(signing.read_private(key)))
    echo(say("Signed; verify with --key {public}", public=public))


def _not_released(done: releasing.Release, data: Path) -> NoReturn:
    """Why there is no release, and what to write for one."""
    candidate = done.candidate
    if candidate is None:
        words = report.FORMATS["text"](options.findings(done.outcome, data))
        click.echo(options.coloured(words))
    echo(say("error: {refused} Nothing was released.", refused=done.refused), err=True)
    if candidate is not None and not candidate.empty:
        _say_changes(candidate)
        if done.outcome.settings.pdfs and not done.outcome.settings.base:
            echo(
                say(
                    "{no_address} Set it before you release; a PDF is frozen with its text.",
                    no_address=NO_ADDRESS,
                )
            )
        if done.unapproved:
            _say_how_to_approve(candidate)
    sys.exit(FINDINGS)


def _say_changes(candidate: preparing.Candidate) -> None:
    """What readers would find changed, and what that overtakes."""
    effective = candidate.effective
    echo(
        say(
            "These texts change on {effective} (at least --kind {proposed}):",
            effective=effective,
            proposed=candidate.proposed,
        )
    )
    echo(
        say(
            "  (first: nothing was released before; substantive: what people were told "
            "changes; editorial: links, layout or spelling alone)"
        )
    )
    titles = {(text.document, text.language): text.title for text in candidate.changed}
    for (document, language), changes in candidate.changes.items():
        is_new = candidate.base is None or not candidate.base.text(document, language)
        words = ", ".join(map(_short, changes)) or said(say("new") if is_new else say("unchanged"))
        click.echo(f"  {titles[document, language]} – {document} ({language}): {words}")
    for text in candidate.gone:
        click.echo(f"  {text.document} ({text.language}): {said(say('no more'))}")
    for name in candidate.overtaken:
        echo(
            say(
                "It overtakes {name}, which was announced and will not come into force: "
                "what the data already says of it holds from {effective} on.",
                name=name,
                effective=effective,
            )
        )
    if candidate.base:
        echo(
            say(
                "“notices compare --as-of {day}” shows the words before and after.",
                day=effective.isoformat(),
            )
        )


def _say_how_to_approve(candidate: preparing.Candidate) -> None:
    """Who reads them, and the block for `data/approvals.yml`."""
    effective = candidate.effective
    echo(
        say(
            "Whoever approves reads them first: in the preview (notices serve, or the preview "
            "of the pull request), and what changed with “notices compare”."
        )
    )
    echo(say("Whoever approves them, and did not prepare them, adds to data/approvals.yml:\n"))
    role, another, day = map(said, (say("<role>"), say("<another role>"), say("<day>")))
    click.echo(
        f"release-{effective}:\n  effective: {effective}\n  prepared_by: {role}\n"
        f"  approved_by: {another}\n  approved_on: {day}"
    )
    if candidate.corrected:
        when = said(say("if nothing but spelling was corrected"))
        click.echo(f"  # spelling_only: yes  – {when}")
    if further := [code for code in candidate.digests if languages.is_further(code)]:
        click.echo(f"  read_by:  # {said(say('the role behind “readers:” in sites.yml'))}")
        for language in further:
            click.echo(f"    {language}: {role}")
    click.echo("  digests:")
    for language, digest in candidate.digests.items():
        click.echo(f"    {language}: {digest}")


def _short(change: Change) -> str:
    place = f"“{change.heading}”: " if change.heading else ""
    return f"{place}{said(WORDS[change.what])}"
