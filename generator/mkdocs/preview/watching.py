"""Reports what has changed on disk, a moment after the last write.

Reading a file is not a change, and neither is what editors and Python leave beside it; so nothing
that the preview itself does wakes it up.
"""

import os
import queue
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.03
"""Seconds without a further event after which a change counts as finished."""
_WRITTEN = ("created", "modified", "moved", "deleted")
_BESIDE = ("~", ".swp", ".swx", ".swo", ".tmp", ".pyc")


class Watch(FileSystemEventHandler):
    """Calls `changed` with the paths that were written, from a thread of its own."""

    def __init__(self, changed: Callable[[set[Path]], None], folders: Iterable[Path]) -> None:
        self._changed = changed
        self._paths: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        self._observer: Any = Observer()
        folders = list(folders)
        self._only = {folder.resolve() for folder in folders if not folder.is_dir()}
        self._watched: dict[Path, Any] = {}
        for folder in folders:
            # A single file is watched by its folder: editors put a new file in its place. So is a
            # folder: another one of its name may take its place, and a watch goes with the first.
            self._observer.schedule(self, str(folder.parent), recursive=False)
            if folder.is_dir():
                self._follow(folder.resolve())
        self._roots = set(self._watched)
        self._thread = threading.Thread(target=self._collect, daemon=True)

    def __enter__(self) -> "Watch":
        self._observer.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._paths.put(None)
        self._observer.join()
        self._thread.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Keep what was written; both names where a file was moved."""
        if event.event_type not in _WRITTEN:
            return
        if event.is_directory:
            self._come_back(event)
            return
        for name in (event.src_path, event.dest_path):
            if name and self._counts(path := _real(name)):
                self._paths.put(path)

    def _come_back(self, event: FileSystemEvent) -> None:
        """A folder that stands again where one was deleted or moved away."""
        name = event.dest_path or event.src_path
        path = _real(name)
        if event.event_type in ("created", "moved") and path in self._roots and path.is_dir():
            with suppress(KeyError, OSError):
                self._observer.unschedule(self._watched[path])
            with suppress(OSError):  # gone again: it is seen when it comes back
                self._follow(path)
            self._paths.put(path)

    def _follow(self, folder: Path) -> None:
        self._watched[folder] = self._observer.schedule(self, str(folder), recursive=True)

    def _counts(self, path: Path) -> bool:
        if path in self._only:
            return True
        if path.name.endswith(_BESIDE):
            return False
        for root in self._roots:
            if path.is_relative_to(root):
                parts = path.relative_to(root).parts
                return not any(part.startswith((".", "__pycache__")) for part in parts)
        return False

    def _collect(self) -> None:
        while (path := self._paths.get()) is not None:
            paths = {path}
            while True:
                try:
                    more = self._paths.get(timeout=QUIET)
                except queue.Empty:
                    break
                if more is None:
                    return
                paths.add(more)
            self._changed(paths)


def _real(name: bytes | str) -> Path:
    """Where it leads; itself where a link leads to itself or has gone meanwhile."""
    path = Path(os.fsdecode(name)).absolute()
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # would end the thread, and no change were heard of any more
        return path
