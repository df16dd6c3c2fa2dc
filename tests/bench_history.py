"""What a long history costs a build: generated releases in which every text changes.

Cold builds keep nothing and run once. Warm builds follow them, in turns: what never changes (pages
of versions, files of the API) is kept. A measurement of its own asks the bare stack for the very
same pages from Markdown: every version, and every page that says what changed. It takes a quarter
of an hour, a third of it to look for double entries of a search in two languages.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from lxml import html

from generator import pipeline
from generator.expression import Expression
from generator.releases import freezing, preparing
from generator.releases.archive import Archive
from generator.releases.record import Approval, ChangeKind

RUNS = 3
RELEASES, MANY = 100, 300
FEW = 30
"""As people change a text: in one paragraph of so many."""
COMMAND = [sys.executable, "-m", "generator", "build", "--production", "--no-pdf"]


def with_history(folder: Path, releases: int, *, documents: int = 8, every: int = 1) -> Path:
    """Some of the eight documents with `releases` releases, in each of which every text changes,
    in each paragraph or in one of `every`."""
    from tests import bench

    folder.mkdir()
    bench.our_project(folder)
    for number in range(documents + 1, bench.DOCUMENTS + 1):
        (folder / f"data/documents/policy-{number}.yml").unlink()
    outcome = pipeline.run(pipeline.Settings(data=folder / "data"))
    for number in range(releases):
        release(outcome.archive, outcome.texts, number, every)
    return folder


def release(archive: Archive, texts: Sequence[Expression], number: int, every: int = 1) -> None:
    """One more release; nothing is compared, for every text is another."""
    day = date(2020, 1, 1) + timedelta(days=number)
    changed = tuple(at(text, number, every) for text in texts)
    with freezing.locked(archive) as locked:
        base = locked.manifests[-1] if locked.manifests else None
        candidate = preparing.Candidate(day, base, changed, (), (), {})
        freezing.freeze(
            locked, candidate, kind=ChangeKind.SUBSTANTIVE if base else ChangeKind.FIRST,
            notes={"tr": "Not", "en": "Note"}, published=day, tool="bench",
            approval=Approval("preparer", "approver", day, candidate.digests),
        )  # fmt: skip


def at(text: Expression, number: int, every: int = 1) -> Expression:
    """The text as of one release. A release has no unconfirmed facts, so no marks of doubt."""

    def changed(html: str) -> str:
        first, *more = html.replace(' data-unconfirmed=""', "").split("</p>")
        marks = (f" ({number})" if place % every == 0 else "" for place in range(len(more)))
        return first + "".join(f"{mark}</p>{part}" for mark, part in zip(marks, more, strict=True))

    return replace(text, layers=tuple(replace(la, html=changed(la.html)) for la in text.layers))


def bare_pages(archive: Archive) -> list[tuple[str, str]]:
    """Every version of every text as a Markdown file of the bare stack."""
    from tests import bench

    found = []
    for manifest in archive.releases:
        for frozen in manifest.own:
            text = archive.read(frozen)
            body = "".join(bench.markdown(ElementTree.fromstring(la.html)) for la in text.layers)
            name = f"{frozen.document}-{manifest.id}.{frozen.language}.md"
            found.append((name, f"# {text.title}\n\n{body}"))
    return found


def changed_pages(site: Path) -> list[tuple[str, str]]:
    """Every page that says what changed, as a Markdown file of the bare stack."""
    from tests import bench

    found = []
    for path in told(site):
        page = html.document_fromstring(path.read_bytes())
        (main,) = page.iter("main")
        root = ElementTree.fromstring(html.tostring(main, method="xml"))
        title = "".join("".join(h1.itertext()) for h1 in root.iter("h1"))
        # One name in both languages: the bare stack would show a Turkish page in English again.
        *_, slug, release, _, _ = path.relative_to(site).parts
        name = f"{slug.replace('politika', 'policy')}-{release}-changes.{page.get('lang')}.md"
        found.append((name, f"# {title}\n\n{bench.markdown(root)}"))
    return found


def told(site: Path) -> list[Path]:
    """The pages that say what changed."""
    return [
        page for name in ("degisiklikler", "changes") for page in site.rglob(f"{name}/index.html")
    ]


def timed(folder: Path, *, cold: bool) -> float:
    """Seconds of one whole `notices build --production`."""
    if cold:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    shutil.rmtree(folder / ".cache/built", ignore_errors=True)  # as if something had changed
    started = time.perf_counter()
    subprocess.run(COMMAND, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def in_turns(*folders: Path) -> list[tuple[float, list[float]]]:
    """Each project once cold and RUNS times warm, in turns, so that a busy moment meets all."""
    cold = [timed(folder, cold=True) for folder in folders]
    warm = [[timed(folder, cold=False) for folder in folders] for _ in range(RUNS)]
    return list(zip(cold, map(list, zip(*warm, strict=True)), strict=True))


def redlines(folder: Path) -> tuple[int, int]:
    """How many pages say what changed, and how many files one more build makes anew."""
    kept = folder / ".cache/sites"
    before = {path.name for path in kept.rglob("*.*") if path.suffix != ".json"}
    timed(folder, cold=False)
    after = {path.name for path in kept.rglob("*.*") if path.suffix != ".json"}
    return len(told(folder / "site")), len(after - before)


def measure() -> bool:
    """100 releases with their redlines: 2 times the build without them, 500 MB, none made anew by
    a build that changes no text; 300 releases of one document take no more for each than 100 do."""
    from tests import bench

    with tempfile.TemporaryDirectory() as name:
        one, many = (Path(name) / part for part in ("one", "many"))
        with_history(one, 1), with_history(many, RELEASES)
        short = with_history(Path(name) / "short", RELEASES, documents=1)
        long = with_history(Path(name) / "long", MANY, documents=1)
        (one_cold, one_warm), (cold, warm) = in_turns(one, many)
        marked, anew = redlines(many)
        (_, short_times), (_, long_times) = in_turns(short, long)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(bench.row("history: without it, cold", [one_cold], [one_cold]))
    print(bench.row("history: 100 releases, cold", [cold], [one_cold]))
    print(bench.row("history: without it, warm", one_warm, one_warm))
    print(bench.row("history: 100 releases, warm", warm, one_warm))
    print(bench.row("history: one document, 100 releases", short_times, short_times))
    print(bench.row("history: one document, 300 releases", long_times, short_times))
    print(f"history: {marked} redlines, {anew} files made anew by one more build")
    print(f"history: {memory:.0f} MB at most, any child of this run")
    middle = statistics.median
    return (
        middle(warm) <= 2 * middle(one_warm)
        and middle(long_times) <= 3 * middle(short_times)
        and memory <= 500
        and (marked > RELEASES, anew) == (True, 0)
    )


def measure_bare() -> bool:
    """The first build of 100 releases, in each of which one paragraph in 30 of every text changes,
    is 12 times faster than that of the bare stack. How much longer it takes where every paragraph
    changes is said beside it."""
    from tests import bench

    with tempfile.TemporaryDirectory() as name:
        few, many, bare = (Path(name) / part for part in ("few", "many", "bare"))
        with_history(few, RELEASES, every=FEW), with_history(many, RELEASES)
        cold, every = timed(few, cold=True), timed(many, cold=True)
        print(bench.row(f"bare: one paragraph in {FEW}", [cold], [cold]))
        print(bench.row("bare: every paragraph", [every], [cold]), flush=True)
        (archive,) = (few / "data/releases").iterdir()
        pages = [*bare_pages(Archive(archive)), *changed_pages(few / "site")]
        bench.bare_project(bare, pages)
        taken = bench.build(bare)
        built = sum(1 for _ in (bare / "site").rglob("index.html"))
    words = statistics.median(len(text.split()) for _, text in pages)
    print(f"bare: {len(pages)} pages of about {words:.0f} words")
    print(bench.row("bare: the bare stack, same pages", [taken], [cold]))
    print(bench.row("bare: by every paragraph", [taken], [every]))
    assert built == len(pages) + 2, "it builds these and a first page in each language"
    return taken >= 12 * cold
