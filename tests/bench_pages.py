"""What a visitor's browser loads and how soon it shows the text, beside the bare stack.

Bytes are counted on the wire, compressed as hosts do it; whatever is fetched within a second after
the page has loaded counts as well. The clock runs in Chromium with a fourth of the processor.
"""

import functools
import gzip
import http.server
import re
import statistics
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from generator.outputs.site.labels import labels_of
from tests import install_programs
from tests.conftest import FLAGS

RUNS, SLOWDOWN = 7, 4
FIRST, NEXT = 60_000, 15_000
_CLOCK = """() => new Promise((done) => {
  let blocked = 0, painted = 0;
  const look = (type, seen) =>
    new PerformanceObserver((list) => list.getEntries().forEach(seen))
      .observe({type, buffered: true});
  look("longtask", ({ duration }) => { blocked += Math.max(0, duration - 50); });
  look("largest-contentful-paint", ({ startTime }) => { painted = startTime; });
  setTimeout(() => done([painted, blocked]), 1000);
})"""
_DOUBT = re.compile(r'<span data-unconfirmed="">(.*?)<small data-aside="">[^<]*</small></span>')
_WORDS = """() => [...document.querySelectorAll("article[data-expression]")].map((article) => {
  for (const aside of article.querySelectorAll("[data-aside]")) aside.remove();
  return article.textContent;
}).join("\\n")"""


class _Compressed(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """A file, compressed; its size is what the test counts."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=300")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a free port."""
    handler = functools.partial(_Compressed, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _counted(page: Page) -> list[float]:
    """What arrives on this page from now on, in bytes."""
    arrived: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda e: arrived.append(e["encodedDataLength"]))
    return arrived


def weight(browser: Browser, first: str, after: str) -> tuple[int, int]:
    """Bytes of a first visit, and of another page after it."""
    page = browser.new_context().new_page()
    arrived, sums = _counted(page), []
    for address in (first, after):
        page.goto(address, wait_until="networkidle")
        page.wait_for_timeout(1000)
        sums.append(int(sum(arrived)))
        arrived.clear()
    page.context.close()
    return sums[0], sums[1]


def confirmed(folder: Path) -> int:
    """Bytes of a text's page once its facts are confirmed: no mark of doubt stands in it, and no
    sentence at its head says what such a mark means."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    said, marks = _DOUBT.subn(r"\1", page)
    assert marks == page.count("data-unconfirmed")
    for language in ("tr", "en"):
        said = said.replace(f" {labels_of(language)['doubts_explained']}", "")
    return len(gzip.compress(said.encode(), 6))


def words(browser: Browser, address: str) -> int:
    """What the words of a text alone would weigh, without markup, menu and explanations."""
    page = browser.new_context().new_page()
    page.goto(address)
    said: str = page.evaluate(_WORDS)
    page.context.close()
    return len(gzip.compress(said.encode(), 6))


def times(browser: Browser, address: str) -> tuple[float, float]:
    """Largest contentful paint and total blocking time, in milliseconds, on a slow phone."""
    phone: dict[str, Any] = {"viewport": {"width": 412, "height": 823}, "is_mobile": True}
    page = browser.new_context(**phone).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address)
    painted, blocked = page.evaluate(_CLOCK)
    page.context.close()
    return painted, blocked


def measure(sites: Callable[[], Iterator[tuple[Path, Path]]]) -> bool:
    """First visit 60 kB, next page 15 kB (the policy too, once it is confirmed); paint and blocking
    ahead of the bare stack."""
    for ours, bare in sites():
        with served(ours) as here, served(bare) as there, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=install_programs.find(), args=list(FLAGS)
            )
            policy, theirs = f"{here}gizlilik-politikasi/", f"{there}privacy-policy/"
            other = f"{here}uyelik-aydinlatma-metni/"
            first, after = weight(browser, policy, other)
            _, back = weight(browser, other, policy)
            alone = words(browser, policy)
            theirs_first, theirs_after = weight(browser, theirs, f"{there}illumination-membership/")
            settled = [
                confirmed(ours / path) for path in ("gizlilik-politikasi", "en/privacy-policy")
            ]
            runs: list[tuple[float, float, float, float]] = []
            for _ in range(RUNS):
                runs.append((*times(browser, policy), *times(browser, theirs)))
            browser.close()
        paint, block, their_paint, their_block = map(statistics.median, zip(*runs, strict=True))
        print(f"pages: first visit {first} bytes, bare stack {theirs_first}")
        print(f"pages: next page {after} bytes, bare stack {theirs_after}")
        print(f"pages: the policy as next page {back} bytes, of which its words alone {alone}")
        print(
            f"pages: the policy once confirmed {settled[0]} bytes in Turkish,"
            f" {settled[1]} in English"
        )
        print(f"pages: largest paint {paint:.0f} ms, bare stack {their_paint:.0f} ms")
        print(f"pages: blocked {block:.0f} ms, bare stack {their_block:.0f} ms")
    return (
        first <= FIRST
        and max(after, *settled) <= NEXT
        and first < theirs_first
        and paint < their_paint
        and (block < their_block or block == their_block == 0)
    )
