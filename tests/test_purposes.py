"""What an activity and its purposes say: conditions, bases that depend on others, what is for the
file alone, special categories."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.expression import Expression
from generator.model.traversal import public
from tests.conftest import CACHE, STARTER

RICH = Path(__file__).parent / "rich"
SALE = {"article": "5/2-c", "detail": {"tr": "satış", "en": "the sale"}}
INTEREST = {"article": "5/2-f", "detail": {"tr": "güvenlik", "en": "security"}}
CLAIM = {"article": "5/2-e", "detail": {"tr": "alacak", "en": "the claim"}}
CONSENT = {"article": "5/1"}
WHEN = {"tr": "ürün hediyeyse", "en": "if it is a gift"}
NAME, BIRTH = "identity.name", "identity.birth"
Changes = Mapping[str, Any]


def run(tmp_path: Path, *purposes: Changes, **activity: Any) -> pipeline.Outcome:
    """The starter, whose orders have a purpose for each of the changes, and the keys `activity`."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    path = data / "processing/orders.yml"
    orders = yaml.safe_load(path.read_text(encoding="utf-8"))
    first = orders["purposes"].pop("deliver-order")
    for number, changes in enumerate(purposes or ({},), start=1):
        orders["purposes"][f"purpose-{number}"] = {**first, **changes}
    return composed(data, "processing/orders.yml", {**orders, **activity})


def composed(data: Path, file: str, content: Any) -> pipeline.Outcome:
    plain = json.loads(json.dumps(content))  # each value its own: no anchors are written
    (data / file).write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), "utf-8")
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE))


