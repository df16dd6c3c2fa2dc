"""Branches of the templates that neither the company nor `rich/` shows: other facts, read again."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator import pipeline
from generator.expression import Expression
from tests import published
from tests.conftest import CACHE, STARTER

RICH = Path(__file__).parent / "rich"
Texts = Mapping[tuple[str, str], Expression]


@lru_cache(maxsize=8)
def varied(*edits: tuple[str, str, str]) -> Texts:
    """`rich/` with other facts, composed once of the same edits: (file or pattern of files,
    expression, what takes its place)."""
    if not edits:
        return by_name(published.outcome(RICH).texts)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(RICH, Path(folder) / "data"))
        for pattern, before, after in edits:
            changed = 0
            for path in data.glob(pattern):
                text, count = re.subn(before, after, path.read_text(encoding="utf-8"), flags=re.M)
                path.write_text(text, encoding="utf-8")
                changed += count
            assert changed, (pattern, before)
        return composed(data)


def composed(data: Path) -> Texts:
    return by_name(pipeline.run(pipeline.Settings(data=data, cache=CACHE)).texts)


def by_name(texts: Iterable[Expression]) -> Texts:
    return {(text.document, text.language): text for text in texts}


OCCASIONAL = (
    "recipients.yml",
    r"(countries: \[NL\]\n  abroad: yes\n  mechanism: )standard-contract\n  regular: yes"
    r"\n  signed: .*\n  notified: .*",
    r"\1occ-consent\n  regular: no\n  risks: {tr: Alıcının ülkesinde başvuru yolları "
    r"sınırlıdır., en: Remedies are limited in the country of the recipient.}",
)


def words(texts: Texts, document: str, language: str, layer: str = "full") -> str:
    return texts[document, language].layer(layer).plain


UNNAMED = ("controller.yml", r"^short_name: .*\n", "")
"""The controller without a short name: texts call it by its legal form."""

REPRESENTATIVE = """representative:
  name: Av. Can Temsilci
  address: {street: Deneme Sok., district: Şişli, province: İstanbul, country: {tr: Türkiye, en: Türkiye}}
