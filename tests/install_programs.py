"""Finds what tests need beside Python, or installs it: Chromium, libraries of the PDFs, poppler,
PHP, OpenSSL, web servers."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of an installed Chromium, or None."""
    named = os.environ.get("KVKK_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110


def _from_the_distribution(*packages: str) -> None:
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run([*root, "apt-get", "-qq", *arguments], check=False)


def server(name: str) -> str | None:
    """The path of a web server, or None; they stand where only administrators look."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def pdfs_can_be_made() -> bool:
    """Whether WeasyPrint finds its libraries; asked in a process of its own."""
    asked = [sys.executable, "-c", "import weasyprint"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def poppler_can_be_asked() -> bool:
    """Whether the system's own Python has the binding to poppler, which is on no registry."""
    asked = "import gi; gi.require_version('Poppler', '0.18'); from gi.repository import Poppler"
    try:
        done = subprocess.run(["/usr/bin/python3", "-c", asked], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def install() -> str | None:
    """Install a Chromium; its path, or None when nothing worked."""
    _from_the_distribution("chromium")
    if find() is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False
        )
    return find()


if __name__ == "__main__":
    path = find() or install()
    if path is None:
        sys.exit(
            "No Chromium was found and none could be installed. "
            "Install one, or name it in the variable KVKK_CHROMIUM."
        )
    print(f"Browser for the tests: {path}")
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
    if not shutil.which("java"):
        _from_the_distribution("default-jre-headless")
    if not shutil.which("java"):
        print("There is no Java here; the validity of the pages is not tested.")