def changed(tmp_path: Path, file: str, **keys: Any) -> pipeline.Outcome:
    """`rich/` with other keys in one file; None takes a key away."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    content = yaml.safe_load((data / file).read_text(encoding="utf-8")) | keys
    return composed(data, file, {key: value for key, value in content.items() if value is not None})


def text(outcome: pipeline.Outcome, kind: str, language: str = "tr") -> Expression:
    return next(t for t in outcome.texts if (t.type, t.language) == (kind, language))


def lines(
    outcome: pipeline.Outcome, kind: str, layer: str = "full", language: str = "tr"
) -> list[str]:
    return text(outcome, kind, language).layer(layer).plain.split("\n")


def names(outcome: pipeline.Outcome) -> set[str]:
    return {finding.name for finding in outcome.findings}


def test_a_basis_to_fall_back_on_is_said_as_such(tmp_path: Path) -> None:
    """In both layers and languages: it is no second ground beside those before it."""
    second, third = {**INTEREST, "fallback": "yes"}, {**CLAIM, "fallback": "yes"}
    outcome = run(tmp_path, {"bases": [SALE, second, third]})
    full, short = lines(outcome, "notice"), lines(outcome, "notice", "short")
    begin = "Buna dayanılamayan hâllerde veri sorumlusunun meşru menfaati"
    assert f"{begin} (Kanun m. 5/2-f): güvenlik" in full
    assert f"{begin} (m. 5/2-f): güvenlik" in short
    assert any(line.startswith("Bunlara dayanılamayan hâllerde bir hakkın") for line in full)
    assert any(line.startswith("Bunlara dayanılamayan hâllerde bir hakkın") for line in short)
    english = lines(outcome, "notice", language="en")
    assert any(line.startswith("Where this does not apply: legitimate") for line in english)
    assert any(line.startswith("Where none of these applies: ") for line in english)


def test_bases_that_all_rows_share_keep_their_order(tmp_path: Path) -> None:
    """Above the table as in a cell; and other orders are other lines of a short layer."""
    second = {**INTEREST, "fallback": "yes"}
    above = lines(run(tmp_path / "a", *[{"bases": [SALE, second]}] * 2), "notice")
    assert any(
        "(Kanun m. 5/2-c): satış; buna dayanılamayan hâllerde veri" in line for line in above
    )
    outcome = run(tmp_path / "b", {"bases": [SALE, second]}, {"bases": [SALE, INTEREST]})
    short = lines(outcome, "notice", "short")
    assert "Veri sorumlusunun meşru menfaati (m. 5/2-f): güvenlik" in short
    assert (
        "Buna dayanılamayan hâllerde veri sorumlusunun meşru menfaati (m. 5/2-f): güvenlik" in short
    )


def test_the_first_basis_follows_none(tmp_path: Path) -> None:
    """“Where this does not apply” would stand before nothing."""
    assert names(run(tmp_path, {"bases": [{**SALE, "fallback": "yes"}]})) == {"PUR-03[fallback]"}


@pytest.mark.parametrize(
    ("bases", "wanted"),
    [
        ([INTEREST, CONSENT], True),
        ([INTEREST, {**CONSENT, "fallback": "yes"}], False),
        ([INTEREST, {**CONSENT, "when": WHEN}], False),
        ([CONSENT, {**INTEREST, "fallback": "yes"}], True),
        ([{**INTEREST, "when": WHEN}, CONSENT], True),
        ([{**INTEREST, "only_for": [NAME]}, {**CONSENT, "rest": "yes"}], False),
        ([{**INTEREST, "only_for": [NAME]}, {**CONSENT, "only_for": [NAME]}], True),
    ],
)
def test_a_consent_with_a_condition_is_not_on_top(
    tmp_path: Path, bases: Sequence[Changes], wanted: bool
) -> None:
    """To ask for consent and to process without it all the same is what misleads."""
    assert ("PUR-05" in names(run(tmp_path, {"bases": bases}))) is wanted


def test_the_rest_of_the_data_is_called_so(tmp_path: Path) -> None:
    """And what it is follows the data of the purpose: nobody lists it again."""
    bases = [{**SALE, "only_for": [NAME]}, {**INTEREST, "rest": "yes"}]
    outcome = run(tmp_path, {"bases": bases})
    assert names(outcome) == set()
    assert "Yalnızca diğer veriler için" in lines(outcome, "notice")
    assert any(
        line.endswith("güvenlik; yalnızca diğer veriler için")
        for line in lines(outcome, "notice", "short")
    )
    assert "Only for the rest of the data" in lines(outcome, "notice", language="en")


@pytest.mark.parametrize(
    "bases",
    [
        [SALE, {**INTEREST, "rest": "yes"}],
        [{**SALE, "only_for": [NAME, BIRTH]}, {**INTEREST, "rest": "yes"}],
        [{**SALE, "only_for": [NAME]}, {**INTEREST, "rest": "yes", "only_for": [BIRTH]}],
    ],
)
def test_there_is_a_rest(tmp_path: Path, bases: Sequence[Changes]) -> None:
    """Nothing is the rest of everything, and a list is no rest."""
    assert "PUR-03[rest]" in names(run(tmp_path, {"bases": bases}))


def test_data_without_a_basis_is_named_at_once(tmp_path: Path) -> None:
    """Not one item a run."""
    bases = [{"article": "6/3-d", "detail": {"tr": "dava", "en": "a lawsuit"}}]
    found = [f for f in run(tmp_path, {"bases": bases}).findings if f.name == "SPC-01[ordinary]"]
    assert [f.message for f in found] == [
        "“name”, “birth”: no special category, and no basis of article 5 carries them."
    ]


def test_the_condition_of_a_purpose_stands_with_it(tmp_path: Path) -> None:
    """In the first column; before, it ended the cell of the legal basis."""
    outcome = run(tmp_path, {"when": WHEN}, {})
    full = lines(outcome, "notice")
    assert full.count("Siparişin teslim edilmesi (koşul: ürün hediyeyse)") == 1
    assert full.count("Siparişin teslim edilmesi") == 1
    assert "Koşul: ürün hediyeyse" not in full
    assert "Siparişin teslim edilmesi (koşul: ürün hediyeyse)" in lines(outcome, "notice", "short")


def test_the_condition_of_an_activity_holds_for_its_purposes(tmp_path: Path) -> None:
    """Above the table where all have it; in a short layer with each; in the policy's list."""
    outcome = run(tmp_path, {}, {}, when=WHEN)
    above = "Aşağıdaki bütün amaçlar yalnızca şu koşulda geçerlidir: ürün hediyeyse."
    assert above in lines(outcome, "notice")
    assert not any("(koşul:" in line for line in lines(outcome, "notice"))
    short = lines(outcome, "notice", "short")
    assert short.count("Siparişin teslim edilmesi (koşul: ürün hediyeyse)") == 2
    own = {"tr": "teslimat varsa", "en": "if there is a delivery"}
    mixed = run(tmp_path / "mixed", {"when": own}, {}, when=WHEN)
    assert "Siparişin teslim edilmesi (koşul: teslimat varsa)" in lines(mixed, "notice")
    assert "Siparişin teslim edilmesi (koşul: ürün hediyeyse)" in lines(mixed, "notice")
    assert above not in lines(mixed, "notice")


