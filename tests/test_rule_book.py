"""The rule book against the pack, the law of a day, and what must be refused in words."""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import checks, pipeline
from generator.checks import Finding, Level
from generator.errors import NoticesError
from tests.conftest import CACHE, STARTER

HERE = Path(__file__).parent
CONTROLLERS = {"starter": STARTER, "rich": HERE / "rich"}
BOOK = yaml.safe_load((Path(checks.__file__).parent / "rule_book.yml").read_text("utf-8"))
ROWS = [row for rows in BOOK.values() for row in rows]
PACK = {rule.slug: rule for rule in checks.all_rules()}


def test_the_book_is_whole() -> None:
    """Its rows are counted through, and there is a rule for each and none beside them."""
    numbers = [row[0] for row in ROWS if row[0] is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sorted(row[1] for row in ROWS) == sorted(PACK)


@pytest.mark.parametrize("row", ROWS, ids=[row[1] for row in ROWS])
def test_a_row_is_a_rule_that_looks_where_the_book_says(row: list[Any]) -> None:
    """Facts and texts are looked at, the rest is asked of a person."""
    _, slug, level, who, code, *reason = row
    rule = PACK[slug]
    assert rule.code == code
    seen = "question" if rule.question else "texts" if rule.on_texts else "facts"
    assert seen == who
    assert rule.question or (rule.level.value == level) is not bool(reason)
    assert bool(rule.example) is (who != "question" or bool(rule.sub_codes))
    assert not rule.question or rule.question.role


def changed(
    tmp_path: Path, base: str, edits: Sequence[tuple[str, str, str]], day: str | None = None
) -> list[Finding]:
    """What is found in a controller of the tests after each `(file, old, new)`."""
    data = tmp_path / "data"
    shutil.copytree(CONTROLLERS[base], data)
    for file, old, new in edits:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    as_of = date.fromisoformat(day) if day else None
    return list(
        pipeline.run(
            pipeline.Settings(data=data, as_of=as_of, cache=CACHE, explained=False)
        ).findings
    )


STANDING = [
    (
        "recipients.yml",
        "abroad: no",
        "abroad: yes\n  countries: [US]\n  mechanism: consent-standing",
    )
]


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        ("2024-05-31", []),
        ("2024-06-01", ["warning"]),
        ("2024-09-01", ["warning"]),
        ("2024-09-02", ["error"]),
        ("2026-11-24", ["error"]),
    ],
)
def test_consent_as_a_standing_ground_ends(tmp_path: Path, day: str, levels: list[str]) -> None:
    """Fine before Law 7499, for a time after it, and an error since 1 September 2024."""
    found = changed(tmp_path, "starter", STANDING, day)
    assert [f.level.value for f in found if f.code == "ABR-02"] == levels
    assert {f.code for f in found} <= {"ABR-02"}


HEALTH = ("processing/staff.yml", "{article: 6/3-f,", "{article: 6/2,")


@pytest.mark.parametrize(("day", "said"), [("2024-05-31", ""), ("2024-06-01", "was repealed")])
def test_the_old_condition_for_health_data_ends(tmp_path: Path, day: str, said: str) -> None:
    """Article 6(2) was law until Law 7499; article 6(3)(f) is law only since."""
    found = [f.message for f in changed(tmp_path, "rich", [HEALTH], day) if f.code == "PUR-03"]
    assert [said in message for message in found] == ([True] if said else [])


def test_a_new_condition_is_no_law_before_its_day(tmp_path: Path) -> None:
    """And the message says since when it is."""
    found = changed(tmp_path, "rich", [], "2024-05-31")
    assert [f.message for f in found if f.code == "PUR-03"] == [
        "6/3-f is no legal basis that is in force: it is law since 2024-06-01."
    ]


