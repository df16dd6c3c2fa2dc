"""The structure tree of a PDF, put right after WeasyPrint has made it.

- The head and the foot of a page are not part of the text: WeasyPrint numbers their content
  and then leaves it out of the tree; here it is marked as an artifact, which readers aloud skip.
- A table header says whether it heads a column or a row (`/Scope`).
- Words in another language than the document say which one (`/Lang`): WeasyPrint builds the tree
  in a function of its own, which is put into another one here.
"""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

_build = tags._build_box_tree


def _with_language(box: Any, *rest: Any) -> Iterator[Any]:
    """The structure elements of a box; those of a `<span lang>`, and of one text among several of
    a redline, know their language."""
    span = box.element is not None and box.element_tag in ("span", "section")
    language = box.element.get("lang") if span else None
    for element in _build(box, *rest):
        if language:
            element["Lang"] = pydyf.String(language)
        yield element


tags._build_box_tree = _with_language


def mend(pdf: pydyf.PDF) -> None:
    """Mark page furniture as such and give table headers their scope."""
    tree = _at(pdf, pdf.catalog["StructTreeRoot"])
    reached = set()
    for element in _below(pdf, tree):
        reached.add(bytes(element.reference))
        if element.get("S") == "/TR":
            _scope(pdf, element)
    numbers = _at(pdf, tree["ParentTree"])["Nums"]
    pages = [_at(pdf, reference) for reference in pdf.page_references]
    for page in pages:
        # The pages come first in the tree of parents, each at the number it names.
        owners = numbers[2 * page["StructParents"] + 1]
        strays = {n for n, owner in enumerate(owners) if bytes(owner) not in reached}
        _unmark(_at(pdf, page["Contents"]).stream, strays)
        owners[:] = ["null" if n in strays else owner for n, owner in enumerate(owners)]


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


def _below(pdf: pydyf.PDF, element: Any) -> Iterator[Any]:
    """The elements below `element`; a kid that is a number is content, not an element."""
    for kid in element["K"]:
        if isinstance(kid, bytes) and (inner := _at(pdf, kid)).get("Type") == "/StructElem":
            yield inner
            yield from _below(pdf, inner)


def _scope(pdf: pydyf.PDF, row: Any) -> None:
    cells = [_at(pdf, kid) for kid in row["K"] if isinstance(kid, bytes)]
    headers = [cell for cell in cells if cell["S"] == "/TH"]
    scope = "/Column" if len(headers) == len(cells) else "/Row"
    for header in headers:
        header["A"]["Scope"] = scope


def _unmark(pieces: list[Any], strays: set[int]) -> None:
    """Content opens with three pieces: a tag, its properties with the number, an operator."""
    for at, piece in enumerate(pieces):
        if piece == b"BDC" and pieces[at - 1]["MCID"] in strays:
            pieces[at - 2] = "/Artifact"
            pieces[at - 1] = pydyf.Dictionary({"Type": "/Pagination"})
