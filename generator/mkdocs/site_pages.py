"""What the hooks of the plugin do: pages as generated files, the menu, bodies, the 404 page.

Both the documents and the written pages are files of our own, put in after static-i18n has sorted
what it found: so each has its address and its alternates from us.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as BuilderPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import languages
from generator.cache import Cached, Content
from generator.errors import Problem
from generator.mkdocs import marks, tables
from generator.mkdocs.build import Build
from generator.mkdocs.options import Refused
from generator.mkdocs.written import HOME, MENU, SEARCH, Written
from generator.outputs.site import accent, sitemap
from generator.outputs.site.frame import Frame
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page
from generator.outputs.site.pages import SitePage
from generator.provenance import Origin
from generator.publication.ways import MENUS
from generator.releases.timeline import State


def named(build: Build) -> dict[str, Any]:
    """What the templates know of the controller, by its name in `config.extra`."""
    outcome = build.outcome
    codes = build.publishing.publication.languages
    return {
        "brand": outcome.site.brand.value,
        "registered_name": outcome.facts.controller.registered_name.value,
        "accent": accent.PATH if outcome.site.accent else "",
        "preview": not outcome.settings.production,
        "labels": {code: labels_of(code) for code in codes},
        "directions": {code: languages.get(code).direction for code in codes},
    }


def name(config: MkDocsConfig, build: Build) -> None:
    """The site is called as its brand."""
    config.extra.update(named(build))
    config.site_name = config.extra["brand"]


def around(build: Build) -> object:
    """All that pages other than a text's own take from the data: while it stays equal, the
    frames and the written pages of an earlier build are still right."""
    site, codes = build.outcome.site, build.publishing.publication.languages
    marked = "".join(f"<!-- {mark} -->" for mark in marks.LIVE)
    return (
        named(build),
        site.accent and site.accent.value,
        [menu(build, (), code) for code in codes],
        [marks.filled(marked, build, code, "") for code in codes],
        [(entry.key, entry.address) for entry in build.publishing.pages.own],
    )


def add(
    files: Files,
    config: MkDocsConfig,
    build: Build,
    pages: Sequence[Written],
    languages_: Sequence[str],
    language: str,
) -> None:
    """Put every page of `language` into `files`, each knowing its other languages."""
    for file in list(files.documentation_pages()):
        files.remove(file)
    by_name: dict[str, dict[str, File]] = {}
    for entry in build.publishing.pages.own:
        document, code = entry.key
        by_name.setdefault(document, {})[code] = _document(entry.page, config)
    for page in pages:
        by_name.setdefault(page.name, {})[page.language] = _written(page, config)
    _refuse(by_name, languages_, {page.source: page.place for page in pages})
    for alternates in by_name.values():
        for file in alternates.values():
            file.alternates = alternates  # type: ignore[attr-defined]
        files.append(alternates[language])


def refuse_other_languages(build: Build, wanted: Sequence[str]) -> None:
    """A site in other languages than are built: reported once, not for each of its documents."""
    site = build.outcome.site
    own = [language.value for language in site.languages]
    message = f"“{site.id.value}” is made in {', '.join(own)}, but the site is built in "
    if not set(wanted) <= set(own):
        hint = f"Write “languages: [{', '.join(wanted)}]”; a site has all of them."
        raise Refused([Problem(site.at("languages"), f"{message}{', '.join(wanted)}.", hint)])
    if lacking := [languages.get(code) for code in own if code not in wanted]:
        rows = (f"“- {{locale: {one.code}, name: {one.name}}}”" for one in lacking)
        hint = f"Write {' and '.join(rows)} below it in mkdocs.yml (plugins, i18n, languages)."
        raise Refused([Problem(site.at("languages"), f"{message}{', '.join(wanted)}.", hint)])


def _refuse(
    by_name: Mapping[str, Mapping[str, File]], wanted: Sequence[str], places: Mapping[str, str]
) -> None:
    """A text without one of the languages, and two pages at one address; `places` says where
    written pages lie."""
    problems, taken = [], dict[str, str]()
    for name, alternates in by_name.items():
        missing = ", ".join(code for code in wanted if code not in alternates)
        if missing:
            problems.append(
                Problem(Origin("data/documents"), f"“{name}” has no text in: {missing}.")
            )
        for file in alternates.values():
            other = taken.setdefault(file.dest_uri, file.src_uri)
            if other != file.src_uri:
                problems.append(
                    Problem(
                        Origin(places.get(file.src_uri, "data/documents")),
                        f"/{file.url} is already the address of “{other}”.",
                        "Give one of them another `slug`.",
                    )
                )
    if problems:
        raise Refused(problems)


def source_name(document: str, language: str) -> str:
    """The name under which MkDocs knows a document."""
    return f"{document}.{language}.md"


def _document(page: Page, config: MkDocsConfig) -> File:
    head = {"title": page.title, "description": page.description}
    text = f"---\n{json.dumps(head)}\n---\n"  # JSON is YAML, whatever a title holds
    name = source_name(page.document, page.language)
    return _placed(File.generated(config, name, content=text), page.document, page)


def _written(page: Written, config: MkDocsConfig) -> File:
    file = File.generated(config, page.source, abs_src_path=str(page.path))
    return _placed(file, page.name, page)


def _placed(file: Any, name: str, page: Page | Written) -> File:
    file.name = name.rsplit("/", 1)[-1]
    file.dest_uri = f"{page.url}index.html"
    file.locale = file.locale_alternate_of = file.localization = page.language
    file.norm_src_uri = f"{name}.md"
    return file  # type: ignore[no-any-return]


def lead(config: MkDocsConfig, build: Build, pages: Sequence[Written], language: str) -> None:
    """What the bar over each page leads to."""
    config.nav = menu(build, pages, language)
    config.extra["folded"] = folded(pages, language)
    config.extra["search"] = search_page(pages, language)


def menu(build: Build, pages: Sequence[Written], language: str) -> list[Any]:
    """Documents and written pages under their headings, by their order."""
    labels = labels_of(language)
    by_heading: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for text in build.publishing.texts:
        if text.language == language:
            link = {text.title: source_name(text.document, language)}
            by_heading.setdefault(text.menu, []).append((text.order, link))
    for page in pages:
        if page.language == language:
            title = labels["home"] if page.name == HOME else page.title
            by_heading.setdefault(page.menu, []).append((page.order, {title: page.source}))
    entries: list[Any] = []
    for heading in (h for h in MENU if h in by_heading):
        links = [link for _, link in sorted(by_heading[heading], key=lambda entry: entry[0])]
        entries += links if heading in ("start", "end") else [{labels[heading]: links}]
    return entries


def folded(pages: Sequence[Written], language: str) -> dict[str, str]:
    """Headings of the menu that are one line each, and their lists on the home page.

    Notices and consents are read where data is asked for: all of them in every menu would hide
    what visitors come for. A list that the home page does not hold is not led to.
    """
    home = next((p for p in pages if (p.name, p.language) == (HOME, language)), None)
    if home is None or "<!-- documents -->" not in home.path.read_text(encoding="utf-8"):
        return {}
    labels = labels_of(language)
    written = {page.menu for page in pages}
    return {labels[menu]: menu for menu in MENUS if menu.folded and menu not in written}


def search_page(pages: Sequence[Written], language: str) -> str:
    """The address of the written page on which visitors search; empty when there is none."""
    urls = (p.url for p in pages if (p.name, p.language) == (SEARCH, language))
    return next(urls, "")


def _entry(page: BuilderPage, build: Build) -> SitePage | None:
    """What the publication has at the place of a page of the site builder."""
    for entry in build.publishing.pages.own:
        if source_name(*entry.key) == page.file.src_uri:
            return entry
    return None


def content(html: str, page: BuilderPage, build: Build) -> str:
    """The body of a document, with its contents list; a written page, with its marks filled."""
    entry = _entry(page, build)
    if entry is None:
        here = page.file.url.removeprefix("./")
        language = page.file.src_uri.rsplit(".", 2)[-2]
        return marks.filled(tables.named(html), build, language, here)
    article = entry.page
    # The theme asks for the first line to skip to; the contents list is a slot of the frame.
    page.toc = TableOfContents([AnchorLink(article.title, "content", 1)])
    page.meta["slots"] = build.publishing.pages.slots(article, entry.place)
    page.present_anchor_ids = {"content", *_ids(article.contents)}
    return article.html


def cut(output: str, page: BuilderPage, build: Build) -> str:
    """Keep the frame of a document's page for its versions, and take the marks away."""
    entry = _entry(page, build)
    if entry is None:
        return output
    frame = build.frames[entry.key] = Frame.cut(output, entry.address)
    return frame.page


