"""Applications of people: days, fees, letters, and a register that holds nothing about anybody."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import durations, law, loading, pipeline
from generator.commands import main
from generator.errors import LoadingError
from generator.model.facts import Facts
from generator.papers.answers.counting import after
from generator.papers.letter import LETTER_SHAPES, Letter
from generator.pipeline import Settings
from generator.recipes import replying
from tests import demo, published
from tests.conftest import ROOT, STARTER

TODAY = date(2026, 11, 29)
RIGHTS = ("a", "b", "c", "ç", "d", "e", "f", "g", "ğ")
CANARY = "Kanarya7391"
REASON = {"tr": "Kayıtların saklanması zorunludur.", "en": "The records must be kept."}
OUTCOME = {"tr": "Sonuç bir çalışan tarafından yeniden incelendi.", "en": "A person looked again."}
LETTERS = {
    "a": ("kapsamında işlenmektedir: Siparişler", "the following activity: Orders"),
    "b": ("saklama süreleri şöyledir", "retention periods are as follows"),
    "c": ("Siparişler: Siparişin teslim edilmesi", "Orders: Delivering the order"),
    "ç": ("Kargo şirketi", "Carrier"),
    "d": ("12 Kasım 2026 tarihinde düzeltilmiştir", "was corrected on 12 November 2026"),
    "e": ("13 Kasım 2026 tarihinde silinmiştir", "was deleted on 13 November 2026"),
    "f": ("şu alıcıya 14 Kasım 2026 tarihinde bildirilmiştir", "On 14 November 2026 we told"),
    "g": (OUTCOME["tr"], OUTCOME["en"]),
    "ğ": (OUTCOME["tr"], OUTCOME["en"]),
}
"""What an accepting letter says of each right, in both languages."""


def words(said: Mapping[str, str], *, approved: bool = True) -> str:
    text = ", ".join(
        f"{code}: “{line}”".replace("“", '"').replace("”", '"') for code, line in said.items()
    )
    roles = ", written_by: hukuk müşaviri, approved_by: genel müdür, approved_on: 2026-11-20"
    return f"{{text: {{{text}}}{roles if approved else ''}}}"


def row(
    number: str,
    rights: str = "a",
    result: str = "open",
    arrived: str = "2026-11-02",
    more: str = "",
) -> str:
    return (
        f"{number}:\n  received: {arrived}\n  rights: [{rights}]\n  channel: written\n"
        f"  result: {result}\n{more}"
    )


def refusal(right: str, reason: str = words(REASON)) -> str:
    under = "[{statute: kvkk, article: 28/1}]"
    return f"  - {{right: {right}, under: {under}, reason: {reason}}}\n"


ACCEPTING = """\
medium: electronic
activities: [orders]
corrected: 2026-11-12
disposed: 2026-11-13
disposal: deleted
recipients_told: 2026-11-14
"""


class Room:
    """A file room that a test fills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "answers").mkdir(parents=True)

    def rows(self, *rows: str) -> "Room":
        (self.folder / "applications.yml").write_text("".join(rows), "utf-8")
        return self

    def answer(self, number: str, content: str) -> "Room":
        (self.folder / f"answers/{number}.yml").write_text(content, "utf-8")
        return self

    def desk(self, data: Path = STARTER) -> replying.Desk:
        return replying.desk(Settings(data=data, as_of=TODAY), self.folder)

    def letters(self, number: str, courtesy: str | None = "en") -> replying.Made:
        return replying.letters(self.desk(), number, courtesy)

    def problems(self, number: str = "2026-001") -> list[str]:
        with pytest.raises(LoadingError) as refused:
            self.letters(number)
        return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "room")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return loading.load(STARTER)


def notices(*arguments: object, language: str = "en") -> Result:
    run = CliRunner(env={"LANGUAGE": language})
    return run.invoke(main, [*map(str, arguments), "--as-of", TODAY.isoformat()])


def text_of(letter: Letter) -> str:
    return LETTER_SHAPES["txt"](letter).decode()


