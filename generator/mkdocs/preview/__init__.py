"""The live preview: a site in memory that follows the files it is made from.

`watching` reports what has changed, `maker` makes that part again, `shown` holds what is to be
seen, `server` answers browsers and notifies them. `open_preview` puts them together.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator import pipeline
from generator.mkdocs.preview import address
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.watching import Watch

OPEN = (
    "It is open to the network: anyone who reaches this machine can read drafts and findings. "
    f"For this machine alone: --address {address.DEFAULT}"
)


def serve(settings: pipeline.Settings, typed: str, say: Callable[[str], None]) -> None:
    """Serve the preview until it is stopped; `typed` is host:port. Starts itself again when
    the code of the tool has changed. Before anything is made it raises `address.NotAnAddress` or
    `address.Refused` if nothing can be served there."""
    where = address.read(typed)
    with tempfile.TemporaryDirectory(prefix="notices-preview-") as folder:
        maker = Maker(settings, Path(folder), say)
        with Server(where, maker.board) as server, Watch(maker.change, maker.folders):
            server.start()
            bound = server.socket.getsockname()
            warning = f"\n{OPEN}" if address.is_open(bound[0]) else ""
            try:
                link = address.link(where, bound)
                say(f"The preview is at {link} – stop it with Ctrl+C.{warning}")
                maker.run()
            except KeyboardInterrupt:
                say("")
                return
    os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])
