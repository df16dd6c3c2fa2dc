"""Where there is no screen: what is read out, the signs and their codes, the words of messages."""

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pymupdf
import pytest
import zxingcpp
from click.testing import CliRunner, Result
from pdfua import validator

from generator import checks, law, loading, pipeline
from generator.checks.rules import docset_notice_per_collection_point, spoken_notice_short
from generator.commands import main
from generator.expression import Expression
from generator.papers.sign import Place, Sign, Size, as_html, as_pdf
from generator.recipes import displaying
from tests import demo, published
from tests.conftest import ROOT

OUTCOME = published.outcome(demo.RICH)
PAPERS = {(text.document, text.language): text for text in OUTCOME.papers}
LANGUAGES = ("tr", "en")


def notices(*arguments: object, language: str = "en", **environment: str) -> Result:
    told = CliRunner(env={"LANGUAGE": language, **environment})
    return told.invoke(main, [str(argument) for argument in arguments])


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    data = Path(shutil.copytree(demo.RICH, folder / "data"))
    words = (data / file).read_text("utf-8")
    assert old in words
    (data / file).write_text(words.replace(old, new, 1), "utf-8")
    return data


def composed(data: Path, document: str) -> Expression:
    facts, settings = loading.load(data), pipeline.Settings(data=data, explained=False)
    compose = pipeline.composer(facts, law.load(), settings, pipeline.site_of(facts, settings))
    return compose.compose(facts.documents[document], "tr")


def spoken(outcome: pipeline.Outcome, language: str) -> str:
    (text,) = (
        t for t in outcome.papers if (t.type, t.language) == (spoken_notice_short.SPOKEN, language)
    )
    return " ".join(spoken_notice_short.words(text))


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("tr", "ÖRNEK TİCARET A.Ş.|Amaç: Telefonla verilen siparişin alınması.|Hukuki sebep: bir "
               "sözleşmenin|Görüşmeniz kaydedilecektir.|kayıt başlamadan dinlemek için 2 tuşuna"),
        ("en", "ÖRNEK TİCARET A.Ş.|Purpose: Taking an order by telephone.|Legal basis: conclusion|"
               "Your call will be recorded.|before recording begins, press 2."),
    ],
)  # fmt: skip
def test_who_why_on_which_basis_recorded_and_the_key_to_the_rest(language: str, parts: str) -> None:
    """In this order, in at most sixty words; no article is read out."""
    said = spoken(OUTCOME, language)
    places = [said.index(part) for part in parts.split("|")]
    assert places == sorted(places)
    assert len(said.split()) <= spoken_notice_short.MOST_WORDS
    assert not re.search(r"\d[/(]\d", said)


@pytest.mark.parametrize(
    ("recorded", "turkish", "notice"),
    [
        ("recorded: no, ", "kaydedilmeyecektir. Aydınlatma metninin tamamını", "kaydedilmez."),
        ("", "kaydedilip kaydedilmeyeceği henüz belirtilmedi", "kaydedilmediği henüz belirtilmedi"),
    ],
)  # fmt: skip
def test_what_nobody_said_of_recording_is_owed(
    tmp_path: Path, recorded: str, turkish: str, notice: str
) -> None:
    """In what is read out as in the notice; what is denied is denied in both."""
    data = changed(tmp_path, "collection-points.yml", "recorded: yes, ", recorded)
    first, whole = (
        composed(data, document) for document in ("spoken-call-centre", "notice-call-centre")
    )
    assert turkish in " ".join(spoken_notice_short.words(first))
    for layer in whole.layers:
        assert notice in layer.plain
    assert first.unconfirmed is whole.unconfirmed is (not recorded)


