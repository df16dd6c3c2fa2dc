"""What a controller states is believed, what cannot be right is asked, one thing is said once."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.checks import Finding, Level, Profile
from generator.checks.example import steps
from generator.errors import LoadingError
from tests.conftest import CACHE, STARTER
from tests.test_rules import put

RICH = Path(__file__).parent / "rich"


class Plain(yaml.SafeDumper):
    """Writes out what stands in several places."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def found(
    tmp_path: Path,
    changes: Mapping[str, Any],
    base: Path = STARTER,
    profile: Profile = Profile.DRAFT,
) -> list[Finding]:
    """The findings where each `file#path` has another value (None: is not there)."""
    data = tmp_path / "data"
    shutil.copytree(base, data)
    for place, value in changes.items():
        file, _, path = place.partition("#")
        target = data / file
        text = target.read_text("utf-8") if target.exists() else ""
        node = yaml.load(text, Loader=yaml.CBaseLoader) or {}
        written = put(put(node, steps(path), None), steps(path), value) if path else value
        target.write_text(
            yaml.dump(written, Dumper=Plain, allow_unicode=True, sort_keys=False), "utf-8"
        )
    settings = pipeline.Settings(data=data, cache=CACHE, profile=profile, explained=False)
    return list(pipeline.run(settings).findings)


def names(findings: list[Finding]) -> set[str]:
    return {finding.name for finding in findings}


WAYS = yaml.safe_load((STARTER / "application.yml").read_text("utf-8"))["channels"]
WITHOUT_KEP = {"application.yml#channels": [way for way in WAYS if way["type"] != "kep"]}


@pytest.mark.parametrize(
    ("form", "wanted"),
    [("association", set()), ("natural-person", set()), ("company", {"APP-04[kep]"})],
)
def test_a_controller_without_kep_has_a_clean_check(
    tmp_path: Path, form: str, wanted: set[str]
) -> None:
    """Offered without an address it is an error; not offered, it is asked of companies alone."""
    base = {"controller.yml#kep": None, "controller.yml#legal_form": form}
    seen = found(tmp_path / "a", base | WITHOUT_KEP)
    assert names(seen) == wanted
    assert all(finding.level is Level.WARNING for finding in seen)
    assert names(found(tmp_path / "b", base)) == {"IDN-02[no-kep]"}


def test_each_contact_is_optional(tmp_path: Path) -> None:
    changes = {"controller.yml#email": None, "controller.yml#phone": None}
    other = {"controller.yml#data_protection_email": "veri@example.com"}
    assert names(found(tmp_path, {**changes, **other})) == set()


def test_a_stated_occasional_transfer_is_believed(tmp_path: Path) -> None:
    carrier = yaml.safe_load((STARTER / "recipients.yml").read_text("utf-8"))["carrier"]
    abroad = {**carrier, "countries": ["DE"], "abroad": "yes", "mechanism": "occ-contract"}
    stated = {"recipients.yml#carrier": {**abroad, "regular": "no"}}
    assert "ABR-05" not in {f.code for f in found(tmp_path / "a", stated)}
    unsaid = {"recipients.yml#carrier": abroad}
    assert "ABR-05[collection-point]" in names(found(tmp_path / "b", unsaid))


def test_a_group_outside_the_scope_of_every_policy_is_found(tmp_path: Path) -> None:
    """In an activity or in a purpose; a second policy may cover it."""
    group = {"visitor": {"name": {"tr": "Ziyaretçi", "en": "Visitor"}}}
    changes = {
        "subjects.yml#": {"member": {"name": {"tr": "Üye", "en": "Member"}}, **group},
        "processing/orders.yml#subjects": ["member", "visitor"],
    }
    assert "IDN-05[left-out]" in names(found(tmp_path / "a", changes))
    scoped = {**changes, "documents/policy.yml#scope": ["member", "visitor"]}
    assert "IDN-05" not in {f.code for f in found(tmp_path / "b", scoped)}


ITEM = "data-categories.yml#identity.items.name"


def test_what_only_sounds_special_is_answered(tmp_path: Path) -> None:
    """By the statute's own way, “special: none”; nothing else is left to say."""
    name = {"tr": "alerjiler", "en": "allergies"}
    (finding,) = found(tmp_path / "a", {ITEM: {"name": name}})
    assert finding.name == "SPC-01[unmarked]"
    assert "“special: health”" in finding.hint
    assert found(tmp_path / "b", {ITEM: {"name": name, "special": "none"}}) == []