# Days


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ("2026-11-02", "2026-12-02"),
        ("2026-12-15", "2027-01-14"),
        ("2027-01-30", "2027-03-01"),
        ("2028-01-30", "2028-02-29"),
        ("2028-02-01", "2028-03-02"),
    ],
)
def test_thirty_days_are_counted_from_the_day_after(room: Room, arrived: str, due: str) -> None:
    """Law 6698 art. 13(2); the complaint sixty days from the application (art. 14(1))."""
    room.rows(row("2026-001", arrived=arrived))
    settings = Settings(data=STARTER, as_of=date(2028, 12, 1))
    at = replying.desk(settings, room.folder)
    (one,) = at.waiting()
    days, first = at.days(one), date.fromisoformat(arrived)
    assert days.due.value == days.lawful.value == date.fromisoformat(due)
    assert len([first + timedelta(n) for n in range(1, 31)]) == 30
    assert days.due.value == [first + timedelta(n) for n in range(1, 31)][-1]
    assert days.complaint.value == first + timedelta(60)
    assert days.due.origin.file == "generator/law/deadlines.yml"


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2 weeks", "2026-11-16"),
        ("10 days", "2026-11-12"),
        ("1 month", "2026-12-02"),
        ("5 business days", "2026-11-09"),
    ],
)
def test_the_controllers_own_period_is_due_where_it_is_shorter(
    tmp_path: Path, room: Room, period: str, due: str
) -> None:
    assert after(date(2026, 11, 2), durations.parse(period), ()) == date.fromisoformat(due)
    assert after(date(2027, 1, 31), durations.parse("1 month"), ()) == date(2027, 2, 28)
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    path = data / "application.yml"
    path.write_text(f"answer: {period}\n{path.read_text('utf-8')}", "utf-8")
    at = room.rows(row("2026-001")).desk(data)
    (one,) = at.waiting()
    assert at.days(one).due.value == date.fromisoformat(due)
    assert at.days(one).lawful.value == date(2026, 12, 2)


def test_asking_for_identity_moves_no_day(room: Room) -> None:
    """And letter, list and command say so."""
    room.rows(row("2026-001", result="incomplete"), row("2026-002"))
    at = room.answer("2026-001", "medium: electronic\nmissing: [identity-number]\n").desk()
    first, second = at.waiting()
    assert at.days(first).due.value == at.days(second).due.value == date(2026, 12, 2)
    assert "moves no day" in list(replying.lines(at))[-1]
    made = room.letters("2026-001")
    turkish, english = map(text_of, made.letters.values())
    assert "süresini durdurmaz ve uzatmaz: süre 2 Aralık 2026 tarihinde dolar" in turkish
    assert "neither stops nor extends the time for the answer: it ends on 2 December" in english


@pytest.mark.parametrize(
    ("arrived", "working"),
    [("2026-11-05", "2026-12-04"), ("2026-12-02", "2025-12-31"), ("2026-11-04", None)],
)
def test_a_day_off_at_the_end_is_for_a_lawyer(
    room: Room, arrived: str, working: str | None
) -> None:
    """5 December 2026 is a Saturday, 1 January a holiday, 4 December a Friday."""
    room.rows(row("2026-001", arrived=arrived)).answer("2026-001", ACCEPTING)
    said = " ".join(
        replying.lines(replying.desk(Settings(STARTER, as_of=date(2026, 12, 3)), room.folder))
    )
    assert ("a lawyer to confirm" in said) is (working is not None)
    assert working is None or f"answer by {working.replace('2025', '2026')}" in said


