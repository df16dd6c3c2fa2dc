"""What one visit leaves behind, from the wire (DevTools protocol) and from the browser's stores."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import time
from typing import Any
from urllib.parse import urlsplit

from generator.model.cookies import Storage
from generator.scanning import lifetimes
from generator.scanning.browser import own
from generator.scanning.seen import Asked, Trace

_STORES = (
    Storage.LOCAL_STORAGE, Storage.SESSION_STORAGE, Storage.INDEXED_DB, Storage.CACHE_STORAGE,
)  # fmt: skip
_LEFT = """async () => [
  Object.keys(localStorage), Object.keys(sessionStorage),
  (await indexedDB.databases()).map((base) => base.name),
  self.caches ? await caches.keys() : [],
  navigator.serviceWorker
    ? (await navigator.serviceWorker.getRegistrations())
        .map((one) => (one.active ?? one.waiting ?? one.installing)?.scriptURL).filter(Boolean)
    : [],
]"""
_SHOWN = """() => [...document.images]
  .filter((one) => one.naturalWidth > 1 || one.width > 1 || one.height > 1)
  .map((one) => one.currentSrc || one.src)"""
_LOADS = 50
"""A page that is loaded so often in one visit loads itself."""
Key = tuple[Storage, str, str]
"""What is kept, its name, and the host that keeps or gets it."""


@dataclass
class Recording:
    """Everything of one visit; `named` hosts answer, `most` requests are let pass.

    `left` is a host that was not named and to which the page itself was led; `over` is set then,
    and when the page asks for more.
    """

    named: Iterable[str]
    most: int
    found: dict[Key, Trace] = field(default_factory=dict)
    requests: list[dict[str, Any]] = field(default_factory=list)
    pages: int = 0
    left: str = ""
    over: asyncio.Event = field(default_factory=asyncio.Event)
    _hops: dict[str, list[str]] = field(default_factory=dict)
    _answers: dict[str, list[tuple[float, list[str]]]] = field(default_factory=dict)
    _scripted: dict[Key, Trace] = field(default_factory=dict)
    _main: str = ""

    async def watch(self, context: Any, page: Any) -> None:
        """Listen to a page before it goes anywhere."""
        session = await context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.responseReceivedExtraInfo", self._answered)
        session.on("DOMStorage.domStorageItemAdded", self._stored)
        for domain in ("Network", "DOMStorage", "Page"):
            await session.send(f"{domain}.enable")
        tree = await session.send("Page.getFrameTree")
        self._main = self._main or tree["frameTree"]["frame"]["id"]

    def asked_by_worker(self, request: Any) -> None:
        """A service worker asked, of whose requests the session of a page hears nothing."""
        if worker := request.service_worker:
            by = worker.url.partition("?")[0]
            self.requests.append({"url": request.url, "type": request.resource_type, "by": by})

    def told(self, source: Any, row: list[str]) -> None:  # noqa: ARG002
        """A script wrote a cookie or an entry."""
        kind, what, address, by = row
        host = urlsplit(address).hostname or ""
        if kind != Storage.COOKIE:
            self._note(Storage(kind), what, host, Trace(by=by))
        elif (name := _cookie_name(what)) is not None:
            key, trace = _set(what, name, host, by or address, time())
            if trace:  # scripts try domains that the browser refuses: the jar decides
                self._scripted.setdefault(key, trace)

    async def stores(self, context: Any) -> None:
        """What is there in the end: the jar, and the stores of every frame."""
        now = time()
        self._wired()
        for row in await context.cookies():
            left = None if row["expires"] < 0 else row["expires"] - now
            capped = left is not None and left >= lifetimes.LONGEST - lifetimes.DAY
            key = (Storage.COOKIE, row["name"], row["domain"].lstrip("."))
            self._note(*key, self._scripted.get(key, Trace(left, capped=capped)))
        for page in context.pages:
            shown = set(await page.evaluate(_SHOWN))
            self.requests = [row for row in self.requests if not _drawn(row, shown)]
            for frame in page.frames:
                if frame.url.startswith("http"):
                    await self._left_in(frame)

    async def _left_in(self, frame: Any) -> None:
        """A frame that is sandboxed has no stores."""
        host = urlsplit(frame.url).hostname or ""
        try:
            *stores, workers = await frame.evaluate(_LEFT)
        except Exception:
            return
        for storage, names in zip(_STORES, stores, strict=True):
            for name in names:
                self._note(storage, name, host, Trace())
        for script in workers:
            self._note(Storage.SERVICE_WORKER, urlsplit(script).path, host, Trace(by=script))

    def pixels(self, site: str, sites: Mapping[str, str]) -> dict[Key, Trace]:
        """Beacons, and what is asked of another site as a picture that nobody sees and that
        carries something along."""
        kept: dict[Key, Trace] = {}
        for row in self.requests:
            parts, host = urlsplit(row["url"]), urlsplit(row["url"]).hostname or ""
            sent = row["type"] == "Image" and parts.query and sites[host] != site
            if row["type"] == "Ping" or sent:
                kept.setdefault((Storage.PIXEL, f"{host}{parts.path}", host), Trace(by=row["by"]))
        return kept

    @property
    def hosts(self) -> set[str]:
        """Every host that keeps something or was asked."""
        asked = {urlsplit(row["url"]).hostname or "" for row in self.requests}
        return asked | {host for *_, host in self.found}

    def others(self, site: str, sites: Mapping[str, str]) -> tuple[Asked, ...]:
        """Each request to another site than `site`, once."""
        rows = {
            Asked(
                host := parts.hostname or "",
                f"{parts.scheme}://{parts.netloc}{parts.path}",
                row["type"].lower(),
                row["by"],
                own(host, self.named),
            )
            for row in self.requests
            if (parts := urlsplit(row["url"])).hostname and sites[parts.hostname] != site
        }
        return tuple(sorted(rows))

    def _asked(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        if not url.startswith(("http://", "https://", "ws://", "wss://")):
            return
        host = urlsplit(url).hostname or ""
        self._hops.setdefault(event["requestId"], []).append(url)
        kind = event.get("type", "Other")
        if kind == "Document" and event.get("frameId") == self._main:
            self.pages += 1
            self.left = self.left or ("" if own(host, self.named) else host)
        else:
            self.requests.append({"url": url, "type": kind, "by": _initiator(event)})
        if self.left or len(self._hops) > self.most or self.pages > _LOADS:
            self.over.set()

    def _answered(self, event: dict[str, Any]) -> None:
        """It may come before the request that it answers: they are put together in the end."""
        headers = {name.lower(): value for name, value in event["headers"].items()}
        refused = {row["cookieLine"] for row in event["blockedCookies"]}
        lines = [line for line in headers.get("set-cookie", "").split("\n") if line not in refused]
        self._answers.setdefault(event["requestId"], []).append((time(), lines))

    def _wired(self) -> None:
        """Cookies that answers set, each by the address of its own hop of a redirect."""
        for request, answers in self._answers.items():
            hops = self._hops.get(request, [])
            for url, (now, lines) in zip(hops, answers, strict=False):
                for line in lines:
                    name = _cookie_name(line)
                    key, trace = _set(line, name or "", urlsplit(url).hostname or "", url, now)
                    if name and trace:
                        self._note(*key, trace)

    def _stored(self, event: dict[str, Any]) -> None:
        place = event["storageId"]
        storage = Storage.LOCAL_STORAGE if place["isLocalStorage"] else Storage.SESSION_STORAGE
        host = urlsplit(place.get("securityOrigin") or place.get("storageKey", "")).hostname
        self._note(storage, event["key"], host or "", Trace())

    def _note(self, storage: Storage, name: str, host: str, trace: Trace) -> None:
        """The first to say who or how long wins: the wire before the jar."""
        known = self.found.setdefault((storage, name, host), trace)
        if not known.by and trace.by:
            self.found[storage, name, host] = Trace(known.lifetime, trace.by, known.capped)


def _set(line: str, name: str, host: str, by: str, now: float) -> tuple[Key, Trace | None]:
    """What a line of `Set-Cookie` sets; no trace where it takes the cookie away."""
    lifetime = lifetimes.written(line, now)
    named = (part.strip().partition("=") for part in line.split(";")[1:])
    domains = [value.strip().lstrip(".").lower() for n, _, value in named if n.lower() == "domain"]
    key = (Storage.COOKIE, name, (domains and domains[-1]) or host)
    return key, Trace(lifetime, _bare(by)) if lifetime is None or lifetime > 0 else None


def _cookie_name(line: str) -> str | None:
    """The name in `name=value; …`; None where there is none."""
    name, equals, _ = line.partition(";")[0].partition("=")
    return (name.strip() if equals else "") or None


def _initiator(event: dict[str, Any]) -> str:
    """Who started a request: the line of a script or of a page."""
    by = event.get("initiator", {})
    if redirect := event.get("redirectResponse"):
        return _bare(redirect["url"])
    stack = by.get("stack", {})
    while stack:
        for frame in stack.get("callFrames", ()):
            if frame["url"].startswith("http"):
                return f"{_bare(frame['url'])}:{frame['lineNumber'] + 1}"
        stack = stack.get("parent", {})
    if by.get("url"):
        line = f":{int(by['lineNumber']) + 1}" if "lineNumber" in by else ""
        return f"{_bare(by['url'])}{line}"
    return _bare(event.get("documentURL", ""))


def _bare(address: str) -> str:
    """Without what identifies a visitor or a moment."""
    head, _, tail = address.partition("?")
    line = tail.rpartition(":")[2] if tail else ""
    return head.partition("#")[0] + (f":{line}" if line.isdigit() else "")


def _drawn(row: Mapping[str, Any], shown: set[str]) -> bool:
    """Whether a request is that of a picture which visitors see."""
    return row["type"] == "Image" and row["url"] in shown
