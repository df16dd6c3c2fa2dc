"""The header files on real servers, set up as the page on publishing says: nginx and Apache say
exactly what `headers.of` says."""

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from generator.mkdocs import provided
from generator.outputs.site import headers
from tests import install_programs
from tests.conftest import free_port

MODULES = ("mpm_event", "authz_core", "headers", "mime", "dir", "alias")
KNOWN = {**headers.EVERYWHERE, "Cache-Control": "", "Access-Control-Allow-Origin": ""}
BASES = ("", "https://kvkk.example/", "https://shop.example/kvkk/")
FOUND = {
    "/": "index.html",
    "/gizlilik/": "gizlilik/index.html",
    "/assets/text-1.mjs": "assets/text-1.mjs",
    "/api/v1/index.json": "api/v1/index.json",
    "/api/v1/releases/2026-03-02/policy.tr.json": "api/v1/releases/2026-03-02/policy.tr.json",
    "/archive/CHAIN": "archive/CHAIN",
    "/embed/v1/notice-0123.js": "embed/v1/notice-0123.js",
    # A page whose address only looks like that of the API.
    "/kvkk-api/": "kvkk-api/index.html",
}
PATHS = {*FOUND, *(prefix for prefix in headers.BY_PATH if prefix != "/")}


def site(folder: Path, base: str) -> Path:
    """A small site with the header files, in the folder that its address names."""
    root = folder / base.split("/", 3)[-1].strip("/") if base else folder
    for name in (*FOUND.values(), "404.html"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name, content in headers.files(base).items():
        (root / name).write_text(content, encoding="utf-8")
    return root


def guide(language: str, server: str) -> list[str]:
    """What the page on publishing tells to write: at an own domain, and below a path."""
    page = (provided.PAGES / f"deployment.{language}.md").read_text(encoding="utf-8")
    return re.findall(rf"```{server}\n(.*?)```", page, re.DOTALL)


def nginx(folder: Path, base: str, port: int) -> list[str]:
    own, below = guide("en", "nginx")
    www = folder / "www"
    (folder / "mime.types").write_text(
        "types { text/html html; application/json json; application/javascript js; }"
    )
    server = own.replace("/srv/kvkk/site", str(www)).replace("listen 80", f"listen {port}")
    if "/kvkk/" in base:
        inner = below.replace("/srv/www", str(www))
        server = f"server {{ listen {port}; root {www};\n{inner} }}"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"worker_processes 1; error_log stderr; pid {folder}/pid; events {{}}\n"
        f"http {{ access_log off; {temporary} default_type application/octet-stream;\n"
        f"include mime.types; {server} }}\n"
    )
    return ["-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]


def apache2(folder: Path, base: str, port: int) -> list[str]:
    own, below = guide("en", "apache")
    www = folder / "www"
    host = own.replace("/srv/kvkk/site", str(www)).replace("*:80", f"*:{port}")
    if "/kvkk/" in base:
        inner = below.replace("/srv/www", str(www))
        host = (
            f"<VirtualHost *:{port}>\nDocumentRoot {www}\n<Directory {www}>\n"
            f"Require all granted\n</Directory>\n{inner}</VirtualHost>\n"
        )
    loaded = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES
    )
    (folder / "mime.types").write_text("text/html html\napplication/json json\n")
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (folder / "httpd.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/log\n{loaded}{user}"
        f"TypesConfig {folder}/mime.types\nDirectoryIndex index.html\n{host}"
    )
    return ["-X", "-f", str(folder / "httpd.conf")]


@pytest.fixture(params=["nginx", "apache2"])
def program(request: pytest.FixtureRequest) -> str:
    if install_programs.server(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return str(request.param)


@pytest.fixture(params=BASES, ids=["unknown", "root", "below"])
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def address(program: str, base: str, tmp_path: Path) -> Iterator[str]:
    """A running server; yields the address of the site on it."""
    port = free_port()
    root = site(tmp_path / "www", base)
    for folder in (tmp_path, *tmp_path.parents):  # workers are not this user
        if "pytest-of-" in str(folder):
            folder.chmod(folder.stat().st_mode | 0o055)
    arguments = {"nginx": nginx, "apache2": apache2}[program](tmp_path, base, port)
    path = install_programs.server(program)
    assert path
    checked = subprocess.run([path, *arguments, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    with subprocess.Popen([path, *arguments], stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < until
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/{root.relative_to(tmp_path / 'www').as_posix()}".rstrip(
            "/."
        )
        process.terminate()


def answer(address: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(address) as got:
            return got.status, got.headers, got.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def of_ours(got: Message) -> dict[str, str]:
    """Our headers; one that is sent twice is a mistake."""
    found = {name: got.get_all(name) for name in KNOWN}
    assert all(len(values) == 1 for values in found.values() if values), found
    return {name: values[0] for name, values in found.items() if values}


def test_a_real_server_says_what_the_table_says(address: str) -> None:
    """Every header of every kind of address, once, and the page for what is not there."""
    for path, name in FOUND.items():
        status, got, body = answer(address + path)
        assert (status, body.decode()) == (200, name)
        assert of_ours(got) == headers.of(path), path
    status, got, body = answer(f"{address}/nowhere/")
    assert (status, body) == (404, b"404.html")
    assert of_ours(got) == headers.of("/nowhere/")
    assert answer(f"{address}/assets/text-1.mjs")[1].get_content_type() == "text/javascript"


def test_header_files_are_given_to_nobody(address: str) -> None:
    """By a server that reads one of them, whichever it reads."""
    for name in headers.OWN:
        status, got, body = answer(f"{address}/{name}")
        assert (status, body) == (404, b"404.html"), name
        assert got["X-Content-Type-Options"] == "nosniff"


def test_both_languages_tell_to_write_the_same() -> None:
    """Two snippets for each server; the words around them differ, the lines do not."""
    for server in ("nginx", "apache", "yaml", "sh"):
        assert guide("tr", server) == guide("en", server)
        assert len(guide("en", server)) >= (2 if server in ("nginx", "apache") else 1)


def by_rules(text: str, path: str) -> dict[str, str]:
    """What Netlify and Cloudflare make of `_headers`: all rules count, equal names are joined."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=/)", text):
        pattern, *lines = block.strip().splitlines()
        if path.startswith(pattern.removesuffix("*")):
            for name, value in (line.strip().split(": ", 1) for line in lines):
                found.setdefault(name, []).append(value)
    return {name: ", ".join(values) for name, values in found.items()}


@pytest.mark.parametrize("base", BASES)
def test_headers_files_say_what_the_table_says(base: str) -> None:
    """But for short caching, which those hosts do by themselves: they ask again each time."""
    text = headers.files(base)["_headers"]
    root = "/kvkk" if "kvkk/" in base else ""
    for path in PATHS:
        wanted = headers.of(path)
        if "immutable" not in wanted["Cache-Control"]:
            del wanted["Cache-Control"]
        assert by_rules(text, root + path) == wanted, path
    assert "!" not in text  # one of the two hosts does not know it


def test_what_never_changes_may_be_kept_for_ever() -> None:
    """And nothing else; only what is for programs may be read by other sites."""
    assert "immutable" in headers.of("/api/v1/releases/2026-03-02/policy.tr.json")["Cache-Control"]
    assert "immutable" not in headers.of("/api/v1/index.json")["Cache-Control"]
    assert headers.of("/api/v1/index.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in headers.of("/")
    policy = headers.of("/")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