def test_what_is_due_stands_first_and_what_is_late_is_said(room: Room) -> None:
    """By day, then what was answered; Turkish reads as an office writes it."""
    room.rows(
        row("2026-001", arrived="2026-11-20"),
        row("2026-002", arrived="2026-10-20"),
        row("2026-003", result="accepted", arrived="2026-10-01", more="  answered: 2026-11-05\n"),
        row("2026-004", result="refused", arrived="2026-10-30"),
    )
    done = notices(
        "papers", "applications", "--data", STARTER, "--file-room", room.folder, language="tr"
    )
    assert done.exit_code == 1, done.output
    lines = [line for line in done.output.splitlines() if line.startswith("2026")]
    assert [line[:8] for line in lines] == ["2026-002", "2026-004", "2026-001", "2026-003"]
    assert "19 Kasım 2026" in lines[0]
    assert "19 Aralık 2026" in lines[0]
    assert "bugün" in lines[1]
    assert "21 gün" in lines[2]
    assert "5 gün" in lines[3]
    room.rows(row("2026-001", arrived="2026-11-20"))
    assert (
        notices("papers", "applications", "--data", STARTER, "--file-room", room.folder).exit_code
        == 0
    )


# Fees


@pytest.mark.parametrize(
    ("answer", "lira", "said"),
    [
        ("medium: paper\npages: 10\n", None, "Bu cevap ücretsizdir."),
        ("medium: paper\npages: 10\ncharged: yes\n", None, "Bu cevap ücretsizdir."),
        ("medium: paper\npages: 11\ncharged: yes\n", 1, "kalan 1 sayfa için, sayfa başına 1"),
        ("medium: paper\npages: 25\ncharged: yes\n", 15, "olmak üzere 15 Türk lirası alınır"),
        ("medium: paper\npages: 25\n", 15, "Bu cevap ücretsizdir."),
        ("medium: recording-medium\nmedium_cost: 40\ncharged: yes\n", 40, "maliyeti olan 40 Türk"),
        ("medium: electronic\n", None, "Bu cevap ücretsizdir."),
        (
            "medium: paper\npages: 25\nour_fault: yes\n",
            None,
            "alınmış ücret varsa size iade edilir",
        ),
    ],
)
def test_the_fee_follows_the_tariff(room: Room, answer: str, lira: int | None, said: str) -> None:
    """Communiqué on applications art. 7; nothing is charged unless somebody decides it."""
    room.rows(row("2026-001", "d", "accepted")).answer("2026-001", answer)
    made = room.letters("2026-001", None)
    assert (made.cost and made.cost.lira.value) == lira
    (letter,) = made.letters.values()
    assert said in text_of(letter)
    assert "ikincil kaynaklardan" in letter.notes[-1]


def test_the_figures_of_the_fee_are_a_row_with_its_confidence() -> None:
    fee = law.load().on(TODAY).fees["application-answer"]
    assert (fee.free_pages.value, fee.lira_per_page.value) == (10, 1)
    assert (fee.statute.value, fee.article.value) == ("application-communique", "7")
    assert fee.confidence.value == "sec2"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("medium: paper\n", "needs its number of pages"),
        ("medium: paper\npages: 25\ncharged: yes\nour_fault: yes\n", "art. 13(3)"),
        ("medium: electronic\ncharged: yes\n", "an electronic answer costs nothing"),
        ("medium: recording-medium\ncharged: yes\n", "what the recording medium costs"),
    ],
)
def test_a_fee_that_is_not_allowed_is_refused(room: Room, answer: str, said: str) -> None:
    room.rows(row("2026-001", "d", "accepted")).answer("2026-001", answer)
    (problem,) = room.problems()
    assert said in problem


def test_what_the_texts_promise_to_be_free_is_not_charged(tmp_path: Path, room: Room) -> None:
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    path = data / "application.yml"
    path.write_text(f"fee: free\n{path.read_text('utf-8')}", "utf-8")
    room.rows(row("2026-001", "d", "accepted"))
    room.answer("2026-001", "medium: paper\npages: 25\ncharged: yes\n")
    with pytest.raises(LoadingError, match="every answer is free"):
        replying.letters(room.desk(data), "2026-001")


