"""To whom data goes: services, providers of cookies, authorities, conditions, the public, names."""

import shutil
from pathlib import Path

import pytest

from generator import loading, pipeline
from generator.errors import LoadingError
from tests.conftest import STARTER
from tests.test_other_controllers import RICH, edited, findings, outcome
from tests.test_variants import NO_PROVIDERS, by_name, varied, words

ORDERS = "processing/orders.yml"
PAY_NAMED = ("[cloud, pay.instalments]", "[cloud, pay]")


def places(data: Path, code: str, sub: str = "") -> list[str]:
    """Where a rule finds something, without the name of the folder."""
    return [
        finding.place.removeprefix("data/")
        for finding in findings(data)
        if finding.code == code and sub in ("", finding.sub)
    ]


def refused(data: Path) -> str:
    """What is said of data that cannot be understood."""
    with pytest.raises(LoadingError) as error:
        loading.load(data)
    return str(error.value)


def test_a_cookie_lasts_a_time_or_until_something_happens(tmp_path: Path) -> None:
    """Words stand beside a period, or alone; one of them must be there."""
    text = words(varied(), "cookies", "tr").split("\n")
    assert "tarayıcı kapanana kadar" in text
    assert "2 yıl; hesabınız silinene kadar" in text
    assert "2 years; until your account is deleted" in words(varied(), "cookies", "en").split("\n")
    until = "    until: {tr: tarayıcı kapanana kadar, en: until you close the browser}\n"
    data = edited(tmp_path / "3", "cookies.yml", until, "")
    assert "“lifetime” is missing. Write “lifetime:” or “until:”." in refused(data)


def test_a_class_says_what_its_cookies_do_not(tmp_path: Path) -> None:
    """Basis, consent, providers and the moment; what a cookie says itself stands."""
    cookies = loading.load(edited(tmp_path, "cookies.yml", "listed:\n", "listed:\n")).cookies
    assert cookies is not None
    by_id = {cookie.id.value: cookie for cookie in cookies.listed}
    necessary, measured, shown = by_id["host-id-0"], by_id["ga"], by_id["c-3"]
    assert necessary.basis is not None
    assert necessary.basis.article.id.value == "5/2-f"
    assert necessary.before_consent
    assert necessary.at("basis").key == "data/cookies.yml#classes.strictly-necessary.basis"
    assert measured.consent is not None
    assert measured.consent.id.value == "measurement"
    assert [r.id.value for r in shown.providers] == ["analytics-provider"]
    assert by_id["c-1"].at("before_consent").key == "data/cookies.yml#listed.c-1.before_consent"


def test_a_cookie_without_a_basis_is_found(tmp_path: Path) -> None:
    """Neither it nor its class says one, and the text owes it; once for all of a class."""
    basis = (
        "    basis: {article: 5/2-f, detail: {tr: sitenin güvenliği, en: security of the site}}\n"
    )
    data = edited(tmp_path, "cookies.yml", basis, "")
    found = places(data, "COO-01", "no-basis")
    assert found == ["cookies.yml#listed.host-id-0"]
    assert "henüz belirtilmedi" in words(by_name(outcome(data).texts), "cookies", "tr", "short")


def test_only_classes_of_the_guideline_have_defaults(tmp_path: Path) -> None:
    """A class of one's own would be taken by no cookie."""
    data = edited(tmp_path, "cookies.yml", "  functional:\n    basis", "  comfort:\n    basis")
    assert "there is no class of cookies “comfort”. There are: strictly-necessary (" in refused(
        data
    )
    edited(tmp_path, "cookies.yml", "classes:\n", "classes: []\nclosed:\n")
    said = refused(data)
    assert "here ids with their entries are expected" in said
    assert "older form" not in said


NECESSARY_ABROAD = (
    "cookies.yml",
    r"(classes:\n  strictly-necessary:\n)",
    r"\1    providers: [group]\n",
)


def test_who_provides_a_cookie_is_a_recipient_in_every_text() -> None:
    """Policy, notice and cookie policy say the same (Law 6698 art. 10(1)(c))."""
    none = ("processing/website.yml", r"recipients: \[cloud\]", "recipients: []")
    texts = varied(none, NECESSARY_ABROAD)
    for document in ("policy", "notice-website-visit", "cookies"):
        for layer in ("short", "full"):
            assert "opluluk şirketleri" in words(texts, document, "tr", layer), (document, layer)
    assert "ağlayıcı şirket kuralları" in words(texts, "notice-website-visit", "tr")
    notice = words(texts, "notice-website-visit", "tr").split("\n")
    row = notice.index("Sitenin güvenli biçimde sunulması")
    assert "Topluluk şirketleri" in notice[row : row + 6]
    assert "opluluk şirketleri" not in words(texts, "consent-measurement", "tr")


