"""Papers of a breach: hours that run, words that a role approves, nothing of it anywhere else."""

import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator import pipeline
from generator.clock import NoZone, parse_moment, running
from generator.commands import main
from generator.decoding.ids import fields_of
from generator.errors import LoadingError
from generator.model.incident import Incident
from generator.papers import sms
from generator.pipeline import Settings
from generator.recipes import notifying
from generator.recipes.notifying import Desk
from tests import demo, published
from tests.conftest import CACHE, ROOT

NOW = "2026-12-05"
CANARY = "Kanarya4417"
OWNED = "written_by: BT müdürü, approved_by: hukuk müşaviri, approved_on: 2026-11-29"
FACTS = """\
learned_at: 2026-11-27 16:40 Europe/Istanbul
began: 2026-11-25
happened: Kanarya4417 happened
learned_how: Kanarya4417 learned
source: siber saldırı
harmed: [confidentiality]
people: 1200
estimated: yes
measures_before: Kanarya4417 before
trained: no
data: [identity.name, contact.*]
"""
WORDS = f"""\
consequences:
  {{text: {{tr: Adınıza sahte iletiler gelebilir., en: You may get fake messages.}}, {OWNED}}}
measures: {{text: {{tr: Erişim kapatıldı., en: Access was closed.}}, {OWNED}}}
contact: {{name: Ayşe Örnek, phone: 0212 000 00 00}}
"""


def room_with(folder: Path, text: str, name: str = "2026-1") -> Path:
    """A file room with one incident."""
    (folder / "incidents").mkdir(exist_ok=True)
    (folder / f"incidents/{name}.yml").write_text(text, "utf-8")
    return folder


def desk(folder: Path, as_of: str = NOW) -> Desk:
    settings = Settings(data=demo.RICH, as_of=date.fromisoformat(as_of), cache=CACHE)
    return Desk(settings, folder)


def notices(*arguments: object, language: str = "en") -> Result:
    return CliRunner(env={"LANGUAGE": language}).invoke(main, [str(a) for a in arguments])


def breach(command: str, room: Path, *more: object, language: str = "en") -> Result:
    given = ("--data", demo.RICH, "--as-of", NOW, "--file-room", room, *more)
    return notices("papers", "breach", command, *given, language=language)


@pytest.mark.parametrize(
    ("learned", "end"),
    [
        ("2026-11-27 16:40 Europe/Istanbul", "2026-11-30T16:40+03:00"),  # Friday to Monday
        ("2026-12-30 23:30 Europe/Istanbul", "2027-01-02T23:30+03:00"),  # over a year's end
        ("2026-11-27 13:40 UTC", "2026-11-30T16:40+03:00"),
        ("2026-11-27T15:40+02:00", "2026-11-30T16:40+03:00"),
        ("2015-10-23 12:00 Europe/Istanbul", "2015-10-26T12:00+03:00"),
        ("2015-11-06 12:00 Europe/Istanbul", "2015-11-09T11:00+02:00"),  # clocks were put back
    ],
)
def test_seventy_two_hours_run_without_a_break(learned: str, end: str) -> None:
    assert running(parse_moment(learned), 72).isoformat(timespec="minutes") == end


@pytest.mark.parametrize("typed", ["27.11.2026 16:40", "27 Kasım 2026 16.40", "2026-11-27T16:40"])
def test_an_hour_without_a_zone_is_refused_with_what_to_type(tmp_path: Path, typed: str) -> None:
    with pytest.raises(NoZone):
        parse_moment("2026-11-27 16:40")
    text = FACTS.replace("2026-11-27 16:40 Europe/Istanbul", typed)
    refused = breach("board", room_with(tmp_path, text), "2026-1")
    assert refused.exit_code == 2
    assert f"“{typed}” does not say in which zone it is." in refused.output
    assert "Write “2026-11-27 16:40 Europe/Istanbul”" in refused.output
    assert ":1:13:" in refused.output


SENT = "board: [{sent_at: 2026-11-30 18:40 Europe/Istanbul, reference: K-1}]\n"