"""  # noqa: E501


@pytest.mark.parametrize(
    "document", ["policy", "notice-order-form", "cookies", "consent-measurement"]
)
def test_each_layer_names_the_representative(document: str) -> None:
    """The identity of the controller *and of its representative* (Law 6698 art. 10(1)(a))."""
    texts = varied(("controller.yml", r"\Z", REPRESENTATIVE))
    for language, title in (("tr", "veri sorumlusu temsilcisi"), ("en", "representative")):
        text = texts[document, language]
        for layer in text.layers:
            if document.startswith("consent") and layer.name == "short":
                continue  # no notice: it says who asks, and the notice stands beside it
            assert "Av. Can Temsilci" in layer.plain
            assert title in layer.plain


def test_a_joint_controller_is_named_where_the_controller_is() -> None:
    """It is a controller as well: with its name and for what, in the short layer too."""
    texts = varied()
    for layer in ("short", "full"):
        assert "Ortak veri sorumlusu: ÖRNEK LOJİSTİK A.Ş." in words(
            texts, "notice-order-form", "tr", layer
        )


@pytest.mark.parametrize(
    ("form", "short", "dative", "title"),
    [
        ("company", "Şirket", "Şirket'e", "Unvan"),
        ("cooperative", "Kooperatif", "Kooperatif'e", "Unvan"),
        ("foundation", "Vakıf", "Vakıf'a", "Ad"),
        ("association", "Dernek", "Dernek'e", "Ad"),
        ("public-body", "İdare", "İdare'ye", "Ad"),
        ("natural-person", "Veri Sorumlusu", "Veri Sorumlusu'na", "Ad ve soyad"),
    ],
)
def test_each_kind_of_controller_is_called_what_it_is(
    form: str, short: str, dative: str, title: str
) -> None:
    """No company where there is none; a person has a name, not a trade name."""
    edit = ("controller.yml", "^legal_form: company", f"legal_form: {form}")
    notice = varied(edit, UNNAMED)["notice-order-form", "tr"].layer("full").plain
    assert f"(“Örnek” veya “{short}”)" in notice
    assert f"taleplerinizi {dative} iletebilirsiniz" in notice
    assert f"\n{title}\nÖRNEK TİCARET A.Ş.\n" in notice
    assert form == "company" or "Şirket" not in notice


def test_a_brand_that_is_the_name_is_said_once() -> None:
    """A person, a foundation: “Ayşe Örnek (“Ayşe Örnek” veya …)” says nothing."""
    texts = varied(
        UNNAMED,
        ("controller.yml", "^registered_name: .*", "registered_name: Ayşe Örnek"),
        ("controller.yml", "^legal_form: company", "legal_form: natural-person"),
        ("sites.yml", "brand: Örnek,", "brand: Ayşe Örnek,"),
    )
    for (document, language), text in texts.items():
        for layer in text.layers:
            assert "(“Ayşe Örnek”" not in layer.plain, (document, language)
    assert "Ayşe Örnek (“Veri Sorumlusu”)" in words(texts, "policy", "tr")
    assert "Ayşe Örnek (“the Controller”)" in words(texts, "policy", "en")


CRITERION = (
    "retention: {rule: {tr: sözleşme sürdükçe, en: as long as the contract lasts}, "
    "minimum: 2 years, starts: {tr: kayıt tarihi, en: the day of recording}, "
    "ground: {tr: sözleşme, en: the contract}, hold: {tr: dava, en: a lawsuit}, ends_with: deleted}"
)


def test_a_retention_of_a_criterion_reads_as_one_of_a_number() -> None:
    """Minimum and beginning are not lost without a number, and no comma hangs in the air."""
    texts = varied(("processing/candidates.yml", "retention: .*", CRITERION))
    assert (
        "\nsözleşme sürdükçe (en az 2 yıl); süre, kayıt tarihi ile başlar; dava hâlinde imha "
        "edilmez; süre sonunda silinir; dayanak: sözleşme\n"
    ) in words(texts, "notice-job-application", "tr")
    assert (
        "\nas long as the contract lasts (at least 2 years), counted from the day of "
        "recording; not disposed of during a lawsuit; deleted at the end; legal source: "
        "the contract\n"
    ) in words(texts, "notice-job-application", "en")


def test_what_limits_a_basis_stands_on_lines_of_its_own() -> None:
    """Before, “adres, koşul: …” read as one more kind of data; Turkish did not say “only”."""
    order = varied()
    turkish = words(order, "notice-order-form", "tr").split("\n")
    place = turkish.index("Yalnızca şu veriler için: ad ve soyad; adres")
    assert turkish[place - 1].endswith("(Kanun m. 5/2-f): hediyenin alıcısına ulaştırılması")
    assert turkish[place + 1] == "Koşul: sipariş hediye ise"
    assert "Telefon numarası (koşul: kargo şirketi ararsa)" in turkish
    english = words(order, "notice-order-form", "en").split("\n")
    place = english.index("Only for this data: name and surname; address")
    assert english[place + 1] == "Condition: if the order is a gift"
    assert (
        "10 yıl (en az 5 yıl); süre, teslim tarihi ile başlar, garanti talebi ile yeniden başlar; "
        "birden çok süre varsa en uzunu uygulanır; süre sonunda anonim hâle getirilir; "
        "dayanak: Türk Ticaret Kanunu m. 82"
    ) in turkish


def test_brackets_do_not_follow_brackets() -> None:
    """Role and countries, a transfer abroad and its countries, a mechanism and its article."""
    texts = varied(OCCASIONAL)
    for key, text in texts.items():
        for layer in text.layers:
            assert not re.search(r"\) \((?!Kanun|Law)", layer.plain), key
    assert (
        "Bulut hizmeti sağlayıcısı (veri işleyen; İrlanda, Amerika Birleşik Devletleri): "
    ) in words(texts, "policy", "tr")
    assert "Kargo şirketleri (veri işleyen ve veri sorumlusu): " in words(texts, "policy", "tr")
    assert "Ölçüm hizmeti sağlayıcısı (yurt dışına aktarım: Hollanda): " in words(
        texts, "notice-website-visit", "tr", "short"
    )
    assert "Carriers (data processor and data controller): " in words(texts, "policy", "en")


def test_a_step_with_a_basis_of_its_own_is_in_the_short_layer() -> None:
    """The legal basis is owed for every step (Law 6698 art. 10(1)(ç)), a transfer among them."""
    texts = varied()
    assert (
        "; aktarma (topluluk içi denetim): veri sorumlusunun meşru menfaati (m. 5/2-f): "
        "topluluğun denetlenmesi"
    ) in words(texts, "notice-staff-file", "tr", "short")
    assert (
        "; transferring (audit within the group): legitimate interest of the data controller "
        "(art. 5(2)(f)): auditing the group"
    ) in words(texts, "notice-staff-file", "en", "short")


def test_a_purpose_without_a_basis_owes_one() -> None:
    """A ground outside Law 6698 is none of article 5; before, “: ;” stood in its place."""
    texts = varied(("processing/newsletter.yml", r"    bases: .*\n    consent: .*\n", ""))
    for layer, language, owed in (
        ("short", "tr", "henüz belirtilmedi\n6563 sayılı Kanun"),
        ("short", "en", "not yet stated\nApproval"),
        ("full", "tr", "henüz belirtilmedi\n6563 sayılı Kanun"),
        ("full", "en", "not yet stated\nApproval"),
    ):
        assert owed in words(texts, "notice-newsletter", language, layer)


NO_PROVIDERS = ("cookies.yml", r"    providers: .*\n", "")


def test_a_controller_without_recipients_says_so() -> None:
    """“Şunlardır:” before nothing, and a chapter of law on transfers abroad that do not happen."""
    texts = varied(
        ("processing/*.yml", r"(?m)^( *)recipients: .*\n", r"\1recipients: []\n"),
        ("recipients.yml", "  always: yes\n", ""),
        NO_PROVIDERS,
    )
    for layer in ("short", "full"):
        assert "Kişisel veriler aktarılmaz." in words(texts, "policy", "tr", layer)
        assert "Personal data is not transferred." in words(texts, "policy", "en", layer)
    assert "yeterlilik kararı" not in words(texts, "policy", "tr")


def test_recipients_in_turkiye_only_are_said_to_be_there() -> None:
    """Whoever reads the section on transfers abroad learns whether there are any."""
    edit = ("processing/*.yml", r"recipients: .*", "recipients: [carrier]")
    texts = varied(edit, NO_PROVIDERS)
    assert "Yukarıda sayılan alıcılara yalnızca Türkiye'de aktarım yapılır." in words(
        texts, "policy", "tr"
    )
    assert "The recipients listed above receive personal data within Türkiye only." in words(
        texts, "policy", "en"
    )
    assert "yeterlilik kararı" not in words(texts, "policy", "tr")


def test_nothing_is_announced_that_does_not_follow() -> None:
    """No heading, no “:” and no list without anything in it, whatever a controller leaves empty."""
    texts = varied(
        ("security.yml", r"(?s)\A.+", "technical: []\norganisational: []\nphysical: []\n"
         "breach: {statements: []}\n"),
        ("promises.yml", r"(?s)\A.+", "statements: []\n"),
        ("glossary.yml", r"(?s)\A.+", "definitions: {}\n"),
        ("security-reports.yml", r"(?s)\A.+", "statements: []\n"),
        ("application.yml", r"^form: .*\n", ""),
        ("controller.yml", r"^security_email: .*\n", ""),
        ("documents/policy.yml", r"^scope: .*\n", ""),
    )  # fmt: skip
    for (document, language), text in texts.items():
        for layer in text.layers:
            root = ElementTree.fromstring(layer.html)
            for element in root.iter():
                if element.tag in ("ul", "ol", "dl", "tbody"):
                    assert len(element), (document, language, layer.name)
                if element.tag == "p":
                    assert "".join(element.itertext()).strip(), (document, language, layer.name)
                if element.tag == "section":
                    assert len(element) > 1, (document, language, element.get("data-clause"))
    full = words(texts, "policy", "tr")
    assert "Taahhüt" not in full
    assert "Tanımlar" not in full
    assert "Fiziksel tedbirler" not in full
    assert "Teknik tedbirler\nhenüz belirtilmedi" in full


APPROVAL = "Ticari Elektronik İleti Gönderilmesine İlişkin Onay Metni"


def test_approvals_and_ways_to_refuse_are_two_lists() -> None:
    """Before, the names of texts and what to do stood in one list that nothing introduced."""
    texts = varied()
    full = words(texts, "policy", "tr")
    listed = [f"{channel} ile {APPROVAL}" for channel in ("E-posta", "Arama")]
    assert "\nOnay metinleri şunlardır:\n{}\n{}\n".format(*listed) in full
    assert "\nİletileri şu yollarla reddedebilirsiniz:\nE-posta: Her e-postadaki" in full
    assert "her kanal için önceden ve ayrı ayrı verdikleri onayla" in full


def test_what_many_cookies_share_is_said_once() -> None:
    """Ten necessary cookies of one purpose and one basis make one line of a notice."""
    texts = varied()
    for language, line in (("tr", "Oturumun güvenli biçimde"), ("en", "Keeping the session")):
        for layer in ("short", "full"):
            lines = words(texts, "cookies", language, layer).split("\n")
            assert len([x for x in lines if x.startswith(f"{line} ") and "5" in x]) == 1


def test_a_consent_to_a_transfer_abroad_tells_its_risks_and_declares_it() -> None:
    """Consent under article 9(6)(a) is consent to the transfer itself, after its likely risks."""
    texts = varied(OCCASIONAL)
    for layer in ("short", "full"):
        turkish = words(texts, "consent-measurement", "tr", layer)
        risks = turkish.index("riskleri: Alıcının ülkesinde başvuru yolları sınırlıdır.")
        assert risks < turkish.index(
            "Yukarıda açıklanan muhtemel riskleri bilerek, bu verilerin yurt dışındaki alıcıya "
            "arızi olarak aktarılmasına da açık rıza veriyorum. "
            "Alıcı: ölçüm hizmeti sağlayıcısı (Hollanda)."
        )
        english = words(texts, "consent-measurement", "en", layer)
        assert english.index("risks of the transfer: Remedies") < english.index(
            "Knowing the likely risks explained above, I also give my explicit consent to the "
            "occasional transfer of this data to the recipient abroad. "
            "Recipient: measurement provider (Netherlands)."
        )
        assert "muhtemel riskleri bilerek" not in words(texts, "consent-newsletter", "tr", layer)


def test_an_appropriate_safeguard_presupposes_remedies() -> None:
    """Article 9(4): only where rights and effective remedies exist in the country as well."""
    texts = varied()
    assert (
        "ilgili kişinin aktarımın yapılacağı ülkede de haklarını kullanma ve etkili kanun "
        "yollarına başvurma imkânının bulunması kaydıyla, uygun güvencelerden biri"
    ) in words(texts, "policy", "tr")
    safeguard = "can exercise their rights and have access to effective legal remedies"
    assert safeguard in words(texts, "policy", "en")


def test_the_board_is_introduced_before_it_is_called_the_board() -> None:
    """Whatever terms a controller explains; a committee of the company is not called board."""
    texts = varied()
    for language, full, short in (
        ("tr", "Kişisel Verileri Koruma Kurulu (“Kurul”)", r"\bKurul(a|un)?\b"),
        ("en", "Personal Data Protection Board (“the Board”)", r"\bthe Board\b"),
    ):
        policy = words(texts, "policy", language)
        before, _, _ = policy.partition(full)
        assert before != policy
        assert not re.search(short, before)
    assert "kararları Kişisel Verileri Koruma Komitesi alır." in words(texts, "policy", "tr")
    assert "kurul:" not in words(texts, "policy", "tr")


def test_the_registry_is_told_in_a_sentence() -> None:
    """“Veri Sorumluları Sicili (VERBİS): kayıtlı” is a field of a form."""
    texts = varied(UNNAMED)
    registered = "Şirket, Veri Sorumluları Siciline (VERBİS) kayıtlıdır."
    assert registered in words(texts, "policy", "tr")
    exempt = "verbis: {status: exempt, exemption_ground: {tr: derneklere tanınan istisna, en: the exemption for associations}}"  # noqa: E501
    texts = varied(
        UNNAMED,
        ("controller.yml", "^verbis: .*", exempt),
        ("controller.yml", "^legal_form: company", "legal_form: association"),
    )
    assert (
        "Dernek, Veri Sorumluları Siciline (VERBİS) kayıt yükümlülüğünden istisnadır; "
        "istisnanın dayanağı: derneklere tanınan istisna."
    ) in words(texts, "policy", "tr")
    assert (
        "The Association is exempt from registration in the Data Controllers' Registry (VERBİS); "
        "ground of the exemption: the exemption for associations."
    ) in words(texts, "policy", "en")


def test_a_transfer_said_with_a_stop_is_found(tmp_path: Path) -> None:
    """`transferred_for` stands where the purpose of a recipient stands, and is held to the same."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    path = data / "processing/candidates.yml"
    text, reason = path.read_text(encoding="utf-8"), "tr: başvuru belgelerinin saklanması"
    assert text.count(f"transferred_for: {{{reason}") == 1
    path.write_text(text.replace(reason, f"{reason}."), encoding="utf-8")
    found = pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings
    assert [(f.code, f.origin.path) for f in found] == [
        ("TXT-02", "purposes.assess-application.transferred_for.tr")
    ]


