"""Timings, always as ratios within one run: `make bench`.

The site: 8 documents in 2 languages of about 3,500 words a page, made our way (facts, templates,
checks, pages), beside the very same text handed as Markdown to bare mkdocs, Material and
static-i18n. Both are whole processes, started alternately. Cold: nothing of the project is cached;
the tool's own modules and templates are compiled, as those of an installed package are.
One measurement alone: `python -m tests.bench site`.
"""

import gc
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from generator import pipeline
from generator.expression import Expression
from tests import (
    bench_banner,
    bench_elements,
    bench_history,
    bench_pages,
    bench_preview,
    bench_prints,
    bench_redlines,
)
from tests.conftest import project_copy

ROOT = Path(__file__).parent.parent
RUNS = 7
DOCUMENTS = 8
BARE_CONFIG = """\
site_name: bare
theme: {name: material, font: false, language: tr}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: tr, name: Türkçe, default: true}
        - {locale: en, name: English}
"""


def our_project(folder: Path) -> None:
    """A copy of this project whose data declares the eight documents."""
    project_copy(folder)
    (folder / "data/mails.yml").unlink()  # names documents that are not among the eight
    declaration = (folder / "data/documents/privacy-policy.yml").read_text(encoding="utf-8")
    for path in (folder / "data/documents").iterdir():
        path.unlink()
    for number in range(1, DOCUMENTS + 1):
        text = f"{declaration}slug: {{tr: politika-{number}, en: policy-{number}}}\n"
        (folder / f"data/documents/policy-{number}.yml").write_text(text, encoding="utf-8")


def bare_project(folder: Path, texts: list[tuple[str, str]]) -> None:
    """The same texts as Markdown files for the bare stack."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(BARE_CONFIG, encoding="utf-8")
    for language in ("tr", "en"):
        (folder / f"docs/index.{language}.md").write_text("# Index\n", encoding="utf-8")
    for name, markdown in texts:
        (folder / "docs" / name).write_text(markdown, encoding="utf-8")


def markdown(element: ElementTree.Element) -> str:
    """A fragment of ours as Markdown: headings, paragraphs, lists, tables."""
    words = " ".join("".join(element.itertext()).split())
    match element.tag:
        case "h2" | "h3" | "h4":
            return f"{'#' * int(element.tag[1])} {words}\n\n"
        case "p" | "dd" | "dt" | "caption":
            return f"{words}\n\n"
        case "li":
            return f"- {words}\n"
        case "tr":
            cells = (" ".join("".join(cell.itertext()).split()) for cell in element)
            return f"| {' | '.join(cells)} |\n"
        case "thead":
            columns = len(element[0])
            return "".join(map(markdown, element)) + "|" + " --- |" * columns + "\n"
        case _:
            return "".join(map(markdown, element)) + "\n"


def as_markdown(texts: Iterable[Expression]) -> list[tuple[str, str]]:
    """The texts as files of the bare stack, by name."""
    return [
        (
            f"{text.document}.{text.language}.md",
            f"# {text.title}\n\n"
            + "".join(markdown(ElementTree.fromstring(layer.html)) for layer in text.layers),
        )
        for text in texts
    ]


def build(folder: Path) -> float:
    """Seconds of one whole `mkdocs build` process."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder / "site")],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def alternately(*jobs: Callable[[], float], runs: int = RUNS) -> list[list[float]]:
    """Each job `runs` times, in turns, so that a busy moment meets all of them."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(runs):
        for job, taken in zip(jobs, times, strict=True):
            taken.append(job())
    return times


def row(name: str, times: list[float], base: list[float]) -> str:
    ratio = statistics.median(times) / statistics.median(base)
    return (
        f"{name:<22} median {statistics.median(times):5.2f} s  "
        f"({min(times):.2f}-{max(times):.2f}, {len(times)} runs)  {ratio:.2f} x"
    )


def unchanged(folder: Path) -> float:
    """Seconds of one whole `notices build` process; the site stands there from before."""
    started = time.perf_counter()
    subprocess.run(
        [Path(sys.executable).with_name("notices"), "build", "--no-pdf", "--output", "again"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - started


def site_against_the_bare_stack() -> bool:
    """Cold at most 0.8, warm at most 0.6 and, where nothing changed, 0.35 of the bare stack's
    time."""
    with tempfile.TemporaryDirectory() as name:
        ours, bare = Path(name, "ours"), Path(name, "bare")
        ours.mkdir()
        our_project(ours)
        outcome = pipeline.run(pipeline.Settings(data=ours / "data"))
        texts = as_markdown(outcome.texts)
        bare_project(bare, texts)
        words = [len(text.split()) for _, text in texts]

        def cold() -> float:
            shutil.rmtree(ours / ".cache", ignore_errors=True)
            return build(ours)

        build(ours), build(bare)
        cold_times, bare_times, warm_times = alternately(
            cold, lambda: build(bare), lambda: build(ours)
        )
        unchanged(ours)
        same_times, again_times = alternately(lambda: unchanged(ours), lambda: build(bare))
    print(f"{len(texts)} pages of {min(words)}-{max(words)} words")
    print(row("bare stack, Markdown", bare_times, bare_times))
    print(row("ours, cold", cold_times, bare_times))
    print(row("ours, warm", warm_times, bare_times))
    print(row("ours, nothing changed", same_times, again_times))
    middle = statistics.median(bare_times)
    return (
        statistics.median(cold_times) <= 0.8 * middle
        and statistics.median(warm_times) <= 0.6 * middle
        and statistics.median(same_times) <= 0.35 * statistics.median(again_times)
    )


COOKIE = """\
  cookie-{n}:
    name: cookie-{n}
    storage: cookie
    party: third-party
    providers: [carrier]
    category: analytics
    purpose: {{tr: ölçüm, en: measurement}}
    lifetime: 13 months
    data: [identity.name]
    basis: {{article: 5/1}}
    before_consent: no
