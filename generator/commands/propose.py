"""`notices propose`: the changes of `data/` as a branch, a commit and a request."""

import sys
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import FINDINGS
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import current, echo
from generator.message import say
from generator.recipes import proposing


@click.command()
@options.common
@click.option("--title", default="", help="What changed, in one line; otherwise it is made.")
@click.option("--name", default="", help="Your name, where git knows none.")
@click.option("--email", default="", help="Your e-mail address, where git knows none.")
@click.option("--yes", is_flag=True, help="Propose without asking.")
@click.option("--words", "only_words", is_flag=True, help="Print title and words, and stop.")
def propose(
    data: Path,
    site: str | None,
    as_of: date | None,
    title: str,
    name: str,
    email: str,
    yes: bool,
    only_words: bool,
) -> None:
    """Propose what was changed in data/ to those who decide.

    Makes a branch and a commit of the changed files of data/ alone. Where gh (GitHub) or glab
    (GitLab) is signed in it opens the request, otherwise it writes a patch to send.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    author = proposing.Author(name.strip(), email.strip())
    with options.refusals():
        proposal, _ = proposing.prepared(settings, current(), author, title)
    click.echo(f"{proposal.title}\n\n{proposal.body}")
    if only_words:
        return
    echo("")
    for file in proposal.state.files:
        click.echo(f"  {(data / file).as_posix()}")
    question = say("Propose this from the branch “{branch}”?", branch=proposal.branch)
    if not yes and not (writing.can_ask() and writing.agreed(question)):
        echo(say("Nothing was made; “--yes” proposes it."), err=True)
        sys.exit(FINDINGS)
    with options.refusals():
        result = proposal.make(Path())
    for line in proposing.outcome(proposal, result):
        echo(line)
