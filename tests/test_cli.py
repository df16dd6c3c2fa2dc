"""The command: exit codes, reports that all say the same, messages without tracebacks."""

import json
import os
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from sarif_pydantic import Sarif

from generator import checks
from generator.checks import reference
from generator.checks.finding import in_full
from generator.checks.report import ANNOTATIONS
from generator.commands import main

VALID = Path(__file__).parent.parent / "generator/starter"
DATA = Path(__file__).parent.parent / "data"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_findings_give_exit_code_one() -> None:
    """What the company must decide is accepted for previews and blocks a release."""
    assert run("check", "--data", str(DATA)).exit_code == 0
    done = run("check", "--all", "--data", str(DATA), "--profile", "release")
    assert done.exit_code == 1
    assert re.search(r"data/controller\.yml:\d+:1: error IDN-02", done.output)
    assert "    | kep:" in done.output


def test_a_clean_controller_gives_exit_code_zero(tmp_path: Path) -> None:
    """And one line."""
    shutil.copytree(VALID, tmp_path / "data")
    done = run("check", "--data", str(tmp_path / "data"))
    assert (done.exit_code, done.output) == (0, "Checked: no findings.\n")


def test_unusable_input_gives_exit_code_two(tmp_path: Path) -> None:
    """With every mistake and no traceback."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    (data / "controller.yml").write_text("a: [", encoding="utf-8")
    done = run("check", "--data", str(data))
    assert done.exit_code == 2
    assert "data/controller.yml:1:" in done.stderr
    assert "Traceback" not in done.output


def test_what_is_quoted_writes_no_line_of_its_own(tmp_path: Path) -> None:
    """From a value or the name of a file: no command to GitHub, no letter for a terminal."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    sites = data / "sites.yml"
    words = sites.read_text(encoding="utf-8").replace("[tr, en]", r'[tr, "x\n::error::lie"]')
    sites.write_text(words, encoding="utf-8")
    by_value = run("check", "--data", str(data), "--format", "github")
    (data / "x\n::error::lie.yml").write_text("a: 1\n", encoding="utf-8")
    (data / "y\x1b[31m.yml").write_text("a: 1\n", encoding="utf-8")
    by_name = run("check", "--data", str(data), "--format", "github")
    for done in (by_value, by_name):
        assert done.exit_code == 2
        assert " ::error::lie" in done.stderr
        assert not re.search(r"(?m)^::|\x1b", done.stderr)


@pytest.mark.parametrize("profile", ["draft", "release"])
def test_all_reports_say_the_same(profile: str) -> None:
    """Code, place and message of each finding, in each format; accepted ones as such."""
    common = ("check", "--data", str(DATA), "--profile", profile)
    data = json.loads(run(*common, "--format", "json").output)
    text = run(*common, "--all").output
    github = run(*common, "--format", "github").output
    sarif = json.loads(run(*common, "--format", "sarif").output)
    results = sarif["runs"][0]["results"]
    assert len(Sarif.model_validate(sarif).runs[0].results) == len(results)
    rules = {rule.code: rule for rule in checks.all_rules()}
    said = {
        row["id"]: row["shortDescription"]["text"]
        for row in sarif["runs"][0]["tool"]["driver"]["rules"]
    }
    assert said == {row["code"]: rules[row["code"]].what for row in data["findings"]}
    assert data["ok"] is (data["errors"] == 0)
    assert data["errors"] + data["warnings"] + data["accepted"] == len(data["findings"]) > 0
    for level, number in ("error", "errors"), ("warning", "warnings"), ("notice", "accepted"):
        assert len(re.findall(rf"(?m)^::{level} ", github)) == min(ANNOTATIONS, data[number])
    assert len(results) == len(data["findings"])
    shown = dict[str, int]()
    for row, result in zip(data["findings"], results, strict=True):
        place = f"{row['file']}:{row['line']}:{row['column']}"
        level = "accepted" if row["accepted"] else row["level"]
        name = in_full(row["code"], row["sub"] or "")
        assert f"{place}: {level} {name}: {row['message']}" in text
        assert result.get("properties", {}).get("subCode") == row["sub"]
        shown[level] = shown.get(level, 0) + 1
        title = f"file={row['file']},line={row['line']},col={row['column']},title={name} "
        assert title + row["slug"] in github or shown[level] > ANNOTATIONS
        keys = {"statute", "instrument", "article", "in_force_from", "reviewed"}
        assert set(row["citation"]) == keys
        assert row["citation"] in row["citations"]
        assert (result["ruleId"], result["level"]) == (row["code"], row["level"])
        assert row["message"] in result["message"]["text"]
        where = result["locations"][0]["physicalLocation"]
        assert where["artifactLocation"]["uri"] == row["file"]
        region = {"startLine": row["line"], "startColumn": row["column"]}
        assert where["region"] == region
        assert bool(result.get("suppressions")) is bool(row["accepted"])


