"""What a controller states is believed, what cannot be right is asked, one thing is said once."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import pipeline
from generator.checks import Finding, Level, Profile
from generator.checks.example import steps
from tests.conftest import CACHE, STARTER
from tests.test_rules import put

RICH = Path(__file__).parent / "rich"


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
        target.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), "utf-8")
    settings = pipeline.Settings(data=data, cache=CACHE, profile=profile)
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
        "glossary.yml#definitions.board.meaning.en",
    }
    assert {finding.level for finding in seen} == {Level.ERROR}
