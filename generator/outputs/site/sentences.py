"""A clause as whole sentences, for the excerpts of the search.

A cell of a table says nothing by itself, so its row and its column are said with it; an item of
a list stands behind the sentence that announces the list.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from generator.expression import text
from generator.expression.elements import INLINE

GOES_ON = "\t"
"""Before a sentence that is read behind the nearest one above it without this mark."""

# A stop behind a digit makes an ordinal, one behind capital letters an abbreviation.
# It is sought from its blank: what stands before it is looked at nowhere else.
_END = re.compile(r" (?<=[^\W\d_A-ZÇĞİÖŞÜ][.!?] |[)”][.!?] )(?=[“(]?[A-ZÇĞİÖŞÜ])")
_BOX = "☐ "
_CLOSED = (".", "!", "?", ":", ";")


def sentences(clause: ElementTree.Element) -> list[str]:
    """The sentences of a clause in their order, without its heading and the clauses in it."""
    return list(_below(clause))[1:]


def _below(element: ElementTree.Element) -> Iterator[str]:
    lead = ""
    for block in element:
        if block.get("data-aside") is not None or block.get("data-clause") is not None:
            continue
        if block.tag == "table":
            yield from _rows(block)
        elif block.tag == "dl":
            yield from _pairs(block)
        elif block.tag in ("ul", "ol"):
            mark = GOES_ON if lead.endswith(":") else ""
            yield from (f"{mark}{_whole(item)}" for item in block)
        elif any(child.tag not in INLINE and child.tag != "br" for child in block):
            yield from _below(block)
        else:
            own = [part for line in text.lines_of(block) for part in _END.split(line)]
            yield from own
            lead = own[-1] if own else ""


def _rows(table: ElementTree.Element) -> Iterator[str]:
    about = "".join(f"{_words(caption)}: " for caption in table.iterfind("caption"))
    heads = [_words(cell) for cell in table.iterfind("thead/tr/th")]
    for row in table.iterfind("tbody/tr"):
        name, *cells = row
        yield f"{about}{_whole(name)}"
        for head, cell in zip(heads[1:], cells, strict=False):
            yield f"{GOES_ON}{head}: {_whole(cell)}"


def _pairs(listed: ElementTree.Element) -> Iterator[str]:
    names: list[str] = []
    told = False
    for part in listed:
        if part.tag == "dt":
            names = [*([] if told else names), _words(part)]
        elif words := _whole(part):
            yield f"{'; '.join(names)}: {words}"
        told = part.tag == "dd"


def _words(element: ElementTree.Element) -> str:
    return _joined(text.lines_of(element)).lstrip(_BOX)


def _whole(element: ElementTree.Element) -> str:
    words = _words(element)
    return words if not words or words.endswith(_CLOSED) else f"{words}."


def _joined(lines: Iterable[str]) -> str:
    """Lines of a cell, one behind the other: each but the last is closed."""
    *first, last = list(lines) or [""]
    return " ".join([*(line if line.endswith(_CLOSED) else f"{line};" for line in first), last])