def test_the_policy_names_an_activity_with_its_condition(tmp_path: Path) -> None:
    """Its short layer lists activities; one with other conditions inside has none of its own."""
    policy = lines(changed(tmp_path, "processing/candidates.yml"), "policy", "short")
    assert "İş başvuruları (koşul: iş başvurusu yaparsanız)" in policy
    assert "Siparişler" in policy  # one of its purposes alone has a condition


def test_what_happens_without_the_data_is_said(tmp_path: Path) -> None:
    """Optional data is left out of the sentence."""
    unless = {"tr": "siparişiniz teslim edilemez", "en": "your order cannot be delivered"}
    outcome = run(tmp_path, {"if_not_given": unless})
    assert "Bu veriler verilmezse siparişiniz teslim edilemez." in lines(outcome, "notice")
    english = "If this data is not given, your order cannot be delivered."
    assert english in lines(outcome, "notice", language="en")
    rich = pipeline.run(pipeline.Settings(data=RICH, cache=CACHE))
    optional = "İsteğe bağlı olmayan veriler verilmezse siparişiniz teslim edilemez."
    assert optional in lines(rich, "policy")


def test_what_is_blacked_out_is_said(tmp_path: Path) -> None:
    """It is no data that is processed, so no purpose and no category names it."""
    outcome = run(tmp_path, incidental=[{"tr": "din bilgisi", "en": "religion"}])
    assert (
        "Sunulan belgelerde din bilgisi bulunması hâlinde bu bilgiler okunmayacak biçimde "
        "karartılır."
    ) in lines(outcome, "notice")
    assert names(outcome) == set()


FILE = {
    "unit": {"tr": "Satış Müdürlüğü", "en": "the sales department"},
    "media": ["physical", "electronic"],
    "measures": [{"tr": "yanmaz kasa", "en": "fireproof safe"}],
}


def test_what_is_for_the_file_is_in_no_text(tmp_path: Path) -> None:
    """Nobody marks it as internal: it is."""
    outcome = run(tmp_path, **FILE)
    assert names(outcome) == set()
    orders = outcome.facts.activities["orders"]
    assert orders.unit
    assert [medium.value.value for medium in orders.media] == FILE["media"]
    shown = public(orders)
    assert (shown.unit, shown.media, shown.measures) == (None, (), ())
    for expression in outcome.texts:
        for layer in expression.layers:
            assert not any(w in layer.plain for w in ("Satış Müdürlüğü", "yanmaz", "sales dep"))


def test_the_policy_says_how_data_is_disposed_of() -> None:
    """By-law on erasure, art. 7: the controller explains its methods."""
    rich = pipeline.run(pipeline.Settings(data=RICH, cache=CACHE))
    assert (
        "Çalışan özlük işlemleri: kâğıt belgelerin kırpılması ve elektronik kayıtların üzerine "
        "yazılması"
    ) in lines(rich, "policy")


