"""The frame of a page that was made once by the site builder, to be filled again and again.

The theme's templates mark what changes from page to page with comments (`<!--slot:body-->` …
`<!--/slot:body-->`). A version of a document lies one folder deeper than the document, below the
slug that it had when it was frozen, so its page is the document's frame with other slots and other
relative addresses.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

_SLOT = re.compile(r"<!--slot:([a-z]+)-->")
_RELATIVE = re.compile(r'(\s(?:href|src|data-base)=")(?![a-z]+:|[#/])(\.\.(?=[/"#?]))?(?:\./)?')


@dataclass(frozen=True)
class Frame:
    """The fixed pieces of a page and, between them, the names and contents of its slots.

    `folder` is the last folder of the page's own address, with a slash.
    """

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    contents: tuple[str, ...]
    folder: str

    @classmethod
    def cut(cls, page: str, url: str) -> "Frame":
        """The frame of a page as the templates wrote it for the address `url` (from the root of
        the site, with a final slash)."""
        pieces, names, contents, done = list[str](), list[str](), list[str](), 0
        while opening := _SLOT.search(page, done):
            closing = f"<!--/slot:{opening[1]}-->"
            # Found as a plain string: a slot holds a whole text, and a pattern tries each letter.
            end = page.index(closing, opening.end())
            pieces.append(page[done : opening.start()])
            names.append(opening[1])
            contents.append(page[opening.end() : end])
            done = end + len(closing)
        folder = url.removesuffix("/").rpartition("/")[2] + "/"
        return cls((*pieces, page[done:]), tuple(names), tuple(contents), folder)

    @property
    def page(self) -> str:
        """The page itself, without the marks."""
        return self._join(self.pieces, self.contents)

    def filled(self, slots: Mapping[str, str]) -> str:
        """A page one folder deeper than the one that was cut, below it or below a folder beside
        it; a slot that is not named stays empty."""
        return self._join(self._deeper, [slots.get(name, "") for name in self.names])

    def refilled(self, slots: Mapping[str, str]) -> str:
        """A page at the depth of the one that was cut."""
        return self._join(self.pieces, [slots.get(name, "") for name in self.names])

    @cached_property
    def digest(self) -> str:
        """Of all that a filled page takes from the frame."""
        return sha256(repr((self._deeper, self.names)).encode()).hexdigest()

    @cached_property
    def _deeper(self) -> tuple[str, ...]:
        def deeper(link: re.Match[str]) -> str:
            # What lies in the page's own folder is named: the version may lie below another.
            return f"{link[1]}../{link[2] or f'../{self.folder}'}"

        return tuple(_RELATIVE.sub(deeper, piece) for piece in self.pieces)

    @staticmethod
    def _join(pieces: tuple[str, ...], contents: "tuple[str, ...] | list[str]") -> str:
        joined = [pieces[0]]
        for content, piece in zip(contents, pieces[1:], strict=True):
            joined += [content, piece]
        return "".join(joined)
