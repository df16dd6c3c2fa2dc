"""What stands around a text on its page: title, state, days and ways on above it, proof below it.

Nothing here is a word of the text: it stands outside the articles, so it may change from day to
day while the text and its digest stay.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from generator import languages
from generator.outputs.site.labels import labels_of
from generator.publication.ways import Imprint, Links
from generator.releases.timeline import Standing, State


def opening(
    language: languages.Language,
    title: str,
    summary: str,
    standing: Standing,
    links: Links,
    controller: str,
    *,
    doubts: bool = False,
) -> str:
    """Title and summary, the mark of a text that is not in force, its place in time.

    `doubts`: the text marks words that the controller has still to confirm.
    """
    labels = labels_of(language.code)
    rows = "".join(
        f"<div><dt>{escape(labels[key])}</dt><dd>{value}</dd></div>"
        for key, value in _rows(language, standing, links, controller)
    )
    lead = f'<p class="lead">{escape(summary)}</p>\n' if summary else ""
    return (
        f'<h1 id="content">{escape(title)}</h1>\n{lead}{_mark(language, standing, links, doubts)}'
        f'<dl class="standing" data-aside="">{rows}</dl>'
    )


def head(code: str, title: str, summary: str, standing: Standing) -> str:
    """Title and summary of a page that is made of texts; of drafts, it says so."""
    mark = _mark(languages.get(code), standing, Links(), doubts=True) if standing.draft else ""
    lead = f'<p class="lead">{escape(summary)}</p>'
    return f'<h1 id="content">{escape(title)}</h1>\n{lead}\n{mark}'


def proof(language: languages.Language, standing: Standing, imprint: Imprint) -> str:
    """Which words these are, for anyone who keeps a print: state, version, address, digests."""
    labels = labels_of(language.code)
    rows = [(labels["state"], escape(labels[standing.state].rstrip(".")))]
    if standing.release:
        rows.append((labels["version"], escape(standing.release)))
    rows.append((labels["address"], f'<span class="address">{escape(imprint.address)}</span>'))
    rows += digests(language, imprint.digests)
    explained = f"<p>{escape(labels['proof_explained'])}</p>" if imprint.digests else ""
    inner = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows)
    return (
        f'<footer class="proof" data-aside="" lang="{language.code}">'
        f"<p>{escape(labels['proof'])}</p><dl>{inner}</dl>{explained}</footer>"
    )


def digests(language: languages.Language, of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The name and the digest of each layer, the short one first, as they stand on the page."""
    for name in sorted(of, reverse=True):
        labels = labels_of(language.code)
        yield f"{labels['text_digest']} ({labels[f'layer_{name}']})", f"<code>{of[name]}</code>"


def _mark(language: languages.Language, standing: Standing, links: Links, doubts: bool) -> str:
    labels = labels_of(language.code)
    if standing.state is State.DRAFT:
        more = f" {escape(labels['doubts_explained'])}" if doubts else ""
        if languages.is_further(language.code):
            more += f" {escape(labels['working_translation'])}"
            turkish = links.others.get(languages.TURKISH, "")
            more += _link(turkish, languages.get(languages.TURKISH).name, joint=" ")
        return _box("draft", labels["draft"], labels["draft_explained"], more=more)
    if standing.state is State.ANNOUNCED and standing.effective:
        sentence = labels["not_yet"].format(day=language.date(standing.effective))
        return _box("announced", labels["announced"] + ".", sentence, links.today, labels)
    if standing.state is State.SUPERSEDED:
        return _box(
            "superseded", labels["superseded"] + ".", labels["no_longer"], links.today, labels
        )
    if standing.state is State.WITHDRAWN and standing.withdrawn_on:
        sentence = labels["withdrawn_explained"].format(day=language.date(standing.withdrawn_on))
        return _box("withdrawn", labels["withdrawn"] + ".", sentence, links.today, labels)
    if links.announced and links.announced_on:
        sentence = labels["announced_explained"].format(day=language.date(links.announced_on))
        link = f' <a href="{escape(links.announced)}">{escape(labels["announced_link"])}</a>'
        more = _link(links.announced_redline, labels["announced_redline"])
        return _box("news", "", sentence, more=link + more)
    if links.changed_on:
        sentence = labels["changed_lately"].format(day=language.date(links.changed_on))
        return _box("news", "", sentence, links.redline, labels, label="redline_link")
    return ""


