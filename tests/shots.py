"""Photographs every kind of page: widths, light and dark, both languages: `make shots`.

Pictures are for looking at; none is compared, none is committed but those of the README.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import install_programs
from tests.conftest import FLAGS, serve
from tests.page_kinds import DEMO, LANGUAGES, PREVIEW, SCHEMES, WIDTHS

TALLEST = 6000
"""Pixels of a page that are shown; nobody looks at the fortieth screen of a picture."""


def photograph(
    browser: Browser, address: str, path: str, width: int, scheme: str, to: Path
) -> None:
    """One page, from its top, as a phone or a desk would show it."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(f"{address}/{path}", wait_until="networkidle")
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": width, "height": max(tall, 800)})
    page.screenshot(path=to)
    context.close()


def main(output: Path, preview: Path, demo: Path, wanted: set[str]) -> None:
    """All pictures, or those whose name holds one of the wanted words."""
    output.mkdir(parents=True, exist_ok=True)
    made = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=install_programs.find(), args=list(FLAGS)
        )
        for folder, kinds in ((preview, PREVIEW), (demo, DEMO)):
            for address in serve(folder):
                for kind, paths in kinds.items():
                    for language, path in zip(LANGUAGES, paths, strict=True):
                        for width in WIDTHS:
                            for scheme in SCHEMES:
                                name = f"{kind}-{language}-{width}-{scheme}"
                                if not wanted or any(word in name for word in wanted):
                                    to = output / f"{name}.png"
                                    photograph(browser, address, path, width, scheme, to)
                                    made += 1
        browser.close()
    print(f"{made} pictures in {output}/")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), set(sys.argv[4:]))