# Letters


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], replying.Made]:
    """The letters of each right with each result, from one room."""
    room = Room(tmp_path_factory.mktemp("room") / "matrix")
    rows, cases = list[str](), dict[tuple[str, str], str]()
    for right in RIGHTS:
        explained = f"explanations:\n  - {{right: {right}, words: {words(OUTCOME)}}}\n"
        answers = {
            "accepted": ACCEPTING + (explained if right in "cgğ" else ""),
            "refused": f"medium: electronic\nrefusals:\n{refusal(right)}",
            "incomplete": "medium: electronic\nmissing: [identity-number, address, mandate]\n",
        }
        for result, answer in answers.items():
            number = f"2026-{len(cases) + 1:03}"
            cases[right, result] = number
            rows.append(row(number, right, result))
            room.answer(number, answer)
    at = room.rows(*rows).desk()
    return {case: replying.letters(at, number, "en") for case, number in cases.items()}


def people(made: replying.Made) -> Iterator[tuple[str, str]]:
    for name, letter in made.letters.items():
        if re.fullmatch(r"2026-\d{3}-(tr|en)", name):
            yield letter.language, text_of(letter)


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("result", ["accepted", "refused", "incomplete"])
def test_each_right_and_result_has_its_letter(
    matrix: Mapping[tuple[str, str], replying.Made], right: str, result: str
) -> None:
    """Four blocks (communiqué art. 6(4)); the ways to the Board in refusals only (art. 14)."""
    letters = dict(people(matrix[right, result]))
    assert letters.keys() == {"tr", "en"}
    label = law.load().rights[right].label
    for language, said in letters.items():
        assert "Örnek Ticaret A.Ş." in said
        assert label.in_language(language) in said
        assert said.count("…") > 4 * 20
        turkish = language == "tr"
        board = (
            "Kişisel Verileri Koruma Kuruluna şikâyette" if turkish else "complain to the Personal"
        )
        assert (board in said) is (result == "refused")
        until = "1 Ocak 2027 tarihinde dolar" if turkish else "ends on 1 January 2027"
        assert (until in said) is (result == "refused")
        assert ("sikayet.kvkk.gov.tr" in said) is (result == "refused")
        assert (REASON[language] in said) is (result == "refused")
        assert ("Kanun m. 28/1" in said or "the Law art. 28(1)" in said) is (result == "refused")
        if result == "accepted":
            assert LETTERS[right][not turkish] in said
    assert "Adı ve soyadı" in letters["tr"]
    assert "T.C. kimlik numarası" in letters["tr"]
    assert "the answer is the Turkish letter" in letters["en"]
    if result == "incomplete":
        assert "T.C. kimlik numaranız" in letters["tr"]
        assert "6698 sayılı Kişisel Verilerin Korunması Kanunu'nun" in letters["tr"]
        assert "Başvuru Tebliği m. 5/2" in letters["tr"]


def test_no_data_is_an_answer_as_well(room: Room) -> None:
    room.rows(row("2026-001", "a, b, ç", "accepted"))
    made = room.answer("2026-001", "medium: electronic\nactivities: []\n").letters("2026-001", None)
    (letter,) = made.letters.values()
    assert text_of(letter).count("kayıtlar dışında kişisel verileriniz işlenmemektedir.") == 3


def test_what_rests_on_a_consent_is_told_to_whoever_gave_it(room: Room) -> None:
    """Nobody guesses it: where a purpose rests on one, the answer says whether it was given."""
    room.rows(row("2026-001", "c, ç", "accepted"))
    outcome = f"explanations:\n  - {{right: c, words: {words(OUTCOME)}}}\n"
    said = {}
    for consents in ("", "consents: []\n", "consents: [measurement]\n"):
        answer = f"medium: electronic\nactivities: [website]\n{consents}{outcome}"
        at = room.answer("2026-001", answer).desk(demo.RICH)
        if not consents:
            with pytest.raises(LoadingError, match="which consents this person has given"):
                replying.letters(at, "2026-001")
            continue
        (letter,) = replying.letters(at, "2026-001").letters.values()
        said[consents] = text_of(letter)
    purpose = next(
        p.text.in_language("tr")
        for p in loading.load(demo.RICH).activities["website"].purposes
        if p.consent
    )
    assert [purpose in text for text in said.values()] == [False, True]


