"""The frame of a page that was made once by the site builder, to be filled again and again.

The theme's templates mark what changes from page to page with comments (`<!--slot:body-->` …
`<!--/slot:body-->`). A version of a document lies below the slug that it had when
it was frozen, so its page is the document's frame with other slots and other relative addresses.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

_SLOT = re.compile(r"<!--slot:([a-z]+)-->")
_RELATIVE = re.compile(r'(\s(?:href|src|data-base)=")(?![a-z]+:|[#/])([^"]+)')


@dataclass(frozen=True)
class Frame:
    """The fixed pieces of a page and, between them, the names and contents of its slots."""

    address: str
    pieces: tuple[str, ...]
    names: tuple[str, ...]
    contents: tuple[str, ...]

    @classmethod
    def cut(cls, page: str, address: str) -> "Frame":
        """The frame of the page at `address`, as the templates wrote it."""
        pieces, names, contents, done = list[str](), list[str](), list[str](), 0
        while opening := _SLOT.search(page, done):
            closing = f"<!--/slot:{opening[1]}-->"
            # Found as a plain string: a slot holds a whole text, and a pattern tries each letter.
            end = page.index(closing, opening.end())
            pieces.append(page[done : opening.start()])
            names.append(opening[1])
            contents.append(page[opening.end() : end])
            done = end + len(closing)
        return cls(address, (*pieces, page[done:]), tuple(names), tuple(contents))

    @property
    def page(self) -> str:
        """The page itself, without the marks."""
        return self._join(self.pieces, self.contents)

    def filled(self, slots: Mapping[str, str], address: str) -> str:
        """The page at `address`; a slot that is not named stays empty."""
        return self._join(self._at(address), [slots.get(name, "") for name in self.names])

    @cached_property
    def digest(self) -> str:
        """Of all that a filled page takes from the frame."""
        return sha256(repr((self.address, self.pieces, self.names)).encode()).hexdigest()

    def _at(self, address: str) -> tuple[str, ...]:
        """The pieces with the relative addresses that they have on the page at `address`."""
        if address not in self._moved:
            self._moved[address] = tuple(
                _RELATIVE.sub(lambda link: f"{link[1]}{self._way(link[2], address)}", piece)
                for piece in self.pieces
            )
        return self._moved[address]

    def _way(self, link: str, address: str) -> str:
        """Where a link of the frame leads, as seen from `address`."""
        path, mark, rest = link.partition("#") if "#" in link else (link, "", "")
        target = posixpath.normpath(posixpath.join(self.address, path))
        slash = "/" if path.endswith("/") else ""
        return f"{posixpath.relpath(target, address or '.')}{slash}{mark}{rest}"

    @cached_property
    def _moved(self) -> dict[str, tuple[str, ...]]:
        return {self.address: self.pieces}

    @staticmethod
    def _join(pieces: tuple[str, ...], contents: "tuple[str, ...] | list[str]") -> str:
        joined = [pieces[0]]
        for content, piece in zip(contents, pieces[1:], strict=True):
            joined += [content, piece]
        return "".join(joined)