ENTRY = {
    "code": "RET-01[none]",
    "place": "processing/orders.yml#purposes.deliver-order",
    "reason": "Waiting for the retention table.",
    "role": "legal counsel",
    "until": "2099-01-01",
    "profile": "draft",
}


def accepted(tmp_path: Path, **changes: str) -> list[str]:
    """What a run finds about an acceptance of the missing retention, changed as told."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    orders = data / "processing/orders.yml"
    text = orders.read_text(encoding="utf-8")
    orders.write_text(text[: text.index("    retention:")], encoding="utf-8")
    lines = "".join(f"  {key}: {value}\n" for key, value in (ENTRY | changes).items())
    (data / "accepted.yml").write_text(f"retention:\n{lines}", encoding="utf-8")
    return reported(data)


def reported(data: Path) -> list[str]:
    """Code and sub-code of each finding, with its words or that it is accepted."""
    report = json.loads(run("check", "--data", str(data), "--format", "json").output)
    return [
        f"{in_full(f['code'], f['sub'] or '')} "
        + ("accepted" if f["accepted"] else f"{f['message']} {f['hint']}")
        for f in report["findings"]
    ]


def test_a_finding_is_accepted_with_a_reason_until_a_day(tmp_path: Path) -> None:
    """What it accepts is noted; past its day, elsewhere or unknown it is an error itself."""
    noted = [said for said in accepted(tmp_path / "a") if not said.startswith("TXT-05")]
    assert noted == ["RET-01[none] accepted"]  # what is owed is a finding of its own
    past = accepted(tmp_path / "b", until="2020-01-01")
    assert any("ACC-01[expired]" in said and "is past" in said for said in past)
    assert any(said.startswith("RET-01[none] this purpose") for said in past)
    elsewhere = accepted(tmp_path / "c", place="controller.yml#phone")
    assert any("accepts nothing that is found" in said for said in elsewhere)
    assert any("no rule" in said for said in accepted(tmp_path / "d", code="RET-99"))
    assert any("never accepted" in said for said in accepted(tmp_path / "e", code="SPC-01"))
    stand_in = accepted(tmp_path / "f", reason="<why it may stand for a while>")
    assert any("accepted without a reason" in said for said in stand_in)


def test_an_acceptance_names_the_sub_code(tmp_path: Path) -> None:
    """Without one, or with one that the rule does not have, the message lists what to write."""
    for written in ("RET-01", "RET-01[forever]"):
        found = accepted(tmp_path / written, code=written)
        (refused,) = [said for said in found if said.startswith("ACC-01[unknown-code]")]
        assert "“RET-01[none]”, “RET-01[incomplete]”" in refused
    other = accepted(tmp_path / "other", code="RET-01[incomplete]")
    (stale,) = [said for said in other if said.startswith("ACC-01[stale]")]
    assert "“code: RET-01[none]”" in stale


def test_an_acceptance_holds_for_one_kind_at_one_place(tmp_path: Path) -> None:
    """Other words of the same kind are accepted with it; another kind there never is."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    controller = data / "controller.yml"
    right = controller.read_text(encoding="utf-8")
    lines = "".join(
        f"  {key}: {value}\n"
        for key, value in (
            ENTRY | {"code": "IDN-02[malformed]", "place": "controller.yml#email"}
        ).items()
    )
    (data / "accepted.yml").write_text(f"mail:\n{lines}", encoding="utf-8")
    found = {}
    for written in ("kvkk(at)example.com", "kvkk(at)example.org", ""):
        controller.write_text(right.replace("kvkk@example.com", written), encoding="utf-8")
        found[written] = [said.partition(" ")[::2] for said in reported(data)]
    assert found["kvkk(at)example.com"] == [("IDN-02[malformed]", "accepted")]
    assert found["kvkk(at)example.org"] == [("IDN-02[malformed]", "accepted")]
    assert {name for name, _ in found[""]} == {"ACC-01[stale]", "IDN-02[blank]"}
    assert not any(said == "accepted" for _, said in found[""])


