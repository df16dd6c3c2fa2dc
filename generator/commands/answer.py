"""`notices answer`: the answer of a person to a rule that asks, written into answers.yml."""

from datetime import date
from pathlib import Path

import click

from generator.checks import by_code
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import echo
from generator.editing import Edition
from generator.message import say
from generator.recipes import deciding


def _reply(words: str) -> str:
    read = deciding.reply(words)
    if read is None:
        raise click.BadParameter(say("Write yes, no or not-applicable."))
    return read


def _given(_context: click.Context, _parameter: click.Parameter, words: str | None) -> str | None:
    return None if words is None else _reply(words)


@click.command()
@click.argument("code")
@options.folder
@click.option(
    "--answer",
    "reply",
    callback=_given,
    metavar="|".join(deciding.REPLIES),
    help="The answer.",
)
@click.option("--words", help="What is done, or why it does not apply.")
@click.option("--role", help="Who answers: a role, not a name.")
@click.option("--until", callback=options.day, metavar="DAY", help="When it is asked again.")
@click.option("--yes", is_flag=True, help="Write without asking.")
def answer(
    code: str,
    data: Path,
    reply: str | None,
    words: str | None,
    role: str | None,
    until: date | None,
    yes: bool,
) -> None:
    """Answer the question of a rule: CODE as reports print it."""
    edition = Edition(data)
    if (rule := by_code().get(code)) and rule.question and reply is None:
        echo(rule.what)
    with options.refusals():
        given = writing.asked("--answer", reply, say("yes, no or not-applicable"), _reply)
        decision = deciding.Decision(
            writing.asked("--role", role, say("Who answers (a role)"), str),
            writing.asked("--words", words, say("What is done, or why it does not apply"), str),
            writing.asked("--until", until, say("Until which day"), writing.a_day),
        )
        deciding.answer(edition, code, given, decision)
    writing.shown_and_written(edition, yes=yes)