def test_an_answer_may_refuse_a_part(room: Room) -> None:
    """Each right with its own outcome; the ways to the Board stand once."""
    room.rows(row("2026-001", "b, e", "partly"))
    room.answer("2026-001", f"{ACCEPTING}refusals:\n{refusal('e')}")
    letters = dict(people(room.letters("2026-001")))
    assert letters["tr"].count("Bu talebiniz kabul edilmiştir.") == 1
    assert letters["tr"].count("Bu talebiniz aşağıdaki gerekçeyle reddedilmiştir.") == 1
    assert letters["tr"].count("Kurula şikâyet\n") == 1


PART = refusal("e").replace("right: e,", "right: e, part: yes,")


@pytest.mark.parametrize("more", ["", refusal("b")])
def test_a_request_may_be_granted_in_part(room: Room, more: str) -> None:
    """Marketing data is deleted and recipients are told, invoices are kept (by-law on disposal
    art. 12): what was done, then which part is refused, why and under which provision."""
    room.rows(row("2026-001", "b, e, f" if more else "e, f", "partly"))
    room.answer("2026-001", f"{ACCEPTING}refusals:\n{PART}{more}")
    made = room.letters("2026-001")
    said = dict(people(made))
    parts = {
        "tr": (
            "Bu talebiniz kısmen kabul edilmiştir.",
            "kabul edilen kısmındaki kişisel verileriniz 13 Kasım 2026 tarihinde silinmiştir.",
            "Talebinizin kalan kısmı aşağıdaki gerekçeyle reddedilmiştir.",
            f"Reddedilen kısım ve gerekçesi: {REASON['tr']}",
            "Kanun m. 28/1",
            LETTERS["f"][0],
            "Kurula şikâyet\n",
        ),
        "en": (
            "This request is partly accepted.",
            "in the part of your request that is accepted was deleted on 13 November 2026.",
            "The rest of this request is refused",
            f"The part that is refused, and the reason: {REASON['en']}",
            "the Law art. 28(1)",
            LETTERS["f"][1],
            "Complaint to the Board\n",
        ),
    }
    notes = " ".join(made.letters["2026-001-tr"].notes)
    assert "seçilen yöntemin gerekçesi" in notes
    for language, expected in parts.items():
        places = [said[language].rindex(part) for part in expected]
        assert places == sorted(places)
    assert "13 Kasım 2026 tarihinde silme" in text_of(made.letters["2026-001-carrier-tr"])


def test_what_is_refused_in_part_is_partly_accepted(room: Room) -> None:
    """Neither accepted nor refused; and of what was done its day and way are owed."""
    room.answer("2026-001", f"{ACCEPTING}refusals:\n{PART}")
    for result in ("accepted", "refused"):
        (problem,) = room.rows(row("2026-001", "e", result)).problems()
        assert "and the answer refuses e in part" in problem
        assert "part: yes" in problem
    room.rows(row("2026-001", "e", "partly"))
    room.answer("2026-001", f"medium: electronic\ndisposed: 2026-11-13\nrefusals:\n{PART}")
    assert any("its day and its way" in problem for problem in room.problems())
    said = f"medium: electronic\nactivities: []\nrefusals:\n{PART}"
    (letter, _) = room.answer("2026-001", said).letters("2026-001").letters.values()
    assert "Talebinizin kabul edilen kısmının gereği gecikmeksizin ve en geç 2 Aralık" in text_of(
        letter
    )


def test_recipients_are_told_once_it_is_done(room: Room) -> None:
    """Art. 11(1)(f), by-law on disposal art. 12: each alone, named from the facts."""
    room.rows(row("2026-001", "e", "accepted"))
    made = room.answer("2026-001", ACCEPTING).letters("2026-001")
    assert set(made.letters) == {
        "2026-001-tr", "2026-001-en", "2026-001-carrier-tr", "2026-001-carrier-en",
    }  # fmt: skip
    turkish = text_of(made.letters["2026-001-carrier-tr"])
    assert "kargo şirketi" in turkish
    assert "13 Kasım 2026 tarihinde silme" in turkish
    assert "İmha" not in turkish
    assert (
        "Silinmesi, Yok Edilmesi veya Anonim Hale Getirilmesi Hakkında Yönetmelik'in 12'nci"
        in turkish
    )
    room.answer("2026-001", "medium: electronic\nactivities: [orders]\n")
    waiting = room.letters("2026-001")
    assert set(waiting.letters) == {"2026-001-tr", "2026-001-en"}
    assert waiting.told_later == 1
    assert "en geç 2 Aralık 2026 tarihine kadar yerine getirilecek" in text_of(
        waiting.letters["2026-001-tr"]
    )


