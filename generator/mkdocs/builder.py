"""Builds and serves the site from the command line, with the pipeline's outcome made once."""

import logging
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.errors import LoadingError, NoticesError, Problem
from generator.mkdocs.options import Refused
from generator.mkdocs.plugin import NoticesPlugin
from generator.outputs import links
from generator.provenance import Origin

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner is not for our readers

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
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


def build(settings: pipeline.Settings, output: Path) -> pipeline.Outcome:
    """Write the preview into `output`; raises NoticesError, and then leaves `output` alone."""
    os.environ.setdefault("SITE_URL", "")
    base = load_config(CONFIG).site_url or ""
    outcome = pipeline.run(replace(settings, base=base))
    outcome.publication.texts  # noqa: B018 - refuses here, before the site builder starts
    log, complaints = logging.getLogger("mkdocs"), _Complaints()
    log.setLevel(logging.WARNING)
    log.addHandler(complaints)
    log.propagate = False
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".building-") as name:
        made = Path(name) / "site"
        try:
            config = load_config(CONFIG, site_dir=str(made.absolute()))
            plugin: Any = config.plugins["kvkk-notices"]
            plugin.use(outcome)
            mkdocs_build.build(config)
        except Refused as error:
            raise LoadingError(error.problems) from None
        except (MkDocsException, SystemExit) as error:
            raise _frame(error, complaints.messages) from None
        finally:
            log.removeHandler(complaints)
        broken = links.broken(made, base)
        if broken:
            raise _frame(ValueError(), broken)
        _replace(made, output)
    return outcome


def _replace(made: Path, output: Path) -> None:
    """Put the finished site in the place of the one before."""
    if output.exists():
        shutil.rmtree(output)
    made.rename(output)


def serve(settings: pipeline.Settings, address: str) -> None:
    """Serve the preview until it is stopped; every change in the watched folders rebuilds it."""
    NoticesPlugin.settings = settings
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        mkdocs_serve.serve(CONFIG, dev_addr=address)
    except MkDocsException as error:
        raise _frame(error, []) from None


def _frame(error: BaseException, complaints: list[str]) -> NoticesError:
    messages = complaints or [str(error)]
    return LoadingError(Problem(Origin(CONFIG), f"the site: {text}") for text in messages)
