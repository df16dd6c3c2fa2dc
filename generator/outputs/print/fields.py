"""The fields of a form in its PDF: where they stand, and what their objects hold.

WeasyPrint lays the inputs out and tags them; the objects it writes are then written again here,
because a PDF with Turkish letters in its fields needs more than it gives:

- a font that readers can look letters up in by Unicode: a simple font with a known encoding,
  whose file is the whole font of the page (`_FONT_NAME` says why it has the name it has);
- appearances for empty and for ticked fields, so that no reader has to make them up before
  something is typed, and none asks to save a file that nobody changed;
- a name of its own for each box, and a tooltip that is the label on the page.

A field with boxes becomes one field a box (`rights-1` …), a choice stays one, a signature has none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pydyf

from generator.expression import Field
from generator.outputs.print.font import of_fields

Element = ElementTree.Element

# PDFium (Chromium, Edge) takes the font of a field only for letters of the font's "character
# set", which it guesses as Western for every embedded font; ğ, ı, İ, ş are then drawn by a
# Turkish font of the system, and on Linux by none. Under this name it asks the font itself
# for every letter. Elsewhere the name is one of any: it leads to the font in the file.
_FONT_NAME = "Wingdings"
_REQUIRED, _MULTILINE, _NO_TOGGLE_TO_OFF, _RADIO = 1 << 1, 1 << 12, 1 << 14, 1 << 15
_ONE_LINE_SIZE, _MANY_LINES_SIZE = 11, 10
_CROSS = "q 1.3 w 0 g {a} {a} m {b} {c} l {a} {c} m {b} {a} l S Q"


@dataclass(frozen=True, slots=True)
class Control:
    """A field of the PDF: its name, and the words on the page that are its label."""

    name: str
    label: str
    field: Field


def place(root: Element, fields: tuple[Field, ...]) -> dict[str, Control]:
    """Put inputs beside the words of `root`; the controls by name, in the order of the page.

    A signature has no control: it is made on paper, on the line that stays empty.
    """
    controls: dict[str, Control] = {}
    waiting = iter(fields)
    for parent in list(root.iter()):
        for number, listed in enumerate(list(parent)):
            if listed.tag == "dl" and listed.get("class") == "form-fields":
                blocks = [_block(rows, next(waiting), controls) for rows in _rows(listed)]
                parent[number] = _group(blocks, listed.tail)
    return controls


def _rows(listed: Element) -> Iterator[list[Element]]:
    """The label of a field with what follows it: hint, options, blank."""
    children = list(listed)
    starts = [n for n, child in enumerate(children) if child.tag == "dt"]
    for start, end in zip(starts, [*starts[1:], len(children)], strict=True):
        yield children[start:end]


def _group(blocks: list[Element], tail: str | None) -> Element:
    group = Element("div", {"class": "fields"})
    group.extend(blocks)
    group.tail = tail
    return group


def _block(rows: list[Element], field: Field, controls: dict[str, Control]) -> Element:
    """A field as paragraphs: a list of terms would be read out as lists of one item."""
    block = Element("div", {"class": f"field kind-{field.kind}"})
    label = _words(rows[0])
    number = 0
    for row in rows:
        kind = row.get("class") or ""
        row.tag, row.tail = "p", None
        if kind == "option":
            number += 1
            _box(row, Control(f"{field.name}-{number}", f"{label}: {_words(row)}", field), controls)
        elif kind.startswith("blank"):
            row.tag = "div"
            if field.kind != "signature":
                _line(row, Control(field.name, label, field), controls)
        else:
            row.set("class", "hint" if row is not rows[0] else "label")
        block.append(row)
    if field.kind == "choice":
        controls[field.name] = Control(field.name, label, field)
    return block


def _words(element: Element) -> str:
    """The words of an element without the sign of a box that a page shows before them."""
    for box in element.findall("span[@class='box']"):
        element.text = (element.text or "") + (box.tail or "")
        element.remove(box)
    return " ".join("".join(element.itertext()).split())


def _line(row: Element, control: Control, controls: dict[str, Control]) -> None:
    controls[control.name] = control
    tag = "textarea" if control.field.kind == "long-text" else "input"
    row.append(Element(tag, {"name": control.name, "title": control.label}))


def _box(row: Element, control: Control, controls: dict[str, Control]) -> None:
    """A box before the words of an option. Boxes of a choice are one field, the others many."""
    one_of = control.field.kind == "choice"
    attributes = {"type": "radio" if one_of else "checkbox", "title": control.label}
    if one_of:
        attributes |= {"name": control.field.name, "value": control.name}
    else:
        attributes["name"] = control.name
        controls[control.name] = control
    box = Element("input", attributes)
    box.tail, row.text = (row.text or "").lstrip(), None
    row.insert(0, box)


def rewrite(pdf: pydyf.PDF, controls: Mapping[str, Control]) -> None:
    """Write the objects of all fields of a finished PDF again."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    objects = [o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and "FT" in o]
    widgets = [o for o in objects if "Kids" not in o]
    groups = [o for o in objects if "Kids" in o]
    font = of_fields(pdf)
    empty = _appearance(pdf, [0, 0, 1, 1], "")
    for group in groups:
        _choice(group, controls[_name(group)])
    for widget in widgets:
        left, top, right, bottom = widget["Rect"]
        widget["Rect"] = pydyf.Array([left, bottom, right, top])
        if widget["FT"] == "/Tx":
            _text(pdf, widget, controls[_name(widget)], font)
        else:
            _tick(pdf, widget, empty)
    fonts = pydyf.Dictionary({"Font": pydyf.Dictionary({_FONT_NAME: font})})
    form["DR"] = fonts
    form["DA"] = pydyf.String(_default(_ONE_LINE_SIZE))
    # WeasyPrint lists the boxes of a choice beside the choice they belong to.
    form["Fields"] = pydyf.Array(o.reference for o in objects if "Parent" not in o)
    del form["NeedAppearances"]


