"""`notices …`: thin. Words go to standard output, complaints to standard error.

Exit codes: 0 fine, 1 findings or a refusal, 2 input that cannot be understood.
"""

import gc
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import checks, pipeline
from generator.checks import Profile, report
from generator.errors import NoticesError

FINE, FINDINGS, UNUSABLE = 0, 1, 2


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"“{value}” is no day; write it as 2026-12-15") from error


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
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
def build(data: Path, site: str | None, as_of: date | None, production: bool, output: Path) -> None:
    """Check the data and build the site (a preview, marked as a draft)."""
    if production:
        click.echo(
            "error: there is no approved release to publish.\n"
            "A production build holds released texts only; so far there are drafts. "
            "Run “notices build” for a preview.",
            err=True,
        )
        sys.exit(FINDINGS)
    from generator.mkdocs import builder  # slow to import; other commands do without it

    started = time.perf_counter()
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    try:
        outcome = builder.build(settings, output)
    except NoticesError as error:
        _refuse(error)
    seconds = time.perf_counter() - started
    click.echo(f"{report.summary(_report(outcome, data))} “make check” lists them.")
    click.echo(
        f"Built a preview of {len(outcome.pages)} texts for {outcome.site.brand.value} "
        f"in {output}/ in {seconds:.1f} s."
    )
    for page in sorted(outcome.pages, key=lambda page: page.order):
        click.echo(f"  /{page.url}  {page.title}")
    click.echo("To look at it: make serve, then open http://127.0.0.1:8000/")


@main.command()
@_common
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Host and port.")
def serve(data: Path, site: str | None, as_of: date | None, address: str) -> None:
    """Serve the preview and build it again at every change."""
    from generator.mkdocs import builder

    click.echo(f"The preview is at http://{address}/ – stop it with Ctrl+C.")
    try:
        builder.serve(pipeline.Settings(data=data, site=site, as_of=as_of), address)
    except NoticesError as error:
        _refuse(error)


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


def _refuse(error: NoticesError) -> NoReturn:
    click.echo(str(error), err=True)
    count = len(error.problems)
    click.echo(f"{count} {'mistake' if count == 1 else 'mistakes'}; nothing was written.", err=True)
    sys.exit(UNUSABLE)


def _report(outcome: pipeline.Outcome, data: Path) -> report.Report:
    return report.Report(outcome.findings, data.absolute().parent)
