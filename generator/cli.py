"""`notices …`: thin. Words go to standard output, complaints to standard error.

Exit codes: 0 fine, 1 findings or a refusal, 2 input that cannot be understood.
"""

import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import checks, pipeline
from generator.checks import Profile, report
from generator.commands import FINDINGS, FINE, UNUSABLE, receipts
from generator.commands import bundle as bundle_command
from generator.errors import ArchiveError, NoticesError
from generator.releases import signing
from generator.releases.record import ChangeKind
from generator.releases.verification import Proofs


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"“{value}” is no day; write it as 2026-12-15") from error


def _public_keys(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[signing.PublicKey, ...]:
    try:
        return tuple(signing.public_key(value) for value in values)
    except ValueError as error:
        raise click.BadParameter(f"this is no public key: {error}") from error


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    options = (
        click.option("--data", type=click.Path(path_type=Path), default=Path("data"),
                     show_default=True, help="Folder with the controller's facts."),
        click.option("--site", default=None, help="Site to build (id in sites.yml); the first."),
        click.option("--as-of", callback=_day, default=None, metavar="DAY",
                     help="Facts and law as of this day (2026-12-15); today in Istanbul."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Personal-data notices under Turkish law (KVKK), from facts in YAML."""


main.add_command(receipts.receipt)


@main.command()
@_common
@click.option(
    "--format", "shape", type=click.Choice(list(report.FORMATS)), default="text", show_default=True
)
@click.option(
    "--profile", type=click.Choice(["draft", "release"]), default="draft", show_default=True
)
def check(data: Path, site: str | None, as_of: date | None, shape: str, profile: str) -> None:
    """Check the facts and the texts against the law."""
    strict = Profile(profile)
    outcome = _run(
        pipeline.Settings(data=data, site=site, as_of=as_of, profile=strict, cache=_cache())
    )
    said = report.FORMATS[shape](_report(outcome, data))
    click.echo(_coloured(said) if shape == "text" else said)
    sys.exit(FINDINGS if outcome.errors else FINE)


@main.command()
@_common
@click.option("--production", is_flag=True, help="Released texts only; refuses drafts.")
@click.option("--pdf/--no-pdf", default=True, show_default=True, help="A PDF of each text.")
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
def build(
    data: Path, site: str | None, as_of: date | None, production: bool, pdf: bool, output: Path
) -> None:
    """Check the data and build the site (a preview, marked as a draft)."""
    from generator.mkdocs import builder  # slow to import; other commands do without it

    started = time.perf_counter()
    settings = pipeline.Settings(
        data=data,
        site=site,
        as_of=as_of,
        production=production,
        pdfs=pdf and _pdfs_can_be_made(),
        cache=_cache(),
    )
    try:
        outcome = builder.build(settings, output)
    except ArchiveError as error:
        _refuse(error, FINDINGS)
    except NoticesError as error:
        _refuse(error)
    seconds = time.perf_counter() - started
    if not production:
        click.echo(f"{report.summary(_report(outcome, data))} “make check” lists them.")
    click.echo(
        f"Built {'a production site' if production else 'a preview'} of {len(outcome.pages)} texts "
        f"for {outcome.site.brand.value} in {output}/ in {seconds:.1f} s."
    )
    for page in sorted(outcome.pages, key=lambda page: page.order):
        click.echo(f"  /{page.url}  {page.title}")
    if production and outcome.handover.mails.missing:
        click.echo(f"There are no parts of e-mails. {outcome.handover.mails.missing}", err=True)
    click.echo("To look at it: make serve, then open http://127.0.0.1:8000/")


@main.command()
@_common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(data: Path, site: str | None, as_of: date | None, address: str) -> None:
    """Serve the preview; what is edited is seen in the browser at once."""
    from generator.mkdocs import preview

    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=_cache())
    try:
        preview.serve(settings, address, click.echo)
    except OSError as error:
        raise click.ClickException(f"{address} cannot be served at: {error.strerror}") from error


_key = click.option(
    "--key", type=click.Path(path_type=Path), default=None, help="Private key that signs (PEM)."
)


@main.command()
@_common
@click.option("--effective", callback=_day, metavar="DAY", help="Day from which the texts hold.")
@click.option("--kind", type=click.Choice([k.value for k in ChangeKind]), help="What it is.")
@click.option("--note-tr", default="", help="What changed, in Turkish; readers see it.")
@click.option("--note-en", default="", help="What changed, in English; readers see it.")
@click.option("--withdraw", default=None, metavar="ID", help="Take this release back.")
@click.option("--reason", default="", help="Why it is withdrawn (published; name no person).")
@click.option("--pdf/--no-pdf", default=True, show_default=True, help="Keep a PDF of each text.")
@_key
def release(
    data: Path,
    site: str | None,
    as_of: date | None,
    effective: date | None,
    kind: str | None,
    note_tr: str,
    note_en: str,
    withdraw: str | None,
    reason: str,
    pdf: bool,
    key: Path | None,
) -> None:
    """Freeze the approved texts, or take a release back; nothing that is published changes."""
    today = pipeline.Settings(
        data=data, site=site, as_of=as_of, cache=_cache(), base=_site_address()
    )
    try:
        if withdraw:
            if not reason:
                raise click.UsageError("a withdrawal needs --reason")
            pipeline.withdraw(today, withdraw, reason, key)
            click.echo(f"Withdrawn: {withdraw}. Its words are gone, its digests stay.")
            click.echo("Copies in version control and backups keep the words; clean them there.")
            return
        if effective is None:
            raise click.UsageError("a release needs --effective")
        done = pipeline.release(
            replace(today, as_of=effective, pdfs=pdf and _pdfs_can_be_made()),
            published=today.day,
            kind=ChangeKind(kind) if kind else None,
            notes={code: note for code, note in (("tr", note_tr), ("en", note_en)) if note},
            key=key,
        )
    except ArchiveError as error:
        _refuse(error, FINDINGS)
    except NoticesError as error:
        _refuse(error)
    if done.manifest is None:
        _not_released(done, data, effective)
    manifest = done.manifest
    click.echo(
        f"Released {manifest.id} ({manifest.kind}): {len(manifest.own)} texts frozen, "
        f"{len(manifest.texts) - len(manifest.own)} carried over; in force from {effective}."
    )
    if key:
        public = signing.in_letters(signing.public_of(signing.read_private(key)))
        click.echo(f"Signed; verify with --key {public}")
    if not any(name.endswith(".pdf") for name in manifest.files):
        click.echo("It keeps no PDFs.")
    elif not today.base:
        click.echo("SITE_URL is not set, so its PDFs name no host and their links lead nowhere.")
    click.echo("Commit data/releases/ now. “make publish” builds the site with it.")


def _not_released(done: pipeline.Release, data: Path, effective: date) -> NoReturn:
    """Why there is no release, and what to write for one."""
    if done.candidate is None:
        click.echo(_coloured(report.FORMATS["text"](_report(done.outcome, data))))
    click.echo(f"error: {done.refused} Nothing was released.", err=True)
    candidate = done.candidate
    if candidate is not None and not candidate.empty:
        click.echo(f"These texts change on {effective} (at least --kind {candidate.proposed}):")
        for (document, language), changes in candidate.changes.items():
            said = ", ".join(f"{c.clause} {c.what}" for c in changes) or "new"
            click.echo(f"  {document} ({language}): {said}")
        click.echo("Whoever approves them, and did not prepare them, adds to data/approvals.yml:\n")
        click.echo(
            f"release-{effective}:\n  effective: {effective}\n  prepared_by: <role>\n"
            f"  approved_by: <another role>\n  approved_on: <day>\n  digests:"
        )
        for language, digest in candidate.digests.items():
            click.echo(f"    {language}: {digest}")
    sys.exit(FINDINGS)


@main.command()
@_common
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
@click.option("--copy", type=click.Path(path_type=Path), help="Compare with a published site.")
@click.option(
    "--bundle",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Look at one release in a ZIP file; needs no data.",
)
def verify(
    data: Path,
    site: str | None,
    as_of: date | None,  # noqa: ARG001 - all commands take the same options
    published: Path | None,
    head: str | None,
    keys: tuple[signing.PublicKey, ...],
    copy: Path | None,
    bundle: Path | None,
) -> None:
    """Prove that no published text has changed: in the archive, a published site or a bundle."""
    try:
        other = pipeline.archive_of(data, None, copy) if copy else None
        proofs = Proofs(head=head, keys=keys, copy=other)
        if bundle:
            bundle_command.tell(bundle, proofs)
            return
        archive = pipeline.archive_of(data, site, published)
    except NoticesError as error:
        _refuse(error)
    wrong = pipeline.verify(archive, proofs)
    for message in wrong:
        click.echo(f"error: {message}.", err=True)
    if wrong:
        click.echo(f"{len(wrong)} found: this is not what was published.", err=True)
        sys.exit(FINDINGS)
    click.echo(f"Verified {len(archive.chain)} entries; the newest is {archive.head or 'none'}.")
    if not proofs.of_the_end:
        click.echo(
            "A chain cannot show that its own end was cut off or rewritten: "
            "pin the newest with --head, or use --key or --copy."
        )


@main.command()
@_common
@click.argument("day", callback=_day)
@click.option("--document", default=None, help="Only this document.")
@click.option("--lang", default=None, help="Only this language.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def at(
    data: Path,
    site: str | None,
    as_of: date | None,
    day: date,
    document: str | None,
    lang: str | None,
    shape: str,
) -> None:
    """Which text was in force on DAY, with its digests."""
    try:
        found = pipeline.at(
            pipeline.Settings(data=data, site=site, as_of=as_of), day, document, lang
        )
    except NoticesError as error:
        _refuse(error)
    if shape == "json":
        said = {"day": day.isoformat(), "release": found.release, "texts": found.texts}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not found.texts:
        click.echo(f"{day}: no text is recorded.")
    else:
        for row in found.texts:
            gone = f"  (withdrawn on {row['withdrawn']})" if row["withdrawn"] else ""
            click.echo(f"{row['id']} ({row['lang']}): {row['version']}  /{row['url']}{gone}")
            for layer, digest in row["hash"].items():
                click.echo(f"    {layer}  {digest['value']}")
    sys.exit(FINE if found.texts else FINDINGS)


@main.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Print a rule (by code or name), or all rules in a line each."""
    rules = checks.all_rules()
    if rule is None:
        for known in rules:
            click.echo(f"{known.code}  {known.level:<7}  {known.slug}: {known.what}")
        return
    for known in rules:
        if rule in (known.code, known.slug):
            click.echo(f"{known.code} {known.slug} ({known.level})\n")
            click.echo(f"{known.what}\nWhy: {known.why}")
            click.echo(
                f"Source: {known.citation}, in force from {known.citation.in_force_from}; "
                f"confidence of the research: {known.citation.confidence}"
            )
            for name, example in (("Wrong", known.wrong), ("Right", known.right)):
                if example:
                    click.echo(f"\n{name}, in data/{example.file}:\n\n{example.yaml}", nl=False)
            return
    click.echo(f"error: there is no rule “{rule}”. “notices explain” lists them.", err=True)
    sys.exit(UNUSABLE)


def _pdfs_can_be_made() -> bool:
    """Says so when they cannot; the site is built without them."""
    try:
        pipeline.pdf.check()
    except pipeline.pdf.PdfUnavailable as error:
        click.echo(f"No PDFs are made: {error}", err=True)
        return False
    return True


def _site_address() -> str:
    """SITE_URL with a final slash, as mkdocs.yml reads it; empty while it is unknown."""
    address = os.environ.get("SITE_URL", "")
    return f"{address.rstrip('/')}/" if address else ""


def _cache() -> Path | None:
    """Compiled templates are kept in the folder of a project, and nowhere else."""
    return Path(".cache/texts") if Path("mkdocs.yml").is_file() else None


_LEVELS = {"error": "red", "warning": "yellow", "accepted": "green"}


def _coloured(text: str) -> str:
    """Levels in colour; `echo` takes the colours away where no terminal reads them."""

    def paint(match: re.Match[str]) -> str:
        return match[1] + click.style(match[2], fg=_LEVELS[match[2]], bold=True) + match[3]

    return re.sub(rf"(?m)^(\S+:\d+:\d+: )({'|'.join(_LEVELS)})( [A-Z]+-\d\d: )", paint, text)


def _run(settings: pipeline.Settings) -> pipeline.Outcome:
    gc.disable()  # a short run makes many small objects and hardly a cycle
    try:
        return pipeline.run(settings)
    except NoticesError as error:
        _refuse(error)
    finally:
        gc.enable()


def _refuse(error: NoticesError, code: int = UNUSABLE) -> NoReturn:
    click.echo(str(error), err=True)
    count = len(error.problems)
    click.echo(f"{count} {'mistake' if count == 1 else 'mistakes'}; nothing was written.", err=True)
    sys.exit(code)


def _report(outcome: pipeline.Outcome, data: Path) -> report.Report:
    return report.Report(outcome.findings, data.absolute().parent)
