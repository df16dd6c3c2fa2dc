"""The questions of visitors on the home page: each opens to its line, which leads to the answer.

All of it is taken from the composed answers: drafts in a preview, the frozen text on a published
site. Nothing here knows which questions there are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression, Reference, Resolve, reference, text
from generator.expression.markup import serialise
from generator.outputs import article
from generator.outputs.site.labels import labels_of
from generator.publication import Publication
from generator.publication.addresses import relative
from generator.publication.ways import RIGHTS, VERSIONS, WITHDRAWAL
from generator.releases.record import Manifest

TYPE = "answers"
CHANGES = "changes"
"""The question under which a published site lists its last changes."""
ACTS = {
    "held": (RIGHTS, "rights_title"),
    "delete": (RIGHTS, "rights_title"),
    "withdraw": (WITHDRAWAL, "withdrawal_title"),
}
"""The questions that end in an act, each with the page that leads there and its title."""
_SHOWN = 3
_MARKED = re.compile(r'<span class="term"[^>]*>([^<]*)</span>')


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the id of its clause, its words, the line of its answer as HTML, and whether
    the answer says more than the line."""

    id: str
    words: str
    line: str
    more: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under a heading."""

    id: str
    heading: str
    questions: tuple[Question, ...]


def answers(publication: Publication, language: str) -> Expression | None:
    """The answers of a site in a language; None where it has none."""
    found = (t for t in publication.texts if (t.type, t.language) == (TYPE, language))
    return next(found, None)


def groups(expression: Expression, resolve: Resolve) -> list[Group]:
    """The questions of the answers; `resolve` leads from where they are printed."""
    headings = {clause.id: clause.heading for clause in expression.layer("full").clauses}
    root = text.parse(expression.layer("full").html)
    return [
        Group(
            section.get("data-clause", ""),
            headings[section.get("data-clause", "")],
            tuple(_questions(expression, section, headings, resolve)),
        )
        for section in root.iterfind("section")
    ]


def _questions(
    expression: Expression,
    group: ElementTree.Element,
    headings: Mapping[str, str],
    resolve: Resolve,
) -> Iterator[Question]:
    for section in group.iterfind("section"):
        clause = section.get("data-clause", "")
        line = section.find("p")
        if line is not None:
            line.tail = None
            more = len(section) > 2
            yield Question(clause, headings[clause], _printed(expression, line, resolve), more)


def _printed(expression: Expression, line: ElementTree.Element, resolve: Resolve) -> str:
    """A paragraph with marks on its doubts and addresses in its links, without explained terms."""
    html = _MARKED.sub(r"\1", serialise(line))
    if "data-unconfirmed" in html:
        html = article.with_marks(expression, html)

    def address(link: Reference) -> str:
        document = link.document or expression.document
        return resolve(Reference(document, link.clause), expression.language)

    return reference.resolved(article.unbroken(html), address)


def asked(publication: Publication, language: str, here: str) -> str:
    """The questions as the home page at `here` prints them; empty where a site has no answers."""
    expression = answers(publication, language)
    if expression is None:
        return ""
    to = relative(here, publication.addresses.of(expression.document, language))
    parts = []
    for group in groups(expression, publication.resolver(expression, here)):
        parts.append(f'<h2 id="{group.id}">{escape(group.heading)}</h2>')
        for question in group.questions:
            added = _added(publication, question.id, language, here)
            parts.append(_opened(question, to, language, added))
    return f'<div class="asked">{"".join(parts)}</div>'


def _added(publication: Publication, question: str, language: str, here: str) -> str:
    """What a site has beside the line: its last changes, or the page that leads to an act."""
    if question == CHANGES:
        return _changes(publication, language, here)
    name, title = ACTS.get(question, ("", ""))
    if (name, language) not in publication.addresses.slugs:
        return ""
    to = escape(relative(here, publication.addresses.of(name, language)))
    return f'<p><a href="{to}">{escape(labels_of(language)[title])}</a></p>'


def _opened(question: Question, to: str, language: str, added: str) -> str:
    more = ""
    if question.more:
        label = labels_of(language)["asked_more"]
        called = escape(f"{label}: {question.words}")
        more = (
            f'<p><a href="{escape(to)}#{question.id}" aria-label="{called}">{escape(label)}</a></p>'
        )
    return (
        f'<details id="ask-{question.id}"><summary>{escape(question.words)}</summary>'
        f"<div>{question.line}{added}{more}</div></details>"
    )


def _changes(publication: Publication, language: str, here: str) -> str:
    """The last releases with what each says that it changed, and the way to all of them."""
    timeline, labels = publication.timeline, labels_of(language)
    shown = [m for m in timeline.releases if m.id not in timeline.withdrawn][-_SHOWN:]
    if not shown:
        return f"<p>{escape(labels['versions_none'])}</p>" if publication.drafts else ""
    date = languages.get(language).date
    rows = "".join(
        f"<li>{escape(date(m.effective))}: {escape(m.notes.get(language, ''))}"
        f"{_redline(publication, m, language, here)}</li>"
        for m in reversed(shown)
    )
    to = escape(relative(here, publication.addresses.of(VERSIONS, language)))
    return f'<ul>{rows}</ul><p><a href="{to}">{escape(labels["all_versions"])}</a></p>'


def _redline(publication: Publication, release: Manifest, language: str, here: str) -> str:
    """The way to what a release changed, in the policy where that is among its texts."""
    own = [t for t in release.own if t.language == language and publication.redline_of(t)]
    text = next(iter(sorted(own, key=lambda t: t.type != "policy")), None)
    if text is None:
        return ""
    label = labels_of(language)["redline_link"]
    called = escape(f"{label} {text.title} {release.id}")
    to = escape(relative(here, publication.redline_of(text)))
    return f' <a href="{to}" aria-label="{called}">{escape(label)}</a>'