def test_the_tariff_is_that_of_the_communique() -> None:
    """Article 7: free, but for the tariff; never more than the medium costs. Law art. 14(2)."""
    texts = varied(("application.yml", "^fee: .*\n", ""))
    turkish, english = words(texts, "application", "tr"), words(texts, "application", "en")
    assert "Cevap ücretsizdir; ancak işlemin ayrıca bir maliyet gerektirmesi hâlinde" in turkish
    assert "kayıt ortamının maliyetini geçemez" in turkish
    assert "never more than the cost of the medium" in english
    assert "Başvuru yolu tüketilmeden şikâyet yoluna başvurulamaz." in turkish


def test_a_notice_without_a_policy_tells_how_to_apply(tmp_path: Path) -> None:
    """The ways stand in the policy; a site without one must not leave its readers with none."""
    data = varied()  # the same with a policy
    assert "KEP ile" not in words(data, "notice-order-form", "tr")
    alone = tmp_path / "alone"
    shutil.copytree(RICH, alone / "data")
    (alone / "data/documents/policy.yml").unlink()
    (alone / "data/mails.yml").unlink()
    texts = composed(alone / "data")
    assert "KEP ile" in words(texts, "notice-order-form", "tr")
    assert "By KEP" in words(texts, "notice-order-form", "en")


