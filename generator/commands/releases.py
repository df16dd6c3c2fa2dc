"""`notices release` and `notices compare`: what changes, who approves it, and its freezing."""

import difflib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import pipeline
from generator.checks import report
from generator.commands import FINDINGS, FINE, options
from generator.comparison import Change
from generator.errors import ArchiveError, NoticesError
from generator.recipes import comparing, releasing
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
    try:
        if withdraw:
            _withdraw(today, withdraw, reason, key)
            return
        if effective is None:
            raise click.UsageError("a release needs --effective")
        from generator.mkdocs import builder  # slow to import; a withdrawal does without it

        done = releasing.release(
            replace(today, as_of=effective, pdfs=pdf and options.pdfs_can_be_made()),
            published=today.day,
            kind=ChangeKind(kind) if kind else None,
            notes=notes,
            key=key,
            build=builder.trial,
        )
    except ArchiveError as error:
        options.refuse(error, FINDINGS)
    except NoticesError as error:
        options.refuse(error)
    if done.manifest is None:
        _not_released(done, data, effective)
    _released(done, today, key)


def _withdraw(today: pipeline.Settings, name: str, reason: str, key: Path | None) -> None:
    if not reason:
        raise click.UsageError("a withdrawal needs --reason")
    releasing.withdraw(today, name, reason, key)
    click.echo(f"Withdrawn: {name}. Its words are gone, its digests stay.")
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
        public = signing.in_letters(signing.public_of(signing.read_private(key)))
        click.echo(f"Signed; verify with --key {public}")
    if not any(name.endswith(".pdf") for name in manifest.files):
        click.echo("It keeps no PDFs.")
    elif not today.base:
        click.echo(NO_ADDRESS)
    click.echo("Commit data/releases/ now. “make publish” builds the site with it.")


def _not_released(done: releasing.Release, data: Path, effective: date) -> NoReturn:
    """Why there is no release, and what to write for one."""
    if done.candidate is None:
        said = report.FORMATS["text"](options.findings(done.outcome, data))
        click.echo(options.coloured(said))
    click.echo(f"error: {done.refused} Nothing was released.", err=True)
    candidate = done.candidate
    if candidate is not None and not candidate.empty:
        click.echo(f"These texts change on {effective} (at least --kind {candidate.proposed}):")
        for (document, language), changes in candidate.changes.items():
            said = ", ".join(_short(change) for change in changes) or "new"
            click.echo(f"  {document} ({language}): {said}")
        for text in candidate.gone:
            click.echo(f"  {text.document} ({text.language}): no more")
        for name in candidate.overtaken:
            click.echo(f"It overtakes {name}, which was announced and will not come into force.")
        if candidate.base:
            click.echo(f"“notices compare --as-of {effective}” shows the words before and after.")
        if done.outcome.settings.pdfs and not done.outcome.settings.base:
            click.echo(f"{NO_ADDRESS} Set it before you release; a PDF is frozen with its text.")
    if candidate is not None and not candidate.empty and not done.approved:
        click.echo("Whoever approves them, and did not prepare them, adds to data/approvals.yml:\n")
        click.echo(
            f"release-{effective}:\n  effective: {effective}\n  prepared_by: <role>\n"
            f"  approved_by: <another role>\n  approved_on: <day>\n  digests:"
        )
        for language, digest in candidate.digests.items():
            click.echo(f"    {language}: {digest}")
    sys.exit(FINDINGS)


def _short(change: Change) -> str:
    return f"{change.clause} {change.what}".strip()


@click.command()
@options.common
@click.argument("before", required=False)
@click.argument("after", required=False, default=comparing.DRAFT)
@click.option("--document", default=None, help="Only this document.")
@click.option("--lang", default=None, help="Only this language.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def compare(
    data: Path,
    site: str | None,
    as_of: date | None,
    before: str | None,
    after: str,
    document: str | None,
    lang: str | None,
    shape: str,
) -> None:
    """What changed from BEFORE to AFTER, clause by clause, with the words.

    Each is a release (2026-12-15), “draft” for the data as they are, or another folder of data.
    Without them: from the release in force on the day to the draft.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    try:
        name, found = comparing.compare(settings, before, after)
    except ArchiveError as error:
        options.refuse(error, FINDINGS)
    except NoticesError as error:
        options.refuse(error)
    shown = [d for d in found if document in (None, d.document) and lang in (None, d.language)]
    if shape == "json":
        click.echo(json.dumps(_as_data(name, after, shown), ensure_ascii=False, indent=1))
    else:
        for line in _as_text(name, after, shown):
            click.echo(line)
    sys.exit(FINDINGS if shown else FINE)


def _as_text(name: str, after: str, found: list[comparing.Difference]) -> Iterator[str]:
    if not found:
        yield f"No text differs between {name} and {after}."
        return
    for one in found:
        yield f"{one.document} ({one.language}): {one.title}"
        if not (one.before and one.after):
            yield "  new text" if one.after else "  no more"
        for change in one.changes:
            place = f"{change.layer}#{change.clause} " if change.clause else ""
            yield f"  {place}“{change.heading}” – {change.what}"
            yield from (f"    {line}" for line in _lines(change))
        yield ""
    kind = "substantive" if any(one.substantive for one in found) else "editorial"
    count = "1 text differs" if len(found) == 1 else f"{len(found)} texts differ"
    yield f"{count} between {name} and {after}: at least --kind {kind}."


def _lines(change: Change) -> Iterator[str]:
    """Lines that went and lines that came."""
    for line in difflib.ndiff(change.before, change.after):
        if line[:2] in ("- ", "+ "):
            yield line


def _as_data(name: str, after: str, found: list[comparing.Difference]) -> dict[str, object]:
    return {
        "before": name,
        "after": after,
        "texts": [
            {
                "id": one.document,
                "lang": one.language,
                "title": one.title,
                "substantive": one.substantive,
                "new": one.before is None,
                "gone": one.after is None,
                "changes": [
                    {
                        "layer": change.layer,
                        "clause": change.clause,
                        "heading": change.heading,
                        "what": change.what,
                        "before": list(change.before),
                        "after": list(change.after),
                    }
                    for change in one.changes
                ],
            }
            for one in found
        ],
    }
