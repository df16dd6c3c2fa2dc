"""What documents are called where their files do not say."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import languages, loading, pipeline
from generator.documents.naming import WRITTEN_BELOW
from generator.errors import LoadingError
from generator.languages import in_address
from generator.model.document import Document
from tests.conftest import ROOT

STARTER, RICH = ROOT / "generator/starter", ROOT / "tests/rich"


def load(
    folder: Path, files: Mapping[str, str] | None = None, base: Path = STARTER
) -> Mapping[str, Document]:
    """The documents of `base` with other `files`."""
    shutil.copytree(base, folder / "data")
    for name, content in (files or {}).items():
        (folder / "data" / name).parent.mkdir(exist_ok=True)
        (folder / "data" / name).write_text(content, encoding="utf-8")
    return loading.load(folder / "data").documents


def names(document: Document, key: str) -> dict[str, str]:
    return {code: fact.value for code, fact in getattr(document, key).by_language.items()}


RICH_DOCUMENTS = loading.load(RICH).documents


@pytest.mark.parametrize(
    ("document", "tr", "en"),
    [
        ("notice-kids-club", "Çocuk Kulübü Kayıt Formu Aydınlatma Metni",
         "Children's Club Form Privacy Notice"),
        ("notice-cameras", "Kamera ile İzlenen Alanlar Aydınlatma Metni",
         "Areas Watched by Cameras Privacy Notice"),
        ("consent-newsletter", "Bülten Gönderilmesine İlişkin Açık Rıza Metni",
         "Explicit Consent to Sending the Newsletter"),
        ("approval-email",
         "E-posta ile Ticari Elektronik İleti Gönderilmesine İlişkin Onay Metni",
         "Consent to Receive Commercial Messages by E-mail"),
        ("report", "Bildirim Formu", "Report Form"),
        ("application", "Başvuru Formu", "Application Form"),
        ("cookies", "Çerez Politikası", "Cookie Policy"),
    ],
)  # fmt: skip
def test_a_title_follows_from_what_the_document_is_about(document: str, tr: str, en: str) -> None:
    """From a point, a matter, a channel, a form, the point of a form, a type."""
    assert names(RICH_DOCUMENTS[document], "title") == {"tr": tr, "en": en}


def test_each_summary_is_a_whole_sentence() -> None:
    """With a verb at its end in Turkish, and the matter of a consent as it completes it."""
    for document in RICH_DOCUMENTS.values():
        for code, summary in names(document, "summary").items():
            assert summary.endswith("."), summary
            assert len(summary.split()) > 5, summary
            ends = ("r.", "z.") if code == "tr" else (".",)
            assert summary.endswith(ends), summary
    assert names(RICH_DOCUMENTS["consent-newsletter"], "summary")["tr"] == (
        "Bu metinle, kişisel verilerin bülten gönderilmesi amacıyla işlenmesi için açık rıza "
        "istenir."
    )


def test_a_name_of_a_consent_makes_its_title_shorter(tmp_path: Path) -> None:
    path = "consents.yml"
    named = "  name: {tr: Bülten, en: Newsletter}\n"
    words = (RICH / path).read_text("utf-8").replace("\nnewsletter:\n", f"\nnewsletter:\n{named}")
    consent = load(tmp_path, {path: words}, RICH)["consent-newsletter"]
    assert names(consent, "title") == {
        "tr": "Bülten Açık Rıza Metni", "en": "Newsletter Consent",
    }  # fmt: skip
    assert names(consent, "slug") == {"tr": "bulten-acik-riza", "en": "newsletter-consent"}
    assert "bülten gönderilmesi amacıyla" in names(consent, "summary")["tr"]


def test_what_is_written_is_taken_and_the_address_follows_from_a_written_title(
    tmp_path: Path,
) -> None:
    said = "title: {tr: Gizliliğiniz, en: Your Privacy}\norder: 7\nslug: {en: privacy}\n"
    written = (STARTER / "documents/policy.yml").read_text("utf-8") + said
    policy = load(tmp_path, {"documents/policy.yml": written})["policy"]
    assert names(policy, "title") == {"tr": "Gizliliğiniz", "en": "Your Privacy"}
    assert names(policy, "slug") == {"tr": "gizliliginiz", "en": "privacy"}
    assert policy.order.value == 7


def test_those_with_an_order_stand_first_and_the_others_as_what_they_are_about() -> None:
    documents = list(RICH_DOCUMENTS.values())
    assert all(document.order.value >= WRITTEN_BELOW for document in documents)
    notices = [d for d in documents if d.type.value == "notice"]
    points = [d.collection_point.id.value for d in sorted(notices, key=lambda d: d.order.value)
              if d.collection_point]  # fmt: skip
    assert points == list(loading.load(RICH).collection_points)


def test_two_documents_with_one_name_are_refused_where_they_are_declared(tmp_path: Path) -> None:
    with pytest.raises(LoadingError) as caught:
        load(tmp_path, {"documents/z.yml": "type: policy\nscope: [member]\n"})
    assert str(caught.value).splitlines() == [
        f"data/documents/z.yml:1:1: error: “{slug}” is the address of another document as well "
        "(data/documents/policy.yml:1:1). Write “slug:” with another one; two pages cannot stand "
        "in one place."
        for slug in ("privacy-policy", "gizlilik-politikasi")
    ]


def test_what_does_not_follow_is_asked_for(tmp_path: Path) -> None:
    """A form without a title and without a point."""
    form = (RICH / "forms/report.yml").read_text("utf-8").partition("\n")[2]
    with pytest.raises(LoadingError, match=r"report\.yml:1:1: error: “title” is missing, and does"):
        load(tmp_path, {"forms/report.yml": form}, RICH)


def test_a_mistake_in_a_name_is_reported_where_it_is_written(tmp_path: Path) -> None:
    """Once: not again in each title and summary that is made of it."""
    points = "form: {name: {tr: '[tarih] formu', en: Form}}\n"
    load(tmp_path, {"collection-points.yml": points})
    found = pipeline.run(pipeline.Settings(data=tmp_path / "data", explained=False)).findings
    places = {f.origin.file for f in found if f.sub == "placeholder"}
    assert places == {"data/collection-points.yml"}


def test_a_doubtful_name_is_marked_in_links_to_its_text(tmp_path: Path) -> None:
    points = "form: {name: {tr: Form, en: Form, unconfirmed: Is it called so?}}\n"
    notice = load(tmp_path, {"collection-points.yml": points})["notice"]
    title = notice.title.find("tr")
    assert title
    assert title.unconfirmed
    assert title.origin.key == "data/documents/notice.yml#title.tr"


@pytest.mark.parametrize(
    ("code", "text", "title"),
    [
        ("tr", "ışık ve iklim formu", "Işık ve İklim Formu"),
        ("tr", "“iç” kayıt", "“İç” Kayıt"),
        ("tr", "iPhone ile ödeme", "iPhone ile Ödeme"),
        ("tr", "ile başlayan", "İle Başlayan"),
        ("en", "order and payment page", "Order and Payment Page"),
        ("en", "the SMS list", "The SMS List"),
    ],
)
def test_capitals_of_titles(code: str, text: str, title: str) -> None:
    assert languages.get(code).title(text) == title


@pytest.mark.parametrize(
    ("title", "concerning"),
    [
        ("Anketlerin Yapılması", "Anketlerin Yapılmasına İlişkin"),
        ("Bülten Gönderilmesi", "Bülten Gönderilmesine İlişkin"),
        ("Kampanyalar", "Kampanyalara İlişkin"),
        ("Etkinlikler", "Etkinliklere İlişkin"),
        ("Yeniden Pazarlama", "Yeniden Pazarlama"),
        ("Profil Oluşturma", "Profil Oluşturma"),
    ],
)
def test_a_turkish_matter_takes_the_dative_where_its_form_tells_which(
    title: str, concerning: str
) -> None:
    assert languages.get("tr").concerning(title) == concerning


def test_addresses_have_plain_letters() -> None:
    assert in_address("Çerez Politikası: Şıkların “İçi”") == "cerez-politikasi-siklarin-ici"
    assert in_address("Children's Club") == "childrens-club"
