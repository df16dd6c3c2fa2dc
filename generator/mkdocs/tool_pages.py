"""The Markdown of the tool's own pages is rendered once, and cached beside the tool.

Where their links lead differs from site to site, so they are followed on each build.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, meta

from generator.cache import beside, code, values
from generator.mkdocs.provided import EXTENSIONS, PAGES, slug

Rendered = tuple[str, list[Any]]
"""The HTML of a page with its links marked, and its headings."""

_MARK = "followed-later:"
_MARKED = re.compile(f'="{_MARK}([^"]*)"')
_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
_EXTENSIONS = ["toc", "tables", "fenced_code", *(e for e in EXTENSIONS if e != "tables")]
_SETTINGS = {"toc": {"slugify": slug}}


def render(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Do what the page's own `render` does, quickly where its words are those of a page of the
    tool, or none at all; where a link leads nowhere, the site builder says so."""
    usual = config.markdown_extensions == _EXTENSIONS and config.mdx_configs == _SETTINGS
    known = ready().get(page.markdown or "") if usual else None
    leads = _leads(known[0], page, files) if known else None
    if known is None or leads is None:
        type(page).render(page, config, files)
        return
    page.content = _MARKED.sub(lambda link: f'="{leads[link[1]][0]}"', known[0])
    page.toc = get_toc(known[1])
    page.present_anchor_ids = set(_ANCHOR.findall(known[0]))
    page.links_to_anchors = {}
    for url, (_, file) in leads.items():
        if anchor := urlsplit(url).fragment:
            page.links_to_anchors.setdefault(file, {})[anchor] = url


def _leads(html: str, page: Page, files: Files) -> dict[str, tuple[str, File]] | None:
    """Where the marked links lead, each with its file; None where one leads nowhere."""
    leads = {}
    for url in _MARKED.findall(html):
        path, hash_, anchor = url.partition("#")
        file = files.get_file_from_path(path) if path else page.file
        if file is None or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            return None
        to = get_relative_url(file.url, page.file.url) if path else ""
        leads[url] = f"{to}{hash_}{anchor}", file
    return leads


@cache
def ready() -> Mapping[str, Rendered]:
    """What was rendered, by the words of the page as plugins hand them on."""
    made_from = code() + markdown.__version__.encode()
    return values(beside("pages.pickle"), lambda: made_from, _all)


def _all() -> dict[str, Rendered]:
    pages = (path.read_text("utf-8") for path in sorted(PAGES.glob("*.md")))
    words = ["", *("\n".join(meta.get_data(page)[0].splitlines()) for page in pages)]
    return {page: _rendered(page) for page in words}


def _rendered(page: str) -> Rendered:
    made = markdown.Markdown(extensions=_EXTENSIONS, extension_configs=_SETTINGS)
    made.treeprocessors.register(_Links(), "links", 0)
    return made.convert(page), made.toc_tokens


class _Links(Treeprocessor):  # type: ignore[misc]
    """Marks the links that a site builder follows."""

    def run(self, root: Element) -> None:
        """All to pages, and to places on the page itself."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag, "")
            url = element.get(key, ":")
            if not urlsplit(url).scheme and AMP_SUBSTITUTE not in url and ":" not in url:
                element.set(key, f"{_MARK}{url}")
