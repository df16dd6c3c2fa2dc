"""`notices papers …`: what a controller owes but does not publish."""

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE, _applications, _breach, _signs
from generator.commands import _options as options
from generator.commands._language import current, echo
from generator.commands._papers import common as _common
from generator.commands._papers import write as _write
from generator.message import counted, say
from generator.recipes import earlier, filing, owing, registering


@click.group(invoke_without_command=True)
@options.common
@click.pass_context
def papers(context: click.Context, data: Path, site: str | None, as_of: date | None) -> None:
    """What this controller owes, has and lacks; and papers that it does not publish.

    Without a command: each paper with its law, who writes it, and what to do.
    """
    if context.invoked_subcommand:  # what stands before its name holds for it too
        given = {"data": str(data), "site": site, "as_of": as_of and as_of.isoformat()}
        context.default_map = {context.invoked_subcommand: given}
        return
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    with options.refusals():
        outcome = pipeline.run(settings)
    for line in owing.lines(outcome, current()):
        echo(line)


papers.add_command(_breach.breach)
papers.add_command(_applications.applications)
papers.add_command(_applications.receive)
papers.add_command(_applications.answer)
papers.add_command(_signs.spoken)
papers.add_command(_signs.sign)


@papers.command("inventory")
@_common
def inventory(
    data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None
) -> None:
    """The inventory of processing, as XLSX, CSV, JSON and HTML.

    A row is one category of data of one purpose; each cell knows its line in the data.
    """
    _make("inventory", pipeline.Settings(data=data, site=site, as_of=as_of), output, lang)


@papers.command("verbis")
@_common
@click.option(
    "--since", metavar="REF|FOLDER",
    help="Say what has to be changed in VERBİS since then; no file is written.",
)  # fmt: skip
def verbis(
    data: Path,
    site: str | None,
    as_of: date | None,
    output: Path,
    lang: str | None,
    since: str | None,
) -> None:
    """The statement for VERBİS, under the headings of the register, to be typed over.

    With --since: what the register must say otherwise now, and by which day.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    if since is None:
        _make("verbis", settings, output, lang)
        return
    with options.refusals(), earlier.data_at(data, since) as older:
        found = registering.changes(settings, older, lang)
    for line in registering.lines(found, settings.day):
        echo(line)
    sys.exit(FINDINGS if found.differences else FINE)


@papers.command("transfers")
@_common
def transfers(
    data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None
) -> None:
    """Transfers abroad, by which day the Authority is told of each, and of what.

    What is late stands first. The standard contract is the Board's text; it is not written.
    """
    _make("transfers", pipeline.Settings(data=data, site=site, as_of=as_of), output, lang)


@papers.command("retention")
@_common
def retention(
    data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None
) -> None:
    """The retention and disposal policy, as HTML, text and PDF.

    It is a document of the type “retention_policy”; how data is disposed of stands in disposal.yml.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    options.pdfs_can_be_made()
    with options.refusals():
        made = filing.policy(settings, lang)
        _write(output, made.files)
    echo(say("{folder}: {files}.", folder=output, files=list(made.files)))
    if made.doubts:
        echo(
            say(
                "This is a draft: something in it is missing or not confirmed. “notices check "
                "RET-02” names the parts of article 6 that are missing."
            )
        )


@papers.command("messages")
@_common
def messages(
    data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None
) -> None:
    """The words of confirmations (approvals, refusals) and of codes sent by SMS.

    A row is one message; programs read the JSON.
    """
    _make("messages", pipeline.Settings(data=data, site=site, as_of=as_of), output, lang)


@papers.command("all")
@_common
def every(data: Path, site: str | None, as_of: date | None, output: Path, lang: str | None) -> None:
    """Every paper that is made from the data alone, each in all its files.

    A paper for which somebody still owes words is not written; what it waits for is said. All
    others are written, or none where the folder cannot be written. Papers of a case (an
    application, a breach) are not among them: they are made from the file room.
    """
    settings = pipeline.Settings(
        data=data, site=site, as_of=as_of, cache=options.cache(), base=options.site_address()
    )
    with options.refusals():
        filed = list(filing.every(settings, lang))
        made = [one.made for one in filed if one.made]
        _write(output, {name: content for one in made for name, content in one.files.items()})
    for one in filed:
        _tell(one)
    echo(say("Written into: {folder}", folder=output))
    sys.exit(FINDINGS if any(one.refused for one in filed) else FINE)


def _tell(one: filing.Filed) -> None:
    if one.made:
        doubts = counted("{count} place", "{count} places", one.made.doubts)
        echo(
            say(
                "{paper}: {files}; not confirmed: {doubts}",
                paper=one.name,
                files=list(one.made.files),
                doubts=doubts,
            )
        )
        return
    echo(say("{paper}: not written; it waits for this:", paper=one.name))
    for problem in one.refused:
        echo(say("  {where}: {what}", where=problem.origin, what=problem.message))


def _make(name: str, settings: pipeline.Settings, output: Path, lang: str | None) -> None:
    with options.refusals():
        paper = filing.paper(name, settings, lang)
        made = filing.files_of(name, paper)
        _write(output, made.files)
    cells = [cell for sheet in paper.sheets for row in sheet.rows for cell in row]
    echo(
        say(
            "{folder}: {files}. {cells} cells; {doubts} of them are not confirmed.",
            folder=output,
            files=list(made.files),
            cells=len(cells),
            doubts=made.doubts,
        )
    )