def _ids(contents: Sequence[Heading]) -> list[str]:
    return [i for heading in contents for i in (heading.id, *_ids(heading.children))]


def before_template(
    template: jinja2.Template, template_name: str, config: MkDocsConfig
) -> jinja2.Template:
    """The alternates of the 404 page are those of the home page."""
    if template_name == "404.html":
        i18n: Any = config.plugins["i18n"]
        config.extra["alternate"] = deepcopy(i18n.extra_alternate)
    return template


def after_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """An empty output is not written: one 404 page, and a sitemap of our own."""
    i18n: Any = config.plugins["i18n"]
    if template_name == "404.html" and i18n.current_language != i18n.default_language:
        return ""
    return "" if template_name == sitemap.PATH else output


def write_files(build: Build, pages: Sequence[Written], folder: Path) -> None:
    """Write what stands beside the pages; the paths are ours, so none leads out of `folder`."""
    colour = build.outcome.site.accent
    if colour:
        icon = folder / accent.ICON  # the frame's own file, or the one that took its place
        icon.write_text(accent.icon(icon.read_text(encoding="utf-8"), colour.value), "utf-8")
    for name, content in _beside(build, pages):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be another name of a cached file
        if isinstance(content, Cached):
            content.put(path)
            build.placed[name] = content.path.name
        else:
            path.write_bytes(content)


def _beside(build: Build, pages: Sequence[Written]) -> Iterator[tuple[str, Content]]:
    publishing = build.publishing
    yield from publishing.files
    settings = build.outcome.settings
    if settings.base and settings.production:
        yield sitemap.PATH, sitemap.sitemap(settings.base, _indexed(build, pages)).encode()
    for entry in publishing.pages:
        if entry.framed:
            frame = build.frames[entry.key]
            made_from = ("page", entry.made_from, frame.digest)
            make = partial(_filled, build, frame, entry)
            yield f"{entry.address}index.html", publishing.publication.cache.file(made_from, make)


def _filled(build: Build, frame: Frame, entry: SitePage) -> bytes:
    slots = build.publishing.pages.slots(entry.make(), entry.place)
    return frame.filled(slots, entry.address).encode()


def _indexed(
    build: Build, pages: Sequence[Written]
) -> Iterator[tuple[dict[str, str], date | None]]:
    """What search engines may show: addresses by language, and the day of a text in force."""
    written: dict[str, dict[str, str]] = {}
    for page in pages:
        written.setdefault(page.name, {})[page.language] = page.url
    for addresses in written.values():
        yield addresses, None
    texts: dict[str, list[Page]] = {}
    for text in build.publishing.texts:
        if text.standing.state is State.IN_FORCE:
            texts.setdefault(text.document, []).append(text)
    for translations in texts.values():
        yield {text.language: text.url for text in translations}, translations[0].standing.effective
