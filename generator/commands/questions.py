"""`notices questions`: what is in doubt or unanswered, as a form; and the answered form, read."""

import importlib.util
from datetime import date
from pathlib import Path

import click

from generator import extras, pipeline
from generator.checks import Profile
from generator.checks.topics import COMPANY, OWNERS, Owner
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import current, echo, said
from generator.editing import Edition
from generator.message import counted, say
from generator.recipes.questioning import answers, word_file
from generator.recipes.questioning.form import Form, form
from generator.recipes.questioning.markdown import markdown
from generator.recipes.questioning.questions import questions as asked_of
from generator.recipes.questioning.taking import Taking

WORD, MARKDOWN = ".docx", ".md"


def _owner(_context: click.Context, _option: click.Parameter, words: str | None) -> Owner | None:
    """A role by its name, in English or in the language of the command."""
    owners = [owner for owner in OWNERS if owner.role]
    for owner in owners:
        if words and words.lower() in (owner.role.lower(), said(owner.role).lower()):
            return owner
    if words is None:
        return None
    roles = [f"“{owner.role}”" for owner in owners]
    raise click.BadParameter(say("Write one of: {roles}.", roles=roles))


@click.command("questions")
@options.common
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the form into this file: .docx to fill in, .md to read.",
)
@click.option(
    "--read",
    "answered",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the answers of this file (.docx) into the data.",
)
@click.option(
    "--role",
    callback=_owner,
    help="Whose questions are asked; with --read: who answers (the company).",
)
@click.option("--yes", is_flag=True, help="Write without asking.")
def questions(
    data: Path,
    site: str | None,
    as_of: date | None,
    output: Path | None,
    answered: Path | None,
    role: Owner | None,
    yes: bool,
) -> None:
    """Ask the company about every doubt and every open question, as one form.

    Without --output it is printed. With --read the answers are written where they were asked: what
    is confirmed is in doubt no more, another value takes the place of the written one; what another
    role decides becomes a proposal. The difference is shown first.
    """
    settings = pipeline.Settings(
        data=data, site=site, as_of=as_of, profile=Profile.RELEASE, cache=options.cache()
    )
    with options.refusals():
        rows = word_file.rows(answered) if answered else []  # a check waits for no broken file
        outcome = pipeline.run(settings)
        asked = asked_of(data, outcome.findings, current())
    if answered:
        with options.refusals():
            authority = role or COMPANY
            taking = Taking(Edition(data), authority)
            taking.take(answers.understood(rows, asked, answered.as_posix(), authority))
        _write(taking, yes=yes)
        return
    title = say("{brand}: questions to the company", brand=outcome.site.brand.value)
    chosen = [q for q in asked if role in (None, q.owner, q.topic.owner)]
    _print(form(said(title), outcome.settings.day, chosen, current()), output)


def _write(taking: Taking, *, yes: bool) -> None:
    for task in taking.tasks:
        echo(say("To do: {task}", task=task))
    if taking.edition.contents:
        writing.shown_and_written(taking.edition, yes=yes)
    else:
        echo(say("There is nothing to write."), err=True)


def _print(asked: Form, output: Path | None) -> None:
    if not asked.parts:
        echo(say("Nothing is in doubt, and every question is answered."), err=True)
        return
    if output is None:
        click.echo(markdown(asked), nl=False)
        return
    if output.suffix.lower() not in (WORD, MARKDOWN):
        raise click.BadParameter(
            say("Name a file that ends in .docx or .md."), param_hint="--output"
        )
    content = markdown(asked).encode() if output.suffix.lower() == MARKDOWN else _word(asked)
    output.write_bytes(content)
    count = sum(len(t.questions) for p in asked.parts for s in p.sections for t in s.tables)
    listed = counted("{count} question", "{count} questions", count)
    echo(say("{file}: {questions}.", file=output.as_posix(), questions=listed), err=True)


def _word(asked: Form) -> bytes:
    if importlib.util.find_spec("docx") is None:
        raise click.ClickException(
            say(
                "A DOCX file needs python-docx. Install it: {command}",
                command=extras.install("questions"),
            )
        )
    from generator.recipes.questioning.word import word  # an extra

    return word(asked)
