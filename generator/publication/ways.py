"""Where a page of a publication leads, and how it is named: addresses and days, no bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.document_type import Menu

MENUS = tuple(Menu)
"""The headings of the visitor's menu, in their order."""
ON_HOME = tuple(sorted(Menu, key=lambda heading: heading.folded))
"""The headings of the home page: what to read first, then what the menu has one line for."""
VERSIONS = "versions"
"""The page that lists the versions of all documents; no document may have this id."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the head of a text leads, relative to its page; empty where there is nothing.

    `others` are the other languages of the text, each with its address.
    """

    today: str = ""
    versions: str = ""
    before: str = ""
    after: str = ""
    announced: str = ""
    download: str = ""
    announced_on: date | None = None
    others: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose text it is and which words it has: digests by layer, `address` as it is printed."""

    controller: str = ""
    address: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: `others` leads from it to its other languages; `base` is the absolute
    address of the site with a final slash, empty while it is unknown; `canonical` is the page
    that search engines should name, and `absolute` are the addresses of the page by language,
    both relative to the root of the site."""

    base: str
    canonical: str
    others: Mapping[str, str]
    absolute: Mapping[str, str]