def test_a_rule_does_not_run_before_its_provision(tmp_path: Path) -> None:
    """The five days for standard contracts came with Law 7499."""
    late = ("recipients.yml", "notified: {value: 2026-02-05", "notified: {value: 2026-03-05")
    assert "ABR-04" in {f.code for f in changed(tmp_path / "a", "rich", [late])}
    assert "ABR-04" not in {f.code for f in changed(tmp_path / "b", "rich", [late], "2024-05-31")}


CONVICTION = (
    "data-categories.yml",
    "    payroll: {tr: bordro bilgileri, en: payroll information}",
    "    payroll: {name: {tr: adli sicil kaydı, en: police record}, special: criminal}",
)
SID = (
    "  ID: {name: NAME, storage: cookie, party: first-party, category: strictly-necessary, "
    "purpose: {tr: oturum, en: session}, lifetime: LIFE, "
    "basis: {article: 5/2-f, detail: {tr: güvenlik, en: security}}, before_consent: yes}\n"
)


def sid(entry_id: str, name: str, lifetime: str) -> str:
    return SID.replace("ID", entry_id, 1).replace("NAME", name).replace("LIFE", lifetime)


TWO_LIVES = sid("first", "sid", "session") + sid("second", "sid", "2 years")

# What is written, in which file; the rule, a word of its message, the line it points at.
REFUSED = {
    "a purpose without a basis": (
        "starter", "processing/orders.yml",
        "    bases:\n      - article: 5/2-c\n"
        "        detail: {tr: satış sözleşmesi, en: the sales contract}\n", "",
        "PUR-03", "no legal basis", "deliver-order:",
    ),
    "health data on article 5": (
        "rich", "processing/staff.yml", "{article: 6/3-f,", "{article: 5/2-c,",
        "SPC-01", "special category (health)", "5/2-c",
    ),
    "a conviction under 5/2-ç": (
        "rich", *CONVICTION, "SPC-01", "special category (criminal)", "5/2-ç",
    ),
    "a standing transfer on bare consent": (
        "rich", "recipients.yml", "mechanism: standard-contract", "mechanism: consent-standing",
        "ABR-02", "not a mechanism that is in force", "consent-standing",
    ),
    "mechanism null": (
        "rich", "recipients.yml", "mechanism: standard-contract", "mechanism:",
        "ABR-02", "without a mechanism", "abroad: yes",
    ),
    "mechanism not stated": (
        "rich", "recipients.yml", "mechanism: standard-contract", "mechanism: not-stated",
        "ABR-02", "without a mechanism", "abroad: yes",
    ),
    "occasional consent at a form": (
        "rich", "recipients.yml", "mechanism: bcr", "mechanism: occ-consent",
        "ABR-05", "is for occasional ones", "occ-consent",
    ),
    "abroad as if it were article 8": (
        "rich", "recipients.yml", "countries: [DE]\n  abroad: yes", "countries: [DE]\n  abroad: no",
        "ABR-01", "“DE” is abroad", "abroad: no",
    ),
    "[Şirket Adresi]": (
        "starter", "controller.yml", "street: Örnek Sok. No. 1", 'street: "[Şirket Adresi]"',
        "TXT-02", "“[Şirket Adresi]” is a placeholder", "street",
    ),
    "XXXX": (
        "starter", "controller.yml", "street: Örnek Sok. No. 1", "street: XXXX Sok.",
        "TXT-02", "“XXXX” is a placeholder", "street",
    ),
    "TODO": (
        "starter", "controller.yml", "{tr: kitap satışı,", "{tr: TODO,",
        "TXT-02", "“TODO” is a placeholder", "activity",
    ),
    "eklenecek": (
        "starter", "promises.yml", "tr: ", "tr: Daha sonra eklenecek. ",
        "TXT-02", "“eklenecek” is a placeholder", "eklenecek",
    ),
    "a blank address with a written channel": (
        "starter", "controller.yml", "street: Örnek Sok. No. 1", "street:",
        "IDN-02", "nobody can write to it", "street:",
    ),
    "Turkish missing": (
        "starter", "recipients.yml", "{tr: teslimat, en: delivery}", "{en: delivery}",
        "TXT-02", "no text in “tr”", "en: delivery",
    ),
    "equal text in both languages": (
        "starter", "promises.yml", "statements:\n",
        "statements:\n  - {tr: We take care of it., en: We take care of it.}\n",
        "TXT-02", "both languages have the same words", "We take care",
    ),
    "one cookie with two durations": (
        "rich", "cookies.yml", "listed:\n", f"listed:\n{TWO_LIVES}",
        "COO-01", "listed twice, with two lifetimes", "lifetime: 2 years",
    ),
    "vb. in a purpose": (
        "starter", "processing/orders.yml", "tr: Siparişin teslim edilmesi",
        "tr: Siparişin teslimi vb.",
        "PUR-01", "“vb.” leaves open", "vb.",
    ),
    "legitimate interest for marketing": (
        "rich", "processing/newsletter.yml", "bases: [{article: 5/1}]",
        "bases: [{article: 5/2-f, detail: {tr: tanıtım, en: publicity}}]",
        "PUR-07", "rests on no explicit consent", "Bülten gönderilmesi",
    ),
    "consent on top of another basis": (
        "rich", "processing/newsletter.yml", "bases: [{article: 5/1}]",
        "bases: [{article: 5/1}, {article: 5/2-c, detail: {tr: üyelik, en: membership}}]",
        "PUR-05", "is asked for data that rests on 5/2-c", "5/1",
    ),
    "approval asked of traders": (
        "rich", "messages.yml", "addressees: consumers", "addressees: traders",
        "MSG-01", "right to refuse", "addressees",
    ),
}  # fmt: skip
JARGON = re.compile(r"Traceback|NoneType|KeyError|\bdict\b|\bnull\b|\bNone\b|object at|<class")


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_unlawful_is_said_in_words(tmp_path: Path, case: str) -> None:
    """At the line, with the rule, and with a way out."""
    base, file, old, new, code, words, at = REFUSED[case]
    found = changed(tmp_path, base, [(file, old, new)])
    hits = [f for f in found if f.code == code and words in f.message]
    assert hits, [str(f) for f in found]
    finding = hits[0]
    line = (tmp_path / finding.origin.file).read_text(encoding="utf-8").split("\n")
    assert at in line[finding.origin.line - 1]
    assert finding.level is Level.ERROR
    assert finding.hint.endswith(".")
    assert finding.source
    assert not any(JARGON.search(f"{f.message} {f.hint}") for f in found)


