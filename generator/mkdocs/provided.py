"""What the tool provides for the site of every controller, unless the controller has its own.

Templates, style sheets, scripts and the icon lie in `frame/`, written pages in `pages/`; the rest
are settings of the site builder, which need not stand in mkdocs.yml.
"""

import logging
from pathlib import Path

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig

TOOL = Path(__file__).parents[1].resolve()
FRAME = Path(__file__).parent / "frame"
PAGES = Path(__file__).parent / "pages"
SHEET = "assets/stylesheets/notices.css"
EXTENSIONS = ("tables", "attr_list")
"""Of Markdown, as the pages of the tool are written."""


def add(config: MkDocsConfig, data: Path) -> None:
    """Add it to the settings of mkdocs.yml; what was added or written there before stays."""
    _frame(config)
    config.markdown_extensions += [e for e in EXTENSIONS if e not in config.markdown_extensions]
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slug)
    validation = config.validation
    validation.nav.omitted_files = logging.DEBUG  # the menu is made from the pages
    if validation.links.anchors == logging.INFO:  # as it is when nobody has written anything
        validation.links.anchors = logging.WARNING
    _watch(config, data)


def slug(words: str, separator: str) -> str:
    """The address of a heading: the library's own would leave out ı, which is a letter."""
    return str(slugify(words.replace("ı", "i"), separator))


def _frame(config: MkDocsConfig) -> None:
    """Templates and files are looked for in the controller's folder first, then in the tool's,
    then in the theme's."""
    theme = config.theme
    if str(FRAME) not in theme.dirs:
        after = theme.dirs.index(theme.custom_dir) + 1 if theme.custom_dir else 0
        theme.dirs.insert(after, str(FRAME))
    if SHEET not in config.extra_css:
        config.extra_css.insert(0, SHEET)


def _watch(config: MkDocsConfig, data: Path) -> None:
    """`mkdocs serve` follows what a site is made from, each folder under one of its names."""
    watched = {Path(name).resolve() for name in config.watch}
    for folder in (data, TOOL, Path(config.theme.custom_dir or data)):
        if folder.resolve() not in watched:
            watched.add(folder.resolve())
            config.watch.append(str(folder))
