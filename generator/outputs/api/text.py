"""The static API: the same words as the pages, as JSON, with their digests.

Every file is described by a JSON Schema that is published beside it. In a preview nothing is
current and `release` is null: a shop cannot take a draft for a text in force. A file of a
release never changes, so it says nothing that time changes (no state). Addresses are relative
to the root of the site, because a site may stand in any folder of any host.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.expression import Expression, Layer, Reference, Resolve, choices, reference
from generator.outputs.api.layout import FORMAT, asked, in_json, path_of
from generator.outputs.head import head
from generator.releases.timeline import Standing


@dataclass(frozen=True, slots=True)
class Row:
    """One text of the API: what it says, where it stands, its page, the languages it has.

    `resolve` leads from the root of the site to a clause of a document in a language; `site` is
    the id of that site. `lasting_page` is the address of the version that is shown. `since` is
    the version since which the changes were only editorial, `informed_by` are all versions of
    that substance; `until` is the last day on which the text holds, None while no
    end is known; `history` is the page on which the changes of all `versions` are told, from the
    first to the last; a draft has none of the six.
    """

    site: str
    expression: Expression
    standing: Standing
    url: str
    languages: tuple[str, ...]
    resolve: Resolve
    formats: tuple[tuple[str, str], ...] = ()
    lasting_page: str = ""
    since: str = ""
    informed_by: tuple[str, ...] = ()
    until: date | None = None
    history: str = ""
    versions: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the text lies while it stands at the document's own address."""
        folder = "drafts" if self.standing.draft else "current"
        return path_of(folder, self.expression.document, self.expression.language)

    @property
    def lasting(self) -> str:
        """Where the text lies for ever; a draft has no such place."""
        folder = f"releases/{self.standing.release}"
        return path_of(folder, self.expression.document, self.expression.language)


def today(row: Row) -> dict[str, Any]:
    """What the days change: the state, until when it lasts, and whose information still holds."""
    return {
        "state": row.standing.state.value,
        "inForceUntil": row.until.isoformat() if row.until else None,
        "informAnewSince": row.since or None,
        "informedBy": list(row.informed_by),
    }


def _lasting(row: Row) -> dict[str, str] | None:
    if not row.lasting_page:  # a draft, also in a trial
        return None
    return {"url": row.lasting_page, "json": row.lasting}


def current(row: Row) -> str:
    """The file of a text at the document's own address (a draft, or the text in force)."""
    folder = "drafts" if row.standing.draft else "current"
    above = head(row.expression, row.url)
    return in_json(
        _document(row, folder)
        | today(row)
        | {"permalink": _lasting(row)}
        | ({"history": row.history, "versions": list(row.versions)} if row.history else {})
        | ({"head": above} if above else {})
    )


def version(row: Row) -> str:
    """The file of a text at the release that froze it; it never changes."""
    return in_json(_document(row, f"releases/{row.standing.release}"))


def _document(row: Row, folder: str) -> dict[str, Any]:
    expression, standing = row.expression, row.standing
    return {
        "format": FORMAT,
        "id": expression.document,
        "type": expression.type,
        **asked(expression),
        "site": row.site,
        "lang": expression.language,
        "title": expression.title,
        "summary": expression.summary,
        "release": standing.release,
        "version": standing.release,
        "effectiveDate": standing.effective.isoformat() if standing.effective else None,
        "supersedes": standing.before,
        "url": row.url,
        "formats": formats(row),
        "languages": [
            {"lang": other, "json": path_of(folder, expression.document, other)}
            for other in row.languages
        ],
        "layers": [_layer(row, layer) for layer in expression.layers],
        **_to_choose(row),
    }


def _to_choose(row: Row) -> dict[str, Any]:
    """The cookies of a text, what a consent is asked for; a draft says which rows are in doubt."""
    expression, doubts = row.expression, row.standing.draft
    chosen: dict[str, Any] = {}
    if expression.cookies:
        chosen["cookies"] = choices.of_cookies(expression.cookies, doubts=doubts)
    if expression.consent:
        chosen["consent"] = choices.of_consent(expression.consent, doubts=doubts)
    return chosen


def formats(row: Row) -> list[dict[str, str]]:
    """The page, and what else the text can be had as."""
    return [{"type": kind, "url": url} for kind, url in (("text/html", row.url), *row.formats)]


def _layer(row: Row, layer: Layer) -> dict[str, Any]:
    html = reference.resolved(layer.html, lambda link: _address(row, link))
    return {
        "name": layer.name,
        "hash": {"alg": "text-1", "value": layer.digest},
        "html": html,
        "text": layer.plain,
        "clauses": [
            {
                "id": clause.id,
                "number": clause.number,
                "heading": clause.heading,
                "parent": clause.parent,
                "html": _cut(html, clause.id),
                "text": "\n".join(layer.lines(clause.id)),
            }
            for clause in layer.clauses
        ],
    }


_EDGE = re.compile(r"<section\b|</section>")


def _cut(html: str, clause: str) -> str:
    """The section of a clause out of the layer; cheaper than to write each section again."""
    start = html.index(f'<section data-clause="{clause}"')
    depth = 0
    for edge in _EDGE.finditer(html, start):
        depth += 1 if edge.group() != "</section>" else -1
        if depth == 0:
            return html[start : edge.end()]
    raise ValueError(f"the clause {clause!r} has no end")


def _address(row: Row, link: Reference) -> str:
    """What a cross-reference leads to as an address from the root of the site."""
    expression = row.expression
    own = row.url if link.stays_in(expression.document) else ""
    return own + link.address(expression.document, expression.language, row.resolve)