def test_a_real_name_in_brackets_only_warns(tmp_path: Path) -> None:
    """It may be meant, and does not block a publication."""
    edit = (
        "promises.yml",
        "tr: ",
        "tr: '[Örnek Ticaret] verilerinizi korur.', en: Safe.}\n  - {tr: ",
    )
    found = [f for f in changed(tmp_path, "starter", [edit]) if f.code == "TXT-02"]
    assert [(f.level, "brackets" in f.message) for f in found] == [(Level.WARNING, True)]


def test_a_brand_in_other_letters_is_found(tmp_path: Path) -> None:
    """The slip of the dotted and the dotless i; capitals of the registered name are fine."""
    edits = [
        ("sites.yml", "brand: Örnek", "brand: 7İMMO"),
        ("promises.yml", "tr: ", "tr: 7IMMO verilerinizi korur., en: Safe at 7İMMO.}\n  - {tr: "),
    ]
    found = [f.message for f in changed(tmp_path, "starter", edits)]
    assert found == ["“7IMMO” is written “7İMMO” elsewhere."]


def test_bases_that_carry_different_data_stand_together(tmp_path: Path) -> None:
    """Consent for a voluntary item beside the contract for the rest is no double basis."""
    edit = (
        "processing/newsletter.yml",
        "data: [contact.email]\n    bases: [{article: 5/1}]",
        "data: [contact.email, identity.name]\n    bases:\n"
        "      - {article: 5/1, only_for: [contact.email]}\n"
        "      - {article: 5/2-f, detail: {tr: kayıt, en: records}, only_for: [identity.name]}",
    )
    assert changed(tmp_path, "rich", [edit]) == []