@pytest.mark.parametrize("sent", [SENT, ""])
def test_a_late_notice_gives_its_reasons(tmp_path: Path, sent: str) -> None:
    """Sent two hours late, or not sent when the hours had run out."""
    room = room_with(tmp_path, FACTS + sent)
    refused = breach("board", room, "2026-1", language="tr")
    assert refused.exit_code == 2
    assert not (tmp_path / "papers").exists()
    assert "gecikme" in refused.output
    assert "late_reason:" in refused.output
    if sent:
        assert "2 saat 0 dakika" in refused.output
    room_with(tmp_path, f"{FACTS}{sent}late_reason: Kayıtlar incelendi.\n")
    assert breach("board", room, "2026-1").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "papers/2026-1/board-tr.xlsx")
    cells = {c.value for sheet in book.worksheets for row in sheet.iter_rows() for c in row}
    assert "Kayıtlar incelendi." in cells


def test_a_notice_in_time_needs_no_reason_and_is_added_to(tmp_path: Path) -> None:
    sent = "board:\n- {sent_at: 2026-11-30 16:40 Europe/Istanbul}\n"
    sent += "- {sent_at: 2026-12-02 09:00 Europe/Istanbul, adds: kişi sayısı}\n"
    made = notifying.board_sheet(desk(room_with(tmp_path, FACTS + sent)), "2026-1")
    rows = {row[0].text: row[1] for sheet in made.sheets for row in sheet.rows}
    assert rows["Gecikmenin nedenleri"].text == "Gecikme yok"
    assert rows["Bildirimin türü"].text == "Takip bildirimi"
    assert (
        rows["72 saatlik sürenin sonu"].text
        == "30 Kasım 2026 Pazartesi, saat 16.40 (Türkiye saati)"
    )
    said = rows["Kurula bildirimler"].text.split("\n")
    assert said[0].endswith("öğrenilmesinden 72 saat 0 dakika sonra")
    assert said[1].endswith("eklenen: kişi sayısı")
    assert rows["İlgili kişi sayısı"].text == "1.200 (tahminî)"
    unwritten = rows["İlgili kişiler bakımından olası sonuçlar"]
    assert unwritten.doubtful


WHOLE = f"""\
learned_at: 2026-11-27 16:40 Europe/Istanbul
learned_how: {CANARY} how
began: 2026-11-25 03:10 Europe/Istanbul
ended: 2026-11-27 18:00 Europe/Istanbul
happened: {CANARY} happened
source: sosyal mühendislik
harmed: [gizlilik, bütünlük]
processor: carrier
subjects: [customer]
people: 1200
records: 3400
data: [identity.name, health.*]
measures_before: {CANARY} before
trained: no
board:
  - {{sent_at: 2026-11-30 16:40 Europe/Istanbul, reference: {CANARY} reference}}
  - {{sent_at: 2026-12-01 10:00 Europe/Istanbul, adds: {CANARY} adds}}
late_reason: {CANARY} late
told: [{{told_at: 2026-12-01 09:00 Europe/Istanbul, by: {CANARY} by, people: 900,
  proof: {CANARY} proof}}]
others_told: [{CANARY} other]
"""


def test_the_board_and_the_record_are_told_everything(tmp_path: Path) -> None:
    """What an incident says stands in the sheet; what is kept as proof in the record."""
    given = desk(room_with(tmp_path, WHOLE + WORDS))
    sheet, log = (
        "\n".join(cell.text for sheet in paper.sheets for row in sheet.rows for cell in row)
        for paper in (notifying.board_sheet(given, "2026-1"), notifying.log_sheet(given))
    )
    for word in "how happened before reference adds late by other".split():
        assert f"{CANARY} {word}" in sheet
    for word in "happened reference adds late by proof".split():
        assert f"{CANARY} {word}" in log
    for said in (
        "saat 03.10",
        "saat 18.00",
        "bütünlük",
        "kargo",
        "3.400",
        "Verilmedi",
        "900 kişi",
        "Ayşe Örnek",
    ):
        assert said in sheet, said