"""


def large_inventory(folder: Path, activities: int) -> Path:
    """The small valid controller: many activities, a hundred recipients, 3 cookies for each 5."""
    data = folder / f"data-{activities}"
    shutil.copytree(ROOT / "generator/starter", data)
    recipient = (data / "recipients.yml").read_text(encoding="utf-8").split("\n", 1)[1]
    rows = "".join(f"carrier-{n}:\n{recipient}" for n in range(99))
    with (data / "recipients.yml").open("a", encoding="utf-8") as file:
        file.write(rows)
    activity = (data / "processing/orders.yml").read_text(encoding="utf-8")
    for number in range(activities - 1):
        path = data / f"processing/activity-{number}.yml"
        path.write_text(activity.replace("[carrier]", f"[carrier-{number % 99}]"), encoding="utf-8")
    cookies = "".join(COOKIE.format(n=n) for n in range(activities * 3 // 5))
    (data / "cookies.yml").write_text(f"listed:\n{cookies}", encoding="utf-8")
    return data


def loading_a_large_inventory() -> bool:
    """500 activities, 300 cookies, 100 recipients in at most 1.5 s after imports, and linear.

    Without collecting garbage, as a check loads them.
    """
    from generator import loading

    gc.disable()
    with tempfile.TemporaryDirectory() as name:
        small, large = (large_inventory(Path(name), count) for count in (250, 500))
        loading.load(small)

        def timed(data: Path) -> float:
            started = time.perf_counter()
            loading.load(data)
            return time.perf_counter() - started

        small_times, large_times = alternately(lambda: timed(small), lambda: timed(large))
    gc.enable()
    print(row("250 activities", small_times, small_times))
    print(row("500 activities", large_times, small_times))
    return statistics.median(large_times) <= 1.5 and statistics.median(
        large_times
    ) <= 2.0 * statistics.median(small_times)


def checking() -> bool:
    """A whole process on the company's data in 0.45 s where nothing has changed, in both languages,
    and what one changed line costs; the large inventory in 3 s, and linear."""
    notices = Path(sys.executable).with_name("notices")

    def timed(data: Path, language: str, *, changed: bool = False) -> float:
        if changed:
            with (data / "controller.yml").open("a", encoding="utf-8") as file:
                file.write(f"# {time.time_ns()}\n")
        started = time.perf_counter()
        subprocess.run(
            [notices, "--lang", language, "check", "--data", data],
            capture_output=True, check=False, cwd=own,
        )  # fmt: skip
        return time.perf_counter() - started

    with tempfile.TemporaryDirectory() as name:
        own = project_copy(Path(name) / "own")
        small, large = (large_inventory(Path(name), count) for count in (250, 500))
        timed(own / "data", "tr")
        tr_times, en_times, changed_times, _, small_times, large_times = alternately(
            lambda: timed(own / "data", "tr"),
            lambda: timed(own / "data", "en"),
            lambda: timed(own / "data", "tr", changed=True),
            lambda: timed(own / "data", "tr"),
            lambda: timed(small, "tr"),
            lambda: timed(large, "tr"),
        )
    print(row("check: the company, tr", tr_times, tr_times))
    print(row("check: the company, en", en_times, tr_times))
    print(row("check: one line changed", changed_times, tr_times))
    print(row("check: 250 activities", small_times, small_times))
    print(row("check: 500 activities", large_times, small_times))
    tr, en, small_time, large_time = map(
        statistics.median, (tr_times, en_times, small_times, large_times)
    )
    return max(tr, en) <= 0.45 and large_time <= 3 and large_time <= 2.0 * small_time


def the_company_and_the_bare_stack() -> Iterator[tuple[Path, Path]]:
    """Two built sites of the company's own texts: ours, and the same words as Markdown."""
    with tempfile.TemporaryDirectory() as name:
        ours, bare = project_copy(Path(name) / "ours"), Path(name) / "bare"
        bare.mkdir()
        outcome = pipeline.run(pipeline.Settings(data=ours / "data"))
        bare_project(bare, as_markdown(outcome.texts))
        build(ours), build(bare)
        yield ours / "site", bare / "site"