def _box(
    kind: str,
    strong: str,
    sentence: str,
    today: str = "",
    labels: languages.Labels | None = None,
    more: str = "",
    label: str = "text_of_today",
) -> str:
    if today and labels:
        more = f' <a href="{escape(today)}">{escape(labels[label])}</a>'
    opening = f"<strong>{escape(strong)}</strong> " if strong else ""
    classes = f"state-mark {kind}-mark"
    words = escape(sentence)
    return f'<div class="{classes}" data-aside="" role="note">{opening}{words}{more}</div>\n'


def _rows(
    language: languages.Language, standing: Standing, links: Links, controller: str
) -> Iterator[tuple[str, str]]:
    labels = labels_of(language.code)
    yield "data_controller", escape(controller)
    yield "state", escape(labels[standing.state].rstrip("."))
    if not standing.draft:
        yield from _days(language, standing, links)
    elif links.redline:
        yield "what_changed", _link(links.redline, labels["redline_draft"], joint="")
    if links.others:
        yield "language", " · ".join([escape(language.name), *_others(links)])
    if links.flows:
        yield "picture", _link(links.flows, labels["flows_title"], joint="")
    if links.download:
        # Without a script the button could do nothing; the script shows it.
        button = (
            f'<button type="button" class="print" hidden>{escape(labels["print_page"])}</button>'
        )
        yield "print", _link(links.download, labels["download"], joint="") + button


def _others(links: Links) -> Iterator[str]:
    for code, href in links.others.items():
        name = escape(languages.get(code).name)
        yield f'<a href="{escape(href)}" hreflang="{code}" lang="{code}">{name}</a>'


def _days(
    language: languages.Language, standing: Standing, links: Links
) -> Iterator[tuple[str, str]]:
    labels = labels_of(language.code)
    if standing.effective:
        moment = standing.effective
        yield "effective_from", f'<time datetime="{moment}">{escape(language.date(moment))}</time>'
    if standing.state in (State.SUPERSEDED, State.WITHDRAWN):
        yield "in_force_on", escape(spans(language, standing))
    if standing.kind:
        marked = _link(links.redline, labels["redline_link"])
        yield "what_changed", escape(change(language, standing)) + marked
    if standing.release:
        history = _link(links.history, labels["history_link"])
        all_of_them = _link(links.versions, labels["all_versions"])
        yield "version", f"{escape(standing.release)}{history}{all_of_them}"
    neighbours = (("version_before", links.before, standing.before),
                  ("version_after", links.after, standing.after))  # fmt: skip
    for key, href, name in neighbours:
        if href and name:
            gone = f" ({labels['withdrawn_aside']})" if name in standing.gone else ""
            yield key, _link(href, name, joint="") + escape(gone)


def _link(href: str, label: str, joint: str = " · ") -> str:
    return f'{joint}<a href="{escape(href)}">{escape(label)}</a>' if href else ""


def change(language: languages.Language, standing: Standing) -> str:
    """`Change of substance: We have moved.`"""
    note = f": {standing.note}" if standing.note else ""
    return (
        language.sentence_start(labels_of(language.code)[standing.kind] + note)
        if standing.kind
        else ""
    )


def spans(language: languages.Language, standing: Standing) -> str:
    """`1 March 2026 to 4 June 2026; from 1 July 2026`, as a sentence; the last day is inclusive."""
    labels = labels_of(language.code)
    if not standing.spans:
        never = "ended_at_once" if standing.ended_at_once else "never_in_force"
        return language.sentence_start(labels[never])
    parts = []
    for span in standing.spans:
        start = language.date(span.start)
        if span.end is None:
            parts.append(labels["since"].format(start=start))
        else:
            last = date.fromordinal(span.end.toordinal() - 1)
            parts.append(labels["from_to"].format(start=start, end=language.date(last)))
    return language.sentence_start("; ".join(parts))
