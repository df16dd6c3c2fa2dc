"""The tool's own pages are rendered once; what stands on a site is what its builder would write.
Its sheets and scripts are sent without notes."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2.ext
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from generator import cache
from generator.mkdocs import provided, theme_files, tool_pages
from generator.rendering import compiled
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


def test_sheets_and_scripts_are_sent_without_notes(tmp_path: Path) -> None:
    """Every other line is sent, and so is whatever a controller put in the place of one of them."""
    shutil.copytree(provided.FRAME / "assets", tmp_path / "assets")
    own = tmp_path / "assets/javascripts/embed.js"
    own.write_text("// own\n", encoding="utf-8")
    theme_files.lighten(tmp_path)
    assert own.read_text(encoding="utf-8") == "// own\n"
    for path in (path for path in tmp_path.rglob("*.js") if path != own):
        there = path.read_text(encoding="utf-8").splitlines()
        lines = (provided.FRAME / path.relative_to(tmp_path)).read_text("utf-8").splitlines()
        assert there == [line for line in lines if not line.strip().startswith("//")]
    sheet = (tmp_path / provided.SHEET).read_text(encoding="utf-8")
    before = (provided.FRAME / provided.SHEET).read_text(encoding="utf-8")
    assert "/*" not in sheet
    assert "\n" not in sheet
    assert (sheet.count("{"), sheet.count(";")) == (before.count("{"), _outside(before))


def _outside(sheet: str) -> int:
    """How many semicolons stand outside of comments."""
    return sum(part.split("*/")[-1].count(";") for part in sheet.split("/*"))


class Doubled(jinja2.ext.Extension):
    """An extension of a plugin."""

    def preprocess(self, source: str, _name: str | None, _filename: str | None = None) -> str:
        """Every template twice."""
        return source * 2


def test_a_frame_is_compiled_beside_the_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once for all projects, and again for one whose plugins compile templates otherwise."""
    tool, beside = tmp_path / "tool", tmp_path / "beside"
    tool.mkdir()
    (tool / "a.html").write_text("{{ 1 }}", encoding="utf-8")
    monkeypatch.setattr(compiled, "_TOOL", tool)
    monkeypatch.setattr(cache, "_BESIDE", beside)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    written = []
    for project, extensions, shown in (("a", [], "1"), ("b", [], "1"), ("c", [Doubled], "11")):
        theme = Theme(name=None, custom_dir=str(tool))
        theme_files.quicken(theme, tmp_path / project)
        env = theme.get_env()
        for extension in extensions:
            env.add_extension(extension)
        assert env.get_template("a.html").render() == shown
        assert not list((tmp_path / project).iterdir())
        written.append([path.read_bytes() for path in (beside / "templates").iterdir()])
    assert written[0] == written[1] != written[2]