def test_the_name_of_the_category_counts(tmp_path: Path) -> None:
    changes = {"data-categories.yml#identity.name": {"tr": "Sağlık Bilgileri", "en": "Health"}}
    seen = found(tmp_path, changes)
    assert names(seen) == {"SPC-01[category]"}
    assert {finding.level for finding in seen} == {Level.WARNING}


def test_english_names_count(tmp_path: Path) -> None:
    changes = {ITEM: {"name": {"tr": "belge", "en": "criminal record"}}}
    assert names(found(tmp_path, changes)) == {"SPC-01[unmarked]"}


STREET = "controller.yml#address.street"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        *(
            (w, "TXT-02[placeholder]")
            for w in ("belirlenecek", "-", "N/A", "…", "{{adres}}", "___")
        ),
        *(
            (w, "TXT-02[placeholder]")
            for w in ("???", "Sok. ${no}", "TBA", "[adres]", "buraya yazın")
        ),
        *((w, "TXT-02[damaged]") for w in ("si\u0307pari\u0307s\u0327 Sok.", "Sipari\ufffd Sok.")),
        *((w, "TXT-02[damaged]") for w in ("SipariÅŸ Sok.", "Ã¼retim Sok.", "Sipari?ler Sok.")),
        ("Örnek Sok. No. 2", ""),
        ("Ne? Sokağı", ""),
        ("Atatürk Cad. - Ek bina", ""),
        ("Kurulca belirlenecek Sok.", ""),
        ("A & B Sok.", ""),
    ],
)
def test_what_is_no_address_is_found(tmp_path: Path, words: str, name: str) -> None:
    assert names(found(tmp_path, {STREET: words})) == ({name} if name else set())


def test_no_sample_sentence_passes_a_release(tmp_path: Path) -> None:
    seen = found(tmp_path, {}, profile=Profile.RELEASE)
    assert {f.place for f in seen if f.sub == "sample"} >= {
        "controller.yml#registered_name",
        "controller.yml#address.street",
        "promises.yml#statements[0].tr",
        "promises.yml#statements[0].en",
    }
    assert {finding.level for finding in seen} == {Level.ERROR}


RETENTION = "processing/orders.yml#purposes.deliver-order.retention"
STARTS = {"tr": "teslim tarihi", "en": "the day of delivery"}
CARRIER = yaml.safe_load((STARTER / "recipients.yml").read_text("utf-8"))["carrier"]
ABROAD = {"countries": ["DE"], "abroad": "yes", "mechanism": "standard-contract"}


@pytest.mark.parametrize(
    ("place", "value", "name"),
    [
        ("controller.yml#email", "bilgı@7immo.com", "IDN-02[malformed]"),
        ("controller.yml#email", "bilgi@7immo.com", ""),
        ("controller.yml#phone", "0212 000 00 0", "IDN-02[malformed]"),
        ("controller.yml#phone", "0312 000 00 000", "IDN-02[malformed]"),
        ("controller.yml#phone", "santral 0312 444 55 66", "IDN-02[malformed]"),
        ("controller.yml#phone", "+90 (312) 444 55 66", ""),
        ("controller.yml#phone", "0850 444 55 66", ""),
        ("controller.yml#phone", "444 5 666", ""),
        ("controller.yml#phone", "+49 40 123456", ""),
        ("controller.yml#registered_name", "Seven Güvenlik", "IDN-01[cut]"),
        ("controller.yml#registered_name", "Seven Güvenlik Tic. Ltd. Şti.", ""),
        ("controller.yml#registered_name", "SEVEN GÜVENLİK LİMİTED ŞİRKETİ", ""),
        (RETENTION, {"period": "100 years", "starts": STARTS}, "RET-01[very-long]"),
        (RETENTION, {"period": "30 years", "starts": STARTS}, ""),
        ("recipients.yml#carrier.name", "Google Ireland Limited", "ABR-01[foreign-name]"),
        ("recipients.yml#carrier.name", "Hetzner Online GmbH", "ABR-01[foreign-name]"),
        ("recipients.yml#carrier.name", "Google Reklamcılık ve Pazarlama Ltd. Şti.", ""),
        ("sites.yml#ornek.brand", "Ada Cafe Box", "TXT-02[no-reading]"),
        ("sites.yml#ornek.brand", "Ada Kırtasiye", ""),
    ],
)
def test_values_that_cannot_be_right_are_asked(
    tmp_path: Path, place: str, value: Any, name: str
) -> None:
    assert names(found(tmp_path, {place: value})) == ({name} if name else set())


