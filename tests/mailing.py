"""What tests of mails share: the examples as modules, a server for mail, the company released."""

import importlib.machinery
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

from aiosmtpd.controller import Controller

from generator import pipeline
from generator.expression import text as text_1
from generator.outputs.api.files import EXAMPLES
from generator.releases import freezing, preparing
from generator.releases.record import Approval, ChangeKind
from tests import demo
from tests.conftest import free_port

COMPANY = demo.ROOT / "data"
DAY = date(2026, 11, 25)
ARTICLE = re.compile(r'<article data-layer="(\w+)" data-expression="([^"]+)".*?</article>', re.S)


def released_company(
    folder: Path, prints: Mapping[tuple[str, str], bytes] | None = None
) -> pipeline.Outcome:
    """7İMMO's texts of today as if they had been released; its own data has no release."""
    data = folder / "data"
    shutil.copytree(COMPANY, data)
    outcome = pipeline.run(pipeline.Settings(data=data, as_of=DAY))
    with freezing.locked(outcome.archive) as archive:
        candidate = preparing.prepare(archive, outcome.texts, DAY)
        freezing.freeze(
            archive,
            candidate,
            kind=ChangeKind.FIRST,
            notes={"tr": "İlk yayım.", "en": "First publication."},
            approval=Approval("author", "counsel", DAY, candidate.digests),
            published=DAY,
            tool="test",
            prints=lambda _name: prints or {},
        )
    return production(data, DAY)


def production(data: Path, day: date, base: str = demo.ADDRESS) -> pipeline.Outcome:
    """What is published of `data` on a day."""
    with demo.clock(day):
        settings = pipeline.Settings(data=data, production=True, base=base)
        return pipeline.run(settings)


def example(folder: Path) -> ModuleType:
    """The published example, saved as its first lines say."""
    source = folder / "send_mail.py"
    shutil.copy(EXAMPLES / "send_mail.py.txt", source)
    loader = importlib.machinery.SourceFileLoader("send_mail", str(source))
    spec = importlib.util.spec_from_loader("send_mail", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def php(code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run PHP code after the published example."""
    program = (EXAMPLES / "send_mail.php.txt").read_text(encoding="utf-8") + code
    command = [
        "php",
        "-d",
        "display_errors=stderr",
        "-r",
        program.removeprefix("<?php"),
        *arguments,
    ]
    return subprocess.run(command, capture_output=True, check=False)


class Box:
    """Keeps what a mail server receives, byte by byte."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        """Called by the server for each message."""
        self.received.append(envelope.content)  # type: ignore[attr-defined]
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[tuple[Box, int]]:
    """A real SMTP server on a free port."""
    box = Box()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


def parsed(content: bytes) -> EmailMessage:
    """The message as the standard library reads it."""
    return message_from_bytes(content, policy=policy.default)  # type: ignore[return-value]


def parts_of(message: EmailMessage) -> tuple[str, str]:
    """Plain text and HTML, decoded, with line ends of one character."""
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert rich is not None
    return plain.get_content().replace("\r\n", "\n"), rich.get_content().replace("\r\n", "\n")


def digests(html: str) -> dict[tuple[str, str], str]:
    """By document and layer, computed from the articles of a page."""
    return {(m[2], m[1]): text_1.digest(m[0]) for m in ARTICLE.finditer(html)}
