"""Controls on the page of a form, so that it can be filled in and printed without a script.

A control is not a word of the text: each is `data-aside`, so page and expression keep one digest.
There is no <form> and no address to send to; what is typed stays in the browser. A signature
has no control: it is made on paper, on the line that stays empty.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from generator.expression import Field

Element = ElementTree.Element
_INPUTS = {"email": "email", "phone": "tel", "date": "date"}
_KNOWN_TO_BROWSERS = {
    "name": "name",
    "email": "email",
    "phone": "tel",
    "address": "street-address",
    "company": "organization",
}


def add(root: Element, fields: tuple[Field, ...]) -> None:
    """Put the controls of `fields` into the lists of class `form-fields` of `root`."""
    waiting = iter(fields)
    for listed in root.iter("dl"):
        if listed.get("class") == "form-fields":
            for label, values in _rows(listed):
                _fill(label, values, next(waiting))


def _rows(listed: Element) -> Iterator[tuple[Element, list[Element]]]:
    children = list(listed)
    starts = [n for n, child in enumerate(children) if child.tag == "dt"]
    for start, end in zip(starts, [*starts[1:], len(children)], strict=True):
        yield children[start], children[start + 1 : end]


def _fill(label: Element, values: list[Element], field: Field) -> None:
    label.set("id", f"field-{field.name}")
    label.set("data-kind", field.kind)
    label.set("data-need", field.need)
    hints = [value for value in values if value.get("class") is None]
    if hints:
        hints[0].set("id", f"hint-{field.name}")
    described = {"aria-describedby": f"hint-{field.name}"} if hints else {}
    boxes = [value for value in values if value.get("class") == "option"]
    for number, value in enumerate(boxes, start=1):
        _box(value, field, number, described)
    for value in values:
        if (value.get("class") or "").startswith("blank") and field.kind != "signature":
            value.append(_control(field, described))


def _control(field: Field, described: Mapping[str, str]) -> Element:
    tall = field.kind == "long-text"
    attributes = {
        "data-aside": "",
        "name": field.name,
        "aria-labelledby": f"field-{field.name}",
        **described,
    }
    if field.kind in ("turkish-id", "identity"):
        # A browser that is shared keeps no number of an identity card.
        attributes["autocomplete"] = "off"
    if field.kind == "turkish-id":
        attributes["inputmode"] = "numeric"
    if field.need == "required":
        attributes["aria-required"] = "true"
    if field.name in _KNOWN_TO_BROWSERS:
        attributes["autocomplete"] = _KNOWN_TO_BROWSERS[field.name]
    if tall:
        return Element("textarea", {**attributes, "rows": "4"})
    return Element("input", {**attributes, "type": _INPUTS.get(field.kind, "text")})


def _box(value: Element, field: Field, number: int, described: Mapping[str, str]) -> None:
    """A box before the words of an option; the words are its label."""
    kind = "radio" if field.kind == "choice" else "checkbox"
    name = f"option-{field.name}-{number}"
    value.set("id", name)
    box = Element(
        "input",
        {
            "data-aside": "",
            "type": kind,
            "name": field.name,
            "aria-labelledby": f"field-{field.name} {name}",
            **described,
        },
    )
    value.insert(0, box)