def test_the_sheet_takes_no_words_that_nobody_approved(tmp_path: Path) -> None:
    words = WORDS.replace("approved_by: hukuk müşaviri, ", "", 1)
    made = notifying.board_sheet(desk(room_with(tmp_path, FACTS + words), "2026-11-28"), "2026-1")
    rows = {row[0].text: row[1] for sheet in made.sheets for row in sheet.rows}
    assert "sahte" not in rows["İlgili kişiler bakımından olası sonuçlar"].text
    assert "onaylanmadı" in rows["İlgili kişiler bakımından olası sonuçlar"].text
    assert rows["İhlalden sonra alınan tedbirler"].text == "Erişim kapatıldı."


GAPS = {
    "consequences": WORDS.partition("measures:")[2].join(["measures:", ""]),
    "measures": WORDS.replace("measures:", "# measures:"),
    "not approved": WORDS.replace("approved_by: hukuk müşaviri, ", "", 1),
    "advice": f"{WORDS}advice: {{text: {{tr: Şifrenizi değiştirin.}}, written_by: BT müdürü}}\n",
    "contact": WORDS.replace(", phone: 0212 000 00 00", ""),
}


@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_blocks_page_mail_letter_and_sms(tmp_path: Path, gap: str) -> None:
    refused = breach("notice", room_with(tmp_path, FACTS + GAPS[gap]), "2026-1")
    assert refused.exit_code == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "incidents"]
    shown = breach("publish", tmp_path, "2026-1", "--output", tmp_path / "site")
    assert (shown.exit_code, (tmp_path / "site").exists()) == (2, False)


