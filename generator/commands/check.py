"""`notices check`: the rules on facts and texts, as people or programs read them."""

import gc
import os
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator import pipeline
from generator.checks import Finding, Profile, Subject, by_code, report
from generator.checks.finding import Level, taken_apart
from generator.checks.overview import MAX_LINES, QUESTIONS, WIDTH, News, Overview
from generator.checks.topics import NOBODY, TOPICS, topic_of
from generator.commands import FINDINGS, FINE, UNUSABLE
from generator.commands import _options as options
from generator.commands._language import current, echo
from generator.message import counted, say
from generator.recipes.checking import Check


@contextmanager
def _earlier(data: Path, since: str | None) -> Iterator[Path | None]:
    """The folder of the older data; None where none is named."""
    if since is None:
        yield None
        return
    from generator.recipes import earlier

    with earlier.data_at(data, since) as folder:
        yield folder


def _news(done: Check, older: Path | None, since: str | None) -> News | None:
    """What is new against the older data; None where none are named."""
    if older is None:
        return None
    before = Check(replace(done.settings, data=older, cache=None, since=None))
    return News.between(before.findings, done.findings, since or "")


def _chosen(done: Check, given: Sequence[str]) -> Sequence[Finding]:
    """The findings that are asked for; all of them where nothing is."""
    ids, data = [topic.id for topic in TOPICS], done.settings.data
    what = [_as_origin(word, data) for word in given]
    for word in what:
        code = taken_apart(word)[0]
        if word not in ids and code not in by_code() and not word.endswith((".yml", ".jinja")):
            message = say(
                "“{word}” is neither a topic, a code nor a file. The topics are: {ids}.",
                word=word,
                ids=ids,
            )
            raise click.UsageError(message)
    return [f for f in done.findings if not what or any(_is_about(f, word) for word in what)]


def _as_origin(word: str, data: Path) -> str:
    """A file as it is called by the findings: below the folder that was given, or below its
    repository, as reports print it."""
    word = word.removeprefix("./")
    whole = Path(word).absolute() if word.endswith((".yml", ".jinja")) else None
    if whole and whole.is_relative_to(data.absolute()):
        return f"data/{whole.relative_to(data.absolute()).as_posix()}"
    folder = data.absolute()
    for outer in folder.parents if whole else ():
        inside = f"{folder.relative_to(outer).as_posix()}/"
        if word.startswith(inside):
            return f"data/{word.removeprefix(inside)}"
    return word


def _is_about(finding: Finding, word: str) -> bool:
    file = word.removeprefix("data/")
    names = (finding.code, finding.name, topic_of(finding).id, finding.place.partition("#")[0])
    return word in names or file in names


def _in_full(shown: report.Report, subject: Subject) -> str:
    """Findings with the lines they are about, and what follows from a change there."""
    from generator.checks.effects import touched

    lines = [report.as_text(shown)]
    open_ones = [finding for finding in shown.findings if not finding.accepted]
    lines += [f"  → {shown.said(line)}" for line in touched(open_ones, subject)]
    if subject.profile is Profile.DRAFT:
        more = say("What only a release needs (doubts, approvals) is found with --profile release.")
        lines += [shown.said(more)]
    return "\n".join(lines)


def _on_one_screen(shown: report.Report, done: Check, *, every: bool) -> str:
    """In full where that is short; otherwise who has to do what."""
    full = report.as_text(shown)
    short = every or full.count("\n") < MAX_LINES
    return (full if short else str(_overview(shown, done))) + _left(shown, done)


def _left(shown: report.Report, done: Check) -> str:
    """How much is to be answered before anything is published, and how; else nothing."""
    asked = sum(f.place == QUESTIONS and not f.accepted for f in shown.findings)
    doubts, mistakes = len(done.found.doubts), _mistakes(done)
    if not asked + doubts:
        return ""
    only = say("Only questions are left:")
    begun = counted("{count} mistake to mend;", "{count} mistakes to mend;", mistakes)
    words = say(
        "{begun} {doubts} in doubt, {asked} unanswered. Next: answer on the page (notices serve), "
        "or in one form (notices questions --output {file}).",
        begun=begun if mistakes else only,
        doubts=counted("{count} statement", "{count} statements", doubts),
        asked=counted("{count} question", "{count} questions", asked),
        file="questions.docx",
    )
    return "\n" + "\n".join(textwrap.wrap(shown.said(words), WIDTH))