def test_special_categories_are_called_so(tmp_path: Path) -> None:
    """In the table of the purpose, in the table of categories and in a consent."""
    rich = pipeline.run(pipeline.Settings(data=RICH, cache=CACHE))
    assert lines(rich, "policy").count("Özel nitelikli kişisel verilerdir") == 2
    assert lines(rich, "policy", language="en").count("Special category of personal data") == 2
    items = {
        "name": {"tr": "ad ve soyad", "en": "name and surname"},
        "id-number": {"tr": "T.C. kimlik numarası", "en": "Turkish ID number"},
        "birth-year": {
            "name": {"tr": "alerji", "en": "allergies"},
            "special": "health",
        },
    }
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    file = "data-categories.yml"
    content = yaml.safe_load((data / file).read_text(encoding="utf-8"))
    content["identity"]["items"] = items
    club = data / "processing/kids-club.yml"
    both = "bases: [{article: 5/1}, {article: 6/3-a}]"
    club.write_text(club.read_text("utf-8").replace("bases: [{article: 5/1}]", both), "utf-8")
    outcome = composed(data, file, content)
    consents = {t.language: t for t in outcome.texts if t.document == "consent-kids-club"}
    for layer in consents["tr"].layers:
        assert "Bu verilerden alerji özel nitelikli kişisel veridir." in layer.plain
        assert "Of this data, allergies belongs to the special categories of personal data." in (
            consents["en"].layer(layer.name).plain
        )
    assert "Özel nitelikli kişisel veri: alerji" in consents["tr"].layer("full").plain


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"data": [NAME, BIRTH, NAME]}, "“name”"),
        ({"data": ["identity.*", BIRTH]}, "“birth”"),
        ({"recipients": ["carrier", "carrier"]}, "“carrier”"),
        ({"bases": [SALE, INTEREST, SALE]}, "“5/2-c”"),
    ],
)
def test_nothing_is_named_twice_in_a_list(tmp_path: Path, keys: Changes, said: str) -> None:
    """Once, at the list; two bases of one article that say different things are two."""
    outcome = run(tmp_path / "twice", keys)
    found = [f for f in outcome.findings if f.name == "TXT-02[named-twice]"]
    assert [(f.origin.path.split(".")[-1], said in f.message) for f in found] == [
        (next(iter(keys)), True)
    ]
    other = {**SALE, "detail": {"tr": "üyelik sözleşmesi", "en": "the membership"}}
    assert "TXT-02[named-twice]" not in names(run(tmp_path / "once", {"bases": [SALE, other]}))


def test_a_consent_is_given_with_its_conditions(tmp_path: Path) -> None:
    """In both layers: without them the person would consent to more than is processed."""
    purposes = yaml.safe_load((RICH / "processing/newsletter.yml").read_text("utf-8"))["purposes"]
    purposes["send-newsletter"] |= {
        "when": {"tr": "mağazadan alışveriş yaparsanız", "en": "if you buy in the shop"},
        "bases": [INTEREST, {**CONSENT, "fallback": "yes", "when": WHEN}],
    }
    outcome = changed(tmp_path, "processing/newsletter.yml", purposes=purposes)
    consents = {t.language: t for t in outcome.texts if t.document == "consent-newsletter"}
    for layer in ("short", "full"):
        turkish, english = (consents[c].layer(layer).plain.split("\n") for c in ("tr", "en"))
        assert "Bu rızam yalnızca şu koşulda geçerlidir: mağazadan alışveriş yaparsanız." in turkish
        assert "Bu rızam yalnızca şu koşulda geçerlidir: ürün hediyeyse." in turkish
        only = "Bu rızama, yalnızca diğer hukuki sebeplere dayanılamayan hâllerde dayanılır."
        assert only in turkish
        assert "This consent is relied on only where no other legal basis applies." in english
        assert "This consent applies on this condition only: if it is a gift." in english
    plain = pipeline.run(pipeline.Settings(data=RICH, cache=CACHE))
    assert not any("koşulda geçerlidir" in line for line in lines(plain, "consent"))


