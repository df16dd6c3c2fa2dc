"""The questions to the company: each once, and each answer where it was asked.

The YAML is walked by the test itself, and the file filled in and saved as people do it.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from generator.checks import Finding, by_code
from generator.checks.topics import LAWYER, topic_at, topic_of
from generator.errors import LoadingError
from generator.recipes.questioning import answers, word_file
from generator.recipes.questioning.policy_parts import PARTS
from generator.recipes.questioning.questions import Question, questions
from generator.recipes.questioning.wording import about
from tests.questionnaire import (
    ABSENT,
    DATA,
    NO,
    RIGHT,
    UNKNOWN,
    YES,
    Given,
    as_read,
    at,
    by_place,
    composed_once,
    edited,
    filled,
    in_full,
    outcome,
    row,
    rows_of,
    run,
    written_doubts,
    written_reasons,
)
from tests.test_doubts import files, loaded, place


@pytest.fixture(scope="module", autouse=True)
def texts() -> Iterator[None]:
    """Composed once of the same files."""
    with composed_once():
        yield


@pytest.fixture(scope="module")
def found() -> Sequence[Finding]:
    return outcome(DATA).findings


@pytest.fixture(scope="module")
def asked(found: Sequence[Finding]) -> tuple[Question, ...]:
    return questions(DATA, found, "tr")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the company, as it is sent."""
    file = tmp_path_factory.mktemp("form") / "form.docx"
    assert run("--data", str(DATA), "--output", str(file), "--lang", "tr").exit_code == 0
    return file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def test_every_doubt_and_every_open_question_is_asked_once(
    asked: tuple[Question, ...], found: Sequence[Finding], form: Path
) -> None:
    """At each place where it is written; in the DOCX as in Markdown, with nothing ticked."""
    doubted = written_doubts(DATA)
    assert len(doubted) > 100
    open_questions = {f.code for f in found if by_code()[f.code].asks(f.sub)}
    assert sorted(q.place for q in asked if not q.kind) == sorted([*doubted, *open_questions])
    assert {q.place: q.asks for q in asked if not (q.code or q.kind)} == doubted
    ids = [row.cells[0].text for row in rows_of(Document(str(form)))]
    printed = run("--data", str(DATA), "--lang", "tr").output
    for question in asked:
        assert ids.count(question.id) == 1
        assert printed.count(f"| {question.id} |") == 1
    words = [cell for row in word_file.rows(form) for cell in row]
    assert "☐" in words
    assert not {"☒", "☑"} & set(words)


def test_a_form_in_turkish_is_turkish(asked: tuple[Question, ...]) -> None:
    """Also what follows from a no, and the keys of places that have no name of their own."""
    laws = {question.follows for question in asked if question.code}
    whys = {rule.why for rule in by_code().values()}
    assert laws
    assert not [said for said in laws for why in whys if why in said]
    point = {"x": {"calls": {"recorded": "no"}}}
    called = about("collection-points.yml", point, ("x", "calls", "recorded"), "tr")
    assert called == "x › telefon görüşmeleri › kaydediliyor mu"


def test_a_shared_question_is_printed_once(form: Path) -> None:
    """Above the table of its rows, in each topic."""
    paragraphs = [paragraph.text for paragraph in Document(str(form)).paragraphs]
    shared = loaded(DATA / "doubts.yml")["hard-to-justify"]["reason"]["tr"]
    assert paragraphs.count(shared) == 1
    assert not [row for row in word_file.rows(form) if shared in row]


def test_the_lawyer_decides_on_the_last_pages(asked: tuple[Question, ...], form: Path) -> None:
    """Legal bases, roles of recipients; also what a whole entry in doubt would decide of them."""
    listed = [row[0] for row in word_file.rows(form)]
    last = listed[listed.index("P-LAWYER") :]
    for question in asked:
        assert (question.id in last) is (question.topic.owner is LAWYER), question.place
    owners = {q.place: q.owner for q in asked}
    assert owners["recipients.yml#hosting.role"] is LAWYER
    assert owners["recipients.yml#carriers"] is LAWYER  # it has a role
    assert owners["recipients.yml#hosting.abroad"] is not LAWYER
    assert owners["processing/membership.yml#purposes.verify-by-documents"] is not LAWYER
    assert topic_at("recipients.yml#hosting.mechanism").owner is LAWYER
    assert topic_at("subjects.yml#employee.instead_of_contract").owner is LAWYER


