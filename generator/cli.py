"""`notices …`: thin. Words go to standard output, complaints to standard error.

Exit codes: 0 fine, 1 findings or a refusal, 2 input that cannot be understood.
"""

import gc
import importlib
import json
import sys
import time
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.checks import Profile, explanation, report
from generator.commands import FINDINGS, FINE, UNUSABLE, options
from generator.errors import ArchiveError, NoticesError

_ELSEWHERE = {
    "receipt": "receipts", "release": "releases", "compare": "releases", "verify": "proofs",
    "stamp": "proofs", "keys": "keys",
}  # fmt: skip


class _Commands(click.Group):
    """Commands with a file of their own are read when asked for: a check waits for no archive."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands of this file and of the others."""
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, from its file."""
        if name not in _ELSEWHERE:
            return super().get_command(ctx, name)
        module = importlib.import_module(f"generator.commands.{_ELSEWHERE[name]}")
        return getattr(module, name)  # type: ignore[no-any-return]


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Personal-data notices under Turkish law (KVKK), from facts in YAML."""


@main.command()
@options.common
@click.option(
    "--format", "shape", type=click.Choice(list(report.FORMATS)), default="text", show_default=True
)
@click.option(
    "--profile", type=click.Choice(["draft", "release"]), default="draft", show_default=True
)
def check(data: Path, site: str | None, as_of: date | None, shape: str, profile: str) -> None:
    """Check the facts and the texts against the law."""
    strict = Profile(profile)
    gc.disable()  # a short process makes many small objects and hardly a cycle
    try:
        outcome = _run(
            pipeline.Settings(
                data=data,
                site=site,
                as_of=as_of,
                profile=strict,
                cache=options.cache(),
                explained=False,
            )
        )
        said = report.FORMATS[shape](options.findings(outcome, data))
    finally:
        gc.freeze()  # what is there stays until the process ends
        gc.enable()
    click.echo(options.coloured(said) if shape == "text" else said)
    sys.exit(FINDINGS if outcome.errors else FINE)


@main.command()
@options.common
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
        pdfs=pdf and options.pdfs_can_be_made(),
        cache=options.cache(),
    )
    try:
        outcome = builder.build(settings, output)
    except ArchiveError as error:
        options.refuse(error, FINDINGS)
    except NoticesError as error:
        options.refuse(error)
    seconds = time.perf_counter() - started
    if not production:
        click.echo(f"{report.summary(options.findings(outcome, data))} “make check” lists them.")
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
@options.common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(data: Path, site: str | None, as_of: date | None, address: str) -> None:
    """Serve the preview; what is edited is seen in the browser at once."""
    from generator.mkdocs import preview

    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    try:
        preview.serve(settings, address, click.echo)
    except OSError as error:
        raise click.ClickException(f"{address} cannot be served at: {error.strerror}") from error


@main.command()
@options.common
@click.argument("day", callback=options.day)
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
        settings = pipeline.Settings(data=data, site=site, as_of=as_of)
        found = pipeline.at(settings, day, document, lang)
        held = found if found.texts else pipeline.at(settings, day, None, None)
    except NoticesError as error:
        options.refuse(error)
    if shape == "json":
        said = {"day": day.isoformat(), "release": found.release, "texts": found.texts}
        click.echo(json.dumps(said, ensure_ascii=False))
    elif not held.texts:
        click.echo(f"{day}: no text is recorded.")
    elif not found.texts:
        there = ", ".join(f"{row['id']} ({row['lang']})" for row in held.texts)
        click.echo(f"{day}: there is no such text. There are: {there}.")
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
    """Print a rule (by code, code[sub-code] or name), or all rules in a line each."""
    said = explanation.explained(rule) if rule else "\n".join(explanation.listed())
    if said is None:
        click.echo(f"error: {explanation.unknown(rule or '')}", err=True)
        sys.exit(UNUSABLE)
    click.echo(said)


def _run(settings: pipeline.Settings) -> pipeline.Outcome:
    try:
        return pipeline.run(settings)
    except NoticesError as error:
        options.refuse(error)
