"""A small shop with 40 planted items, a tracker under a second loopback name, and odd hosts."""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

SHOP, TRACKER = "localhost", "127.0.0.1"
BEFORE = {
    "cookie": [
        "PHPSESSID",
        "wire_age",
        "wire_expires",
        "wire_http",
        "js_session",
        "js_day",
        "hop",
        "framed",
    ],
    "local-storage": ["ls_before"],
    "session-storage": ["ss_before"],
    "indexed-db": ["db_before"],
    "cache-storage": ["offline-v1"],
    "service-worker": ["/worker.js"],
    "pixel": [f"{SHOP}/beacon"],
}
ACCEPTED = {
    "cookie": ["_ga", "_ga_AB12", "_fbp", "tid", "frame_js", "_hjSession_*", "late", "api", "deep"],
    "local-storage": ["choice", "frame_ls", "ls_late"],
    "session-storage": ["frame_ss", "ss_accepted"],
    "indexed-db": ["frame_db"],
    "pixel": [f"{TRACKER}/tr", f"{TRACKER}/collect"],
}
REFUSED = {"cookie": ["refused"], "local-storage": ["refused_at", "choice"]}
MEMBER = {
    "cookie": ["member", "sign_in", "member_js"],
    "local-storage": ["member_ls"],
    "session-storage": ["member_ss"],
    "indexed-db": ["member_db"],
}
MEMBER_ACCEPTED = {"cookie": ["member_ads"]}


def listed(*groups: dict[str, list[str]]) -> set[tuple[str, str]]:
    """Storage and name of each item."""
    return {(kind, name) for group in groups for kind, names in group.items() for name in names}


