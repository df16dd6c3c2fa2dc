"""The MkDocs plugin: glue. What each hook does is in `site_pages`.

MkDocs runs all hooks once per language (static-i18n builds inside the build); the outcome of the
pipeline is made once and kept on the plugin, which `serve` makes anew for each rebuild.
"""

import gc
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import pipeline
from generator.errors import NoticesError
from generator.mkdocs import site_pages, theme_files


class Options(Config):
    """Options of the plugin in mkdocs.yml; the command line sets the same."""

    data_dir = config_options.Type(str, default="data")
    site = config_options.Type(str, default="")
    as_of = config_options.Type(str, default="")


class NoticesPlugin(BasePlugin[Options]):
    """Puts the texts into the site. `settings` of the command line win over the options."""

    settings: pipeline.Settings | None = None

    def __init__(self) -> None:
        self._outcome: pipeline.Outcome | None = None

    def outcome(self, config: MkDocsConfig) -> pipeline.Outcome:
        """The pages, made once a build; mistakes in the data end the build in their own words."""
        if self._outcome is None:
            try:
                self._outcome = pipeline.run(self.settings or self._from_options(config))
            except NoticesError as error:
                raise PluginError(f"the data cannot be used:\n{error}") from None
        return self._outcome

    def _from_options(self, config: MkDocsConfig) -> pipeline.Settings:
        options = self.config
        return pipeline.Settings(
            data=Path(config.config_file_path).parent / options.data_dir,
            site=options.site or None,
            as_of=date.fromisoformat(options.as_of) if options.as_of else None,
            cache=cache_folder(config) / "texts",
            base=config.site_url or "",
        )

    def use(self, outcome: pipeline.Outcome) -> None:
        """Build with an outcome that was made before."""
        self._outcome = outcome

    @event_priority(100)  # before other plugins ask the theme for its environment
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The site is called as its brand."""
        gc.set_threshold(50_000)  # a build makes many small objects and few cycles
        theme_files.quicken(config.theme, cache_folder(config) / "templates")
        site = self.outcome(config).site
        config.site_name = site.brand.value
        outcome = self.outcome(config)
        config.extra["registered_name"] = outcome.facts.controller.registered_name.value
        config.extra["preview"] = not outcome.settings.production
        return config

    @event_priority(-200)  # static-i18n is -100 and would drop generated files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of the language that is being built, and the menu."""
        i18n: Any = config.plugins["i18n"]
        language = i18n.current_language
        site_pages.add(files, config, self.outcome(config), language, i18n.build_languages)
        i18n.i18n_files_per_language[language] = files.documentation_pages()
        config.nav = site_pages.menu(files, self.outcome(config), language)
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """The list of documents on the home page."""
        return site_pages.with_list(markdown, self.outcome(config), page)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """The body of a document is ours."""
        return site_pages.content(html, page, self.outcome(config))

    @event_priority(-50)  # after the search plugin
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, **_: Any) -> Any:
        """The search index gets the clauses as they are, without parsing the page again."""
        site_pages.index(page, self.outcome(config), config)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page without the marks of its frame."""
        return site_pages.cut(output, page, self.outcome(config))

    @event_priority(-200)  # after static-i18n, which builds the other languages in its own
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """What is made when all languages are built: each language is a build inside the first."""
        i18n: Any = config.plugins["i18n"]
        if not i18n.building:
            site_pages.write_files(self.outcome(config), Path(config.site_dir))

    def on_build_error(self, **_: Any) -> None:
        """A failure in the second language leaves nothing patched behind."""
        theme_files.restore()

    def on_pre_template(
        self, template: jinja2.Template, *, template_name: str, config: MkDocsConfig
    ) -> jinja2.Template:
        """The language switch of the 404 page leads home, not where the last page led."""
        return site_pages.before_template(template, template_name, config)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The 404 page of the default language stays."""
        return site_pages.after_template(output_content, template_name, config)


def cache_folder(config: MkDocsConfig) -> Path:
    """Beside mkdocs.yml; may be deleted at any time."""
    return Path(config.config_file_path).parent / ".cache"
