"""What the hooks of the plugin do: pages as generated files, the menu, bodies, the 404 page."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import languages, pipeline
from generator.outputs.frame import Frame
from generator.outputs.page import MENUS, Heading, Page
from generator.pipeline import Outcome

ON_HOME = ("policies", "forms", "notices", "choices")
_RULES = "<!-- rules -->"


def add(
    files: Files, config: MkDocsConfig, outcome: Outcome, language: str, build: Sequence[str]
) -> None:
    """Add every document of `language` to `files`, each knowing its other languages."""
    documents: dict[str, dict[str, Page]] = {}
    for page in _all(outcome):
        documents.setdefault(page.document, {})[page.language] = page
    for document, pages in documents.items():
        missing = [code for code in build if code not in pages]
        if missing:
            raise PluginError(f"“{document}” has no text in: {', '.join(missing)}")
        made = {code: _file(pages[code], config) for code in build}
        for file in made.values():
            file.alternates = made  # type: ignore[attr-defined]
        files.append(made[language])


def _all(outcome: Outcome) -> list[Page]:
    return [*outcome.pages, *outcome.publication.version_lists]


def source_name(document: str, language: str) -> str:
    """The name under which MkDocs knows a document."""
    return f"{document}.{language}.md"


def _file(page: Page, config: MkDocsConfig) -> File:
    head = {"title": page.title, "description": page.description, "search": {"exclude": True}}
    text = f"---\n{json.dumps(head)}\n---\n"  # JSON is YAML, whatever a title holds
    file: Any = File.generated(config, source_name(page.document, page.language), content=text)
    file.dest_uri = f"{page.url}index.html"
    file.locale = file.locale_alternate_of = file.localization = page.language
    file.norm_src_uri = f"{page.document}.md"
    return file  # type: ignore[no-any-return]


def menu(files: Files, outcome: Outcome, language: str) -> list[Any]:
    """Home, then the documents under their headings, then the one page for developers."""
    labels = languages.get(language).labels
    entries: list[Any] = [{labels["home"]: _written(files, "index", language)}]
    for heading in MENUS:
        pages = [p for p in outcome.pages if (p.menu, p.language) == (heading, language)]
        if pages:
            ordered = sorted(pages, key=lambda page: page.order)
            links = [{p.title: source_name(p.document, language)} for p in ordered]
            entries.append({labels[heading]: links})
    entries.append({labels["developers"]: _written(files, "developers", language)})
    return entries


def _written(files: Files, name: str, language: str) -> str:
    """A page that a person wrote; a missing language ends the build."""
    wanted = source_name(name, language)
    if not any(file.src_uri == wanted for file in files):
        raise PluginError(f"docs/{wanted} is missing")
    return wanted


def _of(page: SitePage, outcome: Outcome) -> Page | None:
    for made in _all(outcome):
        if source_name(made.document, made.language) == page.file.src_uri:
            return made
    return None


def content(html: str, page: SitePage, outcome: Outcome) -> str:
    """The body of a document, with its contents list; other pages keep theirs."""
    made = _of(page, outcome)
    if made is None:
        # After Markdown, which would read the whole page of rules again.
        return html.replace(_RULES, pipeline.rule_reference()) if _RULES in html else html
    # The theme asks for the first line to skip to; the contents list is a slot of the frame.
    page.toc = TableOfContents([AnchorLink(made.title, "content", 1)])
    publication = outcome.publication
    page.meta["slots"] = publication.slots(made, publication.place(made))
    if made.standing.effective:
        page.update_date = made.standing.effective.isoformat()
    page.present_anchor_ids = {"content", *_ids(made.contents)}
    return made.html


def cut(output: str, page: SitePage, outcome: Outcome) -> str:
    """Keep the frame of a document's page for its versions, and take the marks away."""
    made = _of(page, outcome)
    if made is None:
        return output
    frame = Frame.cut(output)
    outcome.frames[made.document, made.language] = frame
    return frame.page


def index(page: SitePage, outcome: Outcome, config: MkDocsConfig) -> None:
    """Add the sections of a document to the search index."""
    made = _of(page, outcome)
    search = config.plugins.get("search") or config.plugins.get("material/search")
    if made is None or search is None:
        return
    entries: Any = search.search_index.entries
    for section in made.sections:
        anchor = f"#{section.id}" if section.id else ""
        text = escape(section.text)
        entries.append({"location": f"{made.url}{anchor}", "title": section.title, "text": text})


def _ids(contents: Sequence[Heading]) -> list[str]:
    return [i for heading in contents for i in (heading.id, *_ids(heading.children))]


def with_list(markdown: str, outcome: Outcome, page: SitePage) -> str:
    """The marks of a written page: documents, controller, the way to the rights."""
    language = page.file.src_uri.rsplit(".", 2)[-2]
    made: dict[str, Callable[[], str]] = {
        "documents": lambda: _listed(outcome, language),
        "controller": lambda: escape(outcome.facts.controller.registered_name.value),
        "rights": lambda: _rights(outcome, language),
    }
    for mark, html in made.items():
        written = f"<!-- {mark} -->"
        if written in markdown:
            markdown = markdown.replace(written, html())
    return markdown


def _own(outcome: Outcome, language: str) -> list[Page]:
    """The documents of one language in their order."""
    return sorted((p for p in outcome.pages if p.language == language), key=lambda p: p.order)


def _prefix(outcome: Outcome, language: str) -> str:
    return "" if language == outcome.site.languages[0].value else f"{language}/"


def _listed(outcome: Outcome, language: str) -> str:
    """The documents under their headings: what to read first, then what to do, then the rest."""
    prefix, labels = _prefix(outcome, language), languages.get(language).labels
    parts = []
    for menu in ON_HOME:
        rows = [
            f'<li><a href="{escape(p.url.removeprefix(prefix))}">{escape(p.title)}</a> '
            f"<span>{escape(p.description)}</span></li>"
            for p in _own(outcome, language)
            if p.menu == menu
        ]
        if rows:
            parts.append(f'<h2 id="{menu}">{escape(labels[menu])}</h2>')
            parts.append(f'<ul class="documents {menu}">{"".join(rows)}</ul>')
    return "".join(parts)


def _rights(outcome: Outcome, language: str) -> str:
    prefix = _prefix(outcome, language)
    for page in _own(outcome, language):
        for heading in page.contents:
            if (page.menu, heading.id) == ("policies", "rights"):
                address = f"{page.url.removeprefix(prefix)}#{heading.id}"
                return f'<a href="{escape(address)}">{escape(heading.title)}</a>'
    return ""


def before_template(
    template: jinja2.Template, template_name: str, config: MkDocsConfig
) -> jinja2.Template:
    """The alternates of the 404 page are those of the home page."""
    if template_name == "404.html":
        i18n: Any = config.plugins["i18n"]
        config.extra["alternate"] = deepcopy(i18n.extra_alternate)
    return template


def after_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """An empty output is not written: one 404 page, and no sitemap without an address."""
    i18n: Any = config.plugins["i18n"]
    if template_name == "404.html" and i18n.current_language != i18n.default_language:
        return ""
    return "" if template_name == "sitemap.xml" and not config.site_url else output


def write_files(outcome: Outcome, folder: Path) -> None:
    """Write what stands beside the pages; the paths are ours, so none leads out of `folder`."""
    for name, content in outcome.publication.files():
        _write(folder / name, content)
    for framed in outcome.publication.versions():
        frame = outcome.frames[framed.frame]
        _write(folder / framed.page.url / "index.html", frame.filled(framed.slots).encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
