"""All PDFs of the company's site, beside the same pages handed to plain WeasyPrint.

Plain: `HTML(string=…).write_pdf()` as its manual says, with the same HTML, style sheet, fonts and
variant, on as many processors, the longest first; nothing of this project is imported.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator import cache, pipeline, shares
from generator.expression.markup import serialise
from generator.outputs.print import layout, pdf, prints
from tests import published
from tests.conftest import project_copy

RUNS = 3
_PLAIN = """\
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from weasyprint import HTML

def make(page):
    HTML(string=page.read_text(encoding="utf-8")).write_pdf(
        page.with_suffix(".pdf"), stylesheets=["pdf.css"], pdf_variant="pdf/ua-1",
        pdf_forms=page.stem.endswith("-form"))

pages = sorted(Path().glob("*.html"), key=lambda page: -page.stat().st_size)
with ProcessPoolExecutor(int(sys.argv[1])) as pool:
    list(pool.map(make, pages))
"""


def _pages(data: Path, folder: Path) -> int:
    """What our PDFs are laid out from, as files: pages, style sheet, fonts. How many pages."""
    site = published.publication(pipeline.run(pipeline.Settings(data=data)))
    for number, text in enumerate(site.texts):
        job = prints.Prints(site)._job(text)
        page, controls = layout.page(
            text, job.resolve, controller=job.controller, address=job.address, state=job.state,
            effective=job.effective, release=job.release,
        )  # fmt: skip
        name = f"{number}{'-form' if controls else ''}.html"
        (folder / name).write_text(f"<!doctype html>{serialise(page)}", encoding="utf-8")
    sheet = (pdf._HERE / "pdf.css").read_text(encoding="utf-8").replace(pdf._OWN, "")
    (folder / "pdf.css").write_text(sheet, encoding="utf-8")
    for file in (pdf._HERE / "ruling.svg", *(pdf._HERE / "fonts").glob("*.ttf")):
        shutil.copy(file, folder)
    return len(site.texts)


def _plain(folder: Path, processes: int | None) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", _PLAIN, str(processes)], cwd=folder, check=True, capture_output=True
    )
    return time.perf_counter() - started


def _build(folder: Path, *options: str, cold: bool = False) -> float:
    if cold:
        shutil.rmtree(folder / cache.NAME / "prints", ignore_errors=True)
    shutil.rmtree(folder / cache.NAME / "built", ignore_errors=True)  # as if one had changed
    command = [Path(sys.executable).with_name("notices"), "build", *options]
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def measure(alternately: Callable[..., list[list[float]]], row: Callable[..., str]) -> bool:
    """What a build with PDFs takes longer than one without: cold at most twice of plain WeasyPrint,
    and 0.05 s where all are as they were."""
    with tempfile.TemporaryDirectory() as name:
        folder, pages = project_copy(Path(name) / "ours"), Path(name) / "plain"
        pages.mkdir()
        count = _pages(folder / "data", pages)
        cold, plain = alternately(
            lambda: _build(folder, cold=True), lambda: _plain(pages, shares.processors()), runs=RUNS
        )
        without, warm = alternately(lambda: _build(folder, "--no-pdf"), lambda: _build(folder))
        alone = [_plain(pages, 1)]
        made = len(list((folder / "site").rglob("*.pdf"))), len(list(pages.glob("*.pdf")))
        assert made == (count, count), made
    base = statistics.median(without)
    ours, kept = statistics.median(cold) - base, statistics.median(warm) - base
    theirs = statistics.median(plain)
    print(row("site without PDFs", without, without))
    print(row(f"site with {count} PDFs, cold", cold, without))
    print(row(f"site with {count} PDFs, warm", warm, without))
    print(row(f"plain WeasyPrint, {shares.processors()} processes", plain, plain))
    print(row("plain WeasyPrint, 1 process", alone, plain))
    print(f"pdfs: {ours:.2f} s to make {count}, {kept:.2f} s to take them as they are")
    print(f"pdfs: plain WeasyPrint {theirs:.2f} s, ours {ours / theirs:.2f} x")
    return ours <= 2 * theirs and kept <= 0.05