@pytest.mark.parametrize(
    ("file", "key", "value", "document", "words"),
    [
        ("messages.yml", "iys", "yes", "policy", "bulunmadıkları İYS üzerinden kontrol edilir."),
        (
            "controller.yml",
            "verbis",
            {"status": {"value": "registered", "unconfirmed": "Is it?"}},
            "policy",
            "Veri Sorumluları Siciline (VERBİS) kayıtlıdır.",
        ),
    ],
)
def test_a_doubtful_choice_marks_what_it_says(
    tmp_path: Path, file: str, key: str, value: Any, document: str, words: str
) -> None:
    """Whatever it chooses, the sentence is as doubtful as the fact."""
    doubtful = {"value": value, "unconfirmed": "Is it?"} if isinstance(value, str) else value
    html = text(changed(tmp_path, file, **{key: doubtful}), document).layer("full").html
    (marked,) = [part for part in html.split('<span data-unconfirmed="">')[1:] if words in part]
    assert marked.partition("</span>")[0].endswith(words)


@pytest.mark.parametrize(
    ("bases", "given"),
    [
        ([CONSENT], "ad ve soyad; doğum yılı"),
        ([{**CONSENT, "only_for": ["identity.birth-year"]}], "doğum yılı"),
        (
            [{**INTEREST, "only_for": ["identity.name"]}, {**CONSENT, "rest": "yes"}],
            "doğum yılı",
        ),
        ([{**INTEREST, "only_for": ["identity.birth-year"]}, CONSENT], "ad ve soyad; doğum yılı"),
    ],
)
def test_a_consent_is_about_the_data_that_it_carries(
    tmp_path: Path, bases: Sequence[Changes], given: str
) -> None:
    """What rests on another basis is processed whatever the person says."""
    file = "processing/kids-club.yml"
    purposes = yaml.safe_load((RICH / file).read_text("utf-8"))["purposes"]
    purposes["announce-events"]["bases"] = bases
    outcome = changed(tmp_path, file, purposes=purposes)
    consent = next(
        t for t in outcome.texts if (t.document, t.language) == ("consent-kids-club", "tr")
    )
    for layer in consent.layers:
        assert f"açık rıza veriyorum. Veriler: {given}." in layer.plain
    listed = consent.layer("full").plain
    assert f"Çocuk kulübü etkinliklerinin duyurulması: {given}\n" in listed


@pytest.mark.parametrize(
    ("bases", "wanted"),
    [
        ([CONSENT], False),
        ([{**CONSENT, "when": WHEN}], False),
        ([INTEREST, {**CONSENT, "fallback": "yes"}], True),
        ([INTEREST, {**CONSENT, "when": WHEN}], True),
        ([{**INTEREST, "only_for": [NAME]}, {**CONSENT, "rest": "yes", "when": WHEN}], False),
    ],
)
def test_marketing_does_not_fall_back_on_consent(
    tmp_path: Path, bases: Sequence[Changes], wanted: bool
) -> None:
    """Consent that stands behind another basis carries no advertising."""
    advertising = {"tr": "Kişiye özel reklam gösterilmesi", "en": "Showing personal advertisements"}
    found = names(run(tmp_path, {"text": advertising, "bases": bases}))
    assert ("PUR-07" in found) is wanted


@pytest.mark.parametrize(
    ("under", "text", "wanted"),
    [
        ([{"statute": "etk", "article": "6/2"}], "Bülten gönderilmesi", set[str]()),
        ([{"statute": "etk", "article": "6"}], "Bülten gönderilmesi", {"PUR-07"}),
        ([], "Bülten gönderilmesi", {"PUR-07"}),
        (
            [{"statute": "etk", "article": "6/2"}],
            "Profil çıkarılarak bülten gönderilmesi",
            {"PUR-07"},
        ),
    ],
)
def test_messages_to_traders_need_no_consent(
    tmp_path: Path, under: Sequence[Changes], text: str, wanted: set[str]
) -> None:
    """Law 6563 art. 6(2) allows them until they are refused; it is not the repealed art. 6(2)."""
    said = {"tr": text, "en": "Sending the bulletin to traders"}
    found = names(run(tmp_path, {"text": said, "bases": [{**INTEREST, "under": under}]}))
    assert found & {"PUR-07", "VER-01"} == wanted
