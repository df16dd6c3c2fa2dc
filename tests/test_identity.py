"""Who the texts speak of: names of the controller, other controllers, addresses, minors."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import documents, languages, pipeline
from generator.errors import LoadingError
from tests.conftest import CACHE, STARTER

RICH = Path(__file__).parent / "rich"
ABROAD = {
    "street": "Beispielallee 5",
    "city": "Hamburg",
    "post_code": "20095",
    "country": {"tr": "Almanya", "en": "Germany"},
}
REPRESENTATIVE = {
    "name": "ADA TEMSİLCİLİK A.Ş.",
    "address": {
        "street": "Deneme Sok.",
        "district": "Şişli",
        "province": "İstanbul",
        "country": {"tr": "Türkiye", "en": "Türkiye"},
    },
}
OTHER = {
    "name": "ADA SİGORTA A.Ş.",
    "address": REPRESENTATIVE["address"],
    "purpose": {"tr": "sigorta poliçelerinin düzenlenmesi", "en": "issuing insurance policies"},
}
Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def starter(tmp_path: Path) -> Callable[..., pipeline.Outcome]:
    """The starter with one file changed."""

    def changed(edit: Edit, file: str = "controller.yml") -> pipeline.Outcome:
        data = tmp_path / "data"
        shutil.copytree(STARTER, data, dirs_exist_ok=True)
        content = yaml.load((data / file).read_text("utf-8"), Loader=yaml.CBaseLoader)
        edit(content)
        content = json.loads(json.dumps(content))  # each value its own: no anchors are written
        (data / file).write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        return pipeline.run(pipeline.Settings(data=data, cache=CACHE))

    return changed


@pytest.fixture(scope="module")
def rich() -> pipeline.Outcome:
    """The controller that uses the whole model."""
    return pipeline.run(pipeline.Settings(data=RICH, cache=CACHE))


def layers(outcome: pipeline.Outcome, document: str, language: str) -> dict[str, str]:
    """Each layer of a text as plain text."""
    (text,) = (t for t in outcome.texts if (t.document, t.language) == (document, language))
    return {layer.name: layer.plain for layer in text.layers}


def all_words(outcome: pipeline.Outcome, language: str) -> str:
    """Everything that the texts of one language say."""
    return "\n".join(
        layer.plain for text in outcome.texts if text.language == language for layer in text.layers
    )


def found(outcome: pipeline.Outcome) -> list[tuple[str, str]]:
    """Name and place of each finding."""
    return [(f.name, f.place) for f in outcome.findings if f.code != "TXT-05"]


SHORT = (
    ("Ada", "Ada", None, "Ada'ya", "Ada takes"),
    ("Üniversite", "the University", None, "Üniversite'ye", "The University processes"),
    ("Hekim", "the Physician", None, "Hekim'e", "the Physician takes"),
    ("4Mevsim", "4Mevsim", "dört mevsim", "4Mevsim'e", "4Mevsim processes"),
    ("Ada Vakfı", "Ada Vakfı", None, "Ada Vakfı'na", "Ada Vakfı processes"),
    ("iyzico", "iyzico", "iyziko", "iyzico'ya", "iyzico processes"),
)


@pytest.mark.parametrize(("tr", "en", "reading", "dative", "subject"), SHORT)
def test_a_short_name_takes_the_place_of_the_legal_form(
    starter: Callable[..., pipeline.Outcome],
    tr: str,
    en: str,
    reading: str | None,
    dative: str,
    subject: str,
) -> None:
    """In both languages, with Turkish endings as it is spoken and its own letters."""
    name = {"name": {"tr": tr, "en": en}} | ({"reading": reading} if reading else {})
    outcome = starter(lambda c: c.update(short_name=name))
    assert found(outcome) == []
    turkish, english = (all_words(outcome, language) for language in ("tr", "en"))
    assert f"“{tr}”" in turkish
    assert f"“{en}”" in english
    assert dative in turkish
    assert subject in english
    assert "Şirket" not in turkish
    assert "Company" not in english


@pytest.mark.parametrize(
    ("name", "dative", "ablative"),
    [
        ("Ada Vakfı", "na", "ndan"),
        ("Örnek Üniversitesi", "ne", "nden"),
        ("ADA TİC. LTD. ŞTİ.", "ne", "nden"),
        ("Ada", "ya", "dan"),
        ("Vakıf", "a", "tan"),
        ("Tatlı", "ya", "dan"),
        ("Okul", "a", "dan"),
        ("Klinik", "e", "ten"),
        ("Dernek", "e", "ten"),
        ("Belediye", "ye", "den"),
    ],
)
def test_names_of_institutions_end_in_a_possessive(name: str, dative: str, ablative: str) -> None:
    """“Ada Vakfı'na”, and not “Ada Vakfı'ya”; a name that only ends so is none."""
    turkish = languages.get("tr")
    assert turkish.suffixed(name, "dative") == f"{name}'{dative}"
    assert turkish.suffixed(name, "ablative") == f"{name}'{ablative}"


def test_a_brand_that_is_the_short_name_is_said_once(
    starter: Callable[..., pipeline.Outcome],
) -> None:
    """Not “Ada” or “Ada”."""
    outcome = starter(lambda c: c.update(short_name={"name": {"tr": "Örnek", "en": "Örnek"}}))
    brand = outcome.facts.sites["ornek"].brand.value
    assert brand == "Örnek"
    assert "(“Örnek”)" in all_words(outcome, "tr")
    assert "“Örnek” veya" not in all_words(outcome, "tr")
    assert "“Örnek” or" not in all_words(outcome, "en")


def test_trade_names_stand_where_the_controller_is_identified(rich: pipeline.Outcome) -> None:
    """In every layer that says who it is, and never as if they were its registered name."""
    for document in ("notice-order-form", "cookies"):
        turkish = layers(rich, document, "tr")
        assert "İşletme adları: Örnek Ev ve Örnek Çiçekçilik" in turkish["short"]
        assert "İşletme adları\nÖrnek Ev ve Örnek Çiçekçilik" in turkish["full"]
        english = layers(rich, document, "en")
        assert "Trade names: Örnek Ev and Örnek Çiçekçilik" in english["short"]
    assert "İşletme adları: Örnek Ev" in layers(rich, "consent-newsletter", "tr")["full"]


def test_a_brand_that_is_a_trade_name_is_introduced_once(
    starter: Callable[..., pipeline.Outcome],
) -> None:
    """One trade name is said in the singular, and not as a brand as well."""
    short = layers(starter(lambda c: c.update(trade_names=["Örnek"])), "notice", "tr")["short"]
    assert "İşletme adı: Örnek\n" in short
    assert "(“Örnek”)" not in short


BRANDS = (
    ("unit", "Birim", "Unit", True),
    ("group", "Topluluk", "Group", True),
    (None, "Birim", "Unit", False),
)


@pytest.mark.parametrize(("brand_of", "turkish", "english", "said"), BRANDS)
def test_the_brand_of_a_unit_is_no_name_of_the_controller(
    starter: Callable[..., pipeline.Outcome],
    brand_of: str | None,
    turkish: str,
    english: str,
    said: bool,
) -> None:
    """It is said what the brand is; who processes the data is the controller."""

    def edit(sites: dict[str, Any]) -> None:
        sites["ornek"].update({"brand_of": brand_of} if brand_of else {})

    outcome = starter(edit, "sites.yml")
    assert found(outcome) == []
    for language, kind in (("tr", turkish), ("en", english)):
        notice = layers(outcome, "notice", language)
        assert (f"{kind}: Örnek\n" in notice["short"]) is said
        assert (f"{kind}\nÖrnek\n" in notice["full"]) is said
        assert ("“Örnek”" in all_words(outcome, language)) is not said
    policy = layers(outcome, "policy", "tr")["full"]
    assert ("Örnek Ticaret A.Ş.'nin kişisel verileri nasıl işlediğini" in policy) is said
    assert ("Örnek Ticaret A.Ş., kitap satışı alanında" in policy) is said


@pytest.mark.parametrize(
    "kind", sorted(n for n, t in documents.document_types().items() if t.publishes(None))
)
def test_every_type_prints_what_the_list_of_documents_says(
    rich: pipeline.Outcome, kind: str
) -> None:
    """Code, version and class, where they are written; nothing of the sort where they are not."""
    stated = {d.id.value for d in rich.facts.documents.values() if d.version}
    texts = [text for text in rich.texts if text.type == kind]
    assert stated & {text.document for text in texts}
    for text in texts:
        words = text.layer("full").plain
        code, version, klass = (
            ("Belge kodu\n", "Belge sürümü\n2.1", "Belge sınıfı\nHalka açık")
            if text.language == "tr"
            else ("Document code\n", "Document version\n2.1", "Document class\nPublic")
        )
        written = rich.facts.documents[text.document]
        assert (version in words) is (klass in words) is (text.document in stated), text.document
        assert (code in words) is (written.code is not None)
        assert written.code is None or code + written.code.value in words


@pytest.mark.parametrize(("code", "times"), [("same", 1), ("KVKK-F-09", 2)])
def test_the_code_of_a_form_stands_once(tmp_path: Path, code: str, times: int) -> None:
    """A document with the code of its form does not say it again at its end."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    form = yaml.safe_load((data / "forms/report.yml").read_text("utf-8"))["code"]
    path = data / "documents/report.yml"
    own = form if code == "same" else code
    path.write_text(f"{path.read_text('utf-8')}code: {own}\n", "utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    words = layers(outcome, "report", "tr")["full"]
    assert f"Form kodu: {form}." in words
    assert ("Belge kodu" in words) is (times == 2)


def test_a_code_is_that_of_one_document(tmp_path: Path) -> None:
    """A copied file keeps the code of the one it was copied from."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    path = data / "documents/notice-cameras.yml"
    written = path.read_text("utf-8")
    path.write_text(f"{written}code: KVKK-AM-01\n", "utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    place = "documents/notice-staff-file.yml#code"
    assert found(outcome) == [("USE-02[same-code]", place)]
    path.write_text(f"{written}code: KVKK-AM-02\n", "utf-8")
    assert found(pipeline.run(pipeline.Settings(data=data, cache=CACHE))) == []


def test_other_controllers_have_an_identity_of_their_own(rich: pipeline.Outcome) -> None:
    """Every way to reach them in the full layer; who they are and for what in the short one."""
    order = layers(rich, "notice-order-form", "tr")
    identity = "ÖRNEK LOJİSTİK A.Ş., Örnek Mah. Liman Cad., No: 2, Kat: 3, Ofis: 20, Tuzla/İstanbul"
    assert identity in order["short"]
    for way in (
        "MERSİS numarası 0123456789000015",
        "telefon 0216 000 00 00",
        "e-posta bilgi@lojistik.example",
        "KEP adresi ornek.lojistik@hs00.kep.tr",
        "kişisel veriler için e-posta kvkk@lojistik.example",
    ):
        assert way in order["full"]
        assert way not in order["short"]
    staff = layers(rich, "notice-staff-file", "tr")
    for layer in ("short", "full"):
        assert "Bu metin şu veri sorumlusunu da kapsar: ORNEK GARTEN GMBH" in staff[layer]
        assert "tek başına karar verir: kendi çalışanlarının" in staff[layer]
        assert "Türkiye'deki temsilcisi Derya Örnek, " in staff[layer]
    assert "KEP adresi derya.ornek@hs00.kep.tr, irtibat kişisi Umut Örnek." in staff["full"]
    english = layers(rich, "notice-staff-file", "en")["full"]
    assert "This text also covers another data controller: ORNEK GARTEN GMBH" in english
    assert "contact person Umut Örnek. It alone decides on this: its own employees" in english


def test_a_separate_controller_is_named_where_it_decides(rich: pipeline.Outcome) -> None:
    """It is no controller of the orders, and sends no messages."""
    for document in ("notice-order-form", "cookies", "consent-newsletter", "approval-email"):
        assert "ORNEK GARTEN" not in "".join(layers(rich, document, "tr").values())
    assert "ORNEK GARTEN" in layers(rich, "policy", "tr")["full"]


def test_the_representative_can_be_reached(starter: Callable[..., pipeline.Outcome]) -> None:
    """By KEP and telephone, and through a person."""
    ways = {
        "kep": "ada@hs00.kep.tr",
        "phone": "0212 000 00 01",
        "email": "kvkk@ada.example",
        "contact_person": "Derya Ada",
    }
    outcome = starter(lambda c: c.update(address=ABROAD, representative=REPRESENTATIVE | ways))
    assert found(outcome) == []
    notice = layers(outcome, "notice", "tr")
    said = (
        "Türkiye'deki veri sorumlusu temsilcisi: ADA TEMSİLCİLİK A.Ş., Deneme Sok., "
        "Şişli/İstanbul, Türkiye, telefon 0212 000 00 01, e-posta kvkk@ada.example, "
        "KEP adresi ada@hs00.kep.tr, irtibat kişisi Derya Ada."
    )
    assert said in notice["full"]
    assert "Şişli/İstanbul, Türkiye, kvkk@ada.example." in notice["short"]


@pytest.mark.parametrize("kind", ["joint_controllers", "separate_controllers"])
@pytest.mark.parametrize(
    ("wrong", "name", "place"),
    [
        ({"name": ""}, "IDN-01[no-name]", "name"),
        ({"address": ABROAD}, "IDN-01[no-representative]", "address.country"),
        (
            {"representative": REPRESENTATIVE},
            "IDN-01[needless-representative]",
            "representative",
        ),
        ({"kep": "ada@example.com"}, "IDN-02[malformed]", "kep"),
        ({"phone": ""}, "IDN-02[blank]", "phone"),
        ({"data_protection_email": "kvkk(at)ada"}, "IDN-02[malformed]", "data_protection_email"),
        ({"mersis": "0123456789000016" * 2}, "IDN-02[mersis]", "mersis"),
        (
            {"address": {**REPRESENTATIVE["address"], "district": ""}},
            "IDN-02[no-address]",
            "address.district",
        ),
        (
            {"address": ABROAD, "representative": REPRESENTATIVE | {"kep": "kep"}},
            "IDN-02[malformed]",
            "representative.kep",
        ),
    ],
)
def test_rules_on_identity_look_at_other_controllers(
    starter: Callable[..., pipeline.Outcome],
    kind: str,
    wrong: dict[str, Any],
    name: str,
    place: str,
) -> None:
    """What the law asks of the controller it asks of each that the texts name."""
    outcome = starter(lambda c: c.update({kind: [right(kind) | wrong]}))
    assert (name, f"controller.yml#{kind}[0].{place}") in found(outcome)
    assert {n for n, _ in found(outcome)} == {name}


def right(kind: str) -> dict[str, Any]:
    """Another controller of which nothing is found."""
    contact = {"tr": "İkisine de başvurabilirsiniz.", "en": "You can apply to either."}
    return OTHER | ({"contact": contact} if kind == "joint_controllers" else {})


@pytest.mark.parametrize("kind", ["joint_controllers", "separate_controllers"])
def test_what_is_owed_of_other_controllers_is_enough(
    starter: Callable[..., pipeline.Outcome], kind: str
) -> None:
    assert found(starter(lambda c: c.update({kind: [right(kind)]}))) == []


ADDRESSES = (
    ({"inner_door": "30"}, "Deneme Sok. D: 30, Şişli/İstanbul, Türkiye"),
    ({"inner_door": "5A"}, "Deneme Sok. D: 5A, Şişli/İstanbul, Türkiye"),
    ({"inner_door": "Kat: 3, Ofis: 20"}, "Deneme Sok., Kat: 3, Ofis: 20, Şişli/İstanbul, Türkiye"),
    ({"inner_door": "Ofis 20"}, "Deneme Sok., Ofis 20, Şişli/İstanbul, Türkiye"),
    ({"block": "B"}, "Deneme Sok., B Blok, Şişli/İstanbul, Türkiye"),
    ({"block": "B Blok"}, "Deneme Sok., B Blok, Şişli/İstanbul, Türkiye"),
)


@pytest.mark.parametrize(("parts", "said"), ADDRESSES)
def test_the_door_is_called_what_it_is(
    starter: Callable[..., pipeline.Outcome], parts: dict[str, str], said: str
) -> None:
    """A number is a door; words are printed as they are written."""
    address = {**REPRESENTATIVE["address"], **parts}  # type: ignore[dict-item]
    outcome = starter(lambda c: c.update(address=address))
    assert found(outcome) == []
    assert said in layers(outcome, "notice", "tr")["full"]


ABROAD_SAID = (
    ({"city": "Hamburg"}, "Beispielallee 5, 20095 Hamburg, Almanya"),
    ({"district": "Hamburg", "province": "Hamburg"}, "Beispielallee 5, 20095 Hamburg, Almanya"),
    ({"province": "Hamburg"}, "Beispielallee 5, 20095 Hamburg, Almanya"),
    ({"city": "Hamburg", "inner_door": "20"}, "Beispielallee 5, 20, 20095 Hamburg, Almanya"),
    ({"city": "Toronto", "province": "ON"}, "Beispielallee 5, 20095 Toronto, ON, Almanya"),
)


@pytest.mark.parametrize(("parts", "said"), ABROAD_SAID)
def test_an_address_abroad_has_no_district(
    starter: Callable[..., pipeline.Outcome], parts: dict[str, str], said: str
) -> None:
    """Its city is said once, and no Turkish word stands before its door."""
    address = {key: value for key, value in ABROAD.items() if key != "city"} | parts
    outcome = starter(lambda c: c.update(address=address, representative=REPRESENTATIVE))
    assert found(outcome) == []
    assert said in layers(outcome, "notice", "tr")["full"]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ({"district": None}, {"IDN-02[no-address]"}),
        ({"province": None}, {"IDN-02[no-address]"}),
        ({"street": ""}, {"IDN-02[no-address]"}),
        ({"city": "Gebze"}, {"IDN-02[needless-city]"}),
        (
            {"country": ABROAD["country"], "district": None, "province": None},
            {"IDN-02[no-address]"},
        ),
    ],
)
def test_each_part_of_an_address_that_is_owed_is_asked_for(
    starter: Callable[..., pipeline.Outcome], address: dict[str, Any], names: set[str]
) -> None:
    """District and province in Türkiye, a city abroad; the text marks what is missing."""
    written = {**REPRESENTATIVE["address"], **address}  # type: ignore[dict-item]
    whole = {key: value for key, value in written.items() if value is not None}
    abroad = {"representative": REPRESENTATIVE} if "country" in address else {}
    outcome = starter(lambda c: c.update(address=whole, **abroad))
    assert {name for name, _ in found(outcome)} == names
    owed = languages.get("tr").not_stated in layers(outcome, "notice", "tr")["short"]
    assert owed is (names != {"IDN-02[needless-city]"})


def test_the_age_of_minors_is_said(rich: pipeline.Outcome, tmp_path: Path) -> None:
    """Where it is written; otherwise they are minors."""
    for document in ("notice-kids-club", "policy"):
        turkish = layers(rich, document, "tr")["full"]
        assert "müşterinin çocuğu (13 yaşını doldurmamış kişiler)" in turkish
        english = layers(rich, document, "en")["full"]
        assert "child of a customer (under the age of 13)" in english
    consent = layers(rich, "consent-kids-club", "tr")["full"]
    assert "(13 yaşını doldurmamış kişiler) adına rıza, velisi veya vasisi tarafından" in consent
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    path = data / "subjects.yml"
    path.write_text(path.read_text("utf-8").replace(" age_below: 13,", ""), "utf-8")
    without = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    assert "müşterinin çocuğu (ergin olmayan kişiler)" in all_words(without, "tr")
    assert "doldurmamış" not in all_words(without, "tr")


@pytest.mark.parametrize(
    ("marks", "hint"),
    [
        ({"age_below": "13"}, "Write “minors: yes”"),
        ({"minors": "no", "age_below": "13"}, "Write “minors: yes”"),
        ({"minors": "yes", "age_below": "19"}, "18 at most"),
        ({"minors": "yes", "age_below": "0"}, "18 at most"),
    ],
)
def test_an_age_is_one_of_minors(
    starter: Callable[..., pipeline.Outcome], marks: dict[str, str], hint: str
) -> None:
    """Otherwise the age would be read and not printed, or nobody would come of it."""

    def edit(subjects: dict[str, Any]) -> None:
        next(iter(subjects.values())).update(marks)

    with pytest.raises(LoadingError) as caught:
        starter(edit, "subjects.yml")
    assert hint in str(caught.value)


def test_a_doubtful_minority_marks_its_words(starter: Callable[..., pipeline.Outcome]) -> None:
    """As every choice that a sentence follows from."""

    def edit(subjects: dict[str, Any]) -> None:
        doubt = {"value": "yes", "unconfirmed": "Are they?"}
        next(iter(subjects.values())).update(
            minors=doubt, supplied_by={"tr": "veli", "en": "parent"}
        )

    outcome = starter(edit, "subjects.yml")
    (text,) = (t for t in outcome.texts if (t.document, t.language) == ("notice", "tr"))
    assert 'data-unconfirmed="">ergin olmayan kişiler<' in text.layer("full").html


def test_one_address_is_enough_for_applications_by_mail(
    starter: Callable[..., pipeline.Outcome],
) -> None:
    """Any of the addresses serves; where there is none, one finding names every way that needs
    one."""

    def only(key: str | None) -> Edit:
        def edit(controller: dict[str, Any]) -> None:
            for name in ("email", "data_protection_email"):
                controller.pop(name, None)
            if key:
                controller[key] = "kvkk@ornek.example"

        return edit

    for key in ("email", "data_protection_email"):
        outcome = starter(only(key))
        assert found(outcome) == []
        assert "kvkk@ornek.example" in layers(outcome, "policy", "tr")["short"]
    outcome = starter(only(None))
    (finding,) = [f for f in outcome.findings if f.name == "IDN-02[no-email]"]
    for way in ("registered-email", "secure-e-signature", "mobile-signature"):
        assert f"“{way}”" in finding.message


def test_a_site_that_is_the_company_is_linked_once(
    starter: Callable[..., pipeline.Outcome],
) -> None:
    """Two equal lines under two names inform nobody."""
    site = yaml.safe_load((STARTER / "sites.yml").read_text("utf-8"))["ornek"]["url"]
    full = layers(starter(lambda c: c.update(web=site)), "notice", "tr")["full"]
    assert "İnternet sitesi" in full
    assert "Kurumsal internet sitesi" not in full


PROCESSOR = {
    "service": {"tr": "randevu yazılımının işletilmesi", "en": "running the booking software"},
    "customers": {"tr": "yazılımı kullanan işletmeler", "en": "businesses that use the software"},
}


def test_for_customers_data_one_is_a_processor(starter: Callable[..., pipeline.Outcome]) -> None:
    """The visitor is sent to the customer; a contract with it is asked for (art. 12(2))."""
    outcome = starter(lambda c: c.update(processor_for={"software": PROCESSOR}))
    texts = {(text.type, text.language): text.layers[-1].plain for text in outcome.texts}
    said = (
        "Şirket, yazılımı kullanan işletmeler adına ve onların verdiği yetkiye dayanarak randevu "
        "yazılımının işletilmesi kapsamında işlediği kişisel veriler bakımından veri sorumlusu "
        "değil, veri işleyendir."
    )
    assert said in texts["notice", "tr"]
    assert said in texts["policy", "tr"]
    assert "please turn to that customer for information" in texts["notice", "en"]
    found = [f for f in outcome.findings if f.code == "SEC-02"]
    assert [f.place for f in found] == ["controller.yml#processor_for.software.service"]
    named = PROCESSOR | {"contract": "VİS-1", "collection_points": []}
    outcome = starter(lambda c: c.update(processor_for={"software": named}))
    assert "SEC-02" not in [f.code for f in outcome.findings]
    assert "VİS-1" not in "".join(t.layers[-1].plain for t in outcome.texts)


def test_only_the_notices_of_some_points_say_it(rich: pipeline.Outcome) -> None:
    """Those where customers' people turn up; the policy always does."""
    texts = [text for text in rich.texts if text.language == "tr"]
    saying = {t.document for t in texts if "değil, veri işleyendir" in t.layers[-1].plain}
    assert saying == {"policy", "notice-order-form", "notice-application-form"}
