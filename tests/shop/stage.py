"""A notice host and a shop on two origins, and what a visitor does there."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page

from generator import pipeline
from generator.outputs.site import headers
from tests import demo, published
from tests.conftest import CACHE, serve
from tests.shop.server import Shop, opened

NOW = datetime(2026, 8, 5, 9, 30, tzinfo=UTC)
"""The clock of browser and shop: the second release is in force."""


def notice_host(
    folder: Path, change: Callable[[Path], None] | None = None, releases: int = 2
) -> Path:
    """The files that programs read from a notice host with some releases, the last in force; of
    the fictional controller after a `change` of its data."""
    data, files = folder / "data", folder / "host"
    shutil.copytree(demo.RICH, data)
    if change:
        change(data)
    controller = data / "controller.yml"
    for step in demo.STEPS[:releases]:
        written = controller.read_text(encoding="utf-8")
        lines = [f"phone: {step.phone}" if line.startswith("phone:") else line
                 for line in written.splitlines()]  # fmt: skip
        controller.write_text("\n".join(lines) + "\n", encoding="utf-8")
        demo.publish(data, step, cache=CACHE)
    with demo.clock(NOW.date()):
        outcome = pipeline.run(pipeline.Settings(data=data, production=True, cache=CACHE))
        for name, content in published.files(outcome).items():
            path = files / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return files


@contextmanager
def two_origins(files: Path) -> Iterator[tuple[Shop, str]]:
    """The host is served with its own headers; yields the shop and its address."""
    serving = serve(files, headers.of)
    shop = Shop(host=next(serving), files=files, now=NOW)
    with opened(shop) as address:
        yield shop, address
    next(serving, None)


@dataclass
class Visit:
    """One visitor's browser at one shop: every request, every word in the console."""

    page: Page
    shop: Shop
    address: str
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext, shop: Shop, address: str) -> "Visit":
        """A new page, whose clock stands at NOW."""
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        visit = cls(page, shop, address)
        page.on("request", lambda request: visit.asked.append(request.url))
        page.on("console", lambda m: visit.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: visit.wrong.append(str(error)))
        return visit

    def open(self, path: str, lang: str = "tr", attributes: str = "", given: str = "") -> None:
        """A page of the shop."""
        query = f"?lang={lang}&attributes={quote(attributes)}&given={given}"
        self.page.goto(f"{self.address}/{path}{query}")

    def until(self, element: str, event: str, code: str | None = None) -> None:
        """Wait for an event of an element."""
        self.page.wait_for_function(
            "([e, n, c]) => told.some((t) => t[0] === e && t[1] === n && (!c || t[2] === c))",
            arg=[element, event, code],
        )

    def told(self, element: str) -> list[str]:
        """The events of an element, in order; errors with their code and what they name."""
        rows = self.page.evaluate("told")
        return [
            f"error {row[2]} {row[3] or ''}".strip() if row[1] == "error" else row[1]
            for row in rows
            if row[0] == element
        ]

    def value(self, name: str) -> str:
        """What the form would carry under a name."""
        script = "(name) => new FormData(document.forms[0]).get(name) ?? 'absent'"
        return str(self.page.evaluate(script, name))

    def join(self) -> None:
        """What every member does: an address, the agreement, the button."""
        self.page.fill("#email", "uye@ornek.example")
        self.page.check("[name=agreement]")
        self.page.click("#join")
        self.page.wait_for_url("**/welcome")

    def stored(self) -> dict[str, Any]:
        """Cookies and everything else that could tell one visitor from another."""
        kept = self.page.evaluate(
            "async () => [localStorage.length, sessionStorage.length,"
            " (await indexedDB.databases()).length, (await caches.keys()).length]"
        )
        return {"cookies": self.page.context.cookies(), "storage": kept}
