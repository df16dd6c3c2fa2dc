"""Builds the site from the command line, with the pipeline's outcome made once."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.errors import LoadingError, NoticesError, Problem
from generator.mkdocs.build import Build
from generator.mkdocs.options import Refused
from generator.outputs.site import links
from generator.provenance import Origin
from generator.recipes.publishing import Publishing

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner is not for our readers

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

CONFIG = "mkdocs.yml"


class _Complaints(logging.Handler):
    """Collects what the site builder warns of; in a strict build each is a mistake."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(settings: pipeline.Settings, output: Path) -> Publishing:
    """Write the site into `output`; raises NoticesError, and then leaves `output` alone."""
    os.environ.setdefault("SITE_URL", "")
    base = load_config(CONFIG).site_url or ""
    outcome = pipeline.run(replace(settings, base=base))
    build = Build.of(outcome)
    build.publishing.publication.texts  # noqa: B018 - refuses before the site builder starts
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".building-") as name:
        made = Path(name) / "site"
        make(build, made)
        _replace(made, output)
    return build.publishing


def make(build: Build, folder: Path) -> None:
    """Write the site of a build into a new folder; raises NoticesError."""
    base = build.outcome.settings.base
    log, complaints = logging.getLogger("mkdocs"), _Complaints()
    log.setLevel(logging.WARNING)
    log.addHandler(complaints)
    log.propagate = False
    try:
        with build.publishing.files:  # what takes long begins here, on idle processors
            config = load_config(CONFIG, site_dir=str(folder.absolute()), site_url=base)
            plugin: Any = config.plugins["kvkk-notices"]
            plugin.use(build)
            mkdocs_build.build(config)
    except Refused as error:
        raise LoadingError(error.problems) from None
    except (MkDocsException, SystemExit) as error:
        raise _frame(complaints.messages or [str(error)]) from None
    finally:
        log.removeHandler(complaints)
    cache = build.publishing.publication.cache
    broken = links.broken(folder, base, build.placed, cache.links)
    if broken:
        raise _frame(broken)
    cache.clear()


def _replace(made: Path, output: Path) -> None:
    """Put the finished site in the place of the one before."""
    if output.exists():
        shutil.rmtree(output)
    made.rename(output)


def _frame(complaints: Iterable[str]) -> NoticesError:
    return LoadingError(Problem(Origin(CONFIG), f"the site: {text}") for text in complaints)
