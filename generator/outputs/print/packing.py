"""The bytes of a PDF's objects, made once.

The writer asks each object for its bytes twice, for the file and for the digest that is the
file's identifier, and packs every page both times, as tightly as it can: the last hundredth of
a file then costs more than all the rest. `settle` makes them once, packed well enough.
"""

import zlib

import pydyf

_LEVEL = 7


class _Settled(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that can no longer change."""

    data: bytes = b""
    compressible: bool = False

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number = made.number
        self.compressible = made.compressible
        self.data = made.data


def settle(pdf: pydyf.PDF) -> None:
    """Put finished bytes in the place of all objects; nothing can be edited after this."""
    for number, made in enumerate(pdf.objects):
        if made.free == "f":
            continue
        if isinstance(made, pydyf.Stream) and made.compress:
            made = _packed(made)
        pdf.objects[number] = _Settled(made)


def _packed(stream: pydyf.Stream) -> pydyf.Stream:
    """The same stream, packed here."""
    _, _, plain = pydyf.Stream(stream.stream).data.partition(b"stream\n")
    content = zlib.compress(plain.removesuffix(b"\nendstream"), _LEVEL)
    packed = pydyf.Stream([content], {**stream.extra, "Filter": "/FlateDecode"})
    packed.number = stream.number
    return packed
