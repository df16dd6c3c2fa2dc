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
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import languages
from generator.errors import Problem
from generator.keeping import Content, Kept
from generator.mkdocs import marks, tables
from generator.mkdocs.options import Refused
from generator.mkdocs.written import HOME, MENU, SEARCH, Written
from generator.outputs import accent, sitemap
from generator.outputs.frame import Frame
from generator.outputs.page import Heading, Page
from generator.pipeline import Outcome
from generator.provenance import Origin
from generator.publication import Lasting
from generator.releases.timeline import State

FOLDED = ("notices", "choices")
"""The headings of the visitor's menu that may be one line each."""


def named(outcome: Outcome) -> dict[str, Any]:
    """What the templates know of the controller, by its name in `config.extra`."""
    return {
        "brand": outcome.site.brand.value,
        "registered_name": outcome.facts.controller.registered_name.value,
        "accent": accent.PATH if outcome.site.accent else "",
        "preview": not outcome.settings.production,
        "labels": {code: languages.get(code).labels for code in languages.codes()},
    }


def name(config: MkDocsConfig, outcome: Outcome) -> None:
    """The site is called as its brand."""
    config.extra.update(named(outcome))
    config.site_name = config.extra["brand"]


def around(outcome: Outcome) -> object:
    """All that pages other than a text's own take from the data: while it stays equal, the
    frames and the written pages of an earlier build are still right."""
    codes = [language.value for language in outcome.site.languages]
    marked = "".join(f"<!-- {mark} -->" for mark in marks.LIVE)
    return (
        named(outcome),
        outcome.site.accent and outcome.site.accent.value,
        [menu(outcome, (), code) for code in codes],
        [marks.filled(marked, outcome, code, "") for code in codes],
        [(page.document, page.url) for page in _all(outcome)],
    )


def add(
    files: Files,
    config: MkDocsConfig,
    outcome: Outcome,
    pages: Sequence[Written],
    languages_: Sequence[str],
    language: str,
) -> None:
    """Put every page of `language` into `files`, each knowing its other languages."""
    for file in list(files.documentation_pages()):
        files.remove(file)
    _refuse_lacking(outcome, languages_)
    made: dict[str, dict[str, File]] = {}
    for text in _all(outcome):
        made.setdefault(text.document, {})[text.language] = _document(text, config)
    for page in pages:
        made.setdefault(page.name, {})[page.language] = _written(page, config)
    _refuse(made, languages_)
    for alternates in made.values():
        for file in alternates.values():
            file.alternates = alternates  # type: ignore[attr-defined]
        files.append(alternates[language])


def _refuse_lacking(outcome: Outcome, wanted: Sequence[str]) -> None:
    """A site in fewer languages than are built: told once, not for each of its documents."""
    site = outcome.site
    own = [language.value for language in site.languages]
    if not set(wanted) <= set(own):
        said = f"“{site.id.value}” is made in {', '.join(own)}, but the site is built in "
        hint = f"Write “languages: [{', '.join(wanted)}]”; a site has all of them."
        raise Refused([Problem(site.at("languages"), f"{said}{', '.join(wanted)}.", hint)])


def _refuse(made: Mapping[str, Mapping[str, File]], wanted: Sequence[str]) -> None:
    """A text without one of the languages, and two pages at one address."""
    problems, taken = [], dict[str, str]()
    for name, alternates in made.items():
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
                        Origin(f"docs/{file.src_uri}"),
                        f"/{file.url} is already the address of “{other}”.",
                        "Give one of them another `slug`.",
                    )
                )
    if problems:
        raise Refused(problems)


def _all(outcome: Outcome) -> list[Page]:
    return [*outcome.pages, *outcome.publication.version_lists]


def source_name(document: str, language: str) -> str:
    """The name under which MkDocs knows a document."""
    return f"{document}.{language}.md"


def _document(page: Page, config: MkDocsConfig) -> File:
    head = {"title": page.title, "description": page.description}
    text = f"---\n{json.dumps(head)}\n---\n"  # JSON is YAML, whatever a title holds
    name = source_name(page.document, page.language)
    return _placed(File.generated(config, name, content=text), page.document, page)


def _written(page: Written, config: MkDocsConfig) -> File:
    made = File.generated(config, page.source, abs_src_path=str(page.path))
    return _placed(made, page.name, page)