def test_all_that_lacks_is_told_at_once_in_turkish(tmp_path: Path) -> None:
    room = room_with(tmp_path, "learned_at: 2026-11-27 16:40 Europe/Istanbul\n")
    refused = breach("notice", room, "2026-1", language="tr")
    for key in ("began:", "data:", "consequences:", "measures:", "contact:"):
        assert f"“{key}" in refused.output
    assert "5 hata" in refused.output


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notice to people in both languages, and its SMS."""
    room = room_with(tmp_path_factory.mktemp("room"), FACTS + WORDS)
    for language in ("tr", "en"):
        done = breach("notice", room, "2026-1", "--lang", language)
        assert done.exit_code == 0, done.output
    return room / "papers/2026-1"


@pytest.mark.parametrize("language", ["tr", "en"])
def test_people_are_told_five_things_in_every_shape(told: Path, language: str) -> None:
    """Decision 2019/271; what is for the Board alone is in none of them."""
    contents = {
        "tr": ("25 Kasım 2026", "e-posta", "sahte iletiler", "Erişim kapatıldı", "0212 000 00 00"),
        "en": (
            "25 November 2026",
            "e-mail",
            "fake messages",
            "Access was closed",
            "0212 000 00 00",
        ),
    }[language]
    for shape in (".html", ".txt", "-sms.txt"):
        words = (told / f"notice-{language}{shape}").read_text("utf-8")
        for content in (*contents, "Ayşe Örnek"):
            assert content in words, (shape, content)
        for internal in (CANARY, "1.200", "1,200", "2026-1<"):
            assert internal not in words
    assert (told / f"notice-{language}.pdf").read_bytes().startswith(b"%PDF-")


def test_special_categories_stand_apart(tmp_path: Path) -> None:
    facts = FACTS.replace("[identity.name,", "[identity.name, health.*,")
    given = desk(room_with(tmp_path, facts + WORDS))
    made, _ = notifying.notice(given, "2026-1", "tr")
    first, second = made.files["notice-tr.txt"].decode().split("Özel nitelikli kişisel veriler:")
    assert "Sağlık" not in first
    assert "Sağlık" in second


def test_what_an_sms_takes() -> None:
    assert sms.length("a" * 160) == sms.Length(160, 1, "basic", 1)
    assert sms.length("a" * 161).parts == 2
    assert sms.length("ğ" * 155) == sms.Length(155, 1, "turkish", 3)
    assert sms.length("ş" * 299).parts == 3
    assert sms.length("’" * 71) == sms.Length(71, 2, "unicode", 2, "’")
    assert sms.length("[" * 80).letters == 160


def test_the_plan_follows_from_the_facts(tmp_path: Path) -> None:
    done = notices("papers", "--data", demo.RICH, "breach", "plan", "--output", tmp_path)
    assert done.exit_code == 0, done.output
    words = (tmp_path / "breach-plan-tr.txt").read_text("utf-8")
    assert "72 saat" in words
    assert "bilgi işlem müdürü" in words
    assert "2019/10 sayılı Kurul kararı" in words
    assert "bir hukukçu teyit eder" in words
    company = notices("papers", "breach", "plan", "--data", ROOT / "data", "--output", tmp_path)
    assert "The plan has gaps" in company.output
    assert "henüz belirtilmedi" in (tmp_path / "breach-plan-tr.txt").read_text("utf-8")


def test_a_new_file_asks_and_can_be_filled_in(tmp_path: Path) -> None:
    """Every key of an incident stands in it; answered, it is read."""
    done = breach("new", tmp_path, "2026-2")
    assert done.exit_code == 0, done.output
    path = tmp_path / "incidents/2026-2.yml"
    assert breach("new", tmp_path, "2026-2").exit_code == 2
    assert breach("new", tmp_path, "İhlal 1").exit_code == 2
    text = path.read_text("utf-8")
    known = set(fields_of(Incident)[1])
    assert set(re.findall(r"^(?:# )?([a-z_]+):", text, re.MULTILINE)) == known
    assert ":7:1: error: nothing is written here." in breach("log", tmp_path).output
    opened = text.replace("learned_at:", "learned_at: 2026-11-27 16:40 Europe/Istanbul", 1)
    path.write_text(opened, "utf-8")
    assert breach("log", tmp_path).exit_code == 0


def test_moments_that_cannot_be_are_refused(tmp_path: Path) -> None:
    text = FACTS.replace("2026-11-27 16:40", "2026-12-24 16:40") + SENT
    with pytest.raises(LoadingError) as refused:
        notifying.board(desk(room_with(tmp_path, text)), "2026-1")
    said = [problem.message for problem in refused.value.problems]
    assert said == ["this moment has not come yet.", "this was before the breach was learned of."]


def test_the_log_lists_every_incident_the_newest_first(tmp_path: Path) -> None:
    room_with(tmp_path, FACTS + WORDS + SENT)
    later = FACTS.replace("2026-11-27 16:40", "2026-12-04 09:00")
    room_with(tmp_path, later, "2026-2")
    made = notifying.log_sheet(desk(tmp_path))
    (sheet,) = made.sheets
    rows = [dict(zip(sheet.keys, row, strict=True)) for row in sheet.rows]
    assert [row["id"].text for row in rows] == ["2026-2", "2026-1"]
    assert rows[0]["late"].text == "Süre henüz dolmadı"
    assert rows[1]["late"].doubtful  # two hours late, and no reason is written
    assert rows[1]["consequences"].text == "Adınıza sahte iletiler gelebilir."


def test_one_broken_file_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    """The record names it as what lacks; only commands about it are refused."""
    room_with(tmp_path, FACTS + WORDS)
    room_with(tmp_path, FACTS.replace("people: 1200", "people: çok"), "2026-2")
    room_with(tmp_path, FACTS.replace("2026-11-27 16:40", "2026-12-24 16:40"), "2026-3")
    assert breach("notice", tmp_path, "2026-1").exit_code == 0
    for name, line in (("2026-2", "/incidents/2026-2.yml:7:9: "), ("2026-3", "2026-3.yml:1:13: ")):
        refused = breach("board", tmp_path, name)
        assert (refused.exit_code, refused.output.count(" error: ")) == (2, 1)
        assert line in refused.output
    said = breach("log", tmp_path, language="tr")
    assert said.exit_code == 1
    assert "2 dosya, yanlışları düzeltilene kadar dikkate alınmaz" in said.output
    assert "incidents/2026-2.yml, incidents/2026-3.yml" in said.output
    sheet = openpyxl.load_workbook(tmp_path / "papers/breach-log-tr.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    listed = {row[0]: row[1] for row in rows if str(row[0]).startswith("2026-")}
    assert set(listed) == {"2026-1", "2026-2", "2026-3"}
    assert "dosya okunamadı" in listed["2026-2"]


def test_a_role_that_nobody_knows_is_said(tmp_path: Path) -> None:
    """Misspelt, or somebody's name; in capitals, or as rules ask for it, it is known."""
    words = WORDS.replace("BT müdürü", "BİLGİ İŞLEM  Müdürü").replace("hukuk", "Hukuk")
    room_with(tmp_path, FACTS + words)
    room_with(tmp_path, FACTS + words.replace("Hukuk müşaviri", "lawyer"), "2026-2")
    room_with(tmp_path, FACTS + words.replace("Hukuk müşaviri", "Hukuk müşviri"), "2026-3")
    for name in ("2026-1", "2026-2"):
        assert "görev" not in breach("notice", tmp_path, name, language="tr").output
    said = breach("notice", tmp_path, "2026-3", language="tr")
    assert said.exit_code == 0
    assert said.output.count("“Hukuk müşviri”") == 1
    assert "2026-3.yml:14:113: “Hukuk" in said.output
    assert "bilgi işlem müdürü, hukuk müşaviri, genel müdür" in said.output


