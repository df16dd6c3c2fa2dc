"""`notices new`: a folder for one more controller, from a few answers."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator.commands import _asking as asking
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import current, echo, said
from generator.errors import NoticesError
from generator.message import counted, say
from generator.recipes.beginning import answers, beginning
from generator.recipes.beginning import folder as folders
from generator.recipes.beginning.data import LANGUAGES, Begun
from generator.recipes.beginning.kinds import Kind, kinds
from generator.recipes.beginning.project import Tool


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--answers",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the answers from this YAML file instead of asking.",
)
@click.option(
    "--tool",
    metavar="WHEEL|ADDRESS",
    help="From where the folder installs this tool: a wheel, or an address for pip "
    "(git+https://…); otherwise that from which it was installed here.",
)
def new(folder: Path, file: Path | None, tool: str | None) -> None:
    """Begin another controller in FOLDER: its data, site, workflows and settings for editors.

    At most twelve questions; what is not answered is written as a question, and nothing is
    published before all of them are answered.
    """
    with options.refusals():
        source = Tool.named(tool)
        if file:
            given = answers.read(file)
            with beginning.begun(given.kind, given.codes, current()) as data:
                beginning.take(data, given)
                written = beginning.write(folder, data, source)
        else:
            _refuse_where_nobody_answers()
            folders.refuse(folder, folders.strangers(folder))
            with beginning.begun(_kind(), _codes(), current()) as data:
                _ask(data)
                written = beginning.write(folder, data, source)
    _tell(folder, written)


def _refuse_where_nobody_answers() -> None:
    if not writing.can_ask():
        raise click.UsageError(asking.NOBODY)


def _kind() -> Kind:
    by_name = kinds()
    rows = [
        (name, f"{kind.name.in_language(current())}: {kind.about.in_language(current())}")
        for name, kind in by_name.items()
    ]
    question = say(
        "What kind of controller is it? Where none fits, take the nearest: all of it can be "
        "changed."
    )
    return by_name[asking.one_of(question, rows)]


def _codes() -> Sequence[str]:
    labels = (say("Turkish and English"), say("Turkish alone"))
    rows = [(" ".join(c), said(label)) for c, label in zip(LANGUAGES, labels, strict=True)]
    return asking.one_of(say("In which languages are the texts?"), rows).split()


def _ask(data: Begun) -> None:
    echo(say("What you do not know, leave blank with Enter: it stays a question in the data."))

    def refused(error: NoticesError) -> None:
        for problem in error.problems:
            words = f"{said(problem.message)} {said(problem.hint) if problem.hint else ''}"
            click.echo(words.strip(), err=True)

    beginning.ask(data, lambda q: dict(asking.fields(q.words, q.asked, blank=True)), refused)


def _tell(folder: Path, written: int) -> None:
    if not written:
        echo(say("{folder} is already as it begins; nothing was written.", folder=str(folder)))
        return
    files = counted("{count} file", "{count} files", written)
    echo(say("{files} written into {folder}.", files=files, folder=str(folder)))
    if inside := folders.inside(folder):
        echo(
            say(
                "It lies in a larger repository, which GitHub asks for workflows at its top: copy "
                "{inside}/ci/github.yml to .github/workflows/ there, under a name of its own.",
                inside=inside,
            )
        )
    echo(say("Next: open data/baslat.sh there (Windows: baslat.cmd, macOS: baslat.command)."))
