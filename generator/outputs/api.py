"""The static API: the same words as the pages, as JSON, with their digests.

Every file is described by a JSON Schema that is published beside it. In a preview nothing is
current and `release` is null: a shop cannot take a draft for a text in force. Addresses are
relative to the root of the site, because a site may stand in any folder of any host.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.addresses import Addresses
from generator.expression import Expression, Layer, text
from generator.expression.markup import serialise

FORMAT = 1
ROOT = "api/v1/"
SCHEMAS = Path(__file__).parent / "schemas"


def files(texts: Sequence[Expression], addresses: Addresses) -> Mapping[str, str]:
    """Every file of the API by its path on the site."""
    made = {f"{ROOT}index.json": _json(_index(texts, addresses))}
    for expression in texts:
        made[path_of(expression)] = _json(_document(expression, texts, addresses))
    for schema in sorted(SCHEMAS.glob("*.json")):
        made[f"{ROOT}schemas/{schema.name}"] = schema.read_text(encoding="utf-8")
    return made


def path_of(expression: Expression) -> str:
    """Where the draft of a text lies."""
    return f"{ROOT}drafts/{expression.document}.{expression.language}.json"


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n"


def _index(texts: Sequence[Expression], addresses: Addresses) -> dict[str, Any]:
    documents: dict[str, dict[str, Any]] = {}
    for expression in texts:
        entry = documents.setdefault(
            expression.document,
            {"id": expression.document, "type": expression.type, "texts": []},
        )
        entry["texts"].append(
            {
                "lang": expression.language,
                "title": expression.title,
                "state": "draft",
                "url": addresses.of(expression.document, expression.language),
                "json": path_of(expression),
            }
        )
    return {"format": FORMAT, "releases": [], "documents": list(documents.values())}


def _document(
    expression: Expression, texts: Sequence[Expression], addresses: Addresses
) -> dict[str, Any]:
    page = addresses.of(expression.document, expression.language)
    return {
        "format": FORMAT,
        "id": expression.document,
        "type": expression.type,
        "lang": expression.language,
        "title": expression.title,
        "summary": expression.summary,
        "state": "draft",
        "release": None,
        "version": None,
        "effectiveDate": None,
        "supersedes": None,
        "url": page,
        "formats": [{"type": "text/html", "url": page}],
        "languages": [
            {"lang": other.language, "json": path_of(other)}
            for other in texts
            if other.document == expression.document
        ],
        "layers": [_layer(expression, layer, addresses) for layer in expression.layers],
    }


def _layer(expression: Expression, layer: Layer, addresses: Addresses) -> dict[str, Any]:
    root = text.parse(layer.html)
    for link in root.iter("a"):
        link.set("href", _address(expression, link.get("href", ""), addresses))
    sections = {section.get("data-clause"): section for section in root.iter("section")}
    html = serialise(root)
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
                "text": "\n".join(text.lines_of(sections[clause.id])),
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


def _address(expression: Expression, href: str, addresses: Addresses) -> str:
    """A cross-reference as an address from the root of the site; other links as they are."""
    if not href.startswith("notice:"):
        return href
    document, _, clause = href.removeprefix("notice:").partition("#")
    page = addresses.of(document or expression.document, expression.language)
    return f"{page}#{clause}" if clause else page
