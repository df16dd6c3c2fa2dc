"""A page that a shop serves now: its words, its links, and the scripts that it copied from us."""

import base64
import hashlib
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from generator.errors import LoadingError
from generator.message import Message, say, without_stop
from generator.proofs import asking, fixes
from generator.proofs.asking import Answer
from generator.proofs.shop_page import ShopPage
from generator.publication import Publication

_PAGES = ("text/html", "application/xhtml+xml")
_OURS = re.compile(
    r"(?:.*/)?(?:notice(?:-(?P<digest>[0-9a-f]{16}))?\.js|verify_receipt(?:\.\w+){1,2})"
)
_IMPORTED = re.compile(
    r"""["']([^"'\s]{1,500}(?:notice(?:-[0-9a-f]{16})?\.js|verify_receipt\.mjs))["']"""
)
_MOST_SCRIPTS = 10
READING = 30.0
"""Seconds for reading a page and comparing what is on it."""
UNSEEN = (
    say("what scripts put into the page, change in it or take out of it"),
    say("what style sheets hide, cover or make small; the elements look at that in the browser"),
    say("other pages of the shop, and those behind a login or a basket"),
    say("what the server of the shop does with receipts, and files of it that nobody can ask for"),
    say("scripts that are packed into another file or have another name"),
)
"""What this does not look at, each in words without a full stop."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is wrong, in sentences without a full stop; how many `elements` and `texts` and which
    `scripts` (each with its version) were looked at; `address` is where it came from in the end."""

    address: str
    wrong: Sequence[Message]
    scripts: Sequence[Message]
    elements: int = 0
    texts: int = 0
    is_page: bool = True


def look(address: str, site: Publication) -> Look:
    """Asks for the page and for the scripts on it that are ours; LoadingError without an answer."""
    answer = asking.ask(address)
    if answer.kind not in _PAGES:
        said, wrong = _script(answer, address, "")
        return Look(answer.address, wrong, said, is_page=False)
    page, wrong = _in_time(answer, site)
    said = list[Message]()
    for script, integrity in _scripts(page):
        try:
            found = asking.ask(script)
        except LoadingError as error:
            wrong += [
                say("{address}: {wrong}", address=script, wrong=without_stop(problem.message))
                for problem in error.problems
            ]
            continue
        more, objections = _script(found, script, integrity)
        said, wrong = said + more, wrong + objections
    return Look(answer.address, wrong, said, len(page.elements), page.texts)


def _in_time(answer: Answer, site: Publication) -> tuple[ShopPage, list[Message]]:
    """The page and what is wrong with it; LoadingError where reading it takes long, for a page can
    be written so that every parser does."""
    read: list[tuple[ShopPage, list[Message]] | Exception] = []

    def work() -> None:
        try:
            page = ShopPage.read(answer.address, answer.content, answer.charset, site)
            read.append((page, list(page.differences())))
        except Exception as error:
            read.append(error)

    reading = threading.Thread(target=work, daemon=True)
    reading.start()
    reading.join(READING)
    if not read:
        fault = say("it takes longer than {limit} seconds to be read", limit=int(READING))
        raise asking.refused(answer.address, fault)
    if isinstance(read[0], Exception):
        raise read[0]
    return read[0]


def _scripts(page: ShopPage) -> Iterator[tuple[str, str]]:
    """The scripts on the page that are called as ours are, with their `integrity`."""
    found: dict[str, str] = {}
    for script in page.root.iter("script"):
        source = script.get("src")
        named = [source] if source else _IMPORTED.findall(script.text or "")
        for name in named:
            address = urljoin(page.address, name).partition("#")[0]
            if _OURS.fullmatch(urlsplit(address).path):
                found.setdefault(address, script.get("integrity", ""))
    yield from list(found.items())[:_MOST_SCRIPTS]


def _script(answer: Answer, asked: str, integrity: str) -> tuple[list[Message], list[Message]]:
    """What a script is, and what is wrong with it."""
    content = answer.content.decode("utf-8", "replace")
    file = fixes.file_of(content)
    if not file:
        return [], [say("{address}: this is no script of ours", address=answer.address)]
    version = fixes.version_of(content)
    wrong = [
        say(
            "{address}: {file} {version} is too old: {fault} (mended in {newest}); copy it again",
            address=answer.address, file=file, version=version, fault=fault,
            newest=fixes.newest(file),
        )
        for fault in fixes.faults(content)
    ]  # fmt: skip
    named = _OURS.fullmatch(urlsplit(asked).path)
    digest = hashlib.sha256(answer.content).hexdigest()[:16]
    if named and named["digest"] not in (None, digest):
        wrong.append(say("{address}: its bytes are not those of its name", address=answer.address))
    if integrity and not any(_holds(answer.content, token) for token in integrity.split()):
        wrong.append(
            say(
                "{address}: a browser refuses it, for its “integrity” is another one",
                address=answer.address,
            )
        )
    return [say("{file} {version}", file=file, version=version)], wrong


def _holds(content: bytes, token: str) -> bool:
    """Whether the bytes have this digest (`sha384-…`)."""
    algorithm, _, value = token.partition("-")
    if algorithm not in ("sha256", "sha384", "sha512"):
        return False
    digest = hashlib.new(algorithm, content).digest()
    return base64.b64encode(digest).decode() == value.partition("?")[0]
