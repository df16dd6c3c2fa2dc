"""The visits: each in a browser context of its own, for a fixed time, with one choice."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.message import Message, say, without_stop
from generator.scanning import browser as browsers
from generator.scanning.recording import Key, Recording
from generator.scanning.seen import Choice, Item, Scan, Trace, Visit, Way

_WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
_OWN = {
    Choice.ACCEPTED: "kvkk-cookies [part=accept]",
    Choice.REFUSED: "kvkk-cookies [part=refuse]",
}
"""Where the choices are in the panel of this tool."""
_ROBOT = re.compile(
    r"(?i)just a moment|attention required|robot check|are you (a )?(robot|human)|verify you are "
    r"human|access denied|robot olmadığınız|insan olduğunuzu|güvenlik doğrulaması"
)
_CHALLENGED = ("cf-mitigated", "x-datadome", "x-amzn-waf-action")
"""Headers with which protective services say that a robot is asked for a proof."""
SignIn = Callable[[Any], Awaitable[Any]]
"""Signs a member in on the page that it is given; what it raises, or False, is a failure."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is visited and how: `named` hosts answer, `settle` seconds are waited after each step,
    `most` requests belong to a visit, and `patience` are the seconds for what is not waiting,
    a quarter of them for a button to come.
    `accept` and `refuse` say where the buttons are; empty for
    the panel of this tool."""

    addresses: tuple[str, ...]
    named: tuple[str, ...]
    settle: float = 5.0
    most: int = 3_000
    patience: float = 60.0
    choices: tuple[Choice, ...] = tuple(Choice)
    accept: str = ""
    refuse: str = ""
    sign_in: SignIn | None = None

    @property
    def ways(self) -> list[Way]:
        """Every visit of the plan."""
        members = (False, True) if self.sign_in else (False,)
        return [Way(choice, member) for member in members for choice in self.choices]

    def button(self, choice: Choice) -> str:
        """The selector of a choice."""
        given = self.accept if choice is Choice.ACCEPTED else self.refuse
        return given or _OWN[choice]


class _NotMade(Exception):
    """A visit that counts as not made, with the reason as a Message."""


@dataclass(frozen=True, slots=True)
class _Raw:
    way: Way
    recording: Recording
    fault: Message | None = None


def scan(plan: Plan) -> Scan:
    """Every visit of a plan. LoadingError where there is no browser."""
    if error := browsers.lacking():
        raise error
    # A loop of its own, whatever runs in the thread of the caller.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_scan(plan))).result()


async def _scan(plan: Plan) -> Scan:
    async with browsers.opened(plan.named) as browser:
        raw = [await visit(browser, plan, way) for way in plan.ways]
        first = urlsplit(plan.addresses[0]).hostname or ""
        sites = await browsers.sites(browser, {first}.union(*(one.recording.hosts for one in raw)))
    kept = [{} if one.fault else _kept(one.recording, sites[first], sites) for one in raw]
    stars = _stars(kept)
    visits = [
        _finished(one, found, sites[first], sites, stars)
        for one, found in zip(raw, kept, strict=True)
    ]
    return Scan(plan.addresses, plan.named, tuple(visits))


def _kept(recording: Recording, site: str, sites: dict[str, str]) -> dict[Key, Trace]:
    return recording.found | recording.pixels(site, sites)


async def visit(browser: Any, plan: Plan, way: Way) -> _Raw:
    """One visit; whatever goes wrong in it is its fault and no other's."""
    from playwright.async_api import Error

    recording = Recording(plan.named, plan.most)
    context = await browser.new_context()
    limit = plan.patience + (4 + 2 * len(plan.addresses)) * plan.settle
    try:
        await _in_time(_walk(context, plan, way, recording), recording, limit)
        return _Raw(way, recording)
    except _NotMade as error:
        return _Raw(way, recording, error.args[0])
    except TimeoutError:
        return _Raw(way, recording, say("the page does not come to rest"))
    except Error as error:
        return _Raw(way, recording, _reason(error, recording))
    finally:
        with suppress(TimeoutError, Error):
            await asyncio.wait_for(context.close(), 10)


