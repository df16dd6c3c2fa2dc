"""An expression as the one HTML page that is laid out as a PDF: a tree, which nobody has to parse.

What stands on every page is given to the style sheet in `data-` attributes of the body, so that
the sheet is the same for every document and is read once.
"""

from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression, Resolve, text
from generator.outputs import article
from generator.outputs.print import fields
from generator.outputs.print.labels import labels_of

Element = ElementTree.Element

_SHORT_DIGEST = 16
# From so many numbered clauses on, a text opens with a list of them and their pages.
_LONG = 8


def page(
    expression: Expression,
    resolve: Resolve,
    *,
    controller: str,
    address: str,
    state: str,
    effective: date | None,
    release: str | None,
) -> tuple[Element, dict[str, fields.Control]]:
    """The page, and the controls on it by name."""
    labels = labels_of(expression.language)
    controls: dict[str, fields.Control] = {}
    parts = [_element("h1", expression.title)]
    if state == "draft":
        mark = _element("strong", labels["draft"])
        mark.tail = f" {labels['draft_explained']}"
        if languages.is_further(expression.language):
            mark.tail += f" {labels['working_translation']}"
        parts.append(_element("p", mark, {"class": "draft-mark"}))
    roots = [(layer.name, text.parse(layer.html)) for layer in expression.layers]
    for name, root in roots:
        controls |= fields.place(root, expression.fields)
        article.finish(expression, root, resolve)
        melt(root)
        _say_languages(root, expression.language)
        _name_headings(root)
        parts += _layer(expression, name, root)
    frame = {
        "title": expression.title,
        "state": _head(labels, state, release),
        "mark": labels["draft"].rstrip(".") if state == "draft" else "",
        "foot": _foot(expression, controller, _where(labels, state, address), effective, release),
        "page": labels["page"],
        "of": labels["page_of"],
    }
    return _document(expression, controller, effective, frame, parts), controls


def _element(tag: str, content: str | Element, attributes: dict[str, str] | None = None) -> Element:
    element = Element(tag, attributes or {})
    if isinstance(content, str):
        element.text = content
    else:
        element.append(content)
    return element


def _document(
    expression: Expression,
    controller: str,
    effective: date | None,
    frame: dict[str, str],
    parts: list[Element],
) -> Element:
    metadata = {"author": controller, "description": expression.summary}
    if effective:
        metadata["dcterms.created"] = str(effective)
    head = _element("head", _element("title", expression.title))
    head.extend(
        Element("meta", {"name": name, "content": words}) for name, words in metadata.items()
    )
    kind = "draft" if frame["mark"] else "text"
    data = {f"data-{name}": words for name, words in frame.items()}
    body = Element("body", {"class": f"{kind} {expression.type}", **data})
    body.extend(parts)
    document = Element("html", languages.get(expression.language).attributes)
    document.extend((head, body))
    return document


def melt(root: Element) -> None:
    """Take away what says nothing on paper (spans, the smaller letters of a note in a doubt): each
    cuts a line into pieces, and each piece is shaped, drawn and tagged for itself."""
    for parent in root.iter():
        for span in parent.findall("span"):
            if len(span) == 0 and not {"lang", "data-unconfirmed"} & span.attrib.keys():
                _pour(parent, span)
        if "data-unconfirmed" in parent.attrib:
            for note in parent.findall("small[@data-aside]"):
                _pour(parent, note)


def _say_languages(element: Element, language: str) -> None:
    """Say a language only where it changes: WeasyPrint makes a style of its own for each element
    that says one."""
    own = element.get("lang", language)
    if own == language:
        element.attrib.pop("lang", None)
    for child in element:
        _say_languages(child, own)


def _name_headings(root: Element) -> None:
    """A clause's name goes to its heading: what bears a name shares its style with nothing, and
    nor does anything in it."""
    for section in root.iter("section"):
        heading = section.find("*")
        if heading is not None and heading.tag in ("h2", "h3", "h4") and "id" in section.attrib:
            heading.set("id", section.attrib.pop("id"))


def _pour(parent: Element, child: Element) -> None:
    """The words of a child without children become words of its parent."""
    at = list(parent).index(child)
    words = (child.text or "") + (child.tail or "")
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(child)


def _head(labels: languages.Labels, state: str, release: str | None) -> str:
    return f"{labels['release']} {release}" if state == "released" else labels[state].rstrip(".")


def _where(labels: languages.Labels, state: str, address: str) -> str:
    """A PDF that is kept for ever cannot say whether its text still holds; the page can."""
    return f"{labels['still_in_force']} {address}" if state == "released" else address


def _foot(
    expression: Expression,
    controller: str,
    address: str,
    effective: date | None,
    release: str | None,
) -> str:
    """Three lines: whose text, where it stands, and which text it is."""
    language = languages.get(expression.language)
    labels = labels_of(language.code)
    which = [f"{labels['release']} {release}"] if release else []
    if effective:
        which.append(f"{labels['effective_from']}: {language.date(effective)}")
    digest = expression.layer("full").digest[:_SHORT_DIGEST]
    which.append(f"{labels['text_digest']}: {digest}")
    return "\n".join((controller, address, " · ".join(which)))


def _layer(expression: Expression, name: str, root: Element) -> Iterator[Element]:
    labels = labels_of(expression.language)
    if name == "short":
        # Clauses have the same names in both layers; links lead to the full text.
        for element in root.iter():
            element.attrib.pop("id", None)
        short = Element("div", {"class": "short"})
        short.extend((_element("h2", labels["in_short"], {"class": "layer-title"}), root))
        yield short
        return
    yield from _contents(expression)
    yield _element("div", root, {"class": "full"})


def _contents(expression: Expression) -> Iterator[Element]:
    clauses = [c for c in expression.layer("full").clauses if c.parent is None]
    if len(clauses) < _LONG:
        return
    listed = Element("ul")
    for clause in clauses:
        link = _element("a", f"{clause.number}. {clause.heading}", {"href": f"#{clause.id}"})
        listed.append(_element("li", link))
    contents = Element("div", {"class": "contents"})
    label = labels_of(expression.language)["contents"]
    contents.extend((_element("h2", label), listed))
    yield contents