def test_data_that_no_basis_carries_is_found(tmp_path: Path) -> None:
    """Each basis is limited to other items."""
    edit = (
        "processing/orders.yml",
        "{tr: satış sözleşmesi, en: the sales contract}",
        "{tr: satış sözleşmesi, en: the sales contract}\n        only_for: [identity.name]",
    )
    (finding,) = changed(tmp_path, "starter", [edit])
    assert (finding.code, "“birth”" in finding.message) == ("SPC-01", True)


def test_people_who_are_no_party_need_another_basis(tmp_path: Path) -> None:
    """Article 5(2)(c) carries the data of the parties only; this part is an error."""
    edit = ("subjects.yml", "en: member}", "en: member}\n  contract_party: no")
    (finding,) = changed(tmp_path, "starter", [edit])
    assert (finding.code, finding.level) == ("PUR-06", Level.ERROR)


def test_a_plan_answers_the_question_for_a_year(tmp_path: Path) -> None:
    """An old plan is asked for again."""
    unanswered = ("answers.yml", "code: BRE-02", "code: BRE-99")
    old = ("security.yml", "reviewed: 2026-10-01", "reviewed: 2024-10-01")
    asked = changed(tmp_path / "a", "rich", [unanswered], "2026-11-24")
    assert "BRE-02" not in {f.code for f in asked}
    asked = changed(tmp_path / "b", "rich", [unanswered, old], "2026-11-24")
    assert "BRE-02" in {f.code for f in asked}


WORDING = "{# reason: a test #}\n<h2>Başlık</h2>\n"


@pytest.mark.parametrize(
    ("clause", "body", "code"),
    [
        ("policy/definitions", "Siteye girmekle kabul etmiş sayılırsınız.", "IDN-04"),
        ("policy/definitions", "Aksi kararlaştırılmadıkça yurt dışına aktarılır.", "ABR-07"),
        ("policy/definitions", "Sağlık ve cinsel hayat dışındaki veriler işlenir.", "SPC-02"),
        ("policy/definitions", "[Şirket adresi]", "TXT-02"),
        ("policy/definitions", "Başvurular yalnızca yazılı yapılır.", "APP-04"),
        ("notice/nature", "Verilerimin işlenmesine rıza veriyorum.", "CON-01"),
    ],
)
def test_the_own_wording_is_checked_like_the_data(
    tmp_path: Path, clause: str, body: str, code: str
) -> None:
    """At the file of the wording."""
    data = tmp_path / "data"
    shutil.copytree(CONTROLLERS["starter"], data)
    for language, words in (("tr", body), ("en", "Turkish text prevails.")):
        path = data / f"wording/{clause}.{language}.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{WORDING}<p>{words}</p>\n", encoding="utf-8")
    found = pipeline.run(pipeline.Settings(data=data, cache=CACHE, explained=False)).findings
    assert [f.origin.file for f in found if f.code == code] == [f"data/wording/{clause}.tr.jinja"]


def test_loading_refuses_a_provision_that_names_nothing(tmp_path: Path) -> None:
    """Neither the statute book nor words."""
    edit = ("processing/orders.yml", "[carrier]", "[carrier]\n    steps: []")
    changed(tmp_path / "a", "starter", [edit])
    edit = (
        "processing/orders.yml",
        "- article: 5/2-c",
        "- article: 5/2-c\n        under: [{article: '1'}]",
    )
    with pytest.raises(NoticesError, match="a provision names one statute"):
        changed(tmp_path / "b", "starter", [edit])
