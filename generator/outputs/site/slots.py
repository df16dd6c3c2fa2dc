"""What differs from page to page in the frame: the slots, as HTML, by name.

The templates of the site builder print them, and `frame` fills them for the pages that the site
builder does not make; both come from here, so they cannot differ.
"""

from collections.abc import Iterable
from html import escape

from generator import languages
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page
from generator.publication.ways import Place
from generator.releases.timeline import State


def slots(page: Page, place: Place, site_name: str) -> dict[str, str]:
    """Title, head, language switch and body of a page, its contents list between head and text."""
    return {
        "title": f"<title>{escape(page.title)} – {escape(site_name)}</title>",
        "head": "\n".join(_head(page, place)),
        "switch": _switch(place),
        "body": f'<header class="opening">\n{page.opening}\n</header>\n{_toc(page)}\n'
        f'<div class="words">\n{page.html}\n</div>',
    }


def _head(page: Page, place: Place) -> Iterable[str]:
    yield f'<meta name="description" content="{escape(page.description)}">'
    if page.standing.state is not State.IN_FORCE:
        yield '<meta name="robots" content="noindex">'
    if place.base:
        yield f'<link rel="canonical" href="{escape(place.base + place.canonical)}">'
        for language, address in place.absolute.items():
            href = escape(place.base + address)
            yield f'<link rel="alternate" hreflang="{escape(language)}" href="{href}">'


def _toc(page: Page) -> str:
    if not page.contents:
        return ""
    title = escape(labels_of(page.language)["contents"])
    # Closed until somebody opens it; where there is room beside the text, the sheet shows it.
    return (
        f'<nav class="contents" aria-label="{title}"><details><summary>{title}</summary>'
        f"{_listed(page.contents)}</details></nav>"
    )


def _listed(headings: Iterable[Heading]) -> str:
    items = []
    for heading in headings:
        inner = _listed(heading.children) if heading.children else ""
        link = f'<a href="#{escape(heading.id)}">{escape(heading.title)}</a>'
        items.append(f"<li>{link}{inner}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _switch(place: Place) -> str:
    return "".join(
        f'<a class="switch" href="{escape(href)}" hreflang="{escape(code)}" lang="{escape(code)}">'
        f"{escape(languages.get(code).name)}</a>"
        for code, href in place.others.items()
    )