def test_a_rule_counts_the_words_in_each_language(tmp_path: Path) -> None:
    """Sixty may be read out; here are sixty in English, and one more in Turkish."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    file = data / "processing/calls.yml"
    words = file.read_text("utf-8")
    for language, begin, most in (("tr", "Siparişin", 61), ("en", "Proving", 60)):
        more = most - len(spoken(OUTCOME, language).split())
        longer = f"{language}: {begin}{' sözcük' * more}"
        assert words.count(f"{language}: {begin}") == 1
        words = words.replace(f"{language}: {begin}", longer)
    file.write_text(words, "utf-8")
    outcome = pipeline.run(pipeline.Settings(data=data, explained=False))
    found = spoken_notice_short.check(outcome.subject)
    assert [(o.origin.key, o.sub, o.message) for o in found] == [
        (
            "data/documents/spoken-call-centre.yml#",
            "too-long",
            "“spoken-call-centre” (tr): 61 words are read out; 60 are the most.",
        )
    ]


def test_no_rule_takes_a_first_layer_for_the_notice(tmp_path: Path) -> None:
    """Without its notice a collection point has none, whatever is read out or hangs there."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    places = {"spoken": "call-centre", "sign": "cameras"}
    for command, point in places.items():
        (data / f"documents/notice-{point}.yml").unlink()
        asked = ["papers", command, point, "--data", data, "--output", tmp_path / "out"]
        refused = notices(*asked)
        assert refused.exit_code == 2
        assert f"“{point}” has no document of the type “notice”" in refused.output
    assert not (tmp_path / "out").exists()
    subject = checks.Subject(loading.load(data), law.load(), demo.TODAY)
    found = {o.origin.file for o in docset_notice_per_collection_point.check(subject)}
    assert found == {f"data/processing/{name}.yml" for name in ("calls", "cameras")}


def test_first_layers_stand_on_no_site_and_in_no_release() -> None:
    for name, content in published.files(OUTCOME).items():
        assert b"kaydedilecektir" not in content, name
        assert b"spoken-call-centre" not in content, name
    assert {"sign", spoken_notice_short.SPOKEN} <= {text.type for text in OUTCOME.papers}


def the_sign(document: str, language: str, *, draft: bool = False) -> Sign:
    text = PAPERS[document, language]
    place = Place.CAMERAS if "cameras" in document else Place.COUNTER
    address = f"{demo.ADDRESS}{'en/' if language == 'en' else ''}aydınlatma-{document}/?a=1&b=2"
    return Sign(text, place, address, draft)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("document", ["sign-cameras", "sign-kids-club"])
def test_the_code_is_read_back_from_the_sheet(document: str, size: Size) -> None:
    """By another library, from the printed PDF at the resolution of an old camera."""
    for language in LANGUAGES:
        made = the_sign(document, language)
        (sheet,) = pymupdf.open(stream=as_pdf(made, size))
        assert round(sheet.rect.width) == {Size.A4: 595, Size.A5: 420}[size]
        image = sheet.get_pixmap(dpi=100, colorspace=pymupdf.csGRAY)
        grey = memoryview(image.samples).cast("B", (image.height, image.width))
        (code,) = zxingcpp.read_barcodes(grey)
        assert code.text == made.address
        text = re.sub(r"\s", "", sheet.get_text())
        assert text.endswith(made.address), "readable beneath the code"
        assert re.sub(r"\s", "", made.words.layer("full").clauses[0].heading) in text


@pytest.mark.parametrize("document", ["sign-cameras", "sign-kids-club"])
def test_a_sign_names_the_law_that_it_cites(document: str) -> None:
    """Nobody who stands before it has read which law “m. 5/2-f” is of."""
    named = {"tr": ("6698 sayılı Kanun m. ", "m. "), "en": ("KVKK, Law No. 6698, art. ", "art. ")}
    for language, (whole, bare) in named.items():
        words = PAPERS[document, language].layer("full").plain
        assert words.count(f"({whole}") == words.count(bare) > 0


def test_a_sign_is_tagged_and_its_pictures_have_names(tmp_path: Path) -> None:
    """In their order: pictogram, code."""
    file = tmp_path / "sign.pdf"
    file.write_bytes(as_pdf(the_sign("sign-cameras", "tr"), Size.A5))
    report = validator.validate(str(file))
    assert list(report.findings) == []
    with pikepdf.open(file) as opened:
        figures = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary)
                   and o.get("/S") == "/Figure"]  # fmt: skip
        assert [str(figure.Alt) for figure in figures] == [
            "Güvenlik kamerası",
            "Aydınlatma metnine götüren karekod",
        ]