def _placed(file: Any, name: str, page: Page | Written) -> File:
    file.name = name.rsplit("/", 1)[-1]
    file.dest_uri = f"{page.url}index.html"
    file.locale = file.locale_alternate_of = file.localization = page.language
    file.norm_src_uri = f"{name}.md"
    return file  # type: ignore[no-any-return]


def menu(outcome: Outcome, pages: Sequence[Written], language: str) -> list[Any]:
    """Documents and written pages under their headings, by their order."""
    labels = languages.get(language).labels
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for text in outcome.pages:
        if text.language == language:
            link = {text.title: source_name(text.document, language)}
            found.setdefault(text.menu, []).append((text.order, link))
    for page in pages:
        if page.language == language:
            title = labels["home"] if page.name == HOME else page.title
            found.setdefault(page.menu, []).append((page.order, {title: page.source}))
    entries: list[Any] = []
    for heading in (h for h in MENU if h in found):
        links = [link for _, link in sorted(found[heading], key=lambda entry: entry[0])]
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
    labels = languages.get(language).labels
    written = {page.menu for page in pages}
    return {labels[heading]: heading for heading in FOLDED if heading not in written}


def search_page(pages: Sequence[Written], language: str) -> str:
    """The address of the written page on which visitors search; empty when there is none."""
    found = (p.url for p in pages if (p.name, p.language) == (SEARCH, language))
    return next(found, "")


def _of(page: SitePage, outcome: Outcome) -> Page | None:
    for made in _all(outcome):
        if source_name(made.document, made.language) == page.file.src_uri:
            return made
    return None


def content(html: str, page: SitePage, outcome: Outcome) -> str:
    """The body of a document, with its contents list; a written page, with its marks filled."""
    made = _of(page, outcome)
    if made is None:
        here = page.file.url.removeprefix("./")
        language = page.file.src_uri.rsplit(".", 2)[-2]
        return marks.filled(tables.named(html), outcome, language, here)
    # The theme asks for the first line to skip to; the contents list is a slot of the frame.
    page.toc = TableOfContents([AnchorLink(made.title, "content", 1)])
    publication = outcome.publication
    page.meta["slots"] = publication.slots(made, publication.place(made))
    page.present_anchor_ids = {"content", *_ids(made.contents)}
    return made.html


def cut(output: str, page: SitePage, outcome: Outcome) -> str:
    """Keep the frame of a document's page for its versions, and take the marks away."""
    made = _of(page, outcome)
    if made is None:
        return output
    frame = Frame.cut(output, made.url)
    outcome.frames[made.document, made.language] = frame
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


def write_files(outcome: Outcome, pages: Sequence[Written], folder: Path) -> None:
    """Write what stands beside the pages; the paths are ours, so none leads out of `folder`."""
    if outcome.site.accent:
        icon = folder / accent.ICON  # the frame's own file, or the one that took its place
        drawn = accent.icon(icon.read_text(encoding="utf-8"), outcome.site.accent.value)
        icon.write_text(drawn, encoding="utf-8")
    for name, content in _beside(outcome, pages):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be another name of a kept file
        if isinstance(content, Kept):
            content.put(path)
            outcome.placed[name] = content.path.name
        else:
            path.write_bytes(content)


def _beside(outcome: Outcome, pages: Sequence[Written]) -> Iterator[tuple[str, Content]]:
    yield from outcome.written()
    base = outcome.settings.base
    if base and outcome.settings.production:
        yield sitemap.PATH, sitemap.sitemap(base, _indexed(outcome, pages)).encode()
    for version in outcome.publication.lasting():
        frame = outcome.frames[version.frame]
        made_from = ("page", version.made_from, frame.digest)
        make = partial(_filled, frame, version)
        yield f"{version.url}index.html", outcome.publication.keeping.file(made_from, make)


def _filled(frame: Frame, version: Lasting) -> bytes:
    return frame.filled(version.make().slots).encode()


def _indexed(
    outcome: Outcome, pages: Sequence[Written]
) -> Iterator[tuple[dict[str, str], date | None]]:
    """What search engines may show: addresses by language, and the day of a text in force."""
    written: dict[str, dict[str, str]] = {}
    for page in pages:
        written.setdefault(page.name, {})[page.language] = page.url
    for addresses in written.values():
        yield addresses, None
    texts: dict[str, list[Page]] = {}
    for text in _all(outcome):
        if text.standing.state is State.IN_FORCE:
            texts.setdefault(text.document, []).append(text)
    for found in texts.values():
        yield {text.language: text.url for text in found}, found[0].standing.effective
