"""A text as plain lines for people: what a mail shows where no HTML is read.

Every line of the text stands here whole and in its order; what is added is white space, a dash
before an item of a list, and in square brackets the name of a table's column before a cell.
"""

from collections.abc import Callable, Iterator
from xml.etree import ElementTree

from generator.expression import text

_HEADINGS = ("h1", "h2", "h3", "h4", "caption")


def plain(fragment: str) -> str:
    """The text of a layer, without a final line end."""
    lines: list[str] = []
    before: tuple[ElementTree.Element, ...] = ()
    named: ElementTree.Element | None = None
    for around, line in text.placed_lines(text.parse(fragment)):
        lines += [""] * _gap(before, around, first=not lines)
        cell = _within(around, "td")
        label = cell.get("data-label") if cell is not None else None
        if label and cell is not named:
            lines.append(f"  [{label}]")
            named = cell
        lines.append(_margin(before, around) + line)
        before = around
    return "\n".join(lines)


def _tag(around: tuple[ElementTree.Element, ...]) -> str:
    return around[-1].tag if around else ""


def _within(around: tuple[ElementTree.Element, ...], tag: str) -> ElementTree.Element | None:
    return next((element for element in around if element.tag == tag), None)


def _gap(
    before: tuple[ElementTree.Element, ...],
    around: tuple[ElementTree.Element, ...],
    *,
    first: bool,
) -> int:
    """How many empty lines stand before a line."""
    tag, last = _tag(around), _tag(before)
    if first:
        return 0
    if tag in _HEADINGS:
        return 2
    row, row_before = _within(around, "tr"), _within(before, "tr")
    if row is not None or row_before is not None:
        return int(row is not row_before)
    if last in _HEADINGS:
        return 1
    close = (tag == last == "li") or (tag, last) in (("dt", "dd"), ("dd", "dt"))
    return 0 if close else 1


def _margin(
    before: tuple[ElementTree.Element, ...], around: tuple[ElementTree.Element, ...]
) -> str:
    item = _within(around, "li")
    if item is not None:
        return "- " if item not in before else "  "
    inside = _within(around, "td") is not None or _within(around, "dd") is not None
    return "    " if _within(around, "td") is not None else "  " if inside else ""


def links(fragment: str, absolute: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """The words of each link that leads to the web, and where it leads.

    `absolute` turns an address of the text into one that a reader of plain lines can use.
    """
    for link in text.parse(fragment).iter("a"):
        words, href = " ".join("".join(link.itertext()).split()), absolute(link.get("href", ""))
        if href.startswith("https://") and words != href:
            yield words, href
