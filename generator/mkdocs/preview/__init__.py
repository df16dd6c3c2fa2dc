"""The live preview: a site in memory that follows the files it is made from.

`watching` reports what has changed, `maker` makes that part again, `shown` holds what is to be
seen, `server` answers browsers and notifies them, `editor` corrects facts for the panel of a page.
`serve` puts them together.
"""

import os
import shutil
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from pathlib import Path

from generator import pipeline
from generator.catalogue import ENGLISH, said
from generator.message import say
from generator.mkdocs.preview import address
from generator.mkdocs.preview.editor import OFF, Editor
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.mine import Mine
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.watching import Watch

OPEN = say(
    "It is open to the network: anyone who reaches this machine can read drafts and findings. "
    "For this machine alone: --address {address}",
    address=address.DEFAULT,
)


def serve(
    settings: pipeline.Settings,
    typed: str,
    print_line: Callable[[str], None],
    language: str = ENGLISH,
    *,
    read_only: bool = False,
    opened: bool = False,
) -> None:
    """Serve the preview, in `language`, until it is stopped; `typed` is host:port.

    With `opened` the browser of the system is led there. Facts can be corrected in its pages unless
    it is `read_only` or open to the network.

    Starts itself again when the code of the tool has changed. Before anything is made it raises
    `address.NotAnAddress` or `address.Refused` if nothing can be served there.
    """
    where = address.read(typed)
    with tempfile.TemporaryDirectory(prefix="notices-preview-") as folder:
        maker = Maker(settings, Path(folder), print_line, language)
        with Server(where, maker.board, language) as server, Watch(maker.change, maker.folders):
            bound = server.socket.getsockname()
            if not address.is_open(bound[0]):
                start = Path(shutil.copytree(settings.data, Path(folder) / "start"))
                server.editor = Editor(
                    settings.data, maker.board, language, settings.day, read_only=read_only,
                    mine=Mine(settings, language, start, Path()),
                )  # fmt: skip
            server.start()
            try:
                link = address.link(where, bound)
                at = say("The preview is at {link} – stop it with Ctrl+C.", link=link)
                warning = [OPEN, OFF] if address.is_open(bound[0]) else []
                print_line("\n".join(said(words, language) for words in (at, *warning)))
                if opened:
                    webbrowser.open(link)  # it waits there until the first page is made
                maker.run()
            except KeyboardInterrupt:
                print_line("")
                return
    os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])
