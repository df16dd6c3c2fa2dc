"""What a redline says when all its changes are accepted, and when all are rejected."""

from xml.etree import ElementTree

from generator.comparison.merging import MOVED, MOVED_TO
from generator.expression import text


def accepted(html: str) -> ElementTree.Element:
    """The newer article: without the words that went."""
    root = text.parse(html)
    _settle(root, gone="del", kept="ins")
    return root


def rejected(html: str) -> ElementTree.Element:
    """The older article: without the words that came, each moved clause where it stood."""
    root = text.parse(html)
    moved = dict[str, ElementTree.Element]()
    for parent in list(root.iter()):
        for child in list(parent):
            if name := child.get(MOVED):
                moved[name] = child
                _take_out(parent, child)
    for whole in (root, *moved.values()):
        for parent in list(whole.iter()):
            for at, child in enumerate(list(parent)):
                if name := child.get(MOVED_TO):
                    moved[name].tail = child.tail
                    parent[at] = moved[name]
    _settle(root, gone="ins", kept="del")
    return root


def _settle(root: ElementTree.Element, *, gone: str, kept: str) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == gone:
                _take_out(parent, child)
            elif child.tag == kept:
                child.tag = "span"


def _take_out(parent: ElementTree.Element, child: ElementTree.Element) -> None:
    """Without what is in it, and with what follows it."""
    at = list(parent).index(child)
    if child.tail:
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)
