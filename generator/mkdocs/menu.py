"""The visitor's menu: documents and written pages under their headings, by their order."""

from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.mkdocs.build import Build
from generator.mkdocs.written import FOOT, HOME, MENU, SEARCH, Written
from generator.outputs.site.labels import labels_of
from generator.publication.ways import FLOWS, MENUS


def source_name(document: str, language: str) -> str:
    """The name under which MkDocs knows a document."""
    return f"{document}.{language}.md"


def lead(config: MkDocsConfig, build: Build, pages: Sequence[Written], language: str) -> None:
    """What the bar over each page leads to, and the foot below written ones."""
    config.nav = menu(build, pages, language)
    config.extra["folded"] = folded(pages, language)
    config.extra["search"] = search_page(pages, language)
    config.extra["foot"] = foot(pages, language)


def menu(build: Build, pages: Sequence[Written], language: str) -> list[Any]:
    """Documents and written pages under their headings, by their order."""
    labels = labels_of(language)
    by_heading: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for text in build.publishing.texts:
        if text.language == language:
            link = {text.title: source_name(text.document, language)}
            by_heading.setdefault(text.menu, []).append((text.order, link))
    for entry in build.publishing.pages.paths:
        name, code = entry.key
        if code == language and name != FLOWS:  # before the forms; texts lead to their flows
            link = {entry.page.title: source_name(name, code)}
            by_heading.setdefault("forms", []).append((-1, link))
    for page in pages:
        if page.language == language:
            title = labels["home"] if page.name == HOME else page.title
            by_heading.setdefault(page.menu, []).append((page.order, {title: page.source}))
    entries: list[Any] = []
    for heading in (h for h in MENU if h in by_heading):
        links = [link for _, link in sorted(by_heading[heading], key=lambda entry: entry[0])]
        entries += links if heading in ("start", "end") else [{labels[heading]: links}]
    return entries


def folded(pages: Sequence[Written], language: str) -> dict[str, str]:
    """Headings of the menu that are one line each, and their lists on the home page.

    Notices and consents are read where data is asked for: all of them in every menu would hide
    what visitors come for. A list that the home page does not hold is not led to.
    """
    home = next((p for p in pages if (p.name, p.language) == (HOME, language)), None)
    if home is None or "<!-- documents -->" not in home.path.read_text(encoding="utf-8"):
        return {}
    labels = labels_of(language)
    written = {page.menu for page in pages}
    return {labels[menu]: menu for menu in MENUS if menu.folded and menu not in written}


def search_page(pages: Sequence[Written], language: str) -> str:
    """The address of the written page on which visitors search; empty when there is none."""
    urls = (p.url for p in pages if (p.name, p.language) == (SEARCH, language))
    return next(urls, "")


def foot(pages: Sequence[Written], language: str) -> list[tuple[str, str]]:
    """Titles and addresses of what is written for others than visitors, by their order."""
    listed = (page for page in pages if (page.menu, page.language) == (FOOT, language))
    return [(page.title, page.url) for page in sorted(listed, key=lambda page: page.order)]
