"""The sitemap: what search engines may show, with the day from which each text holds.

Only what stands in force or was written by hand; drafts, announced and superseded texts say
`noindex` themselves. A written page has no day, so none is given.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

PATH = "sitemap.xml"
_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def sitemap(base: str, pages: Iterable[tuple[Mapping[str, str], date | None]]) -> str:
    """The file for the site at the absolute address `base` (with a final slash).

    A page is its addresses by language, relative to the root, and its day.
    """
    urls = [
        _url(base, addresses, language, day) for addresses, day in pages for language in addresses
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_SPACES}>\n{"".join(urls)}</urlset>\n'


def _url(base: str, addresses: Mapping[str, str], language: str, day: date | None) -> str:
    lines = [f"<loc>{escape(base + addresses[language])}</loc>"]
    if day:
        lines.append(f"<lastmod>{day.isoformat()}</lastmod>")
    lines += [
        f'<xhtml:link rel="alternate" hreflang="{escape(code)}" href="{escape(base + address)}"/>'
        for code, address in addresses.items()
    ]
    return "<url>\n" + "".join(f"  {line}\n" for line in lines) + "</url>\n"
