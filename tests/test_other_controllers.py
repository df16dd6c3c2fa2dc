"""What a controller of another kind needs: a clinic with minors, cameras and shared equipment."""

import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks import Finding
from generator.errors import LoadingError
from tests.conftest import CACHE, STARTER, project_copy

RICH = Path(__file__).parent / "rich"


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    """The data in `folder` with one edit; a copy of the rich controller when it is empty."""
    data = folder / "data"
    if not data.exists():
        shutil.copytree(RICH, data)
    path = data / file
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    return data


def words(data: Path, document: str, language: str) -> str:
    """Both layers of a text as plain text."""
    (text,) = (t for t in outcome(data).texts if (t.document, t.language) == (document, language))
    return "\n".join(layer.plain for layer in text.layers)


def findings(data: Path) -> list[Finding]:
    """What the rules find in a preview."""
    return list(outcome(data).findings)


def outcome(data: Path) -> pipeline.Outcome:
    """What a folder makes, once for as long as its files stay as they are."""
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return _outcome(data, tuple((path, path.read_bytes()) for path in files))


@lru_cache(maxsize=4)
def _outcome(data: Path, _files: tuple[tuple[Path, bytes], ...]) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False))


def test_the_parent_declares_the_consent_of_a_child() -> None:
    """Nobody can declare “my data” and mean a child’s."""
    turkish = words(RICH, "consent-kids-club", "tr")
    english = words(RICH, "consent-kids-club", "en")
    assert (
        turkish.count("Velisi veya vasisi olduğum çocuğun aşağıda sayılan kişisel verilerinin") == 2
    )
    assert english.count("As parent or guardian of the child, I give my explicit consent") == 2
    assert "verilerimin" not in turkish
    assert "of mine" not in english


def test_a_consent_of_adults_and_minors_is_declared_for_either(tmp_path: Path) -> None:
    """One form may be signed by an adult or, for a child, by the parent."""
    data = edited(
        tmp_path, "processing/kids-club.yml", "subjects: [child]", "subjects: [child, customer]"
    )
    turkish = words(data, "consent-kids-club", "tr")
    assert (
        turkish.count("Bana veya velisi ya da vasisi olduğum çocuğa ait, aşağıda sayılan kişisel")
        == 2
    )
    english = words(data, "consent-kids-club", "en")
    assert (
        english.count(
            "my personal data, or that of the child whose parent or guardian I am, listed below"
        )
        == 2
    )


def test_a_purpose_can_be_about_some_of_the_people(tmp_path: Path) -> None:
    """The parent's telephone and the child's photographs stand in one activity, not in one row."""
    data = edited(
        tmp_path, "processing/kids-club.yml", "subjects: [child]", "subjects: [child, customer]"
    )
    edited(
        tmp_path,
        "processing/kids-club.yml",
        "    consent: kids-club",
        "    subjects: [child]\n    consent: kids-club",
    )
    assert "olduğum çocuğun aşağıda sayılan kişisel verilerinin" in words(
        data, "consent-kids-club", "tr"
    )
    turkish = words(data, "notice-kids-club", "tr")
    assert "Yalnızca şu kişiler bakımından: müşterinin çocuğu" in turkish
    assert "Only for these people: child of a customer" in words(data, "notice-kids-club", "en")
    assert findings(data) == []


def test_a_purpose_is_about_nobody_whom_its_activity_leaves_out(tmp_path: Path) -> None:
    """Otherwise the list of people below the table is short of one."""
    data = edited(
        tmp_path,
        "processing/kids-club.yml",
        "    consent: kids-club",
        "    subjects: [customer]\n    consent: kids-club",
    )
    with pytest.raises(LoadingError) as caught:
        findings(data)
    assert "kids-club.yml:11:16" in str(caught.value)
    assert "“customer” is not a group of this activity" in str(caught.value)


def test_a_consent_of_adults_speaks_of_no_child() -> None:
    """The words for parents stand only where minors are concerned."""
    assert "Aşağıda sayılan kişisel verilerimin" in words(RICH, "consent-newsletter", "tr")
    assert "my personal data listed below" in words(RICH, "consent-newsletter", "en")