def test_what_is_internal_is_in_no_letter(room: Room) -> None:
    """The number of the carrier's contract is for the house."""
    room.rows(row("2026-001", "b, ç, e", "accepted"))
    made = room.answer("2026-001", ACCEPTING).letters("2026-001")
    assert all("KS-1" not in text_of(letter) for letter in made.letters.values())


def test_a_translation_is_in_a_language_of_the_site(room: Room) -> None:
    room.rows(row("2026-001", "d", "accepted")).answer("2026-001", "medium: electronic\n")
    assert set(room.letters("2026-001", "tr").letters) == {"2026-001-tr"}
    with pytest.raises(LoadingError, match="is not made in “fr”"):
        room.letters("2026-001", "fr")


# What is owed before


@pytest.mark.parametrize(
    "lacking", ["written_by: hukuk müşaviri", "approved_by: genel müdür", "approved_on: 2026-11-20"]
)
def test_nothing_is_made_before_somebody_approved_it(room: Room, lacking: str) -> None:
    """Neither page nor lines nor PDF."""
    room.rows(row("2026-001", "e", "refused"))
    reason = words(REASON).replace(f", {lacking}", "")
    assert reason != words(REASON)
    room.answer("2026-001", f"medium: electronic\nrefusals:\n{refusal('e', reason)}")
    done = notices("papers", "answer", "2026-001", "--data", STARTER, "--file-room", room.folder)
    assert done.exit_code == 2
    assert "room/answers/2026-001.yml:3:" in done.output
    assert "Reason for refusing the right e: nobody has approved it." in done.output
    assert not (room.folder / "letters").exists()


@pytest.mark.parametrize(
    ("rights", "result", "answer", "said"),
    [
        ("a", "open", ACCEPTING, ["nothing is decided yet"]),
        ("a", "incomplete", ACCEPTING, ["what the application lacks"]),
        ("a", "accepted", "medium: electronic\n", ["in which activities"]),
        ("f", "accepted", "medium: electronic\n", ["in which activities"]),
        ("g", "accepted", ACCEPTING, ["nobody has written what became of the right g"]),
        ("a", "refused", ACCEPTING, ["says “refused”, and the answer refuses nothing"]),
        ("a, b", "accepted", f"{ACCEPTING}refusals:\n{refusal('a')}", ["says “accepted in full”"]),
        ("a", "partly", f"{ACCEPTING}refusals:\n{refusal('a')}", ["says “partly accepted”"]),
        ("a", "accepted", f"{ACCEPTING}refusals:\n{refusal('b')}", ["does not name the right b"]),
        ("e, f", "partly", f"{ACCEPTING}refusals:\n{refusal('e')}", ["nothing to tell"]),
        ("e", "accepted", ACCEPTING.replace("disposal: deleted\n", ""), ["its day and its way"]),
        (
            "a, b",
            "refused",
            "medium: electronic\nrefusals:\n  - {right: a}\n"
            + refusal("b", words({"tr": "Hayır."})),
            ["right a: nobody has written it", "right a names no provision", "in “en” are missing"],
        ),
        (
            "a",
            "refused",
            f"medium: electronic\nrefusals:\n{refusal('a').replace('28/1', '99')}",
            ["“kvkk” lists no article “99”"],
        ),
    ],
)  # fmt: skip
def test_what_is_owed_is_named_all_at_once(
    room: Room, rights: str, result: str, answer: str, said: Sequence[str]
) -> None:
    problems = room.rows(row("2026-001", rights, result)).answer("2026-001", answer).problems()
    assert len(problems) == len(said), problems
    for words_, problem in zip(said, problems, strict=True):
        assert words_ in problem


