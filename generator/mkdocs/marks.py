"""The marks of a written page (`<!-- documents -->` …) and what stands in their place.

They are filled after Markdown, which would otherwise read long lists again.
"""

import re
from collections.abc import Callable
from functools import cache
from html import escape

from generator import catalogue, checks
from generator.cache import beside, code, values
from generator.checks import reference
from generator.mkdocs import missing
from generator.mkdocs.build import Build
from generator.outputs.embed import trial_page
from generator.outputs.site import receipt_page, search
from generator.outputs.site.asked import asked
from generator.outputs.site.foot import reached
from generator.outputs.site.labels import labels_of
from generator.outputs.site.news import news
from generator.outputs.site.page import Page
from generator.publication.addresses import relative
from generator.publication.ways import FLOWS, ON_HOME

_MARK = re.compile(r"<!-- ([a-z]+) -->")
_MADE = re.compile(r'="(?:\.\./)+(?=(?:api/v1|assets|embed/v1)/)')
"""The way from a page to the files that are made for machines, whichever language stands at the
root."""


LIVE = (
    "news",
    "answers",
    "contact",
    "documents",
    "controller",
    "rights",
    "lines",
    "members",
    "banner",
    "trial",
)
"""The marks whose contents come from the data of the controller."""


def filled(html: str, build: Build, language: str, here: str) -> str:
    """A written page, at the address `here`, with its marks filled; other comments stay."""
    publication = build.publishing.publication
    makers: dict[str, Callable[[], str]] = {
        "news": lambda: news(publication, language, here),
        "answers": lambda: asked(publication, language, here) + missing.listed(build, language),
        "contact": lambda: reached(publication, language, here),
        "documents": lambda: _documents(build, language, here),
        "controller": lambda: escape(publication.controller),
        "rights": lambda: _rights(build, language, here),
        "rules": lambda: rule_reference(language),
        "keys": lambda: key_reference(language),
        "lines": lambda: trial_page.lines(
            publication.texts, language, publication.base, publication.addresses.of
        ),
        "members": lambda: trial_page.member_area(publication.texts, language, publication.base),
        "banner": lambda: trial_page.banner(language, publication.base),
        "trial": lambda: trial_page.trial(
            publication.texts,
            language,
            lambda document, code: relative(here, publication.addresses.of(document, code)),
        ),
        "search": lambda: search.form(language, relative(here, "")),
        "receipts": lambda: receipt_page.form(language, relative(here, "")),
    }

    def fill(mark: re.Match[str]) -> str:
        return makers[mark[1]]() if mark[1] in makers else mark[0]

    html = _MADE.sub(f'="{relative(here, "")}', _MARK.sub(fill, html))
    return trial_page.hosted(html, publication.base)


@cache
def rule_reference(language: str) -> str:
    """All rules of the pack as HTML, for the page that explains them."""
    return values(
        beside(f"rules-{language}.pickle"),
        code,
        lambda: reference.as_html(checks.all_rules(), language),
    )


@cache
def key_reference(language: str) -> str:
    """All keys of `data/` as HTML, for the page that explains them."""
    spoken = language if language in catalogue.known() else catalogue.ENGLISH

    def make() -> str:
        from generator import keys
        from generator.keys import report

        return report.Reference(keys.files(spoken), spoken).html()

    return values(beside(f"keys-{spoken}.pickle"), code, make)


def _own(build: Build, language: str) -> list[Page]:
    """The documents of one language in their order."""
    return [page for page in build.publishing.pages.in_menu if page.language == language]


def _documents(build: Build, language: str, here: str) -> str:
    """The documents under their headings: what to read first, then what to do, then the rest."""
    labels = labels_of(language)
    parts = []
    policies = any(page.menu == "policies" for page in _own(build, language))
    for menu in ON_HOME:
        rows = [
            f'<li><a href="{escape(relative(here, p.url))}">{escape(p.title)}</a> '
            f"<span>{escape(p.description)}</span></li>"
            for p in _own(build, language)
            if p.menu == menu
        ]
        if menu == ("policies" if policies else "notices"):
            rows += _flows(build, language, here)
        if rows:
            parts.append(f'<h2 id="{menu}">{escape(labels[menu])}</h2>')
            parts.append(f'<ul class="documents {menu}">{"".join(rows)}</ul>')
    return "".join(parts)


def _flows(build: Build, language: str, here: str) -> list[str]:
    """The page of the data flows, which is no document."""
    slugs = build.publishing.publication.addresses
    if (FLOWS, language) not in slugs.slugs:
        return []
    to = escape(relative(here, slugs.of(FLOWS, language)))
    return [f'<li><a href="{to}">{escape(labels_of(language)["flows_title"])}</a></li>']


def _rights(build: Build, language: str, here: str) -> str:
    """The rights in a policy; without one in the first notice, which lists them as well."""
    own = sorted(_own(build, language), key=lambda page: page.menu != "policies")
    for page in own:
        for heading in (heading for heading in page.contents if heading.id == "rights"):
            address = f"{relative(here, page.url)}#{heading.id}"
            return f'<a href="{escape(address)}">{escape(heading.title)}</a>'
    return ""