def test_nobody_supplies_what_cameras_see(tmp_path: Path) -> None:
    """A parent supplies what is told about a child, not the recording of a camera."""
    visitors = "subjects: [visitor, employee, customer]"
    data = edited(tmp_path, "processing/cameras.yml", visitors, "subjects: [visitor, child]")
    assert "verileri sağlayan" not in words(data, "notice-cameras", "tr")
    assert "is supplied by" not in words(data, "notice-cameras", "en")
    assert "verileri sağlayan: veli veya vasi" in words(data, "notice-kids-club", "tr")
    assert "is supplied by the parent" in words(data, "notice-kids-club", "en")


def test_cameras_and_their_activity_state_one_period(tmp_path: Path) -> None:
    """Two periods for the same recordings in one notice mislead, whichever is right."""
    own = "retention: {period: 60 days, starts: {tr: kayıt anı, en: the moment of recording}}"
    data = edited(tmp_path, "cameras.yml", "retention: recordings", own)
    (found,) = findings(data)
    assert found.code == "TXT-02"
    assert found.origin.key == "data/cameras.yml#retention.period"
    assert "“60 days”" in found.message
    assert "data/retention.yml says “30 days”" in found.message


def test_cameras_stand_at_a_point_where_something_is_collected(tmp_path: Path) -> None:
    """Otherwise the notice of another point tells of the cameras."""
    data = edited(
        tmp_path, "cameras.yml", "collection_point: cameras", "collection_point: staff-file"
    )
    (found,) = findings(data)
    assert found.code == "TXT-02"
    assert found.origin.key == "data/cameras.yml#collection_point"


def test_the_name_of_a_company_is_the_same_in_both_languages(tmp_path: Path) -> None:
    """It is no text that somebody forgot to translate; other words of the same length are."""
    others = (
        "{tr: kargo şirketleri, en: carriers}",
        "{tr: ÖRNEK LOJİSTİK A.Ş., en: ÖRNEK LOJİSTİK A.Ş.}",
        "{tr: topluluk şirketleri, en: companies of the group}",
        "{tr: bulut hizmeti sağlayıcısı, en: cloud provider}",
        "{tr: ölçüm hizmeti sağlayıcısı, en: measurement provider}",
        "{tr: yetkili kamu kurum ve kuruluşları, en: competent public authorities}",
    )
    endings = ("A.Ş.", "Ltd. Şti.", "ANONİM ŞİRKETİ", "LİMİTED ŞİRKETİ", "GmbH", "Inc.")
    name = "KÖRFEZ AĞIZ VE DİŞ GÖRÜNTÜLEME MERKEZİ"
    for old, ending in zip(others, endings, strict=True):
        new = f"{{tr: {name} {ending}, en: {name} {ending}}}"
        data = edited(tmp_path, "recipients.yml", old, new)
    assert "TXT-02" not in {finding.code for finding in findings(data)}
    data = edited(tmp_path, "recipients.yml", new, f"{{tr: {name}, en: {name}}}")
    found = [finding for finding in findings(data) if finding.code == "TXT-02"]
    assert [finding.origin.key for finding in found] == ["data/recipients.yml#authorities.name"]


def test_a_matter_fits_the_declaration(tmp_path: Path) -> None:
    """The matter stands in “… I give my explicit consent”; “your” would be somebody else's."""
    data = edited(
        tmp_path,
        "consents.yml",
        "{tr: bülten gönderilmesi, en: sending the newsletter}",
        "{tr: fotoğraflarınızın yayımlanması, en: publishing your photographs}",
    )
    found = findings(data)
    assert [f.code for f in found] == ["CON-02", "CON-02"]
    assert {f.origin.key for f in found} == {
        "data/consents.yml#newsletter.matter.tr",
        "data/consents.yml#newsletter.matter.en",
    }


def test_not_every_ending_is_an_address(tmp_path: Path) -> None:
    """Deniz, geniz and yalnız end like “your”, and say nothing of it."""
    data = edited(
        tmp_path,
        "consents.yml",
        "{tr: bülten gönderilmesi, en: sending the newsletter}",
        "{tr: geniz eti ve deniz tatili haberlerinin yalnız Deniz'e gönderilmesi, en: sending it}",
    )
    assert findings(data) == []


