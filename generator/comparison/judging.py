"""What a redline says when all its changes are rejected, and when all are accepted."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from generator.comparison.merging import MOVED, MOVED_TO
from generator.expression import text

_ASIDE = "data-aside"
_CAME, _WENT = (re.compile(f"<{mark}>.*?</{mark}>", re.DOTALL) for mark in ("ins", "del"))
_MARK = re.compile("</?(?:ins|del)>")
Lines = tuple[str, ...]


def judged(html: str) -> tuple[Lines, Lines]:
    """The lines of the older article (without the words that came, each moved clause where it
    stood) and of the newer one (without those that went), as `text-1` counts them."""
    if MOVED not in html:
        was, now = _CAME.sub("", html), _WENT.sub("", html)
        return text.lines(_MARK.sub("", was)), text.lines(_MARK.sub("", now))
    root = text.parse(html)
    went, came = list(root.iter("del")), list(root.iter("ins"))
    for mark in (*went, *came):
        mark.tag = "span"
    newer = _without(went, root)
    _move_back(root)
    return _without(came, root), newer


def _without(marks: Iterable[ElementTree.Element], root: ElementTree.Element) -> Lines:
    """The lines without what is in some marks, but with what follows them."""
    for mark in marks:
        mark.set(_ASIDE, "")
    lines = text.lines_of(root)
    for mark in marks:
        del mark.attrib[_ASIDE]
    return lines


def _move_back(root: ElementTree.Element) -> None:
    """Each moved clause to where it stood."""
    moved = dict[str, ElementTree.Element]()
    for parent in list(root.iter()):
        for child in list(parent):
            if name := child.get(MOVED):
                moved[name] = child
                _take_out(parent, child)
    for whole in (root, *moved.values()) if moved else ():
        for parent in list(whole.iter()):
            for at, child in enumerate(list(parent)):
                if name := child.get(MOVED_TO):
                    moved[name].tail = child.tail
                    parent[at] = moved[name]


def _take_out(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Without what is in it, and with what follows it."""
    at = list(parent).index(child)
    if child.tail:
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
