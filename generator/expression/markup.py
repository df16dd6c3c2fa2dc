"""How a fragment is written down, so that XML and HTML5 parsers read the same tree."""

from xml.etree import ElementTree

VOID = ("br", "hr", "col", "input")


def serialise(element: ElementTree.Element) -> str:
    """The fragment as text: empty elements are closed in place only where HTML5 has no end tag.

    The same bytes as ElementTree's, which looks for namespaces first: a text has none.
    """
    parts: list[str] = []
    _write(element, parts)
    return "".join(parts)


def _write(element: ElementTree.Element, parts: list[str]) -> None:
    tag, text, tail = element.tag, element.text, element.tail
    opening = f"<{tag}"
    for name, value in element.items():
        opening += f' {name}="{_quoted(value)}"'
    if tag in VOID and not text and not len(element):
        parts.append(f"{opening}/>")
    else:
        parts.append(f"{opening}>{_escaped(text)}" if text else f"{opening}>")
        for child in element:
            _write(child, parts)
        parts.append(f"</{tag}>")
    if tail:
        parts.append(_escaped(tail))


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    value = _escaped(value).replace('"', "&quot;")
    return value.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