def _name(field: Mapping[str, Any]) -> str:
    return str(field["T"].string)


def _default(size: int) -> str:
    return f"/{_FONT_NAME} {size} Tf 0 g"


def _text(pdf: pydyf.PDF, widget: dict[str, Any], control: Control, font: bytes) -> None:
    """A line or several lines to write on; white paper covers the ruling once it is typed on."""
    many = control.field.kind == "long-text"
    resources = pydyf.Dictionary({"Font": pydyf.Dictionary({_FONT_NAME: font})})
    blank = _appearance(pdf, widget["Rect"], "/Tx BMC EMC", Resources=resources)
    required = _REQUIRED if control.field.need == "required" else 0
    widget["Ff"] = required | (_MULTILINE if many else 0)
    widget["DA"] = pydyf.String(_default(_MANY_LINES_SIZE if many else _ONE_LINE_SIZE))
    widget["AP"] = pydyf.Dictionary({"N": blank})
    if many:
        widget["MK"] = pydyf.Dictionary({"BG": pydyf.Array([1])})
    widget.pop("V", None)


def _choice(group: dict[str, Any], control: Control) -> None:
    group["TU"] = pydyf.String(control.label)
    required = _REQUIRED if control.field.need == "required" else 0
    group["Ff"] = _NO_TOGGLE_TO_OFF | _RADIO | required


def _tick(pdf: pydyf.PDF, widget: dict[str, Any], empty: bytes) -> None:
    """A box that is empty or holds a cross; a kid of a choice has no name of its own."""
    (state,) = widget["AP"]["N"]
    left, bottom, right, top = widget["Rect"]
    side = min(right - left, top - bottom)
    ends = {"a": f"{side * 0.2:.2f}", "b": f"{side * 0.8:.2f}", "c": f"{side * 0.8:.2f}"}
    cross = _appearance(pdf, widget["Rect"], _CROSS.format(**ends))
    widget["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({state: cross, "Off": empty})})
    widget["MK"] = pydyf.Dictionary({"CA": pydyf.String("8")})
    if "Parent" in widget:
        widget.pop("T", None)


def _appearance(pdf: pydyf.PDF, rectangle: list[float], drawing: str, **extra: Any) -> bytes:
    left, bottom, right, top = rectangle
    box = pydyf.Array([0, 0, round(right - left, 3), round(top - bottom, 3)])
    head = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, **extra}
    stream = pydyf.Stream([drawing.encode()], pydyf.Dictionary(head))
    pdf.add_object(stream)
    return bytes(stream.reference)
