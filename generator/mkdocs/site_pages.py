"""What the hooks of the plugin do: pages as generated files, the menu, bodies, the 404 page.

Both the documents and the written pages are files of our own, put in after static-i18n has sorted
what it found: so each has its address and its alternates from us.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as BuilderPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import languages
from generator.errors import Problem
from generator.message import say
from generator.mkdocs import marks, menu, tables
from generator.mkdocs.build import Build
from generator.mkdocs.options import Refused
from generator.mkdocs.written import Written
from generator.outputs.site import accent, sitemap
from generator.outputs.site.foot import foot
from generator.outputs.site.frame import Frame
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page
from generator.outputs.site.pages import SitePage
from generator.provenance import Origin


def named(build: Build) -> dict[str, Any]:
    """What the templates know of the controller, by its name in `config.extra`."""
    outcome, publication = build.outcome, build.publishing.publication
    codes = publication.languages
    return {
        "brand": publication.site.brand.value,
        "below": {code: foot(publication, code, None) for code in codes},
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
        [menu.menu(build, (), code) for code in codes],
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
    _refuse(by_name, languages_, pages)
    for alternates in by_name.values():
        for file in alternates.values():
            file.alternates = alternates  # type: ignore[attr-defined]
        if language in alternates:
            files.append(alternates[language])


def refuse_other_languages(build: Build, wanted: Sequence[str]) -> None:
    """A site in other languages than are built: reported once, not for each of its documents."""
    site = build.outcome.site
    own = [language.value for language in site.languages]
    message = say(
        "“{id}” is made in {own}, but the site is built in {wanted}.",
        id=site.id.value,
        own=own,
        wanted=list(wanted),
    )
    if not set(wanted) <= set(own):
        hint = say("Write “languages: [{wanted}]”; a site has all of them.", wanted=list(wanted))
        raise Refused([Problem(site.at("languages"), message, hint)])
    if lacking := [languages.get(code) for code in own if code not in wanted]:
        rows = [f"“- {{locale: {one.code}, name: {one.name}}}”" for one in lacking]
        hint = say(
            "Write {rows} below it in mkdocs.yml (plugins, i18n, languages).",
            rows=rows,
        )
        raise Refused([Problem(site.at("languages"), message, hint)])
    if own[0] != wanted[0]:
        message = say(
            "the first language of “{id}” is {own}, but the site is built with {wanted} at its "
            "root.",
            id=site.id.value,
            own=own[0],
            wanted=wanted[0],
        )
        hint = say(
            "Write “default: true” in the line of {own} in mkdocs.yml (plugins, i18n, languages), "
            "and take it from that of {wanted}; or write “languages: [{order}]” here.",
            own=own[0],
            wanted=wanted[0],
            order=list(wanted),
        )
        raise Refused([Problem(site.at("languages"), message, hint)])


def _refuse(
    by_name: Mapping[str, Mapping[str, File]], wanted: Sequence[str], pages: Sequence[Written]
) -> None:
    """A written page without one of the languages, and two pages at one address."""
    problems, taken = [], dict[str, str]()
    places = {page.source: page.place for page in pages}
    written = {page.name: page.place for page in pages}
    for name, alternates in by_name.items():
        missing = [code for code in wanted if code not in alternates]
        if missing and name in written:
            message = say("it has no page in: {languages}.", languages=missing)
            problems.append(Problem(Origin(written[name]), message))
        for file in alternates.values():
            other = taken.setdefault(file.dest_uri, file.src_uri)
            if other != file.src_uri:
                problems.append(
                    Problem(
                        Origin(places.get(file.src_uri, "data/documents")),
                        say(
                            "/{url} is already the address of “{other}”.", url=file.url, other=other
                        ),
                        say("Give one of them another `slug`."),
                    )
                )
    problems += _among_versions(by_name, written)
    if problems:
        raise Refused(problems)


def _among_versions(
    by_name: Mapping[str, Mapping[str, File]], written: Mapping[str, str]
) -> Iterator[Problem]:
    """Written pages below the address of a document, where its versions stand."""
    documents = {
        file.url: name
        for name, alternates in by_name.items()
        if name not in written
        for file in alternates.values()
    }
    for name in (name for name in by_name if name in written):
        for file in by_name[name].values():
            for above, document in documents.items():
                if file.url.startswith(above) and file.url != above:
                    message = say(
                        "/{url} lies where the versions of “{document}” stand.",
                        url=file.url,
                        document=document,
                    )
                    yield Problem(Origin(written[name]), message, say("Give it another place."))


def _document(page: Page, config: MkDocsConfig) -> File:
    head = {"title": page.title, "description": page.description}
    text = f"---\n{json.dumps(head)}\n---\n"  # JSON is YAML, whatever a title holds
    name = menu.source_name(page.document, page.language)
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


def _entry(page: BuilderPage, build: Build) -> SitePage | None:
    """What the publication has at the place of a page of the site builder."""
    for entry in build.publishing.pages.own:
        if menu.source_name(*entry.key) == page.file.src_uri:
            return entry
    return None


def content(html: str, page: BuilderPage, build: Build) -> str:
    """The body of a document, with its contents list; a written page, with its marks filled."""
    entry = _entry(page, build)
    if entry is None:
        here = page.file.url.removeprefix("./")
        language = page.file.src_uri.rsplit(".", 2)[-2]
        page.meta["below"] = foot(build.publishing.publication, language, here)
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
