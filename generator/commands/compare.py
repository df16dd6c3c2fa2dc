"""`notices compare`: what changed, clause by clause, with the words."""

import difflib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE, UNUSABLE
from generator.commands import _options as options
from generator.commands._language import echo
from generator.comparison import Change, What
from generator.expression import Expression
from generator.message import Message, counted, say
from generator.outputs.changes import as_markdown, whole_page
from generator.outputs.changes.labels import labels_of
from generator.outputs.print.pdf import PdfUnavailable
from generator.outputs.print.redline import redline
from generator.recipes import comparing
from generator.recipes.reviewing import lines


@click.command()
@options.common
@click.argument("before", required=False)
@click.argument("after", required=False, default=comparing.DRAFT)
@click.option("--document", default=None, help="Only this document.")
@click.option("--lang", default=None, help="Only this language.")
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "markdown", "html"]), default="text"
)
@click.option("--html", "html", is_flag=True, help="The same as --format html: marked texts.")
@click.option(
    "--pdf", "pdf", type=click.Path(path_type=Path), default=None, metavar="FILE|FOLDER",
    help="Write the marked texts into a PDF; into a folder, a PDF for each text.",
)  # fmt: skip
def compare(
    data: Path,
    site: str | None,
    as_of: date | None,
    before: str | None,
    after: str,
    document: str | None,
    lang: str | None,
    shape: str,
    html: bool,
    pdf: Path | None,
) -> None:
    """What changed from BEFORE to AFTER, clause by clause, with the words.

    Each is a release (2026-12-15), “draft” for the data as they are, or another folder of data.
    Without them: from the release in force on the day to the draft.
    As HTML the texts are shown with marks at what changed, in one file that stands alone.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    with options.refusals():
        found = comparing.compare(settings, before, after)
    shown = [
        d
        for d in found.differences
        if document in (None, d.document) and lang in (None, d.language)
    ]
    if pdf:
        _write_pdfs(pdf, (found.before, after), shown)
    if html or shape == "html":
        click.echo(_as_html(found, after, shown), nl=False)
    elif shape == "markdown":
        for line in _as_markdown(shown):
            click.echo(line)
    elif shape == "json":
        click.echo(json.dumps(_as_data(found, after, shown), ensure_ascii=False, indent=1))
    else:
        for line in _as_text(found, after, shown):
            echo(line)
    sys.exit(FINDINGS if shown else FINE)


def _as_text(
    found: comparing.Comparison, after: str, differences: list[comparing.Difference]
) -> Iterator[str]:
    between = {"before": found.before, "after": after}
    doubts = _doubts(found)
    if not differences:
        yield (
            say("0 texts change; {doubts}.", doubts=doubts)
            if doubts
            else say("No text differs between {before} and {after}.", **between)
        )
        return
    for one in differences:
        yield f"{one.document} ({one.language}): {one.title}"
        if not (one.before and one.after):
            yield _came_or_went(one)
        for change in one.changes:
            place = f"{change.layer}#{change.clause} " if change.clause else ""
            what = WORDS[change.what]
            yield say(
                "  {place}“{heading}” – {what}", place=place, heading=change.heading, what=what
            )
            yield from (f"    {line}" for line in _lines(one, change))
        yield ""
    kind = "substantive" if any(one.substantive for one in differences) else "editorial"
    yield counted(
        "{count} text differs between {before} and {after}: at least --kind {kind}.",
        "{count} texts differ between {before} and {after}: at least --kind {kind}.",
        len(differences),
        kind=kind,
        **between,
    )
    if doubts:
        yield say("{doubts}.", doubts=doubts)


def _as_html(
    found: comparing.Comparison, after: str, differences: list[comparing.Difference]
) -> str:
    language = differences[0].language if differences else "en"
    return whole_page.page(_sides(language, found.before, after), map(_shown, differences))


def _sides(language: str, *sides: str) -> str:
    labels = labels_of(language)
    names = (labels["side_draft"] if side == comparing.DRAFT else side for side in sides)
    return labels["sides"].format_map(dict(zip(("before", "after"), names, strict=True)))


def _shown(one: comparing.Difference) -> whole_page.Shown:
    gone = one.after is None
    return whole_page.Shown.of(one.document, one.language, one.title, one.redline, gone=gone)


def _write_pdfs(
    to: Path, sides: tuple[str, str], differences: Sequence[comparing.Difference]
) -> None:
    """One PDF where a file is named, otherwise one for each text; nothing where nothing changed.

    All are made before the first is written.
    """
    if to.suffix == ".pdf":
        files = {to: differences} if differences else {}
    else:
        files = {to / f"{one.document}.{one.language}.pdf": [one] for one in differences}
    try:
        made = {path: _pdf(sides, texts) for path, texts in files.items()}
    except PdfUnavailable as error:
        echo(say("No PDFs are made: {lacking}", lacking=error.args[0]), err=True)
        sys.exit(UNUSABLE)
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _pdf(sides: tuple[str, str], texts: Sequence[comparing.Difference]) -> bytes:
    language = texts[0].language
    between = _sides(language, *sides)
    title = texts[0].title if len(texts) == 1 else between
    body = "\n".join(whole_page.section(_shown(one), 1) for one in texts)
    return redline(language, title, labels_of(language)["marked_text"], between, body)


def _as_markdown(differences: list[comparing.Difference]) -> Iterator[str]:
    """A comment that people read before they approve: each text, and a line for each change."""
    for one in differences:
        yield from (as_markdown.title(one.title, one.language), "")
        if one.redline is None:
            yield _shown(one).said
        else:
            yield from as_markdown.lines(one.redline.edits, one.language)
        yield ""


def _came_or_went(one: comparing.Difference) -> Message:
    return say("  new text") if one.after else say("  no more")


WORDS: Mapping[What, Message] = {
    What.ADDED: say("added"),
    What.REMOVED: say("removed"),
    What.REWORDED: say("reworded"),
    What.MOVED: say("moved"),
    What.FACTS: say("facts"),
    What.LINKS: say("links"),
    What.MARKUP: say("markup"),
    What.TITLE: say("title"),
    What.FIELDS: say("fields"),
    What.SPELLING: say("spelling"),
}
"""What may have happened to a clause, in words."""


def _doubts(found: comparing.Comparison) -> list[Message]:
    """`1 doubt is gone`, `2 doubts are new`; empty where nothing changed."""
    gone, new = len(found.gone), len(found.new)
    return [
        *([counted("{count} doubt is gone", "{count} doubts are gone", gone)] if gone else []),
        *([counted("{count} doubt is new", "{count} doubts are new", new)] if new else []),
    ]


def _lines(one: comparing.Difference, change: Change) -> Iterator[str]:
    """Lines that went and lines that came; a row of a table is one."""
    before, after = change.before, change.after
    if change.clause and change.what is not What.LINKS:
        before, after = (_rows(text, change) for text in (one.before, one.after))
    for line in difflib.ndiff(before, after):
        if line[:2] in ("- ", "+ "):
            yield line


def _rows(text: Expression | None, change: Change) -> tuple[str, ...]:
    layers = [layer for layer in (text.layers if text else ()) if layer.name == change.layer]
    if not layers or all(clause.id != change.clause for clause in layers[0].clauses):
        return ()
    return lines.of_clause(layers[0], change.clause)


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
