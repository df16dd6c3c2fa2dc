"""A tree as the document that WeasyPrint lays out, with as much of its own sheet as we need.

WeasyPrint takes text and parses it as a browser would; what is laid out here is a tree before,
and well formed. Its style sheet of elements has markers, footnotes and notes for every element,
and sixteen boxes in the margins of each page; their styles are computed whether they are used or
not. Together that is a sixth of the time that a PDF takes.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree import ElementTree

import cssselect2
import weasyprint
from weasyprint import html

# Notes at the foot of a page; boxes in the margins that `pdf.css` puts nothing into.
_UNUSED = re.compile(
    r"^(::(footnote|note)-\w+|"
    r"  @(footnote|note-area|top-center|bottom-center|(left|right)-(top|bottom)|right-middle|"
    r"(top|bottom)-(left|right)-corner)) +\{.*\}$",
    re.MULTILINE,
)


class Document(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """What parsing would give, and lays out the same; a test holds the two side by side."""

    def __init__(
        self, root: ElementTree.Element, base_url: str, url_fetcher: Callable[[str], Any]
    ) -> None:
        self.base_url = base_url
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [elements(), *super()._ua_stylesheets(forms)[1:]]


@cache
def elements() -> Any:
    """The style sheet of elements, read once for all documents."""
    used = _UNUSED.sub("", html.UA)
    return weasyprint.CSS(string=re.sub("^::marker", "li::marker", used, flags=re.MULTILINE))
