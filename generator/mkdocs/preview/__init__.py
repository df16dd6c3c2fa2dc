"""The live preview: a site in memory that follows the files it is made from.

`watching` tells what has changed, `maker` makes that part anew, `shown` holds what is to be seen,
`server` answers browsers and tells them. `open_preview` puts them together.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator import pipeline
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.watching import Watch


def serve(settings: pipeline.Settings, address: str, say: Callable[[str], None]) -> None:
    """Serve the preview until it is stopped; `address` is host:port. Starts itself again when
    the code of the tool has changed."""
    with tempfile.TemporaryDirectory(prefix="notices-preview-") as folder:
        maker = Maker(settings, Path(folder), say)
        host, _, port = address.rpartition(":")
        with Server((host, int(port)), maker.board) as server, Watch(maker.change, maker.folders):
            server.start()
            say(f"The preview is at http://{host}:{server.server_port}/ – stop it with Ctrl+C.")
            try:
                maker.run()
            except KeyboardInterrupt:
                say("")
                return
    os.execv(sys.executable, [sys.executable, "-m", "generator", *sys.argv[1:]])