@pytest.mark.parametrize(
    ("days", "name"),
    [
        ({"signed": "2026-02-10", "notified": "2026-02-05"}, "ABR-04[before-signature]"),
        ({"signed": "2031-02-10"}, "ABR-04[in-the-future]"),
        ({"contract": {"value": "SC-1", "internal": "yes"}}, "ABR-04[no-day]"),
        ({"signed": "2026-02-05", "notified": "2026-02-10"}, ""),
    ],
)
def test_days_of_a_contract_belong_together(
    tmp_path: Path, days: dict[str, Any], name: str
) -> None:
    carrier = {key: value for key, value in CARRIER.items() if key != "contract"}
    changes = {"recipients.yml#carrier": {**carrier, **ABROAD, **days}}
    seen = {f.name for f in found(tmp_path, changes) if f.code == "ABR-04"}
    assert seen == ({name} if name else set())


@pytest.mark.parametrize(
    ("cookie", "change", "name"),
    [
        ("host-id-0", {"name": "_ga"}, "COO-02[following]"),
        ("host-id-0", {"name": "_fbp"}, "COO-02[following]"),
        (
            "host-id-0",
            {"purpose": {"tr": "ziyaretçi istatistiği", "en": "visitor statistics"}},
            "COO-02[following]",
        ),
        ("c-5", {"name": "csrftoken"}, "COO-02[guarding]"),
        ("c-5", {"name": "basket"}, ""),
        ("c-5", {"name": "C_1"}, ""),
        ("c-5", {"name": "c_1"}, "COO-01[twice]"),
    ],
)
def test_a_cookie_is_not_believed_against_its_name_and_purpose(
    tmp_path: Path, cookie: str, change: dict[str, Any], name: str
) -> None:
    changes = {f"cookies.yml#listed.{cookie}.{key}": value for key, value in change.items()}
    assert names(found(tmp_path, changes, RICH)) == ({name} if name else set())


def test_words_of_publishing_need_a_recipient(tmp_path: Path) -> None:
    words = {"tr": "Fotoğrafların sosyal medyada yayımlanması", "en": "Publishing photographs"}
    purpose = "processing/orders.yml#purposes.deliver-order"
    said = {f"{purpose}.text": words}
    assert "REC-01" not in {f.code for f in found(tmp_path / "a", said)}
    silent = {**said, f"{purpose}.recipients": []}
    assert "REC-01[at-odds]" in names(found(tmp_path / "b", silent))


ORDERS = yaml.safe_load((STARTER / "processing/orders.yml").read_text("utf-8"))
PURPOSE = ORDERS["purposes"]["deliver-order"]
LONG = {"tr": "Siparişin sizin adresinize teslim edilmesi", "en": "Delivering the order to you"}


def test_a_copied_activity_is_one_finding(tmp_path: Path) -> None:
    """With all places; each purpose by itself is not named again."""
    purposes = {
        "a": {**PURPOSE, "text": LONG},
        "b": {**PURPOSE, "text": {**LONG, "tr": LONG["tr"] + " evde"}},
    }
    activity = {**ORDERS, "purposes": purposes}
    changes = {
        "processing/orders.yml": activity,
        "processing/orders-2.yml": {**activity, "order": "9"},
    }
    seen = [f for f in found(tmp_path, changes) if f.code == "USE-02" and f.sub != "retention"]
    assert [f.sub for f in seen if f.sub in ("activity", "purpose", "purpose-differs")] == [
        "activity"
    ]
    assert {f.origin.file for f in seen if f.sub == "activity"} <= {
        "data/processing/orders-2.yml",
        "data/processing/orders.yml",
    }


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({}, "USE-02[purpose]"),
        ({"retention": {"period": "7 years", "starts": STARTS}}, "USE-02[purpose-differs]"),
        ({"text": {"tr": "İade edilen siparişin geri alınması", "en": "Taking it back"}}, ""),
    ],
)
def test_a_purpose_said_twice_is_found(tmp_path: Path, change: dict[str, Any], name: str) -> None:
    purposes = {"a": {**PURPOSE, "text": LONG}, "b": {**PURPOSE, "text": LONG, **change}}
    seen = names(found(tmp_path, {"processing/orders.yml#purposes": purposes}))
    assert {n for n in seen if "purpose" in n} == ({name} if name else set())


