"""A clause is put in other words from the page: judged as a file that was written by hand."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import pipeline
from generator.editing import Edition
from generator.recipes.correcting import Desk, NoPlace, Refused, rewording
from tests.conftest import ROOT, STARTER
from tests.desks import bytes_of, desk_of
from tests.test_correcting import refused

OWN = "wording/policy/payment-institutions#full"
TOOLS = "wording/policy/answer#full"
AROUND = "wording/policy/rights#full"
SHORT = "wording/policy/controller#short"
WHY = "Şirket böyle ister."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small controller with one clause in words of its own."""
    data = Path(shutil.copytree(STARTER, tmp_path_factory.mktemp("rewording") / "data"))
    shutil.copytree(ROOT / "data/wording", data / "wording")
    return data


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    yield from desk_of(data, "tr")


def now(desk: Desk, place: str) -> rewording.Worded:
    return rewording.worded(Edition(desk.folder), place)


def reworded(desk: Desk, place: str, reason: str = WHY, **other: str) -> object:
    found = now(desk, place)
    return rewording.reword(desk, place, found.digest, reason, {**found.texts, **other})


def test_words_of_the_controller_change_where_they_are_written(desk: Desk, data: Path) -> None:
    found = now(desk, OWN)
    assert found.own
    old = (data / "wording/policy/payment-institutions.tr.jinja").read_bytes()
    other = (data / "wording/policy/payment-institutions.en.jinja").read_bytes()
    words = found.texts["tr"].replace("kuruluşlarına aktarım", "kuruluşlarına ve bankalara aktarım")
    change = reworded(desk, OWN, found.reason, tr=words)
    assert change
    new = (data / "wording/policy/payment-institutions.tr.jinja").read_bytes()
    assert new == old.replace(
        "kuruluşlarına aktarım</h3>".encode(), "kuruluşlarına ve bankalara aktarım</h3>".encode()
    )
    assert (data / "wording/policy/payment-institutions.en.jinja").read_bytes() == other
    assert reworded(desk, OWN, found.reason) is None


def test_words_of_the_tool_are_put_in_other_words_and_given_back(desk: Desk, data: Path) -> None:
    found = now(desk, AROUND)
    assert not found.own
    assert set(found.texts) == {"tr", "en"}
    texts = {"tr": found.texts["tr"].replace("Haklarınız<", "Yasal haklarınız<"),
             "en": found.texts["en"].replace("Your rights<", "Your legal rights<")}  # fmt: skip
    change = rewording.reword(desk, AROUND, found.digest, WHY, texts)
    assert change
    written = (data / "wording/policy/rights.tr.jinja").read_text("utf-8")
    assert written.startswith(f"{{# reason: {WHY} #}}\n<h2>")
    made = pipeline.composed(pipeline.Settings(data=data))
    text = next(t for t in made if (t.type, t.language) == ("policy", "tr"))
    full = next(layer for layer in text.layers if layer.name == "full")
    heads = {clause.id: clause.heading for clause in full.clauses}
    assert heads["rights-list"] == "Yasal haklarınız"
    assert {"application", "answer"} <= heads.keys()  # what stands inside is not lost
    assert now(desk, AROUND).own
    assert rewording.unword(desk, AROUND, now(desk, AROUND).digest)
    assert not (data / "wording/policy/rights.tr.jinja").exists()
    assert not now(desk, AROUND).own


def test_a_new_clause_stands_after_another(desk: Desk, data: Path) -> None:
    found = now(desk, "wording/policy/new#full+transfers-domestic")
    texts = {"tr": "<h3>Bankalara aktarım</h3>\n<p>Bankalara da aktarılır.</p>",
             "en": "<h3>Transfer to banks</h3>\n<p>Banks receive data too.</p>"}  # fmt: skip
    change = rewording.reword(
        desk, f"{found.clause.place}+transfers-domestic", found.digest, WHY, texts
    )
    assert change
    assert change.place == "wording/policy/bankalara-aktarim#full"
    first = (data / "wording/policy/bankalara-aktarim.en.jinja").read_text("utf-8").splitlines()[0]
    assert first == f"{{# reason: {WHY} | after: transfers-domestic #}}"
    short = now(desk, SHORT)
    assert rewording.reword(desk, SHORT, short.digest, WHY, short.texts)
    assert "layer: short" in (data / "wording/policy/controller.tr.jinja").read_text("utf-8")
    with pytest.raises(NoPlace):
        now(desk, "wording/policy/controller#full")


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        ({"tr": ""}, ["tr"]),
        ({"en": "<p></p>"}, ["en"]),
        ({"reason": ""}, ["reason"]),
        ({"reason": "a | b"}, ["reason"]),
        ({"tr": "<p>Açık kaldı."}, ["tr"]),
        ({"en": "<p>{{ nobody.name }}</p>"}, ["en"]),
        ({"tr": "<p>{% if %}</p>"}, ["tr"]),
        ({"tr": "<script>alert()</script>"}, ["tr"]),
        ({"en": '<p><a href="javascript:x">x</a></p>'}, ["en"]),
        ({"tr": '<p>{{ "".__class__ }}</p>'}, ["tr"]),
        ({"tr": "<h3>A</h3><p>En geç 9 gün içinde.</p>"}, ["tr"]),
    ],
    ids=str,
)
def test_what_a_file_may_not_say_is_said_at_its_language(
    desk: Desk, data: Path, other: dict[str, str], fields: list[str]
) -> None:
    before = bytes_of(data)
    with pytest.raises(Refused) as error:
        reworded(desk, TOOLS, **{"reason": WHY} | other)
    assert [name for name, _ in refused(error)] == fields
    assert bytes_of(data) == before


@pytest.mark.parametrize(
    "place",
    ["", "wording/policy/answer", "wording/../policy/answer#full", "wording/policy/../../x#full",
     "wording/nothing/answer#full", "wording/policy/nothing#full", "wording/policy/answer#other",
     "controller.yml#phone", "wording/policy/Answer#full"],
)  # fmt: skip
def test_nothing_else_is_put_in_other_words(desk: Desk, place: str) -> None:
    with pytest.raises(NoPlace):
        now(desk, place)
    with pytest.raises(Refused):
        rewording.reword(desk, place, "", WHY, {"tr": "x", "en": "x"})


def test_an_edit_beside_it_is_noticed(desk: Desk, data: Path) -> None:
    found = now(desk, OWN)
    path = data / "wording/policy/payment-institutions.tr.jinja"
    old = path.read_bytes()
    path.write_bytes(old.replace("Müşterinin".encode(), "Alıcının".encode()))
    with pytest.raises(Refused):
        rewording.reword(desk, OWN, found.digest, WHY, found.texts)
    path.write_bytes(old)