def test_the_older_form_is_an_error_that_says_what_to_write(tmp_path: Path) -> None:
    """An acceptance of a sentence accepts nothing; what it prints, written so, does."""
    words = "this purpose does not say how long its data is kept."
    found = accepted(tmp_path / "older", code="RET-01", finding=words)
    assert any(said.startswith(f"RET-01[none] {words}") for said in found)
    (refused,) = [said for said in found if said.startswith("ACC-01[older-form]")]
    assert "Delete “finding:”" in refused
    assert "write “code: RET-01[none]” in the place of “code: RET-01”" in refused
    gone = accepted(tmp_path / "gone", code="RET-01", finding=words, place="controller.yml#phone")
    assert any("delete the whole entry" in said for said in gone)


def test_a_report_prints_the_entry_that_accepts_a_finding(tmp_path: Path) -> None:
    """With what a person decides filled in, it accepts; nothing is printed where nothing may."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    controller = data / "controller.yml"
    text = controller.read_text(encoding="utf-8").replace("kvkk@example.com", "kvkk(at)example.com")
    controller.write_text(text.replace("Örnek Ticaret A.Ş.", ""), encoding="utf-8")
    (data / "answers.yml").write_text("", encoding="utf-8")
    printed = run("check", "--data", str(data), "--format", "acceptances").stdout
    # None for the name, which is never accepted, nor for questions.
    assert len(re.findall(r"(?m)^[a-z].*:$", printed)) == 1
    printed = printed.replace("<why it may stand for a while>", "It moves.")
    printed = re.sub(r"until: .*", "until: 2099-01-01", printed.replace("<who decides>", "counsel"))
    (data / "accepted.yml").write_text(printed, encoding="utf-8")
    assert "IDN-02[malformed] accepted" in reported(data)
    assert not any("ACC-01" in said for said in reported(data))


@pytest.mark.parametrize("code", ["BRE-99", "RET-01"])
def test_an_answer_to_no_question_is_an_error(code: str, tmp_path: Path) -> None:
    """Else whoever misspelt the code believes to have answered."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    with (data / "answers.yml").open("a", encoding="utf-8") as file:
        file.write(f"plan: {{code: {code}, answer: yes, role: counsel, until: 2099-01-01}}\n")
    done = run("check", "--data", str(data))
    assert done.exit_code == 1
    assert f"error ACC-01[no-question]: “plan” answers “{code}”, which asks nothing." in done.output


