"""The visitors' questions that a preview cannot answer: which fact each lacks, and whose it is."""

from collections.abc import Iterator
from html import escape

from generator.catalogue import said
from generator.checks import Finding
from generator.checks.rules.practices_stated import ASKED
from generator.checks.topics import LAWYER, topic_of
from generator.message import say
from generator.mkdocs.build import Build
from generator.outputs.site.asked import CHANGES, answers
from generator.outputs.site.labels import labels_of

ABOUT = {
    "ABR-01": "shared-with",
    "IDN-02": "who",
    "MSG-03": "stop-messages",
    "RET-01": "how-long",
    "RET-04": "how-long",
}
"""The question that lacks something where a rule finds something."""
UNSTATED = "ANS-02"
_MOST = 3


def listed(build: Build, language: str) -> str:
    """The questions with what they lack, for those who prepare the texts; empty on a published
    site, and where a site has no answers."""
    publication = build.publishing.publication
    text = answers(publication, language) if publication.drafts else None
    if text is None:
        return ""
    headings = {clause.id: clause.heading for clause in text.layer("full").clauses}
    lacking: dict[str, list[tuple[str, str]]] = {}
    for finding in build.outcome.findings:
        question = _question(finding, headings, language)
        if question:
            owner = said(topic_of(finding).owner.role, language)
            lacking.setdefault(question, []).append((finding.place, owner))
    if not publication.timeline.releases and CHANGES in headings:
        first = said(say("the first release"), language)
        lacking[headings[CHANGES]] = [(first, said(LAWYER.role, language))]
    rows = "".join(_row(question, places) for question, places in lacking.items())
    title = escape(labels_of(language)["asked_open"])
    listed = f"<strong>{title}</strong><ul>{rows}</ul>"
    return f'<div class="state-mark draft-mark" role="note">{listed}</div>'


def _question(finding: Finding, headings: dict[str, str], language: str) -> str:
    if finding.code == UNSTATED:
        return said(ASKED[finding.place.partition("#")[2]][0], language)
    return headings.get(ABOUT.get(finding.code, ""), "")


def _row(question: str, places: list[tuple[str, str]]) -> str:
    owners = ", ".join(dict.fromkeys(owner for _, owner in places))
    return f"<li>{escape(question)} {', '.join(_places(places))} ({escape(owners)})</li>"


def _places(places: list[tuple[str, str]]) -> Iterator[str]:
    names = list(dict.fromkeys(place for place, _ in places))
    yield from (f"<code>{escape(name)}</code>" for name in names[:_MOST])
    if len(names) > _MOST:
        yield f"+{len(names) - _MOST}"
