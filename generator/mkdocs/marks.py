"""The marks of a written page (`<!-- documents -->` …) and what stands in their place.

They are filled after Markdown, which would otherwise read long lists again.
"""

import re
from collections.abc import Callable, Sequence
from html import escape

from generator import languages, pipeline
from generator.expression import Expression
from generator.outputs.embed import trial_page
from generator.outputs.site import receipt_page, search
from generator.outputs.site.page import Page
from generator.pipeline import Outcome
from generator.publication.addresses import relative

ON_HOME = ("policies", "forms", "notices", "choices")
_MARK = re.compile(r"<!-- ([a-z]+) -->")


LIVE = ("documents", "controller", "rights", "lines", "trial")
"""The marks whose contents come from the data of the controller."""


def filled(html: str, outcome: Outcome, language: str, here: str) -> str:
    """A written page, at the address `here`, with its marks filled; other comments stay."""
    makers: dict[str, Callable[[], str]] = {
        "documents": lambda: _documents(outcome, language, here),
        "controller": lambda: escape(outcome.facts.controller.registered_name.value),
        "rights": lambda: _rights(outcome, language, here),
        "rules": pipeline.rule_reference,
        "keys": pipeline.key_reference,
        "lines": lambda: trial_page.lines(
            _texts(outcome), language, outcome.publication.base, outcome.publication.addresses.of
        ),
        "trial": lambda: trial_page.trial(
            _texts(outcome),
            language,
            lambda document, code: relative(here, outcome.publication.addresses.of(document, code)),
        ),
        "search": lambda: search.form(language, relative(here, "")),
        "receipts": lambda: receipt_page.form(language, relative(here, "")),
    }

    def fill(mark: re.Match[str]) -> str:
        return makers[mark[1]]() if mark[1] in makers else mark[0]

    return trial_page.hosted(_MARK.sub(fill, html), outcome.publication.base)


def _texts(outcome: Outcome) -> Sequence[Expression]:
    return outcome.publication.texts


def _own(outcome: Outcome, language: str) -> list[Page]:
    """The documents of one language in their order."""
    return sorted((p for p in outcome.pages if p.language == language), key=lambda p: p.order)


def _documents(outcome: Outcome, language: str, here: str) -> str:
    """The documents under their headings: what to read first, then what to do, then the rest."""
    labels = languages.get(language).labels
    parts = []
    for menu in ON_HOME:
        rows = [
            f'<li><a href="{escape(relative(here, p.url))}">{escape(p.title)}</a> '
            f"<span>{escape(p.description)}</span></li>"
            for p in _own(outcome, language)
            if p.menu == menu
        ]
        if rows:
            parts.append(f'<h2 id="{menu}">{escape(labels[menu])}</h2>')
            parts.append(f'<ul class="documents {menu}">{"".join(rows)}</ul>')
    return "".join(parts)


def _rights(outcome: Outcome, language: str, here: str) -> str:
    for page in _own(outcome, language):
        for heading in page.contents:
            if (page.menu, heading.id) == ("policies", "rights"):
                address = f"{relative(here, page.url)}#{heading.id}"
                return f'<a href="{escape(address)}">{escape(heading.title)}</a>'
    return ""
