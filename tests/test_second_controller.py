"""A second controller has its facts, its home page and what it draws otherwise; all else comes with
the tool, here out of the wheel that would be installed."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.mkdocs import provided, theme_files, written
from generator.outputs.embed import script
from generator.recipes.beginning.kinds import kinds
from tests.conftest import ROOT
from tests.test_new import GIVEN, answers

LANGUAGES = ["tr", "en"]
PAGES = written.read(provided.PAGES, LANGUAGES)
BEFORE = """\
site_name: kvkk-notices
site_url: !ENV [SITE_URL, ""]
strict: true
use_directory_urls: true
theme:
  name: material
  custom_dir: overrides
  language: tr
  font: false
  features: [navigation.sections]
extra:
  generator: false
extra_css: [assets/stylesheets/notices.css]
plugins:
  - i18n:
      docs_structure: suffix
      fallback_to_default: false
      reconfigure_material: true
      reconfigure_search: false
      languages:
        - {locale: tr, name: Türkçe, default: true, build: true}
        - {locale: en, name: English, build: true}
  - kvkk-notices
markdown_extensions: [tables, attr_list]
watch: [data, overrides]
validation: {nav: {omitted_files: ignore}, links: {anchors: warn}}
"""
"""What a controller had to write while it kept copies of the tool's files."""


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tool as it lies in the folder of a program that has installed it."""
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from flit_core import buildapi; buildapi.build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    code = "import generator; print(generator.__file__)"
    said = run(folder, folder / "installed", "-c", code).stdout
    assert said.startswith(str(folder / "installed"))
    return folder / "installed"


def run(folder: Path, tool: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Python in a folder, with this copy of the tool."""
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=os.environ | {"PYTHONPATH": str(tool)},
        text=True, capture_output=True, check=False,
    )  # fmt: skip


def controller(folder: Path) -> Path:
    """The smallest controller, with a home page and an empty folder for what it draws otherwise."""
    (folder / "overrides").mkdir(parents=True)
    (folder / "docs").mkdir()
    shutil.copytree(ROOT / "generator/starter", folder / "data")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for language in LANGUAGES:
        shutil.copy(ROOT / f"docs/index.{language}.md", folder / "docs")
    return folder


