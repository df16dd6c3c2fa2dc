"""Makes the theme cheap: compiled templates are kept, dot folders are not listed, notes not sent.

MkDocs lists every file of the theme once per language and then drops all that lies in a dot
folder; Material keeps some ten thousand icons there. Leaving those folders out of the walk gives
the same list. Both savings are on one theme object, nothing of MkDocs is replaced.
"""

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from mkdocs import utils
from mkdocs.theme import Theme
from mkdocs_static_i18n.utils import I18nLoggingFilter

from generator.mkdocs.provided import FRAME
from generator.rendering.compiled import Compiled

_UNUSED = re.compile(
    r"\.map$|^assets/javascripts/(bundle|lunr|workers)\b|^assets/stylesheets/(main|palette)\."
    r"|^assets/images/"
)
"""The theme's sheets, script, search and icon, which no page loads, and maps for their authors."""
_NOTES = {".css": re.compile(r"[ \t]*/\*.*?\*/\n?", re.DOTALL), ".js": re.compile(r"(?m)^ *//.*\n")}
"""What explains a sheet or a script to whoever changes it."""
_LINES = re.compile(r"\s*\n\s*")
_BUILD_LOG = logging.getLogger("mkdocs.commands.build")
_CLEAN_DIRECTORY = utils.clean_directory


def restore() -> None:
    """Undo what static-i18n puts in place while it builds the other languages, and forgets on
    failure: without this, `mkdocs serve` would never again clean the folder of the site, and
    every later build would say less."""
    utils.clean_directory = _CLEAN_DIRECTORY
    for log_filter in list(_BUILD_LOG.filters):
        if isinstance(log_filter, I18nLoggingFilter):
            _BUILD_LOG.removeFilter(log_filter)


class _Extended(Compiled):
    """Templates of a frame, for whose language plugins may bring extensions."""

    def __init__(self, folder: Path, env: jinja2.Environment) -> None:
        super().__init__(folder)
        self._env = env

    def get_source_checksum(self, source: str) -> str:
        """With the extensions, for they compile as well."""
        return super().get_source_checksum(f"{sorted(self._env.extensions)}{source}")


def quicken(theme: Theme, cache: Path) -> None:
    """Let `theme` make environments that compile each template once and list files quickly."""
    if "get_env" in vars(theme):
        return
    make = theme.get_env

    def list_templates(
        _extensions: Any = None, filter_func: Callable[[str], Any] | None = None
    ) -> list[str]:
        return _names(theme.dirs, theme.custom_dir, filter_func)

    def get_env() -> jinja2.Environment:
        env = make()
        env.bytecode_cache = _Extended(cache, env)
        env.list_templates = list_templates  # type: ignore[method-assign, assignment]
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


def _names(folders: list[str], own: str | None, wanted: Callable[[str], Any] | None) -> list[str]:
    """Names of all files below the folders, without dot folders, sorted as Jinja does. Whatever
    the controller put into its `own` folder is used."""
    names = set()
    for folder in folders:
        for path, inner, files in os.walk(folder, followlinks=False):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in files:
                relative = Path(path, name).relative_to(folder).as_posix()
                if folder == own or not _UNUSED.search(relative):
                    names.add(relative)
    return sorted(name for name in names if wanted is None or wanted(name))


def lighten(site: Path) -> None:
    """Take the notes out of the tool's sheets and scripts, which every visitor loads, and the lines
    out of sheets: a policy's first visit weighs 1,500 bytes less. What stands there in place of one
    of them stays."""
    for path in (FRAME / "assets").rglob("*"):
        there = site / path.relative_to(FRAME)
        if path.suffix in _NOTES and there.is_file() and there.read_bytes() == path.read_bytes():
            there.write_bytes(sent(path))


def sent(path: Path) -> bytes:
    """A file of the frame without notes; a sheet in one line, where it means the same."""
    notes = _NOTES.get(path.suffix)
    content = path.read_bytes()
    if not notes:
        return content
    text = notes.sub("", content.decode())
    return (_LINES.sub(" ", text) if path.suffix == ".css" else text).encode()