def test_the_page_of_a_sign_needs_no_other_file_and_says_that_it_is_a_draft() -> None:
    for size in Size:
        page = as_html(the_sign("sign-cameras", "tr", draft=True), size).decode()
        assert "<script" not in page
        assert not re.search(r"<link|src=|url\(|@import", page), "only the law is linked"
        assert "TASLAK" in page
        assert 'role="img" aria-label="Aydınlatma metnine götüren karekod"' in page
    assert "TASLAK" not in as_html(the_sign("sign-cameras", "tr"), Size.A4).decode()


def test_the_command_makes_every_sheet_and_tells_where_the_code_leads(
    demo_data: Path, tmp_path: Path
) -> None:
    """Of a text in force it leads to the document's own address on the site, and is no draft."""
    asked = ["papers", "sign", "cameras", "--data", demo_data, "--as-of", demo.TODAY]
    done = notices(*asked, "--output", tmp_path, SITE_URL=demo.ADDRESS)
    assert done.exit_code == 0, done.output
    assert {path.name for path in tmp_path.iterdir()} == {
        f"sign-cameras-tr-{size}.{shape}" for size in ("a4", "a5") for shape in ("html", "pdf")
    }
    address = f"{demo.ADDRESS}kamera-ile-izlenen-alanlar-aydinlatma-metni/"
    assert f"The code leads to {address}." in done.output
    assert address in (tmp_path / "sign-cameras-tr-a4.html").read_text("utf-8")


def test_the_address_is_the_one_of_the_text_on_the_site() -> None:
    """In each language; without SITE_URL below the address of sites.yml."""
    addresses = published.publication(OUTCOME).addresses
    for language in LANGUAGES:
        settings = pipeline.Settings(data=demo.RICH)
        made = displaying.sign(settings, "cameras", language)
        wanted = addresses.of("notice-cameras", language)
        assert made.sign.address == f"https://www.ornek.example/{wanted}"
        assert made.sign.draft
        assert "is not in force" in made.draft


def test_a_sign_that_says_something_else_than_the_notice_in_force_is_a_draft(
    demo_data: Path, tmp_path: Path
) -> None:
    settings = pipeline.Settings(data=demo_data, as_of=demo.TODAY)
    text = displaying.sign(settings, "cameras", "tr")
    data = Path(shutil.copytree(demo_data, tmp_path / "data"))
    camera = data / "cameras.yml"
    camera.write_text(camera.read_text("utf-8").replace("sound: no", "sound: yes"), "utf-8")
    other = displaying.sign(pipeline.Settings(data=data, as_of=demo.TODAY), "cameras", "tr")
    assert "says something else" in other.draft
    assert "ses de kaydedilir" in other.sign.words.layer("full").plain
    assert text.sign.address == other.sign.address


@pytest.mark.parametrize(
    ("command", "point", "said"),
    [
        ("spoken", "contact-form", "“contact-form” noktasında kişilerle telefonda görüşüldüğü"),
        ("sign", "contact-form", "“contact-form” noktasında kişilerin kasada, bankoda veya kamera"),
        ("sign", "kasa", "“kasa” adlı bir toplama noktası yok. Tanımlı olanlar: membership-form"),
    ],
)
def test_the_company_is_told_what_is_lacking(
    command: str, point: str, said: str, tmp_path: Path
) -> None:
    """It has neither a call centre nor cameras among its facts; in Turkish."""
    asked = ["papers", command, point, "--data", ROOT / "data", "--output", tmp_path / "out"]
    refused = notices(*asked, language="tr")
    assert refused.exit_code == 2
    assert said in refused.output
    assert not (tmp_path / "out").exists()