def test_an_answer_that_nobody_wrote_and_a_number_that_nobody_knows(room: Room) -> None:
    room.rows(row("2026-001"))
    assert "nobody has written the answer" in room.problems()[0]
    assert "there is no application “2026-009”" in room.problems("2026-009")[0]


# The register


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (row("2026-001").replace("written", "Ayşe Yılmaz"), "is not one of"),
        (row("2026-001", "a, Ayşe"), "there is no right of article 11\\(1\\) “Ayşe”"),
        (row("ayse-yilmaz"), "not the number of an application"),
        (row("12345678901"), "looks like a Turkish identity number"),
        (row("0532-1234567"), "looks like a telephone number"),
        (row("2026-12345"), "not the number of an application"),
        (row("2026-001", more="  name: Ayşe Yılmaz\n"), "“name” is not known here"),
        (row("2026-001", more="  # Ayşe Yılmaz, 0532 123 45 67\n"), "no comments"),
        (row("2026-001", more="  unconfirmed: Ayşe Yılmaz sordu mu?\n"), "no doubts"),
        (row("2026-001", more="  # ayse@example.org\n"), "looks like an e-mail address"),
        (row("2026-001", arrived="2027-01-01"), "has not come"),
        (row("2026-001", more="  answered: 2026-11-20\n"), "not decided has no day"),
        (
            row("2026-001", result="refused", more="  answered: 2026-11-01\n"),
            "after the application",
        ),
        (row("2026-001", ""), "no right is named"),
    ],
)
def test_the_register_holds_codes_and_days_alone(room: Room, rows: str, said: str) -> None:
    """The message names the line and does not repeat what stands there of a person."""
    with pytest.raises(LoadingError, match=said) as refused:
        room.rows(rows).desk()
    assert "room/applications.yml:" in str(refused.value)
    assert "45 67" not in str(refused.value)
    assert "@" not in str(refused.value)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Sayın Ayşe Yılmaz, kayıt saklanır.", "the name of a person"),
        ("0 (532) 123 45 67 numarası için.", "a telephone number"),
        ("+90 532 123 4567 için.", "a telephone number"),
        ("Kimlik numarası 12345678901 olan kişi.", "a Turkish identity number"),
        ("ayse@example.org adresi.", "an e-mail address"),
        ("TR33 0006 1005 1978 6457 8413 26 hesabı.", "an account number"),
        ("İstanbul'da tutulan, 2026 yılının 250 kaydı.", ""),
        ("Sorularınız için: kvkk@example.com", ""),
    ],
)
def test_the_words_of_an_answer_name_nobody(room: Room, line: str, said: str) -> None:
    """What the controller itself has is no trace of a person."""
    room.rows(row("2026-001", "e", "refused"))
    reason = words({"tr": line, "en": "No."})
    room.answer("2026-001", f"medium: electronic\nrefusals:\n{refusal('e', reason)}")
    if not said:
        assert room.letters("2026-001").letters
        return
    assert any(f"looks like {said}" in problem for problem in room.problems())


def test_one_broken_answer_is_said_and_the_others_go_on(room: Room) -> None:
    """Whether it cannot be read, answers nothing, or names somebody, who is not quoted."""
    room.rows(row("2026-001", "d", "accepted"), row("2026-003")).answer("2026-001", ACCEPTING)
    room.answer("2026-002", ACCEPTING).answer("2026-003", "medium: Sayın Ayşe, 0532 123 45 67\n")
    assert room.letters("2026-001").letters
    (problem,) = room.problems("2026-002")
    assert "there is no application “2026-002”" in problem
    assert all("looks like" in said for said in room.problems("2026-003"))
    given = ("--data", STARTER, "--as-of", TODAY, "--file-room", room.folder)
    listed = notices("papers", "applications", *given, language="tr")
    assert listed.exit_code == 1
    assert "2026-003:" in listed.output
    assert "answers/2026-002.yml:1:1: hata: applications.yml dosyasında" in listed.output
    assert "2 dosya, yanlışları düzeltilene kadar dikkate alınmaz" in listed.output
    assert notices("papers", "receive", *given, "--channel", "kep", "--right", "a").exit_code == 0


