"""The options of the plugin in mkdocs.yml, and what they ask of the pipeline."""

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator import pipeline
from generator.cache import NAME, Layout
from generator.errors import NoticesError, Problem
from generator.message import say
from generator.mkdocs import provided, site_folder, written
from generator.mkdocs.written import Written
from generator.provenance import Origin
from generator.publication import host


class Refused(PluginError):
    """Ends the build for mistakes that a person can correct; each keeps its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        reasons = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"the site cannot be built:\n{reasons}")


class Options(Config):
    """The command line sets the same, and wins."""

    data_dir = config_options.Type(str, default="data")
    site = config_options.Type(str, default="")
    as_of = config_options.Type(str, default="")
    without = config_options.ListOfItems(config_options.Type(str), default=[])
    """Pages of the tool that are left out."""


def run(options: Options, config: MkDocsConfig) -> pipeline.Outcome:
    """The pages; mistakes in the data end the build in their own words."""
    try:
        day = date.fromisoformat(options.as_of) if options.as_of else None
    except ValueError:
        message = say("“{day}” is not a valid day.", day=options.as_of)
        hint = say("Write “as_of:” as 2026-12-15.")
        raise Refused([Problem(Origin("mkdocs.yml"), message, hint)]) from None
    if config.site_url and (fault := host.fault(config.site_url)):
        raise Refused([host.problem(fault)])
    asked = pipeline.Settings(
        data=data(options, config),
        site=options.site or None,
        as_of=day,
        cache=cache(config),
        base=config.site_url or "",
    )
    try:
        return pipeline.run(asked)
    except NoticesError as error:
        raise Refused(error.problems) from None


def data(options: Options, config: MkDocsConfig) -> Path:
    """The folder of the facts."""
    return Path(config.config_file_path).parent / options.data_dir


def check_folder(options: Options, config: MkDocsConfig) -> None:
    """Refuse a folder that the site builder must not empty."""
    folder = Path(config.site_dir)
    if folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith("mkdocs_"):
        return  # that of “mkdocs serve”, which a failed build may leave without its marker
    overrides = Path(config.config_file_path).parent / "overrides"
    sources = (data(options, config), Path(config.docs_dir), overrides)
    try:
        site_folder.checked(folder, (*sources, Path(config.config_file_path)))
    except NoticesError as error:
        raise Refused(error.problems) from None


def pages(options: Options, config: MkDocsConfig) -> list[Written]:
    """The written pages of all languages, those of the tool among them."""
    own = Path(config.docs_dir)
    try:
        return written.read(own, languages(config), provided.PAGES, options.without)
    except NoticesError as error:
        raise Refused(error.problems) from None


def languages(config: MkDocsConfig) -> list[str]:
    """The languages that are built; the first stands at the root."""
    i18n: Any = config.plugins["i18n"]
    return sorted(i18n.build_languages, key=lambda code: code != i18n.default_language)


def cache(config: MkDocsConfig) -> Layout:
    """The cache beside mkdocs.yml."""
    return Layout(Path(config.config_file_path).parent / NAME)