def test_a_joint_controller_is_named_where_it_decides() -> None:
    """Named for the deliveries, it is no controller of the personnel files or the cameras."""
    for language, said in (("tr", "Ortak veri sorumlusu:"), ("en", "Joint data controller:")):
        assert said in words(RICH, "notice-order-form", language)
        assert said in words(RICH, "policy", language)
        for other in ("notice-staff-file", "notice-cameras", "consent-kids-club", "cookies"):
            assert said not in words(RICH, other, language)


def test_a_joint_controller_of_everything_is_named_everywhere(tmp_path: Path) -> None:
    """As long as nobody says where it decides."""
    data = edited(tmp_path, "controller.yml", "    activities: [orders]\n", "")
    assert "Ortak veri sorumlusu:" in words(data, "notice-staff-file", "tr")


def test_an_activity_that_is_not_there_has_no_joint_controller(tmp_path: Path) -> None:
    """A misspelt id is told with those there are."""
    data = edited(tmp_path, "controller.yml", "activities: [orders]", "activities: [order]")
    with pytest.raises(LoadingError) as caught:
        findings(data)
    assert "data/processing/" in str(caught.value)
    assert "orders" in str(caught.value)


def test_only_the_classes_of_cookies_in_use_are_explained(tmp_path: Path) -> None:
    """Who places no cookies for advertising follows nobody's movements, and does not say so."""
    data = edited(tmp_path, "cookies.yml", "category: advertising", "category: analytics")
    for language, said in (("tr", "reklam gösterilmesi"), ("en", "show advertisements")):
        assert said in words(RICH, "cookies", language)
        assert said not in words(data, "cookies", language)
    (data / "cookies.yml").write_text(
        (data / "cookies.yml").read_text(encoding="utf-8").partition("listed:")[0], encoding="utf-8"
    )
    assert "reklam gösterilmesi" in words(data, "cookies", "tr")  # not known yet, so all of them


def test_a_row_of_nothing_but_observed_data_lists_it_once() -> None:
    """Cameras see all that they record; what is partly told is named apart."""
    turkish, english = (words(RICH, "notice-cameras", language) for language in ("tr", "en"))
    assert "kamera görüntüsü\nGözlem yoluyla elde edilir" in turkish
    assert "Gözlem yoluyla elde edilen: kamera" not in turkish
    assert "Obtained by observation: camera" not in english
    told_too = words(RICH, "notice-order-form", "tr")
    assert "Gözlem yoluyla elde edilen: bilgilendirme ve tercih kaydı" in told_too