def messages(data: Path, folder: Path, language: str = "tr") -> dict[str, dict[str, str]]:
    made = notices("papers", "messages", "--data", data, "--output", folder, "--lang", language)
    assert made.exit_code == 0, made.output
    (sheet,) = json.loads((folder / f"messages-{language}.json").read_text("utf-8"))["sheets"]
    return {
        row["id"]["text"]: {key: cell["text"] for key, cell in row.items()} for row in sheet["rows"]
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_confirmation_has_the_words_that_the_approval_quotes(
    tmp_path: Path, language: str
) -> None:
    """And a way to refuse by the message itself; sender and MERSİS number in each channel."""
    rows = messages(demo.RICH, tmp_path, language)
    for channel in ("email", "call"):
        text = next(
            t for t in OUTCOME.texts
            if (t.document, t.language) == (f"approval-{channel}", language)
        )  # fmt: skip
        quoted = list(text.layer("full").lines("confirmation"))[2:]
        words = rows[f"approval-{channel}"]["words"].split("\n")
        assert words[:-1] == [" ".join(line.split()) for line in quoted]
        assert "{refusal}" in words[-1]
        assert "0123456789000015" in quoted[-1]


def test_hours_are_of_the_statute_book_and_for_a_lawyer(tmp_path: Path) -> None:
    rows = messages(demo.RICH, tmp_path)
    row = law.load().deadlines["approval-confirmation"]
    assert row.confidence.value.to_confirm
    assert "yirmi dört saat içinde" in rows["approval-email"]["when"]
    assert "bir hukukçu teyit eder" in rows["approval-email"]["when"]
    assert "İYS üzerinden alındıysa bildirim gerekmez" in rows["approval-email"]["when"]


def test_a_refusal_is_confirmed_only_where_it_is_asked_for(tmp_path: Path) -> None:
    """Nobody owes it, and it offers nothing; a code is for one act and no consent."""
    rows = messages(demo.RICH, tmp_path)
    assert set(rows) == {
        "approval-email", "approval-call", "refusal-email", "refusal-call", "code"
    }  # fmt: skip
    content = OUTCOME.facts.messages.content
    assert content is not None
    for row in rows.values():
        assert content.in_language("tr") not in row["words"]
    code = rows["code"]["words"]
    assert all(place in code for place in ("{code}", "{purpose}", "{address}"))
    assert "onayı veya açık rıza vermeniz anlamına gelmez" in code
    silent = changed(tmp_path / "silent", "messages.yml", "refusal_confirmed: yes\n", "")
    kept = set(messages(silent, tmp_path / "two"))
    assert kept == {"approval-email", "approval-call", "code"}


def test_what_is_owed_without_a_screen_is_listed(tmp_path: Path) -> None:
    """The company is asked about its calls; a till without a sign lacks one."""
    company = notices("papers", "--data", ROOT / "data").output
    asked, _, there = company.partition("there:")
    assert "Spoken notice" in asked
    assert "Confirmation of electronic approvals" in there
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    (data / "documents/sign-kids-club.yml").unlink()
    lacking = notices("papers", "--data", data).output
    assert lacking.index("lacking:") < lacking.index("Signs at tills") < lacking.index("there:")


def test_every_first_layer_is_among_all_papers() -> None:
    """Each point with a document has its files; a controller without one has none."""
    facts, settings = OUTCOME.facts, pipeline.Settings(data=demo.RICH, explained=False)
    read_out, _ = displaying.every_spoken(facts, settings, "en")
    words = read_out["spoken-call-centre-en.txt"].decode()
    assert (len(read_out), words) == (1, f"{spoken(OUTCOME, 'en')}\n")
    signs, doubts = displaying.every_sign(facts, settings, "en", pdfs=False)
    wanted = {f"sign-{p}-en-{s}.html" for p in ("kids-club", "cameras") for s in ("a4", "a5")}
    assert (set(signs), doubts) == (wanted, 0)
    company = pipeline.Settings(data=ROOT / "data")
    own = loading.load(company.data), company, "tr"
    assert displaying.every_spoken(*own) == displaying.every_sign(*own, pdfs=False) == ({}, 0)