MEASUREMENTS: dict[str, Callable[[], bool]] = {
    "site: cold 0.8, warm 0.6, nothing changed 0.35 of the bare stack": site_against_the_bare_stack,
    "loading: 500 activities, 300 cookies in 1.5 s, twice of 250": loading_a_large_inventory,
    "history: 100 releases with redlines twice of none, 500 MB, linear": bench_history.measure,
    "bare: the first build of 100 releases 12 times faster than bare": bench_history.measure_bare,
    "redlines: 1,000 random edits exact, half of them in 50 ms": (
        lambda: bench_redlines.measure(row)
    ),
    "serve: an edit is seen in 0.5 s": lambda: bench_preview.edit_to_visible(build, row),
    "elements: 5,500 bytes gzip, dialog 100 ms after the click": bench_elements.measure,
    "banner: 8,000 bytes gzip, painted 100 ms after script and words, nothing moves": (
        bench_banner.measure
    ),
    "pages: 60 kB, then 15 kB; painted and free before the bare stack": lambda: bench_pages.measure(
        the_company_and_the_bare_stack
    ),
    "check: the company in 0.45 s, 500 activities in 3 s and twice of 250": checking,
    "pdfs: all of a site within twice of plain WeasyPrint, unchanged ones in 0.05 s": (
        lambda: bench_prints.measure(alternately, row)
    ),
}


def main(wanted: Sequence[str]) -> int:
    """Every measurement with its budget, or those whose first word is wanted; 0 when all are
    within."""
    # Modules are compiled once, as those of an installed package are (and the bare stack's).
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    chosen = {k: v for k, v in MEASUREMENTS.items() if not wanted or k.split(":")[0] in wanted}
    results = {budget: measure() for budget, measure in chosen.items()}
    for budget, within in results.items():
        print(f"{'within' if within else 'OVER  '}  {budget}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
