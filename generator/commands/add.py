"""`notices add`: one more entry of the data, asked for at the terminal or taken from a file."""

from collections.abc import Sequence
from pathlib import Path

import click

from generator import languages, loading
from generator.commands import UNUSABLE
from generator.commands import _asking as asking
from generator.commands import _options as options
from generator.commands import _writing as writing
from generator.commands._language import current, echo, said
from generator.editing import Edition
from generator.errors import LoadingError
from generator.keys.names import file_called
from generator.message import say
from generator.recipes.correcting import New, Refused, adding, whole
from generator.recipes.correcting.adding import PLACES
from generator.recipes.correcting.inputs import Field, Kind, ordered
from generator.recipes.correcting.listing import listing, listings

KINDS = {
    "activity": say("activity"),
    "recipient": say("recipient"),
    "document": say("document"),
    "consent": say("consent"),
    "cookie": say("cookie"),
    "form": say("form"),
}


def _place(edition: Edition, word: str) -> str:
    """Where entries stand that are called `word`: one of the usual kinds in either language, a file
    by its name, or whatever the panel lists, by its title or words of it that no other has."""
    plain = languages.in_address
    wanted = plain(word.removesuffix(".yml"))
    for name, called in KINDS.items():
        if wanted in (name, plain(said(called))):
            return PLACES[name]
    rows = listings(edition, current())
    listed = {row.place: row.label for row in rows if row.count is not None or not row.there}
    titles = {place: plain(title) for place, title in listed.items()}
    files = (f"{wanted}.yml#", f"{wanted}/#")
    named = [p for p, title in titles.items() if wanted == title or p in files]
    found = named or [p for p, title in titles.items() if wanted and wanted in title]
    if len(found) == 1:
        return found[0]
    known = [said(called) for called in KINDS.values()]
    titled = [title for place, title in listed.items() if place not in PLACES.values()]
    raise click.BadParameter(
        say("“{word}” is not one of: {named}.", word=word, named=known + titled)
    )


@click.command()
@click.argument("kind")
@options.folder
@click.option(
    "--answers",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the entry from this YAML file, with its keys as they stand in the data, and “id:”.",
)
@click.option("--id", "name", default="", help="Its id; otherwise one that follows from its words.")
@click.option("--yes", is_flag=True, help="Write without asking.")
def add(kind: str, data: Path, file: Path | None, name: str, yes: bool) -> None:
    """Add an entry to the data: asks what it needs, and writes it where it belongs.

    KIND is activity, recipient, document, consent, cookie or form, or any other that “Entries”
    lists in the preview, by its title or its file (subjects).

    Answer “?” to what is not known: the question to ask is written there, and nothing is published
    before somebody has answered it.
    """
    edition = Edition(data)
    with options.refusals():
        place = _place(edition, kind)
    if file is None and not writing.can_ask():
        raise click.UsageError(asking.NOBODY)
    try:
        with options.refusals():
            if file:
                adding.from_file(edition, place, file, name)
            else:
                edition = _asked(edition, place, name)
            written = list(edition.contents)
    except Refused as refused:
        with options.refusals():
            raise LoadingError([problem for _, problem in refused.problems]) from None
    writing.shown_and_written(edition, yes=yes)
    echo(say("What it still lacks: notices check {file}", file=written[0]), err=True)


def _asked(edition: Edition, place: str, name: str) -> Edition:
    """The edition with the entry that a person describes, asked again about what is refused."""
    rows = listing(edition, place)
    codes = _codes(edition.folder)
    fields = [
        field
        for field in whole.fields(edition, rows, current())
        if field.language in ("", *codes) and field.kind is not Kind.ID
    ]
    echo(say("“?” means: not known; then write what is to be asked."))
    click.echo(f"\n{file_called(rows.at.file, current())}")
    given = asking.Given()
    shared = tuple(f"{f.name}." for f in fields if f.options)
    usual = [f for f in fields if f.required or (f.asked and not f.name.startswith(shared))]
    asking.required(list(ordered(usual)), given)
    asking.optional([f for f in fields if f not in usual], given)
    while True:
        value = whole.written(fields, given.values, given.doubts)
        chosen = name
        if rows.by_id and not chosen:
            chosen = asking.id_of(whole.proposed(value, list(map(str, rows.steps))))
        tried = Edition(edition.folder)
        try:
            new = New(given.typed, given.doubts, chosen)
            adding.added(tried, place, new, current()).judge(tried)
        except Refused as refused:
            name = "" if _again(refused, fields, given) else name
        else:
            return tried


def _again(refused: Refused, fields: Sequence[Field], given: asking.Given) -> bool:
    """Say what is wrong and ask that anew; whether it was the id. Ends where it is elsewhere."""
    for _, problem in refused.problems:
        echo(f"{said(problem.message)} {said(problem.hint) if problem.hint else ''}", err=True)
    named = {name for name, _ in refused.problems}
    wrong = [field for field in fields if field.name in named]
    if not wrong and "id" not in named:
        echo(say("Nothing was written."), err=True)
        raise click.exceptions.Exit(UNUSABLE)
    asking.required(wrong, given)
    return "id" in named


def _codes(data: Path) -> Sequence[str]:
    """The languages of the sites: a text is asked for in no other."""
    sites = loading.load(data).sites.values()
    return list(dict.fromkeys(code.value for site in sites for code in site.languages))
