"""A shop with trackers: the consents and cookies that the fictional controller adds for them, and
ten stand-ins under a second host name of this machine.

Each stand-in does what its kind does: it loads a script that keeps a cookie in the name of the shop
and reports the visit, or a picture, or a frame.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

NAME = "trackers.localhost"
"""Resolved to this machine by Chromium itself."""
TRACKERS = {
    "tags": ("script", "measurement", "_ga"),
    "heatmap": ("script", "measurement", "_hjSession_1"),
    "replay": ("script", "measurement", "_clck"),
    "counter": ("script", "measurement", "_ym_uid"),
    "inline": ("inline", "measurement", "_pk_id"),
    "social": ("script", "ads", "_fbp"),
    "retargeting": ("script", "ads", "cto_bundle"),
    "short-films": ("script", "ads", "_ttp"),
    "pixel": ("img", "ads", ""),
    "film": ("iframe", "ads", ""),
}
"""By name: how the page embeds it, the consent it waits for, the cookie that it keeps."""
CONSENT = """\
ads:
  matter: {tr: kişiselleştirilmiş reklam gösterilmesi, en: showing personalised advertisements}
  collection_point: website-visit
  given: screen
  refusal:
    tr: Rıza vermezseniz siteyi aynı şekilde kullanırsınız.
    en: "If you do not consent, you use the site in the same way."
  withdrawal:
    tr: Rızanızı çerez tercihlerinden geri alabilirsiniz.
    en: You can withdraw your consent in the cookie preferences.
"""
PURPOSE = """\
  advertise:
    text: {tr: Kişiselleştirilmiş reklam gösterilmesi, en: Showing personalised advertisements}
    data: [marketing.cookies]
    bases: [{article: 5/1}]
    consent: ads
    recipients: [analytics-provider]
    retention:
      period: 13 months
      starts: {tr: çerezin yazılması, en: the setting of the cookie}
      ends_with: deleted
"""
ROW = """\
  {id}:
    name: "{name}"
    storage: cookie
    party: first-party
    category: {category}
    purpose: {{tr: {tr}, en: {en}}}
    lifetime: {lifetime}
    data: [{data}]
    {more}
"""
WORDS = {
    "measurement": ("ziyaretlerin sayılması", "counting visits"),
    "ads": ("reklamların ölçülmesi", "measuring advertisements"),
}


def add(data: Path) -> None:
    """Write them into a copy of `tests/rich/`."""
    for name, more in (("consents.yml", CONSENT), ("processing/website.yml", PURPOSE)):
        with (data / name).open("a", encoding="utf-8") as file:
            file.write(more)
    (data / "documents/consent-ads.yml").write_text("type: consent\nconsent: ads\n")
    path = data / "cookies.yml"
    head, _, _ = path.read_text(encoding="utf-8").partition("listed:\n")
    head = head.replace("  advertising:\n", "  advertising:\n    consent: ads\n")
    path.write_text(f"panel: yes\n{head}listed:\n{_rows()}", encoding="utf-8")


def _rows() -> str:
    rows = [
        ROW.format(
            id="choice", name="kvkk_cookies", category="strictly-necessary",
            tr="çerez tercihinin saklanması", en="keeping the choice about cookies",
            lifetime="180 days", data="transaction-security.ip", more="before_consent: yes",
        )
    ]  # fmt: skip
    for name, (_, item, cookie) in TRACKERS.items():
        tr, en = WORDS[item]
        rows.append(ROW.format(
            id=name, name=(cookie or name).replace("_1", "_*"), tr=tr, en=en, lifetime="2 years",
            category={"measurement": "analytics", "ads": "advertising"}[item],
            data="marketing.cookies", more="providers: [analytics-provider]",
        ))  # fmt: skip
    return "".join(rows)


def gates(address: str, nonce: str) -> str:
    """The stand-ins as the page of a shop holds them, shut."""
    parts = []
    for name, (kind, item, cookie) in TRACKERS.items():
        source = f"{address}/{name}"
        match kind:
            case "script":
                parts.append(f'<script type="text/plain" data-kvkk="{item}" nonce="{nonce}" '
                             f'src="{source}.js"></script>')  # fmt: skip
            case "inline":
                parts.append(f'<script type="text/plain" data-kvkk="{item}" nonce="{nonce}">'
                             f"{_script(name, cookie, address)}</script>")  # fmt: skip
            case "img":
                parts.append(f'<img alt="" data-kvkk="{item}" data-src="{source}.gif">')
            case _:
                parts.append(f'<iframe title="{name}" data-kvkk="{item}" data-src="{source}.html">'
                             "</iframe>")  # fmt: skip
    return "\n".join(parts)


def _script(name: str, cookie: str, address: str) -> str:
    return (
        f"(self.ran ??= []).push('{name}'); document.cookie = '{cookie}=1; path=/; max-age=9999';"
        f"fetch('{address}/collect?{name}', {{ mode: 'no-cors' }});"
    )


@dataclass
class Trackers:
    """Where they listen, and what they were told."""

    address: str = ""
    heard: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Trackers]:
    """Serve all of them."""
    trackers = Trackers()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            trackers.heard.append(self.path)
            name, _, kind = urlsplit(self.path).path.strip("/").partition(".")
            body = ""
            if kind == "js":
                body = _script(name, TRACKERS[name][2], trackers.address)
            self.send_response(200)
            types = {"js": "text/javascript", "html": "text/html"}
            self.send_header("Content-Type", types.get(kind, "image/gif"))
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        trackers.address = f"http://{NAME}:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield trackers
        server.shutdown()
