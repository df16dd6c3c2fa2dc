"""A review as JSON, for other programs; what `public` leaves out is absent."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from generator.recipes.reviewing.page import Page
from generator.recipes.reviewing.words import Line


def written(page: Page) -> str:
    """`{base, day, kind, release, inform, ask, report, documents, clauses, findings …}`."""
    review = page.review
    data: dict[str, Any] = {
        "base": review.base,
        "day": review.day.isoformat(),
        "notes": [page.say(note) for note in review.notes],
        "mistakes": [page.say(problem.line) for problem in review.mistakes],
        **_follows(page),
        "documents": [
            {
                "id": d,
                "new": d in review.come,
                "gone": d in review.gone_documents,
                "pages": [page for (document, _), page in review.pages.items() if document == d],
                "pdfs": [pdf for (document, _), pdf in review.pdfs.items() if document == d],
            }
            for d in review.documents
        ],
        "clauses": list(_clauses(page)),
        "findings": {
            "new": [{"name": f.name, "level": f.level.value, "place": f.place} for f in review.new],
            "gone": [{"name": f.name, "place": f.place} for f in review.gone],
        },
    }
    if not page.public:
        data["values"] = [
            {"place": value.place, "before": value.before, "after": value.after}
            | ({"internal": True} if value.internal else {})
            for value in review.values
        ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def blocks(page: Page) -> list[list[dict[str, Any]]]:
    """The sections below the title, each block by its fields, for a script that shows them."""
    sections = [list(section.blocks) for section in page.sections]
    sections[0] = sections[0][1:]
    return [[asdict(block) for block in section] for section in sections if section]


def _follows(page: Page) -> dict[str, Any]:
    follows = page.review.follows
    if follows is None:
        return {}
    return {
        "kind": follows.kind,
        "release": follows.release,
        "since": follows.since,
        "why": [page.say(one) for one in follows.why],
        "waiting": [str(one) for one in follows.waiting],
        "inform": [page.say(one) for one in follows.inform],
        "ask": [page.say(one) for one in follows.ask],
        "report": [page.say(one) for one in follows.report],
        "blocked": follows.blocked,
    }


def _clauses(page: Page) -> Iterator[dict[str, Any]]:
    for part in page.review.parts:
        row: dict[str, Any] = {
            "places": [f"{w.document}/{w.layer}#{w.clause}" for w in part.where],
            "what": dict(part.what),
            "substantive": part.substantive,
            "alone": part.alone or None,
        }
        if not page.public:
            row["words"] = {code: list(map(_spans, lines)) for code, lines in part.words.items()}
        yield row


def _spans(line: Line) -> list[list[str]]:
    return [[mark.value, words] for mark, words in line]