def test_a_site_without_a_language_that_is_built_is_told_once(tmp_path: Path) -> None:
    """At the line of the site, and not as a lack in each of its documents."""
    folder = project_copy(tmp_path)
    sites = folder / "data/sites.yml"
    written = sites.read_text(encoding="utf-8")
    assert "languages: [tr, en]" in written
    sites.write_text(written.replace("languages: [tr, en]", "languages: [tr]"), encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--no-pdf"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 2
    assert "data/sites.yml:" in built.stderr
    assert "is made in tr, but the site is built in tr, en" in built.stderr
    assert "has no text in" not in built.stderr


def test_any_language_may_stand_at_the_root(tmp_path: Path) -> None:
    """The pages for developers lead to the files for machines from wherever they stand; which
    language is first is written alike in two files."""
    folder = project_copy(tmp_path)
    shutil.rmtree(folder / "data")
    shutil.copytree(STARTER, folder / "data")
    sites, frame = folder / "data/sites.yml", folder / "mkdocs.yml"
    sites.write_text(sites.read_text("utf-8").replace("[tr, en]", "[en, tr]"), "utf-8")
    command = [sys.executable, "-m", "generator", "--lang", "en", "build", "--no-pdf"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert built.returncode == 2
    assert "the first language of “ornek” is en" in built.stderr
    assert built.stderr.count("error:") == 1
    words = frame.read_text("utf-8").replace(", default: true", "")
    words = words.replace("name: English", "name: English, default: true")
    frame.write_text(words, "utf-8")
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    for page, way in (("developers", "../"), ("tr/gelistiriciler", "../../")):
        written = (folder / "site" / page / "index.html").read_text("utf-8")
        assert f'href="{way}api/v1/index.json"' in written


def test_a_joint_controller_among_the_recipients_is_identified(tmp_path: Path) -> None:
    """Who decides together with the controller is a controller, and the texts say who it is."""
    told = "activities: [orders]"
    data = edited(tmp_path, "controller.yml", told, "activities: [staff]")
    (found,) = findings(data)
    assert found.code == "IDN-01"
    assert found.origin.key == "data/processing/orders.yml#purposes.deliver-order.recipients[1]"
    assert "“logistics”" in found.message
    edited(tmp_path, "controller.yml", "    activities: [staff]\n", "")
    assert findings(data) == []


def test_who_departs_from_no_source_writes_no_departures(tmp_path: Path) -> None:
    """Most controllers have no older policy that these texts were made from."""
    data = edited(tmp_path, "controller.yml", "kvkk@", "kvkk@")
    (data / "departures.yml").unlink()
    assert findings(data) == []


def test_a_missing_file_says_where_its_keys_are_told(tmp_path: Path) -> None:
    """Whoever begins with an empty folder learns what to write into the file."""
    data = edited(tmp_path, "controller.yml", "kvkk@", "kvkk@")
    (data / "application.yml").unlink()
    with pytest.raises(LoadingError) as caught:
        findings(data)
    assert "“notices keys application.yml”" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "said"),
    [
        (
            "processing/applications.yml",
            "    recipients: []\n",
            "",
            "processing/applications.yml#purposes.conclude-applications",
            "does not say to whom its data is transferred",
        ),
        (
            "recipients.yml",
            "carrier:\n",
            "carrier:\n  internal: yes\n",
            "processing/orders.yml#purposes.deliver-order.recipients[0]",
            "“carrier” is internal, so no text tells of this transfer",
        ),
    ],
)
def test_silence_about_a_transfer_is_found(
    tmp_path: Path, file: str, old: str, new: str, place: str, said: str
) -> None:
    """A text would deny it to the people whose data goes there."""
    found = [f for f in findings(edited(tmp_path, file, old, new)) if f.code == "REC-01"]
    assert any(said in finding.message for finding in found), [f.message for f in found]
    assert place in [f"{f.origin.file.partition('/')[2]}#{f.origin.path}" for f in found]


def test_a_transfer_is_told_with_the_purpose_that_it_has_there() -> None:
    """The host of everything stores applications here; the policy tells all that it does."""
    for document, language, there, elsewhere in (
        ("notice-job-application", "tr", "başvuru belgelerinin saklanması", "verilerin saklanması"),
        ("notice-job-application", "en", "storing the application documents", "storing data"),
    ):
        assert there in words(RICH, document, language)
        assert elsewhere not in words(RICH, document, language)
        assert there not in words(RICH, "policy", language)


@pytest.mark.parametrize(
    "other", ["", "    transferred_for: {tr: adayların aranması, en: calling applicants}\n"]
)
def test_transfers_for_more_than_one_purpose_are_told_with_the_whole(
    tmp_path: Path, other: str
) -> None:
    """One of them alone would deny the rest."""
    row = (
        "  inform-applicant:\n"
        "    text: {tr: Adayın bilgilendirilmesi, en: Informing the applicant}\n"
        "    data: [contact.email]\n"
        "    bases: [{article: 5/2-c, detail: {tr: iş sözleşmesi, en: the employment contract}}]\n"
        f"    recipients: [cloud]\n{other}"
        "    retention: {period: 1 year, starts: {tr: başvuru, en: the application}}\n"
    )
    data = edited(tmp_path, "processing/candidates.yml", "purposes:\n", f"purposes:\n{row}")
    for language, whole in (("tr", "verilerin saklanması"), ("en", "storing data")):
        assert whole in words(data, "notice-job-application", language)
