"""Finds what tests need beside Python, or installs it: Chromium, Firefox, WebKit, libraries of the
PDFs, poppler, PHP, OpenSSL, web servers, LibreOffice."""

import os
import shutil
import subprocess
import sys
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
"""The same engine without a window around each page, which costs three times as much as the page;
`notices scan` drives a whole browser."""

ENGINES = {
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
"""By browser engine beside Chromium: its programs, and the package of Debian for each."""


def lacking(engine: str) -> list[str]:
    """The packages that an engine lacks on this machine."""
    return [package for name, package in ENGINES[engine].items() if not shutil.which(name)]


def find() -> str | None:
    """The path of an installed Chromium, or None."""
    named = os.environ.get("KVKK_CHROMIUM")
    return (
        named or next(filter(None, map(shutil.which, (SHELL, *NAMES))), None) or _playwrights_own()
    )


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110


def _from_the_distribution(*packages: str) -> None:
    if shutil.which("apt-get"):
        _listed_anew()
        _apt("install", "-y", "--no-install-recommends", *packages)


def _apt(*arguments: str) -> None:
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    subprocess.run([*root, "apt-get", "-qq", *arguments], check=False)


@cache
def _listed_anew() -> None:
    """What the distribution has; asked once, which takes longer than most of its packages."""
    _apt("update")


def server(name: str) -> str | None:
    """The path of a web server, or None; they stand where only administrators look."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def pdfs_can_be_made() -> bool:
    """Whether WeasyPrint finds its libraries; asked in a process of its own."""
    asked = [sys.executable, "-c", "import weasyprint"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def php_has(module: str) -> bool:
    """Whether PHP is here and has a module."""
    if not shutil.which("php"):
        return False
    asked = subprocess.run(["php", "-m"], check=False, capture_output=True, text=True)
    return module in asked.stdout.split()


def poppler_can_be_asked() -> bool:
    """Whether the system's own Python has the binding to poppler, which is on no registry."""
    asked = "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler"
    try:
        done = subprocess.run(["/usr/bin/python3", "-c", asked], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def install() -> str | None:
    """Install a Chromium and its shell; the path of one, or None when nothing worked."""
    if not any(map(shutil.which, NAMES)):
        _from_the_distribution("chromium")
    if not shutil.which(SHELL):
        _from_the_distribution(SHELL)
    if find() is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False
        )
    return find()


if __name__ == "__main__":
    path = os.environ.get("KVKK_CHROMIUM") or install()
    if path is None:
        sys.exit(
            "No Chromium was found and none could be installed. "
            "Install one, or name it in the variable KVKK_CHROMIUM."
        )
    print(f"Browser for the tests: {path}")
    for engine in ENGINES:
        if packages := lacking(engine):
            _from_the_distribution(*packages)
        if lacking(engine):
            print(f"There is no {engine} here; its tests are skipped, in CI they fail.")
        elif shutil.which("dpkg-query"):  # WebKit's driver does not say its version
            subprocess.run(["dpkg-query", "-W", *ENGINES[engine].values()], check=False)
    if not pdfs_can_be_made():
        _from_the_distribution("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
    if not pdfs_can_be_made():
        print("No PDFs can be made here; their tests are skipped.")
    if not poppler_can_be_asked():
        _from_the_distribution("python3-gi", "gir1.2-poppler-0.18")
    if not poppler_can_be_asked():
        print("Poppler cannot be asked here; forms are tested with two other readers only.")
    if not shutil.which("php"):
        _from_the_distribution("php-cli")
    if not shutil.which("php"):
        print("There is no PHP here; the tests of the verifier in PHP are skipped.")
    if not php_has("pdo_sqlite"):
        _from_the_distribution("php-sqlite3")
    if not php_has("pdo_sqlite"):
        print("PHP has no SQLite here; the receiver of receipts is not tested.")
    if not shutil.which("composer"):
        _from_the_distribution("composer")
    if not shutil.which("composer"):
        print("There is no Composer here; the package of the verifier in PHP is not installed.")
    servers = {"nginx": "nginx-light", "apache2": "apache2-bin"}
    absent = [package for name, package in servers.items() if not server(name)]
    if absent:
        _from_the_distribution(*absent)
    for name in filter(lambda name: not server(name), servers):
        print(f"There is no {name} here; its tests are skipped.")
    if not shutil.which("openssl"):
        _from_the_distribution("openssl")
    if not shutil.which("openssl"):
        print("OpenSSL is not here; the tests of time stamps are skipped.")
    if not shutil.which("soffice"):
        _from_the_distribution("libreoffice-writer-nogui")
    if not shutil.which("soffice"):
        print("There is no LibreOffice here; no form is saved by it.")
    if not shutil.which("java"):
        _from_the_distribution("default-jre-headless")
    if not shutil.which("java"):
        print("There is no Java here; the validity of the pages is not tested.")
