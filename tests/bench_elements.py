"""The embedded script beside consent managers from npm: bytes, and from click to painted dialog.

All are measured in one run, in turns, each time in a fresh page: the first opening is what a
visitor waits for. Painted means: the first frame in which the dialog can be seen at all, so an
animation of theirs counts as finished when it begins.
"""

import gzip
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, sync_playwright

from generator.outputs.embed import script as embed
from tests import install_programs
from tests.conftest import FLAGS, serve
from tests.shop.stage import notice_host, two_origins

T = TypeVar("T")
RUNS = 15
BYTES, MILLISECONDS = 5500, 100
PACKAGES = ("vanilla-cookieconsent@3", "klaro@0.7", "@c15t/react@2", "react@19", "react-dom@19")
BUNDLER = "esbuild@0.25"
CLICK = """([button, dialog]) => new Promise((done, failed) => {
  const deep = (selectors) => selectors.reduce(
    (found, selector) => found && (found.shadowRoot ?? found).querySelector(selector), document);
  const seen = () => {
    const found = deep(dialog);
    return found && found.getClientRects().length > 0
      && found.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  };
  const start = performance.now();
  const look = () => seen()
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
    : performance.now() - start > 5000 ? failed("no dialog was seen") : requestAnimationFrame(look);
  deep(button).click();
  look();
})"""
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>{head}</head>'
BODY = '<body><button id="open">open</button>{body}</body></html>'
COOKIECONSENT = """import * as c from
  "./node_modules/vanilla-cookieconsent/dist/cookieconsent.esm.js";
await c.run({ autoShow: false, hideFromBots: false,
  categories: { necessary: { enabled: true, readOnly: true }, ads: {} },
  language: { default: "en", translations: { en: {
    consentModal: { title: "x", description: "y", acceptAllBtn: "a", acceptNecessaryBtn: "n",
      showPreferencesBtn: "p" },
    preferencesModal: { title: "x", acceptAllBtn: "a", acceptNecessaryBtn: "n",
      savePreferencesBtn: "s", closeIconLabel: "c",
      sections: [{ title: "x", description: "y", linkedCategory: "ads" }] } } } } });
document.querySelector("#open").onclick = () => c.showPreferences();
document.body.dataset.ready = "";"""
KLARO = """const config = { lang: "en", noAutoLoad: true, privacyPolicy: "/x", services: [
  { name: "ads", title: "Ads", purposes: ["advertising"] }], translations: {} };
document.querySelector("#open").onclick = () => klaro.show(config, true);
document.body.dataset.ready = "";"""
C15T = """import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { ConsentManagerProvider, ConsentDialog, useConsentManager } from "@c15t/react";
function Opener() {
  const { setActiveUI } = useConsentManager();
  document.querySelector("#open").onclick = () => setActiveUI("dialog");
  document.body.dataset.ready = "";
  return null;
}
createRoot(document.querySelector("#root")).render(h(ConsentManagerProvider,
  { options: { mode: "offline" } }, h(ConsentDialog), h(Opener)));"""


@dataclass(frozen=True)
class Rival:
    """What is measured: the page, the button, the dialog (through shadow roots), its bytes."""

    name: str
    address: str
    ready: str
    button: tuple[str, ...]
    dialog: tuple[str, ...]
    size: int


def compressed(*parts: bytes) -> int:
    """Bytes of some files, each compressed for itself, as a host sends them."""
    return sum(len(gzip.compress(part, 9, mtime=0)) for part in parts)


@contextmanager
def ours(folder: Path) -> Iterator[Rival]:
    """The membership form of the demonstration shop."""
    with two_origins(notice_host(folder)) as (_, address):
        yield Rival(
            "ours",
            f"{address}/membership",
            "told.some((t) => t[0] === 'kvkk-notice' && t[1] === 'ready')",
            ("kvkk-notice", "[part=open]"),
            ("kvkk-notice", "dialog"),
            compressed(embed.script().content.encode()),
        )


