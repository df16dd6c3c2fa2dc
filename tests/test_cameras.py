"""Cameras: their sentences in notice and policy, and what is asked of them."""

from pathlib import Path

import pytest

from tests.test_purposes import Changes, changed, lines, names

RECORDED = {"starts": {"tr": "kayıt anı", "en": "the moment of recording"}}
LOOP = {"rule": {"tr": "kayıt cihazı dolana kadar", "en": "until the recorder is full"}}


@pytest.mark.parametrize(
    ("sound", "turkish", "english"),
    [
        ("no", "Ses kaydedilmez.", "No sound is recorded."),
        (
            "yes",
            "Görüntü ile birlikte ses de kaydedilir.",
            "Sound is recorded together with the picture.",
        ),
    ],
)
def test_a_doubtful_sound_marks_its_sentence(
    tmp_path: Path, sound: str, turkish: str, english: str
) -> None:
    """The doubt is about the sentence that it chose, so that it blocks a release like any other."""
    for doubt in ({}, {"unconfirmed": "Is it?"}):
        value = {"value": sound, **doubt} if doubt else sound
        outcome = changed(tmp_path / str(bool(doubt)), "cameras.yml", sound=value)
        for language, words in (("tr", turkish), ("en", english)):
            notice = next(
                t for t in outcome.texts if (t.document, t.language) == ("notice-cameras", language)
            )
            assert words in notice.layer("full").plain
            marked = f'<span data-unconfirmed="">{words}</span>'
            assert (marked in notice.layer("full").html) is bool(doubt)
            assert notice.unconfirmed is bool(doubt)


def test_a_sound_that_nobody_stated_is_owed(tmp_path: Path) -> None:
    """Never denied, and found."""
    outcome = changed(tmp_path, "cameras.yml", sound=None)
    assert names(outcome) == {"TXT-02[camera-sound]", "TXT-05"}
    policy = lines(outcome, "policy")
    assert any("Ses kaydı yapılıp yapılmadığı henüz belirtilmedi." in line for line in policy)
    assert not any("Ses kaydedilmez" in line for line in policy)


def test_the_cameras_have_a_number_and_a_unit(tmp_path: Path) -> None:
    """Where they are written; one camera is one in English."""
    outcome = changed(tmp_path, "cameras.yml", number="1")
    assert any(line.startswith("Şu alanlar 1 kamera ile") for line in lines(outcome, "policy"))
    english = lines(outcome, "policy", language="en")
    assert any(line.startswith("These areas are watched by 1 camera: ") for line in english)
    assert "Kamera kayıtlarından Güvenlik Müdürlüğü sorumludur." in lines(outcome, "policy")
    outcome = changed(tmp_path / "none", "cameras.yml", number=None, unit=None)
    assert any(
        line.startswith("Şu alanlar kamera ile izlenir") for line in lines(outcome, "policy")
    )
    assert not any("sorumludur" in line for line in lines(outcome, "policy"))


@pytest.mark.parametrize(
    ("retention", "wanted"),
    [
        ({"maximum": "30 days", **RECORDED}, set()),
        ({"maximum": "60 days", **RECORDED}, {"TXT-02[camera-period]"}),
        ({"period": "60 days", **RECORDED}, {"TXT-02[camera-period]"}),
        ({"maximum": "30 days"}, {"RET-01[cameras]"}),
        ({"minimum": "30 days", **RECORDED}, {"RET-01[cameras]"}),
        (LOOP, {"RET-01[no-maximum]"}),
        ({**LOOP, "maximum": "30 days", **RECORDED}, set()),
    ],
)
def test_recordings_are_kept_for_a_time_or_by_a_criterion(
    tmp_path: Path, retention: Changes, wanted: set[str]
) -> None:
    """As any other data; and for no other time than the activity beside them says."""
    assert names(changed(tmp_path, "cameras.yml", retention=retention)) == wanted
