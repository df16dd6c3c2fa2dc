"""The MkDocs plugin: glue. What each hook does is in `site_pages` and `options`.

MkDocs runs all hooks once per language (static-i18n builds inside the build); the outcome of the
pipeline is made once and kept on the plugin, which `mkdocs serve` makes again for each rebuild.
"""

from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.mkdocs import (
    beside,
    menu,
    options,
    provided,
    site_folder,
    site_pages,
    theme_files,
    tool_pages,
)
from generator.mkdocs.build import Build
from generator.mkdocs.written import Written


class NoticesPlugin(BasePlugin[options.Options]):
    """Puts the texts into the site; one who made them before sets `build`."""

    def __init__(self) -> None:
        self._config: MkDocsConfig | None = None
        self._folder: Path | None = None
        self._ahead: beside.Ahead | None = None

    @cached_property
    def build(self) -> Build:
        """The texts, made once a build."""
        assert self._config
        return Build.of(options.run(self.config, self._config))

    @cached_property
    def written(self) -> list[Written]:
        """The pages that people wrote, in all languages."""
        assert self._config
        return options.pages(self.config, self._config)

    @event_priority(100)  # before other plugins ask the theme for its environment
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """What the tool provides is added; the site is called as its brand."""
        i18n: Any = config.plugins["i18n"]
        self._config = config
        if not i18n.building:
            options.check_folder(self.config, config)
            self._folder = Path(config.site_dir)
        provided.add(config, options.data(self.config, config))
        theme_files.quicken(config.theme, options.cache(config).templates)
        site_pages.name(config, self.build)
        return config

    @event_priority(-200)  # static-i18n is -100 and would drop generated files
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The pages of the language that is being built, and the menu."""
        i18n: Any = config.plugins["i18n"]
        if not i18n.building:  # after the folder of the site was emptied
            self._ahead = beside.begun(self.build, Path(config.site_dir))
        language, all_ = i18n.current_language, options.languages(config)
        site_pages.refuse_other_languages(self.build, all_)
        site_pages.add(files, config, self.build, self.written, all_, language)
        i18n.i18n_files_per_language[language] = files.documentation_pages()
        menu.lead(config, self.build, self.written, language)
        return files

    def on_pre_page(self, page: Page, **_: Any) -> Page:
        """What follows from the tool alone is rendered once."""
        page.render = partial(tool_pages.render, page)  # type: ignore[method-assign]
        return page

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """The body of a document is ours; the marks of a written page are filled."""
        return site_pages.content(html, page, self.build)

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        """The page without the marks of its frame."""
        return site_pages.cut(output, page, self.build)

    @event_priority(-200)  # after static-i18n, which builds the other languages in its own
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """What is made when all languages are built: each language is a build inside the first."""
        i18n: Any = config.plugins["i18n"]
        if not i18n.building:
            beside.write_files(self.build, self.written, Path(config.site_dir), self._ahead)
            theme_files.lighten(Path(config.site_dir))
            site_folder.mark(Path(config.site_dir))

    def on_build_error(self, **_: Any) -> None:
        """Nothing stays patched, and the next build may replace what this one wrote."""
        theme_files.restore()
        if self._ahead:
            self._ahead.stop()
        if self._folder and self._folder.is_dir():
            site_folder.mark(self._folder)

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