def test_a_cookie_policy_is_about_the_point_of_its_cookies() -> None:
    """Another point may yield the same item, as a call yields an IP address; it is not its own."""
    used = ("processing/calls.yml", r"(    data: \[)", r"\1marketing.cookies, ")
    texts = varied(used)
    taken = "Telefonla verilen siparişin alınması"
    assert taken in words(texts, "notice-call-centre", "tr")
    assert taken not in words(texts, "cookies", "tr")
    assert "Site kullanımının ölçülmesi" in words(texts, "cookies", "tr")


def test_a_purpose_may_not_deny_what_its_cookies_do(tmp_path: Path) -> None:
    """“recipients: []” beside a provider is a contradiction of the data."""
    data = edited(tmp_path, "processing/website.yml", "[analytics-provider]", "[]")
    assert places(data, "COO-01", "denied") == [
        "processing/website.yml#purposes.measure-use.recipients"
    ]
    edited(tmp_path, "cookies.yml", "    providers: [analytics-provider]\n", "")
    assert places(data, "COO-01", "denied") == []


def test_a_provider_of_a_cookie_that_serves_no_purpose_is_in_the_cookie_policy() -> None:
    """And in the policy, whose word on transfers abroad is about everybody."""
    texts = varied(
        ("processing/*.yml", r"recipients: .*", "recipients: [carrier]"),
        ("cookies.yml", r"    consent: measurement\n", "    consent: newsletter\n"),
    )
    assert "Ölçüm hizmeti sağlayıcısı" in words(texts, "cookies", "tr", "short")
    assert "sayılan alıcılara yalnızca Türkiye'de" not in words(texts, "policy", "tr")


def test_each_service_has_a_role_a_place_and_a_ground_of_its_own() -> None:
    """What a purpose names is one of them; its texts know nothing of the other."""
    facts = loading.load(RICH)
    deliver, later = facts.activities["orders"].purposes[:2]
    fraud, instalments = (deliver.recipients or ())[-1], (later.recipients or ())[-1]
    assert (fraud.id.value, instalments.id.value) == ("pay.fraud-check", "pay.instalments")
    assert fraud.mechanism is not None
    assert fraud.mechanism.id.value == "standard-contract"
    assert not instalments.abroad
    assert (instalments.mechanism, instalments.signed) == (None, None)
    texts = varied()
    order = words(texts, "notice-order-form", "tr")
    assert (
        "\nörnekpay, sahtecilik denetimi hizmeti (veri işleyen; İrlanda): sahte siparişlerin "
        "ayıklanması (koşul: kartla ödeme yaparsanız)\n"
    ) in order
    assert (
        "\nörnekpay, vadeli satış hizmeti (veri sorumlusu; Türkiye): vadeli satış talebinin "
        "değerlendirilmesi\n"
    ) in order
    assert "aktarılır: örnekpay, vadeli satış hizmeti" not in order
    assert "örnekpay, for fraud checks (transfer abroad: Ireland): " in words(
        texts, "notice-order-form", "en", "short"
    )


def test_a_consent_names_the_services_it_is_about() -> None:
    """And no other service of the same provider."""
    edit = (
        "processing/newsletter.yml",
        r"recipients: \[cloud, iys\]",
        "recipients: [pay.instalments]",
    )
    texts = varied(edit)
    for layer in ("short", "full"):
        text = words(texts, "consent-newsletter", "tr", layer)
        assert "örnekpay, vadeli satış hizmeti" in text
        assert "sahtecilik" not in text
        assert "yurt dışı" not in text.lower()


def test_a_recipient_named_whole_is_each_of_its_services(tmp_path: Path) -> None:
    """Each keeps the place at which the recipient is named."""
    data = edited(tmp_path, ORDERS, *PAY_NAMED)
    later = loading.load(data).activities["orders"].purposes[1]
    assert [r.id.value for r in later.recipients or ()] == [
        "cloud", "pay.instalments", "pay.fraud-check"
    ]  # fmt: skip
    assert later.at("recipients[2]").key == f"data/{ORDERS}#purposes.pay-later.recipients[1]"


def test_what_a_service_does_not_say_its_recipient_says(tmp_path: Path) -> None:
    """With “abroad” it takes nothing of the transfers of its recipient."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    (data / "recipients.yml").write_text(
        """\
carrier:
  name: ada
  role: processor
  further_roles: [controller]
  purpose: {tr: teslimat, en: delivery}
  countries: [DE]
  abroad: yes
  mechanism: bcr
  contract: {value: C-1, internal: yes}
  services:
    parcels: {name: {tr: koli, en: parcels}}
    letters: {name: {tr: mektup, en: letters}, role: controller, abroad: no}