def _mistakes(done: Check) -> int:
    """How many findings forbid a publication and are no question: nothing at their place is in
    doubt, nobody is asked, and no answer elsewhere closes them."""
    return sum(
        f.level is Level.ERROR
        and not (f.accepted or f.place == QUESTIONS or topic_of(f).owner is NOBODY)
        and not any(f.place.startswith(doubt) for doubt in done.found.doubts)
        for f in done.findings
    )


def _output(shape: str, shown: report.Report, done: Check, *, full: bool, every: bool) -> str:
    """The report for programs, in full where something was asked for, or on one screen."""
    if shape != "text":
        return _for_programs(shape, shown, done)
    if full:
        return _in_full(shown, done.outcome.subject)
    return _on_one_screen(shown, done, every=every)


def _for_programs(shape: str, shown: report.Report, done: Check) -> str:
    """In a format of machines; on GitHub the screen goes into the summary of the job as well."""
    if shape == "github" and not shown.public:
        _summarise(str(_overview(shown, done)))
    return report.FORMATS[shape](shown)


def _say_misspelt(subject: Subject) -> NoReturn:
    """The words that no dictionary has, instead of a report; the end of the process."""
    from generator.checks import misspelt

    words, looked = misspelt.report(subject.prose)
    for line in words:
        echo(line)
    sys.exit(FINE if looked else UNUSABLE)


def _overview(shown: report.Report, done: Check) -> Overview:
    profile = done.settings.profile
    names = (
        done.found.brand,
        say("check before a release") if profile is Profile.RELEASE else say("check of a draft"),
    )
    day, language = done.settings.day, shown.language
    return Overview(shown.findings, day, names, language, shown.news, shown.data)


def _summarise(overview: str) -> None:
    """Into the summary of the job, where GitHub Actions gives a file for it."""
    if file := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(file).open("a", encoding="utf-8") as summary:
            summary.write(f"```\n{overview}\n```\n")


@click.command()
@click.argument("what", nargs=-1, metavar="[TOPIC|CODE|FILE]…")
@click.option("--all", "every", is_flag=True, help="Every finding in full.")
@options.common
@click.option(
    "--format", "shape", type=click.Choice(list(report.FORMATS)), default="text", show_default=True
)
@click.option(
    "--profile", type=click.Choice(["draft", "release"]), default="draft", show_default=True
)
@click.option(
    "--stats", is_flag=True, help="Print words and readability of each layer instead of findings."
)
@click.option("--spelling", is_flag=True, help="Print words of the data in no dictionary.")
@click.option(
    "--since",
    metavar="REF|FOLDER",
    help="Texts that changed in one language since this ref of git, or since other data; "
    "otherwise since the last release.",
)
@click.option(
    "--public", is_flag=True, help="Without values, reasons and doubts: which rule, and where."
)
def check(
    what: tuple[str, ...],
    every: bool,
    data: Path,
    site: str | None,
    as_of: date | None,
    shape: str,
    profile: str,
    stats: bool,
    spelling: bool,
    since: str | None,
    public: bool,
) -> None:
    """Check the facts and the texts against the law.

    Without an argument: who has to do what, on one screen. With a topic of that screen, a code or
    a file: these findings in full, and what a change there touches.
    """
    settings = pipeline.Settings(
        data=data,
        site=site,
        as_of=as_of,
        profile=Profile(profile),
        # Data from elsewhere would take the place of the project's own.
        cache=options.cache() if data.absolute().is_relative_to(Path.cwd()) else None,
        explained=False,
    )
    gc.disable()  # a short process makes many small objects and hardly a cycle
    try:
        with options.refusals(), _earlier(data, since) as older:
            done = Check(replace(settings, since=older, since_name=since or ""))
            done.findings  # noqa: B018 – the older data are gone afterwards
            news = _news(done, older, since)
        if spelling:
            _say_misspelt(done.outcome.subject)
        if stats:
            from generator.checks import readability

            click.echo(readability.table(readability.measured(done.outcome.texts), current()))
            return
        chosen = _chosen(done, what)
        shown = report.Report(chosen, data, current(), news, entries=done.found.entries)
        if public:
            shown = report.in_public(shown)
        output = _output(shape, shown, done, full=bool(what), every=every)
    finally:
        gc.freeze()  # what is there stays until the process ends
        gc.enable()
    click.echo(options.coloured(output) if shape == "text" else output)
    sys.exit(FINDINGS if done.errors else FINE)