def test_one_is_not_spoken_of_as_many() -> None:
    """One table, one recipient, which may be a group of many."""
    texts = varied()
    one, many = (
        words(texts, "notice-job-application", "tr"),
        words(texts, "notice-order-form", "tr"),
    )
    assert "Aşağıdaki tablonun her satırında" in one
    assert (
        "yukarıdaki tabloda gösterilen amaçlarla sınırlı olarak aşağıdaki alıcı veya alıcı grubuna"
        in one
    )
    assert "Aşağıdaki tabloların her satırında" in many
    assert "tablolarda gösterilen amaçlarla sınırlı olarak aşağıdaki alıcı ve alıcı grup" in many
    one, many = (
        words(texts, "notice-job-application", "en"),
        words(texts, "notice-order-form", "en"),
    )
    assert "the table below" in one
    assert "to the following recipient or group of recipients, " in one
    assert "the tables below" in many
    assert "to the following recipients and groups of recipients, " in many


def test_an_approval_of_messages_has_one_sender() -> None:
    """Whoever decides on data together with the controller sends no messages for that."""
    texts = varied(("controller.yml", r"^    activities: .*\n", ""))
    assert "ÖRNEK LOJİSTİK" in words(texts, "notice-newsletter", "tr")
    assert "ÖRNEK LOJİSTİK" not in words(texts, "approval-email", "tr")
    assert "ÖRNEK LOJİSTİK" not in words(texts, "approval-email", "en")


