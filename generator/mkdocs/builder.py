"""Builds the site from the command line, with the pipeline's outcome made once."""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.errors import LoadingError, NoticesError, Problem
from generator.keeping import LINKS
from generator.mkdocs import exchange, site_folder
from generator.mkdocs.options import Refused
from generator.outputs import links
from generator.provenance import Origin

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner is not for our readers

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

CONFIG = "mkdocs.yml"
SOURCES = ("docs", "overrides", "generator", CONFIG)


class _Complaints(logging.Handler):
    """Collects what the site builder warns of; in a strict build each is a mistake."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(
    settings: pipeline.Settings, output: Path, say: Callable[[str], None] = print
) -> pipeline.Outcome:
    """Write the site into `output`; raises NoticesError, and then leaves `output` as it was.

    `say` hears what went wrong after the new site was in its place."""
    folder = allowed(settings, output)
    os.environ.setdefault("SITE_URL", "")
    base = load_config(CONFIG).site_url or ""
    outcome = pipeline.run(replace(settings, base=base))
    outcome.publication.texts  # noqa: B018 - refuses here, before the site builder starts
    with exchange.begun(folder, say) as work:
        make(outcome, work / exchange.SITE)
        allowed(settings, output)  # somebody may have put something there meanwhile
        exchange.put(work, folder)
    return outcome


def allowed(settings: pipeline.Settings, output: Path) -> Path:
    """The folder that `output` names; raises LoadingError if a build must not replace it."""
    return site_folder.checked(output, (settings.data, *map(Path, SOURCES)))


def make(outcome: pipeline.Outcome, folder: Path) -> None:
    """Write the site of `outcome` into a new folder; raises NoticesError."""
    base = outcome.settings.base
    log, complaints = logging.getLogger("mkdocs"), _Complaints()
    log.setLevel(logging.WARNING)
    log.addHandler(complaints)
    log.propagate = False
    try:
        with outcome.publication.printing:  # from here on, on the processors that stand idle
            config = load_config(CONFIG, site_dir=str(folder.absolute()), site_url=base)
            plugin: Any = config.plugins["kvkk-notices"]
            plugin.use(outcome)
            mkdocs_build.build(config)
    except Refused as error:
        raise LoadingError(error.problems) from None
    except (MkDocsException, SystemExit) as error:
        raise _frame(complaints.messages or [str(error)]) from None
    finally:
        log.removeHandler(complaints)
    keeping = outcome.publication.keeping
    memory = keeping.folder / LINKS if keeping.folder else None
    broken = links.broken(folder, base, outcome.placed, memory)
    if broken:
        raise _frame(broken)
    keeping.clear()


def _frame(complaints: Iterable[str]) -> NoticesError:
    return LoadingError(Problem(Origin(CONFIG), f"the site: {text}") for text in complaints)
