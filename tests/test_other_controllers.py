"""What a controller of another kind needs: a clinic with minors, cameras and shared equipment."""

import shutil
from pathlib import Path

from generator import pipeline
from generator.checks import Finding
from tests.conftest import CACHE

RICH = Path(__file__).parent / "rich"


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    """The data in `folder` with one edit; a copy of the rich controller when it is empty."""
    data = folder / "data"
    if not data.exists():
        shutil.copytree(RICH, data)
    path = data / file
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    return data


def words(data: Path, document: str, language: str) -> str:
    """Both layers of a text as plain text."""
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    (text,) = (t for t in outcome.texts if (t.document, t.language) == (document, language))
    return "\n".join(layer.plain for layer in text.layers)


def findings(data: Path) -> list[Finding]:
    """What the rules find in a preview."""
    return list(pipeline.run(pipeline.Settings(data=data, cache=CACHE)).findings)


def test_the_parent_declares_the_consent_of_a_child() -> None:
    """Nobody can declare “my data” and mean a child’s."""
    turkish = words(RICH, "consent-kids-club", "tr")
    english = words(RICH, "consent-kids-club", "en")
    assert turkish.count("Velisi veya vasisi olduğum çocuğun şu kişisel verilerinin") == 2
    assert english.count("As parent or guardian of the child, I give my explicit consent") == 2
    assert "verilerimin" not in turkish
    assert "of mine" not in english


def test_a_consent_of_adults_and_minors_is_declared_for_either(tmp_path: Path) -> None:
    """One form may be signed by an adult or, for a child, by the parent."""
    data = edited(
        tmp_path, "processing/kids-club.yml", "subjects: [child]", "subjects: [child, customer]"
    )
    turkish = words(data, "consent-kids-club", "tr")
    assert turkish.count("Bana veya velisi ya da vasisi olduğum çocuğa ait şu kişisel") == 2
    english = words(data, "consent-kids-club", "en")
    assert english.count("personal data of mine, or of the child whose parent or guardian I am") == 2


def test_a_consent_of_adults_speaks_of_no_child() -> None:
    """The words for parents stand only where minors are concerned."""
    assert "Şu kişisel verilerimin" in words(RICH, "consent-newsletter", "tr")
    assert "the following personal data of mine" in words(RICH, "consent-newsletter", "en")
