"""The lines of a fragment as it is written down, without the tree that it is.

The same lines as `text.cut` finds in the tree. Nearly every text of a release is written plainly
enough for that; of any other `cut` says None.
"""

import re
import unicodedata
from collections.abc import Mapping
from html import unescape
from xml.parsers import expat

from generator.expression.elements import INLINE

BLANK = "\t\n\f\r \u00a0\u202f"
_INLINE = re.compile(rf"</?(?:{'|'.join(sorted(INLINE))})(?:[ \t\r\n/][^>]*)?>")
_TAG = re.compile("<[^>]*>")
_EDGE = re.compile(r"<section\b[^>]*>|</section>")
_SECTION = re.compile(r'<section(?: [a-z-]+="[^"]*")*>')
_CLAUSE = re.compile(r' data-clause="([^"\s=]*)"')
_OTHERS = [
    f"{name}Handler"
    for name in (
        "Comment ProcessingInstruction StartCdataSection StartDoctypeDecl StartNamespaceDecl "
        "XmlDecl"
    ).split()
]
"""What may mean something else than what is written."""
# No text can hold these two: XML has no such characters.
_LINE, _CUT = "\1", "\2"

Lines = tuple[str, ...]


def cut(fragment: str) -> tuple[Lines, Mapping[str, Lines]] | None:
    """The lines, and those of each clause by its id; None where only the tree can tell."""
    if not _is_plain(fragment):
        return None
    blocks = _INLINE.sub("", fragment)
    edges = _EDGE.findall(blocks)
    parts = _TAG.sub(_LINE, _EDGE.sub(f"{_LINE}{_CUT}{_LINE}", blocks)).split(_LINE)
    words = _LINE.join([line for part in parts if (line := part.strip(BLANK))])
    if "&" in words:
        if "&#" in words:  # perhaps a blank
            return None
        words = unescape(words)
    for blank in BLANK:
        words = words.replace(blank, " ")
    while "  " in words:
        words = words.replace("  ", " ")
    lines = unicodedata.normalize("NFC", words).split(_LINE) if words else []
    return _by_clause(lines, edges)


def sections(fragment: str) -> Mapping[str, tuple[int, int]]:
    """Where each clause of a well-formed fragment begins and ends, by its id; none where only the
    tree can tell. Two that are written alike are alike."""
    if any(sign in fragment for sign in ("<!", "<?", "xmlns")) or not _has_plain_edges(fragment):
        return {}
    begun: list[re.Match[str]] = []
    found: dict[str, tuple[int, int]] = {}
    for edge in _EDGE.finditer(fragment):
        if edge[0][1] != "/":
            begun.append(edge)
            continue
        first = begun.pop()
        if name := _CLAUSE.search(first[0]):
            if name[1] in found or "&" in name[1]:
                return {}
            found[name[1]] = first.start(), edge.end()
    return found


def _by_clause(rows: list[str], edges: list[str]) -> tuple[Lines, Mapping[str, Lines]]:
    """Of lines among which there is a cut for each edge of a section."""
    open_at: list[tuple[str | None, int]] = []
    clauses: dict[str, Lines] = {}
    lines: list[str] = []
    start = 0
    for edge in edges:
        end = rows.index(_CUT, start)
        lines += rows[start:end]
        start = end + 1
        if edge[1] != "/":
            name = _CLAUSE.search(edge)
            open_at.append((unescape(name[1]) if name else None, len(lines)))
            continue
        clause, begun = open_at.pop()
        if clause is not None:
            clauses[clause] = tuple(lines[begun:])
    return (*lines, *rows[start:]), clauses


def _is_plain(fragment: str) -> bool:
    """Whether it is well formed, and every element in it counts."""
    if "data-aside" in fragment or not _has_plain_edges(fragment):
        return False
    parser, others = expat.ParserCreate(namespace_separator="}"), list[object]()
    for name in _OTHERS:
        setattr(parser, name, lambda *other: others.append(other))
    try:
        parser.Parse(fragment, True)
    except (expat.ExpatError, UnicodeEncodeError):
        return False
    return not others


def _has_plain_edges(fragment: str) -> bool:
    """Whether each “<” and “>” is the edge of a tag, and only sections with their ids in double
    quotes are clauses."""
    edges = _SECTION.findall(fragment)
    return (
        fragment.count("<") == fragment.count(">")
        and fragment.count("<section") == fragment.count("</section>") == len(edges)
        and fragment.count("data-clause") == len(_CLAUSE.findall("".join(edges)))
    )
