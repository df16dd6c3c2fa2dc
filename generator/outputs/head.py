"""The head of a document's page: its state, its days, what changed, where other versions are.

Nothing here is a word of the text: the head stands outside the articles, so it may change from
day to day while the text and its digest stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from generator import languages
from generator.releases.timeline import Span, Standing, State


@dataclass(frozen=True, slots=True)
class Links:
    """Where the head leads, relative to the page; empty where there is nothing to lead to."""

    today: str = ""
    versions: str = ""
    before: str = ""
    after: str = ""
    announced: str = ""
    download: str = ""
    announced_on: date | None = None


def head(language: str, standing: Standing, links: Links, controller: str) -> str:
    """The mark of a text that is not in force, and the facts about its place in time."""
    told = languages.get(language)
    rows = "".join(
        f"<div><dt>{escape(told.labels[key])}</dt><dd>{value}</dd></div>"
        for key, value in _rows(told, standing, links, controller)
    )
    return f'{_mark(told, standing, links)}<dl class="standing" data-aside="">{rows}</dl>'


def _mark(told: languages.Language, standing: Standing, links: Links) -> str:
    labels = told.labels
    if standing.state is State.DRAFT:
        return _box("draft", labels["draft"], labels["draft_explained"])
    if standing.state is State.ANNOUNCED and standing.effective:
        said = labels["not_yet"].format(day=told.date(standing.effective))
        return _box("announced", labels["announced"] + ".", said, links.today, labels)
    if standing.state is State.SUPERSEDED:
        return _box(
            "superseded", labels["superseded"] + ".", labels["no_longer"], links.today, labels
        )
    if standing.state is State.WITHDRAWN and standing.withdrawn_on:
        said = labels["withdrawn_explained"].format(day=told.date(standing.withdrawn_on))
        return _box("withdrawn", labels["withdrawn"] + ".", said, links.today, labels)
    if links.announced and links.announced_on:
        said = labels["announced_explained"].format(day=told.date(links.announced_on))
        link = f' <a href="{escape(links.announced)}">{escape(labels["announced_link"])}</a>'
        return _box("news", "", said, more=link)
    return ""


def _box(
    kind: str,
    strong: str,
    said: str,
    today: str = "",
    labels: languages.Labels | None = None,
    more: str = "",
) -> str:
    if today and labels:
        more = f' <a href="{escape(today)}">{escape(labels["text_of_today"])}</a>'
    opening = f"<strong>{escape(strong)}</strong> " if strong else ""
    classes = f"state-mark {kind}-mark"
    return f'<div class="{classes}" data-aside="" role="note">{opening}{escape(said)}{more}</div>\n'


def _rows(
    told: languages.Language, standing: Standing, links: Links, controller: str
) -> Iterator[tuple[str, str]]:
    labels = told.labels
    yield "data_controller", escape(controller)
    yield "state", escape(labels[standing.state].rstrip("."))
    if links.download:
        yield "print", _link(links.download, labels["download"], joint="")
    if standing.draft:
        return
    if standing.effective:
        moment = standing.effective
        yield "effective_from", f'<time datetime="{moment}">{escape(told.date(moment))}</time>'
    if standing.state in (State.SUPERSEDED, State.WITHDRAWN):
        yield "in_force_on", escape(spans(told, standing.spans))
    if standing.kind:
        note = f": {standing.note}" if standing.note else ""
        yield "what_changed", escape(labels[standing.kind] + note)
    if standing.release:
        all_of_them = _link(links.versions, labels["all_versions"])
        yield "version", f"{escape(standing.release)}{all_of_them}"
    if links.before and standing.before:
        yield "version_before", _link(links.before, standing.before, joint="")
    if links.after and standing.after:
        yield "version_after", _link(links.after, standing.after, joint="")


def _link(href: str, label: str, joint: str = " · ") -> str:
    return f'{joint}<a href="{escape(href)}">{escape(label)}</a>' if href else ""


def spans(told: languages.Language, found: tuple[Span, ...]) -> str:
    """`1 March 2026 to 4 June 2026; from 1 July 2026`; the last day is inclusive."""
    if not found:
        return told.labels["never_in_force"]
    said = []
    for span in found:
        start = told.date(span.start)
        if span.end is None:
            said.append(told.labels["since"].format(start=start))
        else:
            last = date.fromordinal(span.end.toordinal() - 1)
            said.append(told.labels["from_to"].format(start=start, end=told.date(last)))
    return "; ".join(said)
