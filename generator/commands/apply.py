"""`notices apply`: changes that somebody made in a file that stands alone, and sent."""

from datetime import date
from pathlib import Path

import click

from generator import files, pipeline
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import echo
from generator.errors import in_one_line
from generator.message import say
from generator.recipes.correcting import sent


@click.command()
@options.common
@click.argument("changes", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--yes", is_flag=True, help="Write without asking.")
def apply(data: Path, site: str | None, as_of: date | None, changes: Path, yes: bool) -> None:
    """Write the changes of a file (changes.json) into the data, all or none.

    The file comes from a page that “notices review --sheets” made. A change is refused where
    something else is written there meanwhile. The lines are shown first.
    """
    day = pipeline.Settings(data=data, site=site, as_of=as_of).day
    with options.refusals():
        taken = sent.taken(data, files.read(changes, sent.LARGEST), day)
    echo(say("Changes of: {who}", who=in_one_line(f"{taken.who} ({taken.role or '–'})")))
    for task in taken.tasks:
        echo(say("To do: {task}", task=task))
    if taken.edition.contents:
        writing.shown_and_written(taken.edition, yes=yes)
    else:
        echo(say("There is nothing to write."), err=True)