def test_proportion_is_asked_and_not_decided(tmp_path: Path) -> None:
    """Warnings with limits of ours; a provision that is named answers them."""
    ten = {"period": "10 years", "starts": STARTS}
    cameras = {"cameras.yml#retention": ten}
    seen = found(tmp_path / "a", cameras, RICH)
    assert {f.level for f in seen if f.sub == "cameras-long"} == {Level.WARNING}
    candidates = {"processing/candidates.yml#purposes.assess-application.retention": ten}
    assert "RET-01[candidates-long]" in names(found(tmp_path / "b", candidates, RICH))


def test_a_photocopy_of_the_identity_card_is_found(tmp_path: Path) -> None:
    how = {"tr": "kimlik fotokopisi ekleyerek yazılı olarak", "en": "in writing"}
    assert names(found(tmp_path, {"application.yml#channels[0].how": how})) == {"APP-06[copy]"}


def test_a_notice_and_a_consent_are_two_documents(tmp_path: Path) -> None:
    title = {"tr": "Aydınlatma Metni ve Açık Rıza Formu", "en": "Privacy notice and form"}
    seen = names(found(tmp_path / "a", {"documents/notice.yml#title": title}))
    assert "CON-01[two-in-one]" in seen
    summary = {"tr": "Okudum, onay veriyorum.", "en": "Information."}
    seen = names(found(tmp_path / "b", {"documents/notice.yml#summary": summary}))
    assert "CON-01[asked-in-notice]" in seen


def test_whoever_keeps_approvals_in_the_system_names_it(tmp_path: Path) -> None:
    """As a recipient, in any language; another name of it is none."""
    other = {"tr": "Örnek İleti A.Ş.", "en": "Örnek Messages"}
    seen = found(tmp_path / "a", {"recipients.yml#iys.name": other}, RICH)
    assert "MSG-03[recipient]" in names(seen)
    assert "MSG-03[recipient]" not in names(found(tmp_path / "b", {}, RICH))
    silent = {"recipients.yml#iys.name": other, "messages.yml#iys": "no"}
    assert "MSG-03[recipient]" not in names(found(tmp_path / "c", silent, RICH))


def test_a_form_asks_for_no_consent(tmp_path: Path) -> None:
    """Neither by a field or its hint nor above the fields: a consent is asked beside it."""
    first = "forms/application.yml#sections[0].fields[0]"
    for number, place in enumerate(
        ("forms/application.yml#introduction[0]", f"{first}.label", f"{first}.hint")
    ):
        words = {"tr": "Verilerimin işlenmesine açık rıza veriyorum.", "en": "I consent to it."}
        assert "CON-01[asked-in-form]" in names(found(tmp_path / str(number), {place: words}, RICH))
    near = {"tr": "Açık rıza verdiğiniz gün", "en": "The day of your consent"}
    assert not names(found(tmp_path / "near", {f"{first}.hint": near}, RICH)) & {
        "CON-01[asked-in-form]"
    }


def test_a_balancing_test_is_asked_where_something_rests_on_interest(tmp_path: Path) -> None:
    """A purpose, a step or a cookie; of nobody else."""
    unanswered = {"answers.yml#legitimate-interest-balanced": None}
    assert "PUR-09" not in names(found(tmp_path / "a", unanswered))
    interest = [{"article": "5/2-f", "detail": {"tr": "güvenlik", "en": "security"}}]
    bases = {"processing/orders.yml#purposes.deliver-order.bases": interest}
    assert "PUR-09" in names(found(tmp_path / "b", unanswered | bases))