def test_a_new_application_gets_the_next_number(room: Room) -> None:
    """What stands in the register stays as it is."""
    base = ("papers", "receive", "--data", STARTER, "--file-room", room.folder, "--channel", "kep")
    first = notices(*base, "--right", "e", "--right", "Ç", "--received", "2 Kasım 2026")
    assert first.exit_code == 0, first.output
    assert "2026-001 is in the register. The answer is due on 2026-12-02" in first.output
    path = room.folder / "applications.yml"
    before = path.read_text("utf-8")
    assert before == row("2026-001", "e, ç").replace("written", "kep")
    again = notices(*base, "--right", "a", language="tr")
    assert again.exit_code == 0, again.output
    assert path.read_text("utf-8") == before + row("2026-002", arrived="2026-11-29").replace(
        "written", "kep"
    )
    assert "29 Aralık 2026" in again.output
    for wrong in (("--right", "z"), ("--right", "a", "--received", "2027-01-01")):
        assert notices(*base, *wrong).exit_code == 2
    assert path.read_text("utf-8").count("received:") == 2


# Where it lies


def test_nothing_of_it_lies_in_a_repository(tmp_path: Path, room: Room) -> None:
    """Neither the room nor the letters."""
    room.rows(row("2026-001", "d", "accepted")).answer("2026-001", "medium: electronic\n")
    base = ("papers", "answer", "2026-001", "--data", STARTER, "--no-pdf", "--file-room")
    (tmp_path / "shop/.git").mkdir(parents=True)
    inside = notices(*base, room.folder, "--output", tmp_path / "shop/letters")
    assert inside.exit_code == 2
    assert "lies in the repository “shop”" in inside.output
    assert not (tmp_path / "shop/letters").exists()
    moved = Path(shutil.copytree(room.folder, tmp_path / "shop/room"))
    assert "lies in the repository “shop”" in notices(*base, moved).output
    done = notices(*base, room.folder)
    assert done.exit_code == 0, done.output
    assert {path.name for path in (room.folder / "letters").iterdir()} == {
        "2026-001-tr.html", "2026-001-tr.txt",
    }  # fmt: skip


def test_nothing_of_it_is_on_a_site(tmp_path: Path) -> None:
    """A room beside the data is not read, one inside it is refused."""
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    room = Room(tmp_path / "room").rows(row("2026-001", "e", "refused"))
    reason = words({"tr": CANARY, "en": CANARY})
    room.answer("2026-001", f"medium: electronic\nrefusals:\n{refusal('e', reason)}")
    (letter, _) = room.letters("2026-001").letters.values()
    assert CANARY in letter.html
    outcome = pipeline.run(Settings(data=data))
    for name, content in published.files(outcome).items():
        assert CANARY.encode() not in content, name
        assert b"2026-001" not in content, name
    for page in published.pages(outcome):
        assert CANARY not in page.html
    for name in ("applications.yml", "answers"):
        shutil.move(room.folder / name, data / name)
    with pytest.raises(LoadingError, match="nothing reads this"):
        loading.load(data)


def test_the_letter_is_a_page_lines_and_a_pdf(room: Room) -> None:
    room.rows(row("2026-001", "e", "refused"))
    room.answer("2026-001", f"medium: electronic\nrefusals:\n{refusal('e')}")
    (letter,) = room.letters("2026-001", None).letters.values()
    files = {shape: make(letter) for shape, make in LETTER_SHAPES.items()}
    assert files["pdf"].startswith(b"%PDF")
    assert b"<script" not in files["html"]
    assert "http" not in re.sub(r"https://[\w./-]+", "", files["html"].decode())
    assert REASON["tr"] in files["txt"].decode()


def test_the_list_of_what_is_owed_leads_to_it() -> None:
    said = notices("papers", "--data", ROOT / "data").output
    assert re.search(r"“notices papers .*answer” writes them", said)