def test_a_finding_shows_which_entry_it_is_about(tmp_path: Path) -> None:
    """“- article:” names no basis, so the line after it is shown too; else one line is."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    orders = data / "processing/orders.yml"
    text = orders.read_text(encoding="utf-8").replace("article: 5/2-c", "article:\n          5/2-c")
    text = text.replace("        detail: {tr: satış sözleşmesi, en: the sales contract}\n", "")
    orders.write_text(text[: text.index("    retention:")], encoding="utf-8")
    said = run("check", "--data", str(data)).output
    assert "    | - article:\n    |     5/2-c\n" in said
    assert "    | deliver-order:\n    " in said
    strict = run("check", "identity", "--data", str(DATA), "--profile", "release").output
    assert "    | kep:\n    Write a KEP" in strict


def test_a_rule_of_this_tool_cites_no_law() -> None:
    """And nobody has read a Turkish text of it."""
    assert "Source: Rule of this tool\n" in run("explain", "ACC-01").output
    page = reference.as_html(tuple(r for r in checks.all_rules() if r.code == "ACC-01"))
    assert "<dd>Rule of this tool</dd>" in page


def test_explain_prints_what_is_behind_a_rule() -> None:
    """Id and words of each provision, how well it is known, and since when nobody looked at it."""
    said = run("explain", "TXT-03").output
    cited = "Source: Communiqué on Informing art. 5(1)(ğ) (notice-communique 5/1-ğ), in force from"
    assert f"{cited} 2018-03-10; the Turkish text was read; reviewed 2026-11-25\n" in said
    assert "art. 5(1)(j)" in said
    weak = "What the rule makes of it: from memory, not verified, a lawyer must confirm it\n"
    assert weak in said
    assert "lawyer" not in run("explain", "ABR-02").output


def test_explain_knows_every_rule_by_code_and_name() -> None:
    """A line for each; one rule with its examples; an unknown one is refused."""
    listed = run("explain").output
    for rule in checks.all_rules():
        assert f"{rule.code}  " in listed
        assert run("explain", rule.code).output == run("explain", rule.slug).output
        said = run("explain", rule.code).output
        for part in (rule.why, rule.never_accepted, rule.question and rule.question.role):
            assert not part or part in said
        for sub, what in rule.kinds.items():
            assert f"{rule.code}[{sub}]" in said
            assert what in run("explain", f"{rule.code}[{sub}]").output
            assert what in run("explain", f"{rule.slug}[{sub}]").output
    assert run("explain", "XXX-99").exit_code == 2
    nonsense = run("explain", "TXT-02[nonsense]")
    assert nonsense.exit_code == 2
    assert "TXT-02 has no sub-code “nonsense”. “notices explain TXT-02” lists" in nonsense.stderr


def test_explain_speaks_turkish_and_finds_a_rule_by_turkish_words() -> None:
    """Frame, provisions, days and example; by words of either language, in either language."""
    said = run("--lang", "tr", "explain", "TXT-03").output
    assert "\nDayanak: Aydınlatma Tebliği m. 5/1-ğ (notice-communique 5/1-ğ), 10 Mart 2018" in said
    assert "TXT-03 tr-en-parity (uyarı)" in said
    assert "Yanlış; data/" in said
    for language in "tr", "en":
        listed = run("--lang", language, "explain", "saklama", "süre").output
        assert "retention-period-per-category: " in listed
        assert "abroad-flagged" not in listed
    assert "RET-01" in run("explain", "retention").output
    assert run("--lang", "tr", "explain", "zürafa").exit_code == 2


@pytest.mark.parametrize(
    ("language", "why", "source"),
    [("tr", "Gerekçe", "Kanun m. 9/6 (kvkk 9/6)"), ("en", "Why", "Law No. 6698 art. 9(6)")],
)
def test_the_page_of_rules_is_in_its_language(language: str, why: str, source: str) -> None:
    page = reference.as_html(checks.all_rules(), language)
    assert f"<dt>{why}</dt>" in page
    assert source in page
    assert ("The cases of article" in page) is (language == "en")


def test_a_production_build_refuses_drafts() -> None:
    """There is no release yet, and it says so."""
    done = run("build", "--production", "--data", str(DATA))
    assert done.exit_code == 1
    assert "no approved release" in done.stderr


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "31.02.2026"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    """With the way to write one."""
    done = run("check", "--as-of", day)
    assert done.exit_code == 2
    assert "2026-12-15" in done.output


def test_the_release_profile_names_every_doubt(tmp_path: Path) -> None:
    """A doubt and a missing language are fine in a draft and block a release."""
    data = tmp_path / "data"
    shutil.copytree(VALID, data)
    path = data / "controller.yml"
    text = path.read_text(encoding="utf-8").replace(", en: sale of books", "")
    text = text.replace("street: Örnek", "unconfirmed: moved?\n  street: Örnek")
    path.write_text(text, encoding="utf-8")
    assert run("check", "--data", str(data)).exit_code == 0
    strict = run("check", "--data", str(data), "--profile", "release")
    assert strict.exit_code == 1
    assert "there is no text in “en”" in strict.output
    assert "this is not confirmed: moved?" in strict.output


@pytest.mark.skipif("SARIF_SCHEMA" not in os.environ, reason="SARIF_SCHEMA names no file")
def test_sarif_keeps_to_the_schema_of_the_standard() -> None:
    """It is lib/schemas/sarif-2.1.0-rtm.5.json of the npm package @microsoft/jest-sarif."""
    schema = json.loads(Path(os.environ["SARIF_SCHEMA"]).read_text(encoding="utf-8"))
    common = ("check", "--data", str(DATA), "--profile", "release", "--format", "sarif")
    jsonschema.validate(json.loads(run(*common).output), schema)