PLANTED = listed(BEFORE, ACCEPTED, REFUSED, MEMBER, MEMBER_ACCEPTED)
assert len(PLANTED) == 40
YEARS = 2 * 365 * 86400
_SHOP = """<!doctype html><html lang="tr"><title>Dükkân</title>
<button id="yes">Kabul</button> <button id="no">Ret</button>
<img src="/hop" alt=""><img src="/product.png?v=3" alt="ürün" width="40" height="40">
<img src="http://TRACKER/picture.png?v=3" alt="" width="40" height="40">
<iframe src="/inside"></iframe><script src="/shop.js"></script>"""
_SCRIPT = """
const set = (line) => { document.cookie = line; };
const base = (name) => indexedDB.open(name);
const member = document.cookie.includes("member=");
set("js_session=1");
set("js_day=1; max-age=86400");
set("never=1; domain=example.com");
set("gone=; max-age=0");
localStorage.setItem("ls_before", 1);
caches.open("offline-v1").then((store) => store.put("/kept", new Response("x")));
sessionStorage.setItem("ss_before", 1);
base("db_before");
navigator.serviceWorker.register("/worker.js");
navigator.sendBeacon("/beacon", "x");
if (member) {
  set("member_js=1; max-age=3600");
  localStorage.setItem("member_ls", 1);
  sessionStorage.setItem("member_ss", 1);
  base("member_db");
}
function accepted() {
  sessionStorage.ss_accepted = 1;
  set("_ga=1; max-age=YEARS");
  set("_ga_AB12=1; max-age=YEARS");
  set("_fbp=1; max-age=" + 90 * 86400);
  set("_hjSession_" + RANDOM + "=1; max-age=1800");
  fetch("/api");
  fetch("/deep/api");
  new Image().src = "http://TRACKER/tr?id=1&ev=PageView";
  navigator.sendBeacon("http://TRACKER/collect", "x");
  const frame = document.createElement("iframe");
  frame.src = "http://TRACKER/frame";
  document.body.append(frame);
  setTimeout(() => { set("late=1; max-age=604800"); localStorage.ls_late = 1; }, 60);
  if (member) set("member_ads=1; max-age=86400");
}
function refused() {
  set("refused=1; max-age=86400");
  localStorage.setItem("refused_at", 1);
}
const run = { yes: accepted, no: refused };
for (const id of ["yes", "no"])
  document.getElementById(id).onclick = () => { localStorage.setItem("choice", id); run[id](); };
run[localStorage.getItem("choice")]?.();
fetch("https://unnamed.example/font.woff2").catch(() => {});
"""
_FRAME = """<script>
document.cookie = "frame_js=1; SameSite=None; Secure; max-age=86400";
localStorage.frame_ls = 1; sessionStorage.frame_ss = 1; indexedDB.open("frame_db");
</script>"""
THIRD = "; SameSite=None; Secure"
HEARD: list[tuple[str, str]] = []
"""Every request by its host and path."""
COOKIES = {
    "/": ["PHPSESSID=1; HttpOnly", "wire_age=1; Max-Age=7776000", "wire_http=1; HttpOnly",
          "wire_expires=1; Expires=EXPIRES"],
    "/hop": ["hop=1; Max-Age=600"],
    "/api": ["api=1; Max-Age=43200"],
    "/deep/api": ["deep=1; Path=/deep"],
    "/sign-in": ["sign_in=1"],
    "/signed-in": ["member=4711; Max-Age=86400"],
    "/tr": [f"tid=1; Max-Age={YEARS}{THIRD}"],
}  # fmt: skip
LEAKS = """<title>x</title><link rel="preconnect" href="http://HOST/">
<link rel="prefetch" href="http://HOST/prefetched"><link rel="stylesheet" href="http://HOST/style">
<img src="http://HOST/image"><img src="/to?HOST"><iframe src="http://HOST/frame"></iframe>
<script src="http://HOST/script"></script><script>
fetch("http://HOST/fetch", { mode: "no-cors", keepalive: true });
navigator.sendBeacon("http://HOST/beacon", "x");
new WebSocket("ws://HOST/socket");
new EventSource("http://HOST/events");
new Worker(URL.createObjectURL(new Blob(["fetch('http://HOST/worker', { mode: 'no-cors' })"])));
navigator.serviceWorker.register("/leaking-worker.js?HOST");
open("http://HOST/window");
</script>"""
"""A page that asks for another host in every way."""
ODD = {
    "/robot": "<title>Just a moment...</title>",
    "/endless": "<title>x</title><script>for (;0<1;) await fetch('/api');</script>".replace(
        "<script>", '<script type="module">'
    ),
    "/busy": "<title>x</title><script>setTimeout(() => { for (;;); }, 50)</script>",
    "/away": "<title>x</title><script>location = 'http://unnamed.example/'</script>",
    "/again": "<title>x</title><script>location.reload()</script>",
    "/forbidden": "<title>x</title>No.",
    "/quiet": "<title>x</title><p>Nothing.</p>",
    "/sign-in": '<title>x</title><form action="/signed-in"><button>Giriş</button></form>',
    "/signed-in": "<title>x</title>",
    "/inside": "<script>document.cookie = 'framed=1'</script>",
    "/frame": _FRAME,
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, urlsplit(self.path).query
        HEARD.append((str(self.headers["Host"]).partition(":")[0], path))
        tracker = f"{TRACKER}:{self.server.server_address[1]}"
        if path in ("/hop", "/redirected"):
            self.send_response(302)
            place = "/product.png" if path == "/hop" else "http://unnamed.example/"
            self.send_header("Location", place)
        elif path == "/to":
            self.send_response(302)
            self.send_header("Location", f"http://{query}/redirected-image")
        elif path == "/forbidden":
            self.send_response(403)
        else:
            self.send_response(200)
        kind = "text/html; charset=utf-8"
        body = ODD.get(path, "")
        if path == "/leaks":
            body = LEAKS.replace("HOST", query)
        elif path == "/leaking-worker.js":
            kind = "text/javascript"
            body = f"fetch('http://{query}/service-worker', {{ mode: 'no-cors' }})"
        elif path == "/":
            body = _SHOP.replace("TRACKER", tracker)
        elif path in ("/shop.js", "/worker.js"):
            kind = "text/javascript"
            body = _SCRIPT if path == "/shop.js" else ""
            body = body.replace("TRACKER", tracker).replace("YEARS", str(YEARS))
            body = body.replace("RANDOM", str(10**8 + secrets.randbelow(10**8)))
        elif path == "/paper":
            kind = "application/json"
        for line in COOKIES.get(path, ()):
            self.send_header("Set-Cookie", line.replace("EXPIRES", _in_two_years()))
        content = body.encode()
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        with suppress(ConnectionError):  # a visit that ends waits for no answer
            self.end_headers()
            self.wfile.write(content)

    do_POST = do_GET  # noqa: N815 - http.server calls it so

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _in_two_years() -> str:
    from email.utils import formatdate
    from time import time

    return formatdate(time() + YEARS, usegmt=True)


@contextmanager
def opened() -> Iterator[str]:
    """Serve the shop; yields its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://{SHOP}:{server.server_port}"
        server.shutdown()
