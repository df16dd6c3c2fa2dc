"""A correction of spelling may be editorial; whatever may mean something else is substantive."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import spelling
from generator.commands import main
from generator.comparison.corrections import only_spelling
from tests.conftest import STARTER, own_starter

NOTES = ("--note", "tr=Not.", "--note", "en=Note.")
CORRECTED = [
    ("tr", "üyelık kayıtları", "üyelik kayıtları"),
    ("tr", "kişisel verilerinzi", "kişisel verileriniz"),
    ("tr", "siparisin teslimi", "siparişin teslimi"),
    ("tr", "işlenmektedr", "işlenmektedir"),
    ("en", "the persnal data", "the personal data"),
    ("en", "transfered abroad", "transferred abroad"),
]
SUBSTANTIVE = [
    ("tr", "aktarılır", "aktarılmaz"),
    ("tr", "aktarılmaz", "aktarılır"),
    ("tr", "silinmesi", "silinmemesi"),
    ("tr", "işlenez", "işlenmez"),
    ("tr", "işlenmz", "işlenir"),
    ("tr", "işlenmeden", "işlenmden"),
    ("tr", "veri", "vergi"),
    ("tr", "vergi", "veri"),
    ("tr", "verg", "veri"),
    ("tr", "verglerin", "verilerin"),
    ("tr", "verglerin", "vergilerin"),
    ("tr", "işlemtesi", "işletmesi"),
    ("tr", "ad ve soyad", "ad veya soyad"),
    ("tr", "onay ile", "onay ise"),
    ("tr", "üç yıl", "iki yıl"),
    ("tr", "otzu gün", "otuz gün"),
    ("tr", "30 gün", "10 gün"),
    ("tr", "Örnk Ticaret", "Örnek Ticaret"),
    ("tr", "üyelık 2026", "üyelik 2027"),
    ("tr", "üyelık kayıtları", "üyelik kayıtları da"),
    ("tr", "üyelık, kayıtları", "üyelik kayıtları"),
    ("tr", "üyelik kayıtları", "üyelik kayıtları"),
    ("en", "it is transferred", "it was transferred"),
    ("en", "may not", "may now"),
    ("en", "the personal data", "the persnal data"),
]


@pytest.mark.parametrize(("language", "old", "new"), CORRECTED)
def test_a_typing_error_is_corrected(language: str, old: str, new: str) -> None:
    assert only_spelling([old], [new], language, spelling)


@pytest.mark.parametrize(("language", "old", "new"), SUBSTANTIVE)
def test_another_word_is_no_correction(language: str, old: str, new: str) -> None:
    assert not only_spelling([old], [new], language, spelling)


def test_defined_terms_and_links_are_never_corrected() -> None:
    lines = ["üyelık kayıtları"], ["üyelik kayıtları"]
    assert not only_spelling(*lines, "tr", spelling, {"üyelik"})


def test_without_a_dictionary_nothing_is_a_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_lookup", lambda _language: None)
    assert not spelling.has("tr")
    assert not only_spelling(["üyelık"], ["üyelik"], "tr", spelling)


def test_dictionaries_are_looked_for_where_systems_keep_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "extensions/dict-tr"
    folder.mkdir(parents=True)
    (folder / "tr_TR.dic").write_text("1\nüyelik\n", encoding="utf-8")
    (folder / "tr_TR.aff").write_text("SET UTF-8\n", encoding="utf-8")
    monkeypatch.setattr(spelling, "_FOLDERS", (f"{tmp_path}/extensions/dict-*",))
    assert next(spelling._files("tr")) == folder / "tr_TR.dic"
    assert spelling._lookup.__wrapped__("tr")("üyelik")
    assert not spelling._lookup.__wrapped__("tr")("üyelık")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def release(data: Path, day: str, kind: str, said: str = "") -> Result:
    common = ("release", "--data", data, "--as-of", day, "--effective", day, "--no-pdf")
    asked = run(*common, "--kind", kind, *NOTES)
    if "release-" not in asked.stdout:
        return asked
    entry = asked.stdout[asked.stdout.index("release-") :]
    for mark, word in {"<role>": "a", "<another role>": "b", "<day>": day}.items():
        entry = entry.replace(mark, word)
    entry = re.sub(r" *# spelling_only: .*\n", "", entry)
    (data / "approvals.yml").write_text(entry.replace("  digests:", f"{said}  digests:"), "utf-8")
    return run(*common, "--kind", kind, *NOTES)


def correct(data: Path, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("untried")
def test_a_correction_is_editorial_where_two_roles_say_so(tmp_path: Path) -> None:
    data = own_starter(tmp_path / "data")
    orders = "processing/orders.yml"
    correct(data, orders, "Siparişin teslim edilmesi", "Siparişin teslım edilmesi")
    first = release(data, "2026-03-02", "first")
    assert first.exit_code == 0, first.output
    correct(data, orders, "Siparişin teslım edilmesi", "Siparişin teslim edilmesi")
    silent = release(data, "2026-04-01", "editorial")
    assert silent.exit_code == 1
    assert "spelling_only: yes" in silent.stderr
    done = release(data, "2026-04-01", "editorial", "  spelling_only: yes\n")
    assert done.exit_code == 0, done.output
    correct(data, orders, "Siparişin teslim edilmesi", "Siparişin teslim edilmemesi")
    correct(data, orders, "Delivering the order", "Not delivering the order")
    wrong = release(data, "2026-05-01", "editorial", "  spelling_only: yes\n")
    assert "these changes are substantive, not editorial" in wrong.stderr


def test_spelling_is_checked_when_it_is_asked_for(tmp_path: Path) -> None:
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    orders = "processing/orders.yml"
    correct(data, orders, "Siparişin teslim edilmesi", "Siparişin teslım edilmesi")
    told = run("check", "--data", data, "--spelling")
    assert told.exit_code == 0
    (line,) = [row for row in told.stdout.splitlines() if "teslım" in row]
    assert line.startswith(f"{data}/processing/orders.yml:")
    assert "teslım" not in run("check", "--data", data).stdout
