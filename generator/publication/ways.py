"""Where a page of a publication leads, and how it is named: addresses and days, no bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from generator.model.document_type import Menu

MENUS = tuple(Menu)
"""The headings of the visitor's menu, in their order."""
ON_HOME = tuple(sorted(Menu, key=lambda heading: heading.folded))
"""The headings of the home page: what to read first, then what the menu has one line for."""
NEWS = timedelta(days=30)
"""How long a change of substance is told on the pages after it has taken effect."""
VERSIONS = "versions"
"""The page that lists the versions of all documents; no document may have this id."""
RIGHTS, WITHDRAWAL, FLOWS = "rights_path", "withdrawal_path", "data_flows"
"""The pages that lead from a wish to an application, and from each consent to its withdrawal, and
the one with the pictures of the data flows; no id of a document has such a line in it."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the head of a text leads, relative to its page; empty where there is nothing.

    `others` are the other languages of the text, each with its address; `flows` leads to the
    pictures of the data flows. `changed_on` is the day on which a text in force took the place of
    another in substance, while that is news.
    """

    today: str = ""
    versions: str = ""
    before: str = ""
    after: str = ""
    announced: str = ""
    announced_redline: str = ""
    redline: str = ""
    history: str = ""
    download: str = ""
    flows: str = ""
    announced_on: date | None = None
    changed_on: date | None = None
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
