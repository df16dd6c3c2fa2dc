"""`notices compare`: what changed, clause by clause, with the words."""

import difflib
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.comparison import Change
from generator.recipes import comparing


@click.command()
@options.common
@click.argument("before", required=False)
@click.argument("after", required=False, default=comparing.DRAFT)
@click.option("--document", default=None, help="Only this document.")
@click.option("--lang", default=None, help="Only this language.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def compare(
    data: Path,
    site: str | None,
    as_of: date | None,
    before: str | None,
    after: str,
    document: str | None,
    lang: str | None,
    shape: str,
) -> None:
    """What changed from BEFORE to AFTER, clause by clause, with the words.

    Each is a release (2026-12-15), “draft” for the data as they are, or another folder of data.
    Without them: from the release in force on the day to the draft.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    with options.refusals():
        found = comparing.compare(settings, before, after)
    shown = [
        d
        for d in found.differences
        if document in (None, d.document) and lang in (None, d.language)
    ]
    if shape == "json":
        click.echo(json.dumps(_as_data(found, after, shown), ensure_ascii=False, indent=1))
    else:
        for line in _as_text(found, after, shown):
            click.echo(line)
    sys.exit(FINDINGS if shown else FINE)


def _as_text(
    found: comparing.Comparison, after: str, differences: list[comparing.Difference]
) -> Iterator[str]:
    name, doubts = found.before, _doubts(found)
    if not differences:
        yield (
            f"0 texts change; {doubts}."
            if doubts
            else f"No text differs between {name} and {after}."
        )
        return
    for one in differences:
        yield f"{one.document} ({one.language}): {one.title}"
        if not (one.before and one.after):
            yield "  new text" if one.after else "  no more"
        for change in one.changes:
            place = f"{change.layer}#{change.clause} " if change.clause else ""
            yield f"  {place}“{change.heading}” – {change.what}"
            yield from (f"    {line}" for line in _lines(change))
        yield ""
    kind = "substantive" if any(one.substantive for one in differences) else "editorial"
    count = "1 text differs" if len(differences) == 1 else f"{len(differences)} texts differ"
    yield f"{count} between {name} and {after}: at least --kind {kind}."
    if doubts:
        yield f"{doubts[0].upper()}{doubts[1:]}."


def _doubts(found: comparing.Comparison) -> str:
    """`1 doubt is gone, 2 doubts are new`; empty where nothing changed."""
    counted = ((len(found.gone), "gone"), (len(found.new), "new"))
    return ", ".join(
        f"{count} {'doubt is' if count == 1 else 'doubts are'} {what}"
        for count, what in counted
        if count
    )


def _lines(change: Change) -> Iterator[str]:
    """Lines that went and lines that came."""
    for line in difflib.ndiff(change.before, change.after):
        if line[:2] in ("- ", "+ "):
            yield line


def _as_data(
    found: comparing.Comparison, after: str, differences: list[comparing.Difference]
) -> dict[str, object]:
    return {
        "before": found.before,
        "after": after,
        "doubts": {"gone": list(found.gone), "new": list(found.new)},
        "texts": [
            {
                "id": one.document,
                "lang": one.language,
                "title": one.title,
                "substantive": one.substantive,
                "new": one.before is None,
                "gone": one.after is None,
                "changes": [
                    {
                        "layer": change.layer,
                        "clause": change.clause,
                        "heading": change.heading,
                        "what": change.what,
                        "before": list(change.before),
                        "after": list(change.after),
                    }
                    for change in one.changes
                ],
            }
            for one in differences
        ],
    }