""",
        encoding="utf-8",
    )
    parcels, letters = loading.load(data).recipients["carrier"].by_service()
    assert parcels.abroad
    assert parcels.mechanism is not None
    assert parcels.further_roles
    assert (letters.mechanism, letters.countries, letters.contract) == (None, (), None)
    assert letters.further_roles == ()
    assert letters.purpose is parcels.purpose
    assert letters.at("abroad").key == "data/recipients.yml#carrier.services.letters.abroad"
    assert parcels.at("abroad").key == "data/recipients.yml#carrier.abroad"


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("      mechanism: standard-contract\n", "", "ABR-02", "abroad"),
        ("countries: [IE]\n", "countries: []\n", "ABR-01", "abroad"),
        ("2026-02-05", "2026-03-05", "ABR-04", "notified"),
        ("standard-contract\n      regular", "occ-contract\n      regular", "ABR-05", "mechanism"),
    ],
)
def test_rules_look_at_each_service(
    tmp_path: Path, old: str, new: str, code: str, place: str
) -> None:
    """The finding stands in the service, and says which it is."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    path = data / "recipients.yml"
    before, mark, services = path.read_text(encoding="utf-8").partition("    fraud-check:\n")
    assert old in services
    path.write_text(before + mark + services.replace(old, new), encoding="utf-8")
    found = places(data, code)
    assert f"recipients.yml#pay.services.fraud-check.{place}" in found
    assert not any("instalments" in where for where in found)


