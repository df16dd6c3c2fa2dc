"""The rows of an answered file (DOCX) as words; nothing of it is run, linked or trusted.

The XML is read as it is, because word processors put what is typed into content controls and
tracked changes, which libraries pass over.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from generator.errors import LoadingError, Problem
from generator.message import Message, say
from generator.provenance import Origin

MAX_BYTES = 5_000_000
_MAX_XML = 60_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"
_KINDS = "[Content_Types].xml"
Row = tuple[str, ...]


def rows(path: Path) -> list[Row]:
    """The words of each cell of each row of each table, in their order.

    Raises LoadingError for a file that is too large, holds macros, or is no such file.
    """
    try:
        with path.open("rb") as file:
            if path.stat().st_size > MAX_BYTES:
                raise _refused(
                    path,
                    say("the file is larger than 5 MB."),
                    say("Take pictures out of it and send them apart."),
                )
            return list(_rows(ElementTree.fromstring(_body(path, zipfile.ZipFile(file)))))
    except (OSError, zipfile.BadZipFile, ElementTree.ParseError, KeyError, RuntimeError,
            NotImplementedError, EOFError, ValueError):  # fmt: skip
        raise _refused(
            path,
            say("this cannot be read as a file of a word processor."),
            say("Save it as DOCX, without a password."),
        ) from None


def _body(path: Path, archive: zipfile.ZipFile) -> bytes:
    names = archive.namelist()
    macros = say("the file holds macros.")
    without = say("Save it as DOCX, which holds none.")
    if path.suffix.lower() == ".docm" or any("vbaproject" in name.lower() for name in names):
        raise _refused(path, macros, without)
    if len(names) != len(set(names)):
        raise zipfile.BadZipFile
    if b"macroenabled" in _part(archive, _KINDS).lower():
        raise _refused(path, macros, without)
    body = _part(archive, _BODY)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise zipfile.BadZipFile
    return body


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A small archive can hold a part of any size."""
    with archive.open(name) as part:
        content = part.read(_MAX_XML + 1)
    if len(content) > _MAX_XML:
        raise zipfile.BadZipFile
    return content


def _rows(root: ElementTree.Element) -> Iterator[Row]:
    for row in root.iter(f"{_W}tr"):
        yield tuple(_words(cell) for cell in row.iter(f"{_W}tc"))


def _words(cell: ElementTree.Element) -> str:
    """A paragraph is a line; what was deleted with tracked changes is no `w:t`."""
    lines = ("".join(_pieces(paragraph)) for paragraph in cell.iter(f"{_W}p"))
    return "\n".join(
        " ".join(line.split()) for piece in lines for line in piece.split("\n")
    ).strip()


def _pieces(paragraph: ElementTree.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag == f"{_W}tab":
            yield " "
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"


def _refused(path: Path, message: Message, hint: Message) -> LoadingError:
    return LoadingError(Problem(Origin(path.as_posix(), 0), message, hint))