def test_what_nobody_has_written_is_asked_where_it_belongs(asked: tuple[Question, ...]) -> None:
    """Each purpose without a period, each recipient without its country, each blank contact."""
    gaps = [q.place for q in asked if q.kind]
    assert len(set(gaps)) == len(gaps)
    silent = {
        place(name, ("purposes", purpose, "retention"))
        for name, content in files(DATA)
        if name.startswith("processing/") and "retention" not in content
        for purpose, said in content["purposes"].items()
        if "retention" not in said
    }
    assert {p for p in gaps if p.endswith(".retention")} == silent
    assert {"controller.yml#kep", "recipients.yml#hosting.countries", "messages.yml#iys"} <= {*gaps}
    lawyers = {q.place for q in asked if q.kind and q.owner is LAWYER}
    assert lawyers == {p for p in gaps if p.endswith(".mechanism")}


CLOSED_ELSEWHERE = {"TXT-05", "COO-01[none-listed]", "USE-01[statement]"}
"""What follows from other answers, and the scan of the cookies, which is no answer but a file."""


def test_a_form_is_in_one_language(asked: tuple[Question, ...]) -> None:
    """What a no means is said by the rule, in the words of the form as well."""
    english = {rule.why for rule in by_code().values()}
    assert not [q.code for q in asked if any(why in q.follows for why in english)]


