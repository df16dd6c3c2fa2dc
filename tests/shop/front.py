"""The front page of the shop, and one visitor before its banner."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.shop import tracked
from tests.shop.stage import Visit
from tests.shop.tracked import TRACKERS, Trackers

BANNER = "kvkk-cookies"
RELEASE, DAY = "2026-03-02", "2026-08-05"
OF = {item: [n for n, row in TRACKERS.items() if row[1] == item] for item in ("measurement", "ads")}
SCRIPTS = [name for name, row in TRACKERS.items() if row[0] in ("script", "inline")]


class Front(Visit):
    """The front page of the shop, and the banner in it."""

    trackers: Trackers

    def come(self, attributes: str = "", lang: str = "tr", ready: str = "ready") -> None:
        self.open("shopfront", lang, attributes)
        self.until(BANNER, ready)

    def part(self, name: str) -> Locator:
        return self.page.locator(f"{BANNER} [part={name}]")

    def press(self, name: str) -> None:
        self.part(name).click()

    def settle(self, name: str, choice: str) -> None:
        self.press(name)
        self.until(BANNER, "choice", choice)

    def preferences(self) -> None:
        self.page.locator("[data-kvkk-cookies]").click()
        expect(self.part("panel")).to_have_attribute("role", "dialog")

    def cookie(self) -> dict[str, Any]:
        rows = self.page.context.cookies(self.address)
        return next((dict(row) for row in rows if row["name"] == "kvkk_cookies"), {})

    def names(self) -> set[str]:
        return {str(row["name"]) for row in self.page.context.cookies(self.address)}

    def ran(self) -> list[str]:
        found: list[str] = self.page.evaluate("self.ran ?? []")
        return found

    def run(self, names: list[str]) -> None:
        """Wait until these ran, in this order, and no others."""
        self.page.wait_for_function("(n) => self.ran?.length === n", arg=len(names))
        assert self.ran() == names

    def nothing_left(self) -> None:
        """Neither a request, nor a script that ran, nor a cookie but the banner's own."""
        self.page.evaluate("0")  # whatever waited for its turn has had it
        assert self.trackers.heard == []
        assert self.ran() == []
        assert self.names() <= {"kvkk_cookies"}
        assert not [url for url in self.asked if tracked.NAME in url]
