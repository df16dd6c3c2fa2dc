"""What the preview shows: the newest outcome in the frames of the last whole build.

A page is made when a browser asks for it. The board is the one thing that threads share: what is
shown, what is wrong, and a counter by which they see that something has changed.
"""

import hashlib
import math
import mimetypes
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.cache import Content, read
from generator.checks import Finding
from generator.errors import Problem
from generator.mkdocs.build import Build
from generator.outputs.site.pages import SitePage
from generator.publication import Key
from generator.recipes.correcting.prints import Prints

STATIC = "assets/"
mimetypes.add_type("text/javascript", ".mjs")


@dataclass(frozen=True)
class Shown:
    """A build, and the folder that its frames come from. `number` numbers the builds, so that a
    page whose styles have changed counts as changed."""

    build: Build
    folder: Path
    number: str
    _pages: dict[str, str | None] = field(default_factory=dict)

    def page(self, url: str) -> str | None:
        """The page at an address relative to the root, or None; a written page as it was built."""
        if url not in self._pages:
            self._pages[url] = self._page(url)
        return self._pages[url]

    def _page(self, url: str) -> str | None:
        entry = self._entries.get(url)
        if entry is None:
            built = self._built(f"{url}/index.html")
            return built.decode() if built is not None else None
        frame = self.build.frames.get(entry.key)
        slots = self.build.publishing.pages.slots(entry.page, entry.place)
        return frame.filled(slots, url) if frame else None

    def written(self, url: str) -> bool:
        """Whether the page at an address is a written one, with no text of the controller."""
        return url not in self._entries

    @property
    def trial(self) -> str:
        """The release that drafts pretend to be of; empty without --as-if-released."""
        return self.build.publishing.publication.trial_release

    @cached_property
    def _entries(self) -> dict[str, SitePage]:
        return {entry.address: entry for entry in self.build.publishing.pages}

    def texts(self, urls: set[str]) -> set[Key]:
        """Document and language of the texts at some addresses."""
        return {e.key for e in self.build.publishing.pages.texts if e.address in urls}

    def key(self, url: str) -> Key | None:
        """Document and language of the text at an address; None for any other page."""
        return next((e.key for e in self.build.publishing.pages.texts if e.address == url), None)

    def address(self, document: str, language: str) -> str | None:
        """Where a text stands, relative to the root; None for a paper, which no page has."""
        texts = self.build.publishing.pages.texts
        return next((e.address for e in texts if e.key == (document, language)), None)

    @cached_property
    def prints(self) -> Prints:
        """Which clauses print which places of the data."""
        return Prints(self.build.outcome.texts)

    @cached_property
    def _files(self) -> dict[str, Content]:
        return dict(self.build.publishing.files)

    def file(self, path: str) -> bytes | None:
        """A file that is not a page: of the outcome (the API, the search), or as it was built."""
        content = None if path.startswith(STATIC) else self._files.get(path)
        if content is not None:
            return read(content)
        return self._built(path)

    def _built(self, path: str) -> bytes | None:
        """A file of the build; None for whatever else a browser names, wherever it would lead."""
        try:
            place = (self.folder / path.lstrip("/")).resolve()
            inside = place.is_relative_to(self.folder.resolve())
            return place.read_bytes() if inside and place.is_file() else None
        except (OSError, ValueError):  # a name too long, or one that no file can have
            return None

    def mark(self, url: str) -> str:
        """A short name of the page as it is now; another one means that it has changed."""
        page = self.page(url) or ""
        return f"{self.number}-{hashlib.sha256(page.encode()).hexdigest()[:16]}"


@dataclass
class Board:
    """What all threads look at; `changed` is notified whenever something is put up.

    `findings` are the errors, `judged` all that the rules find, of data read after
    `since`, a moment of the running clock.
    """

    shown: Shown | None = None
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    judged: tuple[Finding, ...] = ()
    since: float = -math.inf
    count: int = 0
    closed: bool = False
    _looked_at: Counter[str] = field(default_factory=Counter)
    _opened: Counter[str] = field(default_factory=Counter)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def put(
        self,
        *,
        shown: Shown | None = None,
        problems: tuple[Problem, ...] = (),
        findings: tuple[Finding, ...] | None = None,
        judged: tuple[Finding, ...] | None = None,
        since: float | None = None,
    ) -> None:
        """Put something up; what is not named stays, but for the problems."""
        with self.changed:
            self.judged = self.judged if judged is None else judged
            self.since = self.since if since is None else since
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
            self._opened[url] += 1
            self.changed.notify_all()
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

    def show(self, shown: Shown, seconds: float) -> None:
        """Put up what is to be seen, and give way until the pages that changed are open again."""
        before, seen = self.shown, self.looked_at
        changed = [url for url in seen if not before or before.mark(url) != shown.mark(url)]
        with self.changed:
            opened = self._opened.copy()
        self.put(shown=shown)
        with self.changed:
            self.changed.wait_for(
                lambda: self.closed or all(self._opened[url] > opened[url] for url in changed),
                seconds,
            )

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
