"""The banner for cookies beside others from npm: bytes, time to the painted banner, layout shift.

All are measured in one run, in turns, each time in a fresh browser context: the first visit is what
a visitor waits for. The time begins when the last script, style or word that the banner needs has
arrived, and ends with the first frame in which the banner can be seen at all, so an animation of
theirs counts as finished when it begins. Ours proves the texts of two consents by their digests
before it shows them, and its words come from the host; theirs are two sentences of their own
settings, in the page. Bytes are those of script and style; our words come with the texts.
"""

import json
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator.outputs.embed import script as embed
from tests import bench_elements, install_programs
from tests.bench_elements import Rival, compressed
from tests.conftest import FLAGS, serve
from tests.shop import tracked
from tests.shop.stage import notice_host, two_origins

BYTES, MILLISECONDS = 8000, 100
WATCH = """(banner) => {
  self.shift = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) self.shift += e.value })
    .observe({ type: "layout-shift", buffered: true });
  const deep = (selectors) => selectors.reduce(
    (found, selector) => found && (found.shadowRoot ?? found).querySelector(selector), document);
  const seen = () => {
    const found = document.body && deep(banner);
    return found && found.getClientRects().length > 0
      && found.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  const look = () => {
    if (!seen()) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => {
      const painted = performance.now();
      const came = [...performance.getEntriesByType("navigation"),
        ...performance.getEntriesByType("resource")].map((e) => e.responseEnd);
      self.took = painted - Math.max(...came.filter((end) => end < painted));
    }));
  };
  look();
}"""
COOKIECONSENT = bench_elements.COOKIECONSENT.replace("autoShow: false", "autoShow: true")
KLARO = """const config = { lang: "en", privacyPolicy: "/x", services: [
  { name: "ads", title: "Ads", purposes: ["advertising"] }], translations: {} };
klaro.setup(config);"""
C15T = """import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { ConsentBanner, ConsentManagerProvider } from "@c15t/react";
createRoot(document.querySelector("#root")).render(h(ConsentManagerProvider,
  { options: { mode: "offline" } }, h(ConsentBanner)));"""


@contextmanager
def ours(folder: Path) -> Iterator[Rival]:
    """The front page of the demonstration shop."""
    with two_origins(notice_host(folder, tracked.add, releases=1)) as (_, address):
        yield Rival("ours", f"{address}/shopfront", "", (), ("kvkk-cookies", "[part=panel]"),
                    compressed(embed.cookies().content.encode()))  # fmt: skip


def rivals(folder: Path, address: str) -> Iterator[Rival]:
    """The pages of the others; one that cannot be built is left out with a reason."""
    page, module = bench_elements.page, bench_elements.module
    source = "node_modules/vanilla-cookieconsent/dist/cookieconsent"
    parts = [(folder / f"{source}{end}").read_bytes() for end in (".umd.js", ".css")]
    page(
        folder / "cookieconsent.html", bench_elements.style(f"{source}.css"), module(COOKIECONSENT)
    )
    yield Rival("vanilla-cookieconsent", f"{address}/cookieconsent.html", "", (),
                ("#cc-main .cm",), compressed(*parts))  # fmt: skip
    source = "node_modules/klaro/dist/klaro.js"
    page(folder / "klaro.html", f'<script src="{source}" defer></script>', module(KLARO))
    yield Rival("klaro", f"{address}/klaro.html", "", (), (".klaro .cookie-notice",),
                compressed((folder / source).read_bytes()))  # fmt: skip
    if reason := bench_elements.bundled(folder, C15T):
        print(f"banner: c15t is left out: {reason}")
        return
    bundle = [p.read_bytes() for p in (folder / "c15t.js", folder / "c15t.css") if p.is_file()]
    link = bench_elements.style("c15t.css") if (folder / "c15t.css").is_file() else ""
    page(folder / "c15t.html", link,
         '<div id="root"></div><script type="module" src="c15t.js"></script>')  # fmt: skip
    yield Rival("c15t (with React)", f"{address}/c15t.html", "", (),
                ("[data-testid^=consent-banner], [role=dialog]",), compressed(*bundle))  # fmt: skip


def first_visit(browser: Browser, rival: Rival) -> tuple[float, float]:
    """Milliseconds from the last arrival to the painted banner; what moved until then."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.add_init_script(f"({WATCH})({json.dumps(rival.dialog)})")
    page.goto(rival.address)
    page.wait_for_function("() => self.took !== undefined")
    page.wait_for_timeout(300)  # what an animation still moves is the banner's
    taken, moved = page.evaluate("[took, shift]")
    context.close()
    return float(taken), float(moved)


def measure() -> bool:
    """Prints a row for each; whether ours is within its budgets."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = [stack.enter_context(ours(folder / "ours"))]
        (folder / "npm").mkdir()
        if reason := bench_elements.install(folder / "npm"):
            print(f"banner: measured alone, {reason}")
        else:
            serving = serve(folder / "npm")
            stack.callback(next, serving, None)
            found += rivals(folder / "npm", next(serving))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=install_programs.find(), args=list(FLAGS)
        )
        stack.callback(browser.close)
        times = bench_elements.in_turns(found, lambda rival: first_visit(browser, rival))
    for rival in found:
        taken = [row[0] for row in times[rival.name]]
        shift = max(row[1] for row in times[rival.name])
        print(
            f"banner: {rival.name:<22} {rival.size:>7,} bytes gzip  arrival to painted banner "
            f"median {statistics.median(taken):5.1f} ms ({min(taken):.1f}-{max(taken):.1f})  "
            f"layout shift {shift:.3f}"
        )
    own = times["ours"]
    return (
        found[0].size <= BYTES
        and statistics.median(row[0] for row in own) <= MILLISECONDS
        and max(row[1] for row in own) == 0
    )
