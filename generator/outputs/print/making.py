"""PDFs, several at a time, while something else is done; none is made again whose words and frame
have not changed.

A PDF takes a tenth of a second to a second and a half, a site of forty texts eight on one
processor; a site builder uses one processor and leaves the others alone.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from typing import TYPE_CHECKING

from generator import expression, shares
from generator.cache import Cache, Content
from generator.expression import Expression, Reference
from generator.outputs.print import pdf

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

# A pool is not worth its start for fewer.
_FEW = 4


@dataclass(frozen=True)
class Job:
    """One PDF: where it goes on the site, and what `pdf.pdf` is given.

    `pages` are the addresses of the documents in the language of the text.
    """

    path: str
    text: Expression
    pages: Mapping[str, str]
    controller: str
    address: str
    state: pdf.State
    effective: date | None
    release: str | None

    @cached_property
    def digest(self) -> str:
        """Of everything that the bytes depend on, apart from this tool's code."""
        doubts = [s.text for la in self.text.layers for c in la.clauses for s in c.statements]
        parts = (
            pdf.tools(),
            expression.to_data(self.text),
            doubts,
            sorted(self.pages.items()),
            (self.controller, self.address, self.state, self.effective, self.release),
        )
        return sha256(repr(parts).encode()).hexdigest()

    def resolve(self, link: Reference, _language: str) -> str:
        """Where a reference leads, as `pdf.pdf` asks for it."""
        address = self.pages[link.document]
        return address + link.anchor if address else ""

    def make(self) -> bytes:
        """The PDF; raises pdf.PdfUnavailable."""
        return pdf.pdf(
            self.text,
            self.resolve,
            controller=self.controller,
            address=self.address,
            state=self.state,
            effective=self.effective,
            release=self.release,
        )


class Making:
    """PDFs that are made from now on, until `stop`.

    Raises pdf.PdfUnavailable when there is something to make and it cannot be made.
    """

    def __init__(self, jobs: Sequence[Job], cache: Cache) -> None:
        self._jobs = jobs
        self._cache = cache
        self._pool: Executor | None = None
        self._coming: dict[str, Future[bytes]] = {}
        missing = [job for job in jobs if not cache.has(_made_from(job))]
        if len(missing) >= _FEW:
            self._begin(missing)

    def _begin(self, jobs: Sequence[Job]) -> None:
        """Without collecting garbage: a process makes some twenty PDFs, and then it ends."""
        from concurrent.futures import ProcessPoolExecutor  # slow to import, and seldom needed
        from multiprocessing import active_children

        pdf.warm()  # once, before the processes are forked
        workers = min(shares.processors(), len(jobs))
        self._pool, others = ProcessPoolExecutor(workers, initializer=_begun), active_children()
        try:  # the longest first: a policy takes as long as ten consents
            for job in sorted(jobs, key=lambda job: -len(job.text.layers[-1].html)):
                self._coming[job.path] = self._pool.submit(job.make)
        except (OSError, RuntimeError):  # no process or no thread more: all is made here
            for child in set(active_children()).difference(others):  # nobody else would end them
                child.kill()
                child.join()
            self._coming.clear()
            self._pool = None

    def stop(self) -> None:
        """Make no more of them."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def files(self) -> Iterator[tuple[str, Content]]:
        """All of them by their path on the site, each when it is there."""
        for job in self._jobs:
            yield job.path, self._cache.file(_made_from(job), partial(self._pdf, job))
        if self._jobs:  # a site without PDFs takes none away from the next one
            self._cache.clear()
            self._cache.remember()

    def _pdf(self, job: Job) -> bytes:
        coming = self._coming.get(job.path)
        if coming is None or coming.cancelled():
            return job.make()
        try:
            return coming.result()
        except BrokenExecutor:  # somebody has ended a process, or the system had no memory
            return job.make()


def _begun() -> None:
    shares.end_with_parent()
    gc.disable()


def _made_from(job: Job) -> tuple[str, str]:
    return "pdf", job.digest
