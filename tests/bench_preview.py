"""How long an edit takes to be seen, in a real Chromium; part of `make bench`."""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from playwright.sync_api import Page, sync_playwright

from tests import install_programs
from tests.conftest import FLAGS, project_copy

EDITS, PAUSE = 15, 500
"""Nobody types again before the page has asked for its facts: milliseconds until the next edit."""
FILE, PAGE, PART = "data/controller.yml", "gizlilik-politikasi/", "#controller"
BUSY = 0.35
"""What 0.5 s are of a whole build on an idle machine: the budget where that one is slower, too."""
_TELL = f"""addEventListener("DOMContentLoaded", () => requestAnimationFrame(() =>
  console.log("seen " + document.querySelector("{PART}")?.textContent)))"""


def edit_to_visible(build: Callable[[Path], float], row: Callable[..., str]) -> bool:
    """One line of YAML until the browser has drawn it, beside whole builds, in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = project_copy(Path(name) / "project")
        beside = project_copy(Path(name) / "beside")
        build(beside)
        with _served(folder) as said, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=install_programs.find(), args=list(FLAGS)
            )
            page = browser.new_page()
            page.add_init_script(_TELL)
            found = re.search(r"http://\S+", said.readline())
            assert found
            page.goto(f"{found[0].rstrip('/')}/{PAGE}")  # loads itself again until it is built
            page.wait_for_selector(PART, timeout=60_000)
            seen, whole = [], []
            for number in range(EDITS):
                seen.append(_edit(page, folder / FILE, f"Sokak {number}"))
                _finish(said)  # what follows the first sight is not measured
                page.wait_for_timeout(PAUSE)
                if number % 3 == 0:
                    whole.append(build(beside))
            browser.close()
    print(row("whole build", whole, whole))
    print(row("serve: edit to visible", seen, whole))
    ratio = statistics.median(seen) / statistics.median(whole)
    return statistics.median(seen) <= 0.5 or ratio <= BUSY


@contextmanager
def _served(folder: Path) -> Iterator[IO[str]]:
    """A preview, and what it says; it ends also where the measurement fails."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "generator", "serve", "--address", "127.0.0.1:0"],
        cwd=folder, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            yield process.stdout
        finally:
            process.terminate()


def _finish(said: IO[str]) -> None:
    """Until the preview has made all other texts as well."""
    while "shown after" not in (line := said.readline()):
        if not line:
            raise EOFError("the preview has ended")


def _edit(page: Page, path: Path, words: str) -> float:
    """Seconds from the write until the next frame of the browser that holds the words."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if re.match(r"\s+(- )?street:", line))
    key = lines[place].split(":")[0]
    lines[place] = f"{key}: {words}\n"
    with page.expect_console_message(lambda m: m.text.startswith("seen") and words in m.text):
        started = time.perf_counter()
        path.write_text("".join(lines), encoding="utf-8")
    return time.perf_counter() - started