def test_answered_in_full_only_the_lawyer_has_something_to_decide(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """By the company: its doubts and questions are gone. Then by the lawyer: so are the others."""
    file = filled(form, tmp_path / "answered.docx", in_full(asked))
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 0, done.output
    lawyers = {q.place for q in asked if q.owner is LAWYER}
    left = outcome(data).findings
    assert set(written_doubts(data)) == lawyers - {q.place for q in asked if q.kind or q.code}
    asks = {f.code for f in left if by_code()[f.code].question}
    assert asks == {p for p in lawyers if "#" not in p}
    others = [f for f in left if not (f.accepted or f.name in CLOSED_ELSEWHERE)]
    assert {f.place for f in others if topic_of(f).owner is not LAWYER} <= lawyers
    for question in (q for q in asked if q.owner is LAWYER and not (q.code or q.kind)):
        proposed = at(as_read(data)[question.file], question.path)["proposed"]
        assert proposed["day"] == "2026-11-30"
        assert proposed["role"]
    done = run("--data", str(data), "--read", str(file), "--yes", "--role", "lawyer")
    assert done.exit_code == 0, done.output
    assert not written_doubts(data)
    left = outcome(data).findings
    assert not [f for f in left if by_code()[f.code].question]
    assert not loaded(data / "doubts.yml")
    assert "ACC-01[stale]" not in {f.name for f in left}
    disposal = loaded(data / "disposal.yml")
    second = {"tr": "İkinci: iki satır", "en": "The second"}
    assert disposal["media"]["physical"] == [{"tr": "Birinci", "en": "The first"}, second]
    unit = {"tr": "Birim", "en": "Unit"}
    assert disposal["duties"]["duty-1"]["unit"] == unit
    assert (disposal["interval"], disposal["changes"]) == ("6 ay", [])
    recipients = loaded(data / "recipients.yml")
    assert recipients["hosting"]["countries"] == ["IE", "US"]
    assert recipients["hosting"]["contract"] == {"value": "KS-2026/7", "internal": "yes"}
    assert recipients["hosting"]["mechanism"] == "standard-contract"
    assert not [n for n, content in files(data) if "'proposed': {" in str(content)]
    confirmed = loaded(data / "confirmed.yml")
    roles = {entry["role"] for entry in confirmed.values()}
    assert roles == {"genel müdür", "birim sorumlusu", "hukuk müşaviri"}
    places = [p for entry in confirmed.values() for p in entry["confirmed"]]
    assert sorted(places) == sorted(q.place for q in asked if not q.code)
    assert len(places) == len(set(places))


def stripped(value: Any) -> Any:
    """What is said, without marks, and a value below “value:” as itself."""
    if isinstance(value, dict):
        inner = {k: stripped(v) for k, v in value.items() if k not in ("unconfirmed", "proposed")}
        return inner["value"] if inner.keys() == {"value"} else inner
    return [stripped(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(2))
def test_any_answers_change_exactly_their_places(
    seed: int, asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """Nothing is said otherwise but what was answered; no doubt goes but the confirmed ones."""
    chance = random.Random(seed)
    ours = [q for q in asked if not (q.code or q.kind) and q.offers(q.marks[0])]
    given = {
        q.id: Given(chance.choice((RIGHT, UNKNOWN, ABSENT)))
        for q in chance.sample(ours, chance.randrange(1, len(ours)))
    }
    before = as_read(data)
    file = filled(form, tmp_path / "answered.docx", given)
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 0, done.output
    after = as_read(data)
    after.pop("confirmed.yml", None)
    shared, listed = after.pop("doubts.yml"), before.pop("doubts.yml")
    assert stripped(after) == stripped(before)
    named = [why for _, why in written_reasons(data)]
    assert shared == {name: entry for name, entry in listed.items() if name in named}
    gone = {q.place for q in ours if given.get(q.id) == Given(RIGHT) and q.owner is not LAWYER}
    assert written_doubts(DATA).keys() - written_doubts(data).keys() == gone
    assert done.output.count("we do not have this") == list(given.values()).count(Given(ABSENT))
    again = run("--data", str(data), "--read", str(file), "--yes")
    assert again.exit_code == 0
    assert {n: c for n, c in as_read(data).items() if n in after} == after


def test_a_role_takes_its_own_answers(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """The lawyer signs what a lawyer decides, wherever it is asked; marketing its own part."""
    carriers, email, sms = (
        by_place(asked, p)
        for p in ("recipients.yml#carriers", "controller.yml#email", "message-channels.yml#sms")
    )
    given = {q.id: Given(RIGHT) for q in (carriers, email, sms)}
    file = filled(form, tmp_path / "a.docx", given)
    done = run("--data", str(data), "--read", str(file), "--yes", "--role", "hukuk müşaviri",
               "--lang", "tr")  # fmt: skip
    assert done.exit_code == 0, done.output
    gone = written_doubts(DATA).keys() - written_doubts(data).keys()
    assert gone == {"recipients.yml#carriers"}
    (entry,) = loaded(data / "confirmed.yml").values()
    assert entry["role"] == "hukuk müşaviri"
    assert "2" in next(line for line in done.output.splitlines() if "--role" in line)
    done = run("--data", str(data), "--read", str(file), "--yes", "--role", "marketing")
    assert done.exit_code == 0, done.output
    gone = written_doubts(DATA).keys() - written_doubts(data).keys()
    assert gone == {"recipients.yml#carriers", "message-channels.yml#sms"}

    def unsigned(document: Any) -> None:
        row(document, "P-LAWYER").cells[-2].text = row(document, "P-LAWYER").cells[-1].text = ""

    file = edited(unsigned)(filled(form, tmp_path / "b.docx", given), tmp_path / "c.docx")
    with pytest.raises(LoadingError) as refused:
        answers.understood(word_file.rows(file), asked, "c.docx", LAWYER)
    assert "P-LAWYER: nobody has signed 1 answer" in str(refused.value)


def test_another_value_takes_the_place(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """One value, a text in both languages; a text in one language is kept as a proposal."""
    given = {
        "controller.yml#address.district": Given(words="Esenyurt"),
        "recipients.yml#hosting.abroad": Given(words="hayır"),
        "collection-points.yml#website-visit.refusal": Given(
            words="tr: Hiçbir şey değişmez.\nen: Nothing changes."
        ),
        "data-categories.yml#visual.items.snapshot": Given(words="Kameranın çektiği görüntü."),
        "recipients.yml#hosting.role": Given(words="controller"),
    }
    file = filled(form, tmp_path / "a.docx", {by_place(asked, p).id: g for p, g in given.items()})
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 0, done.output
    assert loaded(data / "controller.yml")["address"]["district"] == "Esenyurt"
    hosting = loaded(data / "recipients.yml")["hosting"]
    assert hosting["abroad"] == "hayır"
    assert hosting["role"]["value"] == "processor"
    assert hosting["role"]["proposed"] == {
        "value": "controller",
        "role": "hukuk müşaviri",
        "day": "2026-11-30",
    }  # fmt: skip
    refusal = loaded(data / "collection-points.yml")["website-visit"]["refusal"]
    assert refusal == {"tr": "Hiçbir şey değişmez.", "en": "Nothing changes."}
    snapshot = loaded(data / "data-categories.yml")["visual"]["items"]["snapshot"]
    assert snapshot["unconfirmed"]
    assert snapshot["proposed"]["value"] == "Kameranın çektiği görüntü."
    assert "the answer is kept as a proposal" in done.output
    proposed = run("--data", str(data), "--role", "lawyer").output
    assert "Proposed: hukuk müşaviri · 30 November 2026: controller" in proposed
    only = {row.split(" | ")[0] for row in proposed.splitlines() if row.startswith("| S-")}
    left = outcome(data).findings
    now = questions(data, left, "tr")
    assert len(only) == sum(q.owner is LAWYER for q in now)
    blocked = {f.place for f in left if f.name == "TXT-02[unconfirmed]"}
    assert "recipients.yml#hosting.role" in blocked


def test_what_is_not_there_is_a_task_that_names_everything(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """Nothing is deleted."""
    where = "data-categories.yml#identity.items.mother-name"
    file = filled(form, tmp_path / "a.docx", {by_place(asked, where).id: Given(ABSENT)})
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 0
    assert where in done.output
    assert "processing/membership.yml#purposes.verify-by-documents.data[3]" in done.output
    assert "There is nothing to write." in done.stderr
    assert as_read(data) == as_read(DATA)


def test_a_no_stays_and_says_what_follows(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    given = {
        "CON-03": Given(NO, "Rıza kutusu zorunlu."),
        "CON-04": Given(ABSENT, "Kutu yok."),
        "APP-10": Given(YES),
    }
    file = filled(form, tmp_path / "a.docx", {by_place(asked, p).id: g for p, g in given.items()})
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 0, done.output
    written = {a["code"]: a for a in loaded(data / "answers.yml").values()}
    assert {code: a["answer"] for code, a in written.items()} == {
        "CON-03": "no", "CON-04": "not-applicable",
    }  # fmt: skip
    assert written["CON-03"]["until"] == "2027-11-28"
    assert written["CON-03"]["role"] == "birim sorumlusu"
    assert "CON-03: the answer is no, which blocks a release" in done.output
    assert "APP-10: not written, because it is answered by: lawyer" in done.output
    assert "CON-03" in {f.code for f in outcome(data).findings}


def test_the_data_may_have_changed_meanwhile(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """An answer to what nobody asks any more is reported and not written; the others are."""
    text = (data / "controller.yml").read_text("utf-8").replace("Başakşehir\n", "Esenyurt\n", 1)
    (data / "controller.yml").write_text(text, "utf-8")
    gone = by_place(asked, "controller.yml#address.district")
    given = {gone.id: Given(RIGHT), by_place(asked, "controller.yml#email").id: Given(RIGHT)}
    done = run(
        "--data", str(data), "--read", str(filled(form, tmp_path / "a.docx", given)), "--yes"
    )
    assert done.exit_code == 0, done.output
    assert gone.id in done.output
    controller = loaded(data / "controller.yml")
    assert controller["email"] == "info@7immo.com"
    assert controller["address"]["district"]["value"] == "Esenyurt"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("media", "sunucular"),
        ("media", "tr: sunucular\nve yedekleri"),
        ("media", "tr:"),
        ("duties", "tr: Müdür | Birim\nen: Head | Unit"),
        ("interval", "arada bir"),
        ("changes", "2026-03-02"),
    ],
)
def test_a_part_of_a_policy_is_written_whole_or_left_to_people(part: str, words: str) -> None:
    """What a line says without a language is not dropped in silence."""
    assert PARTS[f"RET-02[{part}]"][0].write(words) is None