def test_whose_data_comes_from_others_is_told_in_turkish() -> None:
    """“Hediye alıcısı bakımından verileri sağlayan: …” is no sentence."""
    assert (
        "\nHediye alıcısı bakımından veriler kişinin kendisinden elde edilmez; "
        "verileri sağlayan: siparişi veren müşteri.\n"
    ) in words(varied(), "notice-order-form", "tr")


def test_the_check_finds_stops_that_would_be_two_or_none(tmp_path: Path) -> None:
    """A phrase with a full stop, a sentence without: “gönderilmesi..”, “alabilirsiniz Geri …”."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    path = data / "consents.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("tr: bülten gönderilmesi,", "tr: bülten gönderilmesi.,")
    text = text.replace("bağlantıyla geri alabilirsiniz.", "bağlantıyla geri alabilirsiniz")
    path.write_text(text, encoding="utf-8")
    found = {
        f.origin.key: f
        for f in pipeline.run(pipeline.Settings(data=data, explained=False)).findings
    }
    assert set(found) == {
        "data/consents.yml#newsletter.matter.tr",
        "data/consents.yml#newsletter.withdrawal.tr",
    }
    assert {f.code for f in found.values()} == {"TXT-02"}
    assert {f.level.value for f in found.values()} == {"warning"}


@pytest.mark.parametrize("folder", [RICH, STARTER], ids=lambda folder: folder.name)
def test_names_and_abbreviations_end_as_they_are_written(folder: Path) -> None:
    """A.Ş., m. 15, Sok. No. 1: no stop too many."""
    assert (
        list(pipeline.run(pipeline.Settings(data=folder, cache=CACHE, explained=False)).findings)
        == []
    )


def test_the_policy_calls_itself_by_its_title() -> None:
    """One thing has one name: `rich/` has a “Gizlilik Politikası”, the company a longer one."""
    texts = varied()
    assert "\nBu Gizlilik Politikası (“Politika”), Örnek'in" in words(texts, "policy", "tr")
    assert "\nThis Privacy Policy (“the Policy”) explains" in words(texts, "policy", "en")


def test_the_policy_lists_what_article_10_lists() -> None:
    """The identity of the representative is part of it, “if there is one”."""
    texts = varied()
    assert "veri sorumlusunun ve varsa temsilcisinin kimliğini" in words(texts, "policy", "tr")
    assert "the data controller and of its representative, if any" in words(texts, "policy", "en")


def test_a_short_notice_without_a_policy_says_to_whom_requests_go(tmp_path: Path) -> None:
    """The short layer is shown alone; a form for applications would be named."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    (data / "documents/policy.yml").unlink()
    (data / "documents/application.yml").unlink()
    (data / "mails.yml").unlink()
    texts = composed(data)
    for document in ("notice-order-form", "cookies"):
        assert "ÖTAŞ'a" in words(texts, document, "tr", "short")
        assert "ÖTAŞ" in words(texts, document, "en", "short").split("Your rights")[1]


