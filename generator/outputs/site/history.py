"""The history of a document: its versions as a time line and as a table, and what changed since
somebody joined, without a script.

Each version carries the anchor `since-RELEASE` of the version before it: whoever was shown that one
reads on from there. So the receipt of a member, which names a release, leads to what is new.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from generator import languages
from generator.comparison import Edit
from generator.outputs.changes.labels import labels_of as changes_labels
from generator.outputs.changes.sentences import place
from generator.outputs.site.head import change, spans
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page
from generator.publication.addresses import relative
from generator.releases.record import Frozen
from generator.releases.timeline import DRAFT, Standing

_MOST_NAMES = 6
"""More changed clauses than these are counted; the redline names all."""
_COLUMNS = ("version", "state", "in_force_on", "what_changed", "changes", "print")


def since(release: str) -> str:
    """The anchor from which on everything is newer than a release."""
    return f"since-{release}"


@dataclass(frozen=True)
class Version:
    """One version of the history; addresses are relative to the root of the site, empty where
    there is nothing."""

    text: Frozen
    standing: Standing
    address: str
    redline: str = ""
    printed: str = ""
    edits: tuple[Edit, ...] = ()


def page(language: str, here: str, versions: Sequence[Version], feed: str = "") -> Page:
    """The page of a document at `here`; `versions` from the oldest to the newest. `feed` is the
    address of its feed, empty where it has none."""
    labels = labels_of(language)
    newest = versions[-1].text
    title = labels["history_title"].format(title=newest.title)
    headings = ("since_title", "timeline", "history_table")
    parts = (
        _since(language, versions),
        _timeline(language, here, versions),
        _table(language, here, versions) + _followed(language, here, feed),
    )
    body = "\n".join(
        f'<h2 id="{anchor}">{escape(labels[key])}</h2>\n{part}'
        for anchor, key, part in zip(_ANCHORS, headings, parts, strict=True)
    )
    return Page(
        document=newest.document,
        language=language,
        title=title,
        description=labels["history_lead"],
        url=here,
        menu="",
        order=0,
        opening=f'<h1 id="content">{escape(title)}</h1>\n'
        f'<p class="lead">{escape(labels["history_lead"])}</p>',
        html=body,
        contents=tuple(
            Heading(anchor, labels[key], 2) for anchor, key in zip(_ANCHORS, headings, strict=True)
        ),
        sections=(),
        standing=DRAFT,
    )


_ANCHORS = ("since", "line", "table")


def _followed(language: str, here: str, feed: str) -> str:
    """The way to the feed, for whoever wants to be told."""
    words = escape(labels_of(language)["feed_link"])
    return f'\n<p><a href="{escape(relative(here, feed))}">{words}</a></p>' if feed else ""


def _since(language: str, versions: Sequence[Version]) -> str:
    labels = labels_of(language)
    items = "".join(
        f'<li><a href="#{since(v.text.release)}">'
        f"{escape(spans(languages.get(language), v.standing))}</a></li>"
        for v in versions
        if v.standing.spans
    )
    return f'<p>{escape(labels["since_lead"])}</p>\n<ul class="since">{items}</ul>'


def _timeline(language: str, here: str, versions: Sequence[Version]) -> str:
    before, items = "", []
    for version in versions:
        anchor = f' id="{since(before)}"' if before else ""
        parts = "".join(_entry(language, here, version))
        items.append(f'<li class="{version.standing.state}"{anchor}>{parts}</li>')
        before = version.text.release
    end = f'<p id="{since(before)}">{escape(labels_of(language)["since_none"])}</p>'
    return f'<ol class="timeline">{"".join(items)}</ol>\n{end}'


def _entry(language: str, here: str, version: Version) -> Iterator[str]:
    labels, spoken = labels_of(language), languages.get(language)
    standing = version.standing
    if day := standing.effective:
        when = f'<time datetime="{day}">{escape(spoken.date(day))}</time>'
        yield f"<h3>{when} – {escape(labels[standing.state])}</h3>"
    if words := change(spoken, standing):
        yield f"<p>{escape(words)}</p>"
    if names := list(_names(language, version.edits)):
        yield f"<ul>{''.join(f'<li>{escape(name)}</li>' for name in names)}</ul>"
    ways = "".join(f"<li>{way}</li>" for way in _ways(language, here, version))
    yield f'<ul class="ways">{ways}</ul>'


def _names(language: str, edits: Sequence[Edit]) -> Iterator[str]:
    """What changed, by the clauses and by what the facts in them are about."""
    labels = changes_labels(language)
    found: dict[str, dict[str, None]] = {}
    for edit in edits:
        about = found.setdefault(place(edit, language), {})
        about |= dict.fromkeys(labels[f"about_{fact.about}"] for fact in edit.facts)
    for name, about in list(found.items())[:_MOST_NAMES]:
        yield f"{name} ({', '.join(about)})" if about else name
    if (more := len(found) - _MOST_NAMES) > 0:
        yield labels["more"].format(count=more)


def _ways(language: str, here: str, version: Version) -> Iterator[str]:
    """Where a version, what changed in it, and its PDF are; links that are told apart by ear."""
    labels, release = labels_of(language), version.text.release
    if version.redline:
        yield _link(here, version.redline, labels["redline_link"], release)
    yield _link(here, version.address, labels["version"], release)
    if version.printed:
        yield _link(here, version.printed, labels["download"], release)


def _link(here: str, there: str, words: str, release: str) -> str:
    return f'<a href="{escape(relative(here, there))}">{escape(words)} ({escape(release)})</a>'


def _table(language: str, here: str, versions: Sequence[Version]) -> str:
    labels = {**labels_of(language), **changes_labels(language)}
    heads = "".join(f'<th scope="col">{escape(labels[key])}</th>' for key in _COLUMNS)
    rows = "".join(_row(language, here, version) for version in reversed(versions))
    return f'<table class="history"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(language: str, here: str, version: Version) -> str:
    labels = {**labels_of(language), **changes_labels(language)}
    spoken, standing, release = languages.get(language), version.standing, version.text.release
    count = labels["changes_count"].format(count=len(version.edits))
    cells = (
        f'<a href="{escape(relative(here, version.address))}" '
        f'aria-label="{escape(f"{version.text.title} {release}")}">{escape(release)}</a>',
        escape(labels[standing.state]),
        escape(spans(spoken, standing)),
        escape(change(spoken, standing)),
        _link(here, version.redline, count, release) if version.edits else "–",
        _link(here, version.printed, labels["download"], release) if version.printed else "–",
    )
    inner = "".join(
        f'<td data-label="{escape(labels[name])}">{cell}</td>'
        for name, cell in zip(_COLUMNS, cells, strict=True)
    )
    return f"<tr>{inner}</tr>"