def install(folder: Path) -> str:
    """Fetch the packages below `folder`; says why when it cannot be done."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    (folder / "package.json").write_text('{"private": true}')
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES, BUNDLER]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode == 0:  # the bundler's own program is fetched by its script
        script = folder / "node_modules/esbuild/install.js"
        subprocess.run(["node", script], cwd=folder, capture_output=True, check=False)
    return "" if done.returncode == 0 else f"npm install failed: {done.stderr.strip()[:200]}"


def rivals(folder: Path, address: str) -> Iterator[Rival]:
    """The pages of the others; one that cannot be built is left out with a reason."""
    source = "node_modules/vanilla-cookieconsent/dist/cookieconsent"
    parts = [(folder / f"{source}{end}").read_bytes() for end in (".umd.js", ".css")]
    page(folder / "cookieconsent.html", style(f"{source}.css"), module(COOKIECONSENT))
    yield Rival("vanilla-cookieconsent", f"{address}/cookieconsent.html", READY, ("#open",),
                ("#cc-main .pm",), compressed(*parts))  # fmt: skip
    source = "node_modules/klaro/dist/klaro.js"
    page(folder / "klaro.html", f'<script src="{source}" defer></script>', module(KLARO))
    yield Rival("klaro", f"{address}/klaro.html", READY, ("#open",), (".klaro .cm-modal",),
                compressed((folder / source).read_bytes()))  # fmt: skip
    reason = bundled(folder, C15T)
    if reason:
        print(f"elements: c15t is left out: {reason}")
        return
    bundle = [p.read_bytes() for p in (folder / "c15t.js", folder / "c15t.css") if p.is_file()]
    link = style("c15t.css") if (folder / "c15t.css").is_file() else ""
    page(folder / "c15t.html", link,
          '<div id="root"></div><script type="module" src="c15t.js"></script>')  # fmt: skip
    yield Rival("c15t (with React)", f"{address}/c15t.html", READY, ("#open",),
                ("[data-testid^=consent-dialog], [role=dialog]",), compressed(*bundle))  # fmt: skip


READY = "document.body.dataset.ready === ''"


def style(address: str) -> str:
    """A style sheet in the head."""
    return f'<link rel="stylesheet" href="{address}">'


def module(source: str) -> str:
    """A script in the page."""
    return f'<script type="module">{source}</script>'


def page(path: Path, head: str, body: str) -> None:
    """Write a page."""
    path.write_text(PAGE.format(head=head) + BODY.format(body=body), encoding="utf-8")


def bundled(folder: Path, entry: str) -> str:
    """Make `c15t.js` of an entry; says why it cannot be done."""
    (folder / "c15t-entry.mjs").write_text(entry, encoding="utf-8")
    command = [
        folder / "node_modules/.bin/esbuild", "c15t-entry.mjs", "--bundle", "--minify",
        "--format=esm", "--define:process.env.NODE_ENV=\"production\"", "--outfile=c15t.js",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stderr.strip()[:300] if done.returncode else ""


def opening(browser: Browser, rival: Rival) -> float:
    """Milliseconds from the click to the painted dialog, in a page that was just loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(rival.address)
    page.wait_for_function(f"() => {rival.ready}")
    page.wait_for_timeout(100)  # what the page still does by itself is not the click's
    taken = float(page.evaluate(CLICK, [rival.button, rival.dialog]))
    context.close()
    return taken


def measure() -> bool:
    """Prints a row for each; whether ours is within its budgets."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = [stack.enter_context(ours(folder / "ours"))]
        (folder / "npm").mkdir()
        reason = install(folder / "npm")
        if reason:
            print(f"elements: measured alone, {reason}")
        else:
            serving = serve(folder / "npm")
            stack.callback(next, serving, None)
            found += rivals(folder / "npm", next(serving))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=install_programs.find(), args=list(FLAGS)
        )
        stack.callback(browser.close)
        times = in_turns(found, lambda rival: opening(browser, rival))
    base = statistics.median(times["ours"])
    for rival in found:
        taken = times[rival.name]
        middle = statistics.median(taken)
        print(
            f"elements: {rival.name:<22} {rival.size:>7,} bytes gzip  click to painted dialog "
            f"median {middle:5.1f} ms ({min(taken):.1f}-{max(taken):.1f})  {middle / base:.2f} x"
        )
    return found[0].size <= BYTES and base <= MILLISECONDS


def in_turns(found: list[Rival], job: Callable[[Rival], T]) -> dict[str, list[T]]:
    """The job RUNS times for each, in turns; one of theirs that fails is left out with a reason."""
    times: dict[str, list[T]] = {rival.name: [] for rival in found}
    for _ in range(RUNS):
        for rival in list(found):
            try:
                times[rival.name].append(job(rival))
            except Exception as error:  # of a program that is not ours
                if rival.name == "ours":
                    raise
                print(f"{rival.name} is left out: {str(error).splitlines()[0]}")
                found.remove(rival)
    return times


if __name__ == "__main__":
    print("within" if measure() else "OVER")
