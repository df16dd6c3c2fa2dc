"""Fills in or reads a form with poppler; run by Debian's Python, which has the binding (gi).

`poppler_form.py IN [OUT TEXT]` prints the fields as JSON; with OUT, it fills them in before.
"""

import json
import sys
from typing import Any

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

TEXT, BUTTON = Poppler.FormFieldType.TEXT, Poppler.FormFieldType.BUTTON


def fields(document: Any) -> list[Any]:
    # The document frees a page's fields with the page, so the pages are kept.
    document.kept = [document.get_page(n) for n in range(document.get_n_pages())]
    return [m.field for page in document.kept for m in page.get_form_field_mapping()]


document = Poppler.Document.new_from_file(f"file://{sys.argv[1]}", None)
if len(sys.argv) > 2:
    for field in fields(document):
        if field.get_field_type() == TEXT:
            field.text_set_text(sys.argv[3])
        elif field.get_field_type() == BUTTON:
            field.button_set_state(True)
    document.save(f"file://{sys.argv[2]}")
else:
    found = [f for f in fields(document) if f.get_field_type() == TEXT]
    print(json.dumps({f.get_name(): f.text_get_text() for f in found}))
