"""The page of the data flows: for each notice its pictures and their tables.

It stands outside every text, so no digest changes, and it is made of what the notices froze: a
published site draws nothing that no release holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from generator import languages
from generator.expression import Expression
from generator.expression.flows import Flow
from generator.outputs.site.flows.drawing import drawing
from generator.outputs.site.flows.parts import Picture, pictures
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page, page_of_labels
from generator.publication import Publication
from generator.publication.addresses import relative
from generator.publication.labels import labels_of as words_of
from generator.publication.ways import FLOWS
from generator.releases.timeline import Standing, State

MOMENTS = "moments"
CLAUSES = {"data": "processing", "purpose": "processing", "receiver": "recipients"}
"""In which clause of a notice each column of a picture is told."""


def flow_page(site: Publication, code: str, url: str) -> Page:
    """The page in `code` at `url`: every text of the types that have flows, in their order."""
    told = {text.type for text in site.texts if text.flows}
    texts = [text for text in site.texts if text.language == code and text.type in told]
    texts.sort(key=lambda text: text.order)
    notices = [(text, site.standing(text)) for text in texts]
    language = languages.get(code)
    labels = labels_of(code)
    parts = [*_moments([text for text, _ in notices], labels), _legend(labels)]
    for text, own in notices:
        parts += _notice(language, text, own, _to(site, url, text), labels)
    headings = [Heading(text.document, text.title, 2) for text, _ in notices]
    return page_of_labels(FLOWS, "flows", code, url, notices[0][1], "\n".join(parts), headings)


def _to(site: Publication, here: str, text: Expression) -> str:
    return relative(here, site.addresses.of(text.document, text.language))


def _moments(notices: Iterable[Expression], labels: Mapping[str, str]) -> Iterator[str]:
    """The moments of a visitor's life: at each, the pictures of its activities. An activity that
    several notices tell of is named with each of them."""
    leads: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for text, flows in ((text, text.flows) for text in notices if text.flows):
        for moment in flows.moments:
            own = leads.setdefault(moment.name, {})
            for number, picture in enumerate(pictures(flows.rows), 1):
                if picture.number == 1 and picture.activity in moment.activities:
                    to = _anchor(text, number)
                    own.setdefault(picture.activity, []).append((to, text.title))
    if any(leads.values()):
        yield f'<h2 id="{MOMENTS}">{escape(labels["flows_moments"])}</h2>'
        yield '<dl class="flow-moments">'
        for name, activities in leads.items():
            links = "".join(_leads(*each) for each in activities.items())
            yield f"<dt>{escape(name)}</dt>{links}" if links else ""
        yield "</dl>"


def _leads(activity: str, ways: Sequence[tuple[str, str]]) -> str:
    alone = len(ways) == 1
    return "".join(
        f'<dd><a href="#{to}">{escape(activity if alone else f"{activity} ({notice})")}</a></dd>'
        for to, notice in ways
    )


def _anchor(text: Expression, number: int) -> str:
    return escape(f"{text.document}-{number}")


def _legend(labels: Mapping[str, str]) -> str:
    kinds = "".join(
        f'<li><svg class="flow" viewBox="0 0 56 12" aria-hidden="true">'
        f'<path class="{mark}" d="M0 6h56"/></svg> {escape(labels[f"flows_{mark}_line"])}</li>'
        for mark in ("special", "abroad")
    )
    return f'<ul class="flow-legend">{kinds}</ul>'


def _notice(
    language: languages.Language,
    text: Expression,
    standing: Standing,
    to: str,
    labels: Mapping[str, str],
) -> Iterator[str]:
    yield f'<h2 id="{escape(text.document)}">{escape(text.title)}</h2>'
    if standing.state is State.ANNOUNCED and standing.effective:
        said = labels["not_yet"].format(day=language.date(standing.effective))
        yield f"<p>{escape(said)}</p>"
    link = f'<a href="{escape(to)}">{escape(labels["flows_read"])}</a>'
    if not text.flows:
        yield f"<p>{escape(labels['flows_undrawn'])} {link}</p>"
        return
    yield f"<p>{link}</p>"
    clauses = {clause.id for clause in text.layer("full").clauses}
    ways = {
        column: f"{to}#{clause}" if clause in clauses else to for column, clause in CLAUSES.items()
    }
    for number, picture in enumerate(pictures(text.flows.rows), 1):
        yield _figure(language, picture, _anchor(text, number), labels, ways)
    if text.flows.always:
        names = "; ".join(text.flows.always)
        yield f"<p>{escape(labels['flows_always'].format(names=names))}</p>"


def _figure(
    language: languages.Language,
    picture: Picture,
    anchor: str,
    labels: Mapping[str, str],
    ways: Mapping[str, str],
) -> str:
    name = picture.activity
    if picture.total > 1:
        name = f"{name} ({picture.number}/{picture.total})"
    lines = sum(len(box.purposes) for box in (*picture.data, *picture.receivers))
    label = labels["flows_picture"].format(name=name, boxes=picture.size, lines=lines)
    heads = "".join(
        f'<th scope="col">{escape(labels[key])}</th>'
        for key in ("flows_data", "flows_purpose", "flows_receiver")
    )
    rows = "".join(_row(language, flow, labels, ways) for flow in picture.flows)
    drawn = drawing(picture, label, labels, ways)
    return (
        f'<h3 id="{anchor}">{escape(name)}</h3>\n<figure class="flow-figure">{drawn}'
        f'<table class="flow-rows"><caption>{escape(name)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></figure>"
    )


def _row(
    language: languages.Language, flow: Flow, labels: Mapping[str, str], ways: Mapping[str, str]
) -> str:
    purpose = flow.purpose
    if flow.when:
        purpose = f"{purpose} ({labels['flows_condition']}: {flow.when})"
    link = f'<a href="{escape(ways["purpose"])}">{escape(purpose)}</a>'
    cells = (
        "".join(_data(language, flow, labels)),
        "".join(_receivers(language, flow, labels, ways["receiver"])),
    )
    return (
        f'<tr><td data-label="{escape(labels["flows_data"])}">{cells[0]}</td>'
        f'<th scope="row" data-label="{escape(labels["flows_purpose"])}">'
        f"{_doubted(language, link, flow.doubtful)}</th>"
        f'<td data-label="{escape(labels["flows_receiver"])}">{cells[1]}</td></tr>'
    )


def _data(language: languages.Language, flow: Flow, labels: Mapping[str, str]) -> Iterator[str]:
    for kind in flow.data:
        mark = f" ({labels['flows_special']})" if kind.special else ""
        words = f"<b>{escape(kind.category)}</b>{escape(mark)}: {escape('; '.join(kind.items))}"
        yield f"<p>{_doubted(language, words, kind.doubtful)}</p>"


def _receivers(
    language: languages.Language, flow: Flow, labels: Mapping[str, str], to: str
) -> Iterator[str]:
    if not flow.receivers:
        unsaid = flow.receivers is None
        words = language.not_stated if unsaid else labels["flows_nobody"]
        yield _doubted(language, escape(words), unsaid)
    for one in flow.receivers or ():
        said = [labels["flows_abroad"]] if one.abroad else []
        said += [", ".join(one.countries)] if one.countries else []
        link = f'<a href="{escape(to)}">{escape(one.name)}</a>'
        words = f"{link} ({escape(': '.join(said))})" if said else link
        yield f"<p>{_doubted(language, words, one.doubtful)}</p>"


def _doubted(language: languages.Language, words: str, doubtful: bool) -> str:
    if not doubtful:
        return words
    mark = escape(words_of(language.code)["unconfirmed"])
    return f'<span data-unconfirmed="">{words}<small data-aside=""> [{mark}]</small></span>'
