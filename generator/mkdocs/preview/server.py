"""Answers browsers from memory, and notifies them (server-sent events) when their page has changed.

The headers are those of a published site, the strict policy included; nothing is cached but the
sheets and scripts of a build, whose addresses change with it.
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
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from generator.catalogue import ENGLISH, said
from generator.checks import Finding
from generator.message import say
from generator.mkdocs.preview.address import Address, refusal
from generator.mkdocs.preview.editor import Editor
from generator.mkdocs.preview.found import title
from generator.mkdocs.preview.shown import Board
from generator.outputs.embed import trial_page
from generator.outputs.site import headers
from generator.outputs.site.labels import labels_of

OWN = "/-/"
_EXAMPLES = "api/v1/examples/"
HEARTBEAT = 20.0
"""Seconds after which a silent connection is tried, so that those of closed pages end."""
EDITING = f"{OWN}edit/"
_MORE = [
    f"{n}.js" for n in "forms fields facts place changes entries mending origins clauses".split()
]
"""What adds to the panel; one answer holds all of it, for each request costs the reader time."""
_FILES = {
    "preview.js": ("text/javascript", ("preview.js",)),
    "preview.css": ("text/css", ("preview.css",)),
    "panel.js": ("text/javascript", ("panel.js", *_MORE)),
    "panel.css": ("text/css", ("panel.css",)),
}
_WAITING = (
    '<!doctype html><html lang="{language}"><head><title>{title}</title></head><body></body></html>'
)
_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]{1,5})?")
_LOADED = re.compile(r'((?:href|src)="[^"]*assets/(?:stylesheets|javascripts)/[^"?]+)"')
_BODY = re.compile(r"<body[^>]*>")
_LANGUAGE = re.compile(r'<html[^>]* lang="([a-z]{2})')


def _sign(html: str, release: str) -> str:
    """What every page of a trial begins with, in the language of the page."""
    found = _LANGUAGE.search(html)
    labels = labels_of(found[1] if found else "en")
    words = escape(labels["as_if_released"].format(release=release))
    return f'<p class="preview-trial" role="note">{words}</p>'


class Server(ThreadingHTTPServer):
    """Serves what stands on the board; a `with` block ends all its threads."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # where it would share a port that is taken

    def __init__(self, address: Address, board: Board, language: str = ENGLISH) -> None:
        """Raises `address.Refused` at once if nothing can be served there."""
        self.board = board
        self.editor: Editor | None = None  # without one facts are not corrected here
        self.language = language
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

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A browser that leaves before the answer is not a fault; what is one takes a line."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            failed = say("A request could not be answered: {error}", error=repr(error)[:300])
            print(said(failed, self.language), file=sys.stderr)

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
        try:
            asked = urlsplit(self.path)
        except ValueError:  # no address at all
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", b"")
            return
        path = unquote(asked.path)
        if path.startswith(EDITING):
            self._edit(path.removeprefix(EDITING), parse_qs(asked.query))
        elif path == f"{OWN}events":
            self._news(parse_qs(asked.query).get("page", ["/"])[0].lstrip("/"))
        elif path.startswith(OWN) and path[len(OWN) :] in _FILES:
            kind, names = _FILES[path[len(OWN) :]]
            here = Path(__file__).parent
            self._send(HTTPStatus.OK, kind, b"\n".join((here / n).read_bytes() for n in names))
        elif ".." in path.split("/") or "\0" in path:
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", b"")
        else:
            self._answer(path.lstrip("/"))

    def do_POST(self) -> None:
        """One correction of the data; nothing else is written."""
        path = self.path.partition("?")[0]
        if not path.startswith(EDITING):
            self.close_connection = True
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"")
            return
        self._edit(path.removeprefix(EDITING), None)

    def _edit(self, name: str, query: dict[str, list[str]] | None) -> None:
        """What the panel asks with a query, and writes without one."""
        editor, client = self.server.editor, self.client_address[0]
        if editor is None:
            self.close_connection = True
            self._send(HTTPStatus.NOT_FOUND, "application/json", b"{}")
            return
        refusal = editor.refusal(self.headers, client, writes=query is None)
        if refusal:
            self.close_connection = True  # its body is not read
            self._send(refusal, "application/json", b"{}")
            return
        if query is not None:
            status, said = editor.get(name, query)
        else:
            length = int(self.headers["Content-Length"])
            status, said = editor.post(name, self.rfile.read(length))
        content = json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")
        self._send(status, "application/json", content)

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
            title, language = self._said(say("Preview")), self.server.language
            waiting = _WAITING.format(language=language, title=title)
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, waiting, "")
            return
        if path == "" or path.endswith("/"):
            page = shown.page(path)
            if page is not None:
                if shown.written(path):
                    page = trial_page.hosted(page, self._asked_at())
                self._page(HTTPStatus.OK, page, shown.mark(path))
                return
        else:
            content = shown.file(path)
            if content is not None:
                if path.startswith(_EXAMPLES) and path.endswith(".txt"):
                    content = trial_page.hosted(content.decode(), self._asked_at()).encode()
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
        shown = self.server.board.shown
        number = shown.number if shown else ""
        added = (
            f'<link rel="stylesheet" href="{OWN}preview.css?{number}">'
            f'<script src="{OWN}preview.js?{number}" data-mark="{mark}" defer></script>'
            f"{self._panel(number)}</head>"
        )
        html = _LOADED.sub(rf'\1?{number}"', html)
        html = html.replace("</head>", added, 1)
        if shown and shown.trial:
            html = _BODY.sub(lambda body: f"{body[0]}{_sign(html, shown.trial)}", html, count=1)
        self._send(status, "text/html", html.encode())

    def _panel(self, number: str) -> str:
        """What a page needs for correcting facts; nothing where that is not offered."""
        editor = self.server.editor
        if editor is None:
            return ""
        return (
            f'<link rel="stylesheet" href="{OWN}panel.css?{number}">'
            f'<script src="{OWN}panel.js?{number}" data-token="{editor.token}" defer></script>'
        )

    def _asked_at(self) -> str:
        """The address at which the browser asked, with a final slash; empty if it names no host."""
        host = self.headers.get("Host", "")
        return f"http://{host}/" if _HOST.fullmatch(host) else ""

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        text = kind.startswith("text/") or kind.endswith("json")
        self.send_response(status)
        shown = self.server.board.shown
        kept = shown and self.path.partition("?")[2] == shown.number
        caching = {"Cache-Control": "max-age=3600" if kept else "no-store"}
        for name, value in (headers.of(self.path) | caching).items():
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
        state = {
            "mark": board.shown.mark(url) if board.shown else "",
            "lang": self.server.language,
            "title": self._said(title(board)),
            "problems": [
                [str(p.origin), f"{self._said(p.message)} {self._said(p.hint)}".strip()]
                for p in board.problems
            ],
            "findings": [self._finding(f) for f in board.findings],
        }
        return json.dumps(state)

    def _finding(self, finding: Finding) -> Mapping[str, object]:
        """With the place that the panel opens, where there is one."""
        editor = self.server.editor
        shown = editor.found.all().get(finding, {}) if editor else {}
        words, advice = self._said(finding.message), self._said(finding.hint)
        plain = {"name": finding.name, "words": words, "advice": advice, "ways": ()}
        return {"origin": str(finding.origin), **plain, **shown}

    def _said(self, words: str) -> str:
        return said(words, self.server.language)

    def log_message(self, *_: object) -> None:
        """The terminal is for mistakes and changes."""
