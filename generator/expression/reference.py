"""A link from one text to another: `notice:DOCUMENT#CLAUSE`, as templates and archives write it.

Where it leads depends on the reader (a page, a mail, a file on a disk), so a text keeps the
reference, and each output gives it an address with a `Resolve` of its own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

SCHEME = "notice:"
LAWFUL = rf"{SCHEME}[^\s\"<>#]+(#[^\s\"<>#]+)?|{SCHEME}#[^\s\"<>#]+"
"""What a template may write, as a regular expression; `read` is more lenient."""
# A pattern that begins with letters is sought many times faster: what is before them comes after.
_IN_HTML = re.compile(rf'href="(?<=\shref=")({SCHEME}[^"]*)"')


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the texts of a site: `document` is the id of one, empty for the text in which
    the link stands; `clause` is the id of a place in it, empty for the whole text."""

    document: str
    clause: str = ""

    def __str__(self) -> str:
        return f"{SCHEME}{self.document}{self.anchor}"

    @property
    def anchor(self) -> str:
        """What follows the address of the document: `#clause`, or nothing."""
        return f"#{self.clause}" if self.clause else ""

    def stays_in(self, document: str) -> bool:
        """Whether it leads to a place in the text of `document`, in which it stands."""
        return self.document in ("", document)

    def address(self, document: str, language: str, resolve: "Resolve") -> str:
        """Where it leads from a text in which it stands: a place in it, or another text."""
        if self.stays_in(document):
            return f"#{self.clause}"
        return resolve(self, language)


Resolve = Callable[[Reference, str], str]
"""(reference with its document, language) → address, as the reader of one output needs it; empty
where it is not known, and then the words are not a link."""


def read(href: str) -> Reference | None:
    """The reference that a link is; None for a link that leads anywhere else."""
    if not href.startswith(SCHEME):
        return None
    document, _, clause = href.removeprefix(SCHEME).partition("#")
    return Reference(document, clause)


def references(html: str) -> Iterator[Reference]:
    """The references of an article that is written down, in its order; one may come again."""
    for match in _IN_HTML.finditer(html):
        if reference := read(unescape(match[1])):
            yield reference


def resolved(html: str, address: Callable[[Reference], str]) -> str:
    """An article that is written down, with an address instead of each reference."""

    def link(match: re.Match[str]) -> str:
        reference = read(unescape(match[1]))
        return f'href="{escape(address(reference))}"' if reference else match[0]

    return _IN_HTML.sub(link, html)
