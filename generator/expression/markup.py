"""How a fragment is written down, so that XML and HTML5 parsers read the same tree."""

from xml.etree import ElementTree

VOID = ("br", "hr", "col", "input")


def serialise(element: ElementTree.Element) -> str:
    """The fragment as text: empty elements are closed in place only where HTML5 has no end tag."""
    xml = ElementTree.tostring(element, encoding="unicode", short_empty_elements=False)
    for name in VOID:
        xml = xml.replace(f"></{name}>", "/>")
    return xml
