"""The font of fields: the font file of the page, as a simple font in the Turkish encoding.

WeasyPrint writes fonts by glyph number. A reader that is to draw what is typed has to find a
letter by its Unicode value; all of them can in a font with a named encoding and a /ToUnicode.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import pydyf
from fontTools.ttLib import TTFont

FILES = Path(__file__).parent / "fonts"
_FIRST, _LAST = 0x20, 0xFF
# Windows-1254 is Windows-1252 with these six; the names are Adobe's.
_TURKISH = {
    0xD0: ("Ğ", "/Gbreve"),
    0xDD: ("İ", "/Idotaccent"),
    0xDE: ("Ş", "/Scedilla"),
    0xF0: ("ğ", "/gbreve"),
    0xFD: ("ı", "/dotlessi"),
    0xFE: ("ş", "/scedilla"),
}


def of_fields(pdf: pydyf.PDF) -> bytes:
    """Add the font of fields to `pdf`; its reference."""
    data = (FILES / "NotoSans-Regular.ttf").read_bytes()
    file = pydyf.Stream([data], pydyf.Dictionary({"Length1": len(data)}), compress=True)
    letters = pydyf.Stream([_to_unicode().encode()], compress=True)
    descriptor = pydyf.Dictionary(_descriptor())
    for new in (file, letters, descriptor):
        pdf.add_object(new)
    descriptor["FontFile2"] = file.reference
    differences = [part for code, (_, name) in _TURKISH.items() for part in (code, name)]
    encoding = {"BaseEncoding": "/WinAnsiEncoding", "Differences": pydyf.Array(differences)}
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": "/NotoSans",
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array(_widths()),
            "FontDescriptor": descriptor.reference,
            "Encoding": pydyf.Dictionary(encoding),
            "ToUnicode": letters.reference,
        }
    )
    pdf.add_object(font)
    return bytes(font.reference)


@cache
def _read() -> TTFont:
    return TTFont(BytesIO((FILES / "NotoSans-Regular.ttf").read_bytes()))


def _letter(code: int) -> str:
    """The letter at a code; the few codes that Windows left out have none."""
    if code in _TURKISH:
        return _TURKISH[code][0]
    return bytes([code]).decode("cp1252", errors="ignore")


@cache
def _widths() -> tuple[int, ...]:
    font = _read()
    names, widths = font.getBestCmap(), font["hmtx"]
    scale = 1000 / font["head"].unitsPerEm
    letters = [_letter(code) for code in range(_FIRST, _LAST + 1)]
    glyphs = [names.get(ord(letter), ".notdef") if letter else ".notdef" for letter in letters]
    return tuple(round(widths[name][0] * scale) for name in glyphs)


def _descriptor() -> dict[str, object]:
    font = _read()
    scale = 1000 / font["head"].unitsPerEm
    head, lines, marks = font["head"], font["hhea"], font["OS/2"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return {
        "Type": "/FontDescriptor",
        "FontName": "/NotoSans",
        "Flags": 1 << 5,  # not symbolic: letters are found by their names
        "FontBBox": pydyf.Array(round(edge * scale) for edge in box),
        "ItalicAngle": 0,
        "Ascent": round(lines.ascent * scale),
        "Descent": round(lines.descent * scale),
        "CapHeight": round(marks.sCapHeight * scale),
        "StemV": 80,
    }


@cache
def _to_unicode() -> str:
    codes = [code for code in range(_FIRST, _LAST + 1) if _letter(code)]
    lines = [f"<{code:02x}> <{ord(_letter(code)):04x}>" for code in codes]
    chunks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(c)} beginbfchar\n" + "\n".join(c) + "\nendbfchar" for c in chunks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Notices-1254 def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