@pytest.mark.parametrize(
    ("turkish", "english", "right"),
    [
        ("siparişin teslim tarihi", "the end of the calendar year", False),
        ("üyeliğin sona ermesi", "the last visit", False),
        ("sözleşmenin sona ermesi", "the payment", False),
        ("siparişin teslim tarihi", "the day on which the order is delivered", True),
        ("kaydın ait olduğu takvim yılının sonu", "the end of the calendar year", True),
        ("alacağın muaccel olduğu tarih", "the day on which the claim falls due", True),
        ("başvurunun sonuçlanması", "the decision on the application", True),
        ("işten ayrılma", "the end of the employment", True),
        ("olayın öğrenilmesi", "the day on which the incident became known", True),
    ],
)
def test_a_period_counts_from_one_event(
    tmp_path: Path, turkish: str, english: str, right: bool
) -> None:
    starts = {f"{RETENTION}.starts": {"tr": turkish, "en": english}}
    assert ("TXT-03[event]" not in names(found(tmp_path, starts))) is right


def test_an_empty_key_is_not_missing(tmp_path: Path) -> None:
    """It is said to be empty, with what to write."""
    (finding,) = [f for f in found(tmp_path, {RETENTION: ""}) if f.code != "TXT-05"]
    assert finding.message == "“retention:” is written, but empty."
    assert "“period:”" in finding.hint


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("cookies.yml#listed.ga.lifetime", "", "a period as 6 months, or session"),
        ("cookies.yml#listed.ga.storage", "", "Write cookie, pixel"),
        ("processing/orders.yml#purposes.deliver-order.text", "", "is written, but empty"),
        (
            "processing/orders.yml#purposes.deliver-order.bases",
            [{"article": "5/9"}],
            "6/2 (law until",
        ),
        (
            "recipients.yml#cloud.mechanism",
            "x",
            "consent-standing (Açık rıza) (law until 2024-09-01)",
        ),
    ],
)
def test_a_refusal_says_what_to_write(tmp_path: Path, place: str, value: Any, said: str) -> None:
    with pytest.raises(LoadingError, match=re.escape(said)):
        found(tmp_path, {place: value}, RICH)


def test_a_term_of_the_texts_keeps_its_meaning(tmp_path: Path) -> None:
    """Unless it is explained in the list of terms alone."""
    board = "glossary.yml#definitions.board"
    meaning = {"tr": "Şirketin yönetim kuruludur.", "en": "The board of directors."}
    seen = names(found(tmp_path / "a", {f"{board}.meaning": meaning}))
    assert seen == {"TXT-02[other-meaning]"}
    alone = {f"{board}.meaning": meaning, f"{board}.only_here": "yes"}
    assert names(found(tmp_path / "b", alone)) == set()


def test_one_channel_is_one_way(tmp_path: Path) -> None:
    name = {"tr": "SMS, e-posta ve arama", "en": "text message, e-mail and call"}
    seen = names(found(tmp_path, {"message-channels.yml#email.name": name}, RICH))
    assert "MSG-02[several]" in seen


def test_a_further_role_as_joint_controller_is_identified(tmp_path: Path) -> None:
    changes = {"recipients.yml#carrier.further_roles": ["joint-controller"]}
    assert "IDN-01[joint-controller]" in names(found(tmp_path, changes))


@pytest.mark.parametrize(
    "words", ["$ADRES", "%s", "yok", "NULL", "#REF!", "İrtibat Kişisi", "Adres", "Åžirket"]
)
def test_what_stands_for_something_else_is_found(tmp_path: Path, words: str) -> None:
    """Of other software, of a form, or a label in the place of a name."""
    seen = names(found(tmp_path, {"controller.yml#address.street": words}))
    assert seen & {"TXT-02[placeholder]", "TXT-02[damaged]"}


@pytest.mark.parametrize("words", ["Adres Sok. No. 1", "100. Yıl Bulvarı No. 5", "Birim Sok. 3"])
def test_an_address_is_no_stand_in(tmp_path: Path, words: str) -> None:
    assert not names(found(tmp_path, {"controller.yml#address.street": words}))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("kartın arka yüzündeki üç haneli kod", True),
        ("anne kızlık soyadı", True),
        ("nüfus cüzdanı sureti", True),
        ("pasaport fotokopisi", True),
        ("kapı kartı numarası", False),
        ("kartın son dört hanesi", False),
    ],
)
def test_what_is_rarely_needed_is_asked_about(tmp_path: Path, name: str, wanted: bool) -> None:
    seen = names(found(tmp_path, {ITEM: {"name": {"tr": name, "en": "thing"}}}))
    assert ("PUR-08[excessive]" in seen) is wanted
