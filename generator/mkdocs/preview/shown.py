"""What the preview shows: the newest outcome in the frames of the last whole build.

A page is made when a browser asks for it. The board is the one thing that threads share: what is
shown, what is wrong, and a counter by which they see that something has changed.
"""

import hashlib
import mimetypes
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.checks import Finding
from generator.errors import Problem
from generator.expression import Expression
from generator.outputs.site.page import Page
from generator.pipeline import Outcome
from generator.publication import Framed

STATIC = "assets/"
mimetypes.add_type("text/javascript", ".mjs")


@dataclass(frozen=True)
class Shown:
    """An outcome, and the folder of the build that its frames come from. `build` numbers the
    builds, so that a page whose styles have changed counts as changed."""

    outcome: Outcome
    folder: Path
    build: str
    _kept: dict[str, str | None] = field(default_factory=dict)

    def page(self, url: str) -> str | None:
        """The page at an address relative to the root, or None; a written page as it was built."""
        if url not in self._kept:
            self._kept[url] = self._page(url)
        return self._kept[url]

    def _page(self, url: str) -> str | None:
        publication, frames = self.outcome.publication, self.outcome.frames
        if url in self._texts:
            made = publication.page_of(self._texts[url])
        elif url in self._version_lists:
            made = self._version_lists[url]
        elif url in self._versions:
            framed = self._versions[url]
            return frames[framed.frame].filled(framed.slots)
        else:
            path = self.folder / url / "index.html"
            return path.read_text("utf-8") if path.is_file() else None
        frame = frames.get((made.document, made.language))
        return frame.refilled(publication.slots(made, publication.place(made))) if frame else None

    @cached_property
    def _texts(self) -> dict[str, Expression]:
        of = self.outcome.publication.addresses.of
        return {of(text.document, text.language): text for text in self.outcome.texts}

    @cached_property
    def _version_lists(self) -> dict[str, Page]:
        return {page.url: page for page in self.outcome.publication.version_lists}

    @cached_property
    def _versions(self) -> dict[str, Framed]:
        return {framed.page.url: framed for framed in self.outcome.publication.versions()}

    def texts(self, urls: set[str]) -> set[tuple[str, str]]:
        """Document and language of the texts at some addresses."""
        found = (self._texts[url] for url in urls & self._texts.keys())
        return {(text.document, text.language) for text in found}

    def file(self, path: str) -> bytes | None:
        """A file that is no page: of the outcome (the API, the search), else as it was built."""
        found = None if path.startswith(STATIC) else self.outcome.files.get(path)
        built = self.folder / path
        if found is None and built.is_file():
            found = built.read_bytes()
        return found

    def mark(self, url: str) -> str:
        """A short name of the page as it is now; another one means that it has changed."""
        page = self.page(url) or ""
        return f"{self.build}-{hashlib.sha256(page.encode()).hexdigest()[:16]}"


@dataclass
class Board:
    """What all threads look at; `changed` is notified whenever something is put up."""

    shown: Shown | None = None
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    count: int = 0
    served: int = 0
    closed: bool = False
    _looked_at: Counter[str] = field(default_factory=Counter)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def put(
        self,
        *,
        shown: Shown | None = None,
        problems: tuple[Problem, ...] = (),
        findings: tuple[Finding, ...] | None = None,
    ) -> None:
        """Put something up; what is not named stays, but for the problems."""
        with self.changed:
            self.shown = shown or self.shown
            self.problems = problems
            self.findings = self.findings if findings is None else findings
            self.count += 1
            self.changed.notify_all()

    @contextmanager
    def looking(self, url: str) -> Iterator[None]:
        """Somebody has the page at `url` open."""
        with self.changed:
            self._looked_at[url] += 1
        try:
            yield
        finally:
            with self.changed:
                self._looked_at[url] -= 1

    @property
    def looked_at(self) -> set[str]:
        """The addresses of the pages that are open."""
        with self.changed:
            return set(+self._looked_at)

    def sent(self) -> None:
        """A page went out."""
        with self.changed:
            self.served += 1
            self.changed.notify_all()

    def let_see(self, seconds: float) -> None:
        """Give way until a page was asked for, if one is open at all."""
        with self.changed:
            before = self.served
            if +self._looked_at:
                self.changed.wait_for(lambda: self.closed or self.served > before, seconds)

    def close(self) -> None:
        """Let everybody who waits go home."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def wait(self, count: int, seconds: float) -> int:
        """The counter, once it is another than `count`, or after some seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or self.count != count, seconds)
            return self.count
