"""The kinds with which a controller begins: small, lawful, and nothing in them is decided."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.checks import Level
from generator.commands import main
from generator.model.entry import Entry
from generator.model.recipients import Role
from generator.model.traversal import walk
from generator.provenance import Fact
from generator.recipes.beginning import answers, beginning
from generator.recipes.beginning.data import Begun
from generator.recipes.beginning.kinds import key_of, kinds
from generator.recipes.beginning.project import Tool
from tests.conftest import CACHE, ROOT
from tests.test_new import GIVEN
from tests.test_new import answers as words_of

KINDS = list(kinds())
SAID = {
    "association": ("Dernek'e", "m. 6/3-b", "5253 sayılı Dernekler Kanunu"),
    "clinic": ("Klinik'e", "m. 6/3-e", "verileri sağlayan: veli veya vasi"),
    "shop": ("Şirket'e", "mesafeli satış sözleşmesi", "Kargo şirketi"),
    "website": ("Şirket'e", "şikâyette bulunabilirsiniz", "İsteğe bağlı: telefon numarası"),
}
"""What a lawyer looks for in each, besides what the rules find."""
NOWHERE = {"association": "Şirket'", "clinic": "Şirket'", "shop": "Klinik", "website": "Politika"}


@pytest.fixture(scope="module", params=KINDS)
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """The data of each kind, with the answers of a person who knows their own name and address."""
    folder = tmp_path_factory.mktemp(request.param)
    kind, data = kinds()[request.param], folder / "data"
    data.mkdir()
    laid = Begun(data, kind, ("tr", "en"), "tr")
    laid.lay_out()
    file = folder / "answers.yml"
    file.write_text(words_of(kind, **GIVEN), "utf-8")  # type: ignore[arg-type]
    beginning.take(laid, answers.read(file))
    return laid


@pytest.fixture(scope="module")
def outcome(begun: Begun) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=begun.folder, cache=CACHE))


def in_doubt(value: Fact[object] | Entry) -> bool:
    return value.unconfirmed is not None


def undecided(outcome: pipeline.Outcome) -> Iterator[tuple[str, bool]]:
    """Places that only the controller or its lawyer can decide, and whether they are in doubt."""
    facts = outcome.facts
    for recipient in facts.recipients.values():
        if recipient.role.value is not Role.AUTHORITY:
            yield recipient.origin.key, in_doubt(recipient)
    for activity in facts.activities.values():
        for purpose in activity.purposes:
            retention = purpose.retention
            yield purpose.at("retention").key, retention is not None and in_doubt(retention)
            own = [b for b in purpose.bases if not any(p.statute for p in b.under)]
            yield from ((basis.origin.key, in_doubt(basis)) for basis in own)
    for measure in walk((facts.security, facts.promises)):
        if hasattr(measure, "by_language"):
            yield measure.origin.key, in_doubt(measure)
    yield "controller.yml#verbis.status", in_doubt(facts.controller.verbis.status)
    assert facts.controller.kep is not None
    yield "controller.yml#kep", in_doubt(facts.controller.kep) and not facts.controller.kep


def test_nothing_is_decided(outcome: pipeline.Outcome) -> None:
    """Register, KEP, legal bases, periods, recipients and measures are questions."""
    assert [place for place, doubted in undecided(outcome) if not doubted] == []
    assert outcome.facts.controller.verbis.status.value == "unknown"


def test_errors_are_doubts_and_nothing_is_useless(outcome: pipeline.Outcome) -> None:
    """Two places block a preview's check, KEP and register; no entry is without effect."""
    errors = {f.place for f in outcome.findings if f.level is Level.ERROR}
    assert errors == {"controller.yml#kep", "controller.yml#verbis.status"}
    names = {f.name for f in outcome.findings} - {"PUR-09"}
    useless = ("USE-", "TXT-01", "TXT-03", "PUR-", "SPC-", "IDN-03")
    assert not [name for name in names if name.startswith(useless)]


def test_the_texts_say_what_such_a_controller_owes(begun: Begun, outcome: pipeline.Outcome) -> None:
    turkish = [text for text in outcome.texts if text.language == "tr"]
    said = "\n".join(layer.plain for text in turkish for layer in text.layers)
    kind = begun.kind.id.value
    for words in SAID[kind]:
        assert words in said.replace("\u00a0", " "), words
    assert NOWHERE[kind] not in said
    points = [text for text in turkish if text.type == "notice"]
    assert len(points) == len(outcome.facts.collection_points)
    assert "Örnek" not in said


def test_check_ends_with_what_is_left_to_answer(begun: Begun) -> None:
    """Nothing is written by a check, and nobody is told so."""
    done = CliRunner(env={"LANGUAGE": "tr"}).invoke(main, ["check", "--data", str(begun.folder)])
    assert "yazılmadı" not in done.output
    end = " ".join(done.output.splitlines()[-3:])
    left = re.search(
        r"Yalnızca sorular kaldı: teyit edilmemiş (\d+) bilgi, yanıtlanmamış (\d+) soru\. ", end
    )
    assert left, end
    assert min(map(int, left.groups())) > 5
    assert end.rstrip().endswith("questions.docx).")


def test_a_mistake_is_no_question() -> None:
    """What is in doubt is asked; what is at odds is to be mended."""
    with beginning.begun(kinds()["website"], ("tr",), "tr") as laid:
        path = laid.folder / "recipients.yml"
        words = path.read_text("utf-8")
        path.write_text(f"{words}\nsecond:\n  name: İkinci\n  role: processor\n"
                        "  purpose: {tr: yedekleme}\n  abroad: yes\n", "utf-8")  # fmt: skip
        done = CliRunner(env={"LANGUAGE": "en"}).invoke(main, ["check", "--data", str(laid.folder)])
    end = " ".join(done.output.splitlines()[-3:])
    assert re.search(r"\b\d+ mistakes? to mend; \d+ statements in doubt, ", end), end
    assert "Only questions are left" not in end


def test_each_stays_small(begun: Begun) -> None:
    """Facts, no sentences of the tool: what all have comes from `base/`."""
    own = (ROOT / "generator/starters" / begun.kind.id.value).rglob("*.yml")
    assert sum(len(path.read_text("utf-8").splitlines()) for path in own) < 450


def test_what_a_kind_leaves_out_is_neither_asked_nor_written(tmp_path: Path) -> None:
    kind = kinds()["website"]
    assert "activity" not in {key_of(place) for place in kind.asked}
    with beginning.begun(kind, ("tr",), "tr") as laid:
        assert "activity:" not in (laid.folder / "controller.yml").read_text("utf-8")
        assert not (laid.folder / "promises.yml").exists()
        beginning.write(tmp_path / "own", laid, Tool("kvkk-notices"))
    done = build(tmp_path / "own", "--no-pdf")
    assert done.returncode == 0, done.stderr
    home = (tmp_path / "own/site/index.html").read_text("utf-8")
    assert 'href="iletisim-formu-aydinlatma-metni/#rights"' in home


def build(folder: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """The site of a folder; links that lead nowhere are refused."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "build", *more], cwd=folder, capture_output=True,
        text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