def test_a_page_is_published_once_two_roles_approved_its_very_words(tmp_path: Path) -> None:
    """Approvals of other words, and two of one role, do not count."""
    room, site = tmp_path / "room", tmp_path / "site"
    room.mkdir()
    why = "publication:\n  why: Kanarya4417 why\n  approvals:\n"

    def publish(*roles: str, words: str = WORDS, text: str) -> Result:
        lines = "".join(f"  - {{role: {r}, on: 2026-12-01, text: {text}}}\n" for r in roles)
        room_with(
            room, FACTS + words + (why + lines if roles else why.removesuffix("  approvals:\n"))
        )
        return breach("publish", room, "2026-1", "--output", site)

    asked = publish(text="")
    assert (asked.exit_code, site.exists()) == (1, False)
    (digest,) = re.findall(r"text: ([0-9a-f]{64})", asked.output)
    assert "sahte iletiler" in (room / "papers/2026-1/draft-veri-ihlali-bildirimi.html").read_text()
    assert publish("müdür", "Müdür", text=digest).exit_code == 1
    other = WORDS.replace("sahte", "aldatıcı")
    assert publish("müdür", "avukat", words=other, text=digest).exit_code == 1
    assert publish("müdür", "avukat", text=digest).exit_code == 0
    (page,) = site.iterdir()
    words = page.read_text("utf-8")
    assert "sahte iletiler" in words
    for kept in (CANARY, "2026-1", "müdür", "1.200", digest, "271"):
        assert kept not in words.partition("</style>")[2], kept
    page.write_text("another page")
    assert publish("müdür", "avukat", text=digest).exit_code == 2
    assert page.read_text() == "another page"


def test_a_page_states_nothing_that_is_in_doubt(tmp_path: Path) -> None:
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    controller = data / "controller.yml"
    words = re.sub(
        "^registered_name: (.*)$",
        r"registered_name: {value: \1, unconfirmed: Which name?}",
        controller.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    controller.write_text(words, "utf-8")
    room_with(tmp_path, f"{FACTS}{WORDS}publication: {{why: no addresses}}\n")
    with pytest.raises(LoadingError, match="not confirmed"):
        notifying.published(
            Desk(Settings(data=data, as_of=date(2026, 12, 5)), tmp_path), "2026-1", "tr"
        )


def test_incidents_lie_outside_every_repository() -> None:
    refused = breach("log", ROOT / "tests")
    assert refused.exit_code == 2
    assert "lies in the repository" in refused.output


def test_nothing_of_an_incident_is_in_what_is_published(tmp_path: Path) -> None:
    """Nor of the roles of the plan, although these stand in the data."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    security = data / "security.yml"
    words = re.sub(
        "(owner|reported_to|assesses|notifies): .*", rf"\1: {CANARY}", security.read_text("utf-8")
    )
    assert words.count(CANARY) == 4
    security.write_text(words, "utf-8")
    room_with(tmp_path, FACTS + WORDS)
    outcome = pipeline.run(pipeline.Settings(data=data, cache=CACHE))
    for name, content in published.files(outcome).items():
        assert CANARY.encode() not in content, name
        assert b"sahte iletiler gelebilir" not in content, name
    for page in published.pages(outcome):
        assert CANARY not in page.html
        assert "sahte iletiler gelebilir" not in page.html
