"""What nothing changed is not built again; whatever changes is, and so is what nobody can tell."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import cache
from generator.cache import Layout
from generator.mkdocs import unchanged
from generator.pipeline import Settings

DAY = date(2026, 12, 15)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A project whose site was built, and remembered."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", "")
    for name, words in {
        "mkdocs.yml": "site_url: !ENV [SITE_URL, '']\nsite_name: !ENV NAME_OF_THE_SITE\n",
        "data/controller.yml": "name: a",
        "data/releases/own/CHAIN": "1",
        "docs/index.tr.md": "words",
        "overrides/main.html": "<p>",
        "site/index.html": "<html>",
    }.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(words, encoding="utf-8")
    settings = Settings(data=Path("data"), as_of=DAY, cache=Layout(Path(".cache")))
    built(settings)
    return settings


def built(settings: Settings) -> None:
    """As if a build had written the site just now."""
    files, contents = unchanged.files_of(Path("site")), unchanged.contents_of(Path("site"))
    unchanged.remember(settings, Path("site"), files, contents, unchanged.made_from(settings))


def stands(settings: Settings) -> bool:
    return unchanged.stands(settings, Path("site"))


def written(name: str) -> Callable[[], object]:
    return lambda: Path(name).write_text("other words", encoding="utf-8")


def flipped() -> None:
    """A byte of the site, which cached files share; the time stands as it stood."""
    page = Path("site/index.html")
    seen = page.stat()
    page.write_text("<htmL>")
    os.utime(page, ns=(seen.st_atime_ns, seen.st_mtime_ns))


CHANGES: dict[str, Callable[[], object]] = {
    "a byte of the site, its time kept": flipped,
    "a fact": written("data/controller.yml"),
    "a new file of facts": written("data/sites.yml"),
    "a file that has another name": lambda: Path("data/controller.yml").rename("data/c.yml"),
    "a release": written("data/releases/own/CHAIN"),
    "a written page": written("docs/index.tr.md"),
    "a template": written("overrides/main.html"),
    "the settings": written("mkdocs.yml"),
    "a file of the site": written("site/index.html"),
    "a file more on the site": written("site/notes.txt"),
    "a file less on the site": lambda: Path("site/index.html").unlink(),
    "a record that is gone": lambda: next(Path(".cache/built").iterdir()).unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_built_again(project: Settings, change: Callable[[], object]) -> None:
    assert stands(project)
    change()
    assert not stands(project)


@pytest.mark.parametrize(
    "asked",
    [{"as_of": DAY + timedelta(days=1)}, {"production": True}, {"pdfs": True}, {"site": "b"},
     {"cache": None}],
)  # fmt: skip
def test_what_is_asked_otherwise_is_built_again(
    project: Settings, asked: dict[str, object]
) -> None:
    assert not stands(replace(project, **asked))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["SITE_URL", "NAME_OF_THE_SITE", "SOURCE_DATE_EPOCH"])
def test_what_the_environment_says_counts(
    project: Settings, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1797292800")
    assert not stands(project)


def test_a_site_is_made_in_a_folder_of_another_name(project: Settings) -> None:
    """In that of the build, from which it moves to its place."""
    files = unchanged.files_of(Path("site"))
    Path("site").rename("elsewhere")
    assert unchanged.files_of(Path("elsewhere")) == files
    unchanged.remember(project, Path("elsewhere"), files, "", unchanged.made_from(project))
    assert unchanged.stands(project, Path("elsewhere"))


@pytest.mark.parametrize("most", [1_000, 0])
def test_a_link_that_another_site_makes_changes_nothing(
    project: Settings, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Sites of one cache share files; their contents are compared, unless they are very many."""
    monkeypatch.setattr(unchanged, "_MANY", most)
    built(project)
    Path("other").mkdir()
    Path("other/index.html").hardlink_to("site/index.html")
    os.utime("site/index.html", (1, 1))
    assert stands(project) is (most > 0)
    monkeypatch.setattr(unchanged, "_MANY", 0)
    assert stands(project) is (most > 0)  # it was remembered as it is now


@pytest.mark.usefixtures("project")
def test_cached_files_are_known_by_their_names() -> None:
    """Nothing is read whose digest stands in the name under which it is cached."""
    name = f"key.{cache.digest_in_name(Path('site/index.html').read_bytes())}"
    whole = unchanged.contents_of(Path("site"))
    assert unchanged.contents_of(Path("site"), {"index.html": name}) == whole
    assert unchanged.contents_of(Path("site"), {"index.html": "key.other"}) != whole


def test_another_tool_builds_again(project: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "code", lambda: b"other")
    assert not stands(project)


def test_the_age_of_what_it_is_made_from_does_not_count(project: Settings) -> None:
    """As after a fresh checkout."""
    for name in ("data/controller.yml", "docs/index.tr.md", "mkdocs.yml"):
        os.utime(name, (1, 1))
    assert stands(project)


def test_a_flipped_byte_of_the_record_is_harmless(project: Settings) -> None:
    record = next(Path(".cache/built").iterdir())
    whole = record.read_bytes()
    for place in range(len(whole)):
        record.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not stands(project)


@pytest.mark.parametrize(
    "place", ["data/releases/more", "docs/more", "overrides/more", "site/more"]
)
def test_where_a_link_leads_nobody_can_tell(project: Settings, tmp_path: Path, place: str) -> None:
    Path("elsewhere").mkdir()
    Path(place).symlink_to(tmp_path / "elsewhere")
    built(project)
    assert not stands(project)


def test_a_pipe_is_not_waited_for(project: Settings) -> None:
    os.mkfifo("docs/pipe")
    built(project)
    assert not stands(project)
