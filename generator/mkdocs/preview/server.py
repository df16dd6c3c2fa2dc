"""Answers browsers from memory, and notifies them (server-sent events) when their page has changed.

The headers are those of a published site, the strict policy included; only nothing is cached.
What the preview adds to a page (a script, a style sheet) comes from `/-/` on the same host.
Drafts and findings are nobody else's business: a page of another site that has its own name lead
to this machine (DNS rebinding) is not answered.
"""

import ipaddress
import json
import mimetypes
import os
import re
import socket
import sys
import threading
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from generator.mkdocs.preview.address import Address, refusal
from generator.mkdocs.preview.shown import Board
from generator.outputs.site import headers

OWN = "/-/"
HEARTBEAT = 20.0
"""Seconds after which a silent connection is tried, so that those of closed pages end."""
_FILES = {"preview.js": "text/javascript", "preview.css": "text/css"}
_WAITING = '<!doctype html><html lang="en"><head><title>Preview</title></head><body></body></html>'


class Server(ThreadingHTTPServer):
    """Serves what stands on the board; a `with` block ends all its threads."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # where it would share a port that is taken

    def __init__(self, address: Address, board: Board) -> None:
        """Raises `address.Refused` at once if nothing can be served there."""
        self.board = board
        self.name = address.host
        self._started = False
        try:
            super().__init__((address.host, address.port), _Handler)
        except (OSError, UnicodeError) as error:
            raise refusal(address, error) from None

    def server_bind(self) -> None:
        """Without asking the network for the name of this machine, which may take a minute."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.name, self.server_address[1]

    def start(self) -> None:
        """Answer in a thread of its own."""
        self._started = True
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before the answer is not a fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        """Stop; requests that wait for news are answered."""
        self.board.close()
        if self._started:  # otherwise it would wait for ever
            self.shutdown()
        super().server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """A page, a file, what the preview needs itself, or the news."""
        if not self._is_ours(self.headers.get("Host", "")):
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"Ask by address or localhost")
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == f"{OWN}events":
            self._news(parse_qs(asked.query).get("page", ["/"])[0].lstrip("/"))
        elif path.startswith(OWN) and path[len(OWN) :] in _FILES:
            name = path[len(OWN) :]
            self._send(HTTPStatus.OK, _FILES[name], (Path(__file__).parent / name).read_bytes())
        elif ".." in path.split("/") or "\0" in path:
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", b"")
        else:
            self._answer(path.lstrip("/"))

    def do_HEAD(self) -> None:
        """The same without a body."""
        self.do_GET()

    def _is_ours(self, host: str) -> bool:
        """An address, a name that no registry sells, or the one at which the preview is served."""
        name = re.sub(r":\d*$", "", host.lower()).strip("[]").rstrip(".")
        if "." not in name or name.endswith((".localhost", ".local")):
            return True
        try:
            return bool(ipaddress.ip_address(name))
        except ValueError:
            return name == self.server.name.lower()

    def _answer(self, path: str) -> None:
        shown = self.server.board.shown
        if shown is None:
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, _WAITING, "")
            return
        if path == "" or path.endswith("/"):
            page = shown.page(path)
            if page is not None:
                self._page(HTTPStatus.OK, page, shown.mark(path))
                self.server.board.sent()
                return
        else:
            content = shown.file(path)
            if content is not None:
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                self._send(HTTPStatus.OK, kind, content)
                return
            if shown.page(f"{path}/") is not None:
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"/{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
        missing = shown.file("404.html") or b""
        self._page(HTTPStatus.NOT_FOUND, missing.decode(), shown.mark(path))

    def _page(self, status: HTTPStatus, html: str, mark: str) -> None:
        added = (
            f'<link rel="stylesheet" href="{OWN}preview.css">'
            f'<script src="{OWN}preview.js" data-mark="{mark}" defer></script></head>'
        )
        self._send(status, "text/html", html.replace("</head>", added, 1).encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        text = kind.startswith("text/") or kind.endswith("json")
        self.send_response(status)
        for name, value in (headers.of(self.path) | {"Cache-Control": "no-store"}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _news(self, url: str) -> None:
        """One connection for each page that is open in front of somebody."""
        self.close_connection = True
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        board = self.server.board
        count = -1
        with board.looking(url), suppress(ConnectionError):
            while not board.closed:
                now = board.wait(count, HEARTBEAT)
                event = f"data: {self._state(url)}\n\n" if now != count else ": still here\n\n"
                count = now
                self.wfile.write(event.encode())

    def _state(self, url: str) -> str:
        board = self.server.board
        problems = [[str(p.origin), f"{p.message} {p.hint}".strip()] for p in board.problems]
        findings = [[str(f.origin), f"{f.name}: {f.message} {f.hint}"] for f in board.findings]
        mark = board.shown.mark(url) if board.shown else ""
        return json.dumps({"mark": mark, "problems": problems, "findings": findings})

    def log_message(self, *_: object) -> None:
        """The terminal is for mistakes and changes."""