def test_what_is_not_known_is_not_denied() -> None:
    """Without any purpose nobody has said that nothing is transferred: it is owed."""
    texts = varied(
        ("cookies.yml", r"(?s)\A.+", "scanned: 2026-11-01\n"),
        ("processing/kids-club.yml", r"^    consent: kids-club\n", ""),
        ("processing/candidates.yml", r"collection_points: .*", "collection_points: [staff-file]"),
    )
    for document in ("cookies", "consent-kids-club", "notice-job-application"):
        for layer in ("short", "full"):
            turkish = words(texts, document, "tr", layer)
            english = words(texts, document, "en", layer)
            assert "aktarılmaz" not in turkish, (document, layer)
            assert "not transferred" not in english, (document, layer)
            assert "No personal data" not in english, (document, layer)
            assert "henüz belirtilmedi" in turkish


def test_a_transfer_that_nobody_has_denied_is_owed() -> None:
    """A forgotten `recipients:` is no statement: table, list and chapter say that it is missing."""
    texts = varied(("processing/applications.yml", r"    recipients: .*\n", ""))
    for language, denied, owed in (
        ("tr", "aktarılmaz", "henüz belirtilmedi"),
        ("en", "ot transferred", "not yet stated"),
    ):
        for layer, times in (("short", 1), ("full", 2)):
            said = words(texts, "notice-application-form", language, layer)
            assert denied not in said.replace("Aktarılmaz", "aktarılmaz")
            assert said.count(owed) == times
        assert owed in words(texts, "policy", language)


def test_the_bases_of_a_step_stand_on_lines_of_their_own() -> None:
    """A condition ends its basis; the next one does not go on behind it."""
    texts = varied(
        (
            "processing/staff.yml",
            r"(        bases:\n          - {article: 5/2-f, detail: {tr: topluluğun denetlenmesi, "
            r"en: auditing the group})}",
            r"\1, when: {tr: denetim varsa, en: if there is an audit}}\n"
            r"          - {article: 5/2-e, detail: {tr: savunma hakkı, en: the right of defence}}",
        ),
    )
    lines = words(texts, "notice-staff-file", "tr").split("\n")
    place = lines.index("Koşul: denetim varsa")
    assert lines[place - 1].startswith("Aktarma (topluluk içi denetim): veri sorumlusunun meşru")
    assert lines[place + 1].endswith("(Kanun m. 5/2-e): savunma hakkı")


@pytest.mark.parametrize(
    ("status", "sooner"),
    [("registered", "6 ay arayla yapılan periyodik"), ("exempt", "3 ay içinde"), ("pending", "")],
)
def test_when_data_is_disposed_of_follows_from_the_register(status: str, sooner: str) -> None:
    """While it is not known, nothing is said (by-law on disposal art. 7 and 11)."""
    assert "status: registered" in (RICH / "controller.yml").read_text(encoding="utf-8")
    other = [("controller.yml", r"status: \w+", f"status: {status}")]
    texts = varied(*(() if status == "registered" else other))
    plain = words(texts, "policy", "tr")
    assert ("6 ay arayla yapılan periyodik" in plain) == (status == "registered")
    assert ("İmha işlemlerine ilişkin kayıtlar en az 3 yıl saklanır" in plain) == bool(sooner)
    assert sooner in plain
