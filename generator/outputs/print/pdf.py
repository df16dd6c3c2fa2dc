"""An expression as a PDF: tagged (PDF/UA-1), on A4, and a form with fields to fill in.

The same inputs make the same bytes, on any day: nothing in the file tells when it was made, and
a day in it is the day from which the text holds. Nothing is fetched; the style sheet and the font
stand beside this module.

WeasyPrint needs libraries of the system (Pango, HarfBuzz). Where they are missing, this module
can be imported all the same, and `pdf` raises `PdfUnavailable`, so that a site without PDFs can
be built.
"""

import os
import tempfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from ctypes import CDLL, c_char_p
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from generator.expression import Expression, Resolve
from generator.expression.markup import serialise
from generator.message import say

State = Literal["draft", "announced", "in-force", "superseded", "withdrawn", "released"]
"""What stands at the head of every page: a label; for `released`, the name of the release."""

_HERE = Path(__file__).parent
_OWN = "notices:"
_FONTS = "FONTCONFIG_FILE"
_LIBRARIES = (
    "libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libfontconfig.so.1",
    "libharfbuzz.so.0", "libharfbuzz-subset.so.0",
)  # fmt: skip


class PdfUnavailable(RuntimeError):
    """This machine cannot make PDFs; the message says what is missing and how to get it."""


def check() -> None:
    """Raises PdfUnavailable where no PDF can be made.

    WeasyPrint is slow to import, and a site whose PDFs are all made needs none of it: where the
    libraries of the system load, it is not asked.
    """
    try:
        tools()
        for name in _LIBRARIES:
            CDLL(name)
    except (PackageNotFoundError, OSError):  # or they have other names on this system
        _weasyprint()


@cache
def tools() -> tuple[str, ...]:
    """The versions of what writes a PDF, beside this code."""
    return version("weasyprint"), version("pydyf"), *_of_the_system()


def _library(name: str) -> CDLL | None:
    for ending in (".so.0", ".0.dylib", "-0.dll"):
        with suppress(OSError):
            return CDLL(f"{name}{ending}")
    return None


def _of_the_system() -> tuple[str, ...]:
    """The versions of what breaks and shapes lines; none where it has other names."""
    pango, shaping = _library("libpango-1.0"), _library("libharfbuzz")
    if pango is None or shaping is None:
        return ()
    said = shaping.hb_version_string
    said.restype = c_char_p
    return str(pango.pango_version()), said().decode()


def warm() -> None:
    """Read what all PDFs need; raises PdfUnavailable."""
    _style()


def pdf(
    expression: Expression,
    resolve: Resolve,
    *,
    controller: str,
    address: str,
    state: State = "draft",
    effective: date | None = None,
    release: str | None = None,
) -> bytes:
    """The PDF of `expression`; raises PdfUnavailable.

    `controller` and `address` (where the text stands on the web) are printed on every page, as
    are the state, the day from which the text holds and the name of the release, when given.
    `resolve` gives addresses that lead somewhere from a file on a disk: absolute ones.
    """
    _weasyprint()
    # It imports WeasyPrint or the writer of PDF objects, which comes with it.
    from generator.outputs.print import fields, layout

    page, controls = layout.page(
        expression,
        resolve,
        controller=controller,
        address=address,
        state=state,
        effective=effective,
        release=release,
    )

    return _written(
        f"<!doctype html>{serialise(page)}",
        lambda document: fields.rewrite(document, controls),
        forms=bool(controls),
    )


def marked(html: str) -> bytes:
    """A page of marked texts (`redline.page`) as a PDF; raises PdfUnavailable."""
    return styled(html, (_HERE / "redline.css").read_text(encoding="utf-8"))


def styled(html: str, css: str) -> bytes:
    """Any page as a PDF, by the style sheet of all of them and by `css`; raises PdfUnavailable."""
    fonts = _style()[1]
    sheet = _weasyprint().CSS(string=css, font_config=fonts)
    return _written(html, lambda _document: None, [sheet])


def _written(
    html: str, finish: Callable[[Any], None], more: Sequence[Any] = (), *, forms: bool = False
) -> bytes:
    """The page as it is laid out by the style sheet of all PDFs and by `more`."""
    weasyprint = _weasyprint()
    from generator.outputs.print import tags  # as above

    def finisher(_: Any, document: Any) -> None:
        tags.mend(document)
        finish(document)
        _pack(document)

    sheet, fonts = _style()
    content = weasyprint.HTML(string=html, base_url=_OWN, url_fetcher=_fetch).write_pdf(
        stylesheets=[sheet, *more],
        font_config=fonts,
        finisher=finisher,
        pdf_variant="pdf/ua-1",
        pdf_forms=forms,
        pdf_identifier=True,
    )
    return bytes(content)


def _pack(document: Any) -> None:
    """Compress each stream once: its writer would do so twice, for the identifier and the file, and
    take twice as long over each for a fiftieth of its bytes."""
    from pydyf import Stream

    for stream in document.objects:
        if isinstance(stream, Stream) and stream.compress:
            stream.compress = False
            content = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
            stream.stream = [zlib.compress(content)]
            stream.extra["Filter"] = "/FlateDecode"


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise PdfUnavailable(
            say(
                "WeasyPrint cannot be loaded ({error}). On Debian: apt-get install "
                "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
                error=error,
            )
        ) from error
    return weasyprint


@cache
def _style() -> tuple[Any, Any]:
    """The style sheet and its fonts, read once for all documents."""
    fonts = _own_fonts()
    sheet = _weasyprint().CSS(
        string=(_HERE / "pdf.css").read_text(encoding="utf-8"),
        font_config=fonts,
        base_url=_OWN,
        url_fetcher=_fetch,
    )
    return sheet, fonts


def _own_fonts() -> Any:
    """Fonts of which none is the machine's: a letter that ours lack is an empty box everywhere."""
    from weasyprint.text.fonts import FontConfiguration

    before = os.environ.get(_FONTS)
    with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as none:
        none.write('<?xml version="1.0"?><fontconfig></fontconfig>')
        none.flush()
        os.environ[_FONTS] = none.name
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ[_FONTS]
            else:
                os.environ[_FONTS] = before


def _fetch(url: str) -> Any:
    """The font and the ruling of fields beside this module, and nothing else."""
    from weasyprint.urls import URLFetcherResponse

    own = {file.name: file for file in (_HERE / "ruling.svg", *(_HERE / "fonts").glob("*.ttf"))}
    name = url.removeprefix(_OWN)
    if not url.startswith(_OWN) or name not in own:
        raise ValueError(f"a PDF fetches nothing, but {url} was asked for")
    return URLFetcherResponse(url, own[name].read_bytes())
