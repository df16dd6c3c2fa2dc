"""`notices scan URL`: what a shop's pages keep and ask for, against what cookies.yml declares."""

import importlib.util
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator import loading, pipeline
from generator.checks import report
from generator.commands import FINDINGS, FINE, UNUSABLE
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import current, echo, said
from generator.editing import Edition
from generator.errors import in_one_line
from generator.message import say
from generator.scanning import account, rows
from generator.scanning.browser import HOST
from generator.scanning.comparing import Comparison
from generator.scanning.seen import Choice, Scan
from generator.scanning.visiting import Plan, SignIn
from generator.scanning.visiting import scan as visits_of

UNSEEN = (
    say("other browsers than Chromium, and the apps"),
    say("other pages than those named, and what needs a basket or an order"),
    say(
        "the browser's own cache of files, and what a server recognises a visitor by without "
        "keeping anything"
    ),
    say("what scripts of hosts that were not named would have kept; name them with --host"),
)
"""What a scan does not look at, each in words without a full stop."""


def _addresses(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    for value in values:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.hostname or ""):
            raise click.BadParameter(
                say("“{value}” is no address of a page; write https://www.….com/", value=value)
            )
    return values


def _hosts(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    for value in values:
        if not HOST.fullmatch(value):
            raise click.BadParameter(
                say("“{value}” is no host; write for example cdn.example.com", value=value)
            )
    return values


def _script(
    _context: click.Context, _parameter: click.Parameter, path: Path | None
) -> SignIn | None:
    """The function `sign_in` of a Python file."""
    if path is None:
        return None
    spec = importlib.util.spec_from_file_location("member", path)
    module = importlib.util.module_from_spec(spec) if spec and spec.loader else None
    if spec and spec.loader and module:
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            raise click.BadParameter(
                say("{path} cannot be run ({reason}).", path=path.as_posix(), reason=error)
            ) from error
    sign_in: SignIn | None = getattr(module, "sign_in", None)
    if sign_in is None:
        raise click.BadParameter(
            say("{path} has no “async def sign_in(page)”.", path=path.as_posix())
        )
    return sign_in


@click.command()
@click.argument("addresses", nargs=-1, required=True, metavar="URL…", callback=_addresses)
@options.common
@click.option(
    "--host",
    "hosts",
    multiple=True,
    callback=_hosts,
    metavar="HOST",
    help="A further host that may be asked (*.example.com: all below it); repeatable.",
)
@click.option(
    "--accept",
    default="",
    metavar="SELECTOR",
    help="The button that accepts, for other banners than <kvkk-cookies>.",
)
@click.option("--refuse", default="", metavar="SELECTOR", help="The button that refuses.")
@click.option("--no-banner", is_flag=True, help="The pages have no banner: nothing is pressed.")
@click.option(
    "--member",
    callback=_script,
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A Python file whose “async def sign_in(page)” signs a member in.",
)
@click.option(
    "--settle",
    default=5.0,
    show_default=True,
    type=click.FloatRange(0.1, 120),
    help="Seconds that are waited after each step.",
)
@click.option("--json", "as_json", is_flag=True, help="Everything, for programs.")
@click.option("--write", is_flag=True, help="Write the day and rows for what is not declared.")
@click.option("--yes", is_flag=True, help="With --write: without asking.")
def scan(
    addresses: tuple[str, ...],
    data: Path,
    site: str | None,
    as_of: date | None,
    hosts: tuple[str, ...],
    accept: str,
    refuse: str,
    no_banner: bool,
    member: SignIn | None,
    settle: float,
    as_json: bool,
    write: bool,
    yes: bool,
) -> None:  # fmt: skip
    """Visit pages of a shop and compare what they keep with cookies.yml.

    Each page is visited with nothing pressed, refused and accepted; with --member once more as a
    member. Chromium alone is used, and only the named hosts are asked.
    """
    own = [urlsplit(address).hostname or "" for address in addresses]
    choices = (Choice.NOTHING,) if no_banner else tuple(Choice)
    plan = Plan(
        addresses, tuple(dict.fromkeys([*own, *hosts])), settle,
        choices=choices, accept=accept, refuse=refuse, sign_in=member,
    )  # fmt: skip
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    with options.refusals():
        facts = loading.load(data)
        found = visits_of(plan)
    compared = Comparison(found, facts)
    shown = report.Report(compared.findings(), data, current())
    click.echo(_json(found, shown, settings.day) if as_json else _text(found, shown))
    if write:
        _write(compared, settings.day, data, yes=yes)
    sys.exit(_code(found, shown))


def _code(found: Scan, shown: report.Report) -> int:
    if not found.made:
        return UNUSABLE
    return FINE if found.whole and not shown.errors else FINDINGS


def _json(found: Scan, shown: report.Report, day: date) -> str:
    rest = json.loads(report.as_json(shown))
    visits = account.as_data(found, day, shown.said)
    return json.dumps({**visits, **rest}, ensure_ascii=False, indent=1)


def _text(found: Scan, shown: report.Report) -> str:
    lines = [in_one_line(said(line)) for line in _words(found)]
    compared = options.coloured(report.as_text(shown, more=False))
    nothing = said(say("No visit was made, so nothing was compared."))
    return "\n".join([*lines, "", compared if found.made else nothing])


def _words(found: Scan) -> Iterator[str]:
    """The visits, and what was not looked at."""
    for visit in found.visits:
        if visit.fault:
            yield say(
                "{way}: not made, for {fault}. Nothing of it counts.",
                way=visit.way.words,
                fault=visit.fault,
            )
        else:
            yield say(
                "{way}: {items} kept or sent, {asked} requests to other sites.",
                way=visit.way.words,
                items=len(visit.items),
                asked=len(visit.asked),
            )
    if found.unvisited:
        yield say(
            "Asked for and not answered, because nobody named them: {hosts}.",
            hosts=list(found.unvisited),
        )
    yield say("This is not looked at:")
    for what in UNSEEN:
        yield say("  - {what}", what=what)


def _write(compared: Comparison, day: date, data: Path, *, yes: bool) -> None:
    """Only what a whole scan shows: nobody knows what a visit that was not made would have."""
    if not compared.scan.whole:
        echo(say("Nothing is written: a visit was not made."), err=True)
        return
    edition = Edition(data)
    with options.refusals():
        rows.write(compared.undeclared, compared.scan, compared.facts, day, edition)
    writing.shown_and_written(edition, yes=yes)
