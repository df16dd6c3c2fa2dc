"""The tool's own pages are rendered once; what stands on a site is what its builder would write."""

from collections.abc import Iterator
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.mkdocs import provided, tool_pages
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """Markdown as a site has it."""
    config = load_config(str(ROOT / "mkdocs.yml"), plugins=[], theme={"name": "mkdocs"})
    config.site_dir = str(tmp_path_factory.mktemp("site"))
    provided.add(config, ROOT / "data")
    return config


def pages_of(config: MkDocsConfig, language: str) -> Iterator[tuple[Page, Files]]:
    """The pages of the tool, called as their links call them."""
    listed = []
    for path in sorted(provided.PAGES.glob(f"*.{language}.md")):
        name = f"{path.name.split('.')[0]}.md"
        listed.append(File(name, "", config.site_dir, True))
        listed[-1].abs_src_path = str(path)
    files = Files(listed)
    for file in listed:
        page = Page(None, file, config)
        page.read_source(config)
        page.markdown = "\n".join((page.markdown or "").splitlines())
        yield page, files


def state(page: Page) -> dict[str, Any]:
    """All that rendering leaves on a page."""
    return {
        "content": page.content,
        "toc": [str(item) for item in page.toc],
        "links": {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()},
    }


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_page_of_the_tool_is_what_the_site_builder_would_write(
    config: MkDocsConfig, language: str
) -> None:
    for page, files in pages_of(config, language):
        page.render(config, files)
        theirs, anchors = state(page), page.present_anchor_ids
        page.content = None
        tool_pages.render(page, config, files)
        assert page.markdown in tool_pages.ready()
        assert state(page) == theirs
        assert (page.present_anchor_ids or set()) >= (anchors or set())


def test_a_link_that_leads_nowhere_is_reported_by_the_site_builder(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    pages = pages_of(config, "en")
    page, files = next((p, f) for p, f in pages if "](embed.md" in (p.markdown or ""))
    files.remove(files.src_uris["embed.md"])
    tool_pages.render(page, config, files)
    assert "embed.md" in caplog.text


def test_other_words_are_rendered_by_the_site_builder(config: MkDocsConfig) -> None:
    page, files = next(pages_of(config, "en"))
    page.markdown = "# Own\n\n[words](#own)"
    tool_pages.render(page, config, files)
    assert 'href="#own"' in (page.content or "")