async def _in_time(walk: Coroutine[Any, Any, None], recording: Recording, limit: float) -> None:
    """Until the visit is done, the page leaves or asks for too much, or the time is over."""
    tasks = [asyncio.ensure_future(walk), asyncio.ensure_future(recording.over.wait())]
    done, rest = await asyncio.wait(tasks, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    await asyncio.wait(tasks, timeout=5)
    if recording.left:
        raise _NotMade(_led_away(recording.left))
    if recording.over.is_set():
        raise _NotMade(say("the page asks, or loads itself, without end"))
    if tasks[0] not in done:
        raise TimeoutError
    tasks[0].result()


async def _walk(context: Any, plan: Plan, way: Way, recording: Recording) -> None:
    await context.expose_binding("__noticesScan", recording.told)
    await context.add_init_script(_WATCH)
    context.on("request", recording.asked_by_worker)
    page = await context.new_page()
    page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
    await recording.watch(context, page)
    if way.member and plan.sign_in:
        await _signed_in(plan.sign_in, page)
    first, *others = plan.addresses
    await _open(page, first, plan)
    if way.choice is not Choice.NOTHING:
        await _press(page, plan, way.choice)
        await asyncio.sleep(plan.settle)
        await _open(page, first, plan)  # what is set at the next page
    for address in others:
        await _open(page, address, plan)
    await recording.stores(context)


async def _open(page: Any, address: str, plan: Plan) -> None:
    answer = await page.goto(address, wait_until="domcontentloaded")
    if answer is not None and answer.status >= 400:
        raise _NotMade(say("the server answers {status}", status=answer.status))
    headers = answer.headers if answer is not None else {}
    if any(name in headers for name in _CHALLENGED) or _ROBOT.search(await page.title()):
        raise _NotMade(say("a page for robots came instead"))
    if "html" not in headers.get("content-type", "html"):
        raise _NotMade(say("what came is no page"))
    # A fixed time: on many pages the network is never idle.
    await asyncio.sleep(plan.settle)


async def _press(page: Any, plan: Plan, choice: Choice) -> None:
    from playwright.async_api import Error

    selector = plan.button(choice)
    try:
        await page.locator(selector).first.click(timeout=plan.patience / 4 * 1_000)
    except Error as error:
        option = "--accept" if choice is Choice.ACCEPTED else "--refuse"
        raise _NotMade(
            say(
                "“{selector}” could not be pressed; name the button with {option}",
                selector=selector,
                option=option,
            )
        ) from error


async def _signed_in(sign_in: SignIn, page: Any) -> None:
    try:
        done = await sign_in(page)
    except Exception as error:
        reason = without_stop(f"{type(error).__name__}: {error}".partition("\n")[0])
        raise _NotMade(say("signing in failed ({reason})", reason=reason)) from error
    if done is False:
        raise _NotMade(say("signing in failed"))


def _led_away(host: str) -> Message:
    return say("the page leads to {host}, which is not named (--host {host})", host=host)


def _reason(error: Exception, recording: Recording) -> Message:
    code = re.search(r"net::(ERR_\w+)", str(error))
    if recording.left:
        return _led_away(recording.left)
    if code and "CERT" in code[1]:
        return say("its certificate is not valid ({code})", code=code[1])
    if code:
        return say("it cannot be reached ({code})", code=code[1])
    return say("the browser stopped ({reason})", reason=str(error).strip().partition("\n")[0])


_VARIES = re.compile(r"[0-9a-f]{8,}|[0-9]{4,}|(?<=[._-])[0-9A-Za-z]{10,}(?=$|[._-])")


def _stars(visits: Iterable[Iterable[Key]]) -> dict[Key, str]:
    """`*` for the part of a name that is another one in each visit."""
    by_shape: dict[Key, set[str]] = {}
    for keys in visits:
        for storage, name, host in keys:
            by_shape.setdefault((storage, _VARIES.sub("*", name), host), set()).add(name)
    return {
        (storage, name, host): shape
        for (storage, shape, host), names in by_shape.items()
        if len(names) > 1
        for name in names
    }


def _finished(
    one: _Raw, found: dict[Key, Trace], site: str, sites: dict[str, str], stars: dict[Key, str]
) -> Visit:
    if one.fault:
        return Visit(one.way, {}, (), one.fault)
    items = {
        Item(storage, stars.get((storage, name, host), name), host, sites[host] != site): trace
        for (storage, name, host), trace in found.items()
    }
    return Visit(one.way, items, one.recording.others(site, sites))
