"""A site that says `panel: yes`: its texts lead to the panel, wherever they speak of a choice."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.expression import Expression
from tests.conftest import CACHE, ROOT

PANEL = 'href="https://www.ornek.example/#kvkk-cookies"'


def texts(tmp_path: Path, panel: str) -> dict[tuple[str, str], Expression]:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests/rich", data)
    path = data / "cookies.yml"
    path.write_text(panel + path.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    return {(text.document, text.language): text for text in outcome.texts}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_preferences_are_a_link_that_opens_the_panel(tmp_path: Path, language: str) -> None:
    """In the cookie policy and its short layer, the consents asked in it, and the answers."""
    found = texts(tmp_path, "panel: yes\n")
    policy = found["cookies", language]
    assert [PANEL in layer.html for layer in policy.layers] == [True, True]
    assert PANEL in found["consent-measurement", language].layers[-1].html
    assert PANEL in found["answers", language].layers[-1].html


@pytest.mark.parametrize("panel", ["", "panel: no\n"])
def test_without_a_panel_no_text_speaks_of_one(tmp_path: Path, panel: str) -> None:
    found = texts(tmp_path, panel)
    assert not any(PANEL in layer.html for text in found.values() for layer in text.layers)


def test_a_doubtful_panel_is_marked(tmp_path: Path) -> None:
    found = texts(tmp_path, "panel: {value: yes, unconfirmed: Nobody has said so.}\n")
    layer = found["cookies", "tr"].layers[0].html
    assert "unconfirmed" in layer[layer.index("Zorunlu olmayan") : layer.index(PANEL)]
