"""The text digest `text-1`: which words a person saw, however they were carried.

The root is the `<article data-expression data-layer>`. Walk its text nodes in tree order:

- comments, processing instructions and subtrees marked `data-aside` are skipped;
- the start and the end of every element that is not in `INLINE` ends a line (`br` included);
- attributes, `hidden`, closed `details` and style sheets change nothing;
- names are lower-case; an element of a namespace other than XHTML's ends a line.

Each line: concatenate; turn every run of U+0009 U+000A U+000C U+000D U+0020 U+00A0 U+202F into
one space; cut that space at both ends; NFC; drop the line if nothing is left. Lines are joined
with U+000A, without a final one. The digest is SHA-256 of the UTF-8 bytes, in lower-case hex.

Never `innerText`, `\\s` or a bare `strip()`: Python and browsers disagree about them.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from generator.expression import written
from generator.expression.elements import INLINE
from generator.expression.written import BLANK

_SPACE = re.compile(f"[{BLANK}]+")
# XML reads on where HTML ends its comment, so words would count that nobody sees, or be seen that
# do not count: “<![CDATA[…]]>”, “<!-->”, an instruction with a “>” in it.
_ENDS_EARLIER = re.compile(r"<!\[CDATA\[|<!--?-?>")
# A browser's DOM has this namespace always; a fragment that stands alone need not write it.
_XHTML = "{http://www.w3.org/1999/xhtml}"


class NotAFragment(ValueError):
    """The text is not well-formed XML with one root, or a browser would read it otherwise."""


def lines(fragment: str) -> tuple[str, ...]:
    """The lines of a fragment; raises NotAFragment."""
    return cut_written(fragment)[0]


def plain(fragment: str) -> str:
    """The lines joined with U+000A."""
    return "\n".join(lines(fragment))


def digest(fragment: str) -> str:
    """The text digest of a fragment, in lower-case hex."""
    return digest_of(plain(fragment))


def digest_of(plain_text: str) -> str:
    """The text digest of lines that are joined already."""
    return hashlib.sha256(plain_text.encode()).hexdigest()


def parse(fragment: str) -> ElementTree.Element:
    """The tree of a fragment; refuses document types, entities, and what HTML reads otherwise."""
    if "<!DOCTYPE" in fragment or "<!ENTITY" in fragment:
        raise NotAFragment("a fragment declares no document type and no entities")
    match = _ENDS_EARLIER.search(fragment)
    if otherwise := match[0] if match else _instruction(fragment):
        raise NotAFragment(f"a browser reads “{otherwise[:20]}” in the fragment in another way")
    try:
        return ElementTree.fromstring(fragment)
    except (ElementTree.ParseError, UnicodeEncodeError) as error:
        # Half a surrogate pair has no UTF-8, so it could have no digest either.
        raise NotAFragment(f"the fragment is not well formed: {error}") from None


def _instruction(fragment: str) -> str:
    """An instruction that a browser ends earlier; each place is looked at once, for a hostile
    text may begin thousands of them."""
    start, end = fragment.find("<?"), 0
    while start >= 0:
        if end <= start:
            end = fragment.find(">", start)
        if end < 0:
            return ""
        if end == start + 2 or fragment[end - 1] != "?":
            return fragment[start : end + 1]
        start = fragment.find("<?", start + 2)
    return ""


def lines_of(root: ElementTree.Element) -> tuple[str, ...]:
    """The lines of a parsed fragment."""
    return cut(root)[0]


def cut(root: ElementTree.Element) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """The lines of a parsed fragment, and those of each clause in it by the clause's id.

    A clause is a block, so its lines are some of the same lines, in one row.
    """
    lines: list[str] = []
    line: list[str] = []
    open_at: list[tuple[str | None, int]] = []
    clauses: dict[str, tuple[str, ...]] = {}
    for piece in _pieces(root):
        if isinstance(piece, str):
            line.append(piece)
            continue
        if line:
            _end(line, lines)
        if piece is not None:
            open_at.append((piece.get("data-clause"), len(lines)))
            continue
        clause, start = open_at.pop()
        if clause is not None:
            clauses[clause] = tuple(lines[start:])
    if line:
        _end(line, lines)
    return tuple(lines), clauses


def cut_written(fragment: str) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """The same of a fragment that is written down; raises NotAFragment."""
    return written.cut(fragment) or cut(parse(fragment))


def placed_lines(
    root: ElementTree.Element,
) -> Iterator[tuple[tuple[ElementTree.Element, ...], str]]:
    """The same lines, each with the blocks around it, the innermost last."""
    around: list[ElementTree.Element] = []
    line: list[str] = []
    for piece in _pieces(root):
        if isinstance(piece, str):
            line.append(piece)
            continue
        lines: list[str] = []
        _end(line, lines)
        yield from ((tuple(around), text) for text in lines)
        if piece is None:
            around.pop()
        else:
            around.append(piece)


def _end(line: list[str], lines: list[str]) -> None:
    text = (line[0] if len(line) == 1 else "".join(line)).strip(BLANK)
    line.clear()
    if not text:
        return
    if not text.isprintable() or "  " in text:  # of all blanks only U+0020 is printable
        text = _SPACE.sub(" ", text)
    lines.append(unicodedata.normalize("NFC", text))


def _pieces(root: ElementTree.Element) -> Iterator[ElementTree.Element | str | None]:
    """Text in tree order; a line ends at the element that starts a block and at None, its end.

    An explicit stack: there is no limit of depth.
    """
    stack: list[ElementTree.Element | str | None] = [root]
    pop, push = stack.pop, stack.append
    while stack:
        item = pop()
        if item is None or isinstance(item, str):
            yield item
            continue
        tag = item.tag
        if item.get("data-aside") is not None or not isinstance(tag, str):
            continue
        if tag not in INLINE and tag.removeprefix(_XHTML) not in INLINE:
            yield item
            push(None)
        for child in reversed(item):
            if child.tail:
                push(child.tail)
            push(child)
        if item.text:
            yield item.text