def test_a_service_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With those that are."""
    data = edited(tmp_path, ORDERS, "pay.instalments", "pay.instalment")
    assert "there is no “pay.instalment”" in refused(data)
    assert "pay.instalments" in refused(data)


def test_what_no_service_says_is_asked_of_the_recipient(tmp_path: Path) -> None:
    """One place or the other; and a list of texts is still a list of texts."""
    data = edited(tmp_path, "recipients.yml", "      role: controller\n", "")
    assert "Write “role:” here, or in each of its “services:”." in refused(data)
    assert "Hizmetler: teslimat ve iade" in words(varied(), "policy", "tr")


ALWAYS = (
    "Yetkili kamu kurum ve kuruluşları, yasal bildirimlerin yapılması amacıyla ve hukuken zorunlu "
    "olduğu ölçüde, bütün amaçlara ilişkin kişisel verileri alabilir."
)


def test_authorities_of_every_purpose_are_said_once() -> None:
    """In each text with recipients, once a layer; nothing beside it denies the transfer."""
    texts = varied()
    for document in (
        "policy",
        "cookies",
        "notice-cameras",
        "notice-order-form",
        "consent-kids-club",
    ):
        for layer in ("short", "full"):
            assert words(texts, document, "tr", layer).count(ALWAYS) == 1, (document, layer)
            assert words(texts, document, "tr", layer).lower().count("yetkili kamu kurum") == 1
    for layer in ("short", "full"):
        said = words(texts, "notice-cameras", "tr", layer)
        assert "aktarılmaz" not in said.lower()
        assert "yalnızca aşağıda belirtilen hâlde aktarılır" in said


def test_a_doubt_about_that_is_marked(tmp_path: Path) -> None:
    """On the words that the doubtful choice has chosen (and only there)."""
    doubt = "  always: {value: yes, unconfirmed: Do they ask for all of it?}\n"
    data = edited(tmp_path, "recipients.yml", "  always: yes\n", doubt)
    texts = pipeline.run(pipeline.Settings(data=data)).texts
    (notice,) = (t for t in texts if (t.document, t.language) == ("notice-cameras", "tr"))
    assert notice.unconfirmed
    assert "verileri alabilir" in notice.layer("short").html.partition("data-unconfirmed")[2]


def test_no_consent_covers_what_the_law_orders() -> None:
    """Neither an authority of every purpose, nor one that a purpose names."""
    texts = varied(
        ("recipients.yml", "  always: yes\n", ""),
        ("processing/kids-club.yml", r"recipients: .*", "recipients: [authorities]"),
        (
            "processing/newsletter.yml",
            r"recipients: \[cloud, iys\]",
            "recipients: [cloud, authorities]",
        ),
    )
    for layer in ("short", "full"):
        kids = words(texts, "consent-kids-club", "tr", layer)
        assert "aktarılmasına" not in kids
        assert "amacıyla işlenmesine açık rıza veriyorum" in kids
        assert "rızanıza bağlı değildir" in kids
        news = words(texts, "consent-newsletter", "tr", layer)
        assert "amacıyla işlenmesine açık rıza veriyorum" in news
        assert "rızanıza bağlı değildir" in news
    assert "they do not depend on your consent" in words(texts, "consent-newsletter", "en")
    assert "rızanıza bağlı" not in words(texts, "consent-measurement", "tr")


def test_only_an_authority_gets_the_data_of_every_purpose(tmp_path: Path) -> None:
    """A company that gets everything is a purpose that nobody has named."""
    data = edited(tmp_path, "recipients.yml", "  role: authority", "  role: controller")
    assert places(data, "REC-01", "always") == ["recipients.yml#authorities.always"]


def test_a_condition_is_said_wherever_the_thing_is() -> None:
    """A short layer says no more than the data: recipients, cookies and consents."""
    both = "site için bir tercih yaparsanız"
    texts = varied(
        ("cookies.yml", r"(  c-4:\n)", rf"\1    when: {{tr: {both}, en: if you choose}}\n"),
        (
            "recipients.yml",
            r"(cloud:\n)",
            r"\1  when: {tr: dosya yüklerseniz, en: if you upload a file}\n",
        ),
    )
    for document in ("policy", "notice-order-form", "cookies", "consent-newsletter"):
        for layer in ("short", "full"):
            said = words(texts, document, "tr", layer)
            assert "dosya yüklerseniz" in said, (document, layer)
    for layer in ("short", "full"):
        assert f"(koşul: {both})" in words(texts, "cookies", "tr", layer)
        kids = words(texts, "consent-kids-club", "tr", layer)
        assert "Bu rıza yalnızca şu koşulda istenir: çocuğunuz kulübe katılırsa." in kids
    assert "(koşul: çocuğunuz kulübe katılırsa)" in words(texts, "policy", "tr")
    for text in texts.values():
        for shown in text.layers:
            assert ") (koşul" not in shown.plain


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("carrier, everybody", "Kamuya açıklama dışında, yukarıda sayılan alıcılara yalnızca"),
        ("carrier", "Yukarıda sayılan alıcılara yalnızca Türkiye'de aktarım yapılır."),
        ("everybody", ""),
    ],
)
def test_the_public_is_no_recipient_in_turkiye(named: str, said: str) -> None:
    """Whoever reads what is published may be anywhere."""
    public = (
        "everybody:\n  name: {tr: kamuoyu, en: the public}\n  role: public\n  abroad: no\n"
        "  purpose: {tr: etkinliklerin duyurulması, en: announcing events}\n"
    )
    texts = varied(
        ("processing/*.yml", r"recipients: .*", f"recipients: [{named}]"),
        ("recipients.yml", r"\A", public),
        NO_PROVIDERS,
    )
    policy, answers = words(texts, "policy", "tr"), words(texts, "answers", "tr")
    assert said in policy
    assert ("yalnızca Türkiye'de aktarım yapılır" in policy) is bool(said)
    assert ("yalnızca Türkiye'deki alıcılara aktarılır." in answers) is bool(said)
    assert ("Kamuya açıklama dışında, verileriniz" in answers) is ("carrier, " in named)
    assert ("yalnızca aşağıda belirtilen hâllerde aktarılır." in answers) is (not said)
    assert "Verileriniz aktarılmaz" not in answers
    assert ("Yukarıda sayılan alıcılara yalnızca" in policy) is (named == "carrier")


@pytest.mark.parametrize("name", ["iyzico", "{tr: gstatic, en: gstatic}"])
def test_proper_names_keep_their_letters(name: str) -> None:
    """At the head of a line and of a cell, in both languages; other words have a capital there."""
    edit = ("recipients.yml", r"(carrier:\n)  name: .*", rf"\1  name: {name}")
    texts = varied(edit)
    word = "gstatic" if "gstatic" in name else name
    for language in ("tr", "en"):
        for layer in ("short", "full"):
            lines = words(texts, "notice-order-form", language, layer).split("\n")
            assert any(line.startswith(word) for line in lines)
        assert word in words(texts, "notice-order-form", language).split("\n")
    assert "Bulut hizmeti sağlayıcısı" in words(texts, "notice-order-form", "tr")


def test_a_name_is_written_once_in_doubt_as_well(tmp_path: Path) -> None:
    """Two words in one line are no translation that was forgotten."""
    long = "Ada Deniz Kargo Hizmetleri Girişimi"
    data = edited(
        tmp_path,
        "recipients.yml",
        "  name: {tr: kargo şirketleri, en: carriers}",
        f"  name: {{value: {long}, unconfirmed: Is this its name?}}",
    )
    assert not [f for f in findings(data) if "same words" in f.message]
    notice = by_name(outcome(data).texts)["notice-order-form", "en"]
    assert notice.unconfirmed
    assert long in notice.layer("short").plain
