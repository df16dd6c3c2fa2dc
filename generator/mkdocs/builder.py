"""Builds the site from the command line, with the pipeline's outcome made once."""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import files, pipeline, shares
from generator.errors import LoadingError, NoticesError, Problem
from generator.message import say
from generator.mkdocs import exchange, site_folder, unchanged
from generator.mkdocs.build import Build
from generator.mkdocs.options import Refused
from generator.outputs.site import links
from generator.provenance import Origin
from generator.publication import host
from generator.recipes.publishing import Publishing

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner is not for our readers

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

CONFIG = unchanged.CONFIG
MOST_BYTES = 1_000_000
SOURCES = ("docs", "overrides", "generator", CONFIG)


class _Complaints(logging.Handler):
    """Collects what the site builder warns of; in a strict build each is a mistake."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(
    settings: pipeline.Settings, output: Path, notify: Callable[[str], None] = print
) -> Publishing:
    """Write the site into `output`; raises NoticesError, and then leaves `output` as it was.

    `notify` hears what went wrong after the new site was in its place."""
    refuse_elsewhere()
    folder = allowed(settings, output)
    os.environ.setdefault("SITE_URL", "")
    made_from = unchanged.made_from(settings)
    config = configured()
    base = config.site_url or ""
    build = Build.of(pipeline.run(replace(settings, base=base)))
    build.publishing.publication.texts  # noqa: B018 - refuses before the site builder starts
    cache = build.publishing.publication.cache
    with exchange.begun(folder, notify) as work:
        built = work / exchange.SITE
        built.mkdir()  # a build that is killed from here on is seen by the next
        make(build, built)
        own = built.stat()
        allowed(settings, output)  # somebody may have put something there meanwhile
        exchange.put(work, folder)
        if cache.before and build.publishing.publication.timeline.entries:
            exchange.leave(work, cache.before)
    # Not before the site that was there is gone, some of whose files were other names of these.
    (contents, files), _ = shares.both(
        lambda: (
            unchanged.contents_of(folder, build.placed),
            unchanged.files_of(folder, own),
        ),
        cache.remember,
    )
    if _whole(config) and unchanged.made_from(settings) == made_from:  # nobody wrote meanwhile
        unchanged.remember(settings, output, files, contents, made_from)
    return build.publishing


def _whole(config: MkDocsConfig) -> bool:
    """Whether a site is made from nothing but mkdocs.yml and the folders that are looked at."""
    folders = {Path(config.docs_dir), Path(config.theme.custom_dir or "overrides").absolute()}
    return (
        set(config.plugins) == {"i18n", "kvkk-notices"}
        and not config.hooks
        and not config.markdown_extensions[3:]
        and folders == {Path(name).absolute() for name in unchanged.FOLDERS}
        and b"INHERIT" not in Path(CONFIG).read_bytes()
    )


def configured(**settings: str) -> MkDocsConfig:
    """The settings of mkdocs.yml and these; raises LoadingError."""
    address = os.environ.get("SITE_URL", "")
    if address and (fault := host.fault(address)):
        raise LoadingError(host.problem(fault))
    log, complaints = logging.getLogger("mkdocs"), _Complaints()
    propagate, log.propagate = log.propagate, False
    log.addHandler(complaints)
    try:
        files.read(Path(CONFIG), MOST_BYTES)  # a pipe would be waited for
        return load_config(CONFIG, **settings)
    except (MkDocsException, SystemExit, ValueError) as error:
        raise _frame(complaints.messages or [str(error)]) from None
    except OSError as error:
        message = say("this cannot be read ({reason}).", reason=error.strerror)
        raise LoadingError(Problem(Origin(CONFIG, 0), message)) from None
    finally:
        log.removeHandler(complaints)
        log.propagate = propagate


def refuse_elsewhere() -> None:
    """Raises LoadingError outside the folder of a project, where no site can be made."""
    if not Path(CONFIG).is_file():
        message = say("this folder is not a project: it has no mkdocs.yml.")
        hint = say(
            "Go to the folder that has mkdocs.yml beside data/ and docs/, and try there again."
        )
        raise LoadingError(Problem(Origin(CONFIG, 0), message, hint))


def allowed(settings: pipeline.Settings, output: Path) -> Path:
    """The folder that `output` names; raises LoadingError if a build must not replace it."""
    return site_folder.checked(output, (settings.data, *map(Path, SOURCES)))


def trial(outcome: pipeline.Outcome, folder: Path) -> None:
    """Write the site of an outcome into a new folder, to see that it can be built."""
    build = Build.of(outcome)
    make(build, folder)
    build.publishing.publication.cache.remember()


def make(build: Build, folder: Path) -> None:
    """Write the site of a build into a new folder; raises NoticesError."""
    base = build.outcome.settings.base
    log, complaints = logging.getLogger("mkdocs"), _Complaints()
    log.setLevel(logging.WARNING)
    log.addHandler(complaints)
    log.propagate = False
    try:
        config = configured(site_dir=str(folder.absolute()), site_url=base)
        plugin: Any = config.plugins["kvkk-notices"]
        plugin.build = build
        mkdocs_build.build(config)
    except Refused as error:
        raise LoadingError(error.problems) from None
    except (MkDocsException, SystemExit) as error:
        if isinstance(error.__context__, Refused):  # the site builder says it in its own way
            raise LoadingError(error.__context__.problems) from None
        raise _frame(complaints.messages or [str(error)]) from None
    finally:
        log.removeHandler(complaints)
    cache = build.publishing.publication.cache
    if broken := links.broken(folder, base, build.placed, cache.links, shares.both):
        raise _frame(broken)
    cache.clear()


def _frame(complaints: Iterable[str]) -> NoticesError:
    return LoadingError(
        Problem(Origin(CONFIG), say("the site: {text}", text=text)) for text in complaints
    )
