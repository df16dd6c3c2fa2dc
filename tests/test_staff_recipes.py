"""The ten examples of `data/README.md`: each is applied to the company's data and checked."""

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks import Profile
from tests.conftest import CACHE, ROOT

DATA = ROOT / "data"
DAY = date(2026, 11, 29)
README = (DATA / "README.md").read_text(encoding="utf-8")
_RECIPE = re.compile(r"^### (\d+\. .+)\n((?:(?!^##).*\n)*)", re.MULTILINE)
_STEP = re.compile(
    r"^`data/(?P<file>[^`]+)`, (?P<how>[\w ]+):\n\n```\w+\n(?P<lines>.*?)```\n"
    r"(?:\nSonra:\n\n```\w+\n(?P<after>.*?)```\n)?",
    re.MULTILINE | re.DOTALL,
)
_ANSWER = re.compile(r"^Denetimin yanıtı: (?P<new>[^;\n]+)(?:; kapanan bulgular: (?P<gone>.+))?\.$",
                     re.MULTILINE)  # fmt: skip


@dataclass
class Recipe:
    """One example: its steps in the folder, and which findings come and go."""

    title: str
    words: str

    @property
    def answer(self) -> tuple[set[str], set[str]]:
        answer = _ANSWER.search(self.words)
        assert answer, self.title
        return codes(answer["new"]), codes(answer["gone"] or "")

    def apply(self, data: Path) -> None:
        """What stands before is there exactly once."""
        steps = list(_STEP.finditer(self.words))
        assert len(steps) + sum(bool(s["after"]) for s in steps) == self.words.count("```") // 2
        for step in steps:
            path, lines, after = data / step["file"], step["lines"], step["after"]
            content = path.read_text(encoding="utf-8") if path.exists() else ""
            match step["how"]:
                case "yeni dosya":
                    assert not path.exists()
                    content = lines
                case "sonuna ekleyin":
                    assert content
                    content += lines
                case "önce" | "silin" | "yanlış":
                    assert content.count(lines) == 1, (path, lines)
                    content = content.replace(lines, after or "")
            path.write_text(content, encoding="utf-8")


def codes(words: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", words))


RECIPES = [Recipe(title, words) for title, words in _RECIPE.findall(README)]


NO_TEXT_CHANGES = ("3", "10")
"""An answer stands in no text; the mistake of the last example was never in the data."""


@dataclass
class Result:
    """How often each finding comes, by its name, and the texts; a release sees doubts as well."""

    findings: Counter[str]
    texts: dict[tuple[str, str], str]


def checked(data: Path) -> Result:
    settings = pipeline.Settings(data=data, cache=CACHE, profile=Profile.RELEASE, as_of=DAY)
    outcome = pipeline.run(settings)
    texts = {(t.document, t.language): t.layer("full").html for t in outcome.texts}
    return Result(Counter(f.name for f in outcome.findings), texts)


@pytest.fixture(scope="module")
def before() -> Result:
    return checked(DATA)


def test_there_are_ten() -> None:
    assert [recipe.title.split(".")[0] for recipe in RECIPES] == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize("recipe", RECIPES, ids=[r.title for r in RECIPES])
def test_each_is_answered_as_it_says(recipe: Recipe, before: Result, tmp_path: Path) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    if mistake := re.search(r"yanlış:\n\n```\w+\n(.*?)```.*?```\w+\n(.*?)```", recipe.words, re.S):
        for path in data.glob("*.yml"):
            content = path.read_text(encoding="utf-8")
            path.write_text(content.replace(mistake[2], mistake[1]), encoding="utf-8")
    recipe.apply(data)
    after = checked(data)
    new, gone = after.findings - before.findings, before.findings - after.findings
    assert (set(new), set(gone)) == recipe.answer
    changed = after.texts != before.texts
    assert changed is (recipe.title.split(".")[0] not in NO_TEXT_CHANGES)


def test_every_file_of_the_folder_is_explained() -> None:
    table = README.partition("## Hangi dosya ne için")[2].partition("\n## ")[0]
    names = set(re.findall(r"`([\w-]+)(?:\.[a-z]+|/)`", table))
    there = {path.stem for path in DATA.iterdir() if path.name != "README.md"}
    assert there <= names
