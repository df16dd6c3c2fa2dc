"""What several tests need: a browser, a built site that is served, steady property tests."""

import functools
import gc
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from generator import shares
from generator.cache import Layout
from generator.outputs.site import headers
from tests import demo, install_programs

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

    from tests.shop.front import Front

ROOT = Path(__file__).parent.parent
# Tests read what the tool says in English, whatever the machine speaks.
os.environ["LANGUAGE"] = "en"
STARTER = ROOT / "generator" / "starter"
"""The smallest lawful controller."""
OWN_WORDS = {
    "Örnek Ticaret A.Ş.": "Deneme Ticaret A.Ş.",
    "Örnek Sok. No. 1": "Deneme Sok. No. 1",
    "Söz veririz.": "Verileri koruruz.",
    "We promise.": "We protect data.",
    "Bize yazınız.": "Bize bildiriniz.",
}
_TEMPORARY = tempfile.TemporaryDirectory()


class Compiled(Layout):
    """A cache of compiled templates and of what never changes, without facts and texts as they were
    read and composed last: nearly every test changes them first, and writing takes longer."""

    facts = None  # type: ignore[assignment]

    def composed(self, *_: object, **__: object) -> None:  # type: ignore[override]
        """Nowhere."""


CACHE = Compiled(Path(_TEMPORARY.name))
"""That of this process."""

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

LONGEST = (
    "accessibility frame engines doubts preview rules shop_sight damaged_cache variants questions "
    "scan bundle document_type second_controller meaning tampering contributing entry_points "
    "german workflows review publishable forms recipients other_controllers ids rule_book "
    "publication edits papers pdf editing canaries staff_recipes site_folder tampered_site prints "
    "shop_refusals cameras answered_files markup interrupted preview_kept preview_entries alone "
    "shop"
).split()
"""The files of tests that take longest, those that wait for browsers beside others."""

gc.set_threshold(500_000)  # many small objects, few cycles: a twentieth of the time
# Other tests run beside these; a forked process keeps to itself what it has read and compiled.
PROCESSORS = shares._idle
shares._idle = lambda: 1
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
expect.set_options(timeout=40_000)  # how long a thing takes is for `make bench`; it has to come


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, then those of many tests: no worker is left alone with one
    at the end."""
    tests = Counter(item.path for item in items)

    def rank(item: pytest.Item) -> tuple[int, int]:
        name = item.path.stem.removeprefix("test_")
        return LONGEST.index(name) if name in LONGEST else len(LONGEST), -tests[item.path]

    items.sort(key=rank)
    gc.freeze()  # thousands of tests stay until the end


def free_port() -> int:
    """A port of this machine at which nothing listens yet."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def own_starter(data: Path) -> Path:
    """A copy of the starter in the controller's own words: as a sample it could not be released."""
    shutil.copytree(STARTER, data)
    for path in data.rglob("*.yml"):
        words = path.read_text(encoding="utf-8")
        for sample, own in OWN_WORDS.items():
            words = words.replace(sample, own)
        path.write_text(words, encoding="utf-8")
    return data


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """A command that speaks Turkish lets its libraries do so too; other tests read English,
    and so do fixtures that begin before this one."""
    os.environ["LANGUAGE"] = "en"
    yield
    os.environ["LANGUAGE"] = "en"


@pytest.fixture(autouse=True, scope="session")
def own_cache() -> Iterator[None]:
    """Commands that run in the project's folder find there only what this process has cached, not
    what another one is writing."""
    from generator.commands import _options as options  # says what it says in the language of now

    beside, own = options.cache, Layout(CACHE.folder)

    def cache() -> Layout | None:
        return own if Path.cwd() == ROOT else beside()

    with mock.patch.object(options, "cache", cache):
        yield


