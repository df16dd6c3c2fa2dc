"""The readers of PDFs that the tests fill forms in with: typing, saving, reading back."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium

Values = dict[str, str]
_POPPLER = [
    "/usr/bin/python3",
    str(Path(__file__).parent / "poppler_form.py"),
]


def type_into(data: bytes, typed: str) -> bytes:
    """As a person in Chromium: click on every field, type, click on every box, save."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for page in document:
        _type_into_page(document.formenv.raw, page.raw, typed)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _type_into_page(form: object, page: object, typed: str) -> None:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
        box = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(annotation, box)
        widget = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        pdfium.FPDFPage_CloseAnnot(annotation)
        if not widget:
            continue
        spot = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        pdfium.FORM_OnMouseMove(form, page, 0, *spot)
        pdfium.FORM_OnLButtonDown(form, page, 0, *spot)
        pdfium.FORM_OnLButtonUp(form, page, 0, *spot)
        if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
            for letter in typed:
                pdfium.FORM_OnChar(form, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)


def fill_with_mupdf(data: bytes, typed: str) -> bytes:
    """All fields and boxes, through MuPDF's own widgets."""
    document = pymupdf.open(stream=data)
    for page in document:
        for widget in page.widgets():
            text = widget.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT
            widget.field_value = typed if text else widget.on_state()
            widget.update()
    return bytes(document.tobytes())


def fill_with_poppler(data: bytes, typed: str, folder: Path) -> bytes:
    """All fields and boxes, through poppler."""
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(data)
    subprocess.run([*_POPPLER, source, target, typed], check=True, capture_output=True)
    return target.read_bytes()


def read_with_pdfium(data: bytes, folder: Path) -> Values:
    """The text fields by name."""
    del folder
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    form, found = document.formenv.raw, {}
    for page in document:
        for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            field = pdfium.FPDFPage_GetAnnot(page.raw, number)
            if pdfium.FPDFAnnot_GetFormFieldType(form, field) == pdfium.FPDF_FORMFIELD_TEXTFIELD:
                name = _wide(pdfium.FPDFAnnot_GetFormFieldName, form, field)
                found[name] = _wide(pdfium.FPDFAnnot_GetFormFieldValue, form, field)
            pdfium.FPDFPage_CloseAnnot(field)
    return found


def _wide(call: Callable[..., int], form: object, field: object) -> str:
    size = call(form, field, None, 0)
    buffer = (pdfium.FPDF_WCHAR * (size // 2))()
    call(form, field, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def read_with_mupdf(data: bytes, folder: Path) -> Values:
    """The text fields by name."""
    del folder
    document = pymupdf.open(stream=data)
    return {
        widget.field_name: widget.field_value
        for page in document
        for widget in page.widgets()
        if widget.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT
    }


def read_with_poppler(data: bytes, folder: Path) -> Values:
    """The text fields by name."""
    source = folder / "read.pdf"
    source.write_bytes(data)
    done = subprocess.run([*_POPPLER, source], check=True, capture_output=True, text=True)
    values: Values = json.loads(done.stdout)
    return values


def drawn_letters(data: bytes) -> dict[str, str]:
    """What each field's appearance draws, by the letters of its font (not the stored value)."""
    with pikepdf.open(io.BytesIO(data)) as document:
        names = [f.T for f in document.Root.AcroForm.Fields if f.get("/FT") == "/Tx"]
        return {str(f.T): _text_of(f.AP.N) for f in document.Root.AcroForm.Fields if f.T in names}


def _text_of(appearance: pikepdf.Object) -> str:
    """The appearance alone on a page, as MuPDF reads it."""
    with pikepdf.new() as alone:
        page = alone.add_blank_page(page_size=(600, 200))
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Field=alone.copy_foreign(appearance))
        )
        page.Contents = alone.make_stream(b"/Field Do")
        out = io.BytesIO()
        alone.save(out)
    return str(pymupdf.open(stream=out.getvalue())[0].get_text()).strip()
