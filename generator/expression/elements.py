"""The closed list of elements and attributes that a text may hold."""

import re
from xml.etree import ElementTree

from generator.expression import reference

INLINE = frozenset("a abbr b bdi cite code dfn em i q small span strong sub sup time".split())
BLOCK = frozenset(
    "article section header h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table caption thead tbody "
    "tfoot tr th td div blockquote address br hr figure figcaption".split()
)
_ALL = INLINE | BLOCK
_EVERYWHERE = frozenset({"class", "id", "lang", "dir"})
_ATTRIBUTES = {
    tag: _EVERYWHERE | set(own.split())
    for tag, own in {
        "a": "href",
        "abbr": "title",
        "dfn": "title",
        "time": "datetime",
        "th": "scope colspan rowspan",
        "td": "colspan rowspan",
    }.items()
}
# Where a text is read nobody knows when it is written: at its own address, one folder deeper as a
# version, in a mail, a shop, a PDF. So a link names a whole address, or a text of the site.
_HREF = re.compile(
    r"https?://[\w.-]+(:[0-9]+)?([/?#][^\s\"<>]*)?|mailto:[^\s\"<>@]+@[^\s\"<>@]+|"
    rf"tel:\+?[0-9().-]+|{reference.LAWFUL}"
)
LAWFUL = (
    "Write a whole address (https://…, mailto:…, tel:…), or notice:<document>#<clause> for a text "
    "of this site, notice:#<clause> for a place in this one."
)
"""What a link may lead to, for a person who wrote another."""


def unlawful(href: str) -> str:
    """Why no text may have a link to `href`, in a sentence; empty when it may."""
    return "" if _HREF.fullmatch(href) else f"a link may not lead to “{href}”. {LAWFUL}"


def problems(root: ElementTree.Element) -> list[str]:
    """What in `root` is not on the list, each in a sentence."""
    faults: list[str] = []
    for element in root.iter():
        if element.tag not in _ALL:
            faults.append(f"<{element.tag}> is not an element of a text.")
        allowed = _ATTRIBUTES.get(element.tag, _EVERYWHERE)
        for name, value in element.items():
            if name not in allowed and not name.startswith("data-"):
                faults.append(f"<{element.tag}> may not have the attribute “{name}”.")
            if name == "href" and (fault := unlawful(value)):
                faults.append(fault)
    return faults
