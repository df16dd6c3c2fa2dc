"""All PDFs of a site: several at a time, and none again whose words and frame have not changed.

A PDF takes a tenth of a second to two seconds, a site of forty texts ten; so each is kept under
the digest of everything it is made from, the code and the font included.
"""

import gc
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from generator import expression
from generator.expression import Expression
from generator.outputs import pdf

_HERE = Path(__file__).parent


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

    @property
    def digest(self) -> str:
        """Of everything that the bytes depend on."""
        doubts = [s.text for la in self.text.layers for c in la.clauses for s in c.statements]
        parts = (
            _code(),
            expression.to_json(self.text),
            doubts,
            sorted(self.pages.items()),
            (self.controller, self.address, self.state, self.effective, self.release),
        )
        return sha256(repr(parts).encode()).hexdigest()

    def resolve(self, document: str, _language: str, clause: str) -> str:
        """The address of a clause, as `pdf.pdf` asks for it."""
        address = self.pages[document]
        return address + (f"#{clause}" if clause and address else "")


@cache
def _code() -> str:
    files = [*_HERE.glob("*.py"), *_HERE.glob("*.css"), *_HERE.glob("fonts/*.ttf")]
    return sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()


def make(jobs: Sequence[Job], kept: Path | None) -> dict[str, bytes]:
    """The PDFs by their path on the site; raises pdf.PdfUnavailable."""
    names = {job.path: job.digest for job in jobs}
    made: dict[str, bytes] = {}
    missing: list[Job] = []
    for job in jobs:
        file = kept / f"{names[job.path]}.pdf" if kept else None
        if file and file.is_file():
            made[job.path] = file.read_bytes()
        else:
            missing.append(job)
    for job, content in zip(missing, _render(missing), strict=True):
        made[job.path] = content
        if kept:
            kept.mkdir(parents=True, exist_ok=True)
            (kept / f"{names[job.path]}.pdf").write_bytes(content)
    return made


def _render(jobs: Sequence[Job]) -> list[bytes]:
    """Without collecting garbage: a process makes some twenty PDFs, and then it ends."""
    if len(jobs) < 4:
        return [_one(job) for job in jobs]
    from concurrent.futures import ProcessPoolExecutor  # slow to import; a check makes no PDF

    pdf.warm()  # once, before the processes are forked
    with ProcessPoolExecutor(max_workers=os.cpu_count(), initializer=gc.disable) as pool:
        # The longest first: a policy takes as long as ten consents.
        order = sorted(range(len(jobs)), key=lambda n: -len(jobs[n].text.layers[-1].html))
        made = dict(zip(order, pool.map(_one, [jobs[n] for n in order]), strict=True))
    return [made[n] for n in range(len(jobs))]


def _one(job: Job) -> bytes:
    return pdf.pdf(
        job.text,
        job.resolve,
        controller=job.controller,
        address=job.address,
        state=job.state,
        effective=job.effective,
        release=job.release,
    )