@pytest.fixture(scope="module")
def untried() -> Iterator[None]:
    """Releases whose sites are not built first, which is most of their time and is asked in
    test_publishable."""
    from generator.mkdocs import builder

    with mock.patch.object(builder, "trial"):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=install_programs.find(), args=list(FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page without history, cookies or cache."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def firefox() -> Iterator["WebDriver"]:
    """A real Firefox."""
    from tests import engines  # a library that no other test loads

    with engines.opened("firefox") as driver:
        yield driver


@pytest.fixture(scope="session")
def webkit() -> Iterator["WebDriver"]:
    """A real WebKit (WebKitGTK)."""
    from tests import engines

    with engines.opened("webkit") as driver:
        yield driver


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - the base class declares it so
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
    }

    headers_of = staticmethod(lambda _path: {})

    def end_headers(self) -> None:
        """Add the headers that a test asked for."""
        for name, value in self.headers_of(self.path).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(folder: Path, headers_of: Callable[[str], dict[str, str]] | None = None) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields its address."""
    own = {"headers_of": staticmethod(headers_of)} if headers_of else {}
    kind = type("Handler", (_Quiet,), own)
    handler = functools.partial(kind, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # Whether it shall stop, it asks itself so often; by itself every half a second.
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def project_copy(folder: Path, data: Path = ROOT / "data") -> Path:
    """A copy of what a site is made of, so that a test can change it; of other `data` where the
    texts of the company prove no more than those of the smallest controller."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in (ROOT / "docs", ROOT / "overrides", data):
        shutil.copytree(source, folder / ("data" if source is data else source.name))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "generator").symlink_to(ROOT / "generator")
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, once for all workers; no test may change what is in it."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = shared / f"made-{name}"
    with FileLock(shared / f"made-{name}.lock"):
        if not made.is_dir():
            begun = factory.mktemp(name)
            make(begun)
            begun.rename(made)
    return made


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly by MkDocs itself."""

    def make(folder: Path) -> None:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        done = subprocess.run(
            command, cwd=project_copy(folder), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "project", make) / "site"


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the built site is served, with the headers that its own files ask for: whatever a
    browser does there, it does under the strict policy."""
    yield from serve(built, headers.of)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional controller with its history; not to be changed."""

    def make(folder: Path) -> None:
        shutil.copytree(demo.RICH, folder / "data")
        demo.history(folder / "data")

    return made_once(tmp_path_factory, "history", make) / "data"


@pytest.fixture(scope="session")
def demo_site(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The production site of the demonstration's day, at the address `demo.ADDRESS`."""
    code = (
        "import sys; from pathlib import Path; from tests import demo; from generator import "
        "pipeline; from generator.mkdocs import builder\n"
        "with demo.clock(demo.TODAY):\n"
        "    builder.build(pipeline.Settings(data=Path(sys.argv[1]), production=True), "
        "Path(sys.argv[2]))"
    )

    def make(folder: Path) -> None:
        command = [sys.executable, "-c", code, str(demo_data), str(folder / "site")]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"SITE_URL": demo.ADDRESS}, check=True)

    return made_once(tmp_path_factory, "demo", make) / "site"


@pytest.fixture(scope="session")
def stage_host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What programs read from a notice host with two releases; not to be changed."""
    from tests.shop import stage

    return made_once(tmp_path_factory, "stage", stage.notice_host) / "host"


@pytest.fixture(scope="session")
def banner_host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What programs read from a notice host whose shop has trackers; not to be changed."""
    from tests.shop import stage, tracked

    def make(folder: Path) -> None:
        stage.notice_host(folder, tracked.add, releases=1)

    return made_once(tmp_path_factory, "banner", make) / "host"


@pytest.fixture
def front(chromium: Browser, banner_host: Path) -> Iterator["Front"]:
    """A visitor of a shop with trackers; whatever is sent there holds."""
    from tests.shop import tracked
    from tests.shop.front import Front
    from tests.shop.stage import two_origins

    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    with two_origins(banner_host) as (shop, address), tracked.listening() as trackers:
        shop.trackers = trackers.address
        made = Front.of(context, shop, address)
        assert isinstance(made, Front)
        made.trackers = trackers
        yield made
        assert shop.refused == []
    context.close()


@pytest.fixture(scope="session")
def receipt(demo_site: Path) -> dict[str, Any]:
    """A consent to the words that were in force in June 2026."""
    index = json.loads((demo_site / "api/v1/index.json").read_text())
    release = next(r for r in index["releases"] if r["id"] == "2026-05-20")
    row = next(t for t in release["texts"] if (t["id"], t["lang"]) == ("consent-newsletter", "tr"))
    text = json.loads((demo_site / row["json"]).read_text())
    return {
        "format": 1, "site": index["site"], "document": row["id"], "type": text["type"],
        "release": row["release"], "lang": "tr", "layer": "full", "hash": row["hash"]["full"],
        "event": "consented", "shown": "2026-06-01T09:30:00Z", "time": "2026-06-01T09:30:40Z",
        "surface": "newsletter-form", "item": text["item"],
    }  # fmt: skip


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional controller with one release; not to be written into."""

    def make(folder: Path) -> None:
        shutil.copytree(demo.RICH, folder / "data")
        demo.publish(folder / "data", demo.STEPS[0])

    return made_once(tmp_path_factory, "released", make) / "data"


@pytest.fixture(scope="session")
def least_released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest controller with one release; not to be written into."""

    def make(folder: Path) -> None:
        demo.publish(own_starter(folder / "data"), demo.STEPS[0])

    return made_once(tmp_path_factory, "least", make) / "data"


@pytest.fixture
def data(released: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(released, tmp_path / "data"))
