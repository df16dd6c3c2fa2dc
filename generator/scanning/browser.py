"""Chromium for a scan: where it is, and how it is kept from every host that nobody named."""

import asyncio
import importlib.util
import json
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from generator import extras
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.provenance import Origin

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOST = re.compile(r"(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_FLAGS = (
    "--disable-gpu",
    # A frame of another site is then seen by the same session as its page.
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    # A proxy would look up names itself, also those that are not to be asked.
    "--no-proxy-server",
)
_PROFILE = {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": False}}
"""Some distributions block cookies of others; most visitors' browsers do not."""


def lacking() -> LoadingError | None:
    """What is missing for a scan and how to install it; None where all is there."""
    if importlib.util.find_spec("playwright") is None:
        message = say("a scan needs Playwright, which is not installed.")
        hint = say("Type: {command}", command=extras.install("scan"))
        return LoadingError(Problem(Origin("notices scan", 0), message, hint))
    return None


def own(host: str, named: Iterable[str]) -> bool:
    """Whether the user named a host; `*.example.com` names all below example.com."""
    return any(
        host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in named
    )


@asynccontextmanager
async def opened(named: Iterable[str]) -> AsyncIterator[Any]:
    """A browser that finds the named hosts and no other, whoever asks: pages, workers, redirects.

    LoadingError where there is none.
    """
    from playwright.async_api import Error, async_playwright

    os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"  # of older Playwrights
    rules = ", ".join(["MAP * ~NOTFOUND", *(f"EXCLUDE {name}" for name in named)])
    flags = [*_FLAGS, f"--host-resolver-rules={rules}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium has none for the superuser
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "Default" / "Preferences"
        profile.parent.mkdir()
        profile.write_text(json.dumps(_PROFILE), encoding="utf-8")
        async with async_playwright() as playwright:
            path = next(filter(None, map(shutil.which, _NAMES)), None)
            try:
                context = await playwright.chromium.launch_persistent_context(
                    folder, executable_path=path, args=flags
                )
            except Error as error:
                raise LoadingError(_no_browser(error)) from error
            try:
                yield context.browser
            finally:
                await context.close()


def _no_browser(error: Exception) -> Problem:
    reason = str(error).strip().partition("\n")[0]
    message = say("no Chromium could be started ({reason}).", reason=reason)
    hint = say("Type: python -m playwright install --with-deps chromium")
    return Problem(Origin("notices scan", 0), message, hint)


async def sites(browser: Any, hosts: Iterable[str]) -> dict[str, str]:
    """The site of each host, as the browser's own list of public suffixes says:
    `www.ornek.com.tr` is of `ornek.com.tr`."""
    context = await browser.new_context()
    try:
        session = await context.new_cdp_session(await context.new_page())
        return {host: await _site(session, host) for host in sorted(set(hosts))}
    finally:
        await asyncio.wait_for(context.close(), 10)


async def _site(session: Any, host: str) -> str:
    """The shortest end of a host at which a cookie may be set for all below it."""
    labels = host.split(".")
    if len(labels) == 1 or re.fullmatch(r"[\d.]+", host):
        return host
    for end in (".".join(labels[n:]) for n in range(len(labels) - 2, -1, -1)):
        await session.send("Network.clearBrowserCookies")
        cookie = {"name": "site", "value": "1", "domain": f".{end}"}
        await session.send("Network.setCookie", cookie)
        kept = await session.send("Network.getAllCookies")
        if any(row["domain"] == f".{end}" for row in kept["cookies"]):
            return end
    return host