def build(folder: Path, tool: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    return run(folder, tool, "-m", *(command or ("mkdocs", "build")))


def built(folder: Path, tool: Path, *command: str) -> Path:
    done = build(folder, tool, *command)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_the_package_holds_all_that_the_tool_needs(tool: Path) -> None:
    """Templates, starters, workflows, schemas, fonts: every file of the room, and nothing else."""
    for name, content in files(ROOT / "generator").items():
        if "__pycache__" not in name:
            assert (tool / "generator" / name).read_bytes() == content, name


def test_a_folder_that_is_begun_with_the_package_builds(tool: Path, tmp_path: Path) -> None:
    """Its questions, and then its site, without any file of this repository."""
    kind = kinds()["shop"]
    (tmp_path / "answers.yml").write_text(answers(kind, **GIVEN), encoding="utf-8")
    asked = (
        "generator",
        "new",
        "own",
        "--answers",
        "answers.yml",
        "--tool",
        "git+https://a.example",
    )
    done = build(tmp_path, tool, *asked)
    assert done.returncode == 0, done.stderr
    site = built(tmp_path / "own", tool, "generator", "build", "--no-pdf")
    assert "Deneme Ticaret A.Ş." in (site / "index.html").read_text(encoding="utf-8")
    assert str(ROOT) not in " ".join(map(str, (tmp_path / "own").rglob("*")))


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def bare(tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the smallest controller."""
    return built(controller(tmp_path_factory.mktemp("second") / "own"), tool)


def test_a_home_page_is_enough(bare: Path) -> None:
    """Every page of the tool, in both languages, and every file that they load."""
    assert {page.name for page in PAGES} >= {"accessibility", "embed", "rules", "search"}
    for page in PAGES:
        assert (bare / page.url / "index.html").is_file(), page.place
    for name in files(provided.FRAME / "assets"):
        sent = theme_files.sent(provided.FRAME / "assets" / name)
        assert (bare / "assets" / name).read_bytes() == sent
    for name in script.TEXT_1:
        assert (bare / "assets" / name).read_bytes() == (script.SOURCE / name).read_bytes()
    sheet = f'<link rel="stylesheet" href="../{provided.SHEET}">'
    assert sheet in (bare / "arama/index.html").read_text(encoding="utf-8")


def test_nothing_else_is_among_them(bare: Path) -> None:
    """Neither a template nor Markdown, nor any file of the theme."""
    assert set(files(bare / "assets")) == {*files(provided.FRAME / "assets"), *script.TEXT_1}
    assert not [name for name in files(bare) if name.endswith((".md", ".jinja"))]
    assert {path.name for path in bare.glob("*.html")} == {"index.html", "404.html"}


@pytest.mark.parametrize(
    ("command", "folder_of_its_own"),
    [
        (("generator", "build", "--no-pdf"), True),
        (("properdocs", "build", "-f", "mkdocs.yml"), False),
    ],
    ids=["the command", "the successor of the site builder"],
)
def test_settings_that_were_needed_before_change_nothing(
    bare: Path, tool: Path, tmp_path: Path, command: tuple[str, ...], folder_of_its_own: bool
) -> None:
    """Nor does it matter whether there is a folder for what is drawn otherwise, nor who builds,
    each with its own way to read mkdocs.yml."""
    folder = controller(tmp_path / "own")
    (folder / "mkdocs.yml").write_text(BEFORE, encoding="utf-8")
    if not folder_of_its_own:
        (folder / "overrides").rmdir()
        lines = [line for line in BEFORE.splitlines() if "custom_dir" not in line]
        text = "\n".join(lines).replace("[data, overrides]", "[data]")
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert files(built(folder, tool, *command)) == files(bare)


def test_a_controller_sees_its_own(bare: Path, tool: Path, tmp_path: Path) -> None:
    """A page, a template, the icon and a picture take the place of the tool's, or stand beside."""
    folder = controller(tmp_path / "own")
    own = {
        "docs/accessibility.tr.md": "---\ntitle: Erişim\nslug: erisim\n---\n\n# Bize sorun\n",
        "docs/accessibility.en.md": "---\ntitle: Access\nslug: accessibility\n---\n\n# Ask us\n",
        "overrides/main.html": '{% extends "frame.html" %}{% block head %}'
        '<link rel="stylesheet" href="{{ "assets/own.css" | url }}">\n{% endblock %}',
        "overrides/assets/own.css": "h1 { color: navy }",
        "overrides/assets/icon.svg": "<svg/>",
        "overrides/assets/images/shield.svg": "<svg><path/></svg>",
    }
    for name, content in own.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    site = built(folder, tool, "generator", "build", "--no-pdf")
    assert (site / "assets/icon.svg").read_text() == "<svg/>"
    assert (site / "assets/images/shield.svg").is_file()
    assert not (site / "erisilebilirlik").exists()
    for url, heading in (("erisim", "Bize sorun"), ("en/accessibility", "Ask us")):
        assert f"{heading}</h1>" in (site / url / "index.html").read_text(encoding="utf-8")
    html = {name for name in files(site) if name.endswith(".html")}
    others = {name for name in files(bare) if name.endswith(".html")}
    assert html - others == {"erisim/index.html"}
    for name in sorted(html):
        page = (site / name).read_text(encoding="utf-8")
        assert len(re.findall(r'href="(\.\./)*/?assets/own\.css">\n</head>', page)) == 1, name


def test_a_page_in_the_place_of_the_tools_has_every_language(tool: Path, tmp_path: Path) -> None:
    """Otherwise half of it would be the tool's."""
    folder = controller(tmp_path / "own")
    (folder / "docs/rules.en.md").write_text("---\ntitle: R\n---\n", encoding="utf-8")
    said = build(folder, tool).stderr
    assert "docs/rules.tr.md is missing; the page exists in: en." in said
    assert "then the page of the tool stands there" in said


def test_pages_of_the_tool_can_be_left_out(tool: Path, tmp_path: Path) -> None:
    """By their names; one that does not exist is a slip of the pen."""
    folder = controller(tmp_path / "own")
    names = {page.name for page in PAGES} - {"search", "accessibility"}
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")

    def leave_out(*names: str) -> None:
        text = f"  - kvkk-notices: {{without: [{', '.join(names)}]}}\n"
        changed = settings.replace("  - kvkk-notices\n", text)
        (folder / "mkdocs.yml").write_text(changed, encoding="utf-8")

    leave_out(*names, "rule")
    assert "the tool has no page “rule” that could be left out." in build(folder, tool).stderr
    leave_out("rules")
    assert "a link 'rules.md'" in build(folder, tool).stderr
    leave_out(*names)
    site = built(folder, tool, "generator", "build", "--no-pdf")  # it looks for broken links
    left = {page.url for page in PAGES if (site / page.url / "index.html").is_file()}
    assert left == {page.url for page in PAGES if page.name in ("search", "accessibility")}


def test_an_address_of_the_tool_is_taken(tmp_path: Path) -> None:
    """The controller's page is the one to mend, whatever its name."""
    for name in ("a", "z"):
        page = tmp_path / "docs" / f"{name}.en.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text("---\ntitle: R\nslug: rules\n---\n", encoding="utf-8")
        with pytest.raises(written.LoadingError) as raised:
            written.read(tmp_path / "docs", ["en"], provided.PAGES)
        page.unlink()
        [problem] = raised.value.problems
        assert problem.origin.file == f"docs/{name}.en.md"
        assert "address of generator/mkdocs/pages/rules.en.md" in problem.message
        assert "rules.en.md" in problem.hint


def test_a_site_in_one_language_has_the_pages_of_that_language(tool: Path, tmp_path: Path) -> None:
    """The tool speaks more languages than a site may have; no link leads to what is not there."""
    folder = controller(tmp_path / "own")
    (folder / "docs/index.en.md").unlink()
    for name, old, new in (
        ("mkdocs.yml", "        - {locale: en, name: English}\n", ""),
        ("data/sites.yml", "languages: [tr, en]", "languages: [tr]"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    site = built(folder, tool, "generator", "build", "--no-pdf")
    there = {page.url for page in PAGES if (site / page.url / "index.html").is_file()}
    assert there == {page.url for page in PAGES if page.language == "tr"}
    assert not (site / "en").exists()
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert not [page for page in pages if 'class="switch"' in page or 'hreflang="en"' in page]
    home = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="form-aydinlatma-metni/"' in home
    assert [path.name for path in (site / "search").glob("*.json")] == ["tr.json"]


@pytest.mark.parametrize("watch", ["", "watch: [data, tool, overrides]\n"])
def test_the_site_builders_own_server_follows_all_of_it(tmp_path: Path, watch: str) -> None:
    """Facts, templates and the tool, each once, also under another name."""
    folder = controller(tmp_path / "own")
    (folder / "tool").symlink_to(ROOT / "generator")
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + watch, encoding="utf-8")
    config = load_config(str(settings))
    for _ in LANGUAGES:
        provided.add(config, folder / "data")
    wanted = [folder / "data", ROOT / "generator", folder / "overrides"]
    assert [Path(name).resolve() for name in config.watch] == wanted
