"""The retention and disposal policy: ten parts, the periods of the facts, for the file or not."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import checks, durations, languages, pipeline
from generator.checks import Finding
from generator.checks.rules.retention_policy_contents import PARTS, RULE
from generator.commands import main
from generator.errors import TemplateError
from generator.expression import Expression, Layer
from generator.model.controller import RegistryStatus
from generator.recipes import owing
from tests import demo, published
from tests.conftest import ROOT

CANARY = "Kanarya8264"
DOCUMENT = "documents/retention-policy.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo.RICH, tmp_path / "data"))


def put(file: Path, old: str, new: str) -> None:
    words = file.read_text("utf-8")
    assert old in words
    file.write_text(words.replace(old, new), "utf-8")


def found(outcome: pipeline.Outcome) -> dict[str, Finding]:
    """What RET-02 finds, by its sub-code."""
    return {f.sub: f for f in outcome.findings if f.code == "RET-02"}


def policy(outcome: pipeline.Outcome, language: str = "tr") -> Expression:
    texts = (*outcome.texts, *outcome.papers)
    (text,) = (t for t in texts if t.type == "retention_policy" and t.language == language)
    return text


def without(text: Expression, clause: str) -> Expression:
    """The text without one of its clauses."""
    whole = text.layer("full")
    kept = tuple(c for c in whole.clauses if c.id != clause)
    return replace(text, layers=(Layer("full", whole.html, kept),))


@pytest.mark.parametrize("sub", PARTS)
def test_each_part_that_is_missing_is_found_with_its_letter(sub: str) -> None:
    """In one language too; an error, because the controller is registered."""
    outcome, part = published.outcome(demo.RICH), PARTS[sub]
    texts = [without(t, part.clause) if t.language == "en" else t for t in outcome.papers]
    subject = replace(outcome.subject, texts=texts)
    (finding,) = RULE.run(subject)
    assert (finding.sub, finding.level) == (sub, checks.Level.ERROR)
    assert str(part.article) in finding.message
    assert finding.hint == part.then
    assert f"({part.article})" in RULE.sub_codes[sub]


def test_the_letters_are_those_of_the_article_each_once() -> None:
    articles = [str(part.article) for part in PARTS.values()]
    letters = [a.removeprefix("art. 6(1)")[1:-1] for a in articles if "6(1)" in a]
    assert letters == ["a", "b", "c", "ç", "d", "e", "f", "g", "ğ", "h"]


def test_what_nobody_has_said_is_owed_and_marked(data: Path) -> None:
    """Each with the file in which it belongs; a hint where the controller owes no policy."""
    (data / "disposal.yml").unlink()
    put(data / "processing/staff.yml", "disposal:", "not_processed:")
    owed = {"media", "disposal-measures", "duties", "interval", "changes", "methods"}
    outcome = pipeline.run(pipeline.Settings(data=data))
    assert set(found(outcome)) == owed
    assert {f.origin.file for f in found(outcome).values()} == {f"data/{DOCUMENT}"}
    assert all("data/disposal.yml" in f.hint for f in found(outcome).values())
    assert outcome.errors == len(owed)
    for language in ("tr", "en"):
        words = languages.get(language).not_stated
        assert policy(outcome, language).layer("full").plain.count(words) == len(owed) + 1
    put(data / "controller.yml", "status: registered", "status: unknown")
    hints = found(pipeline.run(pipeline.Settings(data=data)))
    assert {f.level for f in hints.values()} == {checks.Level.WARNING}
    assert all("who have to be registered" in f.message for f in hints.values())


@pytest.mark.parametrize(
    ("status", "interval", "level"),
    [
        ("registered", "6 months", None),
        ("registered", "7 months", "error"),
        ("exempt", "3 months", None),
        ("exempt", "6 months", "warning"),
    ],
)
def test_periodic_disposal_is_not_rarer_than_allowed(
    status: str, interval: str, level: str | None
) -> None:
    """Six months (art. 11(2)); three for whoever owes no policy (art. 11(3))."""
    subject = published.outcome(demo.RICH).subject
    facts = subject.facts
    assert facts.disposal
    assert facts.disposal.interval
    period = replace(facts.disposal.interval, value=durations.parse(interval))
    verbis = facts.controller.verbis
    registry = replace(verbis, status=replace(verbis.status, value=RegistryStatus(status)))
    changed = replace(
        facts,
        disposal=replace(facts.disposal, interval=period),
        controller=replace(facts.controller, verbis=registry),
    )
    seen = {f.sub: f.level.value for f in RULE.run(replace(subject, facts=changed))}
    assert seen == ({"interval-long": level} if level else {})


def test_without_a_document_a_person_is_asked(data: Path) -> None:
    """Who is on the way into the register as well; an answer closes it."""
    (data / DOCUMENT).unlink()
    put(data / "controller.yml", "status: registered", "status: pending")
    (asked,) = found(pipeline.run(pipeline.Settings(data=data))).values()
    assert (asked.sub, asked.origin.file) == ("", "data/answers.yml")
    answer = "\npolicy: {code: RET-02, answer: yes, role: legal counsel, until: 2099-12-31}\n"
    with (data / "answers.yml").open("a", encoding="utf-8") as file:
        file.write(answer)
    assert found(pipeline.run(pipeline.Settings(data=data))) == {}


def rows(text: Expression) -> Iterator[tuple[str, ...]]:
    table = text.layer("full").html.partition('data-clause="periods"')[2]
    table = table.partition("</table>")[0]
    for row in re.findall(r"<tr>\n(.*?)</tr>", table, re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        yield tuple(re.sub("<[^>]+>", "", cell) for cell in cells)


@pytest.mark.parametrize("folder", [ROOT / "data", demo.RICH], ids=["company", "rich"])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_table_has_each_purpose_with_its_data_and_period(folder: Path, language: str) -> None:
    outcome = published.outcome(folder)
    shown = list(rows(policy(outcome, language)))
    tongue = languages.get(language)
    asked = outcome.facts.asked()
    purposes = [
        purpose
        for activity in sorted(asked.activities.values(), key=lambda a: a.order.value)
        for purpose in activity.purposes
    ]
    assert len(shown) == len(purposes)
    for (name, data, period), purpose in zip(shown, purposes, strict=True):
        assert name.startswith(purpose.text.in_language(language))
        assert all(item.name.in_language(language) in data for item in purpose.data)
        if purpose.retention is None:
            assert tongue.not_stated in period
        elif purpose.retention.period:
            assert tongue.duration(purpose.retention.period.value) in period


def test_what_is_for_the_file_reaches_no_site(data: Path) -> None:
    """Nor a report that others read: pages, files, annotations and SARIF."""
    own = f"{{tr: {CANARY}, en: {CANARY}}}"
    duty = f"duties:\n  x: {{title: {own}, unit: {own}, duty: {own}}}\n"
    put(data / "disposal.yml", "duties:\n", duty)
    put(data / "processing/staff.yml", "unit: {tr: İnsan Kaynakları", f"unit: {{tr: {CANARY}")
    outcome = pipeline.run(pipeline.Settings(data=data))
    assert policy(outcome).layer("full").plain.count(CANARY) == 4
    assert list(outcome.findings) == []
    for name, content in published.files(outcome).items():
        assert CANARY.encode() not in content, name
        assert b"retention-policy" not in content, name
    for page in published.pages(outcome):
        assert CANARY not in page.html
    for shape in ("github", "sarif"):
        assert CANARY not in notices("check", "--data", data, "--format", shape).output


def test_a_published_policy_says_what_is_public_alone(data: Path) -> None:
    """It stands in the menu and the policy leads to it; what is internal is not in it."""
    with (data / DOCUMENT).open("a", encoding="utf-8") as file:
        file.write("published: yes\n")
    put(data / "disposal.yml", "  it-manager:\n", "  it-manager:\n    internal: yes\n")
    outcome = pipeline.run(pipeline.Settings(data=data))
    text = policy(outcome)
    assert text.menu == "policies"
    assert text.type not in {paper.type for paper in outcome.papers}
    plain = text.layer("full").plain
    assert "Veri koruma yöneticisi" in plain
    assert "Bilgi işlem müdürü" not in plain  # internal: yes
    assert "kilitli dolap" not in plain.replace("kilitli dolaplardaki", "")  # an activity's measure
    assert list(outcome.findings) == []
    (privacy,) = (t for t in outcome.texts if t.type == "policy" and t.language == "tr")
    assert 'href="notice:retention-policy"' in privacy.layer("full").html
    assert any("Veri koruma yöneticisi" in page.html for page in published.pages(outcome))


def test_other_documents_do_not_choose_who_reads_them(data: Path) -> None:
    with (data / "documents/policy.yml").open("a", encoding="utf-8") as file:
        file.write("published: no\n")
    with pytest.raises(TemplateError, match="does not choose who reads it"):
        pipeline.run(pipeline.Settings(data=data))


def notices(*arguments: object) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, [str(a) for a in arguments])


def test_the_command_writes_it_with_what_a_lawyer_confirms(data: Path, tmp_path: Path) -> None:
    """As page, lines and PDF; nothing of the notes is in the text itself."""
    asked = ("papers", "retention", "--data", data, "--output", tmp_path / "papers", "--lang")
    done = notices(*asked, "tr")
    assert done.exit_code == 0, done.output
    assert "draft" not in done.output
    names = {f"retention-policy-tr.{shape}" for shape in ("html", "txt", "pdf")}
    assert {path.name for path in (tmp_path / "papers").iterdir()} == names
    page = (tmp_path / "papers/retention-policy-tr.html").read_text("utf-8")
    lines = (tmp_path / "papers/retention-policy-tr.txt").read_text("utf-8")
    for words in (page, lines):
        assert "bir hukukçu teyit eder" in words
        assert "yayımlanmaz" in words
    assert "notice:" not in page
    assert 'href="#periods"' in page
    assert "hukukçu" not in policy(published.outcome(demo.RICH)).layer("full").plain
    (data / "disposal.yml").unlink()
    draft = notices(*asked, "en")
    assert "This is a draft" in draft.output
    assert "[to be confirmed]" in (tmp_path / "papers/retention-policy-en.txt").read_text("utf-8")
    page = (tmp_path / "papers/retention-policy-en.html").read_text("utf-8")
    assert "duties of those who take part (art. 6(1)(f))" in page
    (data / DOCUMENT).unlink()
    none = notices(*asked, "en")
    assert (none.exit_code, "has no retention and disposal policy" in none.output) == (2, True)


def test_what_is_owed_knows_the_policy(data: Path) -> None:
    """There, lacking a part, or asked for."""

    def state() -> owing.State:
        outcome = pipeline.run(pipeline.Settings(data=data))
        (row,) = (r for r in owing.rows(outcome) if r.owed.name == "Retention and disposal policy")
        return row.state

    assert state() is owing.State.THERE
    put(data / "disposal.yml", "interval: 6 months\n", "")
    assert state() is owing.State.LACKING
    (data / DOCUMENT).unlink()
    assert state() is owing.State.ASKED
