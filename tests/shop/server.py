"""The demonstration shop: prints the short layers, takes the forms, keeps the receipts.

It stands on an origin of its own, like a real shop. It reads the texts from a copy of the notice
host's files (a shop would download them when a release is announced) and never from the script.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import mkdocs

from generator.outputs.embed import script
from generator.receipts.verifiers import verify_receipt
from tests.shop import tracked

HERE = Path(__file__).parent
JQUERY = Path(mkdocs.__file__).parent / "themes/readthedocs/js/jquery-3.6.0.min.js"
TYPES = {".css": "text/css", ".js": "text/javascript"}
_RELATIVE = re.compile(r'href="(?![a-z]+:)')
_MARK = re.compile(r"<!-- (\w+)(?: ([\w.-]+))? -->")


@dataclass
class Shop:
    """One shop: where the notice host is, its files, and what members and orders left behind."""

    host: str
    files: Path
    now: datetime
    members: list[dict[str, str]] = field(default_factory=list)
    orders: list[dict[str, str]] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    withdrawn: list[str] = field(default_factory=list)
    trackers: str = ""
    open: bool = True
    refused: list[str] = field(default_factory=list)

    def policy(self, path: str) -> str:
        """The content security policy that the guide asks for; jQuery 3 knows no Trusted Types."""
        trusted = "require-trusted-types-for 'script'; trusted-types kvkk-notice kvkk-cookies; "
        if path == "/shopfront":
            return (
                "default-src 'none'; "
                f"script-src 'self' {self.host} {self.trackers} 'nonce-vouched'; "
                f"connect-src 'self' {self.host} {self.trackers}; style-src 'self'; "
                f"img-src data: {self.trackers}; frame-src {self.trackers}; base-uri 'none'; "
                f"{trusted}"
            )
        return (
            f"default-src 'none'; script-src 'self' {self.host}; connect-src 'self' {self.host}; "
            f"style-src 'self'; form-action 'self'; base-uri 'none'; "
            f"{'' if path == '/checkout' else trusted}"
        )

    def page(self, path: str, query: dict[str, str]) -> str:
        """A page of the shop with the texts printed into it."""
        lang = query.get("lang", "tr")
        html = (HERE / f"{path.strip('/')}.html").read_text(encoding="utf-8")

        def put(mark: re.Match[str]) -> str:
            kind, argument = mark.groups()
            if kind in ("script", "cookies"):
                made = script.script() if kind == "script" else script.cookies()
                return (
                    f'<script type="module" src="{self.host}/embed/v1/{made.name}" '
                    f'integrity="{made.integrity}" crossorigin="anonymous"></script>'
                )
            if kind == "gates":
                return tracked.gates(self.trackers, "vouched")
            if kind == "text":
                return self.text(argument, lang)
            return escape(query.get(kind, {"lang": lang}.get(kind, "")))

        return (
            _MARK.sub(put, html)
            .replace("LANG", lang)
            .replace("ATTRIBUTES", query.get("attributes", ""))
        )

    def text(self, document: str, lang: str) -> str:
        """The short layer of a text and a link to its page; all links lead to the notice host."""
        text = self.read(f"api/v1/current/{document}.{lang}.json")
        short = _RELATIVE.sub(f'href="{self.host}/', text["layers"][0]["html"])
        link = f'<a slot="page" href="{self.host}/{text["url"]}">{escape(text["title"])}</a>'
        return link + short

    def keep(self, member: str, fields: dict[str, str]) -> None:
        """Store the receipts of a form with the shop's own time: those that hold once each, the
        others apart with their answer."""
        index = self.read("api/v1/index.json")
        for name, posted in fields.items():
            if not (posted and re.match("notice$|consent_|approval_", name)):
                continue
            if verify_receipt.withdraws(posted):
                self.withdrawn.append(name)  # first of all, and whatever else is wrong with it
            record = verify_receipt.record(posted, member, self.now)
            answer = verify_receipt.verify(record, index, self.read, self.now)
            if answer["ok"]:
                self.records.setdefault(answer["id"], json.loads(record))
            else:
                self.refused.append(f"{answer['problems']} {record}")

    def read(self, path: str) -> Any:
        """A file of the notice host, from the shop's copy."""
        return json.loads((self.files / path).read_text(encoding="utf-8"))

    def events(self) -> list[str]:
        """What the kept receipts say, in order."""
        receipts = [record["receipt"] for record in self.records.values()]
        return [f"{receipt['type']} {receipt['event']}" for receipt in receipts]


class _Handler(BaseHTTPRequestHandler):
    shop: Shop

    def do_GET(self) -> None:
        """A page or one of its files."""
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/jquery.js":
            return self._answer(JQUERY.read_bytes(), TYPES[".js"])
        own = HERE / parts.path.strip("/")
        if own.suffix in TYPES and own.parent == HERE and own.is_file():
            return self._answer(own.read_bytes(), TYPES[own.suffix])
        if not (HERE / f"{parts.path.strip('/')}.html").is_file():
            return self._answer(b"", "text/plain", 404)
        page = self.shop.page(parts.path, query)
        return self._answer(page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """A form: the member or the order first, then the receipts; none is ever asked for."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {k: v[0] for k, v in parse_qs(body, keep_blank_values=True).items()}
        if self.path == "/cookies":
            # Who has no account has no key: the receipt is kept for what it is.
            if self.shop.open:
                self.shop.keep("cookies", fields)
            self._answer(b"", "text/plain", 204 if self.shop.open else 503)
            return
        kept = self.shop.members if self.path == "/join" else self.shop.orders
        kept.append(fields)
        self.shop.keep("4711", fields)
        self.send_response(303)
        self.send_header("Location", "/welcome")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", self.shop.policy(urlsplit(self.path).path))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def opened(shop: Shop) -> Iterator[str]:
    """Serve a shop; yields its address, on another origin than the notice host."""
    kind = type("Handler", (_Handler,), {"shop": shop})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
